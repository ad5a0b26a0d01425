"""Calculations with written numbers that can have no value are found, and no others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hybridequiz.questionnaire.conditions import (
    Kind,
    Scope,
    Symbol,
    compile_condition,
)
from hybridequiz.questionnaire.conditions.constants import hopeless
from hybridequiz.questionnaire.states import Missing

SCOPE = Scope({"a": Symbol("a", Kind.NUMBER), "b": Symbol("b", Kind.NUMBER)})
LARGE = "9" * 20
ZERO = "this divides by zero, and has no value"


def found(source: str) -> list[tuple[str, str]]:
    """Give what is pointed at, and what is said of it."""
    return [(source[one.start : one.end], one.message) for one in hopeless(source)]


@pytest.mark.parametrize(
    ("source", "part"),
    [
        ("a / 0", "a / 0"),
        ("  a // 0.0", "a // 0.0"),
        ("1 + a % 0", "a % 0"),
        ("a / -0", "a / -0"),
        ("a / (2 - 2)", "a / (2 - 2)"),
        ("(a + b) / (0 * 3)", "(a + b) / (0 * 3)"),
        ("3 / 0", "3 / 0"),
        ("a > 1 and b / 0 > 2", "b / 0"),
        ("mean(a, b / 0)", "b / 0"),
        ("a if b > 1 else a / 0", "a / 0"),
    ],
)
def test_what_divides_by_a_written_zero_is_pointed_at(source: str, part: str) -> None:
    assert found(source) == [(part, ZERO)]


def test_a_number_that_is_too_large_is_told_once_where_it_comes_to_be() -> None:
    product = f"{LARGE} * {LARGE}"
    assert found(f"a + {product} + 1") == [(product, "this number is too large, and has no value")]
    assert found(f"a / ({product})") == [(product, "this number is too large, and has no value")]


@pytest.mark.parametrize(
    "source",
    [
        "a",
        "a / b",
        "a / (b - b)",
        "0 / a",
        "a / 2",
        "a * 0",
        "a % 3",
        "(a - 1) / -2",
        "a / 0.5",
        "7",
    ],
)
def test_what_may_have_a_value_is_left_alone(source: str) -> None:
    assert found(source) == []


NUMBERS = st.sampled_from(["0", "1", "2", "0.0", "2.5", "7"])
SUMS = st.recursive(
    NUMBERS,
    lambda inner: st.tuples(inner, st.sampled_from(["+", "-", "*", "/", "//", "%"]), inner).map(
        lambda parts: f"({' '.join(parts)})"
    ),
    max_leaves=6,
)


@given(SUMS)
def test_of_written_numbers_alone_it_is_found_just_where_there_is_no_value(source: str) -> None:
    value = compile_condition(source, SCOPE, wanted=Kind.NUMBER).evaluate({})
    assert bool(found(source)) is isinstance(value, Missing)
