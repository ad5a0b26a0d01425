"""Plain lines on a real terminal: what was answered does not stay to be read, and a kiosk is left with its PIN only."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from hybridequiz.interview.events import EventKind
from terminal.screen import CODE, Terminal
from terminal.test_leaving import CANARY, QUESTIONNAIRE, answers, kept

CLEARED = b"\x1b[2J\x1b[3J"
"""The screen is cleared, and then what was kept of it above."""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.toml"
    path.write_text(QUESTIONNAIRE, encoding="utf-8")
    return path


def plain(small: Path, *more: str, term: str = "xterm-256color") -> Terminal:
    words = ("run", str(small), "--plain", *more)
    environment = {"TERM": term, "HYBRIDEQUIZ_PIN": "4711"}
    return Terminal(*words, data=small.parent / "d", environment=environment, lines=40)


def begun(small: Path, *more: str, term: str = "xterm-256color") -> Terminal:
    """Answer the first question in plain lines."""
    terminal = plain(small, "--mode", "self", "--language", "en", *more, term=term)
    terminal.see("What is the canary?", "Answer:")
    terminal.press(CANARY, "enter").see("How old is it?", "Your code is")
    return terminal


def last_drawn(terminal: Terminal) -> str:
    """Give all that was written since the terminal was cleared last."""
    return terminal.raw.rpartition(CLEARED)[2].decode()


@pytest.mark.parametrize(
    ("key", "code"), [("/leave\r", 0), ("/next-person\r", 0), ("\x03", 130), ("\x04", 0)]
)
def test_r05_r13_leaving_plain_lines_clears_the_screen_and_what_is_above(
    key: str, code: int, small: Path
) -> None:
    with begun(small) as terminal:
        terminal.press(key)
        assert terminal.end() == code
        assert CLEARED in terminal.raw
        assert CANARY not in last_drawn(terminal)
        assert "How old" not in terminal.text
        assert bool(CODE.search(terminal.text)) is ("next" not in key)
    events, _ = kept(small.parent / "d")
    assert answers(events) == ["name"]
    assert events[-1].kind is EventKind.PAUSED


def test_a_request_to_end_clears_plain_lines_too(small: Path) -> None:
    with begun(small) as terminal:
        assert terminal.kill(signal.SIGTERM) == 143
        assert CANARY not in last_drawn(terminal)
        assert CODE.search(terminal.text)


@pytest.mark.parametrize("key", ["/pause\r", "\x1a"])
def test_r13_a_pause_and_ctrl_z_cover_plain_lines_until_the_code_is_typed(
    key: str, small: Path
) -> None:
    with begun(small) as terminal:
        code = terminal.code()
        terminal.press(key).see("Paused", "Code:")
        assert CANARY not in terminal.text
        assert "How old" not in terminal.text
        terminal.press("\x1c", "ABCD-EFGH", "enter").see("That is not the code")
        terminal.press(code, "enter").see("How old is it?")
        assert CANARY not in last_drawn(terminal)
        terminal.press("4", "enter").see("This is the end.")
    events, _ = kept(small.parent / "d")
    assert answers(events) == ["name", "age"]


def test_r04_who_walks_away_from_plain_lines_leaves_nothing_not_even_half_a_line(
    small: Path,
) -> None:
    """The limit is a second here; that it is three and ten minutes is shown by tests/cli/test_console.py."""
    with begun(small, "--idle", "0.02") as terminal:
        code = terminal.code()
        terminal.press("9").see("Paused", "Code:")
        assert CANARY not in terminal.text
        assert "9" not in terminal.text.rpartition("Code:")[2]
        terminal.press(code, "enter").see("How old is it?")
    events, _ = kept(small.parent / "d")
    paused = [event for event in events if event.kind is EventKind.PAUSED]
    assert all(event.body["by"] == "idle" for event in paused)
    assert all(int(str(event.body["idle"])) >= 1_000 for event in paused)


def test_a_terminal_that_cannot_clear_is_sent_no_signs_and_says_so(small: Path) -> None:
    with begun(small, term="dumb") as terminal:
        terminal.press("/pause", "enter").see("stays readable above", "Code:")
        assert b"\x1b" not in terminal.raw


def test_a_kiosk_in_plain_lines_is_left_with_its_pin_and_with_nothing_else(small: Path) -> None:
    with plain(small, "--kiosk") as terminal:
        terminal.see("1  Begin", "2  Continue with a code")
        terminal.press("1", "enter").see("What is the canary?", "Answer:")
        terminal.press(CANARY, "enter").see("How old is it?")
        for way_out in ("\x1c", "\x1a", "\x03"):
            terminal.press(way_out)
        terminal.wait(
            lambda text: "Your choice:" in text and CANARY not in text, what="the first screen"
        )
        assert CANARY not in last_drawn(terminal)
        for way_out in ("\x1a", "\x1c", "\x04"):
            terminal.press(way_out)
            terminal.see("1  Begin", "Your choice:")
        terminal.press("\x03").see("Type the PIN to leave.")
        terminal.press("0000", "enter").see("That is not the PIN.")
        terminal.press("\x03").see("1  Begin", "Your choice:")
        terminal.press("/leave", "enter").see("PIN:")
        terminal.press("4711", "enter")
        assert terminal.end() == 0
        assert b"4711" not in terminal.raw
        assert terminal.text.strip() == ""
    events, _ = kept(small.parent / "d")
    assert answers(events) == ["name"]


def test_r04_the_next_person_at_the_screens_sees_nothing_drawn_of_the_one_before(
    small: Path,
) -> None:
    words = ("run", str(small), "--kiosk")
    environment = {"HYBRIDEQUIZ_PIN": "4711"}
    with Terminal(*words, data=small.parent / "d", environment=environment) as terminal:
        terminal.see("Begin").strip()
        terminal.press("1").see("What is the canary?")
        terminal.press(CANARY, "enter").see("Your code is")
        terminal.press("enter").see("How old is it?")
        terminal.press("f8").see("Paused")
        terminal.settle(0.3)
        drawn = len(terminal.raw)
        terminal.press("\x1d").see("Continue with a code")
        assert b"How old" not in terminal.raw[drawn:]
        assert CANARY.encode() not in terminal.raw[drawn:]
