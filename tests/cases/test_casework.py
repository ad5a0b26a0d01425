"""Where a case stands, who may begin, and what is left when somebody refuses or withdraws."""

from __future__ import annotations

import itertools
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.kit import (
    CANARY,
    CASES,
    ONE,
    THREE,
    TWO,
    begin,
    case,
    fieldwork_with_cases,
    study,
)
from hybridequiz.interview.answers import Answer
from hybridequiz.interview.dispositions import Disposition
from hybridequiz.interview.events import EventKind, Json
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.questions import Mode
from hybridequiz.questionnaire.states import Value
from hybridequiz.store.casework import CaseRefused, CaseUnderWay, Story, standing_of
from hybridequiz.store.clock import SystemClock
from hybridequiz.store.codes import LENGTH, SYMBOLS, new_code, read_code, show_code
from hybridequiz.store.data import DataFolder
from hybridequiz.store.errors import CodeError
from hybridequiz.store.field_book import Attempt, Case, Standing, fold_case
from hybridequiz.store.fieldwork import Fieldwork
from hybridequiz.store.journal import STORE_FILE
from hybridequiz.store.progress import progress_of_cases
from hybridequiz.store.rows import ResponseState
from hybridequiz.store.salvage import salvage
from hybridequiz.store.schema import SCHEMA_VERSION
from hybridequiz.store.setup import Setup
from hybridequiz.store.withdrawal import find_withdrawable, withdraw

Study = dict[str, Instrument]
ANSWERS: tuple[Value, ...] = (40, frozenset({1}), CANARY)
"""What is answered after consent."""


@pytest.fixture
def instruments(tmp_path: Path) -> Study:
    return study(tmp_path / "study")


@pytest.fixture
def fieldwork(tmp_path: Path) -> Fieldwork:
    return fieldwork_with_cases(tmp_path)


def standing(fieldwork: Fieldwork, code: str) -> Standing:
    return fieldwork.cases.story(fieldwork.cases.named(code), rehearsal=False).standing


def finished(fieldwork: Fieldwork, instrument: Instrument, code: str, *consent: int) -> None:
    """Hold an interview to its end."""
    sitting = begin(fieldwork, instrument, code)
    for answer in (*consent, *ANSWERS):
        if sitting.conductor.current is not None:
            sitting.conductor.answer(Answer(answer))
    sitting.conductor.finish()
    sitting.journal.close()


# R7: typing mistakes

SYMBOL = st.sampled_from(SYMBOLS)


@settings(max_examples=200, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(0, LENGTH - 1), SYMBOL)
def test_r07_any_single_wrong_symbol_in_a_case_code_is_seen(
    chance: object, place: int, other: str
) -> None:
    code = new_code(chance.choice)  # type: ignore[attr-defined]  # Hypothesis gives a Random
    typed = code[:place] + other + code[place + 1 :]
    if typed != code:
        with pytest.raises(CodeError):
            read_code(typed)


@given(st.sampled_from([ONE, "A-17", "b 4"]), st.randoms(use_true_random=False))
def test_r07_case_spaces_and_hyphens_make_no_difference(code: str, chance: object) -> None:
    typed = "".join(
        chance.choice(["", " ", "-"]) + chance.choice([one.lower(), one.upper()])  # type: ignore[attr-defined]
        for one in fold_case(code)
    )
    assert fold_case(typed) == fold_case(code)


@pytest.mark.parametrize("mode", ["interview", "self"])
@pytest.mark.parametrize("typed", ["KE4W-QZYR", "KE4W-QZY0", "OE4W-QZYQ", "ABCD", "", "9" * 99])
def test_r07_a_refusal_never_names_another_code(
    fieldwork: Fieldwork, instruments: Study, typed: str, mode: Mode
) -> None:
    with fieldwork, pytest.raises((CodeError, CaseRefused)) as refused:
        fieldwork.cases.admit(instruments["people"], typed, mode=mode)
    told = f"{refused.value} {refused.value.hint}"
    for one in CASES:
        assert one.shown not in told
        assert one.key not in told
    assert "mean" not in told


# R8, R9: location and audience are the case's


def test_r08_the_location_is_the_one_of_the_case(fieldwork: Fieldwork, instruments: Study) -> None:
    with fieldwork:
        sitting = begin(fieldwork, instruments["people"], TWO.lower())
        assert sitting.interview.session.location == 2
        assert sitting.interview.session.case == TWO
        assert sitting.interview.session.code == TWO, "one code: case, resume and withdrawal"
        sitting.journal.close()


def test_r08_a_case_of_another_location_than_the_laptops_is_refused(
    fieldwork: Fieldwork, instruments: Study
) -> None:
    setup = Setup("interview", "extended", "en", location=1, case=TWO)
    with fieldwork, pytest.raises(CaseRefused, match=r"another location.*The Hague"):
        fieldwork.begin(instruments["people"], setup)


def test_r09_a_code_of_another_audience_begins_nothing(
    fieldwork: Fieldwork, instruments: Study
) -> None:
    with fieldwork:
        with pytest.raises(CaseRefused, match="another questionnaire: Questions to firms"):
            begin(fieldwork, instruments["people"], THREE)
        assert list(fieldwork.data.live.responses()) == []


def test_r09_alone_an_unknown_code_and_one_that_belongs_elsewhere_are_told_apart_by_nothing(
    fieldwork: Fieldwork, instruments: Study
) -> None:
    unknown = show_code(new_code(lambda symbols: symbols[5]))
    told = set()
    with fieldwork:
        for typed in (unknown, THREE):
            with pytest.raises(CaseRefused) as refused:
                fieldwork.cases.admit(instruments["people"], typed, mode="self")
            told.add((refused.value.message, refused.value.hints, str(refused.value.parts)))
        with pytest.raises(CaseRefused) as refused:
            fieldwork.cases.admit(instruments["people"], TWO, mode="self", location=1)
        told.add((refused.value.message, refused.value.hints, str(refused.value.parts)))
    assert len(told) == 1


def test_r09_which_questionnaire_is_not_said_where_the_code_may_be_a_mistyped_one(
    tmp_path: Path, instruments: Study
) -> None:
    with (
        fieldwork_with_cases(tmp_path, case("A-17", "firms")) as fieldwork,
        pytest.raises(CaseRefused) as refused,
    ):
        begin(fieldwork, instruments["people"], "A17")
    assert str(refused.value) == "This code belongs to another questionnaire."


def test_without_a_case_list_all_is_as_before(tmp_path: Path, instruments: Study) -> None:
    with Fieldwork(DataFolder(tmp_path / "data")) as fieldwork:
        setup = Setup("interview", "extended", "en", location=3, case="anything")
        sitting = fieldwork.begin(instruments["people"], setup)
        session = sitting.interview.session
        assert (session.location, session.case) == (3, "anything")
        assert session.code != "anything"
        sitting.journal.close()


def test_with_a_case_list_no_interview_begins_without_a_case(
    fieldwork: Fieldwork, instruments: Study
) -> None:
    with fieldwork, pytest.raises(CaseRefused, match="begins with the code of its case"):
        begin(fieldwork, instruments["people"], "")


# R3: under way


def test_r03_a_case_that_is_under_way_begins_no_second_interview(
    fieldwork: Fieldwork, instruments: Study
) -> None:
    with fieldwork:
        begin(fieldwork, instruments["people"], ONE).journal.close()
        assert standing(fieldwork, ONE) is Standing.IN_PROGRESS
        with pytest.raises(CaseUnderWay) as under_way:
            begin(fieldwork, instruments["people"], ONE)
        assert under_way.value.code == ONE
        assert fieldwork.look_up(ONE).session.case == ONE


def test_r03_a_code_without_a_check_symbol_does_not_resume(
    tmp_path: Path, instruments: Study
) -> None:
    with fieldwork_with_cases(tmp_path, case("A-17")) as fieldwork:
        sitting = begin(fieldwork, instruments["people"], "a 17")
        sitting.journal.close()
        with pytest.raises(CaseUnderWay) as under_way:
            begin(fieldwork, instruments["people"], "A17")
        assert under_way.value.code == "", "a code that can be guessed opens nobody's answers"
        assert fieldwork.look_up(sitting.interview.session.code).session.case == "A-17"


def test_two_windows_that_begin_one_case_at_once_begin_one_interview(
    fieldwork: Fieldwork, instruments: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    with fieldwork:
        begin(fieldwork, instruments["people"], ONE).journal.close()
        monkeypatch.setattr(type(fieldwork.cases), "fit", lambda _self, _instrument, setup: setup)
        with pytest.raises(Exception, match="in use"):
            begin(fieldwork, instruments["people"], ONE)
        assert len(list(fieldwork.data.live.responses())) == 1


# Refusals and withdrawals: R39


@pytest.mark.parametrize(
    ("consent", "age", "result"),
    [(2, 40, Standing.REFUSED), (1, 12, Standing.NOT_ELIGIBLE)],
)
def test_r39_who_refused_or_is_not_eligible_leaves_a_disposition_and_nothing_else(
    fieldwork: Fieldwork,
    instruments: Study,
    consent: int,
    age: int,
    result: Standing,
) -> None:
    with fieldwork:
        sitting = begin(fieldwork, instruments["people"], ONE)
        sitting.conductor.answer(Answer(consent))
        if consent == 1:
            sitting.conductor.answer(Answer(age))
        sitting.conductor.finish()
        sitting.journal.close()
        (row,) = fieldwork.data.live.responses()
        assert row.state is ResponseState.FORGOTTEN
        assert row.disposition == result.disposition
        assert (row.session["audience"], row.session["location"]) == ("people", 1)
        assert (row.session["case"], row.session["code"]) == ("", "")
        assert read_code(ONE) not in (row.code, row.id), "nothing leads from it to the case"
        assert standing(fieldwork, ONE) is result
        (line,) = fieldwork.data.live.field.attempts()
        assert "T" not in line.at, "the moment would tell which interview it was"
        with pytest.raises(CaseRefused):
            begin(fieldwork, instruments["people"], ONE)


def test_r39_a_refusal_that_was_keyed_at_the_wrong_case_can_be_followed_by_the_right_line(
    fieldwork: Fieldwork, instruments: Study
) -> None:
    with fieldwork:
        sitting = begin(fieldwork, instruments["people"], ONE)
        sitting.conductor.answer(Answer(2))
        sitting.conductor.finish()
        sitting.journal.close()
        note = Attempt(
            fold_case(ONE), Standing.NOT_REACHED, "2026-12-01T10:00:00+01:00", note="TWO"
        )
        fieldwork.data.live.field.log(note)
        assert [one.result for one in fieldwork.data.live.field.attempts()] == [
            Standing.REFUSED,
            Standing.NOT_REACHED,
        ], "nothing in the log is changed"
        finished(fieldwork, instruments["people"], ONE, 1)
        assert standing(fieldwork, ONE) is Standing.COMPLETE


def test_a_withdrawal_closes_the_case_and_leaves_no_note_and_nothing_prefilled(
    tmp_path: Path, instruments: Study
) -> None:
    known = Case(ONE, "people", 1, prefilled={"bird": {"value": CANARY}})
    with fieldwork_with_cases(tmp_path, known) as fieldwork:
        book = fieldwork.data.live.field
        line = Attempt(known.key, Standing.APPOINTMENT, "2026-11-30T10:00:00+01:00", note=CANARY)
        book.log(line)
        finished(fieldwork, instruments["people"], ONE, 1)
        store, row = find_withdrawable(fieldwork.data, ONE)
        withdraw(store, row, SystemClock(), fieldwork.cases)
        assert standing(fieldwork, ONE) is Standing.WITHDRAWN
        assert fieldwork.data.was_withdrawn(read_code(ONE)), "the tombstone knows the code"
        with pytest.raises(CaseRefused):
            begin(fieldwork, instruments["people"], ONE)
    for path in (tmp_path / "data").rglob("*"):
        if path.is_file():
            assert CANARY.encode() not in path.read_bytes(), path


def test_rehearsals_leave_what_counts_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "study"
    instruments = study(folder)
    text = (folder / "study.toml").read_text(encoding="utf-8")
    (folder / "study.toml").write_text(text.replace("live = true", "live = false"))
    from hybridequiz.questionnaire.load import load

    rehearsed = load(folder / "people.toml")
    with fieldwork_with_cases(tmp_path) as fieldwork:
        finished(fieldwork, rehearsed, ONE, 1)
        assert standing(fieldwork, ONE) is Standing.OPEN
        story = fieldwork.cases.story(fieldwork.cases.named(ONE), rehearsal=True)
        assert story.standing is Standing.COMPLETE
        finished(fieldwork, instruments["people"], ONE, 1)
        assert standing(fieldwork, ONE) is Standing.COMPLETE


# R36, R37: two audiences, organisations


def test_r36_one_person_in_two_audiences_is_two_codes_and_nothing_links_them(
    fieldwork: Fieldwork, instruments: Study
) -> None:
    with fieldwork:
        finished(fieldwork, instruments["people"], TWO, 1)
        finished(fieldwork, instruments["firms"], THREE, 1)
        rows = list(fieldwork.data.live.responses())
        documents = [fieldwork.data.live.document(row.id) or "" for row in rows]
    assert THREE not in documents[0]
    assert TWO not in documents[1]


def test_r37_the_organisation_is_counted_and_stands_in_no_answer(
    tmp_path: Path, instruments: Study
) -> None:
    organisation = "ORG-7731"
    cases = [Case(code, "people", 1, organisation=organisation) for code in (ONE, TWO)]
    with fieldwork_with_cases(tmp_path, *cases) as fieldwork:
        finished(fieldwork, instruments["people"], ONE, 1)
        finished(fieldwork, instruments["people"], TWO, 1)
        (counted,) = progress_of_cases(fieldwork.cases.stories(rehearsal=False))
        assert (counted.organisations, counted.usable_organisations) == (1, 1)
        assert counted.counts[Standing.COMPLETE] == 2
        for row in fieldwork.data.live.responses():
            events = fieldwork.data.live.events(row.id)
            kept = f"{row.session} {[one.to_json() for one in events]}"
            assert organisation not in kept
            assert organisation not in (fieldwork.data.live.document(row.id) or "")


# Where a case stands


RESULTS = [
    Standing.NOT_REACHED,
    Standing.APPOINTMENT,
    Standing.REFUSED,
    Standing.OTHER,
    Standing.NOT_ELIGIBLE,
]


@given(st.lists(st.sampled_from(RESULTS)))
def test_without_an_interview_the_last_attempt_says_where_a_case_stands(
    results: list[Standing],
) -> None:
    log = [Attempt("A", one, f"2026-12-01T10:{at:02}") for at, one in enumerate(results)]
    assert standing_of([], log) is (results[-1] if results else Standing.OPEN)


@given(
    st.lists(
        st.tuples(st.integers(1, 3), st.sampled_from(["a", "b"]), st.sampled_from(list(Standing)))
    )
)
def test_every_case_is_counted_once(drawn: list[tuple[int, str, Standing]]) -> None:
    numbers = itertools.count()
    stories = [
        Story(Case(f"C{next(numbers)}", audience, place), stands, (), ())
        for place, audience, stands in drawn
    ]
    counted = progress_of_cases(stories)
    assert sum(one.invited or 0 for one in counted) == len(drawn)
    assert all(sum(one.counts.values()) == one.invited for one in counted)


def test_every_standing_but_the_first_three_is_a_disposition() -> None:
    named = {one.disposition for one in Standing} - {None}
    assert named == set(Disposition) - {Disposition.TEST}


# Prefilled


def test_what_is_prefilled_is_no_answer_before_it_is_confirmed(
    tmp_path: Path, instruments: Study
) -> None:
    known = Case(
        ONE,
        "people",
        1,
        prefilled={
            "age": {"value": 41},
            "trades": {"value": [1, 2]},
            "bird": {"value": CANARY},
            "gone": {"value": 1},
            "consent": {"value": 9},
        },
    )
    with fieldwork_with_cases(tmp_path, known) as fieldwork:
        sitting = begin(fieldwork, instruments["people"], ONE)
        interview = sitting.interview
        assert set(interview.prefilled) == {"age", "trades", "bird"}, "what does not fit is asked"
        assert not interview.given
        sitting.conductor.answer(Answer(1))
        sitting.conductor.answer(Answer(41))
        sitting.conductor.answer(Answer(frozenset({1})))
        answered = [one for one in sitting.journal.events() if one.kind is EventKind.ANSWERED]
        assert [one.body.get("prefilled") for one in answered] == [None, "confirmed", "changed"]
        sitting.conductor.end("stop")
        sitting.conductor.finish()
        sitting.journal.close()
        (row,) = fieldwork.data.live.responses()
        assert CANARY not in (fieldwork.data.live.document(row.id) or "")
        assert CANARY not in str(fieldwork.data.live.events(row.id))


def test_what_is_prefilled_comes_back_after_a_resume_until_it_was_settled(
    tmp_path: Path, instruments: Study
) -> None:
    prefilled: dict[str, Json] = {"age": {"value": 41}, "bird": {"value": CANARY}}
    known = Case(ONE, "people", 1, prefilled=prefilled)
    with fieldwork_with_cases(tmp_path, known) as fieldwork:
        sitting = begin(fieldwork, instruments["people"], ONE)
        sitting.conductor.answer(Answer(1))
        sitting.conductor.answer(Answer(40))
        sitting.journal.close()
        again = fieldwork.resume(fieldwork.look_up(ONE), by="interview")
        assert set(again.interview.prefilled) == {"bird"}
        again.journal.close()


# The store


def test_a_store_of_the_second_version_is_brought_up_and_takes_cases(
    tmp_path: Path, instruments: Study
) -> None:
    with Fieldwork(DataFolder(tmp_path / "data")) as fieldwork:
        setup = Setup("interview", "extended", "en", location=1)
        sitting = fieldwork.begin(instruments["people"], setup)
        sitting.journal.close()
    path = tmp_path / "data" / "live" / STORE_FILE
    with closing(sqlite3.connect(path)) as connection:
        for table in ("invited", "attempt", "setting"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("PRAGMA user_version = 2")
    with fieldwork_with_cases(tmp_path) as fieldwork:
        assert fieldwork.cases.is_loaded
        assert fieldwork.data.find(read_code(sitting.interview.session.code)) is not None
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)


def test_a_damaged_store_gives_back_its_cases_and_the_log(
    fieldwork: Fieldwork, instruments: Study, tmp_path: Path
) -> None:
    import json

    with fieldwork:
        setup = Setup("interview", "extended", "en", interviewer="K7", case=ONE)
        fieldwork.begin(instruments["people"], setup).journal.close()
        fieldwork.data.live.field.log(
            Attempt(fold_case(TWO), Standing.OTHER, "2026-12-01", note="x")
        )
    salvage(tmp_path / "data" / "live" / STORE_FILE, tmp_path / "saved.jsonl")
    lines = (tmp_path / "saved.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert {one["shown"] for one in rows if one["table"] == "invited"} == {ONE, TWO, THREE}
    assert [one["result"] for one in rows if one["table"] == "attempt"] == ["other"]
    assert [one["name"] for one in rows if one["table"] == "setting"] == ["interviewer"]


def test_an_interview_that_went_on_in_another_folder_closes_its_case_here(
    fieldwork: Fieldwork, instruments: Study, tmp_path: Path
) -> None:
    with fieldwork:
        sitting = begin(fieldwork, instruments["people"], ONE)
        sitting.conductor.answer(Answer(1))
        sitting.move_to(tmp_path / "stick")
        for answer in ANSWERS:
            sitting.conductor.answer(Answer(answer))
        sitting.conductor.finish()
        sitting.journal.close()
        assert standing(fieldwork, ONE) is Standing.COMPLETE


def test_the_interviewer_is_remembered_for_the_day_and_forgotten_with_a_withdrawal(
    fieldwork: Fieldwork, instruments: Study
) -> None:
    people = instruments["people"]
    with fieldwork:
        setup = Setup("interview", "extended", "en", interviewer="K7", case=ONE)
        fieldwork.begin(people, setup).journal.close()
        assert fieldwork.cases.interviewer_today(people, live=False) == "K7"
        alone = Setup("self", "extended", "en", interviewer="K8", case=TWO)
        fieldwork.begin(people, alone).journal.close()
        assert fieldwork.cases.interviewer_today(people, live=False) == "K7"
        store, row = find_withdrawable(fieldwork.data, ONE)
        withdraw(store, row, SystemClock(), fieldwork.cases)
        assert fieldwork.cases.interviewer_today(people, live=False) == ""


def test_an_interviewer_of_yesterday_is_not_remembered(fieldwork: Fieldwork) -> None:
    from datetime import date

    with fieldwork:
        book = fieldwork.data.live.field
        book.remember_interviewer("K7", date(2026, 11, 30))
        assert book.interviewer_on(date(2026, 11, 30)) == "K7"
        assert book.interviewer_on(date(2026, 12, 1)) == ""
