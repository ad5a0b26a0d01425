"""From a JSON value to an answer. Nothing is coerced: a number in quotes is not a number."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from hybridequiz.batch.faults import BadLine, bad
from hybridequiz.batch.lines import quoted
from hybridequiz.interview.answers import Answer
from hybridequiz.interview.complaints import ComplaintKind, refuse
from hybridequiz.interview.typing_rules import chosen, read_typed
from hybridequiz.problems import did_you_mean
from hybridequiz.questionnaire.questions import (
    ChoiceQuestion,
    ComputedQuestion,
    DateQuestion,
    DecimalQuestion,
    IntegerQuestion,
    LookupQuestion,
    MultipleQuestion,
    Question,
    RankingQuestion,
    ScaleQuestion,
    SingleQuestion,
    TimeQuestion,
)
from hybridequiz.questionnaire.states import SAID, Code, Missing

REASONS: Final = (*SAID, Missing.LEFT_EMPTY)
"""Reasons for no value that a line can give; the others are the route's."""


def read_answer(
    question: Question, raw: object, typed: Mapping[Code, str], language: str
) -> Answer:
    """Read the answer to a question from JSON.

    Args:
        question: The question.
        raw: What stands in the line.
        typed: What was typed at "other, namely", by code.
        language: The language of the line, in which it is told what is wrong.

    Raises:
        BadLine: The value is of another type than the question asks.
        InvalidAnswer: It breaks a rule for what is typed.
    """
    if isinstance(question, ComputedQuestion):
        message, hint = "this is worked out by the questionnaire", "leave the key out"
        raise bad("derived", message, key=question.id, hint=hint)
    if isinstance(raw, dict):
        return _no_value(question, raw)
    if isinstance(question, ChoiceQuestion):
        return _chosen(question, raw, typed)
    if isinstance(question, LookupQuestion):
        if not isinstance(raw, str):
            raise _wrong_type(question, raw, "a code of the list: a text between quotes")
        return Answer(raw.strip() or Missing.LEFT_EMPTY)
    if isinstance(question, IntegerQuestion | ScaleQuestion):
        if isinstance(raw, Decimal):
            raise refuse(ComplaintKind.NOT_WHOLE, typed=raw)
        return Answer(_number(question, raw, "a whole number"))
    if isinstance(question, DecimalQuestion):
        number = Decimal(_number(question, raw, "a number"))
        return Answer(number.copy_abs() if number.is_zero() else number)  # -0.0 is 0, as when typed
    if not isinstance(raw, str):
        raise _wrong_type(question, raw, f"{_written_as(question)} between quotes")
    return read_typed(question, raw, language)


def _written_as(question: Question) -> str:
    """Say what stands between quotes."""
    if isinstance(question, DateQuestion) and question.takes_spans:
        return "a date"
    return {DateQuestion: "a day", TimeQuestion: "a time"}.get(type(question), "a text")


def _no_value(question: Question, raw: dict[str, Any]) -> Answer:
    """Read `{"missing": "dont_know"}`."""
    known = [reason.value for reason in REASONS]
    reason = raw.get("missing")
    if raw.keys() != {"missing"} or reason not in known:
        hint = did_you_mean(quoted(reason), known, noun="the reasons")
        message = 'no value is written as {"missing": reason}'
        raise bad("unknown-reason", message, key=question.id, hint=hint)
    return Answer(Missing(reason))


def _chosen(question: ChoiceQuestion, raw: object, typed: Mapping[Code, str]) -> Answer:
    """Read one code, or a list of codes where several may be chosen; of a ranking in its order."""
    if isinstance(question, MultipleQuestion | RankingQuestion):
        if not isinstance(raw, list):
            ranked = isinstance(question, RankingQuestion)
            wanted = "the first place first: [3, 1, 2]" if ranked else "[1, 2]"
            raise _wrong_type(question, raw, f"a list of codes{',' if ranked else ':'} {wanted}")
        codes = [_code(question, one) for one in raw]
    else:
        codes = [_code(question, raw)]
    found = frozenset(codes)
    if len(found) != len(codes):
        raise bad("twice", "a code stands twice in the list", key=question.id)
    for code in typed:
        if code not in found:
            message = f"a text is given for option {code}, which is not chosen"
            raise bad("not-chosen", message, key=f"{question.id}.{code}")
    return chosen(question, codes, typed, unnamed=typed)


def _code(question: ChoiceQuestion, raw: object) -> Code:
    """Read a code; one of the other kind is told, not turned into it."""
    if isinstance(raw, int | str) and not isinstance(raw, bool):
        if raw in question.codes:
            return raw
        near = next((code for code in question.codes if str(code) == str(raw)), None)
        hint = "" if near is None else "codes that are numbers stand without quotes"
        words = f"“{quoted(raw)}” is not one of the options"
        known = f"the codes are: {', '.join(str(code) for code in question.codes)}"
        raise bad("not_offered", words, key=question.id, hint=hint or known)
    wanted = "a number without a mark" if isinstance(question.codes[0], int) else "a name"
    one = "a code" if isinstance(question, SingleQuestion) else "each code"
    raise _wrong_type(question, raw, f"{one}: {wanted}")


def _number(question: Question, raw: object, wanted: str) -> int | Decimal:
    if not isinstance(raw, int | Decimal) or isinstance(raw, bool):
        raise _wrong_type(question, raw, f"{wanted} without quotes")
    return raw


def _wrong_type(question: Question, raw: object, wanted: str) -> BadLine:
    said = {type(None): "null", bool: "true or false", str: "a text", list: "a list"}
    found = said.get(type(raw), "a number")
    hint = "leave the key out where nothing was answered" if raw is None else ""
    return bad("wrong-type", f"this is {found}; wanted is {wanted}", key=question.id, hint=hint)
