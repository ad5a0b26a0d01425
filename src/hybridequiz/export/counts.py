"""How often every value and every reason for none stands in a column: what a codebook says of the answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final

from hybridequiz.export.coded import Coded, state_of
from hybridequiz.export.columns import TEXTS, Column, Role, Table
from hybridequiz.export.source import AT_ONCE, Source
from hybridequiz.questionnaire.states import EXPORT_CODES, Missing
from hybridequiz.values import frozen

if TYPE_CHECKING:
    import polars as pl

_CELL: Final = "cell"
_NUMBER: Final = "number"
_STATES: Final = {code: state for state, code in EXPORT_CODES.items()}


@frozen
class Count:
    """What stands in a column.

    Attributes:
        rows: How many rows the table has.
        answered: In how many of them there is a value.
        values: How often each labelled code stands there, by the code as a text.
        states: How often there is no value, by the reason.
    """

    rows: int
    answered: int
    values: Mapping[str, int]
    states: Mapping[Missing, int]


Counts = Mapping[tuple[str, str], Count]
"""By the id of the table and the name of the column."""


def entry_states(column: Column, count: Count | None) -> list[Missing]:
    """Give the reasons for no value that there can be in a column, and those that there are."""
    met = () if count is None else count.states
    return [one for one in EXPORT_CODES if one in column.states or one in met]


def counted(source: Source) -> Counts:
    """Count what stands in the tables of answers; those beside them are not gone through."""
    counts: dict[tuple[str, str], Count] = {}
    for table in source.tables:
        if not table.beside:
            counts |= {(table.id, name): one for name, one in _of_table(source, table).items()}
    return counts


def _of_table(source: Source, table: Table) -> dict[str, Count]:
    tally = _tally_frames if source.framed else _tally_rows
    found = tally(source, table)
    rows = source.number(table)
    counts = {
        one.name: _count(one, cells, rows) for one, cells in zip(table.columns, found, strict=True)
    }
    for column in table.columns:
        text = _text_before(column, table)
        if text is not None:
            # why a text is empty stands in the column beside it
            why = counts[column.name].states
            counts[text] = Count(rows, counts[text].answered, {}, why)
    return counts


def _text_before(column: Column, table: Table) -> str | None:
    """Give the name of the text that a column says of why it is empty."""
    if column.role is not Role.STATE:
        return None
    texts = (one for one in table.columns if one.role is Role.ANSWER)
    return next((one.name for one in texts if one.source == column.source), None)


def _count(column: Column, cells: Mapping[Coded, int], rows: int) -> Count:
    states: dict[Missing, int] = {}
    for cell, number in cells.items():
        if (state := state_of(column, cell)) is not None:
            states[state] = number
    codes = {str(code) for code, _ in column.values}
    values = {str(cell): number for cell, number in cells.items() if str(cell) in codes}
    answered = rows - cells.get(None, 0) - sum(states.values())
    return Count(rows, answered, values, states)


def _tally_rows(source: Source, table: Table) -> list[Counter[Coded]]:
    """Count the cells of each column that say something; of the others only how many are empty."""
    tallies: list[Counter[Coded]] = [Counter() for _ in table.columns]
    rows = source.rows(table)
    while some := list(islice(rows, AT_ONCE)):
        for column, tally, cells in zip(
            table.columns, tallies, zip(*some, strict=True), strict=True
        ):
            if column.kind in TEXTS:
                tally[None] += cells.count(None)
            else:
                tally.update(_kept(column, Counter(cells)))
    return tallies


def _kept(column: Column, cells: Mapping[Coded, int]) -> Mapping[Coded, int]:
    """Leave out what is not counted one by one: open numbers, days, codes of a list in a file."""
    if column.values:
        return cells
    return {
        cell: number
        for cell, number in cells.items()
        if cell is None or state_of(column, cell) is not None
    }


def _tally_frames(source: Source, table: Table) -> list[Counter[Coded]]:
    tallies: list[Counter[Coded]] = [Counter() for _ in table.columns]
    wanted = [_wanted(column) for column in table.columns]
    for frame in source.frames(table):
        # one query a frame: polars counts its columns side by side
        counted_cells = frame.select(wanted).row(0)
        for tally, found in zip(tallies, counted_cells, strict=True):
            if isinstance(found, int):
                tally[None] += found
            else:
                tally.update({one[_CELL]: one[_NUMBER] for one in found})
    return tallies


def _wanted(column: Column) -> pl.Expr:
    """Give what counts the cells of a column, as a list of cells and numbers; of texts how many are empty."""
    import polars as pl

    cell = pl.col(column.name)
    if column.kind in TEXTS:
        return cell.null_count()
    if not column.values:
        codes: Sequence[Coded] = [code if column.is_number else str(code) for code in _STATES]
        cell = cell.filter(cell.is_null() | cell.is_in(codes))
    return cell.alias(_CELL).value_counts(name=_NUMBER).implode().alias(column.name)
