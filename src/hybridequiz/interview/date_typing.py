"""Read a date of which the day, or the month too, may be unknown. What is not certain is asked back."""

from __future__ import annotations

import re
from typing import Final

from hybridequiz.interview.complaints import ComplaintKind, InvalidAnswer, refuse
from hybridequiz.questionnaire.partial_dates import PRECISIONS, PartialDate
from hybridequiz.questionnaire.questions import DateQuestion

MONTHS: Final = (
    ("januari", "january", "jan"),
    ("februari", "february", "feb", "febr"),
    ("maart", "march", "mrt", "mar"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("augustus", "august", "aug"),
    ("september", "sep", "sept"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
"""The months as they are typed, in Dutch and English: no word stands for two of them."""

_NUMBERS: Final = {name: number for number, names in enumerate(MONTHS, 1) for name in names}
_BETWEEN: Final = r"[-/. ]"
_MONTH: Final = r"[0-9]{1,2}|[A-Za-z]{3,9}\.?"
_ISO: Final = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
_OWN: Final = re.compile(rf"(?:(?:([0-9]{{1,2}}){_BETWEEN})?({_MONTH}){_BETWEEN})?([0-9]{{4}})")
_UNKNOWN_DAY: Final = re.compile(
    rf"(?:00?|\?{{1,2}}|[xX]{{1,2}}|--){_BETWEEN}({_MONTH}){_BETWEEN}([0-9]{{4}})"
)
_YEAR_FIRST: Final = re.compile(rf"([0-9]{{4}}){_BETWEEN}({_MONTH})")
_TOGETHER: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})?")
_NO_YEAR: Final = re.compile(rf"(?:[0-9]{{1,2}}{_BETWEEN})?(?:{_MONTH})(?:{_BETWEEN}[0-9]{{2}})?")

Parts = tuple[str | None, str | None, str]
"""Day, month and year, as they were typed."""


def read_partial_date(question: DateQuestion, typed: str) -> PartialDate:
    """Read a date that may be partial: 17-5-2019, 5-2019, mei 2019, 2019, 2019-05.

    Args:
        question: The question; its precision, and whether less will do, say what may be typed.
        typed: What was typed, without the spaces around it.

    Raises:
        InvalidAnswer: when it is no date, or it is not certain which, or it is not as exact as is asked.
    """
    parts = _certain(typed)
    if parts is None:
        raise _uncertain(question, typed)
    found = _dated(typed, parts)
    allowed = question.precisions
    if found.precision in allowed:
        return found
    if PRECISIONS.index(found.precision) < PRECISIONS.index(allowed[0]):
        raise _meant(typed, PartialDate.of(found.first, allowed[0]))
    raise refuse(ComplaintKind.MONTH_LACKS, typed=typed)


def _certain(typed: str) -> Parts | None:
    """Give the parts of a date that can be read in one way."""
    if found := _ISO.fullmatch(typed):
        year, month, day = found.groups()
    elif found := _OWN.fullmatch(typed):
        day, month, year = found.groups()
    else:
        return None
    return (day, month, year) if month is None or _month(month) is not None else None


def _month(written: str) -> int | None:
    """Give the number of a month; 0 to 99 where it is written as a number, none for another word."""
    return int(written) if written.isdigit() else _NUMBERS.get(written.lower().rstrip("."))


def _dated(typed: str, parts: Parts) -> PartialDate:
    """Make the date.

    Raises:
        InvalidAnswer: when it is in no calendar.
    """
    day, month, year = parts
    number = None if month is None else _month(month)
    try:
        return PartialDate(int(year), number, None if day is None else int(day))
    except ValueError:
        if meant := _without_day(typed):
            raise _meant(typed, meant) from None
        kind = ComplaintKind.NO_SUCH_DAY if day is not None else ComplaintKind.NO_SUCH_MONTH
        raise refuse(kind, typed=typed) from None


def _uncertain(question: DateQuestion, typed: str) -> InvalidAnswer:
    """Ask back what was probably meant, or say what is wrong."""
    if meant := _without_day(typed) or _turned(typed):
        asked = question.precisions[0]
        finer = PRECISIONS.index(meant.precision) < PRECISIONS.index(asked)
        return _meant(typed, PartialDate.of(meant.first, asked) if finer else meant)
    if _NO_YEAR.fullmatch(typed):
        words = [word for word in re.split(_BETWEEN, typed) if word.rstrip(".").isalpha()]
        if all(_month(word) is not None for word in words):
            return refuse(ComplaintKind.YEAR_LACKS, typed=typed, asked=question.precision)
    return refuse(ComplaintKind.NOT_A_DATE, typed=typed, asked=question.precision)


def _without_day(typed: str) -> PartialDate | None:
    """Read a month of which the day was typed as not known: 00-5-2019, ??-5-2019."""
    found = _UNKNOWN_DAY.fullmatch(typed)
    return _perhaps(found.group(2), found.group(1)) if found else None


def _turned(typed: str) -> PartialDate | None:
    """Read 2019 mei, 201905 and 20190517: they are in no one's notation, and probably this."""
    if found := _TOGETHER.fullmatch(typed):
        return _perhaps(found.group(1), found.group(2), found.group(3))
    found = _YEAR_FIRST.fullmatch(typed)
    return _perhaps(found.group(1), found.group(2)) if found else None


def _perhaps(year: str, month: str, day: str | None = None) -> PartialDate | None:
    number = _month(month)
    try:
        return None if number is None else PartialDate(int(year), number, int(day) if day else None)
    except ValueError:
        return None


def _meant(typed: str, meant: PartialDate) -> InvalidAnswer:
    return refuse(ComplaintKind.DID_YOU_MEAN, typed=typed, number=meant)
