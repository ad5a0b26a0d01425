"""The first screen: choosing how, and resuming; it shows nothing of anybody."""

from __future__ import annotations

from pathlib import Path

import pytest

from hybridequiz.store.data import DataFolder
from hybridequiz.store.fieldwork import Fieldwork
from hybridequiz.store.setup import Preset
from hybridequiz.tui.app import HybridequizApp, Options, Start
from hybridequiz.tui.home import HomeScreen
from hybridequiz.tui.interview_screen import InterviewScreen
from tui.driver import SHIPPED, app_for, shipped, shown

FILES = [SHIPPED / f"{name}.toml" for name in ("participants", "schools", "employers")]


@pytest.fixture
def app(tmp_path: Path) -> HybridequizApp:
    fieldwork = Fieldwork(DataFolder(tmp_path))
    return HybridequizApp(fieldwork, FILES, options=Options(language="en"))


async def test_step_by_step_it_asks_how_and_begins(app: HybridequizApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Which questionnaire?" in shown(app)
        await pilot.press("2", "1", "1")
        assert "interviewer" in shown(app).lower() or "Interviewer" in shown(app)
        await pilot.press(*"iv07", "enter", "2", "3")
        await pilot.press(*"C-12", "enter")
        words = shown(app)
        assert "iv07" in words
        assert "[locatie 03]" in words
        assert "C-12" in words
        await pilot.press("1")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, InterviewScreen)
        session = screen.interview.session
        assert (session.questionnaire, session.mode, session.form) == (
            "schools",
            "interview",
            "short",
        )
        assert (session.location, session.interviewer, session.case) == (3, "iv07", "C-12")
        assert session.rehearsal


async def test_back_goes_back_one_step(app: HybridequizApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "1", "2", "shift+tab", "shift+tab", "shift+tab")
        assert isinstance(app.screen, HomeScreen)
        assert "1" in shown(app)
        assert len(app.screen._steps) == 1


async def test_an_interview_goes_on_by_its_code_after_a_check(app: HybridequizApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "1", "2", "1", "3", "enter", "1")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, InterviewScreen)
        code = screen.interview.session.code
        await pilot.press("1", "enter", "enter", "ctrl+q")
        await pilot.pause()
        assert code in shown(app), "who is alone sees it once more"
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert code not in shown(app)
        await pilot.press("4", *code.lower().replace("-", ""), "enter")
        assert "[locatie 03]" in shown(app)
        await pilot.press("1")
        await pilot.pause()
        assert isinstance(app.screen, InterviewScreen)
        assert app.screen.conductor.current.id == "location"  # type: ignore[union-attr]  # there is one


@pytest.mark.parametrize("typed", ["ABCDEFGH", "AAAA-AAAA", "0000-0000", "x", ""])
async def test_a_mistyped_code_is_refused_without_naming_another(
    typed: str, app: HybridequizApp
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", *typed, "enter")
        assert isinstance(app.screen, HomeScreen)
        assert app.screen.message.has_class("wrong")


async def test_a_questionnaire_with_errors_is_offered_with_the_way_to_see_them(
    tmp_path: Path,
) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("id = ", encoding="utf-8")
    app = HybridequizApp(
        Fieldwork(DataFolder(tmp_path / "d")), [broken], options=Options(language="en")
    )
    async with app.run_test(size=(80, 24)) as pilot:
        assert "has errors" in shown(app)
        await pilot.press("1")
        assert "hybridequiz check" in shown(app)


async def test_without_questionnaires_it_says_how_to_begin(tmp_path: Path) -> None:
    app = HybridequizApp(Fieldwork(DataFolder(tmp_path)), [], options=Options(language="en"))
    async with app.run_test(size=(60, 20)):
        assert "hybridequiz init" in shown(app)


async def test_what_the_command_line_said_is_not_asked_again(tmp_path: Path) -> None:
    start = Start(
        instrument=shipped("participants"),
        preset=Preset(language="nl", location=3, form="short", interviewer="iv07"),
    )
    fieldwork = Fieldwork(DataFolder(tmp_path))
    app = HybridequizApp(fieldwork, [], start=start, options=Options(language="en"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", *"C-9", "enter", "1")
        await pilot.pause()
        assert isinstance(app.screen, InterviewScreen)
        session = app.screen.interview.session
        assert (session.mode, session.form, session.location) == ("interview", "short", 3)
        assert (session.interviewer, session.case, session.language) == ("iv07", "C-9", "nl")


async def test_a_damaged_store_is_told_and_ends_nothing(tmp_path: Path) -> None:
    damaged = tmp_path / "live" / "hybridequiz.db"
    damaged.parent.mkdir()
    damaged.write_bytes(b"\xff no database " * 500)
    app = HybridequizApp(
        Fieldwork(DataFolder(tmp_path)),
        [SHIPPED / "participants.toml"],
        options=Options(language="nl"),
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "beschadigd" in shown(app)
        await pilot.press("1", "enter")
        await pilot.pause()
        assert "beschadigd" in shown(app)
        assert "Welke vragenlijst?" in shown(app)


@pytest.mark.parametrize("mode", ["1", "2"])
async def test_the_next_person_finds_the_home_screen_whoever_filled_it_in(
    mode: str, app: HybridequizApp
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "1", mode)
        for _ in range(6):
            if isinstance(app.screen, HomeScreen):
                await pilot.press("enter")
                await pilot.pause()
        screen = app.screen
        assert isinstance(screen, InterviewScreen)
        code = screen.interview.session.code
        await pilot.press("1", "enter", "enter", "f12")
        await pilot.pause(0.1)
        assert isinstance(app.screen, HomeScreen)
        assert code not in shown(app)
        assert "Which questionnaire?" in shown(app)
        await pilot.press("4", *"ABCD", "f12")
        await pilot.pause(0.1)
        assert "ABCD" not in shown(app)
        assert app.fieldwork.look_up(code).session.code == code


async def test_where_the_program_began_with_the_interview_the_next_person_ends_it(
    tmp_path: Path,
) -> None:
    app = app_for(shipped("participants"), tmp_path, mode="self")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "enter", "enter", "f12")
        await pilot.pause(0.1)
    assert app.return_code == 0
