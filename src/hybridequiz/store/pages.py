"""Reading rows from the pages of a database without SQLite, which gives up at the first damage.

The format is that of https://www.sqlite.org/fileformat2.html: b-tree pages (1.6) and records (2.1).
Every page is read by itself, whatever became of the pages that lead to it.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from hybridequiz.store.log import Log, read_log
from hybridequiz.store.schema import PAGE_SIZE
from hybridequiz.values import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

Cell = int | float | str | bytes | None
"""What stands in a column."""

_FILE_HEADER: Final = 100
_INDEX_INTERIOR: Final = 0x02
_INDEX_LEAF: Final = 0x0A
_TABLE_LEAF: Final = 0x0D
_LEAST_LOCAL: Final = (PAGE_SIZE - 12) * 32 // 255 - 23
_MOST_IN_INDEX: Final = (PAGE_SIZE - 12) * 64 // 255 - 23
_MOST_LOCAL: Final = {
    _TABLE_LEAF: PAGE_SIZE - 35,
    _INDEX_LEAF: _MOST_IN_INDEX,
    _INDEX_INTERIOR: _MOST_IN_INDEX,
}
_MORE: Final = 0x80  # this bit says that an integer has another byte
_INTEGER_SIZES: Final = (0, 1, 2, 3, 4, 6, 8)
_REAL: Final = 7
_CONSTANTS: Final = {0: None, 8: 0, 9: 1}
_FIRST_BYTES: Final = 12  # from here on even types are bytes, odd ones text


class _UnreadableError(ValueError):
    """A page or a row is not what the format says."""


@frozen
class Record:
    """A row: its rowid, if its table has them, and what stands in its columns."""

    rowid: int | None
    cells: tuple[Cell, ...]


@dataclass(slots=True)
class Pages:
    """The newest whole version of each page, from the database file and its write-ahead log.

    Attributes:
        database: The file, open for reading.
        log_file: The write-ahead log, if there is one.
        damaged: How many rows and versions of pages could not be read so far.
    """

    database: BinaryIO
    log_file: BinaryIO | None = None
    damaged: int = 0
    _log: Log = field(default_factory=lambda: Log({}, 0, 0, lost=False))

    def __post_init__(self) -> None:
        if self.log_file is not None:
            self._log = read_log(self.log_file)
            self.damaged = self._log.damaged

    def records(self) -> Iterator[Record]:
        """Give every row that can be read, of whatever table, in the order of the pages."""
        in_file = -(-self.database.seek(0, 2) // PAGE_SIZE)
        for number in range(1, max(in_file, self._log.size) + 1):
            page = self._page(number)
            start = _FILE_HEADER if number == 1 else 0
            if page and page[start] in _MOST_LOCAL:
                yield from self._rows(page, start)

    def _rows(self, page: bytes, start: int) -> Iterator[Record]:
        kind = page[start]
        first = start + (12 if kind == _INDEX_INTERIOR else 8)
        count = int.from_bytes(page[start + 3 : start + 5], "big")
        for pointer in range(first, min(first + 2 * count, PAGE_SIZE), 2):
            try:
                yield self._row(page, kind, int.from_bytes(page[pointer : pointer + 2], "big"))
            except (_UnreadableError, IndexError, UnicodeDecodeError):
                self.damaged += 1

    def _row(self, page: bytes, kind: int, at: int) -> Record:
        if kind == _INDEX_INTERIOR:
            at += 4
        size, at = _varint(page, at)
        rowid = None
        if kind == _TABLE_LEAF:
            rowid, at = _varint(page, at)
        return Record(rowid, _cells(self._payload(page, at, size, _MOST_LOCAL[kind])))

    def _payload(self, page: bytes, at: int, size: int, most: int) -> bytes:
        """Gather the bytes of a row, which go on in other pages where they are many."""
        if size <= most:
            return _exactly(page[at : at + size], size)
        local = _LEAST_LOCAL + (size - _LEAST_LOCAL) % (PAGE_SIZE - 4)
        local = local if local <= most else _LEAST_LOCAL
        gathered = bytearray(page[at : at + local])
        following = int.from_bytes(page[at + local : at + local + 4], "big")
        while len(gathered) < size:
            part = self._page(following)
            if not part:
                raise _UnreadableError("the rest of a row is gone")
            gathered += part[4:]
            following = int.from_bytes(part[:4], "big")
        return bytes(gathered[:size])

    def _page(self, number: int) -> bytes:
        """Give the page, or nothing where there is none."""
        if number < 1:
            return b""
        file, at = self.database, (number - 1) * PAGE_SIZE
        if self.log_file is not None and number in self._log.pages:
            file, at = self.log_file, self._log.pages[number]
        file.seek(at)
        page = file.read(PAGE_SIZE)
        return page if len(page) == PAGE_SIZE else b""


def _varint(content: bytes, at: int) -> tuple[int, int]:
    """Read an integer of one to nine bytes; give it and where it ends."""
    value = 0
    for offset in range(at, at + 8):
        byte = content[offset]
        value = value << 7 | byte & ~_MORE
        if not byte & _MORE:
            return value, offset + 1
    return value << 8 | content[at + 8], at + 9


def _exactly(content: bytes, size: int) -> bytes:
    if len(content) != size:
        raise _UnreadableError("a row ends too early")
    return content


def _cells(payload: bytes) -> tuple[Cell, ...]:
    """Read a row: a header with the type of each column, then what stands in them."""
    end, at = _varint(payload, 0)
    types = []
    while at < end:
        kind, at = _varint(payload, at)
        types.append(kind)
    cells = []
    for kind in types:
        size = _size(kind)
        cells.append(_cell(kind, _exactly(payload[at : at + size], size)))
        at += size
    if at != len(payload):
        raise _UnreadableError("a row is longer than its columns")
    return tuple(cells)


def _size(kind: int) -> int:
    if kind >= _FIRST_BYTES:
        return (kind - _FIRST_BYTES) // 2
    if kind < len(_INTEGER_SIZES):
        return _INTEGER_SIZES[kind]
    return 8 if kind == _REAL else 0


def _cell(kind: int, content: bytes) -> Cell:
    if kind >= _FIRST_BYTES:
        return content.decode() if kind % 2 else content
    if kind in _CONSTANTS:
        return _CONSTANTS[kind]
    if kind < len(_INTEGER_SIZES):
        return int.from_bytes(content, "big", signed=True)
    if kind == _REAL:
        return float(struct.unpack(">d", content)[0])
    raise _UnreadableError("a type that is not in use")
