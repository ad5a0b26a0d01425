"""The tables of a store, and how a new store comes into being."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final

from hybridequiz.disk import make_file, replace, sync_folder
from hybridequiz.problems import say
from hybridequiz.store.errors import StorageError, StoreDamaged
from hybridequiz.store.files import make_folder, storage_errors

if TYPE_CHECKING:
    from pathlib import Path

APPLICATION_ID: Final = 0x48514A31
"""Stands in the file's header and says whose it is: "HQJ1"."""

SCHEMA_VERSION: Final = 5
"""Stands in the file's header and says which tables to expect."""

PAGE_SIZE: Final = 4096
"""Bytes. Fixed, so that a store whose first page is lost can still be salvaged."""

TABLES: Final = {
    "questionnaire": """
        hash TEXT NOT NULL PRIMARY KEY,
        id TEXT NOT NULL,
        version TEXT NOT NULL,
        document TEXT NOT NULL,
        live INTEGER NOT NULL""",
    "response": """
        key INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        code TEXT NOT NULL UNIQUE,
        questionnaire TEXT NOT NULL REFERENCES questionnaire (hash),
        session TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('open', 'finished', 'forgotten')),
        disposition INTEGER,
        started_at TEXT NOT NULL,
        finished_at TEXT,
        due TEXT NOT NULL CHECK (due IN ('', 'write', 'remove'))""",
    "event": """
        response INTEGER NOT NULL REFERENCES response (key),
        seq INTEGER NOT NULL,
        kind TEXT NOT NULL,
        at TEXT NOT NULL,
        elapsed INTEGER NOT NULL,
        question TEXT NOT NULL,
        row INTEGER NOT NULL,
        body TEXT NOT NULL,
        checksum INTEGER NOT NULL,
        PRIMARY KEY (response, seq)""",
    "draft": """
        response INTEGER PRIMARY KEY REFERENCES response (key),
        question TEXT NOT NULL,
        row INTEGER NOT NULL,
        body TEXT NOT NULL""",
    "document": """
        response INTEGER PRIMARY KEY REFERENCES response (key),
        hash TEXT NOT NULL,
        document TEXT NOT NULL""",
    "tombstone": """
        salt TEXT NOT NULL PRIMARY KEY,
        response TEXT NOT NULL,
        code TEXT NOT NULL""",
    "code_list": """
        hash TEXT NOT NULL PRIMARY KEY,
        content TEXT NOT NULL""",
    "invited": """
        code TEXT NOT NULL PRIMARY KEY,
        shown TEXT NOT NULL,
        audience TEXT NOT NULL,
        location INTEGER,
        organisation TEXT NOT NULL,
        words TEXT NOT NULL,
        prefilled TEXT NOT NULL""",
    "attempt": """
        key INTEGER PRIMARY KEY,
        code TEXT NOT NULL,
        result TEXT NOT NULL,
        at TEXT NOT NULL,
        appointment TEXT NOT NULL,
        interviewer TEXT NOT NULL,
        note TEXT NOT NULL""",
    "setting": """
        name TEXT NOT NULL PRIMARY KEY,
        value TEXT NOT NULL""",
    "exported": """
        key INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        account TEXT NOT NULL,
        questionnaire TEXT NOT NULL,
        number INTEGER NOT NULL,
        options TEXT NOT NULL""",
    "quotation": """
        key INTEGER PRIMARY KEY,
        response INTEGER NOT NULL REFERENCES response (key),
        question TEXT NOT NULL,
        text TEXT NOT NULL,
        decision TEXT NOT NULL,
        printed TEXT NOT NULL,
        person TEXT NOT NULL,
        at TEXT NOT NULL""",
}
"""The columns of each table. `response.due` is what is still to be done with its answer file; `quotation.text` is the
hash of the text that was decided about, and `printed` the text as it may be printed."""

NEW_IN: Final = {
    2: ("tombstone",),
    3: ("code_list", "invited", "attempt", "setting"),
    4: ("exported",),
    5: ("quotation",),
}
"""The tables that came with a version of the schema."""

_OPTIONS: Final = {"event": "STRICT, WITHOUT ROWID"}  # one page is written for an event, not two
_INDEXES: Final = (
    "CREATE INDEX response_by_questionnaire ON response (questionnaire, state)",
    "CREATE INDEX response_due ON response (due) WHERE due <> ''",
)
_PATIENCE: Final = 5.0  # seconds for another process to finish making the store


def create_database(path: Path) -> None:
    """Make an empty store, unless there is one. A file under this name is always a whole store.

    Raises:
        StorageError: It could not be made.
        StoreDamaged: The main file of an earlier store is gone while its journal is still there.
    """
    from filelock import FileLock, Timeout  # slow to import, and only a new store needs it

    make_folder(path.parent / "locks")
    lock = FileLock(path.parent / "locks" / "create.lock", timeout=_PATIENCE, mode=0o600)
    with storage_errors(path):
        try:
            with lock:
                if not path.exists():
                    _refuse_orphan(path)
                    _build(path)
        except Timeout as error:
            message = f"Another process has been making {path} for {_PATIENCE:.0f} seconds."
            raise StorageError(message, hint="Try again.") from error


def tables_in(version: int) -> frozenset[str]:
    """Name the tables of a store of a version."""
    later = {table for new, tables in NEW_IN.items() if new > version for table in tables}
    return frozenset(TABLES) - later


def upgrade(connection: sqlite3.Connection, version: int) -> None:
    """Bring a store of an earlier version up to this one, in one commit: it is never half way."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for table in sorted(tables_in(SCHEMA_VERSION) - tables_in(version)):
            connection.execute(_made(table, TABLES[table], unless="IF NOT EXISTS"))
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")
    except sqlite3.Error:
        connection.execute("ROLLBACK")
        raise


def _made(table: str, columns: str, *, unless: str = "") -> str:
    """Give the statement that makes a table."""
    return f"CREATE TABLE {unless} {table} ({columns}) {_OPTIONS.get(table, 'STRICT')}"


def _refuse_orphan(path: Path) -> None:
    """SQLite would play the journal of the lost file into the new one."""
    journal = path.with_name(f"{path.name}-wal")
    if journal.exists() and journal.stat().st_size:
        message = say("{path} is gone, but its journal {name} is still there.")
        raise StoreDamaged(message, path=path, name=journal.name)


def _build(path: Path) -> None:
    new = path.with_name(f"{path.name}.new")
    for leftover in path.parent.glob(f"{new.name}*"):
        leftover.unlink()
    os.close(make_file(new))
    with closing(sqlite3.connect(new, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("BEGIN")
        for table, columns in TABLES.items():
            connection.execute(_made(table, columns))
        for index in _INDEXES:
            connection.execute(index)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")
        connection.execute(
            "PRAGMA journal_mode = WAL"
        )  # last: nothing is left in a log of this name
    replace(new, path)
    sync_folder(path.parent)
