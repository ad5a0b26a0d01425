"""An interviewer marks probes with a key, and sees how to ask on; a respondent alone sees nothing of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from hybridequiz.interview.probes import probes_used
from hybridequiz.questionnaire.questions import Mode
from hybridequiz.tui.app import HybridequizApp
from scenario import questionnaire
from tui.driver import app_for, interview_screen, shown

WORDS = """
[[section]]
id = "s"
title = "S"

[[section.question]]
id = "why"
type = "long_text"
text = "Waarom?"
probes = ["Kunt u een voorbeeld noemen?", "Is er nog iets?"]

[[section.question]]
id = "word"
type = "text"
text = "Welk woord?"

[[section.question]]
id = "age"
type = "integer"
min = 0
max = 9
text = "Hoe oud?"
probes = ["Ongeveer?"]
"""


def app_of(folder: Path, mode: Mode = "interview") -> HybridequizApp:
    return app_for(questionnaire(WORDS, folder), folder / "data", mode=mode)


def footer(app: HybridequizApp) -> set[str]:
    return {key.key for key in interview_screen(app).keys.shown}


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_key_puts_the_mark_where_is_typed_and_it_is_kept_and_counted(
    size: tuple[int, int], tmp_path: Path
) -> None:
    app = app_of(tmp_path)
    async with app.run_test(size=size) as pilot:
        assert "^B" in footer(app)
        assert "Kunt u een voorbeeld noemen?" in shown(app)
        await pilot.press("ctrl+b", *"ja", "enter", *"goed", "ctrl+b", *"omdat", "ctrl+d")
        await pilot.press("enter")
        assert "^B" in footer(app)
        assert "voorbeeld" not in shown(app)
        await pilot.press(*"fijn", "ctrl+b", *"leuk", "enter")
        interview = interview_screen(app).interview
        assert interview.answers["why"].value == "[+] ja\ngoed [+] omdat"
        assert interview.answers["word"].value == "fijn [+] leuk"
        assert probes_used(interview) == {"why": 2, "word": 1}


async def test_elsewhere_the_key_does_nothing_and_is_not_told(tmp_path: Path) -> None:
    app = app_of(tmp_path)
    async with app.run_test() as pilot:
        await pilot.press(*"a", "ctrl+d", "enter", *"b", "enter")
        assert interview_screen(app).conductor.current is not None
        assert "^B" not in footer(app)
        assert "Ongeveer?" not in shown(app)
        await pilot.press("ctrl+b", *"7", "enter")
        assert interview_screen(app).interview.answers["age"].value == 7


async def test_who_answers_alone_is_offered_no_mark(tmp_path: Path) -> None:
    app = app_of(tmp_path, "self")
    async with app.run_test() as pilot:
        assert "^B" not in footer(app)
        assert "voorbeeld" not in shown(app)
        await pilot.press(*"a", "ctrl+b", "ctrl+d", "f1")
        assert "Ctrl+B" not in shown(app)
        assert interview_screen(app).interview.answers["why"].value == "a"
