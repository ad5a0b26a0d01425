"""A kiosk in plain lines: every way out leads to a start that shows nothing of anybody, and only the PIN leaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from hybridequiz.interview.events import EventKind
from hybridequiz.plain import CoverWanted, Terminated, run_kiosk
from hybridequiz.plain.commands import Command, command_word
from hybridequiz.plain.result import PlainResult
from hybridequiz.problems import ExitCode
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.questions import Mode
from hybridequiz.store.data import DataFolder
from hybridequiz.store.fieldwork import Fieldwork, Sitting
from hybridequiz.store.kiosk import Kiosk
from hybridequiz.store.setup import Setup
from plain.person import PersonAtTerminal
from plain.test_pausing import CANARY, SMALL, SOON
from scenario import questionnaire

PIN = "4711"
OPERATOR = ("/leave", PIN)
START = "1  Beginnen – Nederlands\n2  Begin – English\n3  "


@pytest.fixture
def small(tmp_path: Path) -> Instrument:
    return questionnaire(SMALL, tmp_path)


@pytest.fixture
def fieldwork(tmp_path: Path) -> Fieldwork:
    return Fieldwork(DataFolder(tmp_path / "data"))


class Stand:
    """A kiosk with people before it, one after the other."""

    def __init__(self, fieldwork: Fieldwork, instrument: Instrument) -> None:
        self.fieldwork = fieldwork
        self.kiosk = Kiosk(instrument, Setup("self", "extended", "nl"), PIN)
        self.sittings: list[Sitting] = []

    def serve(self, *lines: str | BaseException) -> tuple[ExitCode, PersonAtTerminal]:
        people = PersonAtTerminal(*lines, kiosk=True)

        def hold(sitting: Sitting) -> PlainResult:
            self.sittings.append(sitting)
            return people.sit(sitting)

        return run_kiosk(self.kiosk, self.fieldwork, people, hold), people

    def last_events(self) -> list[EventKind]:
        journal = self.sittings[-1].journal
        return [event.kind for event in journal.store.events(journal.response)]


@pytest.fixture
def stand(fieldwork: Fieldwork, small: Instrument) -> Stand:
    return Stand(fieldwork, small)


def test_the_start_offers_every_language_and_only_the_pin_leaves(stand: Stand) -> None:
    code, people = stand.serve("9", "/leave", "0000", PIN)
    assert code is ExitCode.DONE
    assert people.left_to_type == 0
    assert f"Klein\nSmall\n{START}" in people.screens[-1]
    assert "Dat is niet de pincode." in people.screens[-1]
    assert people.hidden == ["0000", PIN]
    assert PIN not in people.screens[-1]
    assert people.shown == ""


@pytest.mark.parametrize(
    "ways",
    [
        ("/leave", ""),
        ("/leave", KeyboardInterrupt()),
        ("/leave", SOON),
        ("/next-person",),
        (KeyboardInterrupt(),),
        (SOON,),
        ("/pause", "/leave", ""),
        ("/pause", "/next-person"),
        ("/pause", SOON),
        ("/pause", CoverWanted("key")),
    ],
)
def test_every_way_out_saves_and_leads_to_a_start_that_shows_nothing_of_anybody(
    ways: tuple[str | BaseException, ...], stand: Stand
) -> None:
    code, people = stand.serve("2", CANARY, *ways, "nothing", *OPERATOR)
    assert code is ExitCode.DONE
    assert people.left_to_type == 0
    start = people.screens[-1]
    assert START in start
    assert "nothing" in start
    session = stand.sittings[0].interview.session
    assert all(one not in start for one in (CANARY, "Which bird", "Your boss", session.code))
    assert stand.sittings[0].interview.answers["bird"].value == CANARY
    assert stand.last_events().count(EventKind.PAUSED) == 1
    assert stand.fieldwork.look_up(session.code).session == session


def test_who_leaves_by_command_can_note_the_code_first(stand: Stand) -> None:
    _, people = stand.serve("2", CANARY, "/leave", "", *OPERATOR)
    farewell = people.screens[-2]
    assert stand.sittings[0].interview.session.code in farewell
    assert CANARY not in farewell


def test_after_the_thanks_the_next_one_begins(stand: Stand) -> None:
    lines = (CANARY, "fine", "42", "", "", "/finish", "yes", "")
    _, people = stand.serve("2", *lines, "1", "uil", "/np", *OPERATOR)
    assert [one.interview.language for one in stand.sittings] == ["en", "nl"]
    assert stand.sittings[0].interview.finished is not None
    assert "Thank you for taking part." in people.heard


def test_r03_the_code_brings_it_back_after_a_check_and_shows_no_answer(stand: Stand) -> None:
    stand.serve("2", CANARY, "/np", *OPERATOR)
    code = stand.sittings[0].interview.session.code
    _, people = stand.serve("3", "AAAA-AAAA", code, "yes", "fine", "/np", *OPERATOR)
    assert "Is this your questionnaire?" in people.heard
    assert CANARY not in people.heard
    assert stand.sittings[-1].interview.answers["alone"].value == "fine"
    _, people = stand.serve("3", code, "no", *OPERATOR)
    assert "Your boss?" not in people.heard


@pytest.mark.parametrize("mode", ["interview", "paper"])
def test_r03_the_code_of_an_interview_opens_nothing_in_plain_lines(
    mode: Mode, stand: Stand, small: Instrument
) -> None:
    sitting = stand.fieldwork.begin(small, Setup(mode, "extended", "en"))
    sitting.journal.close()
    _, people = stand.serve("3", sitting.interview.session.code, "/back", *OPERATOR)
    assert "Vraag het de interviewer" in people.heard or "interviewer" in people.heard
    assert stand.sittings == []


def test_what_somebody_left_at_the_start_is_put_away(stand: Stand) -> None:
    _, people = stand.serve("3", "ABCD", SOON, *OPERATOR)
    assert "ABCD" not in people.screens[-1]


def test_where_nothing_can_be_typed_any_more_the_kiosk_ends(stand: Stand) -> None:
    code, _ = stand.serve("2", CANARY)
    assert code is ExitCode.DONE
    assert stand.last_events()[-1] is EventKind.PAUSED


def test_a_signal_ends_a_kiosk_and_all_is_saved(stand: Stand) -> None:
    code, people = stand.serve("2", CANARY, Terminated(15))
    assert code == 143
    assert CANARY not in people.shown
    assert stand.sittings[0].interview.answers["bird"].value == CANARY


@pytest.mark.parametrize("command", Command)
def test_no_command_of_a_respondent_reaches_what_is_not_theirs(
    command: Command, stand: Stand
) -> None:
    """Type every command at a question and at the start: nothing of another response, no way out but the PIN."""
    stand.serve("2", CANARY, "/np", *OPERATOR)
    typed = command_word(command, "en")
    others = stand.sittings[0].interview.session.code
    _, people = stand.serve("2", "mine", typed, "", "", "", "", "")
    assert CANARY not in people.heard
    assert others not in people.heard
    assert str(stand.fieldwork.data.path) not in people.heard
    _, people = stand.serve(typed, "", *OPERATOR)
    assert people.left_to_type == 0


def test_whoever_is_asked_for_a_code_or_the_pin_is_told_how_to_go_back(stand: Stand) -> None:
    _, people = stand.serve("3", "/back", "/leave", "", *OPERATOR)
    assert people.left_to_type == 0
    told = people.screens[1:]
    assert "/terug gaat terug naar het begin." in told[0]
    assert "Met alleen Enter gaat u terug." in told[1]
