"""What is worked out from answers: nobody is asked, and it follows every change; without an input it has its reason."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest

from hybridequiz.interview.dispositions import Disposition, answered_share
from hybridequiz.interview.interview import Interview
from hybridequiz.interview.progress import progress
from hybridequiz.interview.record import final_answers, response_record
from hybridequiz.questionnaire.load import examine
from hybridequiz.questionnaire.states import Missing, Value
from scenario import HEAD, Scenario, questionnaire

PAY = """
[[section]]
id = "s"
title = "S"

[[section.question]]
id = "hours"
type = "integer"
min = 0
max = 80
missing = ["dont_know", "refused"]
text = "Uren?"

[[section.question]]
id = "wage"
type = "decimal"
min = 0
max = 999
missing = ["refused"]
show_if = "hours > 0"
on_unknown = "show"
text = "Per uur?"

[[section.question]]
id = "pay"
type = "computed"
gives = "decimal"
value = "hours * wage"
unit = "euro"
text = "Loon in de week"

[[section.question]]
id = "much"
type = "computed"
gives = "yes_no"
value = "pay > 1000"
text = "Verdient veel"

[[section.question]]
id = "why"
type = "text"
show_if = "much == 1"
on_unknown = "hide"
text = "Voor een loon van {pay|een onbekend bedrag}: waarom?"
"""


def _scenario(folder: Path, text: str = PAY) -> Scenario:
    return Scenario.of(questionnaire(text, folder))


def _values(interview: Interview, *names: str) -> list[Value | Missing]:
    return [interview.values[name] for name in names]


def test_it_is_worked_out_and_nobody_is_asked(tmp_path: Path) -> None:
    scenario = _scenario(tmp_path)
    scenario.expect("hours").answer(40, next="wage").answer("30,33", next="why")
    assert _values(scenario.interview, "pay", "much") == [Decimal("1213.20"), 1]
    assert all(scenario.interview.answers[name].derived for name in ("pay", "much"))
    scenario.back(expect="wage").answer("20", next="")
    assert _values(scenario.interview, "pay", "much") == [Decimal("800.00"), 0]
    scenario.reload()


@pytest.mark.parametrize(
    ("hours", "wage", "reason"),
    [
        (Missing.DONT_KNOW, "20", Missing.DONT_KNOW),
        (40, Missing.REFUSED, Missing.REFUSED),
        (Missing.REFUSED, Missing.LEFT_EMPTY, Missing.REFUSED),
        (Missing.LEFT_EMPTY, "20", Missing.LEFT_EMPTY),
    ],
)
def test_without_an_input_it_has_the_first_reason(
    hours: object, wage: object, reason: Missing, tmp_path: Path
) -> None:
    scenario = _scenario(tmp_path).answer(hours).answer(wage)
    assert _values(scenario.interview, "pay", "much") == [reason, reason]
    scenario.expect("")


def test_an_input_off_the_route_leaves_it_off_the_route(tmp_path: Path) -> None:
    scenario = _scenario(tmp_path).answer(0, next="")
    assert _values(scenario.interview, "wage", "pay") == [Missing.OFF_ROUTE, Missing.OFF_ROUTE]


def test_before_its_inputs_it_was_not_reached_and_is_not_open(tmp_path: Path) -> None:
    scenario = _scenario(tmp_path)
    interview = scenario.interview
    assert interview.values["pay"] is Missing.NOT_REACHED
    assert not interview.is_open(interview.instrument.by_id["pay"])
    assert progress(interview).most == 3, "only what is asked is still to come"


def test_nobody_comes_to_it_by_back_or_jump(tmp_path: Path) -> None:
    scenario = _scenario(tmp_path).answer(40, next="wage").answer("30", next="why")
    pay = scenario.interview.instrument.by_id["pay"]
    assert not scenario.conductor.may_visit(pay)
    scenario.conductor.jump(pay)
    scenario.expect("why").back(expect="wage")


def test_it_counts_for_nothing_in_the_disposition(tmp_path: Path) -> None:
    scenario = _scenario(tmp_path).answer(40).answer(Missing.LEFT_EMPTY)
    assert answered_share(scenario.interview) == 50
    assert scenario.finish() == Disposition.PARTIAL


def test_the_record_has_it_marked_as_filled_in(tmp_path: Path) -> None:
    scenario = _scenario(tmp_path).answer(40).answer("30").answer("hard werk")
    record = response_record(scenario.interview, scenario.journal.events, 10)
    assert isinstance(record["answers"], dict)
    assert record["answers"]["pay"] == {"value": "1200.00", "derived": True}
    assert record["answers"]["much"] == {"value": 1, "derived": True}
    assert final_answers(scenario.interview)["pay"].value == Decimal("1200.00")


KINDS = """
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "born"
type = "date"
required = true
text = "?"
[[section.question]]
id = "name"
type = "text"
required = true
text = "?"
[[section.question]]
id = "begins"
type = "time"
required = true
text = "?"
[[section.question]]
id = "age"
type = "computed"
gives = "integer"
value = "years_between(born, today())"
text = "Leeftijd"
[[section.question]]
id = "mean_age"
type = "computed"
gives = "decimal"
decimals = 1
value = "age / 3"
text = "?"
[[section.question]]
id = "small"
type = "computed"
gives = "text"
value = "lower(name)"
text = "?"
[[section.question]]
id = "day"
type = "computed"
gives = "date"
value = 'date("2026-01-31") if age > 100 else born'
text = "?"
[[section.question]]
id = "at"
type = "computed"
gives = "time"
value = "begins"
text = "?"
[[section.question]]
id = "nothing"
type = "computed"
gives = "decimal"
value = "age / (age - age)"
text = "?"
[[section.question]]
id = "taken"
type = "computed"
gives = "integer"
value = "age - age - 95"
text = "?"
"""


def test_every_kind_of_value_can_be_worked_out(tmp_path: Path) -> None:
    scenario = _scenario(tmp_path, KINDS).answer("3-2-2001").answer("Zoë ŽAR").answer("8:30")
    assert _values(scenario.interview, "age", "mean_age", "small", "day", "at") == [
        25,
        Decimal("8.3"),
        "zoë žar",
        date(2001, 2, 3),
        time(8, 30),
    ]
    assert isinstance(scenario.interview.values["age"], int)
    scenario.reload()


def test_a_division_by_zero_and_a_number_that_stands_for_no_value_are_none(tmp_path: Path) -> None:
    scenario = _scenario(tmp_path, KINDS).answer("3-2-2001").answer("x").answer("8:30")
    assert _values(scenario.interview, "nothing", "taken") == [Missing.NOT_APPLICABLE] * 2


@pytest.mark.parametrize(
    ("line", "instead", "code"),
    [
        ('value = "hours * wage"', 'value = "hours * wag"', "unknown-name"),
        ('value = "hours * wage"', 'value = "hours > 3"', "type-mismatch"),
        ('value = "hours * wage"', 'value = "hours * why"', "forward-reference"),
        ('value = "hours * wage"', "", "missing-key"),
        ('gives = "decimal"', "", "missing-key"),
        ('gives = "decimal"', 'gives = "number"', "wrong-value"),
        ('unit = "euro"', "required = true", "wrong-value"),
    ],
)
def test_what_is_wrong_is_told(line: str, instead: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / "test.toml"
    path.write_text(HEAD + PAY.replace(line, instead, 1), encoding="utf-8")
    problems = examine(path).errors
    assert [problem.code for problem in problems] == [code]
    assert problems[0].place.line


def test_a_condition_on_it_is_warned_about_as_its_inputs_would_be(tmp_path: Path) -> None:
    path = tmp_path / "test.toml"
    text = PAY.replace('show_if = "much == 1"\non_unknown = "hide"', 'show_if = "much == 1"')
    path.write_text(HEAD + text, encoding="utf-8")
    assert [problem.code for problem in examine(path).problems] == ["can-be-unknown"]
    sure = (
        KINDS
        + """
[[section.question]]
id = "old"
type = "note"
show_if = "age > 60"
text = "?"
"""
    )
    path.write_text(HEAD + sure, encoding="utf-8")
    assert "can-be-unknown" not in [problem.code for problem in examine(path).problems]


LARGE = """
[[section]]
id = "s"
title = "S"

[[section.question]]
id = "a"
type = "integer"
min = 0
max = 9223372036854775807
text = "?"

[[section.question]]
id = "d"
type = "decimal"
min = 0
max = 999999999999999999999999999.0
text = "?"

[[section.question]]
id = "square"
type = "computed"
gives = "integer"
value = "a * a"
text = "?"

[[section.question]]
id = "tenfold"
type = "computed"
gives = "decimal"
value = "d * 10"
text = "?"

[[section.question]]
id = "whole"
type = "computed"
gives = "integer"
value = "d"
text = "?"

[[section.question]]
id = "more"
type = "text"
show_if = "a * a > 9"
text = "?"
"""


@pytest.mark.parametrize(
    ("a", "square"),
    [
        (3_037_000_499, 9_223_372_030_926_249_001),
        (3_037_000_500, Missing.NOT_APPLICABLE),
        (10**13, Missing.NOT_APPLICABLE),
    ],
)
def test_a_whole_number_of_more_than_64_bits_is_no_value_but_can_be_compared(
    a: int, square: int | Missing, tmp_path: Path
) -> None:
    scenario = _scenario(tmp_path, LARGE).answer(a).answer("1", next="more")
    assert _values(scenario.interview, "square", "whole") == [square, 1]


def test_a_decimal_with_more_digits_than_the_language_has_is_no_value(tmp_path: Path) -> None:
    scenario = _scenario(tmp_path, LARGE).answer(1).answer("9" * 27)
    none = Missing.NOT_APPLICABLE
    assert _values(scenario.interview, "tenfold", "whole") == [none, none]
