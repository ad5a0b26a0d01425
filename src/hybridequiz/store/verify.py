"""Reading everything that is kept, to tell what is damaged or missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hybridequiz.store import queries
from hybridequiz.store.answer_file import answer_file_name, read_answer_file
from hybridequiz.store.errors import StorageError, StoreDamaged
from hybridequiz.store.rows import read_events

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path


def verify(connection: sqlite3.Connection, answers_folder: Path) -> list[str]:
    """Tell what is wrong with the database, its events, its documents and the answer files.

    Args:
        connection: The store.
        answers_folder: Where the answer files are.

    Returns:
        A sentence for each; nothing if all is well.

    Raises:
        sqlite3.Error: The database cannot be read further.
    """
    found = [
        f"The database is damaged: {line}."
        for (line,) in connection.execute("PRAGMA quick_check")
        if line != "ok"
    ]
    found += _code_lists(connection)
    for key, response_id, state in connection.execute("SELECT key, id, state FROM response"):
        problems = _response(connection, key, response_id, state, answers_folder)
        found += [f"Response {response_id}: {problem}" for problem in problems]
    return found


def _code_lists(connection: sqlite3.Connection) -> list[str]:
    """Tell which lists of codes are not what was written; an older store that may not be written to has none."""
    found: list[str] = []
    if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'code_list'").fetchone():
        return found
    for (content,) in connection.execute("SELECT hash FROM code_list ORDER BY hash"):
        try:
            queries.code_list(connection, content)
        except StoreDamaged as error:
            found.append(f"List {content[:8]}: {error}")
    return found


def _response(
    connection: sqlite3.Connection, key: int, response_id: str, state: str, answers_folder: Path
) -> Iterator[str]:
    try:
        rows = queries.event_rows(connection, key)
        read_events(rows)
        document = queries.document(connection, key)
        if state == "finished" and document is None:
            yield "its document is gone."
        if document is not None and not queries.is_due(connection, key):
            read_answer_file(answers_folder / answer_file_name(response_id, document))
    except (StoreDamaged, StorageError) as error:
        yield str(error)
