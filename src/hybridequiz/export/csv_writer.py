"""The wide table as CSV, in the dialect `rfc4180`.

Comma, UTF-8 without a byte order mark, CRLF, one row of names; decimals have a point, days are
ISO 8601; of a date of which a part is unknown, what is known is written. A state is its code
(−99…−91), but for texts and such dates: there the cell is empty, and the column `…__miss` beside it
has the code.

Texts are written as they were typed. One that begins with `=`, `+`, `-`, `@` or a tab is plain text
to whatever reads CSV by RFC 4180, and may be a formula to a spreadsheet.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from datetime import date, time
from decimal import Decimal
from typing import Final, TextIO

from hybridequiz.export.columns import TEXTS, Column, ColumnPlan, Kind, Role
from hybridequiz.export.rows import Cell
from hybridequiz.export.words import best_wording
from hybridequiz.questionnaire.partial_dates import PartialDate
from hybridequiz.questionnaire.states import EXPORT_CODES, Missing

REPLACEMENT: Final = "\ufffd"

Write = Callable[[Iterable[str]], object]
CellWords = Callable[[Cell], str]


def csv_rows(file: TextIO) -> Write:
    """Give what writes rows of texts to a file that leaves line ends alone."""
    return csv.writer(file, lineterminator="\r\n").writerow


class CsvTable:
    """Writes the table, row by row.

    Args:
        file: Where to; opened with `newline=""`.
        plan: The plan that the columns are of.
        language: Writes labels in this language instead of codes; None for codes.
        columns: The columns; those of the table of responses if not said.
    """

    def __init__(
        self,
        file: TextIO,
        plan: ColumnPlan,
        language: str | None = None,
        columns: Sequence[Column] | None = None,
    ) -> None:
        self._write = csv_rows(file)
        shown = plan.columns if columns is None else columns
        self._words = [_cell_words(column, plan, language) for column in shown]
        self._write(column.name for column in shown)

    def write(self, row: Sequence[Cell]) -> None:
        """Write one row, as `rows.row_of` or `rows.rows_of` gives it."""
        self._write(words(cell) for words, cell in zip(self._words, row, strict=True))


def _cell_words(column: Column, plan: ColumnPlan, language: str | None) -> CellWords:
    """Give what writes the cells of one column."""
    states = {state: str(code) for state, code in EXPORT_CODES.items()}
    labels: dict[Cell, str] = {}
    if language is not None:
        states = {state: best_wording(text, language) for state, text in plan.states.items()}
        if column.kind in (Kind.CHOICE, Kind.FLAG, Kind.PLACE):
            labels = {code: best_wording(text, language) for code, text in column.values}
    if column.kind in TEXTS:
        states = dict.fromkeys(EXPORT_CODES, "")

    source = plan.languages[0]
    in_words = column.role is Role.LABEL or (bool(column.lists) and language is not None)

    def words(cell: Cell) -> str:
        if isinstance(cell, Missing):
            return states[cell]
        if in_words:
            return clean(column.listed_label(cell, language or source))
        return clean(labels.get(cell) or value_words(cell))

    return words


def value_words(value: int | str | Decimal | date | time | PartialDate | None) -> str:
    """Write a value: decimals with a point and no exponent, days and times as ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value.isoformat() if isinstance(value, date) else str(value)


def clean(text: str) -> str:
    """Replace NUL and lone surrogates, which no text file can have.

    Answers were cleaned of them when they came in; what other programs wrote might have them.
    """
    if text.isascii() and "\0" not in text:
        return text
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\0", REPLACEMENT)
