"""A lookup on the screen: words are typed, rows are found, and the person chooses one."""

from __future__ import annotations

from pathlib import Path

import pytest

from hybridequiz.tui.app import HybridequizApp
from lookups import SCHOOLS, lookup_questionnaire
from tui.driver import app_for, interview_screen, shown

SIZES = [(80, 24), (60, 20)]


def app_of(folder: Path, schools: str = SCHOOLS, language: str = "nl") -> HybridequizApp:
    instrument = lookup_questionnaire(folder, schools=schools)
    return app_for(instrument, folder / "data", mode="self", language=language)


def value(app: HybridequizApp) -> object:
    answer = interview_screen(app).interview.answers.get("school")
    return None if answer is None else answer.value


TO_SCHOOL = ["1", "enter", "enter"]
"""Answers the province, and goes on past the card with the code."""


@pytest.mark.parametrize("size", SIZES)
async def test_typing_finds_and_enter_takes_the_row_under_the_cursor(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = app_of(tmp_path)
    async with app.run_test(size=size) as pilot:
        await pilot.press(*TO_SCHOOL)
        await pilot.pause(0.2)
        await pilot.press(*"rotter")
        await pilot.pause()
        assert "2 gevonden" in shown(app)
        assert "❯ ○ Zadkine Rotterdam  00AB" in shown(app)
        assert "  ○ Rotterdam Academie  3" in shown(app)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert value(app) == "3"


async def test_the_only_row_that_is_found_is_not_chosen_by_itself(tmp_path: Path) -> None:
    app = app_of(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*TO_SCHOOL)
        await pilot.pause(0.2)
        await pilot.press(*"rijnland")
        await pilot.pause()
        assert "1 gevonden" in shown(app)
        assert value(app) is None
        await pilot.press("enter")
        await pilot.pause()
        assert value(app) == "01CD"


async def test_nothing_found_says_how_to_go_on_and_enter_saves_nothing(tmp_path: Path) -> None:
    app = app_of(tmp_path)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press(*TO_SCHOOL)
        await pilot.pause(0.2)
        await pilot.press(*"sao")
        await pilot.pause()
        assert "Niets gevonden" in shown(app), "that school is in another province"
        await pilot.press("enter")
        await pilot.pause()
        assert "Er is nog niets gekozen" in shown(app)
        assert value(app) is None


async def test_who_comes_back_sees_what_was_chosen_and_enter_keeps_it(tmp_path: Path) -> None:
    app = app_of(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*TO_SCHOOL)
        await pilot.pause(0.2)
        await pilot.press(*"zad", "enter")
        await pilot.pause()
        await pilot.press("shift+tab")
        await pilot.pause()
        assert "● Zadkine Rotterdam  00AB" in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert value(app) == "00AB"
        await pilot.press("shift+tab")
        await pilot.pause()
        await pilot.press(*"rijn", "enter")
        await pilot.pause()
        assert value(app) == "01CD"


async def test_a_reason_can_be_said_instead(tmp_path: Path) -> None:
    app = app_of(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*TO_SCHOOL)
        await pilot.pause(0.2)
        await pilot.press(*"rotter", "f3")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert interview_screen(app).interview.answers["school"].missing == "refused"


@pytest.mark.parametrize("size", SIZES)
async def test_only_what_fits_is_drawn_and_the_cursor_goes_through_all(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    rows = "".join(f"k{n:05},School {n},School {n},{n % 2 + 1},Gouda\n" for n in range(3_000))
    app = app_of(tmp_path, "code,nl,en,province,town\n" + rows)
    async with app.run_test(size=size) as pilot:
        await pilot.press(*TO_SCHOOL)
        await pilot.pause(0.2)
        assert "1.500 gevonden, de eerste" in shown(app)
        await pilot.press(*["pagedown"] * 3, "down")
        await pilot.pause()
        assert "1.500 gevonden, de eerste" not in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert value(app) is not None


async def test_what_was_half_typed_is_there_again(tmp_path: Path) -> None:
    app = app_of(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*TO_SCHOOL)
        await pilot.pause(0.2)
        await pilot.press(*"rotter", "shift+tab")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "│ rotter" in shown(app)
        assert value(app) is None
