"""Who exported what, and when: for whoever has to answer for the data. Nothing of a respondent stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hybridequiz.store.log_table import LogTable
from hybridequiz.values import frozen

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

_ADD: Final = """
    INSERT INTO exported (at, account, questionnaire, number, options) VALUES (?, ?, ?, ?, ?)"""
_ALL: Final = "SELECT at, account, questionnaire, number, options FROM exported ORDER BY key"


@frozen
class Exported:
    """One export of a questionnaire.

    Attributes:
        at: When, ISO 8601.
        account: The account on this computer that did it.
        questionnaire: The questionnaire's id.
        number: How many responses.
        options: How, as options of the command.
    """

    at: str
    account: str
    questionnaire: str
    number: int
    options: str


class ExportLog:
    """The log of a store.

    Args:
        path: Its database file.
        connection: The connection to it.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._table: Final = LogTable(path, connection, "exported")

    def add(self, exported: Exported) -> None:
        """Write a line.

        Raises:
            StorageError: It cannot be written: the disk is full, the store may only be read, or another process is
                writing.
        """
        facts = (
            exported.at,
            exported.account,
            exported.questionnaire,
            exported.number,
            exported.options,
        )
        self._table.add(_ADD, facts)

    def all(self) -> list[Exported]:
        """Give all lines, the first export first; an older store that may not be written to has none."""
        return [Exported(*row) for row in self._table.all(_ALL)]
