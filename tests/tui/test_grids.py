"""Grids on the screen: one item answered a key, each saved before the next waits."""

from __future__ import annotations

from pathlib import Path

import pytest

from hybridequiz.questionnaire.questions import Mode
from hybridequiz.questionnaire.states import Missing
from hybridequiz.tui.app import HybridequizApp
from hybridequiz.tui.fields.grid import Grid
from scenario import questionnaire
from tui.driver import app_for, interview_screen, shown

HEAD = """
id = "test"
version = "1"
audience = "people"
languages = ["nl", "en"]
title = "Test"
[options]
sat = [
  { code = 1, nl = "Ontevreden", en = "Dissatisfied" },
  { code = 2, nl = "Tevreden", en = "Satisfied" },
  { code = 3, nl = "Zeer tevreden", en = "Very satisfied" },
]
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "about"
type = "grid"
options = "sat"
missing = ["dont_know"]
text.nl = "Hoe tevreden bent u over …"
text.en = "How satisfied are you with …"
"""
SMALL = (
    HEAD
    + """
items = [
  { id = "lessons", nl = "de lessen", en = "the classes" },
  { id = "group", show_if = "lessons > 1", on_unknown = "hide", nl = "de groep", en = "the group" },
  { id = "place", nl = "de plek", en = "the place" },
]
[[section.question]]
id = "last"
type = "text"
text.nl = "Nog iets?"
text.en = "Anything else?"
"""
)
LONG = (
    HEAD
    + "required = true\nitems = ["
    + "".join(f'{{ id = "i{n}", nl = "onderdeel {n}", en = "part {n}" }},' for n in range(30))
    + "]\n"
)


def app_of(text: str, folder: Path, mode: Mode = "self") -> HybridequizApp:
    return app_for(questionnaire(text, folder), folder / "data", mode=mode, language="nl")


def current(app: HybridequizApp) -> str:
    planned = interview_screen(app).conductor.current
    return "" if planned is None else planned.id


def values(app: HybridequizApp) -> dict[str, object]:
    answers = interview_screen(app).interview.answers
    return {name: answer.value for name, answer in answers.items()}


def waiting(app: HybridequizApp) -> str:
    """Give the line that the pointer stands on."""
    return next(line.strip() for line in shown(app).splitlines() if "❯" in line)


async def test_a_key_an_item_and_what_is_chosen_stands_in_brackets(tmp_path: Path) -> None:
    app = app_of(SMALL, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Hoe tevreden bent u over …" in shown(app)
        assert "1 Ontevreden   2 Tevreden   3 Zeer tevreden   F2 Weet ik niet" in shown(app)
        assert waiting(app).split() == ["❯", "de", "lessen", "1", "2", "3", "F2"]
        await pilot.press("1")
        assert values(app) == {"lessons": 1}
        await pilot.press("enter")  # the card that tells the code
        assert current(app) == "place"
        assert "de groep" not in shown(app)
        await pilot.press("up", "3")
        assert values(app) == {"lessons": 3}
        assert waiting(app).split()[1:3] == ["de", "groep"]
        await pilot.press("f2")
        assert values(app)["group"] is Missing.DONT_KNOW
        assert "[F2]" in shown(app)


@pytest.mark.parametrize(("mode", "then"), [("self", "place"), ("interview", "last")])
async def test_the_last_item_goes_on_by_its_key_where_single_choices_do(
    tmp_path: Path, mode: Mode, then: str
) -> None:
    app = app_of(SMALL, tmp_path, mode)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "enter", "2")
        assert current(app) == then
        if mode == "self":
            assert "[2]" in waiting(app)
            await pilot.press("enter")
        assert values(app) == {"lessons": 1, "place": 2}
        assert current(app) == "last"


async def test_arrows_and_space_do_what_the_keys_do(tmp_path: Path) -> None:
    app = app_of(SMALL, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right", "right")
        assert "(2)" in waiting(app)
        await pilot.press("space", "enter")
        assert values(app) == {"lessons": 2}
        await pilot.press("left")
        assert "(F2)" in waiting(app)
        await pilot.press("left", "enter")
        assert values(app) == {"lessons": 2, "group": 3}
        await pilot.press("up", "up", "right")
        assert current(app) == "lessons"
        assert "(3)" in waiting(app)
        assert "[2]" in waiting(app)
        await pilot.press("enter")
        assert values(app)["lessons"] == 2, "Enter changes no answer"
        assert current(app) == "group"


async def test_a_click_chooses_and_a_click_on_the_words_goes_there(tmp_path: Path) -> None:
    app = app_of(SMALL, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "enter")
        grid = app.screen.query_one(Grid)
        lines = shown(app).splitlines()
        row = next(n for n, line in enumerate(lines) if "de plek" in line)
        top = grid.region.y
        await pilot.click(Grid, offset=(lines[row].index(" 2 ") + 1 - grid.region.x, row - top))
        assert values(app) == {"lessons": 3}, "the last item waits for Enter in self-completion"
        assert "[2]" in waiting(app)
        await pilot.press("enter")
        assert values(app) == {"lessons": 3, "place": 2}
        await pilot.press("shift+tab")
        await pilot.click(Grid, offset=(4, row - top - 1))
        assert current(app) == "group"


async def test_an_item_is_left_empty_or_taken_back_like_any_question(tmp_path: Path) -> None:
    app = app_of(SMALL, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        assert "leeg" in shown(app)
        await pilot.press("enter", "enter")
        assert values(app) == {"lessons": Missing.LEFT_EMPTY}
        await pilot.press("up", "2", "up", "delete")
        assert values(app) == {}
        assert current(app) == "lessons"


async def test_down_past_an_item_that_is_needed_is_refused(tmp_path: Path) -> None:
    app = app_of(LONG, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down")
        assert current(app) == "i0"
        assert "Beantwoord eerst" in shown(app)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_item_that_waits_is_in_view_in_a_grid_longer_than_the_window(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = app_of(LONG, tmp_path)
    async with app.run_test(size=size) as pilot:
        await pilot.press("2", "enter")
        for number in range(1, 30):
            await pilot.pause()
            assert waiting(app).split()[2] == str(number)
            assert "F9" in shown(app)
            await pilot.press("3")
        await pilot.press("home", *["up"] * 29)
        await pilot.pause()
        assert waiting(app).split()[2] == "0"
        assert "1 Ontevreden" in shown(app), "with what the columns mean"


async def test_the_language_can_be_switched_within_it(tmp_path: Path) -> None:
    app = app_of(SMALL, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "enter", "f6")
        assert "How satisfied are you with …" in shown(app)
        assert waiting(app).split()[1:3] == ["the", "group"]
        assert "[2]" in shown(app)
