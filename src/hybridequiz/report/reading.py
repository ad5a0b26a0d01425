"""Answers read back from the cells of a table in codes, see `export.coded`: the way back of `export.rows`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from typing import Final

from hybridequiz.export.coded import Coded, state_of
from hybridequiz.export.columns import Column, ColumnPlan, Kind, PlannedQuestion, Role
from hybridequiz.questionnaire.conditions.naming import TODAY
from hybridequiz.questionnaire.partial_dates import PartialDate
from hybridequiz.questionnaire.states import EXPORT_CODES, Code, Missing, Value
from hybridequiz.values import frozen

Cells = Sequence[Coded]
Read = Callable[[Cells], "Value | Missing"]

STARTED: Final = "started"
"""The fact of a session when it began."""
DAY: Final = len("2026-01-31")
"""Characters of a day, at the beginning of a moment."""
_STATES: Final[Mapping[Coded, Missing]] = {code: state for state, code in EXPORT_CODES.items()}
_ANSWERS: Final = (Role.ANSWER, Role.CHOSEN, Role.PLACE, Role.STATE)
"""Columns that an answer is read from."""


@frozen
class Reader:
    """Reads what a name stands for.

    Attributes:
        columns: The names of the columns that it reads.
        read: Gives the value, or why there is none, from the cells of these columns in their order.
    """

    columns: tuple[str, ...]
    read: Read


def readers(plan: ColumnPlan) -> dict[str, Reader]:
    """Give how everything is read that a condition can name: questions, facts of the session, the day."""
    found = {one.id: _question_reader(one.columns) for one in plan.questions}
    found |= {why_name(one.id): _why_reader(one) for one in plan.questions}
    for column in plan.system:
        found[column.name] = Reader((column.name,), _simple(column))
    found[TODAY] = Reader((plan.fact(STARTED),), _began)
    return found


def why_name(question: str) -> str:
    """Give the name of what is known of an answer without what it is: 1, or the reason why there is none."""
    return f"{question}?"


def _why_reader(question: PlannedQuestion) -> Reader:
    """Read one column only, where one tells: not that of an option that not all are offered. So few are counted."""
    used = [one for one in question.columns if one.role in _ANSWERS]
    all_versions = max(len(one.versions) for one in used)
    telling = used[-1] if used[-1].role is Role.STATE else question.telling
    if telling.offer or len(telling.versions) < all_versions:
        whole = _question_reader(question.columns)
        return Reader(whole.columns, lambda cells: _why(whole.read(cells)))
    if telling.role is Role.STATE:
        return Reader((telling.name,), lambda cells: _STATES.get(cells[0], 1))
    read = _simple(telling)
    return Reader((telling.name,), lambda cells: _why(read(cells)))


def _why(value: Value | Missing) -> Value | Missing:
    return value if isinstance(value, Missing) else 1


def _question_reader(columns: Iterable[Column]) -> Reader:
    used = [one for one in columns if one.role in _ANSWERS]
    names = tuple(one.name for one in used)
    if used[0].role is Role.CHOSEN:
        return Reader(names, _chosen([_code(one) for one in used]))
    if used[0].role is Role.PLACE:
        return Reader(names, _ranked([_code(one) for one in used]))
    if used[-1].role is Role.STATE:
        return Reader(names, _text(_VALUES[used[0].kind]))
    return Reader(names, _simple(used[0]))


def _code(column: Column) -> Code:
    """Give the option that a column is about."""
    if column.code is None:
        raise ValueError(f"{column.name} is about no option")
    return column.code


def _chosen(codes: Sequence[Code]) -> Read:
    def read(cells: Cells) -> Value | Missing:
        state = _state_among(cells)
        if state is not None:
            return state
        return frozenset(code for code, cell in zip(codes, cells, strict=True) if cell == 1)

    return read


def _ranked(codes: Sequence[Code]) -> Read:
    def read(cells: Cells) -> Value | Missing:
        state = _state_among(cells)
        if state is not None:
            return state
        places = {
            cell: code for code, cell in zip(codes, cells, strict=True) if isinstance(cell, int)
        }
        return tuple(places[place] for place in sorted(places) if place > 0)

    return read


def _state_among(cells: Cells) -> Missing | None:
    """Say why none of the options has a value; one that this version did not have says nothing of the others."""
    states = [_STATES.get(cell) for cell in cells]
    if None in states:
        return None
    told = [state for state in states if state is not None]
    return next((state for state in told if state is not Missing.NOT_IN_VERSION), told[0])


def _text(value: Callable[[str], Value]) -> Read:
    def read(cells: Cells) -> Value | Missing:
        text, why = cells
        if text is None:
            return _STATES.get(why, Missing.LEFT_EMPTY)
        return value(str(text))

    return read


def _simple(column: Column) -> Read:
    value = _VALUES.get(column.kind, str)

    def read(cells: Cells) -> Value | Missing:
        cell = cells[0]
        if cell is None:
            return Missing.LEFT_EMPTY
        state = state_of(column, cell)
        if state is not None:
            return state
        return cell if isinstance(cell, int) else value(cell)

    return read


def _began(cells: Cells) -> Value | Missing:
    started = cells[0]
    if not isinstance(started, str) or not started:
        return Missing.WITHHELD
    return date.fromisoformat(started[:DAY])


_VALUES: Final[Mapping[Kind, Callable[[str], Value]]] = {
    Kind.DECIMAL: Decimal,
    Kind.DATE: date.fromisoformat,
    Kind.TIME: time.fromisoformat,
    Kind.PARTIAL_DATE: PartialDate.fromisoformat,
    Kind.TEXT: str,
    Kind.CHOICE: str,
}
"""How a text in a cell is read."""
