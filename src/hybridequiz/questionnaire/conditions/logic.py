"""Three-valued logic: true, false, or unknown with a reason.

`and`, `or` and `not` are Kleene's (Introduction to Metamathematics, 1952, section 64): an unknown
part leaves the whole unknown only where its value could make a difference. Whatever else is done
with a part that has no value has no value either; its reason is the first, in the order of
`Missing`, among the parts that left it open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from hybridequiz.questionnaire.states import Missing

from .terms import Env, Run

RANK: Final = {reason: rank for rank, reason in enumerate(Missing)}
"""The place of each reason in the order in which a computed value takes its reason."""

NO_RESULT: Final = Missing.NOT_APPLICABLE
"""The reason when there is nothing to compute: a division by zero, the mean of no rows."""


def first_reason(one: Missing, other: Missing) -> Missing:
    """Give the reason that comes first in the order of `Missing`."""
    return one if RANK[one] <= RANK[other] else other


def constant(value: Any) -> Run:
    """Give a part that is always this value."""
    return lambda _: value


def reference(name: str) -> Run:
    """Give a part that looks up a name; a name that is not there was not reached."""
    absent = Missing.NOT_REACHED
    return lambda env: env.get(name, absent)


def negation(run: Run) -> Run:
    """Give `not`."""

    def negated(env: Env) -> Any:
        result = run(env)
        return (result is False) if result.__class__ is bool else result

    return negated


def conjunction(runs: Sequence[Run]) -> Run:
    """Give `and` over two or more parts."""
    if len(runs) == 2:  # noqa: PLR2004 - a pair
        return _pair(*runs, decisive=False)
    return _several(runs, decisive=False)


def disjunction(runs: Sequence[Run]) -> Run:
    """Give `or` over two or more parts."""
    if len(runs) == 2:  # noqa: PLR2004 - a pair
        return _pair(*runs, decisive=True)
    return _several(runs, decisive=True)


def _pair(left: Run, right: Run, *, decisive: bool) -> Run:
    """Give `and` (False decides) or `or` (True decides) over a pair: the frequent case."""
    neutral = not decisive

    def pair(env: Env) -> Any:
        one = left(env)
        if one is decisive:
            return decisive
        other = right(env)
        if one is neutral or other is decisive:
            return other
        return one if other is neutral else first_reason(one, other)

    return pair


def _several(runs: Sequence[Run], *, decisive: bool) -> Run:
    fixed = tuple(runs)
    return lambda env: settled((run(env) for run in fixed), decisive=decisive)


def settled(outcomes: Iterable[bool | Missing], *, decisive: bool) -> bool | Missing:
    """Combine outcomes: one that is decisive decides; else an unknown one leaves it unknown."""
    reason: Missing | None = None
    for outcome in outcomes:
        if outcome is decisive:
            return decisive
        if isinstance(outcome, Missing):
            reason = outcome if reason is None else first_reason(reason, outcome)
    return (not decisive) if reason is None else reason


def choice(condition: Run, then: Run, otherwise: Run) -> Run:
    """Give `then if condition else otherwise`: without a value if the condition is unknown."""

    def chosen(env: Env) -> Any:
        result = condition(env)
        if result is True:
            return then(env)
        return otherwise(env) if result is False else result

    return chosen


def lifted(function: Callable[..., Any], runs: Sequence[Run]) -> Run:
    """Give a function over parts: without a value if any of them has none."""
    if len(runs) == 1:
        return _lifted_one(function, runs[0])
    if len(runs) == 2:  # noqa: PLR2004 - a pair
        return lifted_pair(function, *runs)
    runs = tuple(runs)

    def applied(env: Env) -> Any:
        values = [run(env) for run in runs]
        reason = reason_among(values)
        return function(*values) if reason is None else reason

    return applied


def reason_among(values: Sequence[Any]) -> Missing | None:
    """Give the first reason for no value among values, or None if all are values."""
    reasons = [value for value in values if value.__class__ is Missing]
    return min(reasons, key=RANK.__getitem__) if reasons else None


def _lifted_one(function: Callable[[Any], Any], run: Run) -> Run:
    def applied(env: Env) -> Any:
        value = run(env)
        return value if value.__class__ is Missing else function(value)

    return applied


def lifted_pair(function: Callable[[Any, Any], Any], left: Run, right: Run) -> Run:
    """Give a function over two parts: without a value if one of them has none."""

    def applied(env: Env) -> Any:
        one = left(env)
        other = right(env)
        if one.__class__ is Missing:
            return first_reason(one, other) if other.__class__ is Missing else one
        return other if other.__class__ is Missing else function(one, other)

    return applied


def against(function: Callable[[Any, Any], Any], name: str, value: Any) -> Run:
    """Give `function(symbol, value)`: the frequent case of a question and a written value."""
    absent = Missing.NOT_REACHED

    def compared(env: Env) -> Any:
        held = env.get(name, absent)
        return held if held.__class__ is Missing else function(held, value)

    return compared


def one_of(value: Any, group: Any) -> bool:
    """Tell whether a value is in a group."""
    return value in group


def not_one_of(value: Any, group: Any) -> bool:
    """Tell whether a value is not in a group."""
    return value not in group
