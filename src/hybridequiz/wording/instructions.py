"""How to answer, where the questionnaire does not say it itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from hybridequiz.interview.consents import Way, way_of
from hybridequiz.interview.interview import Interview
from hybridequiz.problems import say
from hybridequiz.questionnaire.instrument import Planned
from hybridequiz.questionnaire.questions import (
    DateQuestion,
    DecimalQuestion,
    IntegerQuestion,
    LookupQuestion,
    MultipleQuestion,
    Question,
    RankingQuestion,
    SingleQuestion,
    TimeQuestion,
)
from hybridequiz.wording.interface import Interface, interface
from hybridequiz.wording.notation import number_words
from hybridequiz.wording.rendering import text_words

HOW_CONSENT: Final[Mapping[Way, str]] = {
    "own_key": say("You give this answer yourself, with a key of your own."),
    "spoken": say("The respondent gives this answer, spoken; key in what was said."),
    "paper": say("Key in what stands on the paper."),
}
"""Whose answer a consent is, by the way in which it is given."""
_SIMPLE: Final[dict[type, str]] = {
    LookupQuestion: say("Type some letters of the name, or the code."),
    TimeQuestion: say("Hours:minutes, such as 14:05."),
}
"""What a type asks whatever the question says."""


def instruction_at(interview: Interview, planned: Planned, offered: int) -> str:
    """Say how to answer: in the questionnaire's words or the program's, and whose answer a consent is.

    `offered`: how many options there are.
    """
    own, language = planned.item.instruction, interview.language
    ui = interface(language)
    words = default_instruction(planned.question, language, offered)
    if own is not None:
        words = text_words(interview, own) or words
    if isinstance(planned.question, SingleQuestion) and planned.question.consent:
        consent = ui.say(HOW_CONSENT[way_of(planned, interview.session.mode)])
        words = f"{words} {consent}".strip()
    return words


def confirmation_at(interview: Interview, planned: Planned) -> str:
    """Say that what shows was filled in beforehand and is to be confirmed; nothing where it was not."""
    if planned.id not in interview.prefilled:
        return ""
    return interface(interview.language).say(
        "Filled in beforehand, not yet an answer. Is it right? Going on confirms it."
    )


def default_instruction(question: Question | None, language: str, offered: int = 0) -> str:
    """Say how to answer where the questionnaire does not; `offered`: how many options there are now."""
    ui = interface(language)
    match question:
        case MultipleQuestion(max_chosen=None):
            return ui.say("More than one answer is possible.")
        case MultipleQuestion():
            return ui.say("Choose at most {most}.", most=question.max_chosen)
        case IntegerQuestion() | DecimalQuestion():
            low, high = (number_words(one, language) for one in (question.min, question.max))
            return ui.say("A number from {min} to {max}.", min=low, max=high)
        case RankingQuestion():
            return _ranking_instruction(question, offered, ui)
        case DateQuestion(takes_spans=True):
            return _date_instruction(question, ui)
        case DateQuestion():
            return ui.say("Day-month-year, such as 31-01-2026.")
        case _:
            return ui.say(_SIMPLE[type(question)]) if type(question) in _SIMPLE else ""


def _ranking_instruction(question: RankingQuestion, offered: int, ui: Interface) -> str:
    """Say what a ranking asks where so many options are offered."""
    fewest, most = question.fewest(offered), question.most(offered)
    if fewest >= offered:
        return ui.say("Put these in order: number 1 comes first.")
    if fewest >= most:
        return ui.say("Choose {most}, in order: number 1 comes first.", most=most)
    if most == offered:
        return ui.say("Choose at least {least}, in order: number 1 comes first.", least=fewest)
    if fewest == 1:
        return ui.say("Choose at most {most}, in order: number 1 comes first.", most=most)
    return ui.say(
        "Choose {least} to {most}, in order: number 1 comes first.", least=fewest, most=most
    )


def _date_instruction(question: DateQuestion, ui: Interface) -> str:
    """Say how a date is typed of which a part may be unknown, or is not asked."""
    if question.precision == "year":
        return ui.say("A year, such as 2026.")
    if question.precision == "month":
        if question.partial:
            return ui.say("Month-year, such as 01-2026. If you do not know the month: 2026.")
        return ui.say("Month-year, such as 01-2026.")
    return ui.say(
        "Day-month-year, such as 31-01-2026. If you do not know all of it: 01-2026, or 2026."
    )
