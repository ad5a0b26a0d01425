"""A response that is kept whole: held in memory from its beginning, and saved at its end in one commit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hybridequiz.interview.events import Event
from hybridequiz.interview.interview import Interview
from hybridequiz.interview.record import (
    blanked_events,
    forgotten,
    kept_notes,
    kept_session,
    response_record,
)
from hybridequiz.store.answer_file import canonical
from hybridequiz.store.fieldwork import response_head
from hybridequiz.store.journal import Store
from hybridequiz.values import replace


@dataclass
class WholeJournal:
    """Holds the events of one response until it ends; before that nothing is in the store.

    Attributes:
        store: Where it is kept at the end.
        events: What happened so far, from the start.
        listed: Whether it is the interview of a case of the case list.
    """

    store: Store
    events: list[Event] = field(default_factory=list)
    listed: bool = False

    def append(self, events: Sequence[Event]) -> None:
        """Hold events."""
        self.events += events

    def finish(self, interview: Interview, events: Sequence[Event], disposition: int) -> None:
        """Keep all of it, in one commit."""
        blanked = blanked_events(self.events, interview.route.aside)
        journal = [blanked.get(seq, event) for seq, event in enumerate(self.events, 1)]
        record = response_record(interview, [*self.events, *events], disposition)
        self.store.keep_whole(
            response_head(interview.session),
            [*journal, *events],
            disposition=disposition,
            document=canonical(record),
        )

    def forget(self, interview: Interview, events: Sequence[Event], disposition: int) -> None:
        """Keep what forgetting leaves: the answers are not written in the first place."""
        session, last = interview.session, events[-1]
        head = replace(response_head(session), session=kept_session(session).to_json())
        if self.listed and session.code == session.case:
            head = replace(head, code=head.id)  # the code would lead to the case
        with self.store.together():
            if self.listed:
                self.store.field.log_ending(session.case, disposition, last.at[:10])
            self.store.keep_whole(
                head,
                [forgotten(session, last, disposition, kept_notes(interview))],
                disposition=disposition,
                document=None,
            )

    def keep_draft(self, question: str, text: str) -> None:
        """Never called: nothing is half typed here."""
        raise NotImplementedError
