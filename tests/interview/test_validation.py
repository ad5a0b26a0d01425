"""Every rule that an answer keeps before it is saved, type by type; and answers as JSON."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hybridequiz.interview.answers import (
    Answer,
    answer_from_json,
    value_from_json,
    value_to_json,
)
from hybridequiz.interview.complaints import ComplaintKind, InvalidAnswer
from hybridequiz.interview.events import Json
from hybridequiz.interview.validation import validate
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.states import WHOLE_NUMBERS, Missing, Value
from hybridequiz.store.answer_file import canonical
from scenario import Scenario, questionnaire

EVERY_TYPE = """
[options]
places = [
  { code = 1, nl = "Thuis" },
  { code = 2, nl = "Werk" },
  { code = 3, nl = "School" },
  { code = 96, nl = "Nergens", exclusive = true },
  { code = 97, nl = "Elders, namelijk…", other = true },
]
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "one"
type = "single"
options = "places"
missing = ["dont_know"]
text = "?"
[[section.question]]
id = "named"
type = "single"
options = [{ code = "yes", nl = "Ja" }, { code = "no", nl = "Nee" }]
text = "?"
[[section.question]]
id = "many"
type = "multiple"
options = "places"
min_chosen = 2
max_chosen = 3
required = true
text = "?"
[[section.question]]
id = "best"
type = "single"
options = "places"
chosen_in = "many"
show_if = "answered(many)"
text = "?"
[[section.question]]
id = "number"
type = "integer"
min = 1
max = 9
text = "?"
[[section.question]]
id = "mark"
type = "scale"
min = 0
max = 10
low = "slecht"
high = "goed"
text = "?"
[[section.question]]
id = "price"
type = "decimal"
min = 0
max = 99.5
decimals = 2
text = "?"
[[section.question]]
id = "line"
type = "text"
max_length = 5
text = "?"
[[section.question]]
id = "prose"
type = "long_text"
max_length = 8
text = "?"
[[section.question]]
id = "day"
type = "date"
min = 2020-01-01
max = 2026-12-31
text = "?"
"""


@pytest.fixture(scope="module")
def instrument(tmp_path_factory: pytest.TempPathFactory) -> Instrument:
    return questionnaire(EVERY_TYPE, tmp_path_factory.mktemp("every_type"))


OTHER = ((97, "tuin"),)
DONT_KNOW, REFUSED, LEFT_EMPTY = Missing.DONT_KNOW, Missing.REFUSED, Missing.LEFT_EMPTY

GOOD: list[tuple[str, Answer]] = [
    ("one", Answer(1)),
    ("one", Answer(97, OTHER)),
    ("one", Answer(97, ((97, ""),))),  # passed over on purpose
    ("one", Answer(DONT_KNOW)),
    ("one", Answer(LEFT_EMPTY)),
    ("named", Answer("no")),
    ("many", Answer(frozenset({1, 2}))),
    ("many", Answer(frozenset({1, 97}), OTHER)),
    ("many", Answer(frozenset({96}))),
    ("number", Answer(1)),
    ("number", Answer(9)),
    ("mark", Answer(0)),
    ("price", Answer(Decimal("99.5"))),
    ("price", Answer(Decimal("0.00"))),
    ("line", Answer("vijf!")),
    ("prose", Answer("a\nb")),
    ("day", Answer(date(2020, 1, 1))),
    ("day", Answer(date(2026, 12, 31))),
]


@pytest.mark.parametrize(("name", "answer"), GOOD)
def test_what_keeps_every_rule_is_accepted(
    instrument: Instrument, name: str, answer: Answer
) -> None:
    validate(Scenario.of(instrument).interview, instrument.by_id[name], answer)


K = ComplaintKind
BAD: list[tuple[str, Answer, ComplaintKind]] = [
    ("one", Answer(4), K.NOT_OFFERED),
    ("one", Answer("1"), K.NOT_OFFERED),
    ("one", Answer(True), K.WRONG_TYPE),
    ("one", Answer(Decimal(1)), K.WRONG_TYPE),
    ("one", Answer(frozenset({1})), K.WRONG_TYPE),
    ("one", Answer(97), K.OTHER_NEEDED),
    ("one", Answer(97, ((97, " "),)), K.OTHER_NEEDED),
    ("one", Answer(97, ((97, "x" * 101),)), K.TOO_LONG),
    ("one", Answer(1, OTHER), K.NOT_OFFERED),
    ("one", Answer(1, ((1, "tuin"),)), K.NOT_OFFERED),
    ("one", Answer(REFUSED), K.REASON_NOT_OFFERED),
    ("one", Answer(Missing.OFF_ROUTE), K.REASON_NOT_OFFERED),
    ("one", Answer(Missing.NOT_REACHED), K.REASON_NOT_OFFERED),
    ("one", Answer(Missing.WITHHELD), K.REASON_NOT_OFFERED),
    ("named", Answer(1), K.NOT_OFFERED),
    ("named", Answer("maybe"), K.NOT_OFFERED),
    ("many", Answer(LEFT_EMPTY), K.REQUIRED),
    ("many", Answer(DONT_KNOW), K.REASON_NOT_OFFERED),
    ("many", Answer(1), K.WRONG_TYPE),
    ("many", Answer(frozenset[int | str]()), K.WRONG_TYPE),
    ("many", Answer(frozenset({1})), K.TOO_FEW),
    ("many", Answer(frozenset({1, 2, 3, 97}), OTHER), K.TOO_MANY),
    ("many", Answer(frozenset({1, 96})), K.EXCLUSIVE),
    ("many", Answer(frozenset({1, 5})), K.NOT_OFFERED),
    ("many", Answer(frozenset({True, 2})), K.NOT_OFFERED),
    ("many", Answer(frozenset({1, 97})), K.OTHER_NEEDED),
    ("best", Answer(1), K.OFF_ROUTE),
    ("number", Answer(0), K.OUT_OF_RANGE),
    ("number", Answer(10), K.OUT_OF_RANGE),
    ("number", Answer(True), K.NOT_WHOLE),
    ("number", Answer(Decimal(3)), K.NOT_WHOLE),
    ("number", Answer("3"), K.NOT_WHOLE),
    ("mark", Answer(11), K.OUT_OF_RANGE),
    ("mark", Answer(-1), K.OUT_OF_RANGE),
    ("price", Answer(3), K.NOT_A_NUMBER),
    ("price", Answer(Decimal("0.001")), K.TOO_MANY_DECIMALS),
    ("price", Answer(Decimal("99.51")), K.OUT_OF_RANGE),
    ("price", Answer(Decimal("-0.01")), K.OUT_OF_RANGE),
    ("price", Answer(Decimal("NaN")), K.NOT_A_NUMBER),
    ("price", Answer(Decimal("Infinity")), K.NOT_A_NUMBER),
    ("line", Answer("te lang"), K.TOO_LONG),
    ("line", Answer("  "), K.WRONG_TYPE),
    ("line", Answer(""), K.WRONG_TYPE),
    ("line", Answer(3), K.WRONG_TYPE),
    ("prose", Answer("te lange zin"), K.TOO_LONG),
    ("prose", Answer("\u200d"), K.WRONG_TYPE),
    ("day", Answer(date(2019, 12, 31)), K.DAY_OUT_OF_RANGE),
    ("day", Answer(date(2027, 1, 1)), K.DAY_OUT_OF_RANGE),
    ("day", Answer("2026-01-01"), K.NOT_A_DAY),
]


@pytest.mark.parametrize(("name", "answer", "rule"), BAD)
def test_what_breaks_a_rule_is_refused_with_that_rule(
    instrument: Instrument, name: str, answer: Answer, rule: ComplaintKind
) -> None:
    with pytest.raises(InvalidAnswer) as refused:
        validate(Scenario.of(instrument).interview, instrument.by_id[name], answer)
    assert refused.value.complaint.kind is rule


def test_the_text_at_other_is_not_asked_twice(instrument: Instrument) -> None:
    person = Scenario.of(instrument).answer(1).answer("yes").answer([1, 97], other={97: "tuin"})
    person.expect("best").answer(97)
    assert person.interview.answers["best"] == Answer(97)


@pytest.mark.parametrize(("name", "answer"), GOOD)
def test_an_answer_survives_json(instrument: Instrument, name: str, answer: Answer) -> None:
    written = json.loads(json.dumps(answer.to_json()))
    again = answer_from_json(instrument.question(name), written)
    assert again == answer
    assert type(again.value) is type(answer.value)


def test_a_derived_answer_survives_json(instrument: Instrument) -> None:
    for answer in (Answer(1, derived=True), Answer(DONT_KNOW, derived=True)):
        assert answer_from_json(instrument.question("one"), answer.to_json()) == answer


def test_an_answer_in_json_holds_no_magic_number_and_no_float() -> None:
    assert Answer(DONT_KNOW).to_json() == {"missing": "dont_know"}
    assert Answer(Decimal("1.50")).to_json() == {"value": "1.50"}
    assert Answer(Decimal("0.000000001")).to_json() == {"value": "0.000000001"}
    assert Answer(frozenset({97, 2}), OTHER).to_json() == {
        "value": [2, 97],
        "other": {"97": "tuin"},
    }


WHOLE = st.integers(WHOLE_NUMBERS[0], WHOLE_NUMBERS[-1]) | st.builds(
    lambda sign, near: sign * (2**53 + near), st.sampled_from([-1, 1]), st.integers(-2, 2)
)
"""All that the bounds of a question can be, and often those about which doubles differ."""

VALUES: st.SearchStrategy[tuple[str, Value]] = st.one_of(
    st.tuples(st.just("one"), st.integers(0, 9999)),
    st.tuples(st.just("named"), st.text(max_size=9)),
    st.tuples(st.just("many"), st.frozensets(st.integers(0, 9999), max_size=9)),
    st.tuples(st.just("many"), st.frozensets(st.text(max_size=4), max_size=9)),
    st.tuples(st.just("number"), WHOLE),
    st.tuples(st.just("price"), st.decimals(allow_nan=False, allow_infinity=False, places=9)),
    st.tuples(st.just("line"), st.text(st.characters(codec="utf-8"), max_size=9)),
    st.tuples(st.just("day"), st.dates()),
)


@given(VALUES)
def test_a_value_survives_canonical_json(instrument: Instrument, drawn: tuple[str, Value]) -> None:
    name, value = drawn
    written = json.loads(canonical(value_to_json(value)))
    again = value_from_json(instrument.question(name), written)
    assert again == value
    assert type(again) is type(value)


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("many", "12"),
        ("many", {"1": 2}),
        ("many", None),
        ("many", [[1]]),
        ("one", None),
        ("one", [1]),
        ("number", "7"),
        ("number", "9007199254740991"),
        ("number", " 9007199254740992"),
        ("number", "9_007_199_254_740_992"),
        ("number", "9223372036854775808"),
        ("number", 2**63),
        ("number", "9" * 5000),
        ("number", None),
        ("price", 1),
        ("price", "veel"),
        ("price", None),
        ("line", 5),
        ("day", "gisteren"),
        ("day", 20260101),
    ],
)
def test_what_is_no_value_of_the_question_is_not_read_as_one(
    instrument: Instrument, name: str, raw: Json
) -> None:
    with pytest.raises(ValueError, match=f"{name}|isoformat|no whole number|digits"):
        value_from_json(instrument.question(name), raw)


def test_a_reason_that_nobody_knows_is_not_read(instrument: Instrument) -> None:
    with pytest.raises(ValueError, match="perhaps"):
        answer_from_json(instrument.question("one"), {"missing": "perhaps"})
