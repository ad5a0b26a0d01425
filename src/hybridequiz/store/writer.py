"""Writing to the journal: each call is one commit, and may be made again after an error."""

from __future__ import annotations

import secrets
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from hybridequiz.problems import say
from hybridequiz.store import queries
from hybridequiz.store.answer_file import content_hash
from hybridequiz.store.database import transaction
from hybridequiz.store.errors import (
    CodeTaken,
    NotInStore,
    NotOfThisStore,
    QuestionnaireChanged,
    ResponseClosed,
    ResponseInUse,
)
from hybridequiz.store.rows import (
    EventRow,
    ResponseHead,
    event_row,
    event_rows,
    from_text,
    to_text,
)
from hybridequiz.store.tombstones import SALT_BYTES, tombstone
from hybridequiz.values import frozen, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hybridequiz.interview.events import Event, Json

_INSERT_EVENT: Final = (
    "INSERT INTO event SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9"
    " FROM response WHERE key = ?1 AND state = 'open'"
)
_INSERT_RESPONSE: Final = """
    INSERT INTO response (id, code, questionnaire, session, state, started_at, due)
    VALUES (?, ?, ?, ?, 'open', ?, '')
"""
_KEEP_DRAFT: Final = (
    "INSERT OR REPLACE INTO draft SELECT key, ?2, ?3, ?4"
    " FROM response WHERE key = ?1 AND state = 'open'"
)
_FINISH: Final = """
    UPDATE response SET state = 'finished', disposition = ?, finished_at = ?, due = 'write'
    WHERE key = ? AND state = 'open'
"""
_CLOSE: Final = (
    "UPDATE response SET state = ?, disposition = ?, finished_at = ?, due = ? WHERE key = ?"
)
_BLANK: Final = "UPDATE event SET body = ?, checksum = ? WHERE response = ? AND seq = ?"
_FORGET: Final = """
    UPDATE response
    SET state = 'forgotten', disposition = ?, finished_at = ?, session = ?, due = 'remove',
        code = CASE WHEN ? THEN id ELSE code END
    WHERE key = ?
"""


@frozen
class _Progress:
    """How far a response is that this process writes to.

    Attributes:
        key: The response's key in the tables.
        next_seq: The number of the next event.
        has_draft: Whether something half typed is kept.
        sure: False while a call is under way; if it still is at the next, look what was kept.
    """

    key: int
    next_seq: int
    has_draft: bool
    sure: bool = True


class Writer:
    """Writes responses and their events; it knows their numbers, so an event is one statement.

    Attributes:
        synthetic: Whether only what was made up may begin here; else it may not.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.synthetic = False
        self._connection: Final = connection
        self._known: Final[dict[str, _Progress]] = {}

    def keep_questionnaire(
        self,
        content: str,
        name: str,
        version: str,
        document: str,
        lists: Mapping[str, str],
        *,
        rehearsal: bool,
    ) -> None:
        """Keep a questionnaire's content under its hash, with the lists of codes that it names."""
        connection = self._connection
        with transaction(connection):
            if queries.has_questionnaire(connection, content):
                return
            queries.drop_unused(connection, name, version)
            if not rehearsal and queries.has_version(connection, name, version):
                raise QuestionnaireChanged(
                    say("Version {version} of {name} has answers, and its content has changed."),
                    hint=say("Give it a new version; the answers so far stay with the old one."),
                    version=version,
                    name=name,
                )
            connection.execute(
                "INSERT INTO questionnaire VALUES (?, ?, ?, ?, ?)",
                (content, name, version, document, not rehearsal),
            )
            queries.drop_unused_code_lists(connection)
            queries.keep_code_lists(connection, lists)

    def begin(self, response: ResponseHead, events: Sequence[Event]) -> None:
        """Keep a new response with its first events, unless a call that seemed to fail did so."""
        if not self._has_begun(response, events):
            with self._beginning():
                self._insert_response(response, events)

    def keep_whole(
        self,
        response: ResponseHead,
        events: Sequence[Event],
        *,
        disposition: int,
        document: str | None,
    ) -> None:
        """Keep a response from its beginning to its end; without a document it is a forgotten one."""
        if self._has_begun(response, events):
            return
        state, due = ("forgotten", "") if document is None else ("finished", "write")
        with self._beginning():
            key = self._insert_response(response, events)
            self._connection.execute(_CLOSE, (state, disposition, events[-1].at, due, key))
            if document is not None:
                self._insert_document(key, document)

    def append(self, response_id: str, events: Sequence[Event], *, drop_draft: bool) -> None:
        """Keep events of an open response."""
        with self._numbered(response_id, events, drop_draft=drop_draft) as (progress, rows):
            drops = drop_draft and progress.has_draft
            if len(rows) == 1 and not drops:
                self._insert(rows)  # one statement is one commit without asking for it
            elif rows or drops:
                with transaction(self._connection):
                    self._insert(rows)
                    self._drop_draft(progress.key, drops=drops)

    def finish(
        self,
        response_id: str,
        events: Sequence[Event],
        *,
        disposition: int,
        document: str,
        blanked: Mapping[int, Event],
    ) -> None:
        """Keep the last events, the state and the answer document; put blanked events in their places."""
        key = queries.key_of(self._connection, response_id)
        if queries.document(self._connection, key) == document:
            return
        with (
            self._numbered(response_id, events, drop_draft=True) as (_, rows),
            transaction(self._connection),
        ):
            self._insert(rows)
            for seq, event in blanked.items():
                self._connection.execute(_BLANK, (*event_row(key, seq, event)[7:], key, seq))
            changed = self._connection.execute(_FINISH, (disposition, events[-1].at, key))
            if not changed.rowcount:
                raise _closed()
            self._insert_document(key, document)
            self._drop_draft(key)

    def forget(self, response_id: str, event: Event, *, disposition: int) -> None:
        """Delete a response but for one event, and mark that traces of it are left elsewhere."""
        key = queries.key_of(self._connection, response_id)
        session = event.body.get("session")
        left = to_text(session if isinstance(session, dict) else {})
        with transaction(self._connection):
            for table in ("event", "draft", "document", "quotation"):
                self._connection.execute(f"DELETE FROM {table} WHERE response = ?", (key,))  # noqa: S608 - our own tables
            self._connection.execute(
                "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", event_row(key, 1, event)
            )
            goes = self._has_case_code(key, from_text(left).get("response"))
            self._connection.execute(_FORGET, (disposition, event.at, left, goes, key))
        self._known.pop(response_id, None)

    def _has_case_code(self, key: int, stand_in: Json) -> bool:
        """Tell whether the code of a response is that of its case: it would lead from what is left to the case.

        Where another id stands in for the response, `bury` takes both away, and leaves a mark by which they are known.
        """
        response_id, session = self._connection.execute(
            "SELECT id, session FROM response WHERE key = ?", (key,)
        ).fetchone()
        facts = from_text(session)
        case = facts.get("case")
        return bool(case) and case == facts.get("code") and stand_in == response_id

    def bury(self, key: int) -> bool:
        """Where the session that is left names another response, let the old id and code go for a tombstone.

        Returns:
            Whether that was done now.
        """
        row = self._connection.execute(
            "SELECT id, code, session FROM response WHERE key = ?", (key,)
        ).fetchone()
        response_id, code, session = row
        stand_in = from_text(session).get("response", response_id)
        if stand_in == response_id:
            return False
        stone = tombstone(response_id, code, secrets.token_bytes(SALT_BYTES))
        with transaction(self._connection):
            self._connection.execute(
                "INSERT INTO tombstone VALUES (?, ?, ?)", (stone.salt, stone.response, stone.code)
            )
            self._connection.execute(
                "UPDATE response SET id = ?1, code = ?1 WHERE key = ?2", (stand_in, key)
            )
        return True

    def keep_draft(self, response_id: str, question: str, row: int, text: str) -> None:
        """Keep what is half typed in the place of what was."""
        progress = self._progress(response_id)
        values = (progress.key, question, row, to_text({"text": text}))
        if not self._connection.execute(_KEEP_DRAFT, values).rowcount:
            raise _closed()
        self._known[response_id] = replace(self._progress(response_id), has_draft=True)

    def _insert(self, rows: Sequence[EventRow]) -> None:
        for row in rows:
            if not self._connection.execute(_INSERT_EVENT, row).rowcount:
                raise _closed()

    def _insert_response(self, response: ResponseHead, events: Sequence[Event]) -> int:
        if bool(response.session.get("synthetic")) is not self.synthetic:
            raise NotOfThisStore(
                say("What was made up is not kept with answers, nor answers with what was made up.")
            )
        session = to_text(response.session)
        head = (response.id, response.code, response.questionnaire_hash, session)
        self._connection.execute(_INSERT_RESPONSE, (*head, events[0].at))
        key = queries.key_of(self._connection, response.id)
        self._insert(event_rows(key, 1, events))
        return key

    def _insert_document(self, key: int, document: str) -> None:
        self._connection.execute(
            "INSERT INTO document VALUES (?, ?, ?)", (key, content_hash(document), document)
        )

    @contextmanager
    def _beginning(self) -> Iterator[None]:
        """Make what happens inside one commit, and say why a response cannot begin."""
        try:
            with transaction(self._connection):
                yield
        except sqlite3.IntegrityError as error:
            raise _not_begun(error) from error

    def _drop_draft(self, key: int, *, drops: bool = True) -> None:
        if drops:
            self._connection.execute("DELETE FROM draft WHERE response = ?", (key,))

    def _has_begun(self, response: ResponseHead, events: Sequence[Event]) -> bool:
        found = self._connection.execute(
            "SELECT key FROM response WHERE id = ? AND code = ?", (response.id, response.code)
        ).fetchone()
        if found is None:
            return False
        (key,) = found
        return queries.event_rows(self._connection, key) == event_rows(key, 1, events)

    @contextmanager
    def _numbered(
        self, response_id: str, events: Sequence[Event], *, drop_draft: bool
    ) -> Iterator[tuple[_Progress, list[EventRow]]]:
        """Give the rows that are to be kept, and remember at the end that they were."""
        progress = self._progress(response_id)
        rows = event_rows(progress.key, progress.next_seq, events)
        if not progress.sure:
            progress, rows = self._without_kept(progress, rows, events)
        self._known[response_id] = replace(progress, sure=False)
        try:
            yield progress, rows
        except sqlite3.IntegrityError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY:
                raise
            self._known[response_id] = progress
            raise ResponseInUse(
                say("Another process has written to this interview meanwhile."),
                hint=say("Leave it here and open it again."),
            ) from error
        self._known[response_id] = _Progress(
            progress.key,
            progress.next_seq + len(rows),
            has_draft=progress.has_draft and not drop_draft,
        )

    def _progress(self, response_id: str) -> _Progress:
        if known := self._known.get(response_id):
            return known
        key = queries.key_of(self._connection, response_id)
        has_draft = queries.draft(self._connection, key) is not None
        self._known[response_id] = _Progress(
            key, queries.next_seq(self._connection, key), has_draft
        )
        return self._known[response_id]

    def _without_kept(
        self, progress: _Progress, rows: list[EventRow], events: Sequence[Event]
    ) -> tuple[_Progress, list[EventRow]]:
        """Look what a call kept that was broken off; if these rows, they are not kept again."""
        key = progress.key
        kept = queries.event_rows(self._connection, key, progress.next_seq)
        has_draft = queries.draft(self._connection, key) is not None
        after = _Progress(key, progress.next_seq + len(kept), has_draft)
        return after, [] if rows and kept == rows else event_rows(key, after.next_seq, events)


def _closed() -> ResponseClosed:
    return ResponseClosed(
        say("This interview was closed: nothing can be added to it."),
        hint=say("A finished interview is corrected by a new answer document, not in its journal."),
    )


def _not_begun(error: sqlite3.IntegrityError) -> Exception:
    if "response.code" in str(error):
        return CodeTaken(say("This code is in use."), hint=say("Begin again with another code."))
    if error.sqlite_errorcode == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
        return NotInStore(say("The questionnaire of this response was not kept in the store."))
    return error
