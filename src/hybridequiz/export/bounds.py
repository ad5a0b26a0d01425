"""The lowest and the highest number in a column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from itertools import islice
from typing import Final

from hybridequiz.export.coded import Coded, state_of
from hybridequiz.export.columns import Column, Kind, Table
from hybridequiz.export.source import Source

AT_ONCE: Final = 8_192
"""Rows that are looked at together."""
NUMBERS: Final = (Kind.INTEGER, Kind.DECIMAL)

Bounds = tuple[int | Decimal, int | Decimal]
"""The lowest and the highest."""


def bounds(source: Source, table: Table) -> Mapping[str, Bounds]:
    """Find the bounds of the numbers in a table, in constant memory.

    Args:
        source: Has the rows.
        table: The table.

    Returns: By the name of the column; a column of other kinds, or without a number, is not there.
    """
    columns = [one for one in table.columns if one.kind in NUMBERS]
    found: dict[str, Bounds] = {}
    for column, cells in _cells(source, table, columns):
        values = list(_numbers(column, cells))
        if values:
            known = found.get(column.name, (values[0], values[0]))
            found[column.name] = (min(known[0], *values), max(known[1], *values))
    return found


def _cells(
    source: Source, table: Table, columns: Sequence[Column]
) -> Iterator[tuple[Column, Iterable[Coded]]]:
    """Go through the columns, some thousand rows at once; of cells that are equal the first is enough."""
    if not columns:
        return
    if source.framed:
        for frame in source.frames(table):
            for column in columns:
                yield column, frame[column.name].unique(maintain_order=True)
        return
    places = [(table.names.index(one.name), one) for one in columns]
    rows = source.rows(table)
    while some := list(islice(rows, AT_ONCE)):
        for place, column in places:
            yield column, dict.fromkeys(row[place] for row in some)


def _numbers(column: Column, cells: Iterable[Coded]) -> Iterator[int | Decimal]:
    """Read the numbers among cells."""
    for cell in cells:
        if cell is None or state_of(column, cell) is not None:
            continue
        if isinstance(cell, int):
            yield cell
            continue
        try:
            yield Decimal(cell)
        except InvalidOperation:
            continue
