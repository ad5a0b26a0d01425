"""What the study asks of the program (section 9.5), shown on a real terminal: R15, R17, R29, R30, R31, R33."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from hybridequiz.tui.interview_flow import BOUNCE
from terminal.screen import Terminal

CANARY = "KANARIE"
COURSE = """
id = "course"
version = "1"
audience = "people"
languages = ["nl", "en"]
title.nl = "De cursus"
title.en = "The course"

[[exit]]
when = "consent == 2"
disposition = "refused"
keep = "disposition"
text.nl = "Goed, dan stoppen wij."
text.en = "Then we stop here."

[options]
yes_no = [{ code = 1, nl = "Ja", en = "Yes" }, { code = 2, nl = "Nee", en = "No" }]
five = [
  { code = 1, nl = "Zeer slecht", en = "Very bad" },
  { code = 2, nl = "Slecht", en = "Bad" },
  { code = 3, nl = "Matig", en = "Fair" },
  { code = 4, nl = "Goed", en = "Good" },
  { code = 5, nl = "Zeer goed", en = "Very good" },
]

[[section]]
id = "start"
title.nl = "Meedoen"
title.en = "Taking part"
[[section.question]]
id = "consent"
type = "single"
consent = "participation"
grants = [1]
required = true
options = "yes_no"
text.nl = "Doet u mee?"
text.en = "Do you take part?"

[[section]]
id = "view"
title.nl = "Uw oordeel"
title.en = "Your view"
[[section.question]]
id = "sat"
type = "single"
options = "five"
text.nl = "Hoe vond u de lessen?"
text.en = "How were the lessons?"
[[section.question]]
id = "mark"
type = "integer"
min = 1
max = 10
text.nl = "Welk cijfer geeft u?"
text.en = "Which mark do you give?"

[[section]]
id = "alone"
title.nl = "Alleen voor u"
title.en = "For you alone"
[[section.question]]
id = "boss"
type = "text"
self_block = true
text.nl = "Wat vindt u van uw baas?"
text.en = "What do you think of your boss?"

[[section]]
id = "end"
title.nl = "Tot slot"
title.en = "Finally"
[[section.question]]
id = "more"
type = "text"
text.nl = "Verder nog iets?"
text.en = "Anything else?"
"""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    path = tmp_path / "course.toml"
    path.write_text(COURSE, encoding="utf-8")
    return path


def begin(course: Path, mode: str, *, columns: int = 80, lines: int = 24) -> Terminal:
    return Terminal(
        *("run", str(course), "--mode", mode, "--language", "nl", "--form", "extended", "--yes"),
        data=course.parent / "data",
        columns=columns,
        lines=lines,
    )


def press(terminal: Terminal, *keys: str) -> Terminal:
    """Press a key once the screen has stood still: a key right after a question shows may be a double."""
    for key in keys:
        while terminal.read(2 * BOUNCE):
            pass
        terminal.press(key)
    return terminal


def take_part(terminal: Terminal) -> str:
    """Say yes, and take the code; give it."""
    terminal.see("Doet u mee?")
    press(terminal, "1").see("Uw code is")
    code = terminal.code()
    press(terminal, "enter").see("Hoe vond u de lessen?")
    return code


def to_the_block(terminal: Terminal) -> str:
    """Answer up to where the laptop is turned; give the code."""
    code = take_part(terminal)
    press(terminal, "4").see("Welk cijfer geeft u?")
    press(terminal, "8", "enter")
    return code


def program(
    course: Path, *arguments: str, language: str = "en"
) -> subprocess.CompletedProcess[str]:
    variables = {
        **os.environ,
        "HYBRIDEQUIZ_DATA": str(course.parent / "data"),
        "LANG": {"en": "en_GB.UTF-8", "nl": "nl_NL.UTF-8"}[language],
    }
    command = [sys.executable, "-m", "hybridequiz", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=variables, check=False)


def record(course: Path) -> dict[str, Any]:
    out = course.parent / "out"
    program(course, "export", "course", "--format", "jsonl", "--out", str(out))
    [line] = (out / "course.jsonl").read_text(encoding="utf-8").splitlines()
    found: dict[str, Any] = json.loads(line)
    return found


def finish_interview(course: Path) -> str:
    """Take an interview from the first question to the end; give its code."""
    with begin(course, "interview") as terminal:
        code = to_the_block(terminal)
        through_the_block(terminal)
        press(terminal, "niets", "enter").see("Dat was de laatste vraag")
        press(terminal, "1").see("Samenvatting")
        assert CANARY not in terminal.text
        press(terminal, "enter")
        assert terminal.end() == 0
    return code


def through_the_block(terminal: Terminal) -> None:
    """Hand the laptop over, answer alone, hand it back."""
    press(terminal, "enter").see("uw baas")
    press(terminal, CANARY, "enter")
    press(terminal, "enter").see("Verder nog iets?")


def test_r15_before_the_end_an_answer_is_corrected_and_afterwards_only_withdrawn(
    course: Path,
) -> None:
    with begin(course, "interview") as terminal:
        code = to_the_block(terminal)
        through_the_block(terminal)
        press(terminal, "backtab").see("Welk cijfer geeft u?")
        press(terminal, "backspace", "6", "enter").see("Verder nog iets?")
        press(terminal, "niets", "enter").see("Dat was de laatste vraag")
        press(terminal, "1").see("Samenvatting")
    assert record(course)["answers"]["mark"] == {"value": 6}
    again = program(course, "resume", code)
    assert again.returncode != 0
    assert "nothing in it can be changed any more" in again.stderr
    assert program(course, "withdraw", code, "--yes").returncode == 0
    assert "AB" not in program(course, "summary", code).stdout


def test_r17_and_r29_a_real_interview_keeps_its_consent_and_its_times(course: Path) -> None:
    finish_interview(course)
    [consent] = record(course)["consents"]
    assert (consent["purpose"], consent["state"]) == ("participation", "granted")
    assert (consent["way"], consent["language"]) == ("spoken", "nl")
    out = course.parent / "out"
    program(course, "export", "course", "--format", "csv", "--paradata", "--out", str(out))
    with (out / "course-paradata.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["question"]: row for row in csv.DictReader(file)}
    assert list(rows) == ["consent", "sat", "mark", "boss", "more"]
    assert all(float(row["active_s"]) > 0 for row in rows.values())
    assert {name: row["typist"] for name, row in rows.items()} == {
        **dict.fromkeys(("consent", "sat", "mark", "more"), "interviewer"),
        "boss": "respondent",
    }
    assert CANARY not in (out / "course-paradata.csv").read_text(encoding="utf-8")


def test_r30_the_block_is_not_opened_again_and_its_values_are_nowhere_to_be_read(
    course: Path,
) -> None:
    with begin(course, "interview") as terminal:
        code = to_the_block(terminal)
        through_the_block(terminal)
        assert CANARY not in terminal.text
        press(terminal, "f7")
        assert CANARY not in terminal.text
        press(terminal, "escape", "backtab").see("Welk cijfer geeft u?")
        press(terminal, "enter").see("Verder nog iets?")
        press(terminal, "niets", "enter").see("Dat was de laatste vraag")
        assert CANARY not in terminal.text
        press(terminal, "1").see("Samenvatting")
        press(terminal, "pagedown")
        assert CANARY not in terminal.text
    assert CANARY not in program(course, "summary", code).stdout
    assert CANARY not in program(course, "leads").stdout


def test_r31_the_language_switches_at_any_time_and_stands_with_each_answer(course: Path) -> None:
    with begin(course, "interview") as terminal:
        take_part(terminal)
        press(terminal, "4").see("Welk cijfer geeft u?")
        press(terminal, "8", "f6")
        terminal.see("Which mark do you give?", "│ 8")
        press(terminal, "enter", "enter").see("your boss")
        press(terminal, "fine", "enter", "enter").see("Anything else?")
        press(terminal, "no", "enter").see("last question")
        press(terminal, "1").see("Summary")
    kept = record(course)
    languages = {
        one["question"]: one["body"]["language"]
        for one in kept["events"]
        if one["kind"] == "answered"
    }
    assert languages == {"consent": "nl", "sat": "nl", "mark": "en", "boss": "en", "more": "en"}
    assert kept["answers"]["sat"] == {"value": 4}
    assert kept["language"] == "en"


@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (60, 20)])
def test_r33_a_scale_takes_one_key_its_number_is_its_code_and_the_parts_are_counted(
    columns: int, lines: int, course: Path
) -> None:
    with begin(course, "interview", columns=columns, lines=lines) as terminal:
        terminal.see("Doet u mee?", "deel 1 van 4")
        take_part(terminal)
        terminal.see("deel 2 van 4")
        assert "%" not in terminal.text
        for number, label in enumerate(
            ("Zeer slecht", "Slecht", "Matig", "Goed", "Zeer goed"), start=1
        ):
            assert any(
                str(number) in line.split(label)[0]
                for line in terminal.text.splitlines()
                if label in line
            )
        press(terminal, "5").see("Welk cijfer geeft u?")
        press(terminal, "7", "enter")
        through_the_block(terminal)
        assert "deel 4 van 4" in terminal.text
        press(terminal, "niets", "enter").see("Dat was de laatste vraag")
        press(terminal, "1").see("Samenvatting")
    assert record(course)["answers"]["sat"] == {"value": 5}
