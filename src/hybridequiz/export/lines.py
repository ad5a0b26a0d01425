"""A table for what takes every line for a row: texts without line breaks; and which cells that cannot carry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hybridequiz.export.columns import Table
from hybridequiz.export.csv_writer import write_rows
from hybridequiz.export.files import disk_errors, new_file
from hybridequiz.export.source import Source

if TYPE_CHECKING:
    import polars as pl

    from hybridequiz.export.coded import Coded

BREAKS: Final = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
"""What some reader takes for the end of a line."""
MOST_BYTES: Final = 4
"""Of a character, in UTF-8."""
_FIRST_YEAR: Final = "0"
"""What no day comes before as a text; the code of a state does."""
_JOINED: Final = str.maketrans(dict.fromkeys(BREAKS, " "))


def write_joined(path: Path, source: Source, table: Table) -> None:
    """Write a table in codes as CSV; a line break in a text becomes a space.

    Raises:
        ExportFailed: It could not be written.
    """
    with new_file(path) as file, disk_errors(path):
        write_rows(file, table, ([_joined(cell) for cell in row] for row in source.rows(table)))


def has_breaks(source: Source, table: Table) -> bool:
    """Tell whether a text of a table has a line break."""
    texts = [one.name for one in table.columns if not one.is_number]
    if source.framed:
        return any(_frame_has_breaks(frame, texts) for frame in source.frames(table))
    return any(_joined(cell) != cell for row in source.rows(table) for cell in row)


def cells_over(source: Source, table: Table, widths: Mapping[str, int]) -> dict[str, int]:
    """Count the texts that are longer, in a line, than a number of bytes.

    Args:
        source: Where the rows come from.
        table: The table.
        widths: The bytes, by the name of the column; other columns are not looked at.

    Returns: How many, by the name of the column.
    """
    found: Counter[str] = Counter()
    if widths and source.framed:
        for frame in source.frames(table):
            for name, width in widths.items():
                found[name] += _over(frame[name], width)
    elif widths:
        places = [(table.names.index(name), name, width) for name, width in widths.items()]
        for row in source.rows(table):
            for place, name, width in places:
                found[name] += _is_over(row[place], width)
    return {name: number for name, number in found.items() if number}


def days_before(source: Source, table: Table, names: Sequence[str], first: date) -> dict[str, int]:
    """Count the days before a day; where there is no value there is none.

    Args:
        source: Where the rows come from.
        table: The table.
        names: The columns, of days.
        first: The day.

    Returns: How many, by the name of the column.
    """
    found: Counter[str] = Counter()
    until = first.isoformat()
    if names and source.framed:
        for frame in source.frames(table):
            for name in names:
                found[name] += int(frame[name].is_between(_FIRST_YEAR, until, closed="left").sum())
    elif names:
        places = [(table.names.index(name), name) for name in names]
        for row in source.rows(table):
            for place, name in places:
                found[name] += (
                    isinstance(row[place], str) and _FIRST_YEAR <= str(row[place]) < until
                )
    return {name: number for name, number in found.items() if number}


def _over(cells: pl.Series, width: int) -> int:
    long = cells.filter(cells.str.len_bytes() > width)
    return sum(_is_over(cell, width) for cell in long)


def _is_over(cell: Coded, width: int) -> bool:
    text = _joined(cell)
    return isinstance(text, str) and len(text) * MOST_BYTES > width and len(text.encode()) > width


def _frame_has_breaks(frame: pl.DataFrame, texts: Sequence[str]) -> bool:
    import polars as pl

    if not texts:
        return False
    found = frame.select(pl.any_horizontal(pl.col(texts).str.contains(f"[{BREAKS}]").any()))
    return bool(found.item())


def _joined(cell: Coded) -> Coded:
    return cell.translate(_JOINED) if isinstance(cell, str) else cell
