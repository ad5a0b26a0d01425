"""The response is counted from the case list where there is one, else from interviews and the numbers of the study."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from cases.kit import STUDY, case, study
from hybridequiz.interview.answers import Answer
from hybridequiz.interview.dispositions import Disposition
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.load import examine_study, load
from hybridequiz.questionnaire.states import Missing, Value
from hybridequiz.questionnaire.study_file import StudyFile
from hybridequiz.questionnaire.texts import Text
from hybridequiz.report.figures import Level
from hybridequiz.report.response import NoRate, Rate, ResponseLine, ResponseTable, Source
from hybridequiz.report.response_source import known_response, response_table
from hybridequiz.store.clock import SystemClock
from hybridequiz.store.data import DataFolder
from hybridequiz.store.field_book import Attempt, Standing, fold_case
from hybridequiz.store.fieldwork import Fieldwork
from hybridequiz.store.setup import Setup
from hybridequiz.store.withdrawal import find_withdrawable, withdraw

Study = dict[str, Instrument]
Answers = tuple[Value | Missing, ...]
WHOLE: Answers = (1, 40, frozenset({1}), "merel")
HALF: Answers = (1, 40, Missing.LEFT_EMPTY, Missing.LEFT_EMPTY)
LITTLE: Answers = (1, *[Missing.LEFT_EMPTY] * 3)
NO: Answers = (2,)
YOUNG: Answers = (1, 12)


@pytest.fixture
def instruments(tmp_path: Path) -> Study:
    return study(tmp_path / "study")


@pytest.fixture
def fieldwork(tmp_path: Path) -> Iterable[Fieldwork]:
    with Fieldwork(DataFolder(tmp_path / "data")) as fieldwork:
        yield fieldwork


def study_with(tmp_path: Path, invited: str = "") -> StudyFile:
    """Read the study with numbers of who is invited."""
    path = tmp_path / "other.toml"
    path.write_text(f"{invited}\n{STUDY}", encoding="utf-8")
    _, found, problems = examine_study(path)
    assert not problems
    assert found is not None
    return found


def interview(
    fieldwork: Fieldwork,
    instrument: Instrument,
    answers: Answers,
    *,
    code: str = "",
    location: int | None = None,
    finish: bool = True,
) -> str:
    """Hold an interview, and give its code."""
    setup = Setup("interview", "extended", "en", case=code, location=location)
    sitting = fieldwork.begin(instrument, setup)
    for answer in answers:
        sitting.conductor.answer(Answer(answer))
    if finish:
        sitting.conductor.finish()
    sitting.journal.close()
    return sitting.interview.session.code


def invite(fieldwork: Fieldwork, number: int, location: int | None = 1, at: int = 0) -> list[str]:
    """Put cases on the list."""
    codes = [f"P-{at + one:03}" for one in range(number)]
    fieldwork.data.live.field.keep_cases([case(code, location=location) for code in codes])
    return codes


def attempt(fieldwork: Fieldwork, code: str, result: Standing) -> None:
    fieldwork.data.live.field.log(Attempt(fold_case(code), result, "2026-11-02T10:00:00+01:00"))


def told(
    fieldwork: Fieldwork, of: StudyFile, level: Level = Level.INTERNAL, *, rehearsal: bool = False
) -> ResponseTable:
    known = known_response(fieldwork.data, of, rehearsal=rehearsal)
    return response_table(known, of, level, rehearsal=rehearsal)


def counts(line: ResponseLine) -> dict[str, int]:
    """Give the counts that are not nought."""
    return {one.name.lower(): number for one, number in line.counts or () if number}


def test_of_a_case_without_a_list_that_was_answered_twice_one_is_counted(
    fieldwork: Fieldwork, instruments: Study, tmp_path: Path
) -> None:
    for number in range(12):
        interview(fieldwork, instruments["people"], HALF if number else WHOLE, code=f"P-{number}")
    interview(fieldwork, instruments["people"], WHOLE, code="P-0")
    interview(fieldwork, instruments["people"], WHOLE, code="P-1")
    interview(fieldwork, instruments["people"], WHOLE)
    interview(fieldwork, instruments["people"], WHOLE)
    (line,) = (one.total for one in told(fieldwork, study_with(tmp_path)).audiences)
    assert counts(line) == {"complete": 4, "partial": 10}
    found = fieldwork.data.live.field.doubles()
    assert sorted(one.disposition for one in found) == [10, 11], "the complete one counts"


def test_the_worked_example_of_the_study_comes_out_of_a_case_list(
    fieldwork: Fieldwork, instruments: Study, tmp_path: Path
) -> None:
    codes = invite(fieldwork, 72)
    for code in codes[:46]:
        interview(fieldwork, instruments["people"], WHOLE, code=code)
    for code in codes[46:50]:
        interview(fieldwork, instruments["people"], HALF, code=code)
    for code in codes[50:52]:
        attempt(fieldwork, code, Standing.NOT_ELIGIBLE)
    (one,) = told(fieldwork, study_with(tmp_path), Level.PUBLIC).audiences
    assert one.source is Source.CASE_LIST
    assert counts(one.total) == {"complete": 46, "partial": 4, "not_eligible": 2}
    assert one.total.rates is not None
    assert one.total.rates.response == Rate(50, 70, 71)
    assert one.total.rates.strict == Rate(46, 70, 66)
    assert [line.name.in_language("nl") for line in one.locations] == ["Haarlem"]


def test_every_way_in_which_a_case_can_stand_is_counted_where_it_belongs(
    fieldwork: Fieldwork, instruments: Study, tmp_path: Path
) -> None:
    people = instruments["people"]
    codes = iter(invite(fieldwork, 14))
    for answers in (WHOLE, HALF, LITTLE, NO, YOUNG):
        interview(fieldwork, people, answers, code=next(codes))
    gone = interview(fieldwork, people, WHOLE, code=next(codes))
    store, row = find_withdrawable(fieldwork.data, gone)
    withdraw(store, row, SystemClock(), fieldwork.cases)
    interview(fieldwork, people, (1, 40), code=next(codes), finish=False)
    for result in (
        Standing.NOT_REACHED,
        Standing.OTHER,
        Standing.REFUSED,
        Standing.NOT_ELIGIBLE,
        Standing.APPOINTMENT,
    ):
        attempt(fieldwork, next(codes), result)
    (one,) = told(fieldwork, study_with(tmp_path)).audiences
    assert counts(one.total) == {
        **dict.fromkeys(("complete", "partial", "broke_off", "withdrawn"), 1),
        "refused": 2,
        "not_eligible": 2,
        "not_reached": 1,
        "other": 1,
    }
    assert one.total.no_result == 4, "under way, appointment, and two of whom nothing is known"
    assert one.total.rates is not None
    assert one.total.rates.response == Rate(2, 12, 17)
    assert one.total.rates.strict == Rate(1, 12, 8)
    assert one.total.rates.cooperation == Rate(2, 5, 40)


def test_numbers_of_the_study_file_give_the_rates_where_there_is_no_case_list(
    fieldwork: Fieldwork, instruments: Study, tmp_path: Path
) -> None:
    for location in (1, 1, 1, 2, 2):
        interview(fieldwork, instruments["people"], WHOLE, location=location)
    interview(fieldwork, instruments["people"], NO, location=2)
    interview(fieldwork, instruments["people"], YOUNG, location=1)
    interview(fieldwork, instruments["people"], (1,), location=1, finish=False)
    of = study_with(tmp_path, "invited = { people = { 1 = 12, 2 = 8, 3 = 5, total = 25 } }")
    (one,) = told(fieldwork, of).audiences
    assert one.source is Source.STUDY_FILE
    assert [line.invited for line in one.locations] == [12, 8, 5]
    assert [line.no_result for line in one.locations] == [8, 5, 5]
    assert [line.rates and line.rates.response for line in one.locations] == [
        Rate(3, 11, 27),
        Rate(2, 8, 25),
        Rate(0, 5, 0),
    ]
    assert one.total.rates is not None
    assert one.total.rates.response == Rate(5, 24, 21)


def test_without_list_and_numbers_interviews_are_counted_and_there_is_no_rate(
    fieldwork: Fieldwork, instruments: Study, tmp_path: Path
) -> None:
    for _ in range(5):
        interview(fieldwork, instruments["people"], WHOLE, location=3)
    interview(fieldwork, instruments["people"], WHOLE)
    interview(fieldwork, instruments["people"], (1,), finish=False)
    (one,) = told(fieldwork, study_with(tmp_path)).audiences
    assert one.source is Source.UNKNOWN
    assert one.total.reason is NoRate.INVITED_UNKNOWN
    assert (counts(one.total), one.total.no_result) == ({"complete": 6}, 1)
    assert one.all_hidden, "two without a location are too few, and then five is the smallest"


def test_more_interviews_than_the_study_file_says_were_invited_give_no_rate(
    fieldwork: Fieldwork, instruments: Study, tmp_path: Path
) -> None:
    for _ in range(7):
        interview(fieldwork, instruments["people"], WHOLE, location=1)
    (one,) = told(fieldwork, study_with(tmp_path, "invited = { people = 6 }")).audiences
    assert (one.total.rates, one.total.reason) == (None, NoRate.MORE_THAN_INVITED)
    assert counts(one.total) == {"complete": 7}


def test_the_case_list_counts_and_another_number_of_the_study_file_is_told(
    fieldwork: Fieldwork, instruments: Study, tmp_path: Path
) -> None:
    interview(fieldwork, instruments["people"], WHOLE, location=1)
    interview(fieldwork, instruments["people"], NO, location=1)
    invite(fieldwork, 8)
    (one,) = told(fieldwork, study_with(tmp_path, "invited = { people = 9 }")).audiences
    assert (one.source, one.total.invited, one.other_number) == (Source.CASE_LIST, 8, 9)
    assert one.beside == 1, "begun before the list was loaded; what refused leads to no case"
    assert counts(one.total) == {}


def test_a_case_counts_where_its_interview_was(
    fieldwork: Fieldwork, instruments: Study, tmp_path: Path
) -> None:
    """A case without a location is interviewed at the second; six others are of the first."""
    for code in invite(fieldwork, 6):
        interview(fieldwork, instruments["people"], WHOLE, code=code)
    for code in invite(fieldwork, 5, location=None, at=6):
        interview(fieldwork, instruments["people"], WHOLE, code=code, location=2)
    (one,) = told(fieldwork, study_with(tmp_path)).audiences
    assert [(line.location, line.invited) for line in one.locations] == [(1, 6), (2, 5)]


def test_of_two_interviews_of_a_case_the_one_that_counts_says_where_it_was(
    fieldwork: Fieldwork, instruments: Study, tmp_path: Path
) -> None:
    codes = invite(fieldwork, 5, location=None)
    for code in codes:
        interview(fieldwork, instruments["people"], WHOLE, code=code, location=1)
    fieldwork.data.live._connection.execute(
        "UPDATE response SET disposition = ?", (int(Disposition.TEST),)
    )
    for code in codes:
        interview(fieldwork, instruments["people"], WHOLE, code=code, location=2)
    (one,) = told(fieldwork, study_with(tmp_path)).audiences
    assert [(line.location, counts(line)) for line in one.locations] == [(2, {"complete": 5})]


def test_a_corrected_location_moves_the_case_with_its_interview(
    fieldwork: Fieldwork, instruments: Study, tmp_path: Path
) -> None:
    """A correction changes the session only; what stands in the session counts."""
    codes = invite(fieldwork, 10)
    for code in codes:
        interview(fieldwork, instruments["people"], WHOLE, code=code)
    store = fieldwork.data.live
    store._connection.execute(
        "UPDATE response SET session = json_set(session, '$.location', 2) WHERE key <= 5"
    )
    (one,) = told(fieldwork, study_with(tmp_path)).audiences
    assert [(line.location, line.invited) for line in one.locations] == [(1, 5), (2, 5)]


def test_answers_to_another_study_and_tests_are_counted_nowhere(
    fieldwork: Fieldwork, instruments: Study, tmp_path: Path
) -> None:
    for _ in range(5):
        interview(fieldwork, instruments["people"], WHOLE, location=1)
    other = tmp_path / "elsewhere"
    other.mkdir()
    text = STUDY.replace('id = "study"', 'id = "elsewhere"')
    (other / "study.toml").write_text(text, encoding="utf-8")
    people = (tmp_path / "study" / "people.toml").read_text(encoding="utf-8")
    (other / "people.toml").write_text(
        people.replace('id = "people"\n', 'id = "others"\n', 1), encoding="utf-8"
    )
    interview(fieldwork, load(other / "people.toml"), WHOLE, location=1)
    code = interview(fieldwork, instruments["people"], WHOLE, location=1)
    row = fieldwork.data.live.find(code.replace("-", ""))
    assert row is not None
    fieldwork.data.live._connection.execute(
        "UPDATE response SET disposition = ? WHERE id = ?", (int(Disposition.TEST), row.id)
    )
    (one,) = told(fieldwork, study_with(tmp_path)).audiences
    assert counts(one.total) == {"complete": 5}


def test_rehearsals_are_counted_by_themselves(
    fieldwork: Fieldwork, instruments: Study, tmp_path: Path
) -> None:
    interview(fieldwork, instruments["people"], WHOLE, location=1)
    assert told(fieldwork, study_with(tmp_path), rehearsal=True).audiences == ()


def test_audiences_come_in_the_order_of_the_report_and_are_never_added_up(
    fieldwork: Fieldwork, instruments: Study, tmp_path: Path
) -> None:
    for audience in ("people", "firms"):
        for _ in range(5):
            interview(fieldwork, instruments[audience], WHOLE, location=1)
    of = study_with(tmp_path, "invited = { staff = 20 }")
    known = known_response(fieldwork.data, of, titles={"firms": Text({"": "Bedrijven"})})
    table = response_table(known, of, Level.INTERNAL)
    assert [one.audience for one in table.audiences] == ["firms", "staff", "people"]
    names = [one.total.name.in_language("nl") for one in table.audiences]
    assert names == ["Bedrijven", "staff", "Vragen aan people"]
    assert sum(line.is_total for line in table.lines) == 3


def test_nothing_stored_and_nobody_invited_is_an_empty_table(
    fieldwork: Fieldwork, tmp_path: Path
) -> None:
    assert told(fieldwork, study_with(tmp_path)).audiences == ()


def test_the_same_data_give_the_same_table(
    fieldwork: Fieldwork, instruments: Study, tmp_path: Path
) -> None:
    for location in (3, 1, 2, 1, 3, 2):
        interview(fieldwork, instruments["people"], WHOLE, location=location)
    of = study_with(tmp_path, "invited = { people = 20 }")
    assert repr(told(fieldwork, of)) == repr(told(fieldwork, of))
