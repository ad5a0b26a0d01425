"""Files that a library writes by their path: for the owner only, and whole on the disk or told."""

from __future__ import annotations

import os
import struct
from collections.abc import Callable
from errno import EIO
from pathlib import Path
from typing import Final

from hybridequiz.export.files import disk_errors, new_path

PROBE: Final = 1 << 16
"""Bytes that a disk with room takes after a file."""


def written_whole(path: Path, write: Callable[[], object], is_whole: Callable[[], bool]) -> None:
    """Let a library write a new file, for its owner only; on the disk afterwards.

    The library may say nothing of what the disk did not take, so the file is looked at afterwards.

    Args:
        path: The file.
        write: Writes it.
        is_whole: Tells whether all is there.

    Raises:
        ExportFailed: It could not be written whole.
    """
    from pyreadstat import PyreadstatError, ReadstatError

    with new_path(path), disk_errors(path):
        try:
            write()
            whole = is_whole()
        except (PyreadstatError, ReadstatError):
            _refuse_full(path)
            raise
        except struct.error:  # the parts of the file are not where they must be
            whole = False
        if not whole:
            _refuse_full(path)
            raise OSError(EIO, os.strerror(EIO))


def _refuse_full(path: Path) -> None:
    """Raise why the disk takes no more, if it does not."""
    with path.open("ab") as file:
        file.write(bytes(PROBE))
        file.flush()
        os.fsync(file.fileno())
