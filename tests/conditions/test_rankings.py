"""What conditions can ask of a ranking, typed, and analysed exactly or not at all."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations
from typing import Final

import pytest

from conditions.samples import DONT_KNOW, LEFT_EMPTY, NOT_APPLICABLE, compiled
from hybridequiz.questionnaire.conditions import (
    Condition,
    ConditionFaults,
    Fault,
    Guard,
    Kind,
    Scope,
    Symbol,
    compile_condition,
)
from hybridequiz.questionnaire.conditions.analysis import Step, Verdict, analyse
from hybridequiz.questionnaire.states import Missing

WISHES: Final = Symbol("wishes", Kind.RANKING, (1, 2, 3, 97), Decimal(1), Decimal(3))
WHOLE: Final = Symbol("whole", Kind.RANKING, ("a", "b", "c"), Decimal(3), Decimal(3))
MANY: Final = Symbol("many", Kind.RANKING, tuple(range(1, 21)), Decimal(1), Decimal(20))
SINGLE: Final = Symbol("single", Kind.CODE, (1, 2, 3))
SEVERAL: Final = Symbol("several", Kind.CHOICES, (1, 2, 3))
SCOPE: Final = Scope({one.name: one for one in (WISHES, WHOLE, MANY, SINGLE, SEVERAL)})


def outcome(source: str, **env: object) -> object:
    return compiled(source, SCOPE).evaluate(env)


def fault(source: str) -> Fault:
    with pytest.raises(ConditionFaults) as caught:
        compile_condition(source, SCOPE)
    (one,) = caught.value.faults
    return one


def verdict(source: str, *symbols: Symbol) -> Verdict:
    """Judge a condition behind the questions that it reads."""
    steps = [Step(one, one.name) for one in symbols]
    guard = Guard(compile_condition(source, SCOPE), shows_on_unknown=False)
    return analyse([*steps, Step(None, "last", (guard,))], []).steps[-1].guards[0]


@pytest.mark.parametrize(
    ("source", "held", "expected"),
    [
        ("rank(wishes, 3)", (3, 1), 1),
        ("rank(wishes, 1)", (3, 1), 2),
        ("rank(wishes, 97)", (3, 1), NOT_APPLICABLE),
        ("rank(wishes, 97) <= 2", (3, 1), NOT_APPLICABLE),
        ("rank(wishes, 1) <= 2", (3, 1), True),
        ("rank(wishes, 1) < rank(wishes, 3)", (3, 1), False),
        ("at_rank(wishes, 1)", (3, 1), 3),
        ("at_rank(wishes, 1) in [3, 97]", (3, 1), True),
        ("at_rank(wishes, 3)", (3, 1), NOT_APPLICABLE),
        ("at_rank(wishes, 1) == single", (3, 1), False),
        ("3 in wishes", (3, 1), True),
        ("97 not in wishes", (3, 1), True),
        ("single in wishes", (3, 1), True),
        ("selected(wishes, 2, 97)", (3, 1), False),
        ("count(wishes)", (3, 1), 2),
        ("answered(wishes)", (3, 1), True),
        ("rank(wishes, 3)", DONT_KNOW, DONT_KNOW),
        ("at_rank(wishes, 1) == 3", LEFT_EMPTY, LEFT_EMPTY),
        ("3 in wishes", LEFT_EMPTY, LEFT_EMPTY),
        ("missing(wishes)", LEFT_EMPTY, True),
        ("rank(wishes if single == 1 else wishes, 3)", (3, 1), 1),
    ],
)
def test_what_a_ranking_gives(source: str, held: object, expected: object) -> None:
    assert outcome(source, wishes=held, single=1) == expected


@pytest.mark.parametrize(
    ("source", "code", "told"),
    [
        ("wishes == [3, 1]", "type-mismatch", "not compared as a whole"),
        ("wishes == several", "type-mismatch", ""),
        ("wishes > 2", "type-mismatch", "not compared as a whole"),
        ("wishes in [1, 2]", "type-mismatch", "not compared as a whole"),
        ("wishes", "type-mismatch", "a ranking"),
        ("wishes + 1 == 2", "type-mismatch", "a ranking"),
        ("4 in wishes", "unknown-option", "not an option of 'wishes'"),
        ('"1" in wishes', "unknown-option", "are numbers"),
        ("rank(wishes, 4) == 1", "unknown-option", "not an option of 'wishes'"),
        ('rank(whole, "d") == 1', "unknown-option", "not an option of 'whole'"),
        ("rank(wishes, single) == 1", "wrong-arguments", "written out"),
        ("rank(several, 1) == 1", "type-mismatch", "a ranking is wanted here"),
        ("rank(wishes) == 1", "wrong-arguments", "a ranking and a code"),
        ("at_rank(wishes, 4) == 1", "wrong-arguments", "from 1 to 3"),
        ("at_rank(wishes, 0) == 1", "wrong-arguments", "from 1 to 3"),
        ("at_rank(wishes, 1.5) == 1", "wrong-arguments", "from 1 to 3"),
        ("at_rank(wishes, single) == 1", "wrong-arguments", "written out"),
        ("at_rank(wishes, True) == 1", "wrong-arguments", "from 1 to 3"),
        ("at_rank(single, 1) == 1", "type-mismatch", "a ranking is wanted here"),
        ("at_rank(wishes, 1) == 4", "unknown-option", "4"),
        ('at_rank(wishes, 1) == "a"', "unknown-option", "are numbers"),
        ("label(wishes) == 'x'", "wrong-arguments", "of which one is chosen"),
    ],
)
def test_what_cannot_be_asked_of_it_is_told(source: str, code: str, told: str) -> None:
    found = fault(source)
    assert found.code == code
    assert told in found.message


def test_a_comparison_as_a_whole_is_answered_with_what_can_be_written() -> None:
    assert fault("wishes == [3, 1]").hint == (
        "write rank(wishes, 1) == 1, at_rank(wishes, 1) == 1, or 1 in wishes"
    )
    for hint in ("rank(whole, 'a') == 1", "at_rank(whole, 1) == 'a'", "'a' in whole"):
        assert hint in fault("whole == ['a']").hint
        compile_condition(hint, SCOPE)


def orders(symbol: Symbol) -> list[tuple[int | str, ...]]:
    assert symbol.minimum is not None
    assert symbol.maximum is not None
    numbers = range(int(symbol.minimum), int(symbol.maximum) + 1)
    return [one for number in numbers for one in permutations(symbol.codes, number)]


@pytest.mark.parametrize(
    "source",
    [
        "rank(wishes, 3) <= 2",
        "at_rank(wishes, 1) == 3",
        "at_rank(wishes, 1) in [1, 2, 3, 97]",
        "at_rank(wishes, 3) == 1 and 1 in wishes",
        "rank(wishes, 1) == 1 and rank(wishes, 2) == 1",
        "rank(wishes, 1) <= 3",
        "count(wishes) <= 3",
        "count(wishes) > 3",
        "1 in wishes and 2 in wishes and 3 in wishes and 97 in wishes",
        "1 in wishes or 2 in wishes or 3 in wishes or 97 in wishes",
        "1 in wishes and at_rank(wishes, 1) != 1",
        "selected(wishes, 1, 2) or selected(wishes, 3, 97)",
        'rank(whole, "a") <= 3',
        'rank(whole, "a") < rank(whole, "b") or rank(whole, "b") < rank(whole, "a")',
        '"a" in whole',
        'at_rank(whole, 3) == "b"',
    ],
)
def test_the_analysis_says_what_going_through_every_order_says(source: str) -> None:
    condition: Condition = compile_condition(source, SCOPE)
    (name,) = condition.references
    symbol = SCOPE.symbols[name]
    outcomes = {condition.evaluate({name: order}) for order in orders(symbol)}
    found = verdict(source, symbol)
    assert found.decided
    assert found.always == (outcomes.pop() if len(outcomes) == 1 and Missing not in {
        type(one) for one in outcomes
    } else None)  # fmt: skip
    assert (found.unknown is not None) == any(
        isinstance(condition.evaluate({name: order}), Missing) for order in orders(symbol)
    )


@pytest.mark.parametrize(
    "source",
    ["rank(many, 3) <= 2", "rank(many, 3) >= 1", "at_rank(many, 1) == 3", "count(many) <= 20"],
)
def test_nothing_is_said_where_there_are_too_many_orders(source: str) -> None:
    assert verdict(source, MANY).always is None


def test_who_is_ranked_is_known_also_where_there_are_too_many_orders() -> None:
    assert verdict("3 in many", MANY).always is None
    assert verdict("3 in many and 3 not in many", MANY).always is False
    all_of_many = Symbol("many", Kind.RANKING, MANY.codes, Decimal(20), Decimal(20))
    scope = Scope({"many": all_of_many})
    guard = Guard(compile_condition("3 in many", scope), shows_on_unknown=False)
    found = analyse([Step(all_of_many, "many"), Step(None, "last", (guard,))], [])
    assert found.steps[-1].guards[0].always is True


def test_an_option_that_may_have_no_place_leaves_its_place_unknown() -> None:
    assert compile_condition("rank(wishes, 3) <= 2", SCOPE).facts
    found = verdict("rank(wishes, 3) <= 2", WISHES).unknown
    assert found is not None
    assert found.name == "wishes"
    assert verdict('rank(whole, "a") <= 2', WHOLE).unknown is None
    assert verdict("rank(many, 3) <= 2", MANY).unknown is not None
