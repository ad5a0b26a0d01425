"""What is told of the response, row by row: the invited, what came of them, and the rates."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from hybridequiz.report.response import COUNTED
from hybridequiz.report.response_words import disposition_words, percent_words
from hybridequiz.values import frozen
from hybridequiz.wording.interface import interface
from hybridequiz.wording.notation import count_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hybridequiz.interview.dispositions import Disposition
    from hybridequiz.report.response import Rate, ResponseLine, StudyRates

NOTHING: Final = "."
"""Stands for a number that is not known, as in the tables of Statistics Netherlands."""


@frozen
class ResponseRow:
    """A row: what it is called, what stands in it, and whether it is left out where all of it is nought."""

    name: str
    cells: tuple[str, ...]
    counts: bool = False

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is in it."""
        return self.counts and all(not cell.strip(f"0{NOTHING}") for cell in self.cells)


def response_rows(lines: Sequence[ResponseLine], language: str) -> Iterator[ResponseRow]:
    """Give the rows in which something is.

    Args:
        lines: What the cells of a row are of, in their order.
        language: In which language.
    """
    yield from (row for row in _Rows(lines, language).all() if not row.is_empty)


class _Rows:
    """The rows of a table of the response."""

    def __init__(self, lines: Sequence[ResponseLine], language: str) -> None:
        self._lines: Final = lines
        self._language: Final = language

    def all(self) -> Iterator[ResponseRow]:
        """Give all rows."""
        say, lines = interface(self._language).say, self._lines
        if any(line.invited is not None for line in lines):
            yield self._row(say("invited"), lambda line: line.invited)
        for one in COUNTED:
            name = disposition_words(one, self._language)
            yield self._row(name, partial(_count, disposition=one), counts=True)
        yield self._row(say("no result yet"), lambda line: line.no_result, counts=True)
        if any(line.rates for line in lines):
            yield self._row(say("base of these rates"), _base)
            yield self._rate(say("response rate"), lambda rates: rates.response)
            yield self._rate(say("strict rate"), lambda rates: rates.strict)
        if any(line.outcomes and line.rates for line in lines):
            yield self._rate(say("cooperation rate"), lambda rates: rates.cooperation)

    def _row(
        self, name: str, number: Callable[[ResponseLine], int | None], *, counts: bool = False
    ) -> ResponseRow:
        cells = (
            NOTHING if (one := number(line)) is None else count_words(one, self._language)
            for line in self._lines
        )
        return ResponseRow(name, tuple(cells), counts)

    def _rate(self, name: str, rate: Callable[[StudyRates], Rate | None]) -> ResponseRow:
        known = (rate(line.rates) if line.rates else None for line in self._lines)
        cells = (
            NOTHING if one is None else percent_words(one.percent, self._language) for one in known
        )
        return ResponseRow(name, tuple(cells))


def _count(line: ResponseLine, disposition: Disposition) -> int | None:
    return None if line.counts is None else dict(line.counts).get(disposition)


def _base(line: ResponseLine) -> int | None:
    return line.rates.response.base if line.rates else None
