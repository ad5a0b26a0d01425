"""Rosters on the screen: the head names the row, the contents lead to rows, add one and take one away."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from hybridequiz.tui.app import HybridequizApp
from interview.test_roster_rows import SOFT
from interview.test_rosters import CHOSEN, COUNTED
from scenario import questionnaire
from tui.driver import app_for, interview_screen, shown


def app_of(text: str, folder: Path) -> HybridequizApp:
    return app_for(questionnaire(text, folder), folder / "data", language="nl")


def current(app: HybridequizApp) -> str:
    planned = interview_screen(app).conductor.current
    return "" if planned is None else planned.id


def values(app: HybridequizApp) -> dict[str, object]:
    answers = interview_screen(app).interview.answers
    return {name: answer.value for name, answer in answers.items()}


async def two_people(pilot: Pilot[int]) -> None:
    """Count two, pass the card with the code by, and answer the first row; the second waits."""
    await pilot.press("2", "enter", "enter")
    await pilot.press(*"An", "enter", *"12", "enter")


async def contents(pilot: Pilot[int], app: HybridequizApp) -> list[str]:
    """Open the contents and give their lines, free of frames."""
    await pilot.press("f7")
    await pilot.pause()
    lines = (line.strip("│╭╮╰╯─ ") for line in shown(app).splitlines())
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in lines if line]


async def test_the_head_names_the_row(tmp_path: Path) -> None:
    app = app_of(COUNTED, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await two_people(pilot)
        assert current(app) == "name[2]"
        assert "Opleiders · Opleider 2: …" in shown(app)
        assert "Hoe heet opleider 2?" in shown(app)


async def test_the_contents_show_other_rows_as_one_line(tmp_path: Path) -> None:
    app = app_of(COUNTED, tmp_path)
    async with app.run_test(size=(60, 20)) as pilot:
        await two_people(pilot)
        lines = await contents(pilot, app)
    assert lines[1:9] == [
        "●  Hoeveel opleiders?  2",
        "●  Opleiders · Opleider 1: An  2/2",
        "○  Opleiders · Opleider 2: …  0/2",
        "❯   ○  · Hoe heet opleider 2?",
        "○  · Hoe oud is deze opleider?",
        "○  Nog iets?",
        "○  + een rij erbij",
        "○  - weghalen: Opleider 2: …",
    ]


async def test_a_row_in_the_contents_leads_to_its_first_question(tmp_path: Path) -> None:
    app = app_of(COUNTED, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await two_people(pilot)
        await contents(pilot, app)
        await pilot.press("up", "up", "enter")
        await pilot.pause()
        assert current(app) == "name[1]"


async def test_a_row_can_be_added(tmp_path: Path) -> None:
    app = app_of(COUNTED, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await two_people(pilot)
        await contents(pilot, app)
        await pilot.press("end", "up", "enter")
        await pilot.pause()
        assert current(app) == "name[3]"
        assert values(app)["people"] == 3
        assert "opgeslagen" in shown(app)


async def test_a_row_is_taken_away_after_a_question_only(tmp_path: Path) -> None:
    app = app_of(COUNTED, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await two_people(pilot)
        await pilot.press(*"Bo", "enter", *"40", "enter")
        await contents(pilot, app)
        await pilot.press("up", "up", "up", "up", "enter")  # to the first row
        await pilot.pause()
        for answer in ("1", "2"):
            await contents(pilot, app)
            await pilot.press("end", "enter")
            await pilot.pause()
            assert "Opleider 1: An weghalen, met de antwoorden?" in shown(app)
            await pilot.press(answer)
            await pilot.pause()
            assert values(app)["people"] == (2 if answer == "1" else 1)
        assert values(app)["name[1]"] == "Bo"


async def test_the_row_of_the_only_option_is_not_offered_to_be_taken_away(tmp_path: Path) -> None:
    app = app_of(CHOSEN, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "enter", "enter")
        assert "Gebruik · Boor" in shown(app)
        assert "weghalen" not in " ".join(await contents(pilot, app))


async def test_a_row_that_a_soft_check_doubts_is_added_once_a_reason_is_typed(
    tmp_path: Path,
) -> None:
    app = app_of(SOFT, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "enter", "enter")
        for keys, people in ((["escape"], 1), ([*"samen", "enter"], 2)):
            await contents(pilot, app)
            await pilot.press("end", "up", "enter")
            await pilot.pause()
            assert "Zoveel?" in shown(app)
            await pilot.press(*keys)
            await pilot.pause()
            assert values(app)["people"] == people
        assert current(app) == "name[2]"
