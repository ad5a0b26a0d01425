"""Values that nobody is asked: worked out from earlier answers."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from hybridequiz.interview.answers import Answer
from hybridequiz.questionnaire.conditions import Condition
from hybridequiz.questionnaire.conditions.arithmetic import rounded
from hybridequiz.questionnaire.questions import LONGEST, ComputedQuestion
from hybridequiz.questionnaire.states import RESERVED, WHOLE_NUMBERS, Missing, Value


def computed_answer(
    question: ComputedQuestion, expression: Condition | None, values: Mapping[str, Value | Missing]
) -> Answer | None:
    """Work a value out; where it has none, its reason is the first among what it reads.

    Args:
        question: What is computed.
        expression: Its expression; None where it has faults.
        values: What is known so far.

    Returns:
        The value, marked as filled in; None while what it reads was not reached.
    """
    result = Missing.NOT_APPLICABLE if expression is None else expression.evaluate(values)
    if result is Missing.NOT_REACHED:
        return None
    return Answer(
        result if isinstance(result, Missing) else _shaped(question, result), derived=True
    )


def _shaped(question: ComputedQuestion, result: Value) -> Value | Missing:
    """Give a result the form of the question's values.

    One that would read as a reason for none is none, and so is one that is larger than values can be.
    """
    if isinstance(result, bool):
        return int(result)
    if isinstance(result, str):
        return result[:LONGEST] if result.strip() else Missing.NOT_APPLICABLE
    if not isinstance(result, int | Decimal):
        return result
    places = question.decimals if question.gives == "decimal" else 0
    try:
        number = rounded(result, places)
    except ArithmeticError:  # with its decimals it has more digits than the language reckons with
        return Missing.NOT_APPLICABLE
    if RESERVED[0] <= number <= RESERVED[-1]:
        return Missing.NOT_APPLICABLE
    if question.gives == "decimal":
        return Decimal(number)
    whole = int(number)
    return whole if whole in WHOLE_NUMBERS else Missing.NOT_APPLICABLE
