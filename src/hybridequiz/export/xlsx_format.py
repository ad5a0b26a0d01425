"""The tables as one workbook: a sheet a table, then the codebook.

Numbers are numbers, days are days and times are times; everything else is a text, and no text is ever a formula, a
link or a number. A state is a number (−99…−91) also among days and times.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, time
from itertools import islice
from pathlib import Path
from typing import Final

from hybridequiz.export.codebook_xlsx import write_codebook_sheets
from hybridequiz.export.columns import Column, Kind, Table
from hybridequiz.export.csv_writer import in_words
from hybridequiz.export.errors import ExportRefused
from hybridequiz.export.formats import Job, answers_and_consents
from hybridequiz.export.long_rows import LONG, VALUE, long_rows, long_table, most_long_rows
from hybridequiz.export.losses import IN_CSV, Loss, say_number
from hybridequiz.export.source import Reading, Source
from hybridequiz.export.words import best_wording
from hybridequiz.export.workbook import (
    BEGINNING,
    MOST_COLUMNS,
    MOST_ROWS,
    Book,
    Cell,
    Head,
    Put,
    Shown,
    new_workbook,
)
from hybridequiz.problems import say
from hybridequiz.questionnaire.states import EXPORT_CODES
from hybridequiz.values import replace

FIRST_DAY: Final = date(1900, 3, 1)
"""The first day that every spreadsheet counts alike."""
_DAY_ZERO: Final = date(1899, 12, 30).toordinal()
EXACT: Final = 15
"""Digits of a number that a spreadsheet keeps."""
_WHOLE: Final = 10**EXACT
_DECIMAL: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_STATES: Final[Mapping[Cell, int]] = {str(code): code for code in EXPORT_CODES.values()}
_MINUTES_A_DAY: Final = 24 * 60


class XlsxFormat:
    """The tables as one workbook, in codes, in labels or both, or as one long sheet; and the codebook.

    Args:
        job: What is to be exported.
    """

    def __init__(self, job: Job) -> None:
        self._job: Final = job
        self.readings: Final[Sequence[Reading]] = answers_and_consents(job)
        self._name: Final = f"{job.request.stem}.xlsx"

    @property
    def files(self) -> Mapping[str, bytes]:
        """Give the workbook."""
        return {self._name: BEGINNING}

    def write(self, stage: Path, source: Source) -> Iterable[Loss]:
        """Write the workbook.

        Raises:
            ExportRefused: A table is too large for a sheet; nothing was written.
            ExportFailed: It could not be written.
        """
        job = self._job
        _refuse_large(job, source)
        with new_workbook(stage / self._name, best_wording(job.plan.title, job.language)) as book:
            for table in source.tables:
                if table.beside or not job.request.long:
                    self._write(book, source, table)
            if job.request.long:
                _write_long(book, job, source)
            write_codebook_sheets(book, job, source)
        return book.losses(_CELL_CUT, job.plan.questionnaire, hint=IN_CSV)

    def _write(self, book: Book, source: Source, table: Table) -> None:
        name = table.id or self._job.request.questionnaire
        heads = heads_of(table.columns)
        if table.beside or self._job.request.values != "labels":
            book.sheet(name, heads, source.rows(table))
        if not table.beside and self._job.request.values != "codes":
            plan, language = self._job.plan, self._job.language
            words = map(in_words(table.columns, plan, language), source.rows(table))
            book.sheet(f"{name}-labels", [head.of_texts() for head in heads], words)


def heads_of(columns: Sequence[Column]) -> list[Head]:
    """Give the heads of the columns of a table."""
    return [
        Head(
            one.name,
            width=_width(one),
            text=not one.is_number and one.kind not in (Kind.DECIMAL, Kind.DATE, Kind.TIME),
            put=_put(one),
        )
        for one in columns
    ]


def _width(column: Column) -> int:
    least = 30 if column.kind is Kind.TEXT and column.max_length != 1 else 10
    return min(40, max(least, len(column.name) + 4))


def _put(column: Column) -> Put | None:
    """Give what a cell in codes is in a workbook, where that is something else."""
    puts: Mapping[Kind, Put] = {
        Kind.INTEGER: _whole,
        Kind.DECIMAL: _of_text(_decimal),
        Kind.DATE: _of_text(_day),
        Kind.TIME: _of_text(_clock),
    }
    if column.kind is Kind.CHOICE and not column.is_number:
        return _of_text(str)
    return puts.get(column.kind)


def _of_text(made: Callable[[str], Cell | Shown]) -> Put:
    """Give what puts texts, of which some are the codes of states: these are numbers."""

    def put(cell: Cell | Shown) -> Cell | Shown:
        if not isinstance(cell, str):
            return cell
        return _STATES[cell] if cell in _STATES else made(cell)

    return put


def _whole(cell: Cell | Shown) -> Cell | Shown:
    return str(cell) if isinstance(cell, int) and not -_WHOLE < cell < _WHOLE else cell


def _decimal(cell: str) -> Cell:
    """Give a decimal as a number where a spreadsheet keeps all its digits, else as the text that it is."""
    if len(cell) > EXACT and len(cell.lstrip("-0.").replace(".", "")) > EXACT:
        return cell
    return float(cell) if _DECIMAL.fullmatch(cell) else cell


def _day(cell: str) -> Cell | Shown:
    """Give a day as a day; one that spreadsheets count differently stays a text."""
    try:
        day = date.fromisoformat(cell)
    except ValueError:
        return cell
    return cell if day < FIRST_DAY else Shown(day.toordinal() - _DAY_ZERO, "yyyy-mm-dd")


def _clock(cell: str) -> Cell | Shown:
    try:
        at = time.fromisoformat(cell)
    except ValueError:
        return cell
    return Shown((at.hour * 60 + at.minute) / _MINUTES_A_DAY, "hh:mm")


# ---------------------------------------------------------------- long


def _write_long(book: Book, job: Job, source: Source) -> None:
    puts: dict[tuple[str, str], Put] = {}

    def rows() -> Iterator[Sequence[Cell | Shown]]:
        for one in long_rows(source, job.plan, job.language):
            name = (one.column.table, one.column.name)
            if name not in puts:
                puts[name] = _put(one.column) or _as_it_is
            before, after = one.cells[:VALUE], one.cells[VALUE + 1 :]
            yield [*before, puts[name](one.cells[VALUE]), *after]

    heads = [head.of_texts() for head in heads_of(long_table(job.plan.words).columns)]
    heads[VALUE] = replace(heads[VALUE], put=_as_it_is)
    book.sheet(LONG, heads, rows())


def _as_it_is(cell: Cell | Shown) -> Cell | Shown:
    return cell


# ---------------------------------------------------------------- limits


def _refuse_large(job: Job, source: Source) -> None:
    """Refuse what does not fit in a sheet, before anything is written."""
    for table in source.tables:
        if table.beside or not job.request.long:
            _refuse(table.id or job.request.questionnaire, source.number(table), len(table.columns))
    if job.request.long and most_long_rows(source) >= MOST_ROWS:
        rows = long_rows(source, job.plan, job.language)
        _refuse(LONG, sum(1 for _ in islice(rows, MOST_ROWS)), 1)


def _refuse(name: str, rows: int, columns: int) -> None:
    hint = say("Choose another format, such as --format csv.")
    if rows >= MOST_ROWS:
        message = say(
            "The table {name} has {rows} rows; a sheet takes {most}, of which one is for the names."
        )
        raise ExportRefused(message, hint=hint, name=name, rows=rows, most=MOST_ROWS)
    if columns > MOST_COLUMNS:
        message = say("The table {name} has {columns} columns; a sheet takes {most}.")
        raise ExportRefused(message, hint=hint, name=name, columns=columns, most=MOST_COLUMNS)


_CELL_CUT: Final = say_number(
    "{number} text is longer than a cell can be ({most} characters) and was cut",
    "{number} texts are longer than a cell can be ({most} characters) and were cut",
)
