"""Values in a row: numbers, days and times as whole numbers that can be counted and drawn, and back again.

A whole number is itself; a decimal counts its last digits, a day the days since the year 1, a time its minutes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, InvalidOperation
from typing import Final, cast

from hybridequiz.questionnaire.partial_dates import PartialDate, Precision
from hybridequiz.questionnaire.questions import (
    DateQuestion,
    DecimalQuestion,
    IntegerQuestion,
    Question,
    ScaleQuestion,
    TimeQuestion,
)
from hybridequiz.questionnaire.states import Value
from hybridequiz.synthetic.weights import Span
from hybridequiz.values import frozen

YEARS: Final = 10
"""A day without bounds lies in so many years before the first one, or within so many years of the bound there is."""
BETWEEN: Final = ".."
"""Stands between the first and the last of a span: `"0..2"`."""
_HOUR: Final = 60
_LAST_MINUTE: Final = 24 * _HOUR - 1


@frozen
class Domain:
    """The values that a question can have, in a row.

    Attributes:
        whole: From the least to the greatest.
        read: Reads one as a file writes it, as the span that it stands for.
        value: Gives the value of a number, at a precision.
        precisions: How exact a date may be that need not be a day; nothing for anything else.
        example: How a span is written.
    """

    whole: Span
    read: Callable[[str], Span]
    value: Callable[[int, str], Value]
    precisions: tuple[str, ...] = ()
    example: str = ""

    @property
    def bounds(self) -> str:
        """Write the bounds as a span."""
        precision = self.precisions[0] if self.precisions else ""
        ends = (self.value(at, precision) for at in (self.whole.low, self.whole.high))
        return BETWEEN.join(_written(one) for one in ends)

    def span(self, written: str) -> Span:
        """Read a value, or a span of them.

        Raises:
            ValueError: when it is neither.
        """
        first, between, last = written.partition(BETWEEN)
        low = self.read(first.strip())
        if not between:
            return low
        high = self.read(last.strip())
        if high.high < low.low:
            raise ValueError(written)
        return Span(low.low, high.high, high.precision)


def domain_of(question: Question, first_day: date) -> Domain | None:
    """Give the values that a question can have; None where they do not stand in a row.

    Args:
        question: The question.
        first_day: The day on which fieldwork begins: days without bounds lie before it.
    """
    match question:
        case IntegerQuestion() | ScaleQuestion():
            bounds = Span(question.min, question.max)
            return Domain(bounds, _whole_number, lambda at, _: at, example=_example(bounds))
        case DecimalQuestion():
            return _decimals(question)
        case DateQuestion():
            return _days(question, first_day)
        case TimeQuestion():
            low = 0 if question.min is None else _minutes(question.min)
            high = _LAST_MINUTE if question.max is None else _minutes(question.max)
            return Domain(Span(low, high), _clock, _time, example="09:00..17:00")
    return None


def _written(value: Value) -> str:
    """Write a value as a file has it."""
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


def _example(bounds: Span) -> str:
    return f"{bounds.low}{BETWEEN}{min(bounds.high, bounds.low + 2)}"


def _whole_number(written: str) -> Span:
    number = int(written)
    return Span(number, number)


def _decimals(question: DecimalQuestion) -> Domain:
    scale, places = Decimal(10) ** question.decimals, question.decimals

    def read(written: str) -> Span:
        try:
            number = Decimal(written) * scale
            if number != number.to_integral_value():
                raise ValueError(written)
        except InvalidOperation as error:
            raise ValueError(written) from error
        return Span(int(number), int(number))

    def value(at: int, _precision: str) -> Decimal:
        number = Decimal(at).scaleb(-places).normalize()
        return number.quantize(Decimal(1)) if number == number.to_integral_value() else number

    low = (Decimal(question.min) * scale).to_integral_value(ROUND_CEILING)
    high = (Decimal(question.max) * scale).to_integral_value(ROUND_FLOOR)
    bounds = Span(int(low), int(high))
    return Domain(bounds, read, value, example=f"{question.min}{BETWEEN}{question.max}")


def _days(question: DateQuestion, first_day: date) -> Domain:
    low, high = question.min, question.max
    if high is None:
        high = first_day if low is None or low <= first_day else _years_on(low, YEARS)
    if low is None:
        low = _years_on(high, -YEARS)
    bounds = Span(low.toordinal(), high.toordinal())

    def read(written: str) -> Span:
        known = PartialDate.fromisoformat(written)
        if known.precision not in question.precisions:
            raise ValueError(written)
        return Span(known.first.toordinal(), known.last.toordinal(), known.precision)

    def value(at: int, precision: str) -> Value:
        day = date.fromordinal(at)
        if not question.takes_spans:
            return day
        return PartialDate.of(day, cast("Precision", precision or question.precisions[0]))

    precisions = question.precisions if question.takes_spans else ()
    example = f"{low.isoformat()}{BETWEEN}{high.isoformat()}"
    return Domain(bounds, read, value, precisions, example)


def _years_on(day: date, years: int) -> date:
    """Give a day so many years later; the last of February becomes the first of March where there is none."""
    year = min(max(day.year + years, date.min.year), date.max.year)
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def _clock(written: str) -> Span:
    clock = time.fromisoformat(written)
    return Span(_minutes(clock), _minutes(clock))


def _minutes(clock: time) -> int:
    return clock.hour * _HOUR + clock.minute


def _time(at: int, _precision: str) -> time:
    return time(at // _HOUR, at % _HOUR)
