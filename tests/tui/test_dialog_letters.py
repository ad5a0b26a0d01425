"""Letters that were lost in a remark or a reason are told, as in answers, and what was typed stays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.events import Paste

from hybridequiz.interview.events import EventKind
from hybridequiz.tui.app import HybridequizApp
from hybridequiz.tui.dialogs import TextDialog
from hybridequiz.tui.fields import LineField
from scenario import questionnaire
from tui.driver import app_for, interview_screen, shown
from tui.test_interview_screen import SMALL

LOST = "Some letters did not come through: \ufffd."


def app_of(folder: Path, language: str = "en") -> HybridequizApp:
    return app_for(
        questionnaire(SMALL, folder), folder / "data", mode="interview", language=language
    )


async def typed(pilot: Any, text: str) -> None:
    """Let a text come from a terminal, and Enter be pressed."""
    pilot.app.post_message(Paste(text))
    await pilot.pause()
    await pilot.press("enter")
    await pilot.pause()


def said(app: HybridequizApp) -> str:
    """Give what is shown as one line, without what a box draws."""
    return " ".join(shown(app).replace("│", " ").replace("┃", " ").split())


def line(app: HybridequizApp) -> str:
    assert isinstance(app.screen, TextDialog)
    return app.screen.query_one(LineField).value


async def test_letters_lost_in_a_remark_are_told_once_and_can_be_mended(tmp_path: Path) -> None:
    app = app_of(tmp_path)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("f5")
        await pilot.pause()
        await typed(pilot, "in Zw\ufffdlle")
        assert LOST in said(app)
        assert "go on again to keep the text so." in said(app)
        assert line(app) == "in Zw\ufffdlle"
        assert interview_screen(app).interview.remarks == {}
        await pilot.press("backspace")
        assert LOST not in said(app), "it was said of another text"
        await pilot.press(*["backspace"] * 3, *"olle", "enter")
        await pilot.pause()
        assert interview_screen(app).interview.remarks == {"smoke": "in Zwolle"}


async def test_a_remark_with_lost_letters_is_kept_on_the_second_enter_and_not_told_of_again(
    tmp_path: Path,
) -> None:
    app = app_of(tmp_path, "nl")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f5")
        await pilot.pause()
        await typed(pilot, "caf\ufffd")
        assert "Sommige letters" in said(app)
        assert interview_screen(app).interview.remarks == {}
        await pilot.press("enter")
        await pilot.pause()
        assert interview_screen(app).interview.remarks == {"smoke": "caf\ufffd"}
        await pilot.press("f5")
        await pilot.pause()
        assert line(app) == "caf\ufffd"
        await pilot.press("enter")
        await pilot.pause()
        assert not isinstance(app.screen, TextDialog), "nothing was changed: it was told already"
        await pilot.press("f5")
        await pilot.pause()
        await typed(pilot, " n\ufffde")
        assert "Sommige letters" in said(app), "another text is told of again"


async def test_letters_lost_in_a_reason_are_told_before_the_answer_is_saved(
    tmp_path: Path,
) -> None:
    app = app_of(tmp_path)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("1", "enter", "enter", *"60", "enter")
        await pilot.pause()
        await typed(pilot, "\ufffdcht")
        assert LOST in said(app)
        assert interview_screen(app).interview.confirmed == {}
        await pilot.press("enter")
        await pilot.pause()
        confirmed = interview_screen(app).interview.confirmed
        assert [reason for reason, _ in confirmed.values()] == ["\ufffdcht"]


async def test_letters_lost_in_why_it_ends_are_told_before_it_ends(tmp_path: Path) -> None:
    app = app_of(tmp_path)
    async with app.run_test(size=(60, 20)) as pilot:
        screen = interview_screen(app)
        screen.action_end_now()
        await pilot.pause()
        await typed(pilot, "na\ufffdf")
        assert LOST in said(app)
        assert screen.interview.ended is None
        await pilot.press("enter")
        await pilot.pause()
        ended = [one for one in screen.sitting.journal.events() if one.kind is EventKind.ENDED]
        assert [one.body["reason"] for one in ended] == ["na\ufffdf"]


async def test_escape_after_it_was_told_keeps_nothing(tmp_path: Path) -> None:
    app = app_of(tmp_path)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("f5")
        await pilot.pause()
        await typed(pilot, "caf\ufffd")
        await pilot.press("escape")
        await pilot.pause()
        assert interview_screen(app).interview.remarks == {}
        assert not isinstance(app.screen, TextDialog)
