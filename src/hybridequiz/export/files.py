"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BufferedWriter, TextIOWrapper
from pathlib import Path
from typing import Final, TextIO

from hybridequiz.disk import OWNER_ONLY, replace, sync_folder
from hybridequiz.export.errors import ExportFailed, ExportRefused
from hybridequiz.problems import Reason, say

Beginning = bytes | re.Pattern[bytes]
"""How a file begins: with these bytes, or with what fits this pattern."""
LONGEST_BEGINNING: Final = 1_024
"""Bytes that are held against a pattern."""


@contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Tell errors of the operating system as an `ExportFailed` that names the path."""
    try:
        yield
    except OSError as error:
        message = say("{path} cannot be written: {reason}.")
        hint = say(
            "Make room, close the file in other programs, or choose another folder with --out."
        )
        raise ExportFailed(message, hint=hint, path=path, reason=Reason.of(error)) from error


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """Give a folder to write in, on the same disk as `folder`; afterwards it is gone.

    It stands in `folder`, or beside it where that is still to be made. Only a killed program leaves
    it behind: it is hidden, and only its owner can read it.
    """
    with disk_errors(folder):
        home = folder if folder.exists() else folder.parent
        home.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(prefix=".export-", dir=home))
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


@contextmanager
def new_file(path: Path) -> Iterator[TextIO]:
    """Open a new UTF-8 file for its owner only; on the disk when the block is left.

    Its line ends are what is written.
    """
    with new_bytes(path) as file:
        text = TextIOWrapper(file, encoding="utf-8", newline="", write_through=False)
        try:
            yield text
            with disk_errors(path):
                text.flush()
        finally:
            with disk_errors(path):
                text.detach()


@contextmanager
def new_path(path: Path) -> Iterator[None]:
    """Make a new empty file for its owner only, for what writes to a path; on the disk when the block is left."""
    with new_bytes(path):
        pass
    yield
    with disk_errors(path), path.open("rb+") as file:
        os.fsync(file.fileno())


@contextmanager
def new_bytes(path: Path) -> Iterator[BufferedWriter]:
    """Open a new file for its owner only; on the disk when the block is left."""
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    with disk_errors(path):
        descriptor = os.open(path, flags, OWNER_ONLY)
    file = os.fdopen(descriptor, "wb")
    try:
        yield file
        with disk_errors(path):
            file.flush()
            os.fsync(descriptor)
    finally:
        with disk_errors(path):
            file.close()


def publish(stage: Path, folder: Path, names: Sequence[str]) -> list[Path]:
    """Give the files in `stage` their place: the folder at once, or one by one if it is there."""
    with disk_errors(folder):
        sync_folder(stage)
        if not folder.exists():
            replace(stage, folder)
            sync_folder(folder.parent)
            return [folder / name for name in names]
    for name in names:
        with disk_errors(folder / name):
            replace(stage / name, folder / name)
    with disk_errors(folder):
        sync_folder(folder)
    return [folder / name for name in names]


def refuse_foreign(folder: Path, beginnings: Mapping[str, Beginning]) -> None:
    """Refuse to replace a file that is no earlier export.

    Args:
        folder: Where the export comes.
        beginnings: By file name, how a file of that name begins if this program wrote it.

    Raises:
        ExportRefused: naming the file.
    """
    with disk_errors(folder):
        is_file = folder.exists() and not folder.is_dir()
    if is_file:
        message = say("{path} is a file, not a folder.")
        raise ExportRefused(message, hint=say("Name a folder with --out."), path=folder)
    for name, beginning in beginnings.items():
        path = folder / name
        with disk_errors(path):
            foreign = path.exists() and not begins_with(path, beginning)
        if foreign:
            message = say(
                "{path} is there already and is no export of this program; it was not touched."
            )
            hint = say("Move it away, or choose another folder with --out.")
            raise ExportRefused(message, hint=hint, path=path)


def begins_with(path: Path, beginning: Beginning) -> bool:
    """Tell whether a file begins so, or is empty."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        found = file.read(LONGEST_BEGINNING)
    if isinstance(beginning, bytes):
        return not found or found.startswith(beginning)
    return not found or beginning.match(found) is not None
