"""Leads in words: what was seen, with numbers, and what may explain it."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from hybridequiz.interview.leads import Lead, LeadKind
from hybridequiz.problems import say
from hybridequiz.wording.interface import interface
from hybridequiz.wording.notation import number_words

MAY_EXPLAIN: Final = {
    LeadKind.FAST: say(
        "Perhaps: a respondent who knows the subject, an interviewer who knows the questions, answers from a file."
    ),
    LeadKind.STRAIGHT: say(
        "Perhaps: somebody who finds all of it equally good, or items that are much alike."
    ),
    LeadKind.NIGHT: say("Perhaps: shift work, an evening that ran late, or a clock that is wrong."),
    LeadKind.DONT_KNOW: say(
        "Perhaps: the question is not clear, or not about everybody who was asked."
    ),
}
NO_VERDICT: Final = say(
    "A lead is no verdict: look, ask, call back. Nothing is left out because of one."
)


def lead_words(lead: Lead, language: str) -> str:
    """Say what was seen."""
    ui, numbers = interface(language), lead.numbers
    match lead.kind:
        case LeadKind.FAST:
            return ui.say(
                "Fast: {pace} s a question; the middle of {among} responses is {middle} s.",
                pace=_seconds(numbers["pace"], language),
                middle=_seconds(numbers["middle"], language),
                among=numbers["among"],
            )
        case LeadKind.STRAIGHT:
            return ui.say(
                "The same answer to all items in {straight} of {grids} grids ({items} items).",
                **numbers,
            )
        case LeadKind.NIGHT:
            clock = f"{numbers['hour']:02}:{numbers['minute']:02}"
            return ui.say("It began at night, at {clock}.", clock=clock)
        case LeadKind.DONT_KNOW:
            return ui.say("{share} % don’t know: {said} of {asked}.", **numbers)


def may_explain(lead: Lead, language: str) -> str:
    """Say what may explain it."""
    return interface(language).say(MAY_EXPLAIN[lead.kind])


def _seconds(milliseconds: int, language: str) -> str:
    """Write seconds with one decimal."""
    return number_words(Decimal(milliseconds).scaleb(-3).quantize(Decimal("0.1")), language)
