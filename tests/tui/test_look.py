"""One thing at a time, with room around it; and colours that are changed while the program runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from hybridequiz.store.data import DataFolder
from hybridequiz.store.fieldwork import Fieldwork
from hybridequiz.store.setup import Setup
from hybridequiz.tui.app import HybridequizApp, Options, Start
from hybridequiz.tui.interview_screen import InterviewScreen
from hybridequiz.tui.kiosk import Kiosk, KioskScreen
from hybridequiz.tui.look import COLOURS
from hybridequiz.tui.themes import THEMES
from scenario import questionnaire
from tui.driver import SHIPPED, app_for, interview_screen, shipped, shown
from tui.test_contrast import ANSWERS, EVERY, HEAD, past_the_card

LARGE = Options(large=True)
MANY = """
[[section.question]]
id = "which"
type = "single"
text = "Which one of these?"
options = [
{}
]
""".format("\n".join(f'  {{ code = {n}, en = "Option number {n}" }},' for n in range(1, 31)))


def app_of(folder: Path, text: str = EVERY, options: Options = LARGE) -> HybridequizApp:
    return app_for(
        questionnaire(HEAD + text, folder), folder / "data", mode="interview", options=options
    )


def since(name: str) -> str:
    """Give the questions from one on."""
    return EVERY[EVERY.index(f'[[section.question]]\nid = "{name}"') :]


def lines(app: HybridequizApp) -> list[str]:
    return shown(app).split("\n")


def place(app: HybridequizApp, words: str) -> int:
    return next(number for number, line in enumerate(lines(app)) if words in line)


async def test_options_have_a_blank_line_between_them_and_wide_margins(tmp_path: Path) -> None:
    app = app_of(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        assert place(app, "No") == place(app, "Yes") + 2
        assert all(line.startswith(" " * 6) for line in lines(app) if line.strip())


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_every_option_of_a_long_list_comes_into_sight(
    size: tuple[int, int], tmp_path: Path
) -> None:
    app = app_of(tmp_path, MANY)
    async with app.run_test(size=size) as pilot:
        for number in range(1, 31):
            await pilot.press("down")
            pointed = next(line for line in lines(app) if "❯" in line)
            assert f"Option number {number}" in pointed
        await pilot.press("space")
        assert interview_screen(app).page.choices.chosen == (29,)


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_every_type_can_be_answered(size: tuple[int, int], tmp_path: Path) -> None:
    app = app_of(tmp_path)
    async with app.run_test(size=size) as pilot:
        screen = interview_screen(app)
        for _ in range(40):
            presented = screen.page.presented
            if screen.interview.finished is not None or screen.conductor.current is None:
                break
            told = lines(app)[-1]
            assert "Enter" in told or "^D" in told
            assert presented is None or "F1" in told
            for key in ANSWERS[presented.planned.id] if presented else ["enter"]:
                await pilot.press(key)
                if screen.page.presented is not presented:
                    break
            await pilot.pause(0.2)
        assert set(screen.interview.given) == set(ANSWERS) - {"hello"}


async def test_the_items_of_a_grid_come_one_at_a_time(tmp_path: Path) -> None:
    app = app_of(tmp_path, since("levels"))
    async with app.run_test(size=(60, 20)) as pilot:
        assert "How high is …" in shown(app)
        assert "the sea" in shown(app)
        assert "the sky" not in shown(app)
        await pilot.press("1")
        await past(pilot, app, "sky")
        assert "How high is …" in shown(app)
        assert "the sea" not in shown(app)
        assert interview_screen(app).interview.answers["sea"].value == 1
        await pilot.press("f1", "c", "6", "escape")
        await pilot.pause()
        assert "the sea" in shown(app), "with less room they stand together again"


async def past(pilot: Pilot[int], app: HybridequizApp, name: str) -> None:
    screen = interview_screen(app)
    while screen.page.presented is None or screen.page.presented.planned.id != name:
        await pilot.press("enter")


async def test_the_footer_takes_one_line_and_names_the_help(tmp_path: Path) -> None:
    app = app_of(tmp_path)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("enter", "1")
        await past_the_card(pilot, app)
        keys = interview_screen(app).keys
        assert keys.size.height == 1
        assert "F1" in lines(app)[-1]
        assert "⇧Tab" in lines(app)[-1]
        await pilot.press("f1", "c", "6", "escape")
        await pilot.pause()
        assert keys.size.height > 1


@pytest.mark.parametrize("number", range(len(COLOURS)))
async def test_colours_are_chosen_from_the_help_and_what_is_typed_stays(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    app = app_of(tmp_path, since("word"), Options())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"owl", "f1")
        assert "C colours, room" in shown(app)
        await pilot.press("c", str(number + 1))
        assert app.theme == list(THEMES.values())[number]
        await pilot.press("escape", "s", "enter")
        await pilot.pause()
        assert interview_screen(app).interview.answers["word"].value == "owls"


async def test_at_the_start_f1_changes_the_look(tmp_path: Path) -> None:
    files = [SHIPPED / "participants.toml"]
    app = HybridequizApp(Fieldwork(DataFolder(tmp_path)), files)
    async with app.run_test(size=(60, 20)) as pilot:
        assert "F1 colours, room" in shown(app)
        await pilot.press("f1", "3", "6", "escape")
        await pilot.pause()
        assert app.theme == THEMES["high-contrast"]
        assert app.is_large
        assert place(app, "Leave") == place(app, "Continue with a code") + 2


async def test_the_next_one_at_a_kiosk_finds_it_as_it_was(tmp_path: Path) -> None:
    kiosk = Kiosk(shipped("participants"), Setup("self", "extended", "en"), "4711")
    app = HybridequizApp(Fieldwork(DataFolder(tmp_path)), [], start=Start(kiosk=kiosk))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("f1", "4", "6", "escape", "1")
        await pilot.pause()
        assert isinstance(app.screen, InterviewScreen)
        assert app.theme == THEMES["high-contrast-light"]
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert isinstance(app.screen, KioskScreen)
        assert app.theme == THEMES["dark"]
        assert not app.is_large
