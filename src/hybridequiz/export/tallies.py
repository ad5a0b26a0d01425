"""How often which cell stands in a column: what codebooks count, of rows or of a frame.

Labelled codes and reasons for no value are counted one by one; of texts, open numbers, days and codes of lists only how
often there is none: so what is counted stays small, however many answers there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final

from hybridequiz.export.coded import Coded, CodedRow, state_of
from hybridequiz.export.columns import TEXTS, Column
from hybridequiz.questionnaire.states import EXPORT_CODES

if TYPE_CHECKING:
    import polars as pl

Tally = Sequence[Counter[Coded]]
"""By column, in their order."""
AT_ONCE: Final = 8_192
"""Rows that are counted together."""
_CELL: Final = "cell"
_NUMBER: Final = "number"


def tally_rows(columns: Sequence[Column], rows: Iterable[CodedRow]) -> Tally:
    """Count the cells of rows."""
    tally: list[Counter[Coded]] = [Counter() for _ in columns]
    remaining = iter(rows)
    while some := list(islice(remaining, AT_ONCE)):
        for column, found, cells in zip(columns, tally, zip(*some, strict=True), strict=True):
            if column.kind in TEXTS:
                found[None] += cells.count(None)
            else:
                found.update(_kept(column, Counter(cells)))
    return tally


def tally_frame(columns: Sequence[Column], frame: pl.DataFrame) -> Tally:
    """Count the cells of a frame: in one query, so that polars counts the columns side by side."""
    tally: list[Counter[Coded]] = []
    for found in frame.select([_wanted(column) for column in columns]).row(0):
        if isinstance(found, int):
            tally.append(Counter({None: found} if found else {}))
        else:
            tally.append(Counter({one[_CELL]: one[_NUMBER] for one in found}))
    return tally


def _kept(column: Column, cells: Mapping[Coded, int]) -> Mapping[Coded, int]:
    """Leave out what is not counted one by one."""
    if column.values:
        return cells
    return {
        cell: number
        for cell, number in cells.items()
        if cell is None or state_of(column, cell) is not None
    }


def _wanted(column: Column) -> pl.Expr:
    """Give what counts the cells of a column, as a list of cells and numbers; of texts how many are empty."""
    import polars as pl

    cell = pl.col(column.name)
    if column.kind in TEXTS:
        return cell.null_count()
    if not column.values:
        codes: Sequence[Coded] = list(EXPORT_CODES.values())
        if not column.is_number:
            codes = [str(code) for code in codes]
        cell = cell.filter(cell.is_null() | cell.is_in(codes))
    return cell.alias(_CELL).value_counts(name=_NUMBER).implode().alias(column.name)
