"""The states of a question that make a difference to conditions: a few stand for all.

Values that every part of the conditions treats alike are one state. So a question with a hundred
codes, of which a condition singles out two, has three states; a number that is compared with 18
has two.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import combinations, pairwise, permutations
from math import ceil, floor
from typing import Any, Final, NamedTuple

from hybridequiz.questionnaire.partial_dates import PRECISIONS, PartialDate, Precision
from hybridequiz.questionnaire.states import Code, Missing, Value

from .facts import MOST_CODES, MOST_SUBSETS_OF, places
from .logic import RANK
from .scope import Kind, Symbol
from .terms import Test

_OTHER_TEXT: Final = "\0"
"""Stands for every text that no condition names."""

_ONE_DAY: Final = timedelta(days=1)
_DAY_LONG: Final = 24 * 60


class States(NamedTuple):
    """The states of a question that make a difference.

    Attributes:
        held: Values first, then reasons for none.
        merged: The reasons that one reason among them stands for; none if each stands for itself.
    """

    held: list[Value | Missing]
    merged: tuple[Missing, ...] = ()


def states(symbol: Symbol, tests: Sequence[Test], *, one_by_one: bool) -> States | None:
    """Give the states of a question on the route that make a difference.

    Args:
        symbol: The question.
        tests: The parts of conditions that depend on it alone.
        one_by_one: Other parts depend on it too, so that each of its values counts.

    Returns:
        The states; None if they are too many to be told apart.
    """
    valued = [test for test in tests if not test.probes]
    candidates = _candidates(symbol, valued, one_by_one=one_by_one)
    if candidates is None:
        return None
    held: list[Value | Missing] = [*(candidates if one_by_one else _classes(valued, candidates))]
    reasons = in_order(symbol.missing)
    if one_by_one or len(valued) < len(tests):
        return States([*held, *reasons])
    held += reasons[:1]
    return States(held, reasons)


@lru_cache(maxsize=512)
def in_order(reasons: frozenset[Missing]) -> tuple[Missing, ...]:
    """Give reasons in the order of `Missing`."""
    return tuple(sorted(reasons, key=RANK.__getitem__))


def _classes(tests: Sequence[Test], candidates: Iterable[Value]) -> Iterable[Value]:
    """Keep one value of all those that give the same outcomes."""
    first: dict[Any, Value] = {}
    env: dict[str, Any] = {}
    if len(tests) == 1:
        name, run, *_ = tests[0]
        for value in candidates:
            env[name] = value
            first.setdefault(run(env), value)
        return first.values()
    for value in candidates:
        env.update((test.name, value) for test in tests)
        first.setdefault(tuple([test.run(env) for test in tests]), value)
    return first.values()


def _candidates(
    symbol: Symbol, tests: Sequence[Test], *, one_by_one: bool
) -> Sequence[Value] | None:
    """Give values among which every outcome of the tests that can occur does occur."""
    if symbol.kind is Kind.BOOLEAN:
        return (True, False)
    if one_by_one or any(test.constants is None for test in tests):
        return _all_values(symbol)
    if symbol.kind is Kind.CODE and 0 < len(symbol.codes) <= MOST_CODES:
        return symbol.codes
    constants = {constant for test in tests for constant in test.constants or ()}
    return _AROUND[symbol.kind](symbol, constants)


def _all_values(symbol: Symbol) -> Sequence[Value]:
    """Give every value of a question that can be listed."""
    if symbol.kind is Kind.CODE:
        return symbol.codes
    if symbol.kind is Kind.CHOICES:
        return [one for one in _subsets(symbol.codes) if _can_be_chosen(one, symbol)]
    if symbol.kind is Kind.RANKING:
        return [one for number in places(symbol) for one in permutations(symbol.codes, number)]
    return range(ceil(symbol.minimum or 0), floor(symbol.maximum or 0) + 1)


def _can_be_chosen(chosen: frozenset[Code], symbol: Symbol, beside: int = 0) -> bool:
    """Tell whether so many, and these together, are an answer.

    Args:
        chosen: The codes; the last of them may stand for others.
        symbol: The question.
        beside: How many others may be chosen together with the one that stands for them.
    """
    if not symbol.alone.isdisjoint(chosen):
        return len(chosen) == 1
    fewest, most = symbol.minimum, symbol.maximum
    enough = fewest is None or len(chosen) + beside >= fewest
    return enough and (most is None or len(chosen) <= most)


def _subsets(codes: Sequence[Code]) -> list[frozenset[Code]]:
    """Give every choice of at least one of the codes."""
    return [
        frozenset(chosen)
        for size in range(1, len(codes) + 1)
        for chosen in combinations(codes, size)
    ]


def _around_codes(symbol: Symbol, constants: set[Any]) -> list[Value]:
    """Give the codes that are named, and of the others one beside each of them."""
    if not symbol.codes:
        return [*constants, _OTHER_TEXT]
    if isinstance(symbol.codes[0], str):
        other = next((code for code in symbol.codes if code not in constants), None)
        return [*(constants & set(symbol.codes)), *([] if other is None else [other])]
    ordered = sorted(symbol.codes, key=int)
    found: set[Value] = {ordered[0], ordered[-1]}
    for constant in constants:
        found |= {code for code in ordered if code == constant}
        found |= set([code for code in ordered if int(code) < constant][-1:])
        found |= set([code for code in ordered if int(code) > constant][:1])
    return sorted(found, key=int)  # type: ignore[arg-type]  # they are integer codes


def _around_choices(symbol: Symbol, constants: set[Any]) -> list[Value] | None:
    """Give every choice of the codes that are named and one that is not."""
    named = (
        [code for code in symbol.codes if code in constants] if symbol.codes else list(constants)
    )
    if len(named) > MOST_SUBSETS_OF:
        return None
    others = [code for code in symbol.codes if code not in constants]
    free = [code for code in others if code not in symbol.alone]
    other = (free or others)[:1] if symbol.codes else [_OTHER_TEXT]
    return [
        chosen
        for chosen in _subsets([*named, *other])
        if _can_be_chosen(chosen, symbol, max(0, len(free) - 1) * bool(chosen & {*free[:1]}))
    ]


def _around_rankings(symbol: Symbol, constants: set[Any]) -> list[Value] | None:
    """Give what can be ranked of the codes that are named and one that is not: the order makes no difference here."""
    ranked = _around_choices(symbol, constants)
    return None if ranked is None else [tuple(one) for one in ranked if isinstance(one, frozenset)]


def _around_numbers(symbol: Symbol, constants: set[Any]) -> list[Value]:
    """Give the numbers that are named, and one between each two of them and at either side."""
    points = sorted({Decimal(constant) for constant in constants})
    found: list[Decimal] = []
    if symbol.whole:
        for point in points:
            below = Decimal(floor(point))
            found += [below - 1, below, below + 1]
    elif points:
        found = [points[0] - 1, *points, points[-1] + 1]
        found += [(low + high) / 2 for low, high in pairwise(points)]
    found += [bound for bound in (symbol.minimum, symbol.maximum) if bound is not None]
    low, high = symbol.minimum, symbol.maximum
    inside = [
        number
        for number in found or [Decimal(0)]
        if (low is None or number >= low) and (high is None or number <= high)
    ]
    return [int(number) if symbol.whole else number for number in sorted(set(inside))]


def _around_texts(_: Symbol, constants: set[Any]) -> list[Value]:
    """Give the texts that are named, but for empty ones: no answer is empty. And one other."""
    return [*sorted(text for text in constants if text.strip()), _OTHER_TEXT]


def _around_dates(_: Symbol, constants: set[Any]) -> list[Value]:
    """Give the days that are named, and those before and after them."""
    days: set[date] = set(constants) or {date(2000, 1, 1)}
    found = set(days)
    for day in days:
        found |= {day - _ONE_DAY} if day > date.min else set()
        found |= {day + _ONE_DAY} if day < date.max else set()
    return [*sorted(found)]


def _around_partial_dates(symbol: Symbol, constants: set[Any]) -> list[Value]:
    """Give the days, months and years around each day that is named: whatever lies between two is as one of these."""
    days: set[date] = set(constants) or {date(2000, 1, 1)}
    found = {
        near
        for day in days
        for precision in symbol.precisions or PRECISIONS
        for near in _beside(day, precision)
    }
    return [*sorted(found, key=lambda one: (one.first, one.last))]


def _beside(day: date, precision: Precision) -> list[PartialDate]:
    """Give the span around a day, and the spans before and after it."""
    span = PartialDate.of(day, precision)
    found = [span]
    if span.first > date.min:
        found.append(PartialDate.of(span.first - _ONE_DAY, precision))
    if span.last < date.max:
        found.append(PartialDate.of(span.last + _ONE_DAY, precision))
    return found


def _around_times(_: Symbol, constants: set[Any]) -> list[Value]:
    """Give the times that are named, and the minutes before and after them."""
    minutes = {one.hour * 60 + one.minute for one in constants} or {0}
    found = {near for one in minutes for near in (one - 1, one, one + 1) if 0 <= near < _DAY_LONG}
    return [time(*divmod(one, 60)) for one in sorted(found)]


_AROUND: Final = {
    Kind.CODE: _around_codes,
    Kind.CHOICES: _around_choices,
    Kind.RANKING: _around_rankings,
    Kind.NUMBER: _around_numbers,
    Kind.TEXT: _around_texts,
    Kind.DATE: _around_dates,
    Kind.PARTIAL_DATE: _around_partial_dates,
    Kind.TIME: _around_times,
}
