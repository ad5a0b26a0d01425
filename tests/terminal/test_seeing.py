"""Requirements of the study on reading and typing (R6, R10, R11, R12, R38), on the real program in a real terminal."""

from __future__ import annotations

import fcntl
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from terminal.screen import Terminal
from terminal.test_typing_oddly import PASTE, stored

QUESTIONS = """
id = "seeing"
version = "1"
audience = "people"
languages = ["nl"]
title = "Zien"

[[section]]
id = "only"
title = "Deel"

[[section.question]]
id = "mark"
type = "integer"
min = 0
max = 99
help = "Bedoeld is wie nu werkt. Vraag door bij een half cijfer."
probes = ["Als u één heel cijfer moet kiezen?"]
text = "Welk cijfer geeft u?"

[[section.question]]
id = "share"
type = "decimal"
min = 0
max = 9999
text = "Hoeveel procent?"

[[section.question]]
id = "word"
type = "text"
text = "Welk woord?"

[[section.question]]
id = "choice"
type = "single"
text = "Wat kiest u?"
options = [ { code = 1, nl = "Dit" }, { code = 2, nl = "Dat" } ]
"""
RUN = ("--mode", "interview", "--language", "nl", "--yes")
COLOUR = re.compile(rb"\x1b\[[0-9;]*(?:3[0-7]|4[0-7]|9[0-7]|10[0-7]|[34]8;[25])[0-9;]*m")


@pytest.fixture
def path(tmp_path: Path) -> str:
    file = tmp_path / "seeing.toml"
    file.write_text(QUESTIONS, encoding="utf-8")
    return str(file)


@pytest.mark.parametrize(
    "typed", ["7,5", "7 van de 8", "zeven", "1e1", "0x7", "７", "٧", "7_0", "7-8"]
)
def test_r10_what_is_no_whole_number_is_told_and_never_made_into_one(
    typed: str, path: str, tmp_path: Path
) -> None:
    with Terminal("run", path, *RUN, data=tmp_path / "data") as terminal:
        terminal.see("Welk cijfer")
        code = terminal.code()
        terminal.press(typed, "enter").see("Welk cijfer", typed)
        said = terminal.see("heel")
        assert "opgeslagen" not in said
        terminal.press("\x11")
        assert terminal.end() == 0
    assert "mark" not in stored(tmp_path / "data", code).interview.answers


def test_r10_very_long_text_is_cut_where_it_is_told(path: str, tmp_path: Path) -> None:
    with Terminal("run", path, *RUN, data=tmp_path / "data") as terminal:
        code = terminal.see("Welk cijfer") and terminal.code()
        terminal.press("7", "enter", "enter").see("Hoeveel procent?")
        terminal.press("7.5", "enter").see("7,5")
        terminal.press(*["backspace"] * 3, "7,5", "enter").see("Welk woord?")
        terminal.send(PASTE.format("woord " * 4_000).encode()).see("pasten niet")
        terminal.press("enter").see("Wat kiest u?")
        terminal.press("\x11")
        assert terminal.end() == 0
    answers = stored(tmp_path / "data", code).interview.answers
    assert str(answers["share"].value) == "7.5"
    assert str(answers["word"].value) == ("woord " * 40)[:200].strip()


@pytest.mark.parametrize("text", ["café", "Ĳ", "’s", "👩\u200d🔧", "漢字"])
def test_r11_accents_and_wide_characters_are_kept_and_shown(
    text: str, path: str, tmp_path: Path
) -> None:
    with Terminal("run", path, *RUN, data=tmp_path / "data") as terminal:
        code = terminal.see("Welk cijfer") and terminal.code()
        terminal.press("7", "enter", "enter").see("Hoeveel procent?")
        terminal.press("1", "enter").see("Welk woord?")
        terminal.press(text).see(text[0])
        frames = [line.rstrip() for line in terminal.screen.display if "│" in line]
        assert len({len(line) for line in frames}) <= 2
        terminal.press("enter").see("Wat kiest u?")
        terminal.press("\x11")
        assert terminal.end() == 0
    assert stored(tmp_path / "data", code).interview.answers["word"].value == text


def test_r11_bytes_of_an_old_code_page_end_nothing_are_seen_and_told_once(
    path: str, tmp_path: Path
) -> None:
    with Terminal("run", path, *RUN, data=tmp_path / "data") as terminal:
        code = terminal.see("Welk cijfer") and terminal.code()
        terminal.press("7", "enter", "enter").see("Hoeveel procent?")
        terminal.press("1", "enter").see("Welk woord?")
        terminal.send("café".encode("cp850")).see("caf\ufffd")
        terminal.press("enter").see("Sommige letters zijn niet goed aangekomen")
        terminal.press("enter").see("Wat kiest u?")
        terminal.press("\x11")
        assert terminal.end() == 0
    assert stored(tmp_path / "data", code).interview.answers["word"].value == "caf\ufffd"


def test_r11_frames_can_be_drawn_in_ascii(path: str, tmp_path: Path) -> None:
    with Terminal("run", path, *RUN, "--ascii", data=tmp_path / "data") as terminal:
        shown = terminal.see("Welk cijfer")
        assert shown.isascii()


def test_r12_it_can_be_used_at_60_by_20_and_when_the_window_changes(
    path: str, tmp_path: Path
) -> None:
    with Terminal("run", path, *RUN, data=tmp_path / "data", columns=60, lines=20) as terminal:
        terminal.see("Welk cijfer", "Enter verder")
        terminal.press("7").settle(0.3)
        for columns, lines in ((100, 30), (60, 20), (80, 24)):
            terminal.screen.resize(lines, columns)
            terminal.screen.reset()  # nothing of before: all must be drawn anew
            size = struct.pack("HHHH", lines, columns, 0, 0)
            fcntl.ioctl(terminal.fd, termios.TIOCSWINSZ, size)
            terminal.settle(0.3)
            terminal.see("Welk cijfer", "Enter verder", "7")
        terminal.press("enter", "enter").see("Hoeveel procent?")


def test_r12_without_colour_what_is_chosen_has_a_sign(path: str, tmp_path: Path) -> None:
    nothing = {"NO_COLOR": "1", "TERM": "xterm"}
    with Terminal("run", path, *RUN, data=tmp_path / "data", environment=nothing) as terminal:
        terminal.see("Welk cijfer")
        terminal.press("x", "enter").see("heel")
        terminal.press("backspace", "7", "enter").see("✓ opgeslagen")
        terminal.press("enter").see("Hoeveel procent?")
        terminal.press("1", "enter").see("Welk woord?")
        terminal.press("a", "enter").see("Wat kiest u?")
        terminal.press("down").see("❯")
        terminal.press("2").see("laatste vraag")
        terminal.press("backtab").see("●")


def test_r12_plain_lines_come_in_the_order_of_reading_without_a_control_code(
    path: str, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "hybridequiz", "run", path, *RUN, "--plain"]
    run = subprocess.run(
        [*command, "--data", str(tmp_path / "data")],
        input="7\n1\na\n2\n/stoppen\n",
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    said = [
        run.stdout.index(words)
        for words in ("cijfer geeft", "Hoeveel", "Welk woord", "Wat kiest", "Dit", "Dat")
    ]
    assert said == sorted(said)
    assert re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", run.stdout) is None


def test_r6_the_pause_key_blanks_at_once_whatever_is_shown_and_typed(
    path: str, tmp_path: Path
) -> None:
    with Terminal("run", path, *RUN, data=tmp_path / "data") as terminal:
        terminal.see("Welk cijfer")
        code = terminal.code()
        terminal.press("7")
        for before in ((), ("f1",), ("f5", "geheim"), ("f7",), ("f9",)):
            terminal.press(*before, "f8")
            if not before:  # nobody was told the code yet: the cover does, once
                told = terminal.see(code, "Enter")
                assert "cijfer" not in told
                terminal.press("enter")
            blank = terminal.see("Typ de code")
            for word in ("cijfer", "geheim", "Bedoeld", "Inhoud", code):
                assert word not in blank
            terminal.press(code, "enter")
            terminal.wait(lambda text: "Typ de code" not in text, what="what was covered")
            terminal.press("escape")
            terminal.settle(0.3)
        terminal.press("backtab").see("Welk cijfer", "7")


@pytest.mark.parametrize("key", ["f1", "?", "\x07"])
def test_r38_help_says_who_is_meant_what_counts_and_how_to_ask_on(
    key: str, path: str, tmp_path: Path
) -> None:
    with Terminal("run", path, *RUN, data=tmp_path / "data") as terminal:
        terminal.see("Welk cijfer")
        if key == "?":  # in a field to type in it is a character
            terminal.press("7", "enter", "enter").see("Hoeveel")
            terminal.press("1", "enter").see("Welk woord?")
            terminal.press("a", "enter").see("Wat kiest u?")
            terminal.press(key).see("Hulp", "Toetsen")
            return
        terminal.press(key).see("Bedoeld is wie nu werkt", "Vraag door", "Als u één heel cijfer")
        terminal.press("escape").see("Welk cijfer")


def test_r38_help_in_plain_lines_says_the_same(path: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hybridequiz", "run", path, *RUN, "--plain"]
    run = subprocess.run(
        [*command, "--data", str(tmp_path / "data")],
        input="/hulp\n7\n1\n/hulp\n/stoppen\n",
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    for words in ("Bedoeld is wie nu werkt", "Als u één heel cijfer", "Typ [+] vóór"):
        assert words in run.stdout


@pytest.mark.parametrize(
    ("before", "after", "variables"),
    [
        (["--large"], [], {}),
        ([], ["--large"], {}),
        ([], [], {"HYBRIDEQUIZ_LARGE": "1"}),
        ([], [], {}),
    ],
)
def test_more_room_is_asked_for_before_the_command_behind_it_or_by_a_variable(
    before: list[str], after: list[str], variables: dict[str, str], path: str, tmp_path: Path
) -> None:
    arguments = [*before, "run", path, *RUN, *after]
    data = tmp_path / "data"
    with Terminal(*arguments, data=data, lines=20, columns=60, environment=variables) as terminal:
        terminal.see("Welk cijfer")
        terminal.press("7", "enter", "enter").see("Hoeveel")
        terminal.press("1", "enter").see("Welk woord?")
        terminal.press("a", "enter").see("Wat kiest u?")
        lines = terminal.text.split("\n")
        apart = [number for number, line in enumerate(lines) if "Dit" in line or "Dat" in line]
        assert apart[1] - apart[0] == (2 if before or after or variables else 1)
