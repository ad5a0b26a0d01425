"""What was decided about texts that may be quoted: a log to which lines are only added. Answers are never changed.

A line holds the text as it may be printed, so it goes with its response when somebody withdraws (`writer.forget`).
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from hybridequiz.problems import say
from hybridequiz.store.errors import NotInStore, StoreDamaged
from hybridequiz.store.log_table import LogTable
from hybridequiz.values import frozen

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

_ADD: Final = """
    INSERT INTO quotation (response, question, text, decision, printed, person, at)
    SELECT key, ?2, ?3, ?4, ?5, ?6, ?7 FROM response WHERE id = ?1 AND state = 'finished'"""
_ALL: Final = """
    SELECT r.id, q.question, q.text, q.decision, q.printed, q.person, q.at
    FROM quotation q JOIN response r ON r.key = q.response ORDER BY q.key"""


class Decision(StrEnum):
    """What can be decided about a text."""

    PASSED = "passed"
    """It may be printed, as the line says."""
    REJECTED = "rejected"
    APPROVED = "approved"
    """The respondent agrees with the text as the line says."""
    REVOKED = "revoked"
    """The respondent took the permission back: for that text nothing changes this any more."""


@frozen
class Decided:
    """A line of the log.

    Attributes:
        response: The id of the response.
        question: The question whose answer it is about.
        text_hash: The hash of that answer; for another one the line says nothing.
        decision: What was decided.
        printed: The text as it may be printed, or as it was approved; else empty.
        person: Who decided, by a code.
        at: When, ISO 8601.
    """

    response: str
    question: str
    text_hash: str
    decision: Decision
    printed: str
    person: str
    at: str


class QuotationLog:
    """The log of a store.

    Args:
        path: Its database file.
        connection: The connection to it.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._table: Final = LogTable(path, connection, "quotation")

    def add(self, decided: Decided) -> None:
        """Write a line.

        Raises:
            NotInStore: The response is not here any more.
            StorageError: It cannot be written: the disk is full, the store may only be read, or another process is
                writing.
        """
        line = (
            decided.response,
            decided.question,
            decided.text_hash,
            decided.decision.value,
            decided.printed,
            decided.person,
            decided.at,
        )
        if not self._table.add(_ADD, line):
            raise NotInStore(say("The answers are not here any more: nothing was noted."))

    def all(self) -> list[Decided]:
        """Give all lines, the first first; an older store that may not be written to has none."""
        return [_read(*row) for row in self._table.all(_ALL)]


def _read(  # noqa: PLR0917 - a line as it stands in the table
    response: str, question: str, text: str, decision: str, printed: str, person: str, at: str
) -> Decided:
    if decision not in list(Decision):
        raise StoreDamaged(say("A decision about a quotation is damaged."))
    return Decided(response, question, text, Decision(decision), printed, person, at)
