"""The store of one folder: an answer is one commit, on the disk before the next question shows."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from hybridequiz.disk import sync_folder
from hybridequiz.problems import say
from hybridequiz.store import queries
from hybridequiz.store.answer_file import write_answer_file
from hybridequiz.store.beside import Beside
from hybridequiz.store.database import connect, sqlite_errors, transaction
from hybridequiz.store.errors import NotInStore, StorageError, StoreDamaged
from hybridequiz.store.files import storage_errors
from hybridequiz.store.lock import remove_locks
from hybridequiz.store.opened import OPEN
from hybridequiz.store.reading import StorePages, remove_pages
from hybridequiz.store.rows import read_events
from hybridequiz.store.schema import create_database
from hybridequiz.store.verify import verify
from hybridequiz.store.writer import Writer

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import Self

    from hybridequiz.interview.events import Event
    from hybridequiz.store.rows import Count, Draft, ResponseHead, ResponseRow
    from hybridequiz.store.tombstones import Tombstone

STORE_FILE: Final = "hybridequiz.db"
"""The name of the database in its folder."""


class Store(Beside):
    """The answers in one folder. A call is one commit; closing is never needed to keep anything.

    Every method raises `StorageError` where the disk does not do what it should, and `StoreDamaged`
    where what it reads is not what was written. After an error nothing of the call was kept; it may
    be made again.

    Attributes:
        path: The database file.
        rehearsal: Whether these are trials: a questionnaire may then change under the same version.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, *, rehearsal: bool) -> None:
        super().__init__(path, connection)
        self.rehearsal: Final = rehearsal
        self._writer: Final = Writer(connection)
        OPEN.add(self)

    @classmethod
    def open(cls, folder: Path, *, create: bool = True, rehearsal: bool = False) -> Self:
        """Open the store in a folder.

        Args:
            folder: Where the store is; made if needed.
            create: Whether to make a store if there is none.
            rehearsal: Whether it holds trials.

        Raises:
            NotInStore: There is none, and none is to be made.
            StoreNewer: A newer version of the program wrote it; it was not touched.
        """
        path = folder / STORE_FILE
        with storage_errors(path), sqlite_errors(path):
            if not path.exists():
                if not create:
                    raise NotInStore(say("There are no answers in {folder}."), folder=folder)
                create_database(path)
        return cls(path, connect(path), rehearsal=rehearsal)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()
        OPEN.discard(self)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def answers_folder(self) -> Path:
        """Where the answer files of finished responses are."""
        return self.path.parent / "answers"

    @property
    def locks_folder(self) -> Path:
        """Where the locks of open interviews are."""
        return self.path.parent / "locks"

    @property
    def pages(self) -> StorePages:
        """What is finished, page by page, as exports read it."""
        return StorePages(self.path, self._connection)

    def keep_questionnaire(
        self,
        *,
        hash: str,  # noqa: A002 - the terms of the answer file
        id: str,  # noqa: A002 - the same
        version: str,
        document: str,
        lists: Mapping[str, str] | None = None,
    ) -> None:
        """Keep a questionnaire's content under its hash.

        What was kept of this id and version goes if there are no responses to it. `lists` are the texts of the lists of
        codes that it names, by their hashes; a list is kept once.

        Raises:
            QuestionnaireChanged: Live answers exist to other content of this id and version.
        """
        with sqlite_errors(self.path):
            self._writer.keep_questionnaire(
                hash, id, version, document, lists or {}, rehearsal=self.rehearsal
            )

    def questionnaire(self, hash: str) -> str:  # noqa: A002 - the same
        """Give the content of a questionnaire.

        Raises:
            NotInStore: None has this hash.
        """
        with sqlite_errors(self.path):
            return queries.questionnaire(self._connection, hash)

    def code_list(self, content: str) -> str:
        """Give the text of a list of codes by its hash.

        Raises:
            NotInStore: None has this hash.
        """
        with sqlite_errors(self.path):
            return queries.code_list(self._connection, content)

    def begin(self, response: ResponseHead, events: Sequence[Event]) -> None:
        """Keep a new response with its first events.

        Args:
            response: The response.
            events: At least one; the time of the first is that of the start.

        Raises:
            CodeTaken: Another response has the code.
            NotInStore: Its questionnaire was not kept.
        """
        with sqlite_errors(self.path):
            self._writer.begin(response, events)

    def keep_whole(
        self,
        response: ResponseHead,
        events: Sequence[Event],
        *,
        disposition: int,
        document: str | None,
    ) -> None:
        """Keep a response from its beginning to its end: it is there whole, or nothing of it is.

        `file_answers` then writes the answer file, at once or at the next start.

        Args:
            response: The response.
            events: All of them, with what is not kept blanked; of a forgotten one the event that is left.
            disposition: How it ended.
            document: The canonical JSON of the answer file; None for a forgotten one.

        Raises:
            CodeTaken: Another response has the code.
            NotInStore: Its questionnaire was not kept.
        """
        with sqlite_errors(self.path):
            self._writer.keep_whole(response, events, disposition=disposition, document=document)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make all that is kept inside one commit, or nothing at all; meanwhile no other process can write."""
        with sqlite_errors(self.path), transaction(self._connection):
            yield

    def append(
        self, response_id: str, events: Sequence[Event], *, drop_draft: bool = False
    ) -> None:
        """Keep events of an open response, numbered on from those that are kept.

        Args:
            response_id: The response.
            events: What happened, in order; may be empty.
            drop_draft: Whether what was half typed goes.

        Raises:
            NotInStore: There is no such response.
            ResponseClosed: The response was finished or forgotten.
            ResponseInUse: Another process has written to it meanwhile.
        """
        with sqlite_errors(self.path):
            self._writer.append(response_id, events, drop_draft=drop_draft)

    def finish(
        self,
        response_id: str,
        events: Sequence[Event],
        *,
        disposition: int,
        document: str,
        blanked: Mapping[int, Event] | None = None,
    ) -> None:
        """Keep the last events, the state and the answer document.

        `file_answers` then writes the answer file, at once or at the next start.

        Args:
            response_id: The response.
            events: At least one; the time of the last is that of the finish.
            disposition: How it ended.
            document: The canonical JSON of the answer file.
            blanked: By number, events that take the place of those that hold a value which is not kept.

        Raises:
            NotInStore: There is no such response.
            ResponseClosed: It was finished or forgotten before.
            ResponseInUse: Another process has written to it meanwhile.
        """
        with sqlite_errors(self.path):
            self._writer.finish(
                response_id,
                events,
                disposition=disposition,
                document=document,
                blanked=blanked or {},
            )

    def forget(self, response_id: str, event: Event, *, disposition: int) -> None:
        """Delete the answers for good and leave one event.

        Called again, it ends what was left undone.

        Args:
            response_id: The response, open or finished.
            event: All that is left. The `session` in its body takes the place of the session.
            disposition: Why.

        Raises:
            NotInStore: There is no such response.
            StorageError: Not all traces are gone: an answer file could not be removed, or another
                process reads the journal. `file_answers` tries again.
        """
        with sqlite_errors(self.path):
            self._writer.forget(response_id, event, disposition=disposition)
            key = queries.key_of(self._connection, response_id)
        self._remove_traces(key, response_id)

    def keep_draft(self, response_id: str, question: str, row: int, text: str) -> None:
        """Keep what is half typed, in the place of what was.

        Raises:
            NotInStore: There is no such response.
            ResponseClosed: It was finished or forgotten.
        """
        with sqlite_errors(self.path):
            self._writer.keep_draft(response_id, question, row, text)

    def file_answers(self) -> list[Path]:
        """Write the answer files that are due, and remove the traces of what was forgotten.

        Called after a finish, and at a start of the program for what a crash left undone.

        Returns:
            The files that were written.
        """
        with sqlite_errors(self.path):
            to_remove = queries.due(self._connection, "remove")
            to_write = queries.due(self._connection, "write")
        for key, response_id in to_remove:
            self._remove_traces(key, response_id)
        return [self._file_answer(key, response_id) for key, response_id in to_write]

    def find(self, code: str) -> ResponseRow | None:
        """Give the response with this code, as `read_code` gave it."""
        with sqlite_errors(self.path):
            return queries.response_with(self._connection, code)

    def responses(self, questionnaire_id: str | None = None) -> Iterator[ResponseRow]:
        """Give the responses, all or those of a questionnaire, in the order in which they began."""
        with sqlite_errors(self.path):
            yield from queries.responses(self._connection, questionnaire_id)

    def events(self, response_id: str) -> list[Event]:
        """Give the events of a response, in order.

        Raises:
            NotInStore: There is no such response.
        """
        with sqlite_errors(self.path):
            key = queries.key_of(self._connection, response_id)
            return read_events(queries.event_rows(self._connection, key))

    def draft(self, response_id: str) -> Draft | None:
        """Give what was half typed.

        Raises:
            NotInStore: There is no such response.
        """
        with sqlite_errors(self.path):
            key = queries.key_of(self._connection, response_id)
            return queries.draft(self._connection, key)

    def document(self, response_id: str) -> str | None:
        """Give the answer document of a finished response.

        Raises:
            NotInStore: There is no such response.
        """
        with sqlite_errors(self.path):
            key = queries.key_of(self._connection, response_id)
            return queries.document(self._connection, key)

    def documents(self, questionnaire_id: str) -> Iterator[tuple[ResponseRow, str]]:
        """Give the finished responses of a questionnaire and their documents, by start.

        A few hundred at a time are in memory, however many there are.
        """
        with sqlite_errors(self.path):
            yield from queries.documents(self._connection, questionnaire_id)

    def tombstones(self) -> list[Tombstone]:
        """Give the tombstones of what was withdrawn."""
        with sqlite_errors(self.path):
            return queries.tombstones(self._connection)

    def counts(self) -> list[Count]:
        """Count the responses of each questionnaire in each state."""
        with sqlite_errors(self.path):
            return queries.counts(self._connection)

    def verify(self) -> list[str]:
        """Read everything, and tell what is damaged or missing; nothing if all is well."""
        try:
            with sqlite_errors(self.path):
                return verify(self._connection, self.answers_folder)
        except StoreDamaged as error:
            return [str(error)]

    def _file_answer(self, key: int, response_id: str) -> Path:
        with sqlite_errors(self.path):
            document = queries.document(self._connection, key)
            if document is None:
                raise StoreDamaged(say("The document of a finished response is gone."))
            path = write_answer_file(self.answers_folder, response_id, document)
            self._done(key)
            return path

    def _remove_traces(self, key: int, response_id: str) -> None:
        """Remove the answer files, bury the names, rewrite the database and empty its journal.

        `secure_delete` alone is not enough: where SQLite rearranges a page, copies of its rows stay
        behind in the unused part of it.
        """
        remove_pages(self.path.parent)
        folder = self.answers_folder
        with storage_errors(folder):
            if folder.exists():
                for path in folder.glob(f"*{response_id}*"):
                    path.unlink()
                sync_folder(folder)
        remove_locks(self.locks_folder, response_id)  # first: buried, nobody knows its name
        with sqlite_errors(self.path):
            self._writer.bury(key)
            self._connection.execute("VACUUM")
            busy, *_ = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if busy:
                raise StorageError(
                    say("The answers are deleted, but another process still uses traces of them."),
                    hint=say(
                        "Close the other one; the next start of the program removes the traces."
                    ),
                )
            self._done(key)

    def _done(self, key: int) -> None:
        self._connection.execute("UPDATE response SET due = '' WHERE key = ?", (key,))
