"""Numbers and days in the reader's notation."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

from hybridequiz.interview.typing_rules import COMMA_LANGUAGES
from hybridequiz.questionnaire.partial_dates import PartialDate
from hybridequiz.wording.interface import interface


def number_words(number: int | Decimal, language: str) -> str:
    """Write a number with the reader's decimal mark, no grouping and no exponent."""
    written = format(number, "f") if isinstance(number, Decimal) else str(number)
    return written.replace(".", ",") if language in COMMA_LANGUAGES else written


def count_words(number: int, language: str) -> str:
    """Write a count with its thousands apart: 1.204 in Dutch, 1,204 in English."""
    return f"{number:,}".replace(",", "." if language in COMMA_LANGUAGES else ",")


def day_words(day: date, language: str) -> str:
    """Write a day with its month in words: 3 februari 2026."""
    return f"{day.day} {month_names(language)[day.month - 1]} {day.year}"


def date_words(day: date | PartialDate, language: str) -> str:
    """Write a date of which a part may be unknown: 3 februari 2026, februari 2026, or 2026."""
    known = [] if day.day is None else [str(day.day)]
    known += [] if day.month is None else [month_names(language)[day.month - 1]]
    return " ".join([*known, str(day.year)])


def day_typed(day: date) -> str:
    """Write a day as it is typed: 03-02-2026."""
    return f"{day.day:02}-{day.month:02}-{day.year:04}"


def date_typed(day: PartialDate) -> str:
    """Write a date of which a part may be unknown as it is typed: 03-02-2026, 02-2026 or 2026."""
    known = [f"{part:02}" for part in (day.day, day.month) if part is not None]
    return "-".join([*known, f"{day.year:04}"])


def time_words(clock: time) -> str:
    """Write a time of the day, as it is read and as it is typed: 14:05."""
    return f"{clock:%H:%M}"


def moment_words(moment: str, language: str) -> str:
    """Write an ISO moment as day and time: 3 februari 2026, 14:05."""
    when = datetime.fromisoformat(moment)
    return f"{day_words(when.date(), language)}, {when:%H:%M}"


def month_names(language: str) -> list[str]:
    """Name the twelve months."""
    say = interface(language).say
    months = say(
        "January February March April May June July August September October November December"
    )
    return months.split()


def duration_words(milliseconds: int, language: str) -> str:
    """Write a duration in minutes and seconds."""
    say = interface(language).say
    minutes, seconds = divmod(milliseconds // 1000, 60)
    if minutes:
        return say("{minutes} min {seconds} s", minutes=minutes, seconds=seconds)
    return say("{seconds} s", seconds=seconds)
