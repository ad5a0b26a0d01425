"""How an interview ended. Codes and shares follow AAPOR's Standard Definitions."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from hybridequiz.interview.interview import Interview
from hybridequiz.questionnaire.instrument import Planned
from hybridequiz.questionnaire.states import Missing
from hybridequiz.values import replace

COMPLETE_SHARE: Final = 80
"""Per cent of the items that were put, of which something other than "left empty" is known."""
PARTIAL_SHARE: Final = 50


class Disposition(IntEnum):
    """The result of an invited case."""

    COMPLETE = 10
    PARTIAL = 11
    REFUSED = 20
    BROKE_OFF = 21
    WITHDRAWN = 22
    NOT_REACHED = 30
    OTHER = 31
    NOT_ELIGIBLE = 40
    TEST = 60


def disposition(interview: Interview) -> Disposition:
    """Say how the interview ends if it is finished now.

    An exit decides by itself. Otherwise: complete when the end was reached and at least 80 % of the items have a
    state other than "left empty"; partial at 50 % with all key items answered ("don't know" counts); else it was
    broken off. After a break-off the items that were not reached count as put.
    """
    taken = interview.route.exit
    if taken is not None:
        return Disposition[taken.exit.disposition.upper()]
    share = answered_share(interview)
    if interview.ended is None and share >= COMPLETE_SHARE:
        return Disposition.COMPLETE
    if share >= PARTIAL_SHARE and _key_items_answered(interview):
        return Disposition.PARTIAL
    return Disposition.BROKE_OFF


def answered_share(interview: Interview) -> int:
    """Give the share of the items put that were answered, in whole per cents, rounded down."""
    put = [planned for planned in _put(interview) if planned.asked and not planned.after_exit]
    known = sum(
        planned.id in interview.answers and interview.answers[planned.id].given for planned in put
    )
    return 100 * known // len(put) if put else 0


def _put(interview: Interview) -> tuple[Planned, ...]:
    """Give the items on the route as it would be without an early end."""
    return replace(interview, ended=None).route.items


def _key_items_answered(interview: Interview) -> bool:
    put = {planned.id for planned in _put(interview)}
    return all(
        name in interview.answers
        and interview.answers[name].missing not in (Missing.LEFT_EMPTY, Missing.REFUSED)
        for name in interview.instrument.questionnaire.key_items
        if name in put
    )
