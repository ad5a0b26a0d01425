"""A kiosk: every way out leads to a start screen that shows nothing of anybody, and only the PIN leaves it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from hybridequiz.interview.events import EventKind
from hybridequiz.questionnaire.questions import Mode
from hybridequiz.store.data import DataFolder
from hybridequiz.store.fieldwork import Fieldwork
from hybridequiz.store.idle import LIMITS, IdleWatch
from hybridequiz.store.setup import Setup
from hybridequiz.tui.app import HybridequizApp, Start
from hybridequiz.tui.interview_screen import InterviewScreen
from hybridequiz.tui.keys import INTERVIEW_KEYS, TWINS
from hybridequiz.tui.kiosk import Kiosk, KioskScreen, PinDialog
from hybridequiz.tui.summary_screen import SummaryScreen
from scenario import questionnaire
from tui.driver import Time, shown

PIN = "4711"
CANARY = "zanglijster"
SMALL = """
id = "small"
version = "1"
audience = "people"
languages = ["en", "nl"]
title = { en = "Small", nl = "Klein" }

[[section]]
id = "one"
title = { en = "One", nl = "Een" }

[[section.question]]
id = "bird"
type = "text"
text = { en = "Which bird?", nl = "Welke vogel?" }

[[section.question]]
id = "age"
type = "integer"
min = 0
max = 120
text = { en = "How old are you?", nl = "Hoe oud bent u?" }
"""


@pytest.fixture
def fieldwork(tmp_path: Path) -> Fieldwork:
    return Fieldwork(DataFolder(tmp_path / "data"))


@pytest.fixture
def app(fieldwork: Fieldwork, tmp_path: Path) -> HybridequizApp:
    instrument = questionnaire(SMALL, tmp_path)
    kiosk = Kiosk(instrument, Setup("self", "extended", "en"), PIN)
    return HybridequizApp(fieldwork, [], start=Start(kiosk=kiosk))


async def answer(pilot: Pilot[int]) -> str:
    """Begin in English and answer the first question; give the code."""
    await pilot.press("1", *CANARY, "enter", "enter")
    screen = pilot.app.screen
    assert isinstance(screen, InterviewScreen)
    return screen.interview.session.code


def is_at_start(app: HybridequizApp) -> bool:
    text = shown(app)
    nothing = CANARY not in text and "How old" not in text
    return isinstance(app.screen, KioskScreen) and "Begin – English" in text and nothing


async def test_the_start_offers_every_language_and_shows_nothing_else(app: HybridequizApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        text = shown(app)
        assert "Small" in text
        assert "Klein" in text
        assert "Beginnen – Nederlands" in text
        assert "^Q beheerder" in text or "^Q operator" in text
        await pilot.press("2")
        assert "Welke vogel?" in shown(app)


@pytest.mark.parametrize("ways", [["ctrl+q"], ["ctrl+c"], ["f8", "ctrl+q"], ["f1", "ctrl+c"]])
async def test_every_way_out_saves_and_leads_to_the_start(
    app: HybridequizApp, fieldwork: Fieldwork, ways: list[str]
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        code = await answer(pilot)
        await pilot.press(*"4", *ways)
        await pilot.pause(0.1)
        assert is_at_start(app)
        assert app.return_code is None
        waiting = fieldwork.look_up(code)
        again = fieldwork.resume(waiting, by="self")
        assert again.interview.answers["bird"].value == CANARY
        draft = again.journal.draft()
        again.journal.close()
        assert draft is not None, "what was half typed waits for who has the code"


async def test_after_the_end_the_next_one_begins(app: HybridequizApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await answer(pilot)
        await pilot.press(*"44", "enter", "1", "enter")
        await pilot.pause(0.1)
        assert is_at_start(app)
        assert not any(isinstance(one, SummaryScreen) for one in app.screen_stack)


async def test_somebody_who_walks_away_is_followed_by_the_start(app: HybridequizApp) -> None:
    time = Time()
    app.idle = IdleWatch(clock=time)
    async with app.run_test(size=(80, 24)) as pilot:
        await answer(pilot)
        time.now += LIMITS["self"] - 1
        app.watch_idle()
        await pilot.pause(0.1)
        assert "How old" in shown(app)
        time.now += 1
        app.watch_idle()
        await pilot.pause(0.1)
        assert is_at_start(app)


async def test_a_code_half_typed_at_the_start_is_put_away(app: HybridequizApp) -> None:
    time = Time()
    app.idle = IdleWatch(clock=time)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", *"ABCD")
        assert "ABCD" in shown(app)
        time.now += LIMITS["self"]
        app.watch_idle()
        await pilot.pause(0.1)
        assert is_at_start(app)


async def test_the_code_brings_it_back(app: HybridequizApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        code = await answer(pilot)
        await pilot.press("ctrl+q")
        await pilot.pause(0.1)
        await pilot.press("3", *code.replace("-", "").lower(), "enter")
        assert "Is this your questionnaire?" in shown(app)
        assert CANARY not in shown(app)
        await pilot.press("1")
        assert "How old are you?" in shown(app)


@pytest.mark.parametrize("mode", ["interview", "paper"])
async def test_the_code_of_an_interview_opens_nothing(
    app: HybridequizApp, fieldwork: Fieldwork, tmp_path: Path, mode: Mode
) -> None:
    sitting = fieldwork.begin(questionnaire(SMALL, tmp_path), Setup(mode, "extended", "en"))
    sitting.journal.close()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", *sitting.interview.session.code.replace("-", ""), "enter")
        assert "Please ask the interviewer" in shown(app)
        assert not isinstance(app.screen, InterviewScreen)


async def test_only_the_pin_leaves(app: HybridequizApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+q")
        await pilot.pause(0.1)
        assert isinstance(app.screen, PinDialog)
        await pilot.press(*"0000", "enter")
        assert "That is not the PIN." in shown(app)
        await pilot.press(*"47", "ctrl+q")
        await pilot.pause(0.1)
        assert is_at_start(app)
        await pilot.press("ctrl+c")
        await pilot.pause(0.1)
        await pilot.press(*PIN)
        assert PIN not in shown(app)
        await pilot.press("enter")
        await pilot.pause(0.1)
    assert app.return_code == 0


async def test_no_key_of_a_respondent_reaches_what_is_not_theirs(app: HybridequizApp) -> None:
    """Press every key that the program knows, at a question, and see where that leads."""
    known = [key for one in INTERVIEW_KEYS for key in one.key.split(",")]
    known += [*TWINS, *TWINS.values(), "ctrl+q", "ctrl+c", "ctrl+z", "ctrl+d", "ctrl+backslash"]
    known += ["escape", "tab", "ctrl+p", "ctrl+e", "ctrl+x", "ctrl+v", "f10", "f11"]
    assert {"f12", TWINS["f12"]} <= set(known)
    for key in dict.fromkeys(known):
        async with app.run_test(size=(80, 24)) as pilot:
            await answer(pilot)
            await pilot.press(key)
            await pilot.pause(0.05)
            names = {type(screen).__name__ for screen in app.screen_stack}
            assert names <= REACHED, (key, names)
            assert app.return_code is None, key
        app = HybridequizApp(app.fieldwork, [], start=app._start)


REACHED = {"InterviewScreen", "KioskScreen", "PauseScreen", "TellDialog", "PickDialog"}
"""What a respondent may see: questions, help, the contents of the own questionnaire, a pause, the start."""


async def test_what_was_copied_is_not_left_for_the_next_one(app: HybridequizApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", *CANARY, "shift+home", "ctrl+x")
        assert app.clipboard == CANARY
        await pilot.press("ctrl+q")
        await pilot.pause(0.1)
        assert is_at_start(app)
        assert app.clipboard == ""


async def test_a_respondent_is_offered_no_other_folder(
    app: HybridequizApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hybridequiz.store.errors import StorageError

    async with app.run_test(size=(80, 24)) as pilot:
        await answer(pilot)

        def full(*_: object, **__: object) -> None:
            raise StorageError("the disk is full")

        screen = app.screen
        assert isinstance(screen, InterviewScreen)
        monkeypatch.setattr(type(screen.conductor), "answer", full)
        await pilot.press(*"44", "enter")
        await pilot.pause(0.1)
        text = shown(app)
        assert "Try again" in text
        assert "another folder" not in text


@pytest.mark.parametrize("key", ["f12", TWINS["f12"]])
@pytest.mark.parametrize("before", [[], ["f1"], ["f7"], ["f8"], ["f9"]])
async def test_r04_the_key_for_the_next_person_closes_whatever_shows_and_clears(
    app: HybridequizApp, fieldwork: Fieldwork, before: list[str], key: str
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        code = await answer(pilot)
        assert "F12 next person" in shown(app)
        await pilot.press(*"4", *before, key)
        await pilot.pause(0.1)
        assert is_at_start(app)
        assert code not in shown(app)
        again = fieldwork.resume(fieldwork.look_up(code), by="self")
        again.journal.close()
        events = again.journal.store.events(again.journal.response)
        assert again.interview.answers["bird"].value == CANARY
        assert [one.kind for one in events].count(EventKind.PAUSED) == 1


async def test_r04_after_the_end_and_at_the_start_the_next_person_finds_the_start(
    app: HybridequizApp,
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await answer(pilot)
        await pilot.press(*"44", "enter", "1", "f12")
        await pilot.pause(0.1)
        assert is_at_start(app)
        for typed in (["3", *"ABCD"], ["ctrl+q", *"47"]):
            await pilot.press(*typed, "f12")
            await pilot.pause(0.1)
            assert is_at_start(app)
            assert "ABCD" not in shown(app)


async def test_r04_a_pause_that_nobody_comes_back_to_makes_way_for_the_start(
    app: HybridequizApp,
) -> None:
    time = Time()
    app.idle = IdleWatch(clock=time)
    async with app.run_test(size=(80, 24)) as pilot:
        await answer(pilot)
        await pilot.press("f8")
        time.now += LIMITS["self"]
        app.watch_idle()
        await pilot.pause(0.1)
        assert is_at_start(app)


async def test_what_could_not_be_saved_stays_until_the_key_is_pressed_once_more(
    app: HybridequizApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hybridequiz.store.errors import StorageError

    async with app.run_test(size=(80, 24)) as pilot:
        await answer(pilot)
        screen = app.screen
        assert isinstance(screen, InterviewScreen)

        def full(*_: object, **__: object) -> None:
            raise StorageError("the disk is full")

        monkeypatch.setattr(type(screen.conductor), "pause", full)
        await pilot.press("f12")
        await pilot.pause(0.1)
        assert "NOT SAVED" in shown(app)
        await pilot.press("f12")
        await pilot.pause(0.1)
        assert is_at_start(app)
