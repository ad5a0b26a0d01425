"""The case on the screens: at home with an interviewer, and at a kiosk where everybody types a code."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from cases.kit import CANARY, ONE, THREE, TWO, begin, case, fieldwork_with_cases, study
from hybridequiz.interview.answers import Answer
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.store.codes import new_code, show_code
from hybridequiz.store.field_book import Attempt, Case, Standing, fold_case
from hybridequiz.store.fieldwork import Fieldwork
from hybridequiz.store.setup import Preset, Setup
from hybridequiz.tui.app import HybridequizApp, Options, Start
from hybridequiz.tui.home import HomeScreen
from hybridequiz.tui.interview_screen import InterviewScreen
from hybridequiz.tui.kiosk import Kiosk, KioskScreen
from tui.driver import shown

SIZES = [(80, 24), (60, 20)]


@pytest.fixture
def instruments(tmp_path: Path) -> dict[str, Instrument]:
    return study(tmp_path / "study")


@pytest.fixture
def fieldwork(tmp_path: Path) -> Fieldwork:
    return fieldwork_with_cases(tmp_path)


def home(fieldwork: Fieldwork, instrument: Instrument, **preset: object) -> HybridequizApp:
    """Open the home screen as `run` does, with the language and mode said."""
    said = {"language": "en", "mode": "interview", **preset}
    start = Start(instrument=instrument, preset=Preset(**said))  # type: ignore[arg-type]  # what the test says
    return HybridequizApp(fieldwork, [], start=start, options=Options(language="en"))


def kiosk(
    fieldwork: Fieldwork, instrument: Instrument, location: int | None = None
) -> HybridequizApp:
    """Open a kiosk."""
    setup = Setup("self", "extended", "en", location)
    start = Start(kiosk=Kiosk(instrument, setup, "4711"))
    return HybridequizApp(fieldwork, [], start=start)


def is_interview(app: HybridequizApp) -> bool:
    return isinstance(app.screen, InterviewScreen)


async def type_anew(pilot: Pilot[int], text: str) -> str:
    """Type a line in place of the one before; give what stands on the screen then."""
    await pilot.press("ctrl+u", *text, "enter")
    await pilot.pause()
    app = pilot.app
    assert isinstance(app, HybridequizApp)
    return " ".join(shown(app).split())


@pytest.mark.parametrize("size", SIZES)
async def test_r08_the_location_of_the_case_is_confirmed_in_words_and_never_typed(
    fieldwork: Fieldwork, instruments: dict[str, Instrument], size: tuple[int, int]
) -> None:
    app = home(fieldwork, instruments["people"])
    async with app.run_test(size=size) as pilot:
        await pilot.press(*"K7", "enter")
        assert "Case code" in shown(app)
        words = await type_anew(pilot, TWO.lower().replace("-", " "))
        assert "Is this right?" in words
        assert "Questions to people" in words
        assert "The Hague" in words
        assert "At which location" not in words
        await pilot.press("1")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, InterviewScreen)
        session = screen.interview.session
        assert (session.location, session.case, session.code) == (2, TWO, TWO)


async def test_r08_a_laptop_that_is_set_to_a_location_refuses_cases_of_another(
    fieldwork: Fieldwork, instruments: dict[str, Instrument]
) -> None:
    app = home(fieldwork, instruments["people"], location=1, interviewer="K7")
    async with app.run_test(size=(80, 24)) as pilot:
        assert "of another location" in await type_anew(pilot, TWO)
        assert "Is this right?" in await type_anew(pilot, ONE)


async def test_r09_the_code_of_another_audience_is_refused_in_words(
    fieldwork: Fieldwork, instruments: dict[str, Instrument]
) -> None:
    app = home(fieldwork, instruments["people"], interviewer="K7")
    async with app.run_test(size=(80, 24)) as pilot:
        words = await type_anew(pilot, THREE)
        assert "This code belongs to another questionnaire: Questions to firms." in words
        assert isinstance(app.screen, HomeScreen)


async def test_r07_a_mistyped_code_is_told_with_what_is_wrong_and_names_no_other(
    fieldwork: Fieldwork, instruments: dict[str, Instrument]
) -> None:
    app = home(fieldwork, instruments["people"], interviewer="K7")
    async with app.run_test(size=(80, 24)) as pilot:
        assert "cannot have: O" in await type_anew(pilot, "OE4WQZYQ")
        assert "changed places" in await type_anew(pilot, "EK4WQZYQ")
        words = await type_anew(pilot, show_code(new_code(lambda symbols: symbols[5])))
        assert "not on the case list" in words
        assert ONE not in words
        assert TWO not in words


async def test_r03_an_interview_under_way_goes_on_after_a_check_and_shows_no_answer_before(
    fieldwork: Fieldwork, instruments: dict[str, Instrument]
) -> None:
    sitting = begin(fieldwork, instruments["people"], ONE)
    sitting.conductor.answer(Answer(1))
    sitting.conductor.answer(Answer(77))
    sitting.journal.close()
    app = home(fieldwork, instruments["people"], interviewer="K7")
    async with app.run_test(size=(80, 24)) as pilot:
        words = await type_anew(pilot, ONE)
        assert "under way already" in words
        assert "Is this your questionnaire?" in words
        assert "Haarlem" in words
        assert "77" not in words
        await pilot.press("1")
        await pilot.pause()
        assert "Which trades?" in shown(app)
        assert "77" not in shown(app)


async def test_a_case_that_was_named_beforehand_and_is_under_way_is_gone_on_with_after_a_check(
    fieldwork: Fieldwork, instruments: dict[str, Instrument]
) -> None:
    sitting = begin(fieldwork, instruments["people"], ONE)
    sitting.conductor.answer(Answer(1))
    sitting.conductor.answer(Answer(77))
    sitting.journal.close()
    app = home(fieldwork, instruments["people"], interviewer="K7", case=ONE, location=1)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Begin" in shown(app)
        await pilot.press("1")
        await pilot.pause()
        words = " ".join(shown(app).split())
        assert "under way already" in words
        assert "Is this your questionnaire?" in words
        assert "77" not in words
        await pilot.press("1")
        await pilot.pause()
        assert "Which trades?" in shown(app)


async def test_a_case_that_is_closed_says_how_and_begins_nothing(
    fieldwork: Fieldwork, instruments: dict[str, Instrument]
) -> None:
    refused = Attempt(fold_case(ONE), Standing.REFUSED, "2026-11-26")
    fieldwork.data.live.field.log(refused)
    app = home(fieldwork, instruments["people"], interviewer="K7")
    async with app.run_test(size=(80, 24)) as pilot:
        assert "This case has refused: nobody asks again." in await type_anew(pilot, ONE)


async def test_going_back_to_another_case_takes_its_location_along(
    fieldwork: Fieldwork, instruments: dict[str, Instrument]
) -> None:
    app = home(fieldwork, instruments["people"], interviewer="K7")
    async with app.run_test(size=(80, 24)) as pilot:
        assert "The Hague" in await type_anew(pilot, TWO)
        await pilot.press("shift+tab")
        assert "Haarlem" in await type_anew(pilot, ONE)


async def test_the_interviewer_is_asked_once_a_day_and_can_be_changed(
    fieldwork: Fieldwork, instruments: dict[str, Instrument]
) -> None:
    first = home(fieldwork, instruments["people"])
    async with first.run_test(size=(80, 24)) as pilot:
        assert "Your interviewer code" in shown(first)
        await pilot.press(*"K7", "enter")
        await type_anew(pilot, ONE)
        await pilot.press("1")
        await pilot.pause()
    app = home(fieldwork, instruments["people"])
    async with app.run_test(size=(60, 20)) as pilot:
        assert "Case code" in shown(app), "the code is not asked again"
        words = await type_anew(pilot, TWO)
        assert "Interviewer: K7, not you?" in words
        await pilot.press("2")
        assert "M9" in await type_anew(pilot, "M9")
        await pilot.press("1")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, InterviewScreen)
        assert screen.interview.session.interviewer == "M9"


async def test_a_respondent_who_is_alone_is_never_shown_an_interviewer(
    fieldwork: Fieldwork, instruments: dict[str, Instrument]
) -> None:
    setup = Setup("interview", "extended", "en", interviewer="K7", case=ONE)
    fieldwork.begin(instruments["people"], setup).journal.close()
    app = home(fieldwork, instruments["people"], mode="self")
    async with app.run_test(size=(80, 24)) as pilot:
        words = await type_anew(pilot, TWO)
        assert "K7" not in words
        await pilot.press("1")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, InterviewScreen)
        assert screen.interview.session.interviewer == ""


async def test_what_is_prefilled_waits_on_the_screen_for_enter(
    tmp_path: Path, instruments: dict[str, Instrument]
) -> None:
    known = Case(ONE, "people", 1, prefilled={"age": {"value": 41}, "trades": {"value": [2]}})
    with fieldwork_with_cases(tmp_path, known) as fieldwork:
        app = home(fieldwork, instruments["people"], interviewer="K7")
        async with app.run_test(size=(60, 20)) as pilot:
            await type_anew(pilot, ONE)
            await pilot.press("1")
            await pilot.pause()
            screen = app.screen
            assert isinstance(screen, InterviewScreen)
            await pilot.press("1")
            await pilot.pause(0.3)
            await pilot.press("enter")
            await pilot.pause(0.3)
            if "How old" not in shown(app):
                await pilot.press("enter")
                await pilot.pause(0.3)
            words = " ".join(shown(app).split())
            assert "Filled in beforehand, not yet an answer." in words
            assert "41" in words
            assert "age" not in screen.interview.answers
            await pilot.press("enter")
            await pilot.pause(0.3)
            assert screen.interview.answers["age"] == Answer(41)
            assert "Filled in beforehand" in shown(app), "the next one is prefilled too"
            await pilot.press("1", "enter")
            await pilot.pause(0.3)
            assert screen.interview.answers["trades"] == Answer(frozenset({1, 2}))
            assert "Filled in beforehand" not in shown(app)


# A kiosk


@pytest.mark.parametrize("size", SIZES)
async def test_at_a_kiosk_everybody_begins_with_a_code_and_sees_where_it_is(
    fieldwork: Fieldwork, instruments: dict[str, Instrument], size: tuple[int, int]
) -> None:
    app = kiosk(fieldwork, instruments["people"])
    async with app.run_test(size=size) as pilot:
        await pilot.press("1")
        assert not is_interview(app)
        words = await type_anew(pilot, "ke4wqzyq")
        assert "Questions to people Haarlem" in words
        await pilot.press("1")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, InterviewScreen)
        session = screen.interview.session
        assert (session.mode, session.case, session.location) == ("self", ONE, 1)


async def test_r09_a_kiosk_does_not_tell_an_unknown_code_from_one_that_belongs_elsewhere(
    fieldwork: Fieldwork, instruments: dict[str, Instrument]
) -> None:
    unknown = show_code(new_code(lambda symbols: symbols[5]))
    app = kiosk(fieldwork, instruments["people"], location=1)
    told = set()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        for typed in (unknown, THREE, TWO):
            words = await type_anew(pilot, typed)
            told.add(words.replace(typed, ""))
        assert len(told) == 1, told
        assert "Met deze code kan hier niets worden ingevuld." in told.pop()
        assert "Klopt dit?" in await type_anew(pilot, ONE)


async def test_r03_at_a_kiosk_the_code_goes_on_with_its_own_interview_only(
    fieldwork: Fieldwork, instruments: dict[str, Instrument]
) -> None:
    app = kiosk(fieldwork, instruments["people"])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1")
        await type_anew(pilot, ONE)
        await pilot.press("1")
        await pilot.pause()
        await pilot.press("1", "enter")
        await pilot.press("ctrl+q")
        await pilot.pause(0.1)
        assert isinstance(app.screen, KioskScreen)
        assert ONE not in shown(app)
        await pilot.press("1")
        words = await type_anew(pilot, ONE)
        assert "Is this your questionnaire?" in words
        assert CANARY not in words
        await pilot.press("1")
        await pilot.pause()
        assert is_interview(app)


async def test_at_a_kiosk_the_code_of_an_interview_with_an_interviewer_opens_nothing(
    fieldwork: Fieldwork, instruments: dict[str, Instrument]
) -> None:
    begin(fieldwork, instruments["people"], ONE).journal.close()
    app = kiosk(fieldwork, instruments["people"])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1")
        assert "Please ask the interviewer" in await type_anew(pilot, ONE)
        assert not is_interview(app)


async def test_a_code_half_typed_at_a_kiosk_is_not_left_for_the_next(
    fieldwork: Fieldwork, instruments: dict[str, Instrument]
) -> None:
    app = kiosk(fieldwork, instruments["people"])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", *"KE4W")
        assert "KE4W" in shown(app)
        await pilot.press("shift+tab", "1")
        assert "KE4W" not in shown(app)


async def test_a_kiosk_without_a_case_list_begins_at_once(
    tmp_path: Path, instruments: dict[str, Instrument]
) -> None:
    from hybridequiz.store.data import DataFolder

    with Fieldwork(DataFolder(tmp_path / "none")) as fieldwork:
        app = kiosk(fieldwork, instruments["people"])
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("1")
            await pilot.pause()
            assert is_interview(app)


async def test_a_foreign_code_begins_and_the_interview_gets_a_code_of_its_own(
    tmp_path: Path, instruments: dict[str, Instrument]
) -> None:
    with fieldwork_with_cases(tmp_path, case("A-17")) as fieldwork:
        app = home(fieldwork, instruments["people"], interviewer="K7")
        async with app.run_test(size=(80, 24)) as pilot:
            assert "A-17" in await type_anew(pilot, "a 17")
            await pilot.press("1")
            await pilot.pause()
            screen = app.screen
            assert isinstance(screen, InterviewScreen)
            assert screen.interview.session.case == "A-17"
            assert screen.interview.session.code != "A-17"
