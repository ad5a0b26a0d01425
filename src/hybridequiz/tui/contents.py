"""The contents of an interview: its questions with their answers, and the rows of rosters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum, auto
from itertools import groupby
from operator import attrgetter

from hybridequiz.characters import show_text
from hybridequiz.interview.conductor import Conductor
from hybridequiz.interview.rows import can_add, count_after
from hybridequiz.questionnaire.instrument import Planned
from hybridequiz.questionnaire.repetition import Row
from hybridequiz.questionnaire.states import Missing
from hybridequiz.tui.fields import ChoiceRow
from hybridequiz.tui.interview_texts import answer_note, short
from hybridequiz.values import frozen
from hybridequiz.wording.interface import interface
from hybridequiz.wording.rendering import section_words, text_words


class Does(Enum):
    """What picking an entry does."""

    JUMP = auto()
    """Goes to the item."""
    ROW = auto()
    """Goes to the first item of the row."""
    ADD_ROW = auto()
    REMOVE_ROW = auto()


@frozen
class Entry:
    """A row of the contents.

    Attributes:
        planned: The item that it is about.
        row: How it shows.
        answered: Whether all of it is answered.
        does: What picking it does.
    """

    planned: Planned
    row: ChoiceRow
    answered: bool
    does: Does = Does.JUMP


def contents(conductor: Conductor) -> list[Entry]:
    """List the items on the route with their answers; what was answered alone is masked.

    A row of a roster is one entry, but for the one where the person is: that shows its questions too, and what can be
    done with rows.
    """
    entries: list[Entry] = []
    here = conductor.current
    for row, items in groupby(conductor.interview.route.items, attrgetter("row")):
        visible = [planned for planned in items if conductor.may_visit(planned)]
        if row is None:
            entries += [_item(conductor, planned) for planned in visible]
        elif visible:
            entries.append(_row(conductor, visible))
            if here is not None and here.row is row:
                entries += [_item(conductor, planned, mark="· ") for planned in visible]
    if here is not None and here.row is not None:
        entries += _ways(conductor, here, here.row)
    return entries


def _item(conductor: Conductor, planned: Planned, mark: str = "") -> Entry:
    interview = conductor.interview
    note = answer_note(interview, planned)
    row = ChoiceRow("", mark + short(interview, planned), note=note)
    empty = interview.values.get(planned.id) is Missing.LEFT_EMPTY
    return Entry(planned, row, answered=bool(note) and not empty)


def _row(conductor: Conductor, items: Sequence[Planned]) -> Entry:
    """Give a row of a roster, with how many of its questions are answered."""
    interview = conductor.interview
    asked = [one for one in items if one.question is not None]
    answered = sum(not interview.is_open(one) for one in asked)
    title = show_text(section_words(interview, items[0]))
    note = f"{answered}/{len(asked)}"
    whole = answered == len(asked)
    return Entry(items[0], ChoiceRow("", title, note=note), answered=whole, does=Does.ROW)


def _ways(conductor: Conductor, here: Planned, row: Row) -> Iterator[Entry]:
    """Give what can be done with the rows of the roster where the person is."""
    interview = conductor.interview
    say = interface(interview.language).say
    if can_add(interview, row.repetition):
        words = "+ " + say("one row more")
        yield Entry(here, ChoiceRow("", words, apart=True), answered=False, does=Does.ADD_ROW)
    if count_after(interview, row) is None:
        return  # the only option that was chosen: that is changed where it was chosen
    title = show_text(text_words(interview, row.title))
    words = "- " + say("take away: {row}", row=title)
    yield Entry(here, ChoiceRow("", words, apart=True), answered=False, does=Does.REMOVE_ROW)
