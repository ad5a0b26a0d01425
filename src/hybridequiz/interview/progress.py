"""How far the interview is: by section, and the questions left as a range. Never a false percentage."""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from operator import attrgetter
from typing import Final, NamedTuple

from hybridequiz.interview.interview import Interview
from hybridequiz.questionnaire.instrument import Planned, PlannedExit
from hybridequiz.questionnaire.questions import SingleQuestion
from hybridequiz.values import frozen

NEVER: Final = sys.maxsize
"""An index that no item has."""
ALWAYS: Final = -1
"""An index before every item."""


@frozen
class Progress:
    """How far the interview is.

    Attributes:
        section: The number of the section among those that this person sees, from 1; 0 past the end.
        sections: How many sections this person sees, as far as is known now.
        fewest: The fewest questions that are still to come.
        most: The most questions that are still to come.
    """

    section: int
    sections: int
    fewest: int
    most: int


class _Doubt(NamedTuple):
    """An item of which it is not certain yet what becomes of it.

    Attributes:
        planned: The item.
        route: Whether it may still come on the route, or leave it.
        answer: Whether what is answered there, or filled in, may still change.
    """

    planned: Planned
    route: bool
    answer: bool


def progress(interview: Interview) -> Progress:
    """Tell how far the interview is.

    Whatever is answered from here on, not fewer questions than `fewest` and not more than `most` are still put, as
    long as no answer is changed, the language stays, and no exit is taken: with an exit that may come at any time,
    the fewest would be none, which tells nobody anything.
    """
    route, answers = interview.route.items, interview.answers
    open_now = {one.id for one in route if one.asked}.difference(answers)
    doubts = _doubts(interview, open_now)
    sections = sorted(
        {planned.section for planned in route}
        | {doubt.planned.section for doubt in doubts if doubt.route}
    )
    current = interview.current
    number = sections.index(current.section) + 1 if current else 0
    aside = interview.route.aside
    may_pass = {
        one.planned.id
        for one in doubts
        if one.route or _fills_itself_in(one.planned) or one.planned.id in aside
    }
    may_come = {
        one.planned.id
        for one in doubts
        if one.planned.asked and (one.answer or one.planned.id not in answers)
    }
    return Progress(number, len(sections), len(open_now - may_pass), len(open_now | may_come))


def _fills_itself_in(planned: Planned) -> bool:
    return isinstance(planned.question, SingleQuestion) and planned.question.derive is not None


def _doubts(interview: Interview, open_now: Collection[str]) -> list[_Doubt]:
    """Give the items that an answer still to come may concern, in file order."""
    exits, taken = interview.instrument.exits, interview.route.exit
    if taken is not None:
        names = _looked_at(exits)
        doubts = list(_concerned(interview, open_now, names))
        if names.isdisjoint(open_now) and names.isdisjoint(one.planned.id for one in doubts):
            return doubts
        # it may still be undone, and make way for any other: also for one that leads out earlier
        return list(_concerned(interview, open_now, names, exit_from=ALWAYS))
    return list(_concerned(interview, open_now, frozenset()))


def _looked_at(exits: Iterable[PlannedExit]) -> frozenset[str]:
    return frozenset[str]().union(*(one.when.references for one in exits))


def _concerned(
    interview: Interview,
    open_now: Collection[str],
    exit_names: frozenset[str],
    exit_from: int = NEVER,
) -> Iterator[_Doubt]:
    """Give the items that an answer still to come may concern.

    Args:
        interview: The interview.
        open_now: The questions that are open.
        exit_names: What decides whether an exit is taken.
        exit_from: The index of an item after which one may be taken in any case.
    """
    on_route = frozenset(interview.route.items)
    unsettled = set(open_now)
    by_id = interview.instrument.by_id
    exit_from = min([exit_from, *(by_id[name].index for name in exit_names & unsettled)])
    instrument = interview.instrument
    looked_at = instrument.items
    if exit_from == NEVER:  # what comes before the first open question is settled
        looked_at = instrument.concerned[_first_open(interview, open_now) :]
    for planned in looked_at:
        by_exit = planned.index > exit_from and not planned.after_exit
        route = by_exit or not planned.looks_at.isdisjoint(unsettled)
        leans = not planned.depends_on.isdisjoint(unsettled)
        if not (route or leans) or not _is_possible(interview, planned, by_exit=by_exit):
            continue
        answer = leans and (route or planned in on_route)
        if route or answer:
            unsettled.add(planned.id)
            if planned.id in exit_names:
                exit_from = min(exit_from, planned.index)
            yield _Doubt(planned, route, answer)


def _first_open(interview: Interview, open_now: Collection[str]) -> int:
    """Give the place, among what an earlier answer may concern, where the first open question stands."""
    first = next((one.index for one in interview.route.items if one.id in open_now), NEVER)
    return bisect_left(interview.instrument.concerned, first, key=attrgetter("index"))


def _is_possible(interview: Interview, planned: Planned, *, by_exit: bool) -> bool:
    """Tell whether an item can be on the route at all from here on; `by_exit`: an exit may still change that."""
    session, route = interview.session, interview.route
    if planned.limited and (session.mode not in planned.modes or session.form not in planned.forms):
        return False
    if planned.after_exit:
        return True
    if interview.ended is not None:
        return planned.id in interview.answers
    return by_exit or route.cut is None or planned.index <= route.cut
