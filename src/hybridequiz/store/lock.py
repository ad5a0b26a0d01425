"""One process an interview: a lock of the operating system, gone when its process is gone."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from hybridequiz.disk import make_file
from hybridequiz.problems import say
from hybridequiz.store.errors import ResponseInUse
from hybridequiz.store.files import make_folder, storage_errors

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def lock_response(folder: Path, response_id: str, *, since: str) -> Iterator[None]:
    """Hold an interview for this process.

    Args:
        folder: Where the locks are, `Store.locks_folder`; made if needed.
        response_id: The response.
        since: The time now, ISO 8601, for whoever comes second.

    Raises:
        ResponseInUse: Another process holds it; the error says since when.
        StorageError: The lock cannot be made here.
    """
    make_folder(folder)
    path = folder / f"{response_id}.lock"
    owner = folder / f"{response_id}.json"
    lock = FileLock(path, timeout=0, mode=0o600, thread_local=False)
    with storage_errors(path):
        try:
            lock.acquire()
        except Timeout as error:
            raise _in_use(owner) from error
    try:
        with storage_errors(owner), os.fdopen(make_file(owner), "w", encoding="ascii") as file:
            json.dump({"pid": os.getpid(), "since": since}, file)
        yield
    finally:
        try:
            owner.unlink(missing_ok=True)
        finally:
            lock.release()


def _in_use(owner: Path) -> ResponseInUse:
    """Name the owner as far as it is known: it may be about to tell, or just gone."""
    try:
        known = json.loads(owner.read_bytes())
        since = datetime.fromisoformat(known["since"]).astimezone()
        parts = {"since": f"{since:%H:%M}", "process": known["pid"]}
        message = say("This interview is open in another window since {since} (process {process}).")
    except (OSError, ValueError, KeyError, TypeError):
        message, parts = say("This interview is open in another window."), {}
    hint = say("Go on there, or close that window and try again.")
    return ResponseInUse(message, hint=hint, **parts)


def remove_locks(folder: Path, response_id: str) -> None:
    """Remove the lock of an interview that is no more: its name leads to the response.

    Who holds it still, or takes it again, finds no response to change.
    """
    for path in folder.glob(f"{response_id}.*"):
        with suppress(PermissionError):  # Windows removes no file that is open; it is empty
            path.unlink(missing_ok=True)
