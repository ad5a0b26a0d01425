"""Nobody at the keyboard: what was answered is covered, what is at its end is put away."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from hybridequiz.interview.events import EventKind
from hybridequiz.store.data import DataFolder
from hybridequiz.store.fieldwork import Fieldwork
from hybridequiz.store.idle import LIMITS, IdleWatch
from hybridequiz.store.setup import Setup
from hybridequiz.tui.app import HybridequizApp, Options
from hybridequiz.tui.pause import PauseScreen
from scenario import questionnaire
from tui.driver import Time, app_for, interview_screen, shown

SMALL = """
id = "small"
version = "1"
audience = "people"
languages = ["en"]
title = "Small"

[[section]]
id = "one"
title = "One"

[[section.question]]
id = "boss"
type = "text"
text = "How is your boss?"

[[section.question]]
id = "age"
type = "integer"
min = 0
max = 120
text = "How old are you?"
"""


def _watched(app: HybridequizApp, limit: float | None = None) -> Time:
    time = Time()
    app.idle = IdleWatch(limit, clock=time)
    return time


async def _answer(pilot: Pilot[int]) -> None:
    await pilot.press(*"CANARY", "enter", "enter")


async def test_what_was_answered_is_covered_after_three_minutes_and_the_code_brings_it_back(
    tmp_path: Path,
) -> None:
    app = app_for(questionnaire(SMALL, tmp_path), tmp_path, mode="self")
    time = _watched(app)
    async with app.run_test() as pilot:
        await _answer(pilot)
        await pilot.press(*"4")
        time.now += LIMITS["self"] - 1
        app.watch_idle()
        assert not isinstance(app.screen, PauseScreen)
        await pilot.press("2")
        time.now += LIMITS["self"] - 1
        app.watch_idle()
        assert not isinstance(app.screen, PauseScreen), "a key begins the time anew"
        time.now += 1
        app.watch_idle()
        await pilot.pause()
        assert isinstance(app.screen, PauseScreen)
        assert "How old" not in shown(app)
        app.watch_idle()
        await pilot.pause()
        assert len(app.screen_stack) == 2, "covered once"
        await pilot.press(*interview_screen(app).interview.session.code, "enter")
        assert "How old are you?" in shown(app)
        assert interview_screen(app).page.line.value == "42"
        events = interview_screen(app).sitting.journal.events()
    paused = [event.body for event in events if event.kind is EventKind.PAUSED]
    assert paused == [{"by": "idle", "idle": 180_000}], "that wait is no time at the question"


async def test_an_interview_waits_longer(tmp_path: Path) -> None:
    app = app_for(questionnaire(SMALL, tmp_path), tmp_path, mode="interview")
    time = _watched(app)
    async with app.run_test() as pilot:
        await _answer(pilot)
        time.now += LIMITS["self"] * 2
        app.watch_idle()
        await pilot.pause()
        assert not isinstance(app.screen, PauseScreen)
        time.now += LIMITS["interview"]
        app.watch_idle()
        await pilot.pause()
        assert isinstance(app.screen, PauseScreen)


@pytest.mark.parametrize(("limit", "covered"), [(0.0, False), (60.0, True)])
async def test_the_limit_can_be_set_and_taken_away(
    limit: float, tmp_path: Path, *, covered: bool
) -> None:
    app = app_for(questionnaire(SMALL, tmp_path), tmp_path, mode="self")
    time = _watched(app, limit)
    async with app.run_test() as pilot:
        await _answer(pilot)
        time.now += 10_000
        app.watch_idle()
        await pilot.pause()
        assert isinstance(app.screen, PauseScreen) == covered


async def test_before_the_first_answer_there_is_nothing_to_cover_and_no_code_to_come_back(
    tmp_path: Path,
) -> None:
    app = app_for(questionnaire(SMALL, tmp_path), tmp_path, mode="self")
    time = _watched(app)
    async with app.run_test() as pilot:
        time.now += 10_000
        app.watch_idle()
        await pilot.pause()
        assert "How is your boss?" in shown(app)


async def test_a_code_that_a_pause_tells_does_not_stay_where_nobody_is(tmp_path: Path) -> None:
    app = app_for(questionnaire(SMALL, tmp_path), tmp_path, mode="self")
    time = _watched(app)
    async with app.run_test() as pilot:
        await pilot.press(*"CANARY", "f8")
        await pilot.pause()
        code = interview_screen(app).interview.session.code
        assert code in shown(app)
        assert "CANARY" not in shown(app)
        time.now += LIMITS["self"]
        app.watch_idle()
        await pilot.pause()
        assert code not in shown(app)
        await pilot.press(*code, "enter")
        assert interview_screen(app).page.line.value == "CANARY"


async def test_a_summary_that_is_left_open_is_put_away(tmp_path: Path) -> None:
    """It shows answers; where the program began with the interview, it ends."""
    app = app_for(questionnaire(SMALL, tmp_path), tmp_path, mode="interview")
    time = _watched(app)
    async with app.run_test() as pilot:
        await _answer(pilot)
        await pilot.press("4", "2", "enter", "enter")
        assert "CANARY" in shown(app)
        time.now += LIMITS["interview"]
        app.watch_idle()
        await pilot.pause()
    assert app.return_code == 0


async def test_thanks_make_way_for_the_next_person(tmp_path: Path) -> None:
    path = tmp_path / "small.toml"
    path.write_text(SMALL, encoding="utf-8")
    app = HybridequizApp(Fieldwork(DataFolder(tmp_path / "data")), [path], options=Options())
    time = _watched(app)
    async with app.run_test() as pilot:
        sitting = app.fieldwork.begin(
            questionnaire(SMALL, tmp_path), Setup("self", "extended", "en")
        )
        app.conduct(sitting)
        await pilot.pause()
        await _answer(pilot)
        await pilot.press("4", "2", "enter", "enter")
        assert sitting.interview.finished is not None
        time.now += LIMITS["self"]
        app.watch_idle()
        await pilot.pause()
        assert "Which questionnaire?" in shown(app)
        assert sitting.interview.session.code not in shown(app)
