"""The folders of a store, and the disk's errors in its words."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from hybridequiz.disk import sync_folder
from hybridequiz.problems import Reason, say
from hybridequiz.store.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FULL: Final = (errno.ENOSPC, errno.EDQUOT)
_OWNER_FOLDER: Final = 0o700


@contextmanager
def storage_errors(path: Path) -> Iterator[None]:
    """Tell errors of the operating system as a `StorageError` that names the path."""
    try:
        yield
    except OSError as error:
        message = say("{path} cannot be read or written: {reason}.")
        hint = say("Choose another folder with --data.")
        if error.errno in _FULL:
            hint = say("Make room, or choose another folder with --data; then try again.")
        raise StorageError(message, hint=hint, path=path, reason=Reason.of(error)) from error


def make_folder(folder: Path) -> None:
    """Make the folder, for its owner only. A folder that is there keeps its rights."""
    with storage_errors(folder):
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        for one in reversed(missing):
            one.mkdir(mode=_OWNER_FOLDER, exist_ok=True)
            sync_folder(one.parent)
        if not folder.is_dir():
            raise NotADirectoryError(None, say("it is not a folder"), str(folder))
