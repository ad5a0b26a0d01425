"""Dates of which a part may be unknown, compared and reckoned with: what their spans leave open has no outcome."""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import date
from typing import Any, Final

from hybridequiz.questionnaire.partial_dates import PartialDate
from hybridequiz.questionnaire.states import Missing

from .logic import NO_RESULT
from .scope import Kind

DATES: Final = (Kind.DATE, Kind.PARTIAL_DATE)
"""Kinds that stand for a day, known or not."""

Day = date | PartialDate


def _first(day: Day) -> date:
    return day.first if isinstance(day, PartialDate) else day


def _last(day: Day) -> date:
    return day.last if isinstance(day, PartialDate) else day


def _before(one: Day, other: Day) -> bool | Missing:
    """Tell whether a date is before another one, if that is certain."""
    if _last(one) < _first(other):
        return True
    return False if _first(one) >= _last(other) else NO_RESULT


def _after(one: Day, other: Day) -> bool | Missing:
    return _before(other, one)


def _not_after(one: Day, other: Day) -> bool | Missing:
    after = _after(one, other)
    return after if isinstance(after, Missing) else not after


def _not_before(one: Day, other: Day) -> bool | Missing:
    before = _before(one, other)
    return before if isinstance(before, Missing) else not before


def _same(one: Day, other: Day) -> bool | Missing:
    """Tell whether two dates are one day, if that is certain: two of the same month may be."""
    if _last(one) < _first(other) or _last(other) < _first(one):
        return False
    both = {_first(one), _last(one), _first(other), _last(other)}
    return True if len(both) == 1 else NO_RESULT


def _different(one: Day, other: Day) -> bool | Missing:
    same = _same(one, other)
    return same if isinstance(same, Missing) else not same


DECIDED: Final[dict[Callable[[Any, Any], bool], Callable[[Any, Any], Any]]] = {
    operator.lt: _before,
    operator.gt: _after,
    operator.le: _not_after,
    operator.ge: _not_before,
    operator.eq: _same,
    operator.ne: _different,
}
"""The comparisons of days, for dates that may be partial: no outcome where the spans leave it open."""


def certain(function: Callable[[date, date], int]) -> Callable[[Day, Day], int | Missing]:
    """Give a number worked out from two dates where it is the same for every day that they can be.

    Args:
        function: Falls with its first date and grows with its second, as the time between them does.
    """

    def outcome(one: Day, other: Day) -> int | Missing:
        least = function(_last(one), _first(other))
        most = function(_first(one), _last(other))
        return least if least == most else NO_RESULT

    return outcome


def _days(start: date, end: date) -> int:
    return (end - start).days


_days_between: Final = certain(_days)


def days(one: Day, other: Day) -> int | Missing:
    """Give the days from the second date to the first, where both are known to the day."""
    return _days_between(other, one)
