"""Whether somebody can fall into two groups, as far as that can be told by trying all answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from math import prod
from typing import Final

from hybridequiz.questionnaire.conditions import Condition, Kind, Symbol
from hybridequiz.questionnaire.states import Value

MOST: Final = 4_096
"""Combinations of answers that are tried; of more nothing is said."""


def overlap(one: Condition, another: Condition) -> str:
    """Give answers with which both conditions are true, in words; nothing where there are none, or it is not known.

    Only conditions on choices and on whole numbers are decided. Of a choice of several options the choices of one and
    of two are tried: conditions on groups look at no more.
    """
    symbols = {**one.symbols, **another.symbols}
    if one.fields or another.fields or not symbols:
        return ""
    values = {name: _values(symbol) for name, symbol in symbols.items()}
    if not all(values.values()) or prod(map(len, values.values())) > MOST:
        return ""
    for answers in product(*values.values()):
        env = dict(zip(values, answers, strict=True))
        if one.holds(env) and another.holds(env):
            return " and ".join(f"{name} == {_written(value)}" for name, value in env.items())
    return ""


def _values(symbol: Symbol) -> Sequence[Value]:
    """Give the answers of a question, if they can be gone through."""
    if symbol.kind is Kind.CODE:
        return symbol.codes
    if symbol.kind is Kind.CHOICES:
        return list(_choices(symbol))
    low, high = symbol.minimum, symbol.maximum
    if symbol.kind is Kind.NUMBER and symbol.whole and low is not None and high is not None:
        return range(int(low), int(high) + 1) if high - low < MOST else ()
    return ()


def _choices(symbol: Symbol) -> Iterator[Value]:
    """Give what can be chosen of several options, of at most two."""
    most = 2 if symbol.maximum is None else min(int(symbol.maximum), 2)
    for number in range(1, most + 1):
        for codes in combinations(symbol.codes, number):
            if number == 1 or not symbol.alone.intersection(codes):
                yield frozenset(codes)


def _written(value: Value) -> str:
    """Write an answer as a condition does."""
    if isinstance(value, frozenset):
        return f"[{', '.join(sorted(map(repr, value)))}]"
    return repr(value) if isinstance(value, str) else str(value)
