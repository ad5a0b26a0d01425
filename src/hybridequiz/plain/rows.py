"""Rows of a roster: one more, or one taken away."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from hybridequiz.interview.complaints import InvalidAnswer
from hybridequiz.interview.outcomes import Consequences
from hybridequiz.interview.rows import can_add, count_after
from hybridequiz.plain.answering import save_confirmed
from hybridequiz.plain.desk import Desk
from hybridequiz.plain.showing import consequence_lines, named
from hybridequiz.questionnaire.repetition import Row
from hybridequiz.wording.rendering import text_words


def add_row(desk: Desk, _rest: str) -> None:
    """Count one row more, and go to it."""
    row = _row_here(desk)
    if row is None:
        return
    if not can_add(desk.interview, row.repetition):
        desk.say("No row can be added here.")
        return
    _change(desk, partial(desk.conductor.add_row, row.repetition))


def remove_row(desk: Desk, _rest: str) -> None:
    """Take the row with its answers away, after a question."""
    row = _row_here(desk)
    if row is None:
        return
    if count_after(desk.interview, row) is None:
        source = desk.interview.instrument.by_id[row.repetition.source]
        asked = named(desk.interview, source)
        desk.say("This row belongs to an answer at: {question}. Change it there.", question=asked)
        return
    title = text_words(desk.interview, row.title)
    if desk.ask_yes(desk.ui.say("Take away {row}, with its answers?", row=title)):
        _drop_half(desk, row)
        _change(desk, partial(desk.conductor.remove_row, row))


def _drop_half(desk: Desk, row: Row) -> None:
    """Forget what is half typed in the rows of a roster: it would be another row's."""
    items = desk.interview.instrument.items
    gone = {one.id for one in items if one.row and one.row.repetition is row.repetition}
    for name in gone & desk.half.keys():
        del desk.half[name]
    draft = desk.sitting.journal.draft()
    if draft is not None and draft.address in gone:
        desk.save(partial(desk.conductor.keep_draft, ""))


def _row_here(desk: Desk) -> Row | None:
    current = desk.conductor.current
    row = current.row if current is not None else None
    if row is None:
        desk.say("Nothing is asked in rows here.")
    return row


def _change(desk: Desk, change: Callable[..., Consequences]) -> None:
    """Change the rows, with reasons where a check asks for them, or say why that cannot be."""
    try:
        consequences = save_confirmed(desk, change)
    except InvalidAnswer as error:
        desk.complain(error.complaint)
        return
    if consequences is None:
        return
    desk.say("Saved.")
    for line in consequence_lines(desk.interview, consequences):
        desk.talk.tell(line)
    desk.again = True
