"""Rows of a roster that come and go: what happens to the answers in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hybridequiz.interview.answers import Answer
from hybridequiz.interview.events import EventKind, Json
from hybridequiz.interview.interview import Interview
from hybridequiz.questionnaire.instrument import Planned
from hybridequiz.questionnaire.repetition import Repetition, Row

Step = tuple[EventKind, str, Mapping[str, Json]]
"""What happens, to what, and what belongs to it."""


def can_add(interview: Interview, repetition: Repetition) -> bool:
    """Tell whether a row can be added: where rows are counted, up to as many as there can be."""
    number = number_of_rows(interview, repetition)
    return number is not None and number < len(repetition.rows)


def number_of_rows(interview: Interview, repetition: Repetition) -> int | None:
    """Give how many rows are counted; None where they belong to options, or it is not known."""
    number = interview.values.get(repetition.source)
    return number if isinstance(number, int) and not repetition.codes else None


def count_after(interview: Interview, row: Row) -> Answer | None:
    """Give the answer that says which rows there are, without one of them; None where none is left to choose."""
    held = interview.values.get(row.repetition.source)
    if isinstance(held, frozenset):
        given = interview.answers[row.repetition.source]
        left = held - {row.code}
        other = tuple((code, text) for code, text in given.other if code in left)
        return Answer(left, other) if left else None
    return Answer(held - 1) if isinstance(held, int) else None


def moved_up(interview: Interview, row: Row) -> Iterator[Step]:
    """Give what makes the rows behind a counted one move up by one, so that the last is empty.

    Answers move, each with the language in which it was given, and remarks, and whether a note was read: all of that
    is about the row. Where rows belong to options, none moves.
    """
    for planned, source in _pairs(interview, row):
        yield from _taken_over(interview, planned, source)


def kept_confirmations(before: Interview, after: Interview, row: Row) -> Iterator[Step]:
    """Give what was said of soft checks in the rows that moved up, where it was said of the very same values.

    Args:
        before: The interview with the row.
        after: The interview without it.
        row: The row that was taken away.
    """
    holding = {(one.planned.id, one.number) for one in before.confirmed_checks()}
    for planned, source in _pairs(before, row):
        if source is None:
            continue
        for name, number in sorted(holding):
            if name == source.id and after.looked_at(planned, number) == before.looked_at(
                source, number
            ):
                reason = before.confirmed[name, number][0]
                yield EventKind.CONFIRMED, planned.id, {"check": number, "reason": reason}


def _pairs(interview: Interview, row: Row) -> Iterator[tuple[Planned, Planned | None]]:
    """Give each question from a row on with the one behind it; in the last row with none."""
    last = number_of_rows(interview, row.repetition)
    rows = _by_row(interview, row.repetition)
    for number in range(row.number, (last or 0) + 1):
        behind = rows.get(number + 1, []) if number != last else []
        for place, planned in enumerate(rows[number]):
            yield planned, behind[place] if behind else None


def _by_row(interview: Interview, repetition: Repetition) -> dict[int, list[Planned]]:
    found: dict[int, list[Planned]] = {}
    for planned in interview.instrument.items:
        if planned.row is not None and planned.repetition is repetition:
            found.setdefault(planned.row.number, []).append(planned)
    return found


def _taken_over(interview: Interview, planned: Planned, source: Planned | None) -> Iterator[Step]:
    """Give what puts the answer and the remark of a question, or that a note was read, in the place of another's."""
    new = interview.given.get(source.id) if source else None
    old = interview.given.get(planned.id)
    if new is not None:
        spoken = interview.language_of(source.id) if source else ""
        body: dict[str, Json] = {"answer": new.to_json(), "language": spoken}
        yield EventKind.ANSWERED, planned.id, {**body, "by": "row"}
    elif old is not None:
        yield EventKind.CLEARED, planned.id, {"by": "row"}
    read = source is not None and source.id in interview.seen
    if read != (planned.id in interview.seen):
        yield EventKind.SEEN, planned.id, {"by": "row", "read": read}
    remark = interview.remarks.get(source.id, "") if source else ""
    if remark != interview.remarks.get(planned.id, ""):
        yield EventKind.REMARKED, planned.id, {"text": remark, "by": "row"}
