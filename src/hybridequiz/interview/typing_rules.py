"""Read what was typed. Nothing is coerced: what is not certain is asked again."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Final

from hybridequiz.characters import clean_text, is_blank
from hybridequiz.interview.answers import Answer
from hybridequiz.interview.complaints import ComplaintKind, refuse
from hybridequiz.questionnaire.partial_dates import PartialDate
from hybridequiz.questionnaire.questions import (
    ChoiceQuestion,
    DateQuestion,
    DecimalQuestion,
    IntegerQuestion,
    LongTextQuestion,
    MultipleQuestion,
    Question,
    RankingQuestion,
    ScaleQuestion,
    TextQuestion,
    TimeQuestion,
)
from hybridequiz.questionnaire.states import Code, Missing

COMMA_LANGUAGES: Final = frozenset(
    {"nl", "de", "fr", "es", "it", "pt", "da", "sv", "nb", "pl", "fy"}
)
"""Languages that write a decimal comma."""

_WHOLE: Final = re.compile(r"[+-]?[0-9]{1,18}")
_DECIMAL: Final = re.compile(r"([+-]?[0-9]{1,18})(?:([.,])([0-9]{1,18}))?")
_LONG: Final = re.compile(r"[+-]?[0-9]{19,}")
_LONG_DECIMAL: Final = re.compile(r"[+-]?[0-9]{19,}(?:[.,][0-9]{1,18})?")
_PRECISE: Final = re.compile(r"[+-]?[0-9]+[.,][0-9]{19,}")
_GROUPED: Final = re.compile(r"[+-]?[0-9]{1,3}(?:[., ][0-9]{3})+(?:[.,][0-9]+)?")
_MARK: Final = re.compile(r"[., ]")
_GROUP: Final = 3
"""Digits between two marks of thousands."""
_TIME: Final = re.compile(r"([0-9]{1,2})[:.uUhH]([0-9]{2})")
_HOUR: Final = re.compile(r"[0-9]{1,2}[uUhH]?")
_ISO_DAY: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DAY: Final = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")


def read_typed(question: Question, typed: str, language: str) -> Answer:
    """Read what was typed at a question that is not a choice.

    Args:
        question: A number, a text, a day or a time.
        typed: What was typed, as it was.
        language: Whose notation counts: with a decimal comma or a point.

    Returns:
        The answer; nothing but spaces gives `LEFT_EMPTY`.

    Raises:
        InvalidAnswer: when it is not certain what was meant, or it breaks the question's bounds.
    """
    text = clean_text(typed)
    if is_blank(text):
        return Answer(Missing.LEFT_EMPTY)
    exact = typed.strip()  # not cleaned: a number is never read past a character that was dropped
    match question:
        case IntegerQuestion() | ScaleQuestion():
            return Answer(_read_whole(question, exact, language))
        case DecimalQuestion():
            return Answer(_read_decimal(question, exact, language))
        case DateQuestion():
            return Answer(_read_date(question, exact))
        case TimeQuestion():
            return Answer(_read_time(exact))
        case TextQuestion():
            return Answer(_one_line(text))
        case LongTextQuestion():
            return Answer(text.strip())
        case _:
            raise TypeError(f"{question.type} is not typed")  # type: ignore[attr-defined]  # every question has a type


def _one_line(text: str) -> str:
    """Give a text of several lines as one; its own spaces stay, also those that do not break."""
    return " ".join(text.split("\n")).strip()


def _read_whole(question: IntegerQuestion | ScaleQuestion, typed: str, language: str) -> int:
    """Read a whole number; `7,5` is neither 75 nor 7."""
    if _WHOLE.fullmatch(typed):
        return int(typed)
    meant = _without_groups(typed, language) if _GROUPED.fullmatch(typed) else typed
    if _LONG.fullmatch(meant):
        return int(_long(question, meant))
    if _WHOLE.fullmatch(meant):
        raise refuse(ComplaintKind.DID_YOU_MEAN, typed=typed, number=meant)
    raise refuse(ComplaintKind.NOT_WHOLE, typed=typed)


def _read_decimal(question: DecimalQuestion, typed: str, language: str) -> Decimal:
    """Read a number in the reader's notation; the other one is asked back, never guessed."""
    mark = "," if language in COMMA_LANGUAGES else "."
    found = _DECIMAL.fullmatch(typed)
    if found and found.group(2) in (None, mark):
        return _exact(typed)
    if found or _GROUPED.fullmatch(typed):
        meant = _without_groups(typed, language)
        raise refuse(ComplaintKind.DID_YOU_MEAN, typed=typed, number=meant)
    if _PRECISE.fullmatch(typed):
        raise refuse(ComplaintKind.TOO_MANY_DECIMALS, most=question.decimals)
    if _LONG_DECIMAL.fullmatch(typed):
        return _long(question, typed)
    raise refuse(ComplaintKind.NOT_A_NUMBER, typed=typed)


def _exact(typed: str) -> Decimal:
    number = Decimal(typed.replace(",", "."))
    return number.copy_abs() if number.is_zero() else number


def _long(question: IntegerQuestion | ScaleQuestion | DecimalQuestion, digits: str) -> Decimal:
    """Read a number of many digits: Python makes no whole number of thousands, and within bounds it has few.

    Raises:
        InvalidAnswer: It is out of bounds.
    """
    number = _exact(digits)
    if not question.min <= number <= question.max:
        raise refuse(ComplaintKind.OUT_OF_RANGE, min=question.min, max=question.max)
    return number


def _without_groups(typed: str, language: str) -> str:
    """Guess what was meant, to ask it back.

    A mark that stands there twice, or is the only one, groups thousands where three digits follow it; a lone mark
    that is the reader's own decimal mark does not.
    """
    mark = "," if language in COMMA_LANGUAGES else "."
    *others, last = _MARK.findall(typed)
    whole, decimals = typed.rsplit(last, 1)
    groups = len(decimals) == _GROUP and (last in others or (not others and last != mark))
    return _MARK.sub("", whole) + ("" if groups else mark) + decimals


def _read_date(question: DateQuestion, typed: str) -> date | PartialDate:
    """Read a day, or what is known of one; how that is read is only needed where it is asked."""
    if not question.takes_spans:
        return _read_day(typed)
    from hybridequiz.interview.date_typing import read_partial_date

    return read_partial_date(question, typed)


def _read_day(typed: str) -> date:
    """Read a day: 31-1-2026, 31/01/2026, 31.1.2026 or 2026-01-31."""
    if found := _ISO_DAY.fullmatch(typed):
        year, month, day = found.groups()
    elif found := _DAY.fullmatch(typed):
        day, month, year = found.groups()
    else:
        raise refuse(ComplaintKind.NOT_A_DAY, typed=typed)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise refuse(ComplaintKind.NO_SUCH_DAY, typed=typed) from None


def _read_time(typed: str) -> time:
    """Read a time: 14:05, 14.05 or 14u05. An hour alone is asked back: it may be half a time."""
    if _HOUR.fullmatch(typed):
        raise refuse(ComplaintKind.HOUR_ALONE, typed=typed)
    found = _TIME.fullmatch(typed)
    if found is None:
        raise refuse(ComplaintKind.NOT_A_TIME, typed=typed)
    try:
        return time(int(found.group(1)), int(found.group(2)))
    except ValueError:
        raise refuse(ComplaintKind.NO_SUCH_TIME, typed=typed) from None


def chosen(
    question: ChoiceQuestion,
    codes: Collection[Code],
    other: Mapping[Code, str] | None = None,
    *,
    unnamed: Collection[Code] = (),
) -> Answer:
    """Make the answer to a choice question from the chosen codes and what was typed at "namely".

    Nothing chosen gives `LEFT_EMPTY`. Texts at options that are not chosen are dropped.

    Args:
        question: The question.
        codes: What was chosen; for a ranking in its order.
        other: What was typed, by code.
        unnamed: Where "namely" may be passed over: somebody said so.
    """
    if not codes:
        return Answer(Missing.LEFT_EMPTY)
    cleaned = {code: _one_line(clean_text(text)) for code, text in (other or {}).items()}
    typed = {code: "" if is_blank(text) else text for code, text in cleaned.items()}
    others = tuple(
        (option.code, typed.get(option.code, ""))
        for option in question.options
        if option.code in codes
        and (
            typed.get(option.code)
            or (option.code in unnamed and option.other and question.chosen_in is None)
        )
    )
    if isinstance(question, MultipleQuestion):
        return Answer(frozenset(codes), others)
    if isinstance(question, RankingQuestion):
        return Answer(tuple(codes), others)
    return Answer(next(iter(codes)), others)
