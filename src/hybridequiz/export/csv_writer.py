"""Tables as CSV, in the dialect `rfc4180`.

Comma, UTF-8 without a byte order mark, CRLF, one row of names; cells as `coded` has them: decimals have a point, days
are ISO 8601; of a date of which a part is unknown, what is known is written. A state is its code (−99…−91), but for
texts and such dates: there the cell is empty, and the column `…__miss` beside it has the code.

Texts are written as they were typed. One that begins with `=`, `+`, `-`, `@` or a tab is plain text
to whatever reads CSV by RFC 4180, and may be a formula to a spreadsheet.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TextIO

from hybridequiz.export.coded import Coded, CodedRow, clean, state_of
from hybridequiz.export.columns import Column, ColumnPlan, Kind, Role, Table
from hybridequiz.export.files import disk_errors, new_bytes
from hybridequiz.export.source import Source
from hybridequiz.export.words import best_wording

Write = Callable[[Iterable[Coded]], object]
Words = Callable[[Sequence[Coded]], CodedRow]
"""Gives the row in words of a row in codes."""


def csv_rows(file: TextIO) -> Write:
    """Give what writes rows to a file that leaves line ends alone; an empty cell is nothing between two commas."""
    return csv.writer(file, lineterminator="\r\n").writerow


def write_frames(path: Path, source: Source, table: Table) -> None:
    """Write a table in codes from frames: the same bytes as row by row, many times as fast.

    Raises:
        ExportFailed: It could not be written.
    """
    with new_bytes(path) as file, disk_errors(path):
        for number, frame in enumerate(source.frames(table)):
            frame.write_csv(file, include_header=not number, line_terminator="\r\n")


def in_words(columns: Sequence[Column], plan: ColumnPlan, language: str) -> Words:
    """Give what puts rows in words: labels for codes, and the words for why there is no value.

    Args:
        columns: The columns of the rows.
        plan: The plan that has the words.
        language: The language of the words.
    """
    cells = [_cell_words(column, plan, language) for column in columns]

    def words(row: Sequence[Coded]) -> CodedRow:
        # the words of a code of a list come from that code, which stands in the column before
        before = [None, *row[:-1]]
        return [say(*two) for say, two in zip(cells, zip(row, before, strict=True), strict=True)]

    return words


def _cell_words(column: Column, plan: ColumnPlan, language: str) -> Callable[[Coded, Coded], Coded]:
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
