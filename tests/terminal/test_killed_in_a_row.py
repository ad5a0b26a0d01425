"""Killed in the middle of a row, and resumed without the questionnaire's files: the same order, row and list."""

from __future__ import annotations

import shutil
from pathlib import Path

from kinds import meeting
from terminal.screen import Terminal

TO_THE_SECOND_ROW = (
    (("1", "enter"), "Your code is"),
    (("enter",), "What first?"),
    (("2", "3", "1", "enter"), "Which province?"),
    (("2", "enter"), "Which town?"),
    (("haar", "enter"), "Since when?"),
    (("2018", "enter"), "How high is"),
    (("1", "2", "enter"), "How many trainers?"),
    (("2", "enter"), "What is trainer 1 called?"),
    (("An", "enter"), "What is An best at?"),
    (("3", "1", "2", "enter"), "Where does An live?"),
    (("hague", "enter"), "When was An born?"),
    (("1980", "enter"), "How good is An"),
    (("2", "1", "enter"), "What is trainer 2 called?"),
    (("Bo", "enter"), "What is Bo best at?"),
)


def order(terminal: Terminal) -> list[tuple[str, str]]:
    """Give the options as they stand, each with its place."""
    lines = terminal.text.split("\n")
    return [
        (word, line.split("[")[1].split("]")[0].strip())
        for line in lines
        for word in ("Wood", "Metal", "Cloth")
        if word in line
    ]


def test_killed_in_a_row_it_goes_on_there_with_the_same_order_and_list(tmp_path: Path) -> None:
    meeting(tmp_path / "study")
    data, path = tmp_path / "data", str(tmp_path / "study" / "meeting.toml")
    with Terminal("run", path, "--mode", "self", "--language", "en", data=data) as terminal:
        terminal.see("Do you take part?")
        for keys, words in TO_THE_SECOND_ROW:
            terminal.press(*keys).see(words)
            if words == "Your code is":
                code = terminal.code()
        terminal.press("2", "1").settle(0.9)  # longer than it takes to keep a draft
        before = order(terminal)
        assert dict(before) == {"Metal": "1", "Wood": "2", "Cloth": ""}
        assert "Trainer 2: Bo" in terminal.text
        assert terminal.kill() == -9
    shutil.rmtree(tmp_path / "study")
    with Terminal("resume", code, data=data) as terminal:
        terminal.settle(0.5)
        if "best at" not in terminal.text:
            terminal.press("y", "enter").settle(0.5)
        terminal.see("What is Bo best at?", "Trainer 2: Bo")
        assert order(terminal) == before
        terminal.press("3", "enter").see("Where does Bo live?")
        terminal.press("ha").see("Haarlem", "The Hague")
        terminal.press("\x15", "haar", "enter").see("When was Bo born?")
        terminal.press("backtab").see("● Haarlem")
        terminal.press("\x11")
        assert terminal.end() == 0
