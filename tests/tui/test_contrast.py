"""Every text on every screen can be read in every theme: contrast 4.5 at least (WCAG 2.2, 1.4.3, level AA)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from rich.color import ColorSystem, ColorType
from textual.pilot import Pilot

from hybridequiz.store.data import DataFolder
from hybridequiz.store.fieldwork import Fieldwork
from hybridequiz.store.setup import Setup
from hybridequiz.tui.app import HybridequizApp, Options, Start
from hybridequiz.tui.kiosk import Kiosk
from hybridequiz.tui.summary_screen import SummaryScreen
from hybridequiz.tui.themes import OWN, STARK, THEMES, drawable
from scenario import questionnaire
from tui.contrast import contrast, drawn_text
from tui.driver import SHIPPED, app_for, interview_screen, shown
from tui.test_trouble import FullDisk

ENOUGH = 4.5
"""The least contrast of text, level AA."""
MEASURED = [name for name, theme in THEMES.items() if theme in {one.name for one in OWN}]
"""The terminal's own colours are the person's choice; a test below sees to it that no other stands among them."""
HEAD = """
id = "every"
version = "1"
audience = "people"
languages = ["en"]
title = "Every type"

[options]
level = [ { code = 1, en = "Low" }, { code = 2, en = "High" } ]

[[section]]
id = "first"
title = "Start"
"""
EVERY = """
[[section.question]]
id = "hello"
type = "note"
text = "Welcome."

[[section.question]]
id = "one"
type = "single"
missing = ["dont_know", "refused"]
help = "Whoever is meant."
before = "Read this first."
instruction = "Choose."
text = "One?"
options = [ { code = 1, en = "Yes" }, { code = 2, en = "No" }, { code = 3, en = "Other, namely …", other = true } ]

[[section.question]]
id = "many"
type = "multiple"
text = "Which?"
options = [ { code = 1, en = "A" }, { code = 2, en = "B" }, { code = 97, en = "Other, namely …", other = true } ]

[[section.question]]
id = "mark"
type = "scale"
min = 0
max = 10
low = "bad"
high = "good"
missing = ["dont_know"]
text = "Which mark?"

[[section.question]]
id = "levels"
type = "grid"
missing = ["refused"]
text = "How high is …"
options = "level"
items = [ { id = "sea", text = "the sea" }, { id = "sky", text = "the sky" } ]

[[section.question]]
id = "age"
type = "integer"
min = 0
max = 120
text = "How old?"

  [[section.question.check]]
  that = "this < 100"
  level = "soft"
  text = "That is old."

[[section.question]]
id = "share"
type = "decimal"
min = 0
max = 100
unit = "%"
text = "Which share?"

[[section.question]]
id = "word"
type = "text"
text = "A word?"

[[section.question]]
id = "day"
type = "date"
text = "Which day?"

[[section.question]]
id = "hour"
type = "time"
text = "Which time?"

[[section.question]]
id = "why"
type = "long_text"
max_length = 40
missing = ["refused"]
probes = ["Can you tell more?"]
text = "Why?"
"""
ANSWERS = {
    "hello": ["enter"],
    "one": ["down", "3", *"three", "enter"],
    "many": ["1", "97"[0], "down", "enter"],
    "mark": [*"8", "enter"],
    "sea": ["right", "1"],
    "sky": ["2"],
    "age": [*"abc", "enter", *["backspace"] * 3, *"42", "enter"],
    "share": [*"12.5", "enter"],
    "word": [*"owl", "enter"],
    "day": [*"31-01-2026", "enter"],
    "hour": [*"14:05", "enter"],
    "why": [*"because it is so", "ctrl+d"],
}
"""Keys that answer each question, by way of what can be seen in between."""

Look = Callable[[str], None]


def looker(
    app: HybridequizApp, system: ColorSystem = ColorSystem.TRUECOLOR
) -> tuple[Look, list[str]]:
    """Give what looks at a screen, and the list of what can hardly be read there."""
    found: list[str] = []

    def look(where: str) -> None:
        pieces = drawn_text(app, system)
        assert pieces, where
        found.extend(
            f"{where}: {one.text!r} {one.ink} on {one.paper}: {one.contrast:.2f}"
            for one in pieces
            if one.contrast < ENOUGH
        )

    return look, found


def test_the_formula_gives_the_examples_of_the_standard() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.005)
    assert contrast((255, 255, 255), (255, 255, 255)) == 1


@pytest.mark.parametrize(
    ("theme", "system"),
    [
        *((theme, ColorSystem.TRUECOLOR) for theme in MEASURED),
        *((theme, ColorSystem.EIGHT_BIT) for theme in MEASURED),
        *((theme, ColorSystem.STANDARD) for theme in STARK.values()),
    ],
)
async def test_every_type_of_question_can_be_read(
    theme: str, system: ColorSystem, tmp_path: Path
) -> None:
    app = app_for(
        questionnaire(HEAD + EVERY, tmp_path),
        tmp_path / "data",
        mode="interview",
        options=Options(theme=theme),
    )
    look, found = looker(app, system)
    async with app.run_test(size=(80, 24)) as pilot:
        await walk(pilot, app, look)
    assert found == []


async def walk(pilot: Pilot[int], app: HybridequizApp, look: Look) -> None:
    """Go through the whole interview to its summary, and look after every key."""
    screen = interview_screen(app)
    seen = set()
    for _ in range(40):
        if isinstance(app.screen, SummaryScreen):
            break
        presented = screen.page.presented
        name = presented.planned.id if presented else "menu"
        look(name)
        seen.add(name)
        for key in ANSWERS.get(name, ["enter"]):
            await pilot.press(key)
            look(f"{name} {key}")
            now = screen.page.presented
            if now is not presented:
                break
        await pilot.pause(0.2)
    await pilot.pause(0.2)
    assert isinstance(app.screen, SummaryScreen)
    look("summary")
    assert seen >= set(ANSWERS)


async def past_the_card(pilot: Pilot[int], app: HybridequizApp) -> None:
    """Go on to the second question."""
    screen = interview_screen(app)
    while screen.page.presented is None or screen.page.presented.planned.id != "many":
        await pilot.press("enter")


DIALOGS: dict[str, list[str]] = {
    "help": ["f1"],
    "remark": ["f5"],
    "contents": ["f7"],
    "review": ["f9"],
    "pause": ["f8"],
    "pause with a wrong code": ["f8", *"abc", "enter"],
    "end now": ["f9", "down", "down", "enter"],
}


@pytest.mark.parametrize("theme", MEASURED)
async def test_dialogs_and_menus_can_be_read(theme: str, tmp_path: Path) -> None:
    for number, (name, keys) in enumerate(DIALOGS.items()):
        app = app_for(
            questionnaire(HEAD + EVERY, tmp_path),
            tmp_path / f"data{number}",
            mode="interview",
            options=Options(theme=theme),
        )
        look, found = looker(app)
        async with app.run_test(size=(60, 20)) as pilot:
            await pilot.press("enter", "1")
            await past_the_card(pilot, app)
            before = shown(app)
            await pilot.press(*keys)
            await pilot.pause()
            assert shown(app) != before, name
            look(name)
        assert found == []


@pytest.mark.parametrize("theme", MEASURED)
async def test_trouble_can_be_read(
    theme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = app_for(
        questionnaire(HEAD + EVERY, tmp_path), tmp_path / "first", options=Options(theme=theme)
    )
    look, found = looker(app)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        FullDisk(monkeypatch)
        await pilot.press("1", "enter", "enter")
        await pilot.pause()
        assert "NOT saved" in shown(app)
        look("trouble")
        await pilot.press("down")
        look("trouble, a way out chosen")
        await pilot.press("escape")
        await pilot.pause()
        assert "NOT SAVED" in shown(app)
        look("not saved")
    assert found == []


async def _home(pilot: Pilot[int], look: Look) -> None:
    look("home")
    await pilot.press("4", *"wrong", "enter")
    look("a wrong code")
    await pilot.press("shift+tab", "1", "1")
    look("who fills it in")


async def _kiosk(pilot: Pilot[int], look: Look) -> None:
    look("kiosk")
    await pilot.press("ctrl+q")
    await pilot.pause()
    look("PIN")
    await pilot.press(*"1234", "enter")
    look("wrong PIN")


@pytest.mark.parametrize("theme", MEASURED)
@pytest.mark.parametrize("walk", [_home, _kiosk])
async def test_the_start_can_be_read(
    walk: Callable[[Pilot[int], Look], Awaitable[None]], theme: str, tmp_path: Path
) -> None:
    instrument = questionnaire(HEAD + EVERY, tmp_path)
    kiosk = Kiosk(instrument, Setup("self", "extended", "en"), "4711") if walk is _kiosk else None
    files = [SHIPPED / f"{name}.toml" for name in ("participants", "schools", "employers")]
    app = HybridequizApp(
        Fieldwork(DataFolder(tmp_path / "data")),
        files,
        start=Start(kiosk=kiosk),
        options=Options(theme=theme),
    )
    look, found = looker(app)
    async with app.run_test(size=(80, 24)) as pilot:
        await walk(pilot, look)
    assert found == []


@pytest.mark.parametrize(
    ("terminal", "theme"), [("linux", "high-contrast"), ("xterm-256color", "dark")]
)
def test_a_terminal_with_16_colours_gets_those_that_it_can_tell_apart(
    terminal: str, theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLORTERM", raising=False)
    monkeypatch.setenv("TERM", terminal)
    assert drawable("dark") == theme
    assert drawable("terminal") == "terminal"


@pytest.mark.parametrize(
    ("name", "key"), [("one", "2"), ("many", "1"), ("mark", "8"), ("sea", "1"), ("age", "x")]
)
async def test_what_is_chosen_is_told_by_signs_and_not_by_colour_alone(
    name: str, key: str, tmp_path: Path
) -> None:
    group = "levels" if name == "sea" else name
    questions = EVERY[EVERY.index(f'[[section.question]]\nid = "{group}"') :]
    app = app_for(questionnaire(HEAD + questions, tmp_path), tmp_path / "data")
    async with app.run_test(size=(80, 24)) as pilot:
        before = shown(app)
        await pilot.press(key)
        assert shown(app) != before
        if name == "age":
            typed = shown(app)
            await pilot.press("enter")
            assert shown(app) != typed, "what is wrong is said in words"


async def test_the_terminals_own_theme_draws_in_the_terminals_own_colours(tmp_path: Path) -> None:
    app = app_for(
        questionnaire(HEAD + EVERY, tmp_path), tmp_path / "data", options=Options(theme="terminal")
    )
    own = (ColorType.DEFAULT, ColorType.STANDARD)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        for strip in app.screen._compositor.render_strips():
            for text, style, _ in strip:
                colours = (style.color, style.bgcolor) if style and text.strip() else ()
                assert all(one is None or one.type in own for one in colours), text
