"""Files and folders for their owner only, on the disk when a call returns."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from hybridequiz.store.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_OWNER_ONLY: Final = 0o600
_OWNER_FOLDER: Final = 0o700
_TRIES: Final = 10
_PAUSE: Final = (
    0.05  # seconds; a virus scanner lets go of a new file within this time a few times over
)


@contextmanager
def storage_errors(path: Path) -> Iterator[None]:
    """Tell errors of the operating system as a `StorageError` that names the path."""
    try:
        yield
    except OSError as error:
        message = f"{path} cannot be read or written: {error.strerror or error}."
        hint = "Make room, or choose another folder with --data; then try again."
        raise StorageError(message, hint=hint) from error


def make_folder(folder: Path) -> None:
    """Make the folder, for its owner only. A folder that is there keeps its rights."""
    with storage_errors(folder):
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        for one in reversed(missing):
            one.mkdir(mode=_OWNER_FOLDER, exist_ok=True)
            sync_folder(one.parent)
        if not folder.is_dir():
            raise NotADirectoryError(None, "it is not a folder", str(folder))


def sync_folder(folder: Path) -> None:
    """Put the folder's list of names on the disk, where the system can do that."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_file(path: Path) -> int:
    """Make a file for its owner only, or empty the one that is there; give its descriptor."""
    flags = os.O_CREAT | os.O_TRUNC | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    return os.open(path, flags, _OWNER_ONLY)


def write_whole(path: Path, content: bytes) -> None:
    """Write the file so that it is there whole or not at all, whatever happens meanwhile.

    Args:
        path: Where it comes. What stands there is replaced in one step.
        content: All of it.
    """
    part = path.with_name(f".{path.name}.part")
    with os.fdopen(make_file(part), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    replace(part, path)
    sync_folder(path.parent)


def replace(source: Path, target: Path) -> None:
    """Rename; on Windows try again while another program, such as a scanner, holds the file."""
    for left in reversed(range(_TRIES)):
        try:
            source.replace(target)
        except PermissionError:
            if os.name != "nt" or not left:
                raise
            time.sleep(_PAUSE)
        else:
            return
