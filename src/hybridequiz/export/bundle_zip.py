"""A zip that is the same bytes for the same content, and knows what it has in it.

Its first file says what it is, and is not compressed: a bundle of this program begins like no other zip.
Every file has one date, mode and level of compression; their sizes and hashes are counted while they are written.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO, RawIOBase, TextIOWrapper
from shutil import copyfileobj
from typing import IO, TYPE_CHECKING, Final, Self, TextIO

from hybridequiz.values import frozen

if TYPE_CHECKING:
    from pathlib import Path

    from _typeshed import ReadableBuffer

FORMAT: Final = "FORMAT"
"""The name of the first file."""
SUMS: Final = "SHA256SUMS"
"""The name of the last file, which has the hashes of all others."""
_FORMAT_TEXT: Final = "hybridequiz bundle 1\n"
_LEVEL: Final = 6


@frozen
class Written:
    """A file that was written.

    Attributes:
        size: Its bytes.
        sha256: Its SHA-256, in hexadecimal.
    """

    size: int
    sha256: str


class BundleZip:
    """Writes a bundle, file by file, in constant memory; it is whole when the block is left.

    Args:
        file: Where to; it must be able to seek.

    Attributes:
        files: What was written, in order.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._zip: Final = zipfile.ZipFile(
            file, "w", compression=zipfile.ZIP_DEFLATED, compresslevel=_LEVEL
        )
        self.files: Final[dict[str, Written]] = {}

    def __enter__(self) -> Self:
        """Begin with the file that says what this is."""
        self._zip.writestr(zipfile.ZipInfo(FORMAT), _FORMAT_TEXT)
        self.files[FORMAT] = _written(_FORMAT_TEXT.encode())
        return self

    def __exit__(self, *_: object) -> None:
        """Write the directory, also after an error: what was opened is closed."""
        self._zip.close()

    @contextmanager
    def new_bytes(self, name: str) -> Iterator[RawIOBase]:
        """Open a new file in it; its size need not be known, and may be over 4 GB."""
        with self._zip.open(name, "w", force_zip64=True) as file:
            counted = _Counted(file)
            yield counted
        self.files[name] = counted.written()

    @contextmanager
    def new_text(self, name: str) -> Iterator[TextIO]:
        """Open a new UTF-8 file in it; its line ends are what is written."""
        with self.new_bytes(name) as file:
            text = TextIOWrapper(file, encoding="utf-8", newline="")  # type: ignore[type-var]  # it is not read from
            try:
                yield text
            finally:
                text.detach()

    def add(self, name: str, content: bytes) -> None:
        """Write a small file to it."""
        with self._zip.open(name, "w") as file:
            file.write(content)
        self.files[name] = _written(content)

    def copy(self, name: str, path: Path) -> None:
        """Write a file of the disk to it."""
        with path.open("rb") as source, self.new_bytes(name) as file:
            copyfileobj(source, file)

    def add_sums(self) -> None:
        """Write the hashes of all files so far, for `sha256sum -c`."""
        lines = (f"{one.sha256}  {name}\n" for name, one in self.files.items())
        self.add(SUMS, "".join(lines).encode())


@cache
def beginning() -> bytes:
    """Give what every bundle begins with."""
    file = BytesIO()
    with BundleZip(file):
        size = file.tell()
    return file.getvalue()[:size]


class _Counted(RawIOBase):
    """Counts what goes through it."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__()
        self._file = file
        self._size = 0
        self._hash = hashlib.sha256()

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True

    def write(self, content: ReadableBuffer, /) -> int:
        """Write all of it."""
        self._hash.update(content)
        self._file.write(content)
        size = memoryview(content).nbytes
        self._size += size
        return size

    def written(self) -> Written:
        """Give what went through."""
        return Written(self._size, self._hash.hexdigest())


def _written(content: bytes) -> Written:
    return Written(len(content), hashlib.sha256(content).hexdigest())
