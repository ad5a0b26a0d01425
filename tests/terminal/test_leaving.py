"""Every way in which an interview can be left on a real terminal: all is saved, the terminal is restored."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from hybridequiz.interview.events import Event, EventKind
from hybridequiz.store.data import DataFolder
from terminal.screen import Terminal

QUESTIONNAIRE = """
id = "small"
version = "1"
audience = "people"
languages = ["en"]
title = "Small"

[[section]]
id = "only"
title = "Only"

[[section.question]]
id = "name"
type = "text"
text = "What is the canary?"

[[section.question]]
id = "age"
type = "integer"
min = 0
max = 120
text = "How old is it?"
"""
CANARY = "zanglijster"
RESTORED = (b"\x1b[?1049l", b"\x1b[?25h")
"""The main screen is back, and the cursor shows."""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.toml"
    path.write_text(QUESTIONNAIRE, encoding="utf-8")
    return path


def begun(small: Path, data: Path) -> Terminal:
    """Begin an interview and answer the first question; the second is half typed."""
    terminal = Terminal("run", str(small), "--mode", "self", "--language", "en", data=data)
    terminal.see("What is the canary?")
    terminal.press(CANARY, "enter").see("Your code is")
    terminal.press("enter").see("How old is it?")
    terminal.press("4")
    terminal.see("4")
    return terminal


def kept(data: Path) -> tuple[list[Event], str | None]:
    """Give what was saved, and the draft."""
    with DataFolder(data) as folder:
        [row] = folder.live.responses()
        draft = folder.live.draft(row.id)
        assert folder.live.verify() == []
        return folder.live.events(row.id), draft.text if draft else None


def answers(events: list[Event]) -> list[str]:
    return [event.question for event in events if event.kind is EventKind.ANSWERED]


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGHUP, 129), (signal.SIGTERM, 143), (signal.SIGINT, 130)]
)
def test_a_signal_saves_what_is_half_typed_and_restores_the_terminal(
    number: int, code: int, small: Path, tmp_path: Path
) -> None:
    with begun(small, tmp_path / "d") as terminal:
        assert terminal.kill(number) == code
        assert all(one in terminal.raw for one in RESTORED)
    events, draft = kept(tmp_path / "d")
    assert answers(events) == ["name"]
    assert draft is not None
    assert '"typed": "4"' in draft
    assert events[-1].kind is EventKind.PAUSED


@pytest.mark.parametrize(("key", "code"), [("\x03", 130), ("\x11", 0)])
def test_ctrl_c_and_ctrl_q_save_and_leave_without_a_question(
    key: str, code: int, small: Path, tmp_path: Path
) -> None:
    with begun(small, tmp_path / "d") as terminal:
        terminal.press(key)
        assert terminal.end() == code
        assert all(one in terminal.raw for one in RESTORED)
        assert b"\x1b[3J" in terminal.raw
    events, draft = kept(tmp_path / "d")
    assert answers(events) == ["name"]
    assert draft is not None


def test_a_kill_loses_nothing_that_was_saved(small: Path, tmp_path: Path) -> None:
    with begun(small, tmp_path / "d") as terminal:
        assert terminal.kill() == -9
    events, _ = kept(tmp_path / "d")
    assert answers(events) == ["name"]


def test_a_second_window_on_one_interview_is_told_and_changes_nothing(
    small: Path, tmp_path: Path
) -> None:
    data = tmp_path / "d"
    with begun(small, data) as first:
        with DataFolder(data) as folder:
            [row] = folder.live.responses()
        code = row.code
        with Terminal("resume", code, data=data) as second:
            second.see("Is this your questionnaire?")
            second.press("y", "enter")
            assert second.end() != 0
            assert "open in een ander venster" in second.text, "in the language of the machine"
        first.press("2", "enter")
        first.see("That was the last question.")
    events, _ = kept(data)
    assert answers(events) == ["name", "age"]
    assert not any(event.kind is EventKind.RESUMED for event in events)


def test_without_a_terminal_it_asks_in_plain_prompts_and_the_end_of_input_saves(
    small: Path, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "hybridequiz", "run", str(small), "--mode", "self"]
    done = subprocess.run(
        [*command, "--data", str(tmp_path / "d"), "--language", "en"],
        input=f"{CANARY}\n",
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "What is the canary?" in done.stdout
    assert "\x1b" not in done.stdout
    events, _ = kept(tmp_path / "d")
    assert answers(events) == ["name"]


def test_the_canary_is_nowhere_but_in_the_store(small: Path, tmp_path: Path) -> None:
    data = tmp_path / "d"
    with begun(small, data) as terminal:
        terminal.press("\x11")
        terminal.end()
        assert CANARY not in terminal.text
    holders = {
        path.relative_to(data).parts[-1].split("-")[0]
        for path in data.rglob("*")
        if path.is_file() and CANARY.encode() in path.read_bytes()
    }
    assert holders <= {"hybridequiz.db"}


@pytest.mark.parametrize("raw", [b"\xff", b"\xe9", b"\x9b", b"\xed\xa0\x80"])
def test_a_byte_that_is_no_text_does_not_end_the_interview(
    raw: bytes, small: Path, tmp_path: Path
) -> None:
    data = tmp_path / "d"
    with Terminal("run", str(small), "--mode", "self", "--language", "en", data=data) as terminal:
        terminal.see("What is the canary?")
        terminal.send(b"a" + raw + b"b").press("c", "enter").see("did not come through")
        terminal.press("enter").see("Your code is")
        terminal.press("\x11")
        assert terminal.end() == 0
    events, _ = kept(data)
    assert answers(events) == ["name"]


def test_what_is_half_typed_on_the_screen_goes_on_in_plain_prompts(
    small: Path, tmp_path: Path
) -> None:
    with begun(small, tmp_path / "d") as terminal:
        terminal.press("\x11")
        assert terminal.end() == 0
    with DataFolder(tmp_path / "d") as folder:
        [row] = folder.live.responses()
    command = [sys.executable, "-m", "hybridequiz", "resume", row.code, "--yes", "--plain"]
    done = subprocess.run(
        [*command, "--data", str(tmp_path / "d")],
        input="42\n/leave\n",
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert '"typed"' not in done.stdout
    assert "4" in done.stdout
    events, _ = kept(tmp_path / "d")
    assert answers(events) == ["name", "age"]
