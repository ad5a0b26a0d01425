"""The connection to a store: what is checked when it opens, and how SQLite's errors are told."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, Final

from hybridequiz.problems import say
from hybridequiz.store.errors import StorageError, StoreDamaged, StoreNewer
from hybridequiz.store.files import storage_errors
from hybridequiz.store.log import LOG_HEADER_SIZE, read_log
from hybridequiz.store.schema import (
    APPLICATION_ID,
    PAGE_SIZE,
    SCHEMA_VERSION,
    tables_in,
    upgrade,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BUSY: Final = 2.0  # seconds to wait for another process that writes
LONG_LOG: Final = 100 * PAGE_SIZE
"""Bytes: what takes longer to look through than to write into the database."""
_PRAGMAS: Final = (
    "PRAGMA synchronous = FULL",  # with NORMAL a power cut loses the last answers
    "PRAGMA secure_delete = ON",  # always: drafts are deleted long before a response is forgotten
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
)
_NOT_HERE: Final = say("The answers may not be written here. ({path}: {reason})")
_AGAIN: Final = say("Try again.")
_ANOTHER_FOLDER: Final = say(
    "Look at the disk and its rights, or choose another folder with --data."
)
_TOLD: Final = {
    sqlite3.SQLITE_FULL: (
        say("The disk is full: nothing of this was saved. ({path}: {reason})"),
        say("Make room and try again."),
    ),
    sqlite3.SQLITE_BUSY: (
        say("Another process is writing to the answers. ({path}: {reason})"),
        _AGAIN,
    ),
    sqlite3.SQLITE_LOCKED: (
        say("The answers are being read at this moment. ({path}: {reason})"),
        _AGAIN,
    ),
    sqlite3.SQLITE_READONLY: (_NOT_HERE, _ANOTHER_FOLDER),
    sqlite3.SQLITE_PERM: (_NOT_HERE, _ANOTHER_FOLDER),
    sqlite3.SQLITE_CANTOPEN: (
        say("The answers cannot be opened. ({path}: {reason})"),
        _ANOTHER_FOLDER,
    ),
    sqlite3.SQLITE_IOERR: (
        say("The disk did not take it: nothing of this was saved. ({path}: {reason})"),
        _ANOTHER_FOLDER,
    ),
}
"""What is wrong, by SQLite's result code, and what to do about it."""
_DAMAGE: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def connect(path: Path) -> sqlite3.Connection:
    """Open a store that exists.

    Raises:
        StorageError: It cannot be opened for writing.
        StoreNewer: A newer version of the program wrote it; it was not touched.
        StoreDamaged: It is not a store, or not whole.
    """
    with sqlite_errors(path):
        _check_header(path)
        _check_log(path)
        address = f"{path.absolute().as_uri()}?{_mode(path)}"
        connection = sqlite3.connect(address, uri=True, timeout=_BUSY, isolation_level=None)
        try:
            _prepare(connection, path)
            _take_in_long_log(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def _take_in_long_log(connection: sqlite3.Connection, path: Path) -> None:
    """Write a long log into the database: processes that were killed left it, and it is read at every start.

    Where another process is at work, or the disk is full, it is left as it is: nothing of it is lost.
    """
    if not (_may_write(path) and _has_journal(path)):
        return
    if _journal(path).stat().st_size < LONG_LOG:
        return
    connection.execute("PRAGMA busy_timeout = 0")
    with suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute(f"PRAGMA busy_timeout = {_BUSY * 1_000:.0f}")


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _mode(path: Path) -> str:
    """Say how to open a store: where nothing may be written it can still be read.

    A journal that another process has in use is read along; without one SQLite need make nothing beside the store.
    """
    if _may_write(path):
        return "mode=rw"
    return "mode=ro" if _has_journal(path) else "mode=ro&immutable=1"


@contextmanager
def sqlite_errors(path: Path) -> Iterator[None]:
    """Tell SQLite's errors in words; what is a defect of the program passes."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code is None and "decode to UTF-8" not in str(error):
            raise
        if code is None or code & 0xFF in _DAMAGE:
            raise StoreDamaged(
                say("{path} is damaged ({reason})."), path=path, reason=error
            ) from error
        if code & 0xFF not in _TOLD:
            raise
        message, hint = _TOLD[code & 0xFF]
        raise StorageError(message, hint=hint, path=path, reason=error) from error


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Make what happens inside one commit, or nothing at all; inside another one it is part of that."""
    within_another = connection.in_transaction
    if within_another:
        yield
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _check_header(path: Path) -> None:
    """Look at the file without changing it, and without its log.

    It is SQLite that looks: where a process opens the file itself, its closing drops the locks that
    the process has on it, and another process then takes the log away under a connection in use
    (https://www.sqlite.org/howtocorrupt.html, 2.2).
    """
    with storage_errors(path):
        size = path.stat().st_size
    try:
        application, version, page_size, pages = _read_header(path)
    except sqlite3.DatabaseError:
        if _has_journal(path):
            return  # it may hold what the file lacks; opening tells
        raise
    if application != APPLICATION_ID:
        message = say("{path} is not a store of this program, or its beginning is damaged.")
        raise StoreDamaged(message, path=path)
    _check_version(path, version)
    if page_size != PAGE_SIZE or (size < pages * PAGE_SIZE and not _has_journal(path)):
        raise StoreDamaged(say("{path} is damaged: it is shorter than it says."), path=path)


def _read_header(path: Path) -> list[int]:
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        asked = ("application_id", "user_version", "page_size", "page_count")
        return [int(connection.execute(f"PRAGMA {one}").fetchone()[0]) for one in asked]


def _check_log(path: Path) -> None:
    """Look whether committed answers in the journal are damaged: SQLite would drop them unsaid."""
    if not _has_journal(path):
        return
    with storage_errors(path), _journal(path).open("rb") as file:
        before = file.read(LOG_HEADER_SIZE)
        file.seek(0)
        log = read_log(file)
        file.seek(0)
        in_use = file.read(LOG_HEADER_SIZE) != before  # another process has begun it anew meanwhile
    if log.lost and not in_use:
        message = say("{path} is damaged: answers in it cannot be read.")
        raise StoreDamaged(message, path=_journal(path))


def _journal(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _has_journal(path: Path) -> bool:
    journal = _journal(path)
    return journal.exists() and journal.stat().st_size > 0


def _check_version(path: Path, version: int) -> None:
    if version > SCHEMA_VERSION:
        raise StoreNewer(
            say("{path} was written by a newer version of hybridequiz. It was not touched."),
            hint=say("Use the newer version, or choose another folder with --data."),
            path=path,
        )


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    _check_version(path, version)
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
    if missing := tables_in(version) - names:
        message = say("{path} is damaged: it lacks {names}.")
        raise StoreDamaged(message, path=path, names=", ".join(sorted(missing)))
    if not _may_write(path):
        return  # to be read as it is
    (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    if mode != "wal":
        raise StorageError(
            say("{path} is on a disk that cannot keep a journal."),
            hint=say("Choose a folder on this computer’s own disk with --data."),
            path=path,
        )
    if version < SCHEMA_VERSION:
        upgrade(connection, version)
