"""The kinds of questions and the screens around them: readable in every theme, and within reach at 60 by 20."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.color import ColorSystem
from textual.pilot import Pilot

from cases.kit import ONE, TWO, fieldwork_with_cases, study
from hybridequiz.store.clock import SystemClock
from hybridequiz.store.data import DataFolder
from hybridequiz.store.field_book import Case
from hybridequiz.store.fieldwork import Fieldwork
from hybridequiz.store.setup import Preset, Setup
from hybridequiz.tui.app import HybridequizApp, Options, Start
from hybridequiz.tui.kiosk import Kiosk
from hybridequiz.tui.summary_screen import SummaryScreen
from hybridequiz.tui.themes import STARK, THEMES
from kinds import meeting
from test_meeting import STEPS, THOUGHT
from tui.contrast import drawn_text
from tui.driver import interview_screen, shown
from tui.test_contrast import ENOUGH, MEASURED

NIGHT = "2026-02-03T02:00:00+01:00"


class Looks:
    """Looks at a screen in every theme and with every number of colours; gathers what can hardly be read."""

    def __init__(self, pilot: Pilot[int], app: HybridequizApp) -> None:
        self._pilot, self._app = pilot, app
        self.found: list[str] = []
        self.seen: list[str] = []

    async def at(self, where: str) -> None:
        """Look at what is shown now."""
        self.seen.append(where)
        for name in MEASURED:
            self._app.theme = THEMES[name]
            await self._pilot.pause()
            systems = [ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT]
            systems += [ColorSystem.STANDARD] if name in STARK.values() else []
            for system in systems:
                self.found += [
                    f"{where}, {name}, {system.name}: {one.text!r} {one.contrast:.2f}"
                    for one in drawn_text(self._app, system)
                    if one.contrast < ENOUGH
                ]


def app_of(folder: Path, *, options: Options | None = None, mode: str = "self") -> HybridequizApp:
    """Make the app with the questionnaire in which the kinds meet, and a case of which something is known."""
    fieldwork = Fieldwork(DataFolder(folder / "data"))
    case = Case(ONE, "people", None, prefilled=THOUGHT)
    fieldwork.data.live.field.keep_cases([case])
    setup = Setup("interview" if mode == "interview" else "self", "extended", "en", case=ONE)
    sitting = fieldwork.begin(meeting(folder / "study"), setup)
    return HybridequizApp(fieldwork, [], start=Start(sitting=sitting), options=options)


LOOKED_AT = ("consent", "wishes", "town", "since", "sky", "name[2]")
BETWEEN: dict[str, list[tuple[str, list[str]]]] = {
    "wishes": [("a place is left", ["2", "enter"])],
    "town": [("found", [*"ho"]), ("nothing found", [*"qq"])],
    "since": [("no date", [*"x", "enter"])],
    "skills[1]": [("moved", ["2", "1", "minus"])],
    "home[1]": [("under the cursor", [*"a", "down"])],
    "born[2]": [("rows", ["f7"]), ("taking one away", ["end", "enter"]), ("help", ["1", "f1"])],
}
"""What is done at a question before it is answered, to be looked at."""
CLEAN = {
    "wishes": ["delete", "3", "1", "2"],
    "town": [*["backspace"] * 4, *"haar"],
    "since": ["backspace"],
    "skills[1]": ["delete"],
    "home[1]": ["backspace"],
}
"""Keys that make a question again what its step expects."""


async def test_every_kind_can_be_read_in_every_theme(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SystemClock, "now", lambda _self: NIGHT)
    app = app_of(tmp_path, mode="interview")
    async with app.run_test(size=(80, 24)) as pilot:
        looks = Looks(pilot, app)
        screen = interview_screen(app)
        for item, keys, _ in STEPS:
            await pilot.pause(0.16)  # longer than what a key that was pressed twice is told by
            assert screen.conductor.current is not None
            assert screen.conductor.current.id == item, shown(app)
            if item in LOOKED_AT:
                await looks.at(item)
            for what, presses in BETWEEN.get(item, ()):
                await pilot.press(*presses)
                await pilot.pause()
                await looks.at(f"{item}, {what}")
            if item == "born[2]":
                break
            await pilot.press(*CLEAN.get(item, ()))
            await answer(pilot, app, keys)
        await pilot.press("escape", "f9", "down", "down", "enter", *"late", "enter")
        await pilot.pause(0.1)
        assert isinstance(app.screen, SummaryScreen)
        await looks.at("summary")
        await pilot.press("end")
        await pilot.pause()
        assert "at night" in shown(app)
        await looks.at("leads")
    assert looks.found == []


async def answer(pilot: Pilot[int], app: HybridequizApp, keys: list[str]) -> None:
    """Press the keys of a step until the question is answered: with an interviewer a key goes on by itself."""
    screen = interview_screen(app)
    current = screen.conductor.current
    for key in keys:
        if screen.conductor.current is not current and key == "enter" and not screen._between:
            break
        await pilot.press(key)


# Room for one thing at a time, at the smallest size


async def test_with_more_room_every_kind_is_within_reach_at_60_by_20(tmp_path: Path) -> None:
    app = app_of(tmp_path, options=Options(large=True))
    async with app.run_test(size=(60, 20)) as pilot:
        screen = interview_screen(app)
        for item, keys, _ in STEPS:
            await pilot.pause()
            assert screen.conductor.current is not None
            assert screen.conductor.current.id == item, shown(app)
            told = shown(app).split("\n")[-1]
            assert "F1" in told
            assert "Enter" in told or "^D" in told
            await reach(pilot, app, item)
            await pilot.press(*keys)
            if item in ("talk[1]", "talk[2]", "sea") and keys != ["shift+tab"]:
                await goes_on(pilot, app, item)
        await pilot.press("1", "enter")
        await pilot.pause()
        assert screen.interview.finished == 10


async def goes_on(pilot: Pilot[int], app: HybridequizApp, item: str) -> None:
    """Press Enter where an item of a grid is a question of its own: a key does not go on then."""
    await pilot.pause()
    current = interview_screen(app).conductor.current
    if current is not None and current.id == item:
        await pilot.press("enter")


async def reach(pilot: Pilot[int], app: HybridequizApp, item: str) -> None:
    """Go through every row that can be chosen; each comes into sight under the cursor."""
    if item == "skills[1]":
        rows = ["Wood", "Metal", "Cloth"]
        seen = set()
        for _ in rows:
            await pilot.press("down")
            pointed = next(line for line in shown(app).split("\n") if "❯" in line)
            seen |= {row for row in rows if row in pointed}
        assert seen == set(rows)
    elif item == "home[1]":
        for town in ("Haarlem", "Hoorn", "The Hague"):
            await pilot.press(*town.lower())
            await pilot.pause()
            assert any("❯" in line and town in line for line in shown(app).split("\n"))
            await pilot.press("ctrl+u")
    elif item == "born[2]":
        await pilot.press("f7")
        await pilot.pause()
        for key, words in (("home", "Do you take part?"), ("end", "take away: Trainer 2: Bo")):
            await pilot.press(key)
            await pilot.pause()
            assert any("❯" in line and words in line for line in shown(app).split("\n"))
        await pilot.press("enter")
        await pilot.pause()
        assert "Take away Trainer 2: Bo, with its answers?" in " ".join(shown(app).split())
        await pilot.press("1")
        await pilot.pause()


# The code of a case


@pytest.mark.parametrize("large", [False, True])
async def test_the_steps_to_a_case_can_be_read(large: bool, tmp_path: Path) -> None:
    people = study(tmp_path / "study")["people"]
    start = Start(instrument=people, preset=Preset(language="en", mode="interview"))
    fieldwork = fieldwork_with_cases(tmp_path)
    app = HybridequizApp(fieldwork, [], start=start, options=Options(language="en", large=large))
    async with app.run_test(size=(60, 20)) as pilot:
        looks = Looks(pilot, app)
        for where, keys in (
            ("interviewer", []),
            ("case", [*"K7", "enter"]),
            ("a wrong code", [*"OE4W", "enter"]),
            ("is it right", ["ctrl+u", *TWO, "enter"]),
        ):
            await pilot.press(*keys)
            await pilot.pause()
            await looks.at(where)
            assert "F1" in shown(app), where
        assert "The Hague" in shown(app)
        assert "Begin" in shown(app)
    assert looks.found == []


@pytest.mark.parametrize("large", [False, True])
async def test_the_steps_at_a_kiosk_with_cases_can_be_read(large: bool, tmp_path: Path) -> None:
    people = study(tmp_path / "study")["people"]
    kiosk = Kiosk(people, Setup("self", "extended", "en"), "4711")
    fieldwork = fieldwork_with_cases(tmp_path)
    app = HybridequizApp(fieldwork, [], start=Start(kiosk=kiosk), options=Options(large=large))
    async with app.run_test(size=(60, 20)) as pilot:
        looks = Looks(pilot, app)
        for where, keys in (
            ("start", []),
            ("case", ["1"]),
            ("a wrong code", [*"OE4W", "enter"]),
            ("is it right", ["ctrl+u", *ONE, "enter"]),
        ):
            await pilot.press(*keys)
            await pilot.pause()
            await looks.at(where)
        assert "Haarlem" in shown(app)
        assert "Begin" in shown(app)
    assert looks.found == []
