"""Where a text that may be quoted stands: always worked out from the permission and the log, never kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from hybridequiz.interview.afterwards import Afterwards, TextOf
from hybridequiz.interview.quotations import Quotable
from hybridequiz.store.quotation_log import Decided, Decision
from hybridequiz.values import frozen


class State(StrEnum):
    """Where a text stands."""

    WAITS = "waits"
    """Nobody has reviewed it; where an approval was wanted, it is there."""
    WANTS_APPROVAL = "wants_approval"
    """The respondent wants to approve it first, and has not."""
    PASSED = "passed"
    REJECTED = "rejected"
    REVOKED = "revoked"


@frozen
class Standing:
    """Where a text stands, and with which words.

    Attributes:
        state: Where.
        printed: The text as it is printed, if it passed.
        approved: The text as the respondent approved it last; empty where there is no approval.
        person: Who decided last.
    """

    state: State
    printed: str = ""
    approved: str = ""
    person: str = ""


Lines = Mapping[TextOf, Sequence[Decided]]
"""The lines of a log by response, question and hash of the text."""


def by_text(log: Iterable[Decided]) -> Lines:
    """Put the lines of a log together that are about the same text."""
    found: dict[TextOf, list[Decided]] = {}
    for one in log:
        found.setdefault((one.response, one.question, one.text_hash), []).append(one)
    return found


def standing(text: Quotable, lines: Lines) -> Standing:
    """Tell where a text stands.

    Args:
        text: The text, with a permission that holds.
        lines: What was decided about texts; of other texts nothing counts.
    """
    about = lines.get((text.response, text.question, text.text_hash), ())
    person = about[-1].person if about else ""
    if any(one.decision is Decision.REVOKED for one in about):
        return Standing(State.REVOKED, person=person)
    approvals = [one.printed for one in about if one.decision is Decision.APPROVED]
    approved = approvals[-1] if text.needs_approval and approvals else ""
    reviews = [one for one in about if one.decision in (Decision.PASSED, Decision.REJECTED)]
    if reviews and reviews[-1].decision is Decision.REJECTED:
        return Standing(State.REJECTED, approved=approved, person=person)
    if text.needs_approval and not approved:
        return Standing(State.WANTS_APPROVAL, person=person)
    if reviews and (not text.needs_approval or reviews[-1].printed == approved):
        return Standing(State.PASSED, reviews[-1].printed, approved, person)
    return Standing(State.WAITS, approved=approved, person=person)


def afterwards(log: Iterable[Decided]) -> Afterwards:
    """Give what respondents said after their interviews, from a log; what reviewers decided is not that."""
    withdrawn: set[TextOf] = set()
    approved: dict[TextOf, str] = {}
    for one in log:
        text = (one.response, one.question, one.text_hash)
        if one.decision is Decision.REVOKED:
            withdrawn.add(text)
        elif one.decision is Decision.APPROVED:
            approved[text] = one.printed
    return Afterwards(withdrawn, approved)
