"""How far the interview is: by section, and the questions left as a range. Never a false percentage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hybridequiz.interview.interview import Interview
from hybridequiz.questionnaire.instrument import Planned
from hybridequiz.questionnaire.model import ChoiceQuestion, SingleQuestion


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class _Doubt:
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
    long as no answer is changed and the language stays.
    """
    doubts = list(_doubts(interview))
    route = interview.route.items
    sections = sorted(
        {planned.section for planned in route}
        | {doubt.planned.section for doubt in doubts if doubt.route}
    )
    current = interview.current
    number = sections.index(current.section) + 1 if current else 0
    open_now = {one.id for one in route if one.question and interview.is_open(one)}
    may_pass = {one.planned.id for one in doubts if one.route or _fills_itself_in(one.planned)}
    may_come = {
        one.planned.id
        for one in doubts
        if one.planned.question and (one.answer or one.planned.id not in interview.answers)
    }
    return Progress(number, len(sections), len(open_now - may_pass), len(open_now | may_come))


def _fills_itself_in(planned: Planned) -> bool:
    return isinstance(planned.question, SingleQuestion) and planned.question.derive is not None


def _doubts(interview: Interview) -> Iterator[_Doubt]:
    """Give the items that an answer still to come may concern, in file order."""
    on_route = set(interview.route.items)
    unsettled = {one.id for one in on_route if one.question and interview.is_open(one)}
    for planned in interview.instrument.items:
        if not _is_possible(interview, planned, unsettled):
            continue
        looks_at = frozenset[str]().union(*(one.condition.references for one in planned.guards))
        route = bool(looks_at & unsettled) or _exit_may_change(interview, planned, unsettled)
        answer = (route or planned in on_route) and bool(_depends_on(planned) & unsettled)
        if route or answer:
            unsettled.add(planned.id)
            yield _Doubt(planned, route, answer)


def _is_possible(interview: Interview, planned: Planned, unsettled: set[str]) -> bool:
    """Tell whether an item can be on the route at all from here on."""
    session, route = interview.session, interview.route
    if session.mode not in planned.modes or session.form not in planned.forms:
        return False
    if planned.after_exit:
        return True
    if interview.ended is not None:
        return planned.id in interview.answers
    passed = route.cut is not None and planned.index > route.cut
    return not passed or _exit_may_change(interview, planned, unsettled)


def _exit_may_change(interview: Interview, planned: Planned, unsettled: set[str]) -> bool:
    """Tell whether an exit before an item may still be taken, or the one that was taken may still be undone."""
    exits, route = interview.instrument.exits, interview.route
    if planned.after_exit:
        return False
    if route.exit is not None:
        exits = exits[: exits.index(route.exit) + 1]
    by_id = interview.instrument.by_id
    return any(
        by_id[name].index < planned.index
        for one in exits
        for name in one.when.references & unsettled
    )


def _depends_on(planned: Planned) -> frozenset[str]:
    """Name the questions that decide whether an answer here still stands."""
    question = planned.question
    names = {question.about} if question is not None else set()
    if isinstance(question, ChoiceQuestion):
        names.add(question.chosen_in)
    conditions = planned.options.values()
    return frozenset(name for name in names if name).union(*(one.references for one in conditions))
