"""Who is alone and leaves to go on later sees the code once more; nobody else does."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from hybridequiz.interview.events import EventKind
from hybridequiz.questionnaire.questions import Mode
from hybridequiz.store.data import DataFolder
from hybridequiz.store.fieldwork import Fieldwork
from hybridequiz.store.idle import LIMITS, IdleWatch
from hybridequiz.tui.app import HybridequizApp, Options
from hybridequiz.tui.farewell import FarewellDialog
from hybridequiz.tui.home import HomeScreen
from hybridequiz.tui.interview_screen import InterviewScreen
from scenario import questionnaire
from tui.bursts import burst, settled
from tui.driver import Time, app_for, shown
from tui.test_idle import SMALL

SIZES = pytest.mark.parametrize("size", [(80, 24), (60, 20)])


@pytest.fixture
def home(tmp_path: Path) -> HybridequizApp:
    """Make the app at its home screen, with one questionnaire."""
    path = tmp_path / "small.toml"
    path.write_text(SMALL, encoding="utf-8")
    fieldwork = Fieldwork(DataFolder(tmp_path / "data"))
    return HybridequizApp(fieldwork, [path], options=Options(language="en"))


async def _begin(pilot: Pilot[int], app: HybridequizApp, mode: Mode) -> str:
    """Begin from the home screen; give the code."""
    await pilot.press("1", "1" if mode == "interview" else "2")
    for _ in range(5):
        await settled(pilot)
        if isinstance(app.screen, InterviewScreen):
            break
        await pilot.press("enter")
    assert isinstance(app.screen, InterviewScreen)
    assert app.screen.interview.session.mode == mode
    return app.screen.interview.session.code


async def _begin_alone(pilot: Pilot[int], app: HybridequizApp) -> str:
    """Begin alone and answer the first question; give the code."""
    code = await _begin(pilot, app, "self")
    await pilot.press(*"fine", "enter", "enter", "4")
    await settled(pilot)
    return code


@SIZES
async def test_who_is_alone_sees_the_code_before_the_home_screen_comes(
    size: tuple[int, int], home: HybridequizApp
) -> None:
    async with home.run_test(size=size) as pilot:
        code = await _begin_alone(pilot, home)
        await pilot.press("ctrl+q")
        await settled(pilot)
        assert isinstance(home.screen, FarewellDialog)
        words = " ".join(shown(home).replace("│", " ").split())
        assert f"Your code is {code}. Write it down." in words
        assert "✓ saved" in words
        assert "fine" not in words
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(home.screen, HomeScreen)
        assert code not in shown(home)


@pytest.mark.parametrize("key", ["ctrl+q", "f12"])
async def test_from_the_code_one_leaves_at_once(key: str, home: HybridequizApp) -> None:
    async with home.run_test(size=(60, 20)) as pilot:
        code = await _begin_alone(pilot, home)
        burst(home, "ctrl+q", key)
        await settled(pilot)
        assert isinstance(home.screen, HomeScreen)
        assert code not in shown(home)
        assert home.return_code is None


async def test_the_code_is_put_away_when_nobody_is_there(home: HybridequizApp) -> None:
    time = Time()
    home.idle = IdleWatch(None, clock=time)
    async with home.run_test(size=(60, 20)) as pilot:
        await _begin_alone(pilot, home)
        await pilot.press("ctrl+q", "f8")
        await settled(pilot)
        assert isinstance(home.screen, FarewellDialog), "it is no place to pause at"
        time.now += LIMITS["self"]
        home.watch_idle()
        await settled(pilot)
        assert isinstance(home.screen, HomeScreen)


async def test_nobody_gets_the_code_from_the_blank_screen(home: HybridequizApp) -> None:
    async with home.run_test(size=(60, 20)) as pilot:
        code = await _begin_alone(pilot, home)
        await pilot.press("f8", "ctrl+q")
        await settled(pilot)
        assert isinstance(home.screen, HomeScreen)
        assert code not in shown(home)


@pytest.mark.parametrize(("mode", "keys"), [("interview", "ok"), ("self", "")])
async def test_an_interviewer_or_where_nothing_was_answered_one_leaves_without_the_code(
    mode: Mode, keys: str, home: HybridequizApp
) -> None:
    async with home.run_test() as pilot:
        code = await _begin(pilot, home, mode)
        if keys:
            await pilot.press(*keys, "enter", "enter")
        await pilot.press("ctrl+q")
        await settled(pilot)
        assert isinstance(home.screen, HomeScreen)
        assert code not in shown(home)


async def test_it_is_saved_and_paused_once_before_the_code_shows(home: HybridequizApp) -> None:
    async with home.run_test() as pilot:
        await _begin_alone(pilot, home)
        interview = home.screen
        assert isinstance(interview, InterviewScreen)
        await pilot.press("ctrl+q")
        await settled(pilot)
        events = interview.sitting.journal.events()
        assert [one.kind for one in events].count(EventKind.PAUSED) == 1
        assert interview.sitting.journal.draft() is not None


async def test_where_the_shell_follows_one_leaves_at_once(tmp_path: Path) -> None:
    app = app_for(questionnaire(SMALL, tmp_path), tmp_path, mode="self")
    async with app.run_test() as pilot:
        await pilot.press(*"ok", "enter", "enter", "ctrl+q")
        await settled(pilot)
        assert app.return_code == 0
