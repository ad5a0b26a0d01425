"""Reading the write-ahead log without SQLite, which passes over what is damaged in it.

SQLite takes the log up to the first frame whose checksum is wrong: so looks a log that was cut off
while it was written. A frame that was damaged later looks the same to it, and what was committed
after it would be gone without a word. The format is that of
https://www.sqlite.org/fileformat2.html, section 4.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

from hybridequiz.store.schema import PAGE_SIZE
from hybridequiz.values import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import BinaryIO

LOG_HEADER_SIZE: Final = 32
"""Bytes before the first frame; they change when a log is begun anew."""

_HEADER: Final = struct.Struct(">8I")
_FRAME: Final = struct.Struct(">6I")
_MAGIC: Final = 0x377F0682
_32_BITS: Final = 0xFFFFFFFF
_Sums = tuple[int, int]


@frozen
class Log:
    """What a log holds.

    Attributes:
        pages: Where in the log the newest committed version of each page begins.
        size: How many pages the database has after the last commit; 0 if there was none.
        damaged: How many frames are not what was written.
        lost: Whether something is damaged that had been committed: more was committed after it.
    """

    pages: Mapping[int, int]
    size: int
    damaged: int
    lost: bool


@frozen
class _Frame:
    """A page in the log: its number, where it begins; the database's size if it ends a commit."""

    page: int
    at: int
    commit: int
    whole: bool


def read_log(file: BinaryIO) -> Log:
    """Read a log.

    Args:
        file: The log, at its beginning.
    """
    header = file.read(LOG_HEADER_SIZE)
    if len(header) < LOG_HEADER_SIZE:
        return Log({}, 0, 0, lost=False)
    lost = not _is_whole(header)
    pages: dict[int, int] = {}
    pending: dict[int, int] = {}
    size = damaged = 0
    broken_commit = False
    for frame in _frames(file, header, trust_salts=not lost):
        lost = lost or (broken_commit and frame.whole)
        if frame.whole:
            pending[frame.page] = frame.at
        else:
            damaged += 1
        if frame.commit:
            pages |= pending
            pending = {}
            size = max(size, frame.commit) if frame.whole else size
            broken_commit = damaged > 0
    return Log(pages, size, damaged, lost=lost and bool(pages or damaged))


def _frames(file: BinaryIO, header: bytes, *, trust_salts: bool) -> Iterator[_Frame]:
    """Give the frames of this log; those that an earlier log left behind it have other salts.

    Each is checked from the checksum that stands in the frame before it, so that a damaged one does
    not cost those that follow. Other salts before a frame of this log are damage too.
    """
    magic, _, _, _, *salts, first, second = _HEADER.unpack(header)
    order = ">" if magic & 1 else "<"
    sums = (first, second)
    strange: list[_Frame] = []
    while len(content := file.read(_FRAME.size + PAGE_SIZE)) == _FRAME.size + PAGE_SIZE:
        page, commit, *frame_salts, first, second = _FRAME.unpack_from(content)
        if not trust_salts:
            salts, trust_salts = frame_salts, True
        ours = frame_salts == salts
        before, sums = sums, (first, second)
        whole = ours and _checksum(content[:8] + content[_FRAME.size :], order, before) == sums
        strange.append(_Frame(page, file.tell() - PAGE_SIZE, commit, whole))
        if ours:
            yield from strange
            strange = []


def _is_whole(header: bytes) -> bool:
    magic, *_, first, second = _HEADER.unpack(header)
    order = ">" if magic & 1 else "<"
    return magic & ~1 == _MAGIC and _checksum(header[:24], order, (0, 0)) == (first, second)


def _checksum(content: bytes, order: str, sums: _Sums) -> _Sums:
    """Go on with a checksum (4.2)."""
    words = struct.unpack(f"{order}{len(content) // 4}I", content)
    first, second = sums
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = (first + even + second) & _32_BITS
        second = (second + odd + first) & _32_BITS
    return first, second
