"""What is left empty: a grid tells how many items wait, and the review tells what the summary will tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from hybridequiz.questionnaire.questions import Mode
from hybridequiz.questionnaire.states import Missing
from hybridequiz.tui.app import HybridequizApp
from hybridequiz.wording.summary import summarise
from scenario import questionnaire
from tui.bursts import settled
from tui.driver import app_for, interview_screen, shipped, shown
from tui.test_keys_reach import HEAD, SMOKE

GRID = """
[[section.question]]
id = "liked"
type = "grid"
text = "How did you like …"
options = [ { code = 1, en = "Bad" }, { code = 2, en = "Good" } ]
items = [
  { id = "food", en = "the food" },
  { id = "room", en = "the room" },
  { id = "talk", en = "the talk" },
  { id = "walk", en = "the walk" },
]
"""
ALONE = SMOKE.replace('id = "smoke"', 'id = "smoke"\nself_block = true')


def _app(folder: Path, *questions: str, mode: Mode = "self") -> HybridequizApp:
    return app_for(questionnaire(HEAD + "".join(questions), folder), folder / "data", mode=mode)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (("2", "2", "2"), "1 item has no answer yet. Go on again to leave it empty."),
        (("2", "2"), "2 items have no answer yet. Go on again to leave this one empty."),
    ],
)
async def test_enter_in_a_grid_tells_how_many_items_have_no_answer(
    keys: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    app = _app(tmp_path, SMOKE, GRID)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "enter", "enter", *keys, "enter")
        await settled(pilot)
        assert said in shown(app)
        assert "Nothing is filled in" not in shown(app)


async def test_at_a_grid_the_footer_tells_the_keys_of_its_items_before_others(
    tmp_path: Path,
) -> None:
    app = app_for(shipped("participants"), tmp_path, mode="interview", language="nl", location=3)
    async with app.run_test(size=(60, 20)) as pilot:
        screen = interview_screen(app)
        item = screen.interview.instrument.by_id["sat_content"]
        screen._show_item(item)
        await settled(pilot)
        told = [key.key for key in screen.keys.shown]
        assert "PgDn" not in told
        assert told[:2] == ["Enter", "↑↓"]


async def test_the_review_tells_what_was_left_empty_as_the_summary_does(tmp_path: Path) -> None:
    app = _app(tmp_path, SMOKE, GRID)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "enter", "enter", "2", "2", "2", "enter", "enter")
        await settled(pilot)
        assert "All questions were shown; 1 was left empty." in shown(app)
        assert "No question is open" not in shown(app)
        assert "the walk" in shown(app)
        screen = interview_screen(app)
        told = summarise(screen.interview, (), mask_self_block=False)
        left = [one for one in told.missing if one.reason is Missing.LEFT_EMPTY]
        assert [len(one.questions) for one in left] == [1]
        await pilot.press("down", "down", "down")
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("1", "enter")
        await settled(pilot)
        assert "No question is open any more." in shown(app)


async def test_the_review_of_an_interview_does_not_tell_what_was_left_empty_alone(
    tmp_path: Path,
) -> None:
    app = _app(tmp_path, SMOKE, ALONE.replace('"smoke"', '"drink"'), mode="interview")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1")
        for _ in range(6):
            if "That was the last question." not in shown(app):
                await pilot.press("enter")
                await settled(pilot)
        assert interview_screen(app).interview.answers["drink"].missing is Missing.LEFT_EMPTY
        assert "No question is open any more." in shown(app)
