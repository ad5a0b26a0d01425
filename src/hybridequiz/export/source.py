"""What a format is written from: the tables of an export, each with its rows in codes.

The records are gone through once; the rows of all tables are put down in a folder for the time of the export. Every
format then reads the tables that it wants, as often as it wants, row by row or as frames of some thousand rows.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from hybridequiz.export.coded import CodedRow
from hybridequiz.export.columns import Table
from hybridequiz.export.files import disk_errors, new_file
from hybridequiz.export.frames import frame_of, lazily
from hybridequiz.export.record import Record
from hybridequiz.export.tallies import Tally, tally_rows
from hybridequiz.values import frozen

if TYPE_CHECKING:
    import polars as pl

AT_ONCE: Final = 8_192
"""Rows in a frame, at most."""


class Source(Protocol):
    """The tables of an export and their rows."""

    @property
    def framed(self) -> bool:
        """Tell whether frames are at hand, and need not be made from rows."""

    @property
    def tables(self) -> Sequence[Table]:
        """Give the tables: the responses first, then the rosters, then what stands beside them."""

    def number(self, table: Table) -> int:
        """Count the rows of a table."""

    def rows(self, table: Table) -> Iterator[CodedRow]:
        """Go through the rows of a table; cells stand in the order of its columns."""

    def frames(self, table: Table) -> Iterator[pl.DataFrame]:
        """Go through the rows of a table in frames, see `frame_of`. Needs polars; there is one frame at least."""

    def lazy_parts(self, table: Table) -> Iterator[pl.LazyFrame]:
        """Give the rows of a table as lazy frames, see `frame_of`: read while they are written. Needs polars.

        They follow one another; there is one at least.
        """

    def tally(self, table: Table) -> Tally:
        """Count the cells of a table, see `tallies`."""


@frozen
class Reading:
    """How the rows of a table are read.

    Attributes:
        table: The table.
        rows: Gives the rows that a record has in it.
        fixed: Rows that it has whatever the records.
    """

    table: Table
    rows: Callable[[Record], Iterable[CodedRow]]
    fixed: Sequence[CodedRow] = ()


class FromRows(ABC):
    """What follows for a source that gives its rows one by one."""

    framed: Final = False

    @abstractmethod
    def rows(self, table: Table) -> Iterator[CodedRow]:
        """Go through the rows of a table."""

    def frames(self, table: Table) -> Iterator[pl.DataFrame]:
        """Go through the rows of a table in frames."""
        rows = self.rows(table)
        first = True
        while (found := list(islice(rows, AT_ONCE))) or first:
            first = False
            yield frame_of(table.columns, found)

    def lazy_parts(self, table: Table) -> Iterator[pl.LazyFrame]:
        """Give the rows of a table as one lazy frame."""
        yield lazily(table.columns, partial(self.frames, table))

    def tally(self, table: Table) -> Tally:
        """Count the cells of a table."""
        return tally_rows(table.columns, self.rows(table))


class Spool(FromRows):
    """The rows of all tables, put down in a folder.

    Args:
        folder: Where to; the caller takes it away.
        readings: The tables, and how their rows are read.
    """

    def __init__(self, folder: Path, readings: Sequence[Reading]) -> None:
        self._readings: Final = readings
        self.tables: Final = tuple(one.table for one in readings)
        self._paths: Final = {
            one.ending: folder / f"{place}.rows" for place, one in enumerate(self.tables)
        }
        self._numbers: Final[dict[str, int]] = {}

    def fill(self, records: Iterable[Record]) -> None:
        """Put down the rows of all records.

        Raises:
            ExportFailed: The disk does not take them.
            UnreadableRecord: A record does not fit a table.
        """
        with ExitStack() as opened:
            writers = [
                (one, _RowFile(opened.enter_context(new_file(self._paths[one.table.ending])).write))
                for one in self._readings
            ]
            folder = next(iter(self._paths.values())).parent
            with disk_errors(folder):
                for one, file in writers:
                    file.write(one.fixed)
            for record in records:
                rows = [list(one.rows(record)) for one, _ in writers]
                with disk_errors(folder):
                    for (_, file), found in zip(writers, rows, strict=True):
                        file.write(found)
        self._numbers.update({one.table.ending: file.number for one, file in writers})

    def number(self, table: Table) -> int:
        """Count the rows of a table."""
        return self._numbers[table.ending]

    def rows(self, table: Table) -> Iterator[CodedRow]:
        """Go through the rows of a table."""
        with self._paths[table.ending].open(encoding="utf-8") as file:
            yield from map(json.loads, file)


class _RowFile:
    """Writes rows, and counts them."""

    def __init__(self, write: Callable[[str], object]) -> None:
        self._write = write
        self.number = 0

    def write(self, rows: Sequence[CodedRow]) -> None:
        self.number += len(rows)
        for row in rows:
            self._write(f"{json.dumps(row, ensure_ascii=False)}\n")
