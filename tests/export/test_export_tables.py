"""Records as rows and as CSV: nothing is lost, and every state is told apart."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from export.answer_sets import ANSWERS, as_text
from export.export_kit import (
    EVERY_TYPE,
    LEFT_EMPTY,
    answers_of,
    canonical,
    cells_of,
    document,
    instrument,
    rows,
    rows_by_duckdb,
)
from hybridequiz.export.coded import Coded
from hybridequiz.export.columns import ColumnPlan
from hybridequiz.export.errors import UnreadableRecord
from hybridequiz.export.export import export
from hybridequiz.export.formats import ExportRequest
from hybridequiz.export.plan import column_plan
from hybridequiz.export.record import Record
from hybridequiz.interview.record import response_record
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.states import EXPORT_CODES, Missing
from scenario import Scenario

LIVE = ExportRequest("people", rehearsal=False)


def cells(one: Instrument, record: str, *more: Instrument) -> dict[str, Coded | Missing]:
    plan = column_plan({each.hash: each for each in (one, *more)})
    return cells_of(record, plan)


def names(plan: ColumnPlan) -> list[str]:
    return [column.name for column in plan.columns]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ANSWERS, max_size=4))
def test_any_answers_are_read_back_the_same_by_two_readers(
    given_answers: list[dict[str, Any]],
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one = instrument(folder)
        documents = [document(one, answers) for answers in given_answers]
        export(documents, {one.hash: one}, folder / "out", LIVE)
        plan = column_plan({one.hash: one})
        expected = [as_text(answers) for answers in given_answers]
        for read in (rows, rows_by_duckdb):
            found = [answers_of(row, plan) for row in read(folder / "out" / "people.csv")]
            assert [as_text(answers) for answers in found] == expected


@settings(max_examples=50, deadline=None)
@given(st.lists(ANSWERS, max_size=4))
def test_the_archive_has_the_records_as_they_were_stored(
    given_answers: list[dict[str, Any]],
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one = instrument(folder)
        documents = [document(one, answers) for answers in given_answers]
        request = ExportRequest("people", rehearsal=False, format="jsonl")
        (path,) = export(documents, {}, folder / "out", request)
        assert path.read_bytes() == "".join(f"{each}\n" for each in documents).encode()
        lines = path.read_bytes().splitlines()
        assert [json.loads(line)["answers"] for line in lines] == given_answers


def test_a_walk_through_the_questionnaire_is_exported_as_it_went(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    walk = Scenario.of(one, mode="self", form="short").read(next="job")
    walk.answer(97, other={97: "=1+1"}, next="share")
    walk.answer("12,50", next="mark").answer(Missing.LEFT_EMPTY, next="born")
    walk.answer("3-2-1990", next="place").answer("Gouda")
    disposition = walk.finish()
    record = canonical(response_record(walk.interview, walk.journal.events, disposition))
    found = cells(one, record)
    answered = {
        name: found[name] for name in list(found)[names(column_plan({"": one})).index("job") :]
    }
    assert {name: str(cell) for name, cell in answered.items()} == {
        "job": "97",
        "job__97__txt": "=1+1",
        "why__money": "off_route",
        "why__fun": "off_route",
        "why__other": "off_route",
        "why__other__txt": "None",
        "years": "not_in_mode",
        "share": "12.50",
        "mark": "left_empty",
        "born": "1990-02-03",
        "place": "Gouda",
        "place__miss": "None",
        "tell": "None",
        "tell__miss": "not_in_mode",
    }
    assert found["status"] == "finished"
    assert found["disposition"] == 10
    assert found["rehearsal"] == 1


def test_the_columns_on_the_session_are_read_from_the_record(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    answers = {"job": {"missing": "dont_know"}, "why": {"missing": "off_route"}}
    found = cells(one, document(one, answers, location=None, case="C1"))
    assert found["response_id"] == "00000000-0000-4000-8000-000000000001"
    assert found["respondent_code"] == "ABCD-EFGH"
    assert found["case_code"] == "C1"
    assert found["session_location"] is Missing.LEFT_EMPTY
    assert found["started"] == "2026-02-03T10:00:00+01:00"
    assert found["finished"] == "2026-02-03T11:00:30+01:00"
    assert found["active_s"] == "90.506"
    assert (found["sittings"], found["n_remarks"], found["n_confirmed"]) == (2, 1, 1)
    assert found["n_missing"] == 7, (
        "don't know and six left empty; what was not asked is not missing"
    )


def test_not_in_this_version_not_in_this_mode_and_left_empty_are_three_things(
    tmp_path: Path,
) -> None:
    old = instrument(tmp_path, EVERY_TYPE.split('[[section.question]]\nid = "tell"')[0])
    new = instrument(tmp_path, version="1.1")
    documents = [
        document(old, {"years": {"missing": "not_in_mode"}}),
        document(new, {}),
    ]
    export(documents, {old.hash: old, new.hash: new}, tmp_path / "out", LIVE)
    first, second = rows(tmp_path / "out" / "people.csv")
    assert (first["tell"], first["tell__miss"], first["years"]) == ("", "-93", "-92")
    assert (second["tell"], second["tell__miss"], second["years"]) == ("", "-95", "-95")


def test_a_missing_choice_says_why_in_every_flag_and_an_unknown_option_is_not_a_zero(
    tmp_path: Path,
) -> None:
    less = EVERY_TYPE.replace(
        '  { code = "fun", nl = "Plezier, | of zo", en = "Fun, | or so" },\n', ""
    )
    old, new = instrument(tmp_path, less), instrument(tmp_path, version="1.1")
    refused = cells(new, document(new, {"why": {"missing": "refused"}}))
    assert refused["why__money"] is refused["why__fun"] is Missing.REFUSED
    chosen = cells(old, document(old, {"why": {"value": ["money"]}}), new)
    assert (chosen["why__money"], chosen["why__other"]) == (1, 0)
    assert chosen["why__fun"] is Missing.NOT_IN_VERSION


def test_labels_stand_in_the_place_of_codes_in_the_language_that_is_asked_for(
    tmp_path: Path,
) -> None:
    one = instrument(tmp_path)
    answers = {
        "job": {"value": 2},
        "why": {"value": ["fun"]},
        "mark": {"missing": "refused"},
        "years": {"value": 3},
    }
    request = ExportRequest("people", rehearsal=False, values="labels", language="en")
    export([document(one, answers)], {one.hash: one}, tmp_path / "out", request)
    (row,) = rows(tmp_path / "out" / "people-labels.csv")
    assert row["job"] == "No, {never}"
    assert (row["why__fun"], row["why__money"]) == ("Yes", "No")
    assert (row["mark"], row["years"]) == ("Prefer not to say", "3")
    assert (row["place"], row["place__miss"]) == ("", "Left empty")
    assert row["session_mode"] == "Interview"
    assert not (tmp_path / "out" / "people.csv").exists()


def test_texts_that_a_spreadsheet_takes_for_a_formula_stay_as_they_were_typed(
    tmp_path: Path,
) -> None:
    one = instrument(tmp_path)
    typed = ["=1+1", "+31 6", "-99", "@naam", "\tx", '"', "a,b\nc"]
    documents = [document(one, {"place": {"value": text}}) for text in typed]
    export(documents, {one.hash: one}, tmp_path / "out", LIVE)
    found = rows(tmp_path / "out" / "people.csv")
    assert [row["place"] for row in found] == typed
    assert {row["place__miss"] for row in found} == {""}


def test_a_zero_byte_and_half_a_character_become_the_replacement_character(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    record = document(one, {"place": {"value": "a\0b\ud83dc 🙂"}})
    export([record], {one.hash: one}, tmp_path / "out", LIVE)
    (row,) = rows(tmp_path / "out" / "people.csv")
    assert row["place"] == "a\ufffdb\ufffdc 🙂"
    request = ExportRequest("people", rehearsal=False, format="jsonl")
    (path,) = export([record], {}, tmp_path / "out", request)
    assert (
        json.loads(path.read_text(encoding="utf-8"))["answers"]["place"]["value"]
        == "a\ufffdb\ufffdc 🙂"
    )


def _without_answer(record: dict[str, Any]) -> None:
    del record["answers"]["job"]


def _foreign_code(record: dict[str, Any]) -> None:
    record["answers"]["job"] = {"value": 5}


def _letters(record: dict[str, Any]) -> None:
    record["answers"]["why"] = {"value": "fun"}


def _wrong_type(record: dict[str, Any]) -> None:
    record["answers"]["years"] = {"value": "three"}


def _unknown_state(record: dict[str, Any]) -> None:
    record["answers"]["years"] = {"missing": "forgot"}


def _unknown_version(record: dict[str, Any]) -> None:
    record["session"]["hash"] = "0" * 64


def _later_format(record: dict[str, Any]) -> None:
    record["format"] = 2


def _no_session(record: dict[str, Any]) -> None:
    record["session"] = None


def _other_questionnaire(record: dict[str, Any]) -> None:
    record["session"]["questionnaire"] = "schools"


def _rehearsal(record: dict[str, Any]) -> None:
    record["session"]["rehearsal"] = True


@pytest.mark.parametrize(
    "damage",
    [
        _without_answer,
        _foreign_code,
        _letters,
        _wrong_type,
        _unknown_state,
        _unknown_version,
        _later_format,
        _no_session,
        _other_questionnaire,
        _rehearsal,
    ],
)
def test_a_record_that_does_not_fit_is_told_and_nothing_is_exported(
    tmp_path: Path, damage: Callable[[dict[str, Any]], None]
) -> None:
    one = instrument(tmp_path)
    record = json.loads(document(one, {}))
    damage(record)
    documents = [document(one, {}), canonical(record)]
    with pytest.raises(UnreadableRecord):
        export(documents, {one.hash: one}, tmp_path / "out", LIVE)
    assert not (tmp_path / "out").exists()


def test_what_is_no_json_is_told() -> None:
    with pytest.raises(UnreadableRecord):
        Record.read("{")


def test_an_open_response_has_no_disposition_yet(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    record = json.loads(document(one, {"job": LEFT_EMPTY}))
    record["disposition"] = None
    record["events"] = record["events"][:1]
    found = cells(one, canonical(record))
    assert (found["status"], found["finished"]) == ("open", None)
    assert found["disposition"] is Missing.NOT_REACHED
    assert found["active_s"] == "0.000"


def test_every_state_has_a_code_of_its_own_in_the_reserved_range() -> None:
    assert set(EXPORT_CODES) == set(Missing)
    assert len(set(EXPORT_CODES.values())) == len(Missing)
