"""What a store keeps beside its responses: the fieldwork, and its logs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hybridequiz.store.export_log import ExportLog
from hybridequiz.store.field_book import FieldBook

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from hybridequiz.store.quotation_log import QuotationLog


class Beside:
    """The part of a store that is no responses.

    Attributes:
        path: The database file.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path: Final = path
        self._connection: Final = connection

    @property
    def field(self) -> FieldBook:
        """What is known of the fieldwork beside the responses: who is invited, and what was tried."""
        return FieldBook(self.path, self._connection)

    @property
    def exports(self) -> ExportLog:
        """Who exported what."""
        return ExportLog(self.path, self._connection)

    @property
    def quotations(self) -> QuotationLog:
        """What was decided about texts that may be quoted."""
        from hybridequiz.store.quotation_log import QuotationLog  # no interview needs it

        return QuotationLog(self.path, self._connection)
