"""Files for their owner only, whole or not at all, and on the disk when a call returns."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Final

OWNER_ONLY: Final = 0o600
TRIES: Final = 10
PAUSE: Final = 0.05
"""Seconds; a virus scanner lets go of a new file within a few of these."""


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
    return os.open(path, flags, OWNER_ONLY)


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
    for left in reversed(range(TRIES)):
        try:
            source.replace(target)
        except PermissionError:
            if os.name != "nt" or not left:
                raise
            time.sleep(PAUSE)
        else:
            return
