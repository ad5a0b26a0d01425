"""What is asked of the tables. The caller tells the errors of SQLite in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hybridequiz.problems import say
from hybridequiz.store.answer_file import content_hash
from hybridequiz.store.errors import NotInStore, StoreDamaged
from hybridequiz.store.rows import (
    Count,
    Draft,
    EventRow,
    ResponseRow,
    ResponseState,
    from_text,
)
from hybridequiz.store.tombstones import Tombstone

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence

_RESPONSE: Final = """
    SELECT r.key, r.id, r.code, r.questionnaire, q.id, q.version, r.session, r.state, r.disposition,
           r.started_at, r.finished_at
    FROM response r JOIN questionnaire q ON q.hash = r.questionnaire
"""
_AT_ONCE: Final = 200
"""Rows a query. Nothing is held open between two: the journal can grow and be emptied."""


def questionnaire(connection: sqlite3.Connection, content: str) -> str:
    """Give the document with this hash."""
    row = connection.execute(
        "SELECT document FROM questionnaire WHERE hash = ?", (content,)
    ).fetchone()
    if row is None:
        raise NotInStore(say("The questionnaire of these answers is not in the store."))
    return str(row[0])


def has_questionnaire(connection: sqlite3.Connection, content: str) -> bool:
    """Tell whether a document with this hash is kept."""
    found = connection.execute("SELECT 1 FROM questionnaire WHERE hash = ?", (content,))
    return found.fetchone() is not None


def has_version(connection: sqlite3.Connection, name: str, version: str) -> bool:
    """Tell whether any content of this id and version is kept."""
    found = connection.execute(
        "SELECT 1 FROM questionnaire WHERE id = ? AND version = ?", (name, version)
    )
    return found.fetchone() is not None


def code_list(connection: sqlite3.Connection, content: str) -> str:
    """Give the text of the list of codes with this hash."""
    row = connection.execute("SELECT content FROM code_list WHERE hash = ?", (content,)).fetchone()
    if row is None:
        raise NotInStore(say("A list of codes of the questionnaire is not in the store."))
    if content_hash(row[0]) != content:
        raise StoreDamaged(say("A list of codes is damaged: it is not what was written."))
    return str(row[0])


def keep_code_lists(connection: sqlite3.Connection, lists: Mapping[str, str]) -> None:
    """Keep the texts of lists of codes by their hashes, each once."""
    connection.executemany("INSERT OR IGNORE INTO code_list VALUES (?, ?)", lists.items())


def drop_unused_code_lists(connection: sqlite3.Connection) -> None:
    """Delete the lists of codes that no questionnaire names any more: one names a list by its hash."""
    connection.execute(
        "DELETE FROM code_list WHERE NOT EXISTS"
        " (SELECT 1 FROM questionnaire WHERE instr(document, code_list.hash) > 0)"
    )


def drop_unused(connection: sqlite3.Connection, name: str, version: str) -> None:
    """Delete the contents of this id and version that no response is an answer to."""
    connection.execute(
        "DELETE FROM questionnaire WHERE id = ? AND version = ?"
        " AND hash NOT IN (SELECT questionnaire FROM response)",
        (name, version),
    )


def response_with(connection: sqlite3.Connection, code: str) -> ResponseRow | None:
    """Give the response that has this code."""
    row = connection.execute(f"{_RESPONSE} WHERE r.code = ?", (code,)).fetchone()
    return None if row is None else _read_response(row)


def responses(
    connection: sqlite3.Connection, questionnaire_id: str | None
) -> Iterator[ResponseRow]:
    """Give the responses, all or those of a questionnaire, in the order in which they began."""
    query = f"{_RESPONSE} WHERE r.key > ? AND q.id = coalesce(?, q.id) ORDER BY r.key LIMIT ?"
    last = 0
    while rows := connection.execute(query, (last, questionnaire_id, _AT_ONCE)).fetchall():
        yield from map(_read_response, rows)
        last = rows[-1][0]


def forgotten(connection: sqlite3.Connection, questionnaire_id: str) -> list[ResponseRow]:
    """Give the responses to a questionnaire of which only the end is kept, in the order in which they began."""
    # a CROSS JOIN keeps its order: an index has the few, and the others are not gone through
    query = _RESPONSE.replace(
        "FROM response r JOIN questionnaire q ON q.hash = r.questionnaire",
        "FROM questionnaire q CROSS JOIN response r ON q.hash = r.questionnaire",
    )
    found = connection.execute(
        f"{query} WHERE q.id = ? AND r.state = 'forgotten' ORDER BY r.key", (questionnaire_id,)
    )
    return list(map(_read_response, found))


def responses_of_case(connection: sqlite3.Connection, case: str) -> list[ResponseRow]:
    """Give the responses of a case, by its code as the list shows it, in the order in which they began."""
    query = f"{_RESPONSE} WHERE json_extract(r.session, '$.case') = ? ORDER BY r.key"
    return [_read_response(row) for row in connection.execute(query, (case,))]


def documents(
    connection: sqlite3.Connection, questionnaire_id: str
) -> Iterator[tuple[ResponseRow, str]]:
    """Give the finished responses of a questionnaire and their documents, by start."""
    columns = _RESPONSE.replace("FROM response r", ", d.hash, d.document FROM response r")
    query = f"""{columns} JOIN document d ON d.response = r.key
        WHERE r.key > ? AND q.id = ? ORDER BY r.key LIMIT ?"""
    last = 0
    while rows := connection.execute(query, (last, questionnaire_id, _AT_ONCE)).fetchall():
        for *row, content, document in rows:
            yield _read_response(row), _whole(content, document)
        last = rows[-1][0]


def documents_between(
    connection: sqlite3.Connection, questionnaire_id: str, first: int, end: int
) -> Iterator[tuple[str, str]]:
    """Give the ids and documents of finished responses to a questionnaire, of keys from `first` on and under `end`."""
    query = """
        SELECT d.response, r.id, d.hash, d.document FROM document d
        JOIN response r ON r.key = d.response JOIN questionnaire q ON q.hash = r.questionnaire
        WHERE d.response >= ? AND d.response < ? AND q.id = ? ORDER BY d.response LIMIT ?"""
    while rows := connection.execute(query, (first, end, questionnaire_id, _AT_ONCE)).fetchall():
        for _, response, content, text in rows:
            yield response, _whole(content, text)
        first = rows[-1][0] + 1


def document(connection: sqlite3.Connection, key: int) -> str | None:
    """Give the document of a response, if it was finished."""
    row = connection.execute(
        "SELECT hash, document FROM document WHERE response = ?", (key,)
    ).fetchone()
    return None if row is None else _whole(*row)


def key_of(connection: sqlite3.Connection, response_id: str) -> int:
    """Give the key of a response in the tables."""
    row = connection.execute("SELECT key FROM response WHERE id = ?", (response_id,)).fetchone()
    if row is None:
        raise NotInStore(say("There is no such response in the store."))
    return int(row[0])


def event_rows(connection: sqlite3.Connection, key: int, seq: int = 1) -> list[EventRow]:
    """Give the events of a response from a number on."""
    return connection.execute(
        "SELECT * FROM event WHERE response = ? AND seq >= ? ORDER BY seq", (key, seq)
    ).fetchall()


def next_seq(connection: sqlite3.Connection, key: int) -> int:
    """Give the number of a response's next event."""
    query = "SELECT coalesce(max(seq), 0) + 1 FROM event WHERE response = ?"
    return int(connection.execute(query, (key,)).fetchone()[0])


def draft(connection: sqlite3.Connection, key: int) -> Draft | None:
    """Give what was half typed."""
    row = connection.execute(
        "SELECT question, row, body FROM draft WHERE response = ?", (key,)
    ).fetchone()
    if row is None:
        return None
    question, roster_row, body = row
    return Draft(question, roster_row, str(from_text(body)["text"]))


def due(connection: sqlite3.Connection, what: str) -> list[tuple[int, str]]:
    """Give key and id of the responses with an answer file still to be written or removed."""
    return connection.execute(
        "SELECT key, id FROM response WHERE due <> '' AND due = ? ORDER BY key", (what,)
    ).fetchall()


def is_due(connection: sqlite3.Connection, key: int) -> bool:
    """Tell whether a response's answer file is still to be written or removed."""
    row = connection.execute("SELECT due <> '' FROM response WHERE key = ?", (key,)).fetchone()
    return bool(row[0])


def tombstones(connection: sqlite3.Connection) -> list[Tombstone]:
    """Give the tombstones; an older store that may not be written to has none."""
    if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'tombstone'").fetchone():
        return []
    rows = connection.execute("SELECT salt, response, code FROM tombstone ORDER BY salt")
    return [Tombstone(*row) for row in rows]


def counts(connection: sqlite3.Connection) -> list[Count]:
    """Count the responses of each questionnaire in each state."""
    rows = connection.execute("""
        SELECT q.id, q.version, r.state, count(*)
        FROM response r JOIN questionnaire q ON q.hash = r.questionnaire
        GROUP BY q.id, q.version, r.state ORDER BY q.id, q.version, r.state DESC
    """)
    return [Count(name, version, _state(state), number) for name, version, state, number in rows]


def _read_response(row: Sequence[Any]) -> ResponseRow:
    """Give the response that stands in a row of `_RESPONSE`; its key is left out."""
    _, response_id, code, content, name, version, session, state, disposition, start, end = row
    return ResponseRow(
        id=response_id,
        code=code,
        questionnaire_hash=content,
        questionnaire_id=name,
        questionnaire_version=version,
        session=from_text(session),
        state=_state(state),
        disposition=disposition,
        started_at=start,
        finished_at=end,
    )


def _state(text: str) -> ResponseState:
    if text not in list(ResponseState):
        raise StoreDamaged(say("The state of a response is damaged."))
    return ResponseState(text)


def _whole(content: str, document: str) -> str:
    if content_hash(document) != content:
        raise StoreDamaged(say("A finished response is damaged: it is not what was written."))
    return document
