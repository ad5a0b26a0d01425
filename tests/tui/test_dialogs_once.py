"""A dialog is closed once: what comes before it stands, or when it is closing, ends nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.content import Content
from textual.pilot import Pilot

from hybridequiz.tui.app import HybridequizApp
from hybridequiz.tui.dialogs import PickDialog, TellDialog, TextDialog
from hybridequiz.tui.fields import ChoiceList, ChoiceRow, LineField
from hybridequiz.tui.interview_screen import InterviewScreen
from hybridequiz.tui.pause import PauseScreen
from scenario import questionnaire
from tui.bursts import burst, settled
from tui.driver import app_for, interview_screen
from tui.test_interview_screen import SMALL


def app_of(folder: Path) -> HybridequizApp:
    return app_for(questionnaire(SMALL, folder), folder / "data", mode="interview")


@pytest.mark.parametrize(
    "keys",
    [
        ("f7", "enter", "enter", "enter"),
        ("f7", "escape", "escape", "escape"),
        ("f7", "ctrl+q", "enter"),
        ("f7", "down", "space", "space", "enter", "escape"),
        ("f5", "a", "enter", "b", "enter", "escape"),
        ("f5", "escape", "a", "backspace", "enter"),
        ("f1", "escape", "escape", "space", "c", "escape", "escape"),
        ("f1", "c", "enter", "down", "space", "escape", "escape"),
        ("f8", "enter", "x", "enter", "f8", "f7"),
        ("f5", "f8", "a", "enter", "escape"),
        ("f9", "f7", "enter", "f9", "enter", "enter", "escape"),
    ],
    ids="-".join,
)
async def test_keys_that_come_all_at_once_do_not_end_the_program(
    keys: tuple[str, ...], tmp_path: Path
) -> None:
    app = app_of(tmp_path)
    async with app.run_test(size=(60, 20)) as pilot:
        for _ in range(3):
            burst(app, *keys)
            await settled(pilot)
        assert app.return_code in (None, 0)


async def _dialog(pilot: Pilot[int], key: str) -> None:
    await pilot.press(key)
    await pilot.pause()


async def test_a_row_that_is_asked_for_twice_closes_only_the_dialog(tmp_path: Path) -> None:
    app = app_of(tmp_path)
    async with app.run_test(size=(60, 20)) as pilot:
        await _dialog(pilot, "f7")
        dialog = app.screen
        assert isinstance(dialog, PickDialog)
        rows = dialog.query_one(ChoiceList)
        for _ in range(3):
            rows.post_message(ChoiceList.Chosen(rows, 0, "mouse"))
        await settled(pilot)
        assert isinstance(app.screen, InterviewScreen)


Closing = Callable[[PickDialog], object]


@pytest.mark.parametrize(
    "close", [PickDialog.action_pick, PickDialog.action_close, lambda one: one.dismiss(0)]
)
async def test_a_dialog_that_is_closed_twice_takes_no_other_screen_away(
    close: Closing, tmp_path: Path
) -> None:
    app = app_of(tmp_path)
    async with app.run_test(size=(60, 20)) as pilot:
        await _dialog(pilot, "f7")
        dialog = app.screen
        assert isinstance(dialog, PickDialog)
        close(dialog)
        close(dialog)
        await settled(pilot)
        close(dialog)
        await settled(pilot)
        assert app.screen is interview_screen(app)


async def test_what_is_answered_beneath_the_blank_screen_does_not_uncover_the_interview(
    tmp_path: Path,
) -> None:
    app = app_of(tmp_path)
    async with app.run_test(size=(60, 20)) as pilot:
        await _dialog(pilot, "f5")
        dialog = app.screen
        assert isinstance(dialog, TextDialog)
        app.action_pause()
        await settled(pilot)
        dialog.action_keep()
        await settled(pilot)
        assert isinstance(app.screen, PauseScreen)


async def test_a_dialog_that_is_closed_before_it_stands_brings_no_defect(tmp_path: Path) -> None:
    app = app_of(tmp_path)
    async with app.run_test(size=(60, 20)) as pilot:
        for dialog in (
            PickDialog("Which?", [ChoiceRow("1", "One")], "en"),
            TextDialog("Why?", "", "", "en"),
            TellDialog("Help", Content("Keys"), "en"),
            PauseScreen(interview_screen(app).interview, saved=True),
        ):
            app.push_screen(dialog)
            dialog.dismiss(None)
            await settled(pilot)
            assert app.screen is interview_screen(app)


async def test_what_is_typed_into_a_dialog_that_closes_is_not_looked_at(tmp_path: Path) -> None:
    app = app_of(tmp_path)
    async with app.run_test(size=(60, 20)) as pilot:
        await _dialog(pilot, "f5")
        dialog = app.screen
        assert isinstance(dialog, TextDialog)
        line = dialog.query_one(LineField)
        dialog.action_close()
        line.value = "late"
        await settled(pilot)
        assert app.screen is interview_screen(app)
