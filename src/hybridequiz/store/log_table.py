"""A log in a store: a table that came with a later version, which an older store that may not be written to has not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hybridequiz.problems import say
from hybridequiz.store.database import sqlite_errors, transaction
from hybridequiz.store.errors import StorageError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from pathlib import Path


class LogTable:
    """The table of a log.

    Args:
        path: The database file of the store.
        connection: The connection to it.
        name: The name of the table.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, name: str) -> None:
        self._path: Final = path
        self._connection: Final = connection
        self._name: Final = name

    def is_there(self) -> bool:
        """Tell whether the store has the table."""
        found = "SELECT 1 FROM sqlite_schema WHERE name = ?"
        with sqlite_errors(self._path):
            return self._connection.execute(found, (self._name,)).fetchone() is not None

    def add(self, statement: str, line: Sequence[object]) -> int:
        """Write a line.

        Args:
            statement: The SQL that writes it.
            line: What stands in it.

        Returns:
            How many were written.

        Raises:
            StorageError: It cannot be written: there is no table, the disk is full, the store may only be read, or
                another process is writing.
        """
        if not self.is_there():
            message = say(
                "{path} is of an earlier version and may not be written: it takes no log."
            )
            raise StorageError(message, path=self._path)
        with sqlite_errors(self._path), transaction(self._connection):
            return self._connection.execute(statement, line).rowcount

    def all(self, query: str) -> list[tuple[Any, ...]]:
        """Give all lines; an older store that may not be written to has none.

        Args:
            query: The SQL that reads them.
        """
        if not self.is_there():
            return []
        with sqlite_errors(self._path):
            return self._connection.execute(query).fetchall()
