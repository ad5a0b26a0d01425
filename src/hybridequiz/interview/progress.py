"""How far the interview is: by section, and the questions left as a range. Never a false percentage."""

from __future__ import annotations

from dataclasses import dataclass

from hybridequiz.interview.interview import Interview
from hybridequiz.questionnaire.instrument import Planned


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


def progress(interview: Interview) -> Progress:
    """Tell how far the interview is.

    A question whose condition looks at a question that is still open may come or not: it counts in `most` only.
    """
    certain = {planned.id for planned in interview.route.items}
    doubtful = _doubtful(interview)
    sections = sorted(
        {planned.section for planned in interview.route.items}
        | {planned.section for planned in doubtful}
    )
    current = interview.current
    number = sections.index(current.section) + 1 if current else 0
    open_ids = {one.id for one in interview.route.items if one.question and interview.is_open(one)}
    maybe = {planned.id for planned in doubtful if planned.question}
    fewest = len(open_ids - maybe)
    unknown_extra = len(maybe - (certain - open_ids))
    return Progress(number, len(sections), fewest, fewest + unknown_extra)


def _doubtful(interview: Interview) -> list[Planned]:
    """Give the items of which it is not certain yet whether they come."""
    if interview.route.exit is not None or interview.ended is not None:
        return []
    mode, form = interview.session.mode, interview.session.form
    unsettled = {one.id for one in interview.route.items if one.question and interview.is_open(one)}
    doubtful = []
    for planned in interview.instrument.items:
        if mode not in planned.modes or form not in planned.forms or not planned.guards:
            continue
        looked_at = frozenset[str]().union(*(one.condition.references for one in planned.guards))
        if looked_at & unsettled:
            doubtful.append(planned)
            unsettled.add(planned.id)
    return doubtful
