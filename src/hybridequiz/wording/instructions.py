"""How to answer, where the questionnaire does not say it itself."""

from __future__ import annotations

from typing import Final

from hybridequiz.problems import say
from hybridequiz.questionnaire.questions import (
    DateQuestion,
    DecimalQuestion,
    IntegerQuestion,
    LookupQuestion,
    MultipleQuestion,
    Question,
    RankingQuestion,
    TimeQuestion,
)
from hybridequiz.wording.interface import Interface, interface
from hybridequiz.wording.notation import number_words

_SIMPLE: Final[dict[type, str]] = {
    LookupQuestion: say("Type some letters of the name, or the code."),
    TimeQuestion: say("Hours:minutes, such as 14:05."),
}
"""What a type asks whatever the question says."""


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
