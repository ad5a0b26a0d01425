"""An answer: a value, or no value with its reason; and how both travel as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import cast

from hybridequiz.interview.events import LARGEST_NUMBER, Json
from hybridequiz.questionnaire.partial_dates import PartialDate
from hybridequiz.questionnaire.questions import (
    ChoiceQuestion,
    ComputedQuestion,
    DateQuestion,
    DecimalQuestion,
    IntegerQuestion,
    LongTextQuestion,
    LookupQuestion,
    MultipleQuestion,
    Question,
    RankingQuestion,
    ScaleQuestion,
    SingleQuestion,
    TextQuestion,
    TimeQuestion,
)
from hybridequiz.questionnaire.states import WHOLE_NUMBERS, Code, Missing, Value
from hybridequiz.values import frozen


@frozen
class Answer:
    """What was answered to one question.

    Attributes:
        value: The value, or the reason why there is none.
        other: What was typed at "other, namely", by option code; nothing where that was passed over on purpose.
        derived: Whether the program filled it in, by the questionnaire's rule.
    """

    value: Value | Missing
    other: tuple[tuple[Code, str], ...] = ()
    derived: bool = False

    @property
    def missing(self) -> Missing | None:
        """Give the reason for no value, or None where there is a value."""
        return self.value if isinstance(self.value, Missing) else None

    @property
    def given(self) -> bool:
        """Tell whether the respondent said something: a value, or a reason of their own."""
        return self.value is not Missing.LEFT_EMPTY

    def other_text(self, code: Code) -> str:
        """Give what was typed at an option that asks "namely"."""
        return next((text for key, text in self.other if key == code), "")

    def to_json(self) -> dict[str, Json]:
        """Give the answer as JSON: `{"value": …}` or `{"missing": "dont_know"}`."""
        if isinstance(self.value, Missing):
            record: dict[str, Json] = {"missing": self.value.value}
        else:
            record = {"value": value_to_json(self.value)}
        if self.other:
            record["other"] = {str(code): text for code, text in self.other}
        if self.derived:
            record["derived"] = True
        return record


def value_to_json(value: Value) -> Json:
    """Give a value as JSON: decimals, dates and times as strings, a set of choices as a sorted list.

    A ranking is a list in its order. A whole number that other readers of JSON would round is a string.
    """
    if isinstance(value, frozenset):
        return cast(list[Json], sorted(value, key=lambda code: (str(type(code)), code)))
    if isinstance(value, tuple):
        return cast(list[Json], list(value))
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, int) and abs(value) > LARGEST_NUMBER:
        return str(value)
    return value.isoformat() if isinstance(value, date | PartialDate) else value


def value_from_json(question: Question, raw: Json) -> Value:
    """Read a value back that `value_to_json` gave.

    Raises:
        ValueError: when it is no value of this question.
    """
    try:
        match question, raw:
            case ((MultipleQuestion() | RankingQuestion()), list()):
                return _codes_from_json(question, cast(list[Code], raw))
            case DecimalQuestion(), str():
                return Decimal(raw)
            case DateQuestion(), str():
                return (PartialDate if question.takes_spans else date).fromisoformat(raw)
            case ComputedQuestion(), int() | str():
                return _computed_from_json(question, raw)
            case TimeQuestion(), str():
                return time.fromisoformat(raw)
            case SingleQuestion(), int() | str():
                return raw
            case ((IntegerQuestion() | ScaleQuestion()), int() | str()):
                return _whole_from_json(raw)
            case ((TextQuestion() | LongTextQuestion() | LookupQuestion()), str()):
                return raw
    except (TypeError, ArithmeticError) as error:
        raise ValueError(f"no value of '{question.id}': {raw!r}") from error
    raise ValueError(f"no value of '{question.id}': {raw!r}")


def _codes_from_json(
    question: MultipleQuestion | RankingQuestion, raw: list[Code]
) -> frozenset[Code] | tuple[Code, ...]:
    """Read a set of codes back, or a ranking.

    Raises:
        ValueError: when in a ranking an option stands twice, or nothing does.
    """
    if isinstance(question, MultipleQuestion):
        return frozenset(raw)
    if not raw or len(set(raw)) < len(raw):
        raise ValueError(f"no ranking of '{question.id}': {raw!r}")
    return tuple(raw)


def _whole_from_json(raw: int | str) -> int:
    """Read a whole number back.

    Raises:
        ValueError: when it is a text that `value_to_json` does not give, or larger than any answer can be.
    """
    number = int(raw) if isinstance(raw, str) else raw
    if isinstance(raw, str) and value_to_json(number) != raw:
        raise ValueError(f"no whole number: {raw!r}")
    if number not in WHOLE_NUMBERS:
        raise ValueError(f"no whole number of 64 bits: {raw!r}")
    return number


def _computed_from_json(question: ComputedQuestion, raw: int | str) -> Value:
    """Read a computed value back.

    Raises:
        ValueError: when it is not of the kind that the question gives.
    """
    match question.gives, raw:
        case "integer", int() | str():
            return _whole_from_json(raw)
        case "yes_no", int():
            return raw
        case "decimal", str():
            return Decimal(raw)
        case "date", str():
            return date.fromisoformat(raw)
        case "time", str():
            return time.fromisoformat(raw)
        case "text", str():
            return raw
    raise ValueError(f"no {question.gives}: {raw!r}")


def answer_from_json(question: Question, record: Mapping[str, Json]) -> Answer:
    """Read an answer back that `Answer.to_json` gave.

    Raises:
        ValueError: when it is no answer to this question.
    """
    derived = bool(record.get("derived"))
    if "missing" in record:
        return Answer(Missing(cast(str, record["missing"])), derived=derived)
    value = value_from_json(question, record.get("value"))
    return Answer(value, _others(question, record.get("other")), derived)


def _others(question: Question, raw: Json) -> tuple[tuple[Code, str], ...]:
    """Give the codes at "other" their type back: JSON's keys are texts."""
    if not isinstance(raw, dict) or not isinstance(question, ChoiceQuestion):
        return ()
    return tuple((code, str(raw[str(code)])) for code in question.codes if str(code) in raw)
