"""Which answers a question takes of a respondent, and which are near one that was given."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from typing import Final

from hybridequiz.questionnaire.conditions import Condition
from hybridequiz.questionnaire.conditions.naming import THIS
from hybridequiz.questionnaire.instrument import Planned
from hybridequiz.questionnaire.questions import (
    ChoiceQuestion,
    ComputedQuestion,
    DecimalQuestion,
    IntegerQuestion,
    LongTextQuestion,
    LookupQuestion,
    MultipleQuestion,
    ScaleQuestion,
    SingleQuestion,
    TextQuestion,
)
from hybridequiz.questionnaire.states import Code, Value
from hybridequiz.report.responses import Said

_NEVER: Final = (TextQuestion, LongTextQuestion, ComputedQuestion, LookupQuestion)
"""Of these it is not said which other answers they take."""


def is_known(condition: Condition, said: Said) -> bool:
    """Tell whether everything that a condition looks at is known."""
    return condition.names - {THIS} <= said.keys()


def near(planned: Planned, value: Value | None, seen: Collection[Value]) -> Iterable[Value]:
    """Give answers to a question that are worth a try; not all of them need be taken.

    Args:
        planned: The question.
        value: The answer that was given; None where none was.
        seen: Answers that others gave.
    """
    question = planned.question
    if isinstance(question, SingleQuestion):
        return question.codes
    if isinstance(question, ScaleQuestion):
        return range(question.min, question.max + 1)
    if isinstance(question, MultipleQuestion):
        return dict.fromkeys(_choices(question, value))
    if isinstance(question, IntegerQuestion):
        beside = [value - 1, value + 1] if isinstance(value, int) else []
        return dict.fromkeys([*beside, question.min, question.max, *seen])
    if isinstance(question, DecimalQuestion):
        return dict.fromkeys([Decimal(question.min), Decimal(question.max), *seen])
    return seen


def _choices(question: MultipleQuestion, value: Value | None) -> Iterator[frozenset[Code]]:
    """Give choices near some: one more or fewer, another one instead; the fewest that are taken, and options alone."""
    codes = question.codes
    chosen = value if isinstance(value, frozenset) else frozenset[Code]()
    yield from (chosen ^ {code} for code in codes)
    if question.min_chosen == question.max_chosen:
        gone = next((code for code in codes if code in chosen), None)
        yield from ((chosen - {gone}) | {code} for code in codes)
    few = question.min_chosen
    yield from (frozenset(codes[at : at + few]) for at in range(len(codes) - few + 1))
    yield from (frozenset({code}) for code in codes)


def takes(planned: Planned, value: Value, said: Said) -> bool:
    """Tell whether a question takes an answer of a respondent, by what was said before; not where that is not known.

    Args:
        planned: The question.
        value: The answer.
        said: What else is known of the respondent.
    """
    question = planned.question
    if question is None or isinstance(question, _NEVER):
        return False
    if isinstance(question, ScaleQuestion | IntegerQuestion | DecimalQuestion):
        return isinstance(value, int | Decimal) and question.min <= value <= question.max
    if not isinstance(question, ChoiceQuestion):
        return not planned.varies
    chosen = value if isinstance(value, frozenset | tuple) else (value,)
    if not all(_offers(planned, question, one, said) for one in chosen):
        return False
    if isinstance(question, MultipleQuestion):
        alone = {one.code for one in question.options if one.exclusive}
        fits = question.min_chosen <= len(chosen) <= (question.max_chosen or len(question.codes))
        return fits and (len(chosen) == 1 or alone.isdisjoint(chosen))
    return True


def _offers(planned: Planned, question: ChoiceQuestion, code: object, said: Said) -> bool:
    """Tell whether an option is offered for certain."""
    if code not in question.codes:
        return False
    condition = next((each for one, each in planned.options.items() if one == code), None)
    if condition is not None and not (is_known(condition, said) and condition.holds(said) is True):
        return False
    if question.chosen_in is None:
        return True
    chosen = said.get(question.chosen_in)
    return isinstance(chosen, frozenset | tuple) and code in chosen
