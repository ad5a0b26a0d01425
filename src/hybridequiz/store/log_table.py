"""A log in a store: a table that came with a later version, which an older store that may not be written to has not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hybridequiz.problems import say
from hybridequiz.store.database import sqlite_errors
from hybridequiz.store.errors import StorageError

if TYPE_CHECKING:
    import sqlite3
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

    def refuse_missing(self) -> None:
        """Refuse to write where there is no table.

        Raises:
            StorageError: There is none.
        """
        if not self.is_there():
            message = say(
                "{path} is of an earlier version and may not be written: it takes no log."
            )
            raise StorageError(message, path=self._path)
