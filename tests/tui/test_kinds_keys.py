"""The keys at the kinds of questions: no field takes one, all that are told work, and at a kiosk none leads away."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from hybridequiz.interview.answers import Answer
from hybridequiz.questionnaire.questions import Mode
from hybridequiz.questionnaire.states import Value
from hybridequiz.store.data import DataFolder
from hybridequiz.store.fieldwork import Fieldwork
from hybridequiz.store.setup import Setup
from hybridequiz.tui.app import HybridequizApp, Start
from hybridequiz.tui.interview_screen import InterviewScreen
from hybridequiz.tui.interview_texts import help_on
from hybridequiz.tui.keys import INTERVIEW_KEYS, TWINS
from hybridequiz.tui.kiosk import Kiosk
from kinds import meeting
from tui.driver import app_for, shown
from tui.test_kiosk import CANARY, REACHED

ACTIONS = {key: one.action for one in INTERVIEW_KEYS for key in one.key.split(",")}
ACTIONS |= {"f8": "pause", TWINS["f8"]: "pause"}
ACTIONS |= {"f12": "next_person", TWINS["f12"]: "next_person"}
TOLD = {"F1": "f1", "F5": "f5", "F6": "f6", "F7": "f7", "F8": "f8", "F9": "f9", "^B": "ctrl+b"}
ENDS = ("ctrl+q", "ctrl+c", "f8", TWINS["f8"], "f12", TWINS["f12"])
"""Keys that lead to the start or cover the screen: other tests press these."""
PLACES = ("wishes", "town", "since", "sea", "name[2]", "skills[2]", "home[2]", "words")


def interview_of(app: HybridequizApp) -> InterviewScreen:
    screen = next(one for one in app.screen_stack if isinstance(one, InterviewScreen))
    assert isinstance(screen, InterviewScreen)
    return screen


async def ahead(pilot: Pilot[int], screen: InterviewScreen) -> None:
    """Answer all that comes before the last questions."""
    values: dict[str, Value] = {
        "consent": 1, "wishes": (1, 2, 3), "province": 2, "town": "01CD", "sea": 1, "sky": 2,
        "people": 2, "skills[1]": (1, 2, 3), "skills[2]": (1, 2, 3), "home[1]": "00AB",
        "home[2]": "01CD", "talk[1]": 1, "walk[1]": 2, "talk[2]": 1, "walk[2]": 2, "name[1]": "An",
        "name[2]": "Bo",
    }  # fmt: skip
    for name, value in values.items():
        if not screen.conductor.jump(screen.interview.instrument.by_id[name]):
            screen.conductor.answer(Answer(value))
    screen._card_due = screen._card_shows = False
    screen.refresh_view()
    await pilot.pause()


async def go_to(pilot: Pilot[int], screen: InterviewScreen, name: str) -> None:
    assert not screen.conductor.jump(screen.interview.instrument.by_id[name])
    screen._card_due = screen._card_shows = False
    screen.refresh_view()
    await pilot.pause()


@pytest.mark.parametrize("mode", ["self", "interview"])
async def test_no_field_takes_a_key_of_the_interview_and_the_footer_tells_what_works(
    mode: Mode, tmp_path: Path
) -> None:
    app = app_for(meeting(tmp_path / "study"), tmp_path / "data", mode=mode)
    assert set(TWINS) >= {key for key in ACTIONS if key.startswith("f") and key[1:].isdigit()}
    async with app.run_test(size=(80, 24)) as pilot:
        screen = interview_of(app)
        await ahead(pilot, screen)
        for name in PLACES:
            await go_to(pilot, screen, name)
            active = app.screen.active_bindings
            for key in (*TWINS, *TWINS.values(), "ctrl+b"):
                assert active[key].binding.action == ACTIONS[key], (name, key)
            told = [key.key for key in screen.keys.shown]
            assert len(told) == len(set(told)), name
            for key in told:
                assert TOLD.get(key, "f1") in active
            texts = mode == "interview" and name in ("name[2]", "words")
            assert ("^B" in told) == texts, name
            if name in ("town", "home[2]"):
                assert "↑↓" in told
            if name in ("wishes", "skills[2]"):
                assert "⇧↑ ⇧↓" in told
                assert {"shift+up", "shift+down", "plus", "minus"} <= set(active)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("mode", ["self", "interview"])
async def test_on_the_smallest_terminal_the_footer_leaves_the_room_to_the_question_and_f1_tells_the_rest(
    mode: Mode, language: str, tmp_path: Path
) -> None:
    app = app_for(meeting(tmp_path / "study"), tmp_path / "data", mode=mode, language=language)
    async with app.run_test(size=(60, 20)) as pilot:
        screen = interview_of(app)
        await ahead(pilot, screen)
        for name in (*PLACES, "province", "people", "talk[1]"):
            await go_to(pilot, screen, name)
            bar = screen.keys
            told = [key.key for line in bar._lines(bar.size.width) for key in line]
            assert bar.size.height <= 2, name
            assert {"F1", "⇧Tab", "^Q"} <= set(told), name
            if mode == "self" and name in ("province", "town", "words", "name[2]"):
                assert "F12" in told, name
            left_out = [key.key for key in bar.shown if key.key not in told]
            _, help_text = help_on(screen.interview, screen.conductor.current)
            for key in left_out:
                assert key.replace("PgDn", "PageDown") in help_text.plain, name
        await pilot.press("f9")
        await pilot.pause()
        assert ("F12" in shown(app)) == (mode == "self")
        await pilot.press("f8")
        await pilot.pause()
        assert ("F12" in shown(app)) == (mode == "self")


async def test_ctrl_b_puts_no_mark_where_no_words_are_written_down(tmp_path: Path) -> None:
    app = app_for(meeting(tmp_path / "study"), tmp_path / "data", mode="interview")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = interview_of(app)
        await ahead(pilot, screen)
        for name in ("town", "since", "wishes", "sea"):
            await go_to(pilot, screen, name)
            before = screen.page.selection
            await pilot.press("ctrl+b")
            assert screen.page.selection == before, name


def kiosk_of(folder: Path) -> HybridequizApp:
    """Open a kiosk on a laptop where somebody else has answered."""
    instrument = meeting(folder / "study")
    fieldwork = Fieldwork(DataFolder(folder / "data"))
    other = fieldwork.begin(instrument, Setup("self", "extended", "en"))
    other.conductor.answer(Answer(1))
    other.conductor.keep_draft(CANARY)
    other.journal.close()
    kiosk = Kiosk(instrument, Setup("self", "extended", "en"), "4711")
    return HybridequizApp(fieldwork, [], start=Start(kiosk=kiosk))


@pytest.mark.parametrize("place", ["town", "skills[2]", "home[2]", "sea"])
async def test_no_binding_at_a_kiosk_leads_away_from_the_own_questionnaire(
    place: str, tmp_path: Path
) -> None:
    app = kiosk_of(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1")
        await pilot.pause()
        screen = interview_of(app)
        code = screen.interview.session.code
        await ahead(pilot, screen)
        await go_to(pilot, screen, place)
        keys = [key for key in app.screen.active_bindings if key not in ENDS]
        assert len(keys) > 20
        for key in keys:
            await pilot.press(key)
            names = {type(one).__name__ for one in app.screen_stack}
            assert names <= REACHED, (key, names)
            assert app.return_code is None, key
            assert CANARY not in shown(app), key
            for _ in app.screen_stack:
                if app.screen is not screen:
                    await pilot.press("escape")
            assert app.screen is screen, key
            assert screen.interview.session.code == code
            current = screen.conductor.current
            if current is None or current.id != place or screen._menu:
                await go_to(pilot, screen, place)
        assert screen.interview.finished is None


async def test_at_a_kiosk_rows_come_and_go_in_the_own_questionnaire_only(tmp_path: Path) -> None:
    app = kiosk_of(tmp_path)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("1")
        await pilot.pause()
        screen = interview_of(app)
        await ahead(pilot, screen)
        await go_to(pilot, screen, "name[2]")
        for keys, rows in ((["end", "up", "enter"], 3), (["end", "enter"], 2)):
            await pilot.press("f7")
            await pilot.pause()
            await pilot.press(*keys)
            await pilot.pause()
            if rows == 2:
                assert "Take away Trainer 3" in shown(app)
                await pilot.press("2")
                await pilot.pause()
            assert screen.interview.answers["people"].value == rows
            assert {type(one).__name__ for one in app.screen_stack} <= REACHED
        await pilot.press("ctrl+q")
        await pilot.pause(0.1)
        assert "Begin" in shown(app)
        assert "Bo" not in shown(app)
