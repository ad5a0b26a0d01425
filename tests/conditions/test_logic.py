"""Three values: every table, written out."""

from __future__ import annotations

from itertools import product

import pytest

from conditions.samples import (
    DONT_KNOW,
    LEFT_EMPTY,
    NOT_APPLICABLE,
    NOT_REACHED,
    OFF_ROUTE,
    REFUSED,
    compiled,
    outcome,
)
from hybridequiz.questionnaire.states import Missing

T, F = True, False

AND = [
    # a          b          a and b
    (T, T, T),
    (T, F, F),
    (T, DONT_KNOW, DONT_KNOW),
    (F, T, F),
    (F, F, F),
    (F, DONT_KNOW, F),
    (DONT_KNOW, T, DONT_KNOW),
    (DONT_KNOW, F, F),
    (DONT_KNOW, DONT_KNOW, DONT_KNOW),
    (OFF_ROUTE, DONT_KNOW, DONT_KNOW),
    (DONT_KNOW, OFF_ROUTE, DONT_KNOW),
    (LEFT_EMPTY, REFUSED, REFUSED),
]
OR = [
    # a          b          a or b
    (T, T, T),
    (T, F, T),
    (T, DONT_KNOW, T),
    (F, T, T),
    (F, F, F),
    (F, DONT_KNOW, DONT_KNOW),
    (DONT_KNOW, T, T),
    (DONT_KNOW, F, DONT_KNOW),
    (DONT_KNOW, DONT_KNOW, DONT_KNOW),
    (OFF_ROUTE, DONT_KNOW, DONT_KNOW),
    (DONT_KNOW, OFF_ROUTE, DONT_KNOW),
    (LEFT_EMPTY, REFUSED, REFUSED),
]
NOT = [(T, F), (F, T), (DONT_KNOW, DONT_KNOW), (OFF_ROUTE, OFF_ROUTE)]
CHOICE = [
    # flag       a          b          a if flag else b
    (T, T, F, T),
    (T, F, T, F),
    (F, T, F, F),
    (F, F, T, T),
    (T, REFUSED, F, REFUSED),
    (F, REFUSED, T, T),
    (DONT_KNOW, T, T, DONT_KNOW),
    (DONT_KNOW, REFUSED, T, DONT_KNOW),
]


@pytest.mark.parametrize(("a", "b", "expected"), AND)
def test_and_is_kleenes(a: object, b: object, expected: object) -> None:
    assert outcome("a and b", a=a, b=b) is expected


@pytest.mark.parametrize(("a", "b", "expected"), OR)
def test_or_is_kleenes(a: object, b: object, expected: object) -> None:
    assert outcome("a or b", a=a, b=b) is expected


@pytest.mark.parametrize(("a", "b", "expected"), AND)
def test_a_third_part_that_is_neutral_leaves_and_as_it_is(
    a: object, b: object, expected: object
) -> None:
    assert outcome("a and True and b", a=a, b=b) is expected
    assert outcome("all(a, b, True)", a=a, b=b) is expected


@pytest.mark.parametrize(("a", "b", "expected"), OR)
def test_a_third_part_that_is_neutral_leaves_or_as_it_is(
    a: object, b: object, expected: object
) -> None:
    assert outcome("a or False or b", a=a, b=b) is expected
    assert outcome("any([a, b])", a=a, b=b) is expected


@pytest.mark.parametrize(("a", "expected"), NOT)
def test_not_is_kleenes(a: object, expected: object) -> None:
    assert outcome("not a", a=a) is expected


@pytest.mark.parametrize(("flag", "a", "b", "expected"), CHOICE)
def test_a_choice_is_unknown_while_its_condition_is(
    flag: object, a: object, b: object, expected: object
) -> None:
    assert outcome("a if flag else b", flag=flag, a=a, b=b) is expected


STRICT = [
    "sat == 3",
    "sat != 3",
    "3 == sat",
    "sat < 3",
    "sat <= 3",
    "sat > 3",
    "sat >= 3",
    "sat in [1, 2]",
    "sat not in [1, 2]",
    "sat in [1, consent]",
    "sat == other_sat",
    "1 < sat < 5",
    "sat + 1 > 2",
    "1 - sat > 2",
    "sat * 2 > 2",
    "sat / 2 > 2",
    "sat // 2 > 2",
    "sat % 2 > 2",
    "-sat < 2",
    "abs(sat) < 2",
    "round(sat / 2) < 2",
    "sum(sat, 1) > 2",
    "min(sat, 1) > 2",
    "max(sat, 1) > 2",
    "mean(sat, 1) > 2",
    "count(sat > 2, True) > 2",
    "(sat > 2) == True",
]
OTHER_STRICT = [
    ("97 in barriers", "barriers"),
    ("97 not in barriers", "barriers"),
    ("barriers == [1, 2]", "barriers"),
    ("barriers != [1, 2]", "barriers"),
    ("barriers == helped", "barriers"),
    ("selected(barriers, 1, 2)", "barriers"),
    ("count(barriers) > 1", "barriers"),
    ('name == "x"', "name"),
    ('name in ["x", "y"]', "name"),
    ('"x" in name', "name"),
    ("len(name) > 2", "name"),
    ('lower(name) == "x"', "name"),
    ('matches(name, "x+")', "name"),
    ('born < date("2000-01-01")', "born"),
    ("year(born) < 2000", "born"),
    ("years_between(born, date('2026-01-01')) > 3", "born"),
    ("date('2026-01-01') - born > 3", "born"),
    ("any(t.age > 3 for t in trainee)", "trainee"),
    ("count(trainee) > 2", "trainee"),
]


@pytest.mark.parametrize("reason", Missing)
@pytest.mark.parametrize(("source", "name"), [*((one, "sat") for one in STRICT), *OTHER_STRICT])
def test_what_is_done_with_no_value_has_none_and_keeps_the_reason(
    source: str, name: str, reason: Missing
) -> None:
    env = {"other_sat": 1, "consent": 2, "helped": frozenset({1}), name: reason}
    assert outcome(source, **env) is reason
    assert compiled(source).holds(env) is None


@pytest.mark.parametrize(("first", "second"), list(product(Missing, repeat=2)))
def test_of_two_reasons_the_first_in_the_order_of_missing_stays(
    first: Missing, second: Missing
) -> None:
    order = list(Missing)
    expected = min(first, second, key=order.index)
    assert outcome("years + wage", years=first, wage=second) is expected
    assert outcome("years > wage", years=first, wage=second) is expected
    assert outcome("a and b", a=first, b=second) is expected
    assert outcome("sum(years, 1, wage)", years=first, wage=second) is expected


PREDICATES = [
    #                  value dk refused n/a left_empty off_route not_reached
    ("answered", (T, F, F, F, F, F, F)),
    ("given", (T, T, F, F, F, F, F)),
    ("missing", (F, T, T, T, T, F, F)),
    ("dont_know", (F, T, F, F, F, F, F)),
    ("refused", (F, F, T, F, F, F, F)),
    ("not_applicable", (F, F, F, T, F, F, F)),
    ("left_empty", (F, F, F, F, T, F, F)),
    ("off_route", (F, F, F, F, F, T, F)),
]
STATES = (3, DONT_KNOW, REFUSED, NOT_APPLICABLE, LEFT_EMPTY, OFF_ROUTE, NOT_REACHED)


@pytest.mark.parametrize(("predicate", "row"), PREDICATES)
def test_a_predicate_is_always_true_or_false(predicate: str, row: tuple[bool, ...]) -> None:
    assert tuple(outcome(f"{predicate}(sat)", sat=state) for state in STATES) == row
    assert outcome(f"{predicate}(sat)") is False


@pytest.mark.parametrize("predicate", [name for name, _ in PREDICATES])
@pytest.mark.parametrize("reason", [Missing.NOT_IN_VERSION, Missing.NOT_IN_MODE, Missing.WITHHELD])
def test_what_a_person_was_never_shown_is_neither_missing_nor_off_the_route(
    predicate: str, reason: Missing
) -> None:
    assert outcome(f"{predicate}(sat)", sat=reason) is False


def test_an_option_with_the_name_of_a_reason_is_a_value() -> None:
    assert outcome('said == "refused"', said="refused") is True
    assert outcome("answered(said)", said="refused") is True
    assert outcome("refused(said)", said="refused") is False
    assert outcome('said == "refused"', said=REFUSED) is REFUSED
    assert outcome('said in ["refused"]', said=REFUSED) is REFUSED


def test_a_name_that_is_not_there_was_not_reached() -> None:
    assert outcome("sat > 3") is NOT_REACHED


def test_an_unknown_age_is_neither_adult_nor_minor() -> None:
    assert outcome("not (years >= 18)", years=DONT_KNOW) is DONT_KNOW
    assert outcome("years != 5", years=DONT_KNOW) is DONT_KNOW
