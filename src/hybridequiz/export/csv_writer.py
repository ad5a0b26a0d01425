"""Tables as CSV, in a dialect of `dialects`.

One row of names; cells as `coded` has them: days are ISO 8601; of a date of which a part is unknown, what is known is
written. A state is its code (−99…−91), but for texts and such dates: there the cell is empty, and the column `…__miss`
beside it has the code.

In `rfc4180` texts are written as they were typed. One that begins with `=`, `+`, `-`, `@` or a tab is plain text
to whatever reads CSV by RFC 4180, and may be a formula to a spreadsheet; in `excel-nl` an apostrophe comes before it.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from hybridequiz.export.coded import Coded, CodedRow, clean, state_of
from hybridequiz.export.columns import TEXTS, Column, ColumnPlan, Kind, Role, Table
from hybridequiz.export.dialects import FORMULA, RFC4180, Dialect
from hybridequiz.export.files import new_bytes
from hybridequiz.export.frames import frame_errors
from hybridequiz.export.source import Source
from hybridequiz.export.words import best_wording
from hybridequiz.questionnaire.states import EXPORT_CODES

if TYPE_CHECKING:
    import polars as pl

MARK: Final = "\ufeff"
"""The byte order mark."""
Write = Callable[[Iterable[Coded]], object]
Words = Callable[[Sequence[Coded]], CodedRow]
"""Gives the row in words of a row in codes."""


def csv_rows(file: TextIO, dialect: Dialect = RFC4180) -> Write:
    """Give what writes rows to a new file that leaves line ends alone; an empty cell is nothing between two commas."""
    if dialect.mark:
        file.write(MARK)
    return csv.writer(file, delimiter=dialect.separator, lineterminator="\r\n").writerow


def write_rows(
    file: TextIO, table: Table, rows: Iterable[Sequence[Coded]], dialect: Dialect = RFC4180
) -> None:
    """Write a table to a new file: the names of its columns, then rows that are in the dialect already."""
    write = csv_rows(file, dialect)
    write(table.names)
    for row in rows:
        write(row)


def noted(columns: Sequence[Column], dialect: Dialect) -> Words:
    """Give what writes the cells of a row as a dialect does: decimals, and texts that look like a formula."""
    changes = [(place, dialect_change(one, dialect)) for place, one in enumerate(columns)]
    needed = [(place, change) for place, change in changes if change is not None]

    def note(row: Sequence[Coded]) -> CodedRow:
        cells = list(row)
        for place, change in needed:
            cell = cells[place]
            if isinstance(cell, str):
                cells[place] = change(cell)
        return cells

    return note


def dialect_change(column: Column, dialect: Dialect) -> Callable[[str], str] | None:
    """Give what a dialect changes in the texts of a column; None where that is nothing."""
    if column.kind is Kind.DECIMAL:
        return lambda text: text.replace(".", dialect.decimal)
    if not dialect.guards or column.kind in (Kind.INTEGER, Kind.DATE, Kind.TIME):
        return None
    if column.kind in TEXTS:
        return dialect.guarded
    return lambda text: text if state_of(column, text) is not None else dialect.guarded(text)


def write_frames(path: Path, source: Source, table: Table, dialect: Dialect = RFC4180) -> None:
    """Write a table in codes from frames: the same bytes as row by row, many times as fast.

    Raises:
        ExportFailed: It could not be written.
    """
    changes = _frame_changes(table.columns, dialect)
    with new_bytes(path) as file, frame_errors(path):
        for number, part in enumerate(source.lazy_parts(table)):
            part.with_columns(changes).sink_csv(
                file,
                include_header=not number,
                include_bom=dialect.mark and not number,
                separator=dialect.separator,
                line_terminator="\r\n",
                maintain_order=True,
            )


def _frame_changes(columns: Sequence[Column], dialect: Dialect) -> list[pl.Expr]:
    """Give what a dialect changes in a frame, see `noted`."""
    import polars as pl

    if dialect is RFC4180:
        return []
    changes = []
    for column in columns:
        cell = pl.col(column.name)
        if column.kind is Kind.DECIMAL:
            changes.append(cell.str.replace(".", dialect.decimal, literal=True))
        elif dialect_change(column, dialect) is not None and not column.is_number:
            states = [] if column.kind in TEXTS else [str(code) for code in EXPORT_CODES.values()]
            formula = cell.str.contains(FORMULA) & ~cell.is_in(states)
            changes.append(
                pl.when(formula).then(pl.lit("'") + cell).otherwise(cell).alias(column.name)
            )
    return changes


def in_words(columns: Sequence[Column], plan: ColumnPlan, language: str) -> Words:
    """Give what puts rows in words: labels for codes, and the words for why there is no value.

    Args:
        columns: The columns of the rows.
        plan: The plan that has the words.
        language: The language of the words.
    """
    cells = [cell_words(column, plan, language) for column in columns]

    def words(row: Sequence[Coded]) -> CodedRow:
        # the words of a code of a list come from that code, which stands in the column before
        before = [None, *row[:-1]]
        return [say(*two) for say, two in zip(cells, zip(row, before, strict=True), strict=True)]

    return words


def cell_words(column: Column, plan: ColumnPlan, language: str) -> Callable[[Coded, Coded], Coded]:
    """Give what puts a cell in words, from itself and the cell before it."""
    labels: dict[Coded, str] = {}
    if column.kind in (Kind.CHOICE, Kind.FLAG, Kind.PLACE):
        labels = {code: clean(best_wording(text, language)) for code, text in column.values}
    states = {state: clean(best_wording(text, language)) for state, text in plan.states.items()}

    def words(cell: Coded, before: Coded) -> Coded:
        state = state_of(column, cell)
        if state is not None:
            return states[state]
        if column.lists and cell is not None:
            code = before if column.role is Role.LABEL else cell
            return clean(column.listed_label(code, language))
        return labels.get(cell) or cell

    return words
