"""What a review says of the questions: how many still wait for an answer, and how many were left empty."""

from __future__ import annotations

from hybridequiz.interview.interview import Interview
from hybridequiz.questionnaire.instrument import Planned
from hybridequiz.questionnaire.states import Missing
from hybridequiz.wording.interface import interface


def waiting(interview: Interview) -> tuple[Planned, ...]:
    """Give the questions on the route that wait for an answer."""
    items = interview.route.items
    return tuple(one for one in items if one.question is not None and interview.is_open(one))


def left_empty(interview: Interview) -> tuple[Planned, ...]:
    """Give the questions that were passed over; in an interview not those that the respondent answers alone."""
    hides = interview.session.mode == "interview"
    return tuple(
        one
        for one in interview.route.items
        if one.id in interview.answers
        and interview.answers[one.id].missing is Missing.LEFT_EMPTY
        and not (hides and one.item.self_block)
    )


def review_words(interview: Interview) -> str:
    """Say how many questions wait, and how many were left empty: the summary will tell those too."""
    ui = interface(interview.language)
    open_now, left = len(waiting(interview)), len(left_empty(interview))
    if not open_now and not left:
        return ui.say("No question is open any more.")
    if not open_now:
        return ui.say_number(
            "All questions were shown; {number} was left empty.",
            "All questions were shown; {number} were left empty.",
            left,
        )
    words = ui.say_number(
        "{number} question is still open.", "{number} questions are still open.", open_now
    )
    if left:
        words += " " + ui.say_number("{number} was left empty.", "{number} were left empty.", left)
    return words
