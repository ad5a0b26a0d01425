"""The journal of one interview: what a `Conductor` saves, kept in a store."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from hybridequiz.interview.dispositions import Disposition
from hybridequiz.interview.events import Event, EventKind
from hybridequiz.interview.interview import Interview
from hybridequiz.interview.record import (
    blanked_events,
    forgotten,
    kept_notes,
    response_record,
)
from hybridequiz.questionnaire.addresses import parted
from hybridequiz.store.answer_file import canonical
from hybridequiz.store.errors import StorageError
from hybridequiz.store.journal import Store
from hybridequiz.store.lock import lock_response
from hybridequiz.store.rows import Draft


class StoredJournal:
    """Saves the events of one response in a store; holds the lock on it.

    Args:
        store: The store.
        response: The response.
        since: The time now, for whoever wants it too.
        listed: Whether it is the interview of a case of the case list: what it came to is noted there too.
    """

    def __init__(self, store: Store, response: str, *, since: str, listed: bool = False) -> None:
        self.store: Final = store
        self._listed: Final = listed
        self.response: Final = response
        self.unfiled: StorageError | None = None
        self._finished = False
        self._left_behind: tuple[StoredJournal, ...] = ()
        self._held: Final = ExitStack()
        self._held.enter_context(lock_response(store.locks_folder, response, since=since))

    def append(self, events: Sequence[Event]) -> None:
        """Save events in one commit; an answer takes the place of what was half typed."""
        answered = any(event.kind is EventKind.ANSWERED for event in events)
        self.store.append(self.response, events, drop_draft=answered)

    def finish(self, interview: Interview, events: Sequence[Event], disposition: int) -> None:
        """Save the last events and the record, then write the answer file."""
        if not self._finished:
            kept = self.events()
            record = response_record(interview, [*kept, *events], disposition)
            self.store.finish(
                self.response,
                events,
                disposition=disposition,
                document=canonical(record),
                blanked=blanked_events(kept, interview.route.aside),
            )
            self._finished = True
        try:
            self.store.file_answers()
        except StorageError as error:
            self.unfiled = (
                error  # the answers are safe in the journal; the next start writes the file
            )
        for journal in self._left_behind:
            journal.withdraw(interview, events[-1], Disposition.TEST, came_to=disposition)

    def withdraw(
        self, interview: Interview, last: Event, disposition: int, *, came_to: int
    ) -> None:
        """Delete the answers that were left in this folder when the interview moved on to another."""
        self._note_ending(interview, last, came_to)
        event = forgotten(interview.session, last, disposition)
        self.store.forget(self.response, event, disposition=int(disposition))

    def follow(self, before: StoredJournal) -> None:
        """Remember where the interview was saved before it moved here: what ends here, ends there."""
        self._left_behind = (*before._left_behind, before)

    def forget(self, interview: Interview, events: Sequence[Event], disposition: int) -> None:
        """Delete the respondent's answers; the disposition stays, and what the interviewer noted."""
        last = events[-1]
        event = forgotten(interview.session, last, disposition, kept_notes(interview))
        for journal in self._left_behind:
            journal.withdraw(interview, last, disposition, came_to=disposition)
        self._note_ending(interview, last, disposition)
        self.store.forget(self.response, event, disposition=disposition)

    def _note_ending(self, interview: Interview, last: Event, disposition: int) -> None:
        """Let the case know what came of it, before nothing leads from the interview to it any more."""
        if self._listed:
            self.store.field.log_ending(interview.session.case, disposition, last.at[:10])

    def keep_draft(self, question: str, text: str) -> None:
        """Keep what is half typed at a question, which its address names."""
        self.store.keep_draft(self.response, *parted(question), text)

    @property
    def data_folder(self) -> Path:
        """Give the data folder in which it is saved."""
        return self.store.path.parents[1]

    def draft(self) -> Draft | None:
        """Give what was half typed."""
        return self.store.draft(self.response)

    def events(self) -> list[Event]:
        """Give everything that happened, from the store."""
        return self.store.events(self.response)

    @property
    def folder(self) -> Path:
        """Give the folder in which the response is kept."""
        return self.store.path.parent

    def saved_files(self) -> list[str]:
        """Name the files in which the response is kept."""
        files = sorted(self.store.answers_folder.glob(f"{self.response}*.json"))
        return [str(path) for path in (self.store.path, *files)]

    def close(self) -> None:
        """Let another process have the interview."""
        self._held.close()
