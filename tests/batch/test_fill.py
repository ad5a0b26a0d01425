"""Filling: what is put in comes out; what is wrong is told and leaves nothing behind."""

from __future__ import annotations

import io
import json
import sqlite3
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hybridequiz.batch.fill import Filler, Kept, Refused, fill, refused
from hybridequiz.batch.lines import LONGEST, read_lines
from hybridequiz.batch.respondent import FACTS
from hybridequiz.cli.locating import shipped_folder
from hybridequiz.interview.answers import Answer
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.load import load
from hybridequiz.questionnaire.questions import DecimalQuestion
from hybridequiz.store.data import DataFolder
from hybridequiz.store.errors import StorageError
from hybridequiz.store.fieldwork import Fieldwork
from hybridequiz.store.journal import Store
from hybridequiz.store.rows import ResponseState
from scenario import questionnaire
from walks import Line, as_json_line, walks

EVERY_TYPE = """
[[exit]]
when = "consent == 2"
disposition = "refused"
keep = "disposition"
text = "Goodbye."

[[section]]
id = "all"
title = "All"

[[section.question]]
id = "consent"
type = "single"
required = true
options = [{ code = 1, text = "Yes" }, { code = 2, text = "No" }]
text = "Do you take part?"

[[section.question]]
id = "hello"
type = "note"
text = "Thank you."

[[section.question]]
id = "colour"
type = "single"
missing = ["dont_know"]
options = [{ code = "red", text = "Red" }, { code = "else", text = "Else, namely", other = true }]
text = "Which colour?"

[[section.question]]
id = "barriers"
type = "multiple"
max_chosen = 2
options = [
  { code = 1, text = "Time" },
  { code = 2, text = "Money" },
  { code = 3, text = "Distance" },
  { code = 96, text = "None", exclusive = true },
  { code = 97, text = "Other", other = true },
]
text = "What stands in the way?"

[[section.question]]
id = "main"
type = "single"
options = [
  { code = 1, text = "Time" },
  { code = 2, text = "Money" },
  { code = 3, text = "Distance" },
  { code = 96, text = "None" },
  { code = 97, text = "Other", other = true },
]
chosen_in = "barriers"
derive = "only_choice"
show_if = "answered(barriers)"
text = "Which most?"

[[section.question]]
id = "years"
type = "integer"
min = 0
max = 40
show_if = 'colour == "red"'
text = "How many years?"

  [[section.question.check]]
  that = "this <= 10"
  level = "soft"
  text = "That is long."

  [[section.question.check]]
  that = "this != 13"
  text = "Thirteen cannot be."

[[section.question]]
id = "mark"
type = "scale"
min = 1
max = 10
low = "Bad"
high = "Good"
text = "Which mark?"

[[section.question]]
id = "distance"
type = "decimal"
min = 0
max = 99.5
decimals = 2
text = "How far?"

[[section.question]]
id = "since"
type = "date"
min = 2020-01-01
max = 2026-12-31
text = "Since when?"

[[section.question]]
id = "job"
type = "text"
max_length = 20
text = "Which job?"

[[section.question]]
id = "story"
type = "long_text"
form = "extended"
text = "What happened?"
"""


@pytest.fixture(scope="module")
def instrument(tmp_path_factory: pytest.TempPathFactory) -> Instrument:
    """A questionnaire with every type of question."""
    return questionnaire(EVERY_TYPE, tmp_path_factory.mktemp("every"))


@pytest.fixture
def fieldwork(tmp_path: Path) -> Iterator[Fieldwork]:
    with Fieldwork(DataFolder(tmp_path / "data")) as opened:
        yield opened


def filled(
    fieldwork: Fieldwork, instrument: Instrument, *lines: Mapping[str, Any] | bytes
) -> list[Kept | Refused]:
    """Fill lines; bytes stand as they are."""
    written = [one if isinstance(one, bytes) else as_json_line(one).encode() for one in lines]
    return list(fill(fieldwork, instrument, read_lines(io.BytesIO(b"\n".join(written)))))


def told(instrument: Instrument, line: Mapping[str, Any] | bytes) -> dict[str, str]:
    """Give the faults of one line, the rule by key; nothing if it is good."""
    written = line if isinstance(line, bytes) else as_json_line(line).encode()
    (bad,) = refused(instrument, read_lines(io.BytesIO(written)))
    return {} if bad is None else {fault.key: fault.rule for fault in bad.faults}


def store_of(fieldwork: Fieldwork) -> Store:
    return next(fieldwork.data.existing())


class Failing:
    """A connection to a disk that is full when a statement comes."""

    def __init__(self, connection: sqlite3.Connection, statement: str) -> None:
        self._connection = connection
        self._statement = statement

    def execute(self, statement: str, *values: Any) -> sqlite3.Cursor:
        if statement.strip().startswith(self._statement):
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error
        return self._connection.execute(statement, *values)

    @property
    def in_transaction(self) -> bool:
        return self._connection.in_transaction


def documents(fieldwork: Fieldwork, name: str) -> list[dict[str, Any]]:
    return [
        json.loads(text) for store in fieldwork.data.existing() for _, text in store.documents(name)
    ]


def expected_answer(line: Line, name: str) -> dict[str, Any] | None:
    """Say what the document must hold for a question that the line names; None for others."""
    if name not in line:
        return None
    raw = line[name]
    if isinstance(raw, dict):
        return dict(raw)
    value = sorted(raw, key=str) if isinstance(raw, list) else raw
    record: dict[str, Any] = {"value": value}
    others = {
        key.partition(".")[2]: text for key, text in line.items() if key.startswith(f"{name}.")
    }
    return {**record, "other": others} if others else record


def same(instrument: Instrument, name: str, found: dict[str, Any], wanted: dict[str, Any]) -> bool:
    """Compare two answers; a decimal is a string in the document, and a list has no order."""
    if isinstance(instrument.question(name), DecimalQuestion) and "value" in wanted:
        return Decimal(found["value"]) == Decimal(str(wanted["value"]))
    if isinstance(found.get("value"), list):
        found = {**found, "value": sorted(found["value"], key=str)}
    return found == wanted


def assert_came_back(instrument: Instrument, line: Line, record: dict[str, Any]) -> None:
    """Assert that a document holds what the line said, and nothing that it did not say."""
    for name, found in record["answers"].items():
        wanted = expected_answer(line, name)
        if wanted is not None:
            assert same(instrument, name, found, wanted), name
        else:
            assert found.get("derived") or found["missing"] in (
                "left_empty",
                "off_route",
                "not_in_mode",
            )
    assert record["remarks"] == line.get("_remarks", {})
    assert {one["question"]: one["reason"] for one in record["confirmed"]} == line.get(
        "_confirm", {}
    )
    assert record["session"]["case"] == line["_case"]
    assert record["session"]["mode"] == line["_mode"]
    assert record["session"]["location"] == line["_location"]


def left(lines: list[Line]) -> list[Line]:
    """Leave out who did not take part: nothing of them is kept."""
    return [line for line in lines if line.get("consent") != 2]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_respondents_are_made_to_say_comes_back_from_the_store(
    data: st.DataObject, instrument: Instrument, tmp_path_factory: pytest.TempPathFactory
) -> None:
    lines = data.draw(st.lists(walks(instrument), min_size=1, max_size=6))
    with Fieldwork(DataFolder(tmp_path_factory.mktemp("data"))) as fieldwork:
        results = filled(fieldwork, instrument, *lines)
        assert [one for one in results if isinstance(one, Refused)] == []
        records = documents(fieldwork, "test")
    assert len(records) == len(left(lines))
    for line, record in zip(left(lines), records, strict=True):
        assert_came_back(instrument, line, record)


@pytest.mark.parametrize("name", ["participants", "schools", "employers"])
def test_every_shipped_questionnaire_can_be_walked_from_a_file(name: str) -> None:
    instrument = load(shipped_folder() / f"{name}.toml")

    @settings(
        max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(line=walks(instrument))
    def walked(line: Line) -> None:
        assert told(instrument, line) == {}

    walked()


def test_a_line_that_says_nothing_but_what_is_required_leaves_the_rest_empty(
    fieldwork: Fieldwork, instrument: Instrument
) -> None:
    (kept,) = filled(fieldwork, instrument, {"consent": 1})
    assert isinstance(kept, Kept)
    (record,) = documents(fieldwork, "test")
    assert record["answers"]["consent"] == {"value": 1}
    assert record["answers"]["colour"] == {"missing": "left_empty"}
    assert record["answers"]["years"] == {"missing": "off_route"}
    assert record["session"]["mode"] == "paper"


def test_of_who_refuses_only_the_disposition_is_kept(
    fieldwork: Fieldwork, instrument: Instrument
) -> None:
    (kept,) = filled(fieldwork, instrument, {"consent": 2, "_case": "CANARY"})
    assert isinstance(kept, Kept)
    assert kept.disposition == 20
    store = store_of(fieldwork)
    (row,) = store.responses()
    assert row.state is ResponseState.FORGOTTEN
    assert len(store.events(row.id)) == 1
    assert b"CANARY" not in store.path.read_bytes()


def test_what_follows_an_exit_must_be_absent(instrument: Instrument) -> None:
    assert told(instrument, {"consent": 2, "mark": 3}) == {"mark": "off_route"}


def test_a_value_that_is_filled_in_may_be_repeated_but_not_contradicted(
    instrument: Instrument,
) -> None:
    assert told(instrument, {"consent": 1, "barriers": [2], "main": 2}) == {}
    assert told(instrument, {"consent": 1, "barriers": [2], "main": 3}) == {"main": "derived"}


@pytest.mark.parametrize("given", ['"5"', "5", '{"missing": "refused"}'])
def test_what_is_worked_out_cannot_be_given(given: str, tmp_path: Path) -> None:
    text = """
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "a"
type = "integer"
min = 0
max = 9
text = "?"
[[section.question]]
id = "twice"
type = "computed"
gives = "integer"
value = "2 * a"
text = "?"
"""
    instrument = questionnaire(text, tmp_path)
    assert told(instrument, f'{{"a": 1, "twice": {given}}}'.encode()) == {"twice": "derived"}


def test_a_doubted_answer_needs_its_reason_and_keeps_it(
    fieldwork: Fieldwork, instrument: Instrument
) -> None:
    line = {"consent": 1, "colour": "red", "years": 30}
    assert told(instrument, line) == {"years": "unconfirmed"}
    filled(fieldwork, instrument, {**line, "_confirm": {"years": "it is right"}})
    (record,) = documents(fieldwork, "test")
    assert record["confirmed"] == [{"question": "years", "check": 1, "reason": "it is right"}]


BAD_ANSWERS = [
    ({}, {"consent": "required"}),
    ({"consent": {"missing": "dont_know"}}, {"consent": "reason_not_offered"}),
    ({"consent": "1"}, {"consent": "not_offered"}),
    ({"consent": True}, {"consent": "wrong-type"}),
    ({"consent": None}, {"consent": "wrong-type"}),
    ({"consent": [1]}, {"consent": "wrong-type"}),
    ({"consent": 1.0}, {"consent": "wrong-type"}),
    ({"consent": {"missing": "forgot"}}, {"consent": "unknown-reason"}),
    ({"consent": {"missing": "off_route"}}, {"consent": "unknown-reason"}),
    ({"consent": {"missing": "dont_know", "x": 1}}, {"consent": "unknown-reason"}),
    ({"consent": {}}, {"consent": "unknown-reason"}),
    ({"consent": 1, "colour": "blue"}, {"colour": "not_offered"}),
    ({"consent": 1, "colour": "else"}, {"colour": "other_needed"}),
    ({"consent": 1, "colour": "red", "colour.else": "x"}, {"colour.else": "not-chosen"}),
    ({"consent": 1, "colour.else": "x"}, {"colour.…": "not-chosen"}),
    ({"consent": 1, "colour": "else", "colour.else": 3}, {"colour.else": "wrong-type"}),
    ({"consent": 1, "colour": "else", "colour.else": "x" * 101}, {"colour": "too_long"}),
    ({"consent": 1, "colour.blue": "x"}, {"colour.blue": "unknown-key"}),
    ({"consent": 1, "barriers": 1}, {"barriers": "wrong-type"}),
    ({"consent": 1, "barriers": [1, 1]}, {"barriers": "twice"}),
    ({"consent": 1, "barriers": [1, 2, 3]}, {"barriers": "too_many"}),
    ({"consent": 1, "barriers": [1, 96]}, {"barriers": "exclusive"}),
    ({"consent": 1, "barriers": [[1]]}, {"barriers": "wrong-type"}),
    ({"consent": 1, "barriers": [1, 2], "main": 3}, {"main": "not_offered"}),
    ({"consent": 1, "years": 3}, {"years": "off_route"}),
    ({"consent": 1, "colour": "red", "years": 41}, {"years": "out_of_range"}),
    ({"consent": 1, "colour": "red", "years": int("9" * 40)}, {"years": "out_of_range"}),
    ({"consent": 1, "colour": "red", "years": -int("9" * 500)}, {"years": "out_of_range"}),
    ({"consent": 1, "distance": int("9" * 40)}, {"distance": "out_of_range"}),
    ({"consent": 1, "mark": int("9" * 40)}, {"mark": "out_of_range"}),
    ({"consent": int("9" * 40)}, {"consent": "not_offered"}),
    ({"consent": 1, "job": int("9" * 40)}, {"job": "wrong-type"}),
    ({"consent": 1, "barriers": [int("9" * 40)]}, {"barriers": "not_offered"}),
    ({"consent": 1, "_location": int("9" * 40)}, {"_location": "unknown-location"}),
    ({"consent": 1, "_case": int("9" * 40)}, {"_case": "wrong-type"}),
    ({"consent": 1, "_mode": int("9" * 40)}, {"_mode": "unknown-word"}),
    ({"consent": 1, "_remarks": {"mark": int("9" * 40)}}, {"_remarks.mark": "wrong-type"}),
    ({"consent": 1, "_confirm": int("9" * 40)}, {"_confirm": "wrong-type"}),
    ({"consent": 1, "nothing": int("9" * 40)}, {"nothing": "unknown-key"}),
    ({"consent": 1, "colour": "red", "years": 3.5}, {"years": "not_whole"}),
    ({"consent": 1, "colour": "red", "years": "3"}, {"years": "wrong-type"}),
    ({"consent": 1, "colour": "red", "years": 13}, {"years": "check"}),
    ({"consent": 1, "mark": 0}, {"mark": "out_of_range"}),
    ({"consent": 1, "distance": 1.234}, {"distance": "too_many_decimals"}),
    ({"consent": 1, "distance": "1.2"}, {"distance": "wrong-type"}),
    ({"consent": 1, "since": "2026-02-30"}, {"since": "no_such_day"}),
    ({"consent": 1, "since": "soon"}, {"since": "not_a_day"}),
    ({"consent": 1, "since": 20260101}, {"since": "wrong-type"}),
    ({"consent": 1, "since": "2019-01-01"}, {"since": "day_out_of_range"}),
    ({"consent": 1, "job": "x" * 21}, {"job": "too_long"}),
    ({"consent": 1, "job": 7}, {"job": "wrong-type"}),
    ({"consent": 1, "story": "x", "_form": "short"}, {"story": "off_route"}),
    ({"consent": 1, "job": "a\0b"}, {"job": "bad-character"}),
    ({"consent": 1, "job": "a\x1b[2Jb"}, {"job": "bad-character"}),
    ({"consent": 1, "job": "a\u202eb"}, {"job": "bad-character"}),
    ({"consent": 1, "story": "a\ufeffb"}, {"story": "bad-character"}),
    ({"consent": 1, "since": "2026-01-01\0"}, {"since": "bad-character"}),
    ({"consent": 1, "colour": "else", "colour.else": "\x07x"}, {"colour.else": "bad-character"}),
    ({"consent": 1, "_remarks": {"mark": "\x07x"}}, {"_remarks.mark": "bad-character"}),
    ({"consent": 1, "_case": "A\x07"}, {"_case": "bad-character"}),
    ({"consent": 1, "hello": "x"}, {"hello": "unknown-key"}),
    ({"consent": 1, "nothing": 1}, {"nothing": "unknown-key"}),
    ({"consent": 1, "_mod": "paper"}, {"_mod": "unknown-key"}),
    ({"consent": 1, "_mode": "phone"}, {"_mode": "unknown-word"}),
    ({"consent": 1, "_form": ["short"]}, {"_form": "unknown-word"}),
    ({"consent": 1, "_language": "de"}, {"_language": "unknown-word"}),
    ({"consent": 1, "_location": 1}, {"_location": "unknown-location"}),
    ({"consent": 1, "_case": 17}, {"_case": "wrong-type"}),
    ({"consent": 1, "_confirm": {"mark": "x"}}, {"_confirm.mark": "nothing-to-confirm"}),
    ({"consent": 1, "_confirm": "x"}, {"_confirm": "wrong-type"}),
    ({"consent": 1, "_remarks": {"years": "x"}}, {"_remarks.years": "off_route"}),
    ({"consent": 1, "_remarks": {"mark": 3}}, {"_remarks.mark": "wrong-type"}),
    ({"consent": 1, "_remarks": {"nothing": "x"}}, {"_remarks": "unknown-key"}),
]


@pytest.mark.parametrize(("line", "faults"), BAD_ANSWERS, ids=lambda one: str(one)[:60])
def test_a_bad_answer_is_told_by_its_question_and_rule(
    line: Line, faults: dict[str, str], instrument: Instrument
) -> None:
    assert told(instrument, line) == faults


BAD_LINES = [
    (b"nonsense", "not-json"),
    (b"[1]", "not-an-object"),
    (b'{"consent": 1} {"consent": 1}', "not-json"),
    (b'{"consent": NaN}', "not-json"),
    (b'{"consent": -Infinity}', "not-json"),
    (b'{"consent": 1, "consent": 2}', "twice"),
    (b'{"colour": {"missing": "x", "missing": "y"}}', "twice"),
    (b'{"years": ' + b"9" * 5000 + b"}", "too-large"),
    (b'{"distance": 1e999999999}', "too-large"),
    (b'{"distance": 0.' + b"1" * 500 + b"}", "too-large"),
    (b'{"job": "\\ud800"}', "half-character"),
    (b'{"job": "\xff"}', "not-utf8"),
    (b"\xff\xfe{\x00}\x00", "not-utf8"),
    (b'{"job": ' + b"[" * 20_000 + b"]" * 20_000 + b"}", "too-deep"),
    (b'{"job": "' + b"x" * LONGEST + b'"}', "too-long"),
    (b"{" * (2 * LONGEST), "too-long"),
    (b'{"job": "a\x00b"}', "not-json"),
]


@pytest.mark.parametrize(("line", "rule"), BAD_LINES, ids=[rule for _, rule in BAD_LINES])
def test_a_line_that_is_no_line_is_told_and_the_next_one_is_read(
    line: bytes, rule: str, fieldwork: Fieldwork, instrument: Instrument
) -> None:
    bad, good = filled(fieldwork, instrument, line, {"consent": 1})
    assert isinstance(bad, Refused)
    assert [fault.rule for fault in bad.faults] == [rule]
    assert isinstance(good, Kept)
    assert good.line == 2


def test_all_unknown_keys_of_a_line_are_told_with_what_they_resemble(
    instrument: Instrument,
) -> None:
    (bad,) = refused(instrument, read_lines(io.BytesIO(b'{"consnt": 1, "colr": "red"}')))
    assert bad is not None
    assert [fault.hint for fault in bad.faults] == [
        'did you mean "consent"?',
        'did you mean "colour"?',
    ]


def test_nothing_of_a_bad_line_is_kept(fieldwork: Fieldwork, instrument: Instrument) -> None:
    results = filled(
        fieldwork,
        instrument,
        {"consent": 1, "job": "GOOD"},
        {"consent": 1, "job": "CANARY", "mark": 99},
    )
    assert [type(one) for one in results] == [Kept, Refused]
    store = store_of(fieldwork)
    assert len(list(store.responses())) == 1
    everything = b"".join(
        path.read_bytes() for path in store.path.parent.rglob("*") if path.is_file()
    )
    assert b"GOOD" in everything
    assert b"CANARY" not in everything


def test_empty_lines_windows_line_ends_and_a_byte_order_mark_do_no_harm(
    fieldwork: Fieldwork, instrument: Instrument
) -> None:
    results = filled(
        fieldwork, instrument, b'\xef\xbb\xbf{"consent": 1}\r', b"", b'  {"consent": 1}\r'
    )
    assert [type(one) for one in results] == [Kept, Kept]
    assert [one.line for one in results] == [1, 3]


@settings(max_examples=150, deadline=None)
@given(
    line=st.binary(max_size=60) | st.text(max_size=60).map(lambda text: json.dumps(text).encode())
)
def test_no_bytes_make_the_reader_fail(line: bytes, instrument: Instrument) -> None:
    list(refused(instrument, read_lines(io.BytesIO(line))))


ANSWERED = ["consent", "colour", "barriers", "years", "mark", "distance", "since", "job", "story"]


@settings(max_examples=150, deadline=None)
@given(
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=2)
        ),
        max_leaves=5,
    ),
    key=st.sampled_from(
        ["consent", "colour", "barriers", "years", "mark", "distance", "since", "job", *FACTS]
    ),
)
def test_no_json_value_makes_a_question_fail(
    value: object, key: str, instrument: Instrument
) -> None:
    told(instrument, json.dumps({"consent": 1, "colour": "red", key: value}).encode())


def test_the_time_a_line_takes_is_not_made_out_to_be_an_interview(
    fieldwork: Fieldwork, instrument: Instrument
) -> None:
    filled(fieldwork, instrument, {"consent": 1})
    (record,) = documents(fieldwork, "test")
    assert {event["elapsed"] for event in record["events"]} == {0}


def test_an_answer_is_written_as_the_other_clients_write_it(
    fieldwork: Fieldwork, instrument: Instrument
) -> None:
    filled(fieldwork, instrument, {"consent": 1, "distance": 12.50, "since": "2026-01-31"})
    (record,) = documents(fieldwork, "test")
    assert record["answers"]["distance"] == Answer(Decimal("12.5")).to_json()
    assert record["answers"]["since"] == {"value": "2026-01-31"}


def test_namely_is_left_empty_where_that_is_said(
    fieldwork: Fieldwork, instrument: Instrument
) -> None:
    filled(fieldwork, instrument, {"consent": 1, "colour": "else", "colour.else": ""})
    (record,) = documents(fieldwork, "test")
    assert record["answers"]["colour"] == {"value": "else", "other": {"else": ""}}
    [bad] = refused(instrument, read_lines(io.BytesIO(b'{"consent": 1, "colour": "else"}')))
    assert bad is not None
    assert bad.faults[0].hint == 'was nothing written there?  "colour.CODE": "" says so'


def test_a_character_that_no_answer_holds_is_named(instrument: Instrument) -> None:
    lines = [{"consent": 1, "job": "a\u202eb"}, {"consent": 1, "job": "a\0b"}]
    written = "\n".join(json.dumps(one) for one in lines).encode()
    told = [
        bad and bad.faults[0].message
        for bad in refused(instrument, read_lines(io.BytesIO(written)))
    ]
    assert told == [
        "U+202E RIGHT-TO-LEFT OVERRIDE cannot stand in an answer",
        "U+0000 cannot stand in an answer",
    ]


def test_half_a_character_is_told_with_its_question(instrument: Instrument) -> None:
    assert told(instrument, b'{"consent": 1, "job": "\\ud800"}') == {"job": "half-character"}


def test_newlines_and_tabs_stay(fieldwork: Fieldwork, instrument: Instrument) -> None:
    filled(fieldwork, instrument, {"consent": 1, "story": "one\r\n\ttwo"})
    (record,) = documents(fieldwork, "test")
    assert record["answers"]["story"] == {"value": "one\n\ttwo"}


def test_minus_nothing_is_nothing(fieldwork: Fieldwork, instrument: Instrument) -> None:
    filled(fieldwork, instrument, b'{"consent": 1, "distance": -0.0}')
    (record,) = documents(fieldwork, "test")
    assert not record["answers"]["distance"]["value"].startswith("-")


ANSWERED_LINE = {"consent": 1, "colour": "red", "years": 3, "job": "CANARY"}


@pytest.mark.parametrize("statement", ["INSERT INTO response", "UPDATE response", "COMMIT"])
@pytest.mark.parametrize("consent", [1, 2])
def test_a_line_that_cannot_be_kept_leaves_nothing_open(
    statement: str,
    consent: int,
    fieldwork: Fieldwork,
    instrument: Instrument,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    filled(fieldwork, instrument, ANSWERED_LINE)
    store = store_of(fieldwork)
    failing = Failing(store._connection, statement)
    monkeypatch.setattr(store, "_connection", failing)
    monkeypatch.setattr(store._writer, "_connection", failing)
    with pytest.raises(StorageError):
        filled(fieldwork, instrument, {"consent": consent})
    monkeypatch.undo()
    assert [row.state for row in store.responses()] == [ResponseState.FINISHED]
    assert store.verify() == []


def test_lines_are_kept_together_or_not_at_all(
    fieldwork: Fieldwork, instrument: Instrument
) -> None:
    filler = Filler(fieldwork, instrument)
    lines = list(read_lines(io.BytesIO(b'{"consent": 1}\n{"consent": 2}\n')))

    def interrupted() -> None:
        with filler.together():
            filler.take(lines[0])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    store = store_of(fieldwork)
    assert list(store.responses()) == []
    with filler.together():
        assert [type(filler.take(line)) for line in lines] == [Kept, Kept]
    assert [row.state for row in store.responses()] == [
        ResponseState.FINISHED,
        ResponseState.FORGOTTEN,
    ]
    assert not store.answers_folder.exists()
    filler.file_answers()
    assert len(list(store.answers_folder.iterdir())) == 1


def test_the_events_of_a_line_are_numbered_and_begin_with_its_start(
    fieldwork: Fieldwork, instrument: Instrument
) -> None:
    filled(fieldwork, instrument, ANSWERED_LINE)
    store = store_of(fieldwork)
    (row,) = store.responses()
    events = store.events(row.id)
    assert (events[0].kind, events[-1].kind) == ("started", "finished")
    (record,) = documents(fieldwork, "test")
    assert record["events"] == [event.to_json() for event in events]
