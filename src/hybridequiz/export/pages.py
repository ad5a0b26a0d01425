"""The tables of an export, laid out for reading beside the store.

A record is a document of some ten thousand characters, and a table wants a few hundred of them: reading documents one
by one takes a hundred times as long as writing the table. So what was read of them once is kept, as Arrow files of some
thousand rows in codes, a table and page of records each, and beside each how often it has which cell. The journal stays
what counts: a page has a mark of what it holds, and one whose mark is another is made anew (decision 0028).
"""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from hybridequiz import __version__
from hybridequiz.disk import replace
from hybridequiz.export.coded import CodedRow
from hybridequiz.export.columns import Table
from hybridequiz.export.errors import ExportFailed
from hybridequiz.export.files import disk_errors, new_bytes
from hybridequiz.export.frames import frame_errors, frame_of, schema_of
from hybridequiz.export.record import Record
from hybridequiz.export.source import Reading, Spool
from hybridequiz.export.tallies import Tally, tally_frame
from hybridequiz.values import frozen

if TYPE_CHECKING:
    import polars as pl

AT_ONCE: Final = 2_048
"""Rows that are held as Python's own values while a page is made."""
LEAST: Final = 10_000
"""Records; fewer are read in seconds, and a second copy of them stands nowhere."""
PAGES_A_PART: Final = 25
"""Pages that a lazy frame has at most."""
SIDE_BY_SIDE: Final = 4
"""Files that are read side by side."""
OWNER_ONLY_FOLDER: Final = 0o700
ENDING: Final = ".arrow"
BESIDE: Final = ".json"
Read = Callable[[Iterable[str]], Iterable[Record]]
"""Reads records from their documents."""
LAYOUT: Final = 3
"""Counted up when a cell or its type changes, though columns and records are the same."""
_ROWS: Final = "rows"
_CELLS: Final = "cells"
_SUM: Final = "crc32"


@frozen
class RecordPage:
    """Some records that follow one another.

    Attributes:
        place: Its place among all pages.
        number: How many records it holds.
        mark: What tells its content from every other.
        documents: Goes through the records, as canonical JSON.
    """

    place: int
    number: int
    mark: str
    documents: Callable[[], Iterable[str]]


@frozen
class PagedRecords:
    """The records of a store, page by page.

    Attributes:
        folder: Where their tables are kept, for the owner only; made if needed.
        pages: The pages, in the order of the rows.
        rest: Goes through the records that come after them and are read anew each time.
    """

    folder: Path
    pages: Sequence[RecordPage]
    rest: Callable[[], Iterable[str]]

    @property
    def number(self) -> int:
        """Count the records on the pages."""
        return sum(page.number for page in self.pages)


def is_large(records: PagedRecords) -> bool:
    """Tell whether it pays to keep the tables: there are many records, and polars is there to read them."""
    return records.number >= LEAST and find_spec("polars") is not None


class Pages:
    """The tables of an export, of which all that is on pages is kept.

    Args:
        records: The records.
        readings: The tables, and how their rows are read.
        versions: The hashes of the versions of the questionnaire, oldest first: they decide what stands in a cell.
        spooled: A folder for the time of the export.
    """

    framed: Final = True

    def __init__(
        self,
        records: PagedRecords,
        readings: Sequence[Reading],
        versions: Sequence[str],
        spooled: Path,
    ) -> None:
        self._records: Final = records
        self._paged: Final = [one for one in readings if not one.fixed]
        self._rest: Final = Spool(spooled, readings)
        self.tables: Final = self._rest.tables
        self._abouts: Final[dict[Path, Mapping[str, Any]]] = {}
        self._files: list[tuple[int, int] | None] = []
        self._marks: Final = {one.table.ending: _layout(one.table, versions) for one in self._paged}

    def are_kept(self, read: Read) -> bool:
        """Make the pages that are not there.

        Args:
            read: Reads records from their documents.

        Returns:
            Whether all are there. Where the disk does not take them none is: its last room is for answers.

        Raises:
            UnreadableRecord: A record does not fit a table.
        """
        try:
            with disk_errors(self._records.folder):
                self._records.folder.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
            whole = self._whole()
            for page in self._records.pages:
                missing = [one for one in self._paged if self._path(one.table, page) not in whole]
                if missing:
                    self._make(page, missing, read)
            self._remove_old()
            self._files = self._found()
        except ExportFailed:
            shutil.rmtree(self._records.folder, ignore_errors=True)
            return False
        return True

    def _whole(self) -> set[Path]:
        """Find the pages that are as they were written: a disk or a copy that failed might have damaged some."""
        paths = [path for one in self._paged for path in self._paths(one.table)]
        with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
            sums = dict(zip(paths, pool.map(_sum_of, paths), strict=True))
        for path in paths:
            try:
                self._abouts[path] = json.loads(_beside(path).read_text(encoding="utf-8"))
            except (OSError, ValueError):
                continue
        return {path for path, about in self._abouts.items() if about.get(_SUM) == sums[path]}

    def are_there(self) -> bool:
        """Tell whether all pages were there all the time: another process may remove some, and make them anew."""
        return None not in self._files and self._files == self._found()

    def _found(self) -> list[tuple[int, int] | None]:
        """Give what tells each file from one that comes in its place; None for one that is gone."""
        paths = [path for one in self._paged for path in self._paths(one.table)]
        return [_identity(one) for path in paths for one in (path, _beside(path))]

    def fill(self, read: Read) -> None:
        """Read what is on no page.

        Args:
            read: Reads records from their documents.

        Raises:
            ExportFailed: The disk does not take them.
            UnreadableRecord: A record does not fit a table.
        """
        self._rest.fill(read(self._records.rest()))

    def number(self, table: Table) -> int:
        """Count the rows of a table."""
        kept = sum(int(self._about(path)[_ROWS]) for path in self._paths(table))
        return kept + self._rest.number(table)

    def rows(self, table: Table) -> Iterator[CodedRow]:
        """Go through the rows of a table."""
        for frame in self.frames(table):
            yield from map(list, frame.iter_rows())

    def frames(self, table: Table) -> Iterator[pl.DataFrame]:
        """Go through the rows of a table in frames."""
        import polars as pl

        paths = self._paths(table)
        for first in range(0, len(paths), SIDE_BY_SIDE):
            some = paths[first : first + SIDE_BY_SIDE]
            with frame_errors(some[0]):
                frame = pl.scan_ipc(some, glob=False).collect()
            yield frame
        yield from self._rest.frames(table)

    def lazy_parts(self, table: Table) -> Iterator[pl.LazyFrame]:
        """Give the rows of a table as lazy frames: what is mapped into memory at once does not grow."""
        import polars as pl

        paths = self._paths(table)
        for first in range(0, len(paths), PAGES_A_PART):
            yield pl.scan_ipc(paths[first : first + PAGES_A_PART], glob=False)
        if not paths or self._rest.number(table):
            yield from self._rest.lazy_parts(table)

    def tally(self, table: Table) -> Tally:
        """Count the cells of a table: those of pages were counted when these were made."""
        tally = self._rest.tally(table)
        for path in self._paths(table):
            for found, kept in zip(tally, self._about(path)[_CELLS], strict=True):
                for cell, number in kept:
                    found[cell] += number
        return tally

    def _about(self, path: Path) -> Mapping[str, Any]:
        if path not in self._abouts:
            with disk_errors(path):
                self._abouts[path] = json.loads(_beside(path).read_text(encoding="utf-8"))
        return self._abouts[path]

    def _make(
        self,
        page: RecordPage,
        missing: Sequence[Reading],
        read: Read,
    ) -> None:
        import polars as pl

        held: list[list[CodedRow]] = [[] for _ in missing]
        frames: list[list[pl.DataFrame]] = [
            [pl.DataFrame(schema=schema_of(one.table.columns))] for one in missing
        ]

        def lay_down(*, least: int) -> None:
            for one, rows, done in zip(missing, held, frames, strict=True):
                if len(rows) >= least:
                    done.append(frame_of(one.table.columns, rows))
                    rows.clear()

        for record in read(page.documents()):
            for one, rows in zip(missing, held, strict=True):
                rows.extend(one.rows(record))
            lay_down(least=AT_ONCE)
        lay_down(least=1)
        for one, done in zip(missing, frames, strict=True):
            self._keep(pl.concat(done), one.table, self._path(one.table, page))

    def _keep(self, frame: pl.DataFrame, table: Table, path: Path) -> None:
        """Write a page; what is beside it comes first, so that a page that is there has it."""
        cells = [list(one.items()) for one in tally_frame(table.columns, frame)]
        made = BytesIO()
        with frame_errors(path):
            frame.write_ipc(made, compression="lz4")
        content = made.getvalue()
        about = json.dumps({_ROWS: len(frame), _CELLS: cells, _SUM: zlib.crc32(content)})
        self._abouts.pop(path, None)
        self._put(_beside(path), about.encode())
        self._put(path, content)

    def _put(self, path: Path, content: bytes) -> None:
        """Write a file so that it is there whole or not at all."""
        part = path.with_name(f".{secrets.token_hex(8)}.part")
        try:
            with new_bytes(part) as file, disk_errors(part):
                file.write(content)
            with disk_errors(path):
                replace(part, path)
        finally:
            part.unlink(missing_ok=True)

    def _paths(self, table: Table) -> list[Path]:
        """Give the pages of a table; what is the same whatever the records is on none."""
        if table.ending not in self._marks:
            return []
        return [self._path(table, page) for page in self._records.pages]

    def _path(self, table: Table, page: RecordPage) -> Path:
        said = f"{self._marks[table.ending]} {page.mark}"
        mark = hashlib.sha256(said.encode()).hexdigest()[:32]
        return self._records.folder / f"{page.place}{table.ending}~{mark}{ENDING}"

    def _remove_old(self) -> None:
        """Remove pages of these tables that nobody will read again."""
        current = {path.stem for one in self._paged for path in self._paths(one.table)}
        for path in self._records.folder.iterdir():
            name, _, _ = path.name.partition("~")
            is_ours = name.lstrip("0123456789") in self._marks
            if path.suffix in (ENDING, BESIDE) and is_ours and path.stem not in current:
                with disk_errors(path):
                    path.unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    return path.with_suffix(BESIDE)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        about = path.stat()
    except OSError:
        return None
    return about.st_ino, about.st_mtime_ns


def _sum_of(path: Path) -> int | None:
    try:
        return zlib.crc32(path.read_bytes())
    except OSError:
        return None


def _layout(table: Table, versions: Sequence[str]) -> str:
    """Say what decides what stands in the cells of a table, beside the records."""
    columns = [
        [
            one.name,
            one.kind,
            one.role,
            one.source,
            one.code,
            one.is_number,
            *(x.hash for x in one.lists),
        ]
        for one in table.columns
    ]
    return json.dumps([__version__, LAYOUT, *versions, columns])
