"""Whether somebody can fall into two groups, as far as that can be told by trying all answers to one question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Final

from hybridequiz.questionnaire.conditions import Condition, Kind, Symbol
from hybridequiz.questionnaire.states import Value

MOST: Final = 4_096
"""Answers that are tried; of more nothing is said."""


def overlap(one: Condition, another: Condition) -> str:
    """Give an answer with which both conditions are true, in words; nothing where there is none, or it is not known.

    Only conditions on one and the same question are decided: which answers to two questions go together is decided by
    the route. The question is a choice or a whole number. Of a choice of several options the choices of one and of two
    are tried.
    """
    symbols = {**one.symbols, **another.symbols}
    if one.fields or another.fields or len(symbols) != 1:
        return ""
    ((name, symbol),) = symbols.items()
    for value in _values(symbol):
        if one.holds({name: value}) and another.holds({name: value}):
            return f"{name} == {_written(value)}"
    return ""


def _values(symbol: Symbol) -> Iterable[Value]:
    """Give the answers to a question, if they can be gone through."""
    if symbol.kind is Kind.CODE:
        return symbol.codes
    if symbol.kind is Kind.CHOICES:
        return _choices(symbol)
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
