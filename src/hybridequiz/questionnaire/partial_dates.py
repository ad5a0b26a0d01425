"""Dates of which the day, or the month too, may be unknown: ISO 8601 with reduced precision."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

from hybridequiz.values import frozen

Precision = Literal["day", "month", "year"]
"""How exact a date is."""

PRECISIONS: Final[tuple[Precision, ...]] = ("day", "month", "year")
"""From the most exact to the least."""

_DIGITS: Final = (4, 2, 2)
"""Digits of year, month and day."""
_FEBRUARY: Final = 2
_LAST_MONTH: Final = 12
_SHORT_MONTHS: Final = (4, 6, 9, 11)


@frozen
class PartialDate:
    """A day, a month of a year, or a year: one day of that span, and it is not known which.

    `2019`, `2019-05` and `2019-05-17` are written so in ISO 8601-1:2019, 5.2.2.

    Attributes:
        year: The year, 1 to 9999.
        month: The month, where it is known.
        day: The day, where it is known; never without its month.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        """Refuse what is in no calendar.

        Raises:
            ValueError: when there is no such day, month or year.
        """
        if self.day is not None and self.month is None:
            raise ValueError("a day has a month")
        date(self.year, *self._rest(1, 1))

    @classmethod
    def of(cls, day: date, precision: Precision = "day") -> PartialDate:
        """Give what is left of a day at a precision."""
        known = 3 - PRECISIONS.index(precision)
        return cls(*(day.year, day.month, day.day)[:known])

    @classmethod
    def fromisoformat(cls, text: str) -> PartialDate:
        """Read what `isoformat` gives.

        Raises:
            ValueError: when it is not written so, or in no calendar.
        """
        parts = text.split("-")
        lengths = tuple(len(part) for part in parts if part.isascii() and part.isdigit())
        if len(parts) != len(lengths) or lengths != _DIGITS[: len(lengths)]:
            raise ValueError(f"no partial date: {text!r}")
        return cls(*map(int, parts))

    @property
    def precision(self) -> Precision:
        """Say how exact it is."""
        if self.day is not None:
            return "day"
        return "year" if self.month is None else "month"

    @property
    def first(self) -> date:
        """Give the first day that it can be."""
        return date(self.year, *self._rest(1, 1))

    @property
    def last(self) -> date:
        """Give the last day that it can be."""
        month = self.month or _LAST_MONTH
        return date(self.year, *self._rest(month, _days_in(self.year, month)))

    def isoformat(self) -> str:
        """Write it as ISO 8601: `2019`, `2019-05` or `2019-05-17`."""
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    def __str__(self) -> str:
        """Write it as ISO 8601."""
        return self.isoformat()

    def _rest(self, month: int, day: int) -> tuple[int, int]:
        """Give month and day, with these where they are not known."""
        return (
            month if self.month is None else self.month,
            day if self.day is None else self.day,
        )


def _days_in(year: int, month: int) -> int:
    """Say how many days a month has; the standard library's calendar is too much to import for that."""
    if month == _FEBRUARY:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in _SHORT_MONTHS else 31
