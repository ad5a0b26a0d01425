"""Rows of rosters in lines: each in the shape that the file says, and told where it is wrong."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hybridequiz.batch.faults import BadLine
from hybridequiz.batch.fill import Kept, fill, refused
from hybridequiz.batch.lines import parse_line, read_lines
from hybridequiz.batch.respondent import read_respondent
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.store.data import DataFolder
from hybridequiz.store.fieldwork import Fieldwork
from interview.test_rosters import CHOSEN, COUNTED
from scenario import questionnaire
from walks import as_json_line, walks


@pytest.fixture
def counted(tmp_path: Path) -> Instrument:
    return questionnaire(COUNTED, tmp_path)


@pytest.fixture
def chosen(tmp_path: Path) -> Instrument:
    return questionnaire(CHOSEN, tmp_path)


def faults(instrument: Instrument, line: dict[str, Any]) -> list[tuple[str, str]]:
    """Give what is wrong with a line: the key and the rule."""
    stream = io.BytesIO(json.dumps(line).encode())
    (told,) = refused(instrument, read_lines(stream))
    return [(fault.key, fault.rule) for fault in told.faults] if told else []


def test_rows_that_are_counted_are_a_list(counted: Instrument) -> None:
    rows = [{"name": "An", "age": 30, "licence": 1}, {"name": "Bo"}]
    assert faults(counted, {"people": 2, "trainers": rows}) == []


def test_rows_of_options_are_named_by_the_code(chosen: Instrument) -> None:
    line = {"tools": [1, 97], "tools.97": "schaaf", "uses": {"1": {"often": 3}, "97": {}}}
    assert faults(chosen, line) == []


def test_what_stands_in_a_row_is_told_with_its_row(counted: Instrument) -> None:
    rows = [{"name": "An", "age": 300}, {"nam": "Bo"}, 7]
    assert faults(counted, {"people": 3, "trainers": rows}) == [
        ("trainers[2].nam", "unknown-key"),
        ("trainers[3]", "wrong-type"),
    ]
    assert faults(counted, {"people": 1, "trainers": rows[:1]}) == [
        ("trainers[1].age", "out_of_range")
    ]


def test_more_rows_than_were_counted_are_off_the_route(counted: Instrument) -> None:
    rows = [{"name": "An"}, {"name": "Bo"}]
    assert faults(counted, {"people": 1, "trainers": rows}) == [("trainers[2].name", "off_route")]


def test_more_rows_than_there_can_be_are_told(counted: Instrument) -> None:
    assert faults(counted, {"people": 5, "trainers": [{}] * 6}) == [("trainers[6]", "unknown-key")]


@pytest.mark.parametrize("rows", [{"1": {"often": 3}}, "1", None, 5])
def test_a_list_of_rows_is_wanted_where_they_are_counted(counted: Instrument, rows: object) -> None:
    assert faults(counted, {"people": 1, "trainers": rows}) == [("trainers", "wrong-type")]


def test_an_option_without_a_row_is_told(chosen: Instrument) -> None:
    line = {"tools": [1], "uses": {"96": {"often": 3}, "1": {}}}
    assert faults(chosen, line) == [("uses.96", "unknown-key")]


def test_a_question_of_a_row_is_no_key_of_the_line(counted: Instrument) -> None:
    assert faults(counted, {"people": 1, "age": 3}) == [("age", "unknown-key")]


def test_remarks_and_confirmations_name_the_row(counted: Instrument) -> None:
    for name in ("trainers[1].age", "age[1]"):
        line = {"people": 1, "trainers": [{"age": 3}], "_remarks": {name: "geschat"}}
        assert faults(counted, line) == []
    line = {"people": 1, "trainers": [{"age": 3}], "_remarks": {"trainers[2].age": "geschat"}}
    assert faults(counted, line) == [("_remarks.trainers[2].age", "off_route")]


def test_what_is_wrong_in_a_row_of_an_option_is_told_by_the_option(chosen: Instrument) -> None:
    line = {
        "tools": [1, 97],
        "tools.97": "schaaf",
        "uses": {"1": {"often": 3}, "97": {"often": 700}},
    }
    assert faults(chosen, line) == [("uses.97.often", "out_of_range")]
    line = {**line, "uses": {"97": {"often": "x", "oftn": 3}}, "_confirm": {"uses.97.often": "ja"}}
    assert faults(chosen, line) == [
        ("uses.97.often", "wrong-type"),
        ("uses.97.oftn", "unknown-key"),
    ]


def test_the_reason_for_a_doubtful_answer_in_a_row_is_named_as_the_hint_says(
    tmp_path: Path,
) -> None:
    check = '[[section.question.check]]\nthat = "this <= 99"\nlevel = "soft"\ntext = "Zo oud?"\n'
    age = 'text = "Hoe oud is {name|deze opleider}?"\n'
    instrument = questionnaire(COUNTED.replace(age, age + check), tmp_path)
    line = {"people": 1, "trainers": [{"name": "An", "age": 101, "licence": 2}]}
    stream = io.BytesIO(json.dumps(line).encode())
    (told,) = refused(instrument, read_lines(stream))
    assert told is not None
    assert told.faults[0].key == "trainers[1].age"
    assert '"_confirm": {"trainers[1].age": "…"}' in told.faults[0].hint
    assert faults(instrument, {**line, "_confirm": {"trainers[1].age": "klopt"}}) == []


def test_a_remark_on_a_question_in_rows_without_its_row_is_told_what_a_line_calls_it(
    tmp_path: Path,
) -> None:
    instrument = questionnaire(COUNTED, tmp_path)
    row = {"name": "An", "age": 41, "licence": 2}
    line = {"people": 1, "trainers": [row], "_remarks": {"trainer[1].age": "geschat"}}
    (told,) = refused(instrument, read_lines(io.BytesIO(json.dumps(line).encode())))
    assert told is not None
    assert 'did you mean "trainers[1].age"?' in told.faults[0].hint
    line = {**line, "_remarks": {"age": "geschat"}}
    (told,) = refused(instrument, read_lines(io.BytesIO(json.dumps(line).encode())))
    assert told is not None
    assert "age[" not in told.faults[0].hint


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_what_a_walk_answers_is_what_a_line_keeps(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("walk")
    instrument = questionnaire(data.draw(st.sampled_from([COUNTED, CHOSEN])), folder)
    line = data.draw(walks(instrument))
    with DataFolder(folder / "data") as store:
        stream = io.BytesIO(as_json_line(line).encode())
        (kept,) = fill(Fieldwork(store), instrument, read_lines(stream))
        assert isinstance(kept, Kept), kept


def test_a_row_cannot_hold_facts_of_the_session(counted: Instrument) -> None:
    line = b'{"people": 1, "trainers": [{"_mode": "self"}]}'
    with pytest.raises(BadLine) as told:
        read_respondent(parse_line(line), counted, live=False)
    assert [fault.key for fault in told.value.faults] == ["trainers[1]._mode"]


def test_what_is_asked_once_a_row_and_stands_outside_it_is_told_with_its_roster(
    counted: Instrument, chosen: Instrument
) -> None:
    for instrument, line, key, hint in (
        (counted, {"people": 1, "age": 30}, "age", '"trainers": [{"age": …}, …]'),
        (chosen, {"tools": [1], "often": 3}, "often", '"uses": {"1": {"often": …}, …}'),
    ):
        (told,) = refused(instrument, read_lines(io.BytesIO(json.dumps(line).encode())))
        assert told is not None
        (fault,) = [one for one in told.faults if one.rule == "unknown-key"]
        assert fault.key == key
        assert fault.message == "this is asked once a row"
        assert hint in fault.hint
