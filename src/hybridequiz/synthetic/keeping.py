"""Keeps what was made up: many responses in a commit, each marked, in a store of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from typing import Final

from hybridequiz.batch.whole import WholeJournal
from hybridequiz.interview.events import Event, EventKind
from hybridequiz.interview.ports import Clock
from hybridequiz.interview.session import Session
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.shuffling import shuffles
from hybridequiz.store.codes import new_code, read_code, show_code
from hybridequiz.store.fieldwork import SEED_LENGTH, keep_questionnaire, new_session
from hybridequiz.store.journal import Store
from hybridequiz.store.setup import Setup
from hybridequiz.synthetic.chance import Chance
from hybridequiz.values import replace

AT_ONCE: Final = 250
"""Responses in a commit: what was made up can be made up again."""


class Keeper:
    """Begins made-up responses to one questionnaire.

    Args:
        store: The store of what was made up.
        instrument: The questionnaire.
    """

    def __init__(self, store: Store, instrument: Instrument) -> None:
        self._store: Final = store
        self._instrument: Final = instrument
        self._waiting = 0
        self._commit = ExitStack()
        keep_questionnaire(store, instrument)

    def session(
        self,
        chance: Chance,
        setup: Setup,
        today: date,
        *,
        response: str = "",
        shuffle: bool = True,
    ) -> Session:
        """Give the session of a response that is made up: its id and its code are drawn too.

        Args:
            chance: What is drawn from.
            setup: How the interview is held.
            today: The day that conditions see.
            response: Its id, if that is known.
            shuffle: Whether what is shuffled comes in an order of its own; else in that of the file.
        """
        may_be = shuffle and setup.mode != "paper"
        is_shuffled = may_be and shuffles(self._instrument.questionnaire, setup.mode)
        response = response or chance.uuid()
        session = new_session(
            self._instrument,
            setup,
            today,
            response=response,
            code=self._free_code(chance),
            rehearsal=True,
            seed=chance.hexadecimal(SEED_LENGTH) if is_shuffled else "",
        )
        return replace(session, synthetic=True)

    def journal(self, session: Session, clock: Clock) -> WholeJournal:
        """Give the journal of a response, with its beginning."""
        started = Event(EventKind.STARTED, clock.now(), clock.elapsed(), body=session.to_json())
        return WholeJournal(self._store, [started])

    @contextmanager
    def together(self) -> Iterator[None]:
        """Commit every so many of the responses that are kept inside; an error undoes those of the last commit."""
        with self._commit:
            yield

    def keep_on(self) -> bool:
        """Go on with the next response; tell whether those before it are all on the disk."""
        committed = self._waiting == AT_ONCE
        if committed:
            self._commit.close()
            self._waiting = 0
        if not self._waiting:
            self._commit.enter_context(self._store.together())
        self._waiting += 1
        return committed

    def _free_code(self, chance: Chance) -> str:
        """Draw a code that no response has yet: among a hundred thousand two are the same now and then."""
        while True:
            code = show_code(new_code(chance.one_of))
            if self._store.find(read_code(code)) is None:
                return code
