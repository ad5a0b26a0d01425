"""How often there is which value: what a codebook says of a table as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from itertools import islice
from typing import Final

from hybridequiz.export.coded import Coded, state_of
from hybridequiz.export.columns import TEXTS, Column, Kind, Table
from hybridequiz.export.source import Source
from hybridequiz.questionnaire.states import Missing

AT_ONCE: Final = 8_192
"""Rows that are counted together."""
_NUMBERS: Final = (Kind.INTEGER, Kind.DECIMAL)


class Tally:
    """What stands in a column.

    Attributes:
        valid: How many cells have a value.
        states: How often there is none, by why.
        empty: How many cells are empty.
        codes: How often there is which of the codes that have a label.
        least: The lowest number; None where there is none, or where these are no numbers.
        most: The highest number.
    """

    def __init__(self, column: Column) -> None:
        self._column: Final = column
        self._labelled: Final = {code for code, _ in column.values}
        self._numbers: Final = column.kind in _NUMBERS
        self.valid = 0
        self.empty = 0
        self.states: Final[Counter[Missing]] = Counter()
        self.codes: Final[Counter[Coded]] = Counter()
        self.least: int | Decimal | None = None
        self.most: int | Decimal | None = None

    @property
    def invalid(self) -> int:
        """Count the cells without a value."""
        return self.empty + self.states.total()

    def add(self, cell: Coded, number: int) -> None:
        """Count a cell that occurs so many times."""
        if cell is None:
            self.empty += number
            return
        state = state_of(self._column, cell)
        if state is not None:
            self.states[state] += number
            return
        self.valid += number
        if cell in self._labelled:
            self.codes[cell] += number
        if self._numbers:
            self._measure(_number(cell))

    def _measure(self, value: int | Decimal | None) -> None:
        if value is None:
            return
        if self.least is None or value < self.least:
            self.least = value
        if self.most is None or value > self.most:
            self.most = value


def tallies(source: Source, table: Table) -> Mapping[str, Tally]:
    """Count what stands in every column of a table, in constant memory.

    Args:
        source: Has the rows.
        table: The table.
    """
    found = {column.name: Tally(column) for column in table.columns}
    counts = _of_frames(source, table) if source.framed else _of_rows(source, table)
    for name, cell, number in counts:
        found[name].add(cell, number)
    return found


def _of_rows(source: Source, table: Table) -> Iterator[tuple[str, Coded, int]]:
    """Count cells, some thousand rows at once: first the equal ones together, which is fast."""
    rows = source.rows(table)
    while some := list(islice(rows, AT_ONCE)):
        for name, cells in zip(table.names, zip(*some, strict=True), strict=True):
            yield from _named(name, Counter(cells).items())


def _of_frames(source: Source, table: Table) -> Iterator[tuple[str, Coded, int]]:
    for frame in source.frames(table):
        for column in table.columns:
            series = frame[column.name]
            if column.kind in TEXTS:
                empty = series.null_count()
                yield column.name, None, empty
                yield column.name, "", len(series) - empty
            else:
                yield from _named(column.name, series.value_counts().iter_rows())


def _named(name: str, counts: Iterable[tuple[Coded, int]]) -> Iterator[tuple[str, Coded, int]]:
    return ((name, cell, number) for cell, number in counts)


def _number(cell: Coded) -> int | Decimal | None:
    """Read a number; None where it is none."""
    if not isinstance(cell, str):
        return cell
    try:
        return Decimal(cell)
    except InvalidOperation:
        return None
