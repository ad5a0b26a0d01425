"""Laws: random conditions against a plain reference, and any text at all."""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from hypothesis import example, given, settings
from hypothesis import strategies as st

from conditions.samples import DONT_KNOW, OFF_ROUTE, REFUSED, SCOPE, SYMBOLS, compiled
from hybridequiz.questionnaire.conditions import ConditionFaults, compile_condition
from hybridequiz.questionnaire.states import Missing

Env = dict[str, Any]
ORDER = list(Missing)
MAX = 10**28


class Part(NamedTuple):
    """A part of a random condition: how it is written, and what it must give."""

    source: str
    naive: Callable[[Env], Any]


def is_missing(value: object) -> bool:
    return type(value) is Missing


def naive_strict(function: Callable[..., Any], *parts: Part) -> Callable[[Env], Any]:
    def evaluate(env: Env) -> Any:
        values = [part.naive(env) for part in parts]
        reasons = [value for value in values if is_missing(value)]
        return min(reasons, key=ORDER.index) if reasons else function(*values)

    return evaluate


def naive_logic(decisive: bool, *parts: Part) -> Callable[[Env], Any]:
    def evaluate(env: Env) -> Any:
        values = [part.naive(env) for part in parts]
        if any(value is decisive for value in values):
            return decisive
        reasons = [value for value in values if is_missing(value)]
        return min(reasons, key=ORDER.index) if reasons else not decisive

    return evaluate


def naive_choice(condition: Part, then: Part, otherwise: Part) -> Callable[[Env], Any]:
    def evaluate(env: Env) -> Any:
        known = condition.naive(env)
        if is_missing(known):
            return known
        return then.naive(env) if known else otherwise.naive(env)

    return evaluate


def bounded(function: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def evaluate(left: Any, right: Any) -> Any:
        result = function(left, right)
        return result if abs(result) <= MAX else Missing.NOT_APPLICABLE

    return evaluate


def floored(left: Any, right: Any) -> Any:
    return left // right if right else Missing.NOT_APPLICABLE


def left_over(left: Any, right: Any) -> Any:
    return left % right if right else Missing.NOT_APPLICABLE


WHOLE = {
    "+": bounded(operator.add),
    "-": bounded(operator.sub),
    "*": bounded(operator.mul),
    "//": floored,
    "%": left_over,
}
COMPARED = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def named(name: str) -> Part:
    return Part(name, lambda env: env.get(name, Missing.NOT_REACHED))


def literal(value: int) -> Part:
    return Part(str(value), lambda _: value)


numbers_leaf = st.sampled_from(["years", "sat", "other_sat"]).map(named) | st.integers(0, 9).map(
    literal
)
booleans_leaf = (
    st.sampled_from(["flag", "a", "b"]).map(named)
    | st.sampled_from([Part("True", lambda _: True), Part("False", lambda _: False)])
    | st.sampled_from(["sat", "flag", "years"]).map(
        lambda name: Part(f"answered({name})", lambda env: not is_missing(named(name).naive(env)))
    )
    | st.sampled_from(["sat", "flag"]).map(
        lambda name: Part(f"refused({name})", lambda env: named(name).naive(env) is REFUSED)
    )
    | st.sampled_from([1, 2, 3, 97]).map(
        lambda code: Part(
            f"({code} in barriers)", naive_strict(lambda held: code in held, named("barriers"))
        )
    )
    | st.frozensets(st.integers(1, 5), min_size=1).map(
        lambda codes: Part(
            f"(sat in {sorted(codes)})", naive_strict(lambda held: held in codes, named("sat"))
        )
    )
)


def grown_number(numbers: st.SearchStrategy[Part]) -> st.SearchStrategy[Part]:
    return st.builds(
        lambda sign, left, right: Part(
            f"({left.source} {sign} {right.source})", naive_strict(WHOLE[sign], left, right)
        ),
        st.sampled_from(sorted(WHOLE)),
        numbers,
        numbers,
    ) | st.builds(
        lambda one, other: Part(
            f"max({one.source}, {other.source})", naive_strict(max, one, other)
        ),
        numbers,
        numbers,
    )


number_parts = st.recursive(numbers_leaf, grown_number, max_leaves=5)


def compared(sign: str, left: Part, right: Part) -> Part:
    return Part(f"({left.source} {sign} {right.source})", naive_strict(COMPARED[sign], left, right))


def between(low: Part, middle: Part, high: Part) -> Part:
    first, second = compared("<", low, middle), compared("<=", middle, high)
    return Part(
        f"({low.source} < {middle.source} <= {high.source})", naive_logic(False, first, second)
    )


def grown_boolean(parts: st.SearchStrategy[Part]) -> st.SearchStrategy[Part]:
    return (
        st.builds(lambda one: Part(f"(not {one.source})", naive_strict(operator.not_, one)), parts)
        | st.lists(parts, min_size=2, max_size=3).map(
            lambda some: Part(
                f"({' and '.join(one.source for one in some)})", naive_logic(False, *some)
            )
        )
        | st.lists(parts, min_size=2, max_size=3).map(
            lambda some: Part(
                f"({' or '.join(one.source for one in some)})", naive_logic(True, *some)
            )
        )
        | st.builds(
            lambda c, x, y: Part(
                f"({x.source} if {c.source} else {y.source})", naive_choice(c, x, y)
            ),
            parts,
            parts,
            parts,
        )
        | st.builds(
            lambda x, y: Part(f"({x.source} == {y.source})", naive_strict(operator.eq, x, y)),
            parts,
            parts,
        )
    )


# `sat == 9` would be a fault, and rightly: only options can be equal to a choice.
comparable = number_parts.map(lambda part: Part(f"(0 + {part.source})", part.naive))
boolean_parts = st.recursive(
    booleans_leaf
    | st.builds(compared, st.sampled_from(sorted(COMPARED)), comparable, comparable)
    | st.builds(between, comparable, comparable, comparable),
    grown_boolean,
    max_leaves=6,
)
reasons = st.sampled_from([DONT_KNOW, REFUSED, OFF_ROUTE])
environments = st.fixed_dictionaries(
    {},
    optional={
        "years": st.integers(0, 40) | reasons,
        "sat": st.integers(1, 5) | reasons,
        "other_sat": st.integers(1, 5) | reasons,
        "barriers": st.frozensets(st.sampled_from([1, 2, 3, 97]), min_size=1) | reasons,
        "flag": st.booleans() | reasons,
        "a": st.booleans() | reasons,
        "b": st.booleans() | reasons,
    },
)
answers = st.fixed_dictionaries(
    {
        "years": st.integers(0, 40),
        "sat": st.integers(1, 5),
        "other_sat": st.integers(1, 5),
        "barriers": st.frozensets(st.sampled_from([1, 2, 3, 97]), min_size=1),
        "flag": st.booleans(),
        "a": st.booleans(),
        "b": st.booleans(),
    }
)


@given(boolean_parts, environments)
@settings(max_examples=300, deadline=None)
def test_a_condition_agrees_with_a_plain_reference(part: Part, env: Env) -> None:
    assert compiled(part.source).evaluate(env) is part.naive(env)


@given(number_parts, environments)
@settings(max_examples=150, deadline=None)
def test_a_calculation_agrees_with_a_plain_reference(part: Part, env: Env) -> None:
    result, expected = compiled(part.source).evaluate(env), part.naive(env)
    assert result == expected
    assert is_missing(result) == is_missing(expected)


@given(
    boolean_parts.filter(
        lambda part: "answered(" not in part.source and "refused(" not in part.source
    ),
    answers,
    st.frozensets(st.sampled_from(["years", "sat", "other_sat", "barriers", "flag", "a", "b"])),
)
@settings(max_examples=300, deadline=None)
def test_an_answer_to_what_was_unknown_never_turns_what_was_decided(
    part: Part, env: Env, hidden: frozenset[str]
) -> None:
    condition = compiled(part.source)
    before = condition.holds(
        {name: DONT_KNOW if name in hidden else held for name, held in env.items()}
    )
    after = condition.evaluate(env)
    assert before is None or after is before


decimals = st.decimals(min_value=-1000, max_value=1000, places=2)


@given(decimals, decimals)
@settings(max_examples=200, deadline=None)
def test_rounding_down_and_what_it_leaves_fit_together(one: Decimal, other: Decimal) -> None:
    env = {"wage": one, "years": other}
    whole, rest = compiled("wage // years").evaluate(env), compiled("wage % years").evaluate(env)
    if other == 0:
        assert whole is rest is Missing.NOT_APPLICABLE
        return
    assert isinstance(whole, int)
    assert isinstance(rest, (int, Decimal))
    assert whole * other + rest == one
    assert 0 <= rest < other or other < rest <= 0


PIECES = [
    "years", "sat", "status", "barriers", "name", "born", "flag", "trainee", "t.age", "this",
    "wishes", "today()", "and", "or", "not", "in", "if", "else", "for", "is", "lambda", "==", "!=",
    "<", ">=", "+", "-", "*", "/", "//", "%", "**", "=", "&&", "!", "(", ")", "[", "]", "{", "}",
    ",", ".", ":", '"', "'", "\\", "\n", "#", "1", "97", "0.5", '"completed"', "any(", "sum(",
    "answered(", "matches(name, ", "date(", "é", "“", "\0", "$", " ",
]  # fmt: skip


def read_or_refused(source: str) -> None:
    try:
        condition = compile_condition(source, SCOPE, wanted=None)
    except ConditionFaults as error:
        refused = error.faults
    else:
        assert condition.references <= SYMBOLS.keys() | {"trainee"}
        condition.evaluate({})
        return
    assert refused
    for fault in refused:
        assert 0 <= fault.start <= fault.end <= len(source)
        assert fault.message


@given(st.text(max_size=80))
@example("\ud800")
@example("'\ud800'")
@example("\r")
@example("flag\x0cand a")
@example("'\n'")
@example("f'{")
@example("0" * 1_999)
@example("9" * 1_999)
@settings(max_examples=300, deadline=None)
def test_any_text_is_a_condition_or_has_faults(source: str) -> None:
    read_or_refused(source)


@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
@settings(max_examples=500, deadline=None)
def test_any_heap_of_pieces_is_a_condition_or_has_faults(source: str) -> None:
    read_or_refused(source)


@given(st.sampled_from(PIECES), st.integers(1, 2_000))
@settings(max_examples=150, deadline=None)
def test_any_piece_repeated_is_a_condition_or_has_faults(piece: str, times: int) -> None:
    read_or_refused((piece * times)[:2_000])
