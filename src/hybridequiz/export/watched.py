"""Tables that tell how far they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from hybridequiz.export.coded import CodedRow
from hybridequiz.export.columns import Table
from hybridequiz.export.source import AT_ONCE, Source
from hybridequiz.export.tallies import Tally

if TYPE_CHECKING:
    import polars as pl

Told = Callable[[int, int], None]
"""Told how many rows are done, of how many."""


class Watched:
    """The tables of another source; each time that rows of one are gone through, it is told how far that is.

    Lazy frames are not watched: polars goes through them by itself, and is soon done.

    Args:
        source: The tables.
        told: Told after every some thousand rows, and at the end of a table.
    """

    def __init__(self, source: Source, told: Told) -> None:
        self._source: Final = source
        self._told: Final = told
        self.framed: Final = source.framed
        self.tables: Final[Sequence[Table]] = source.tables

    def number(self, table: Table) -> int:
        """Count the rows of a table."""
        return self._source.number(table)

    def rows(self, table: Table) -> Iterator[CodedRow]:
        """Go through the rows of a table."""
        number, total = 0, self.number(table)
        for number, row in enumerate(self._source.rows(table), 1):
            yield row
            if number % AT_ONCE == 0:
                self._told(number, total)
        self._told(number, total)

    def frames(self, table: Table) -> Iterator[pl.DataFrame]:
        """Go through the rows of a table in frames."""
        number, total = 0, self.number(table)
        for frame in self._source.frames(table):
            yield frame
            number += len(frame)
            self._told(number, total)

    def lazy_parts(self, table: Table) -> Iterator[pl.LazyFrame]:
        """Give the rows of a table as lazy frames."""
        return self._source.lazy_parts(table)

    def tally(self, table: Table) -> Tally:
        """Count the cells of a table."""
        return self._source.tally(table)
