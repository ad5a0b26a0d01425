"""Begins and resumes interviews in a data folder: the door between the clients and the store."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Protocol, Self

from hybridequiz import __version__
from hybridequiz.characters import clean_text
from hybridequiz.interview.conductor import Conductor
from hybridequiz.interview.events import Event, EventKind
from hybridequiz.interview.interview import Interview, begin, fold
from hybridequiz.interview.ports import Clock
from hybridequiz.interview.session import Session
from hybridequiz.problems import ExitCode, HybridequizError, say
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.shuffling import shuffles
from hybridequiz.store.casework import Casework
from hybridequiz.store.checked import CheckedQuestionnaires
from hybridequiz.store.clock import SystemClock
from hybridequiz.store.codes import new_code, read_code, show_code
from hybridequiz.store.data import DataFolder
from hybridequiz.store.errors import CodeTaken
from hybridequiz.store.field_book import is_own_code
from hybridequiz.store.journal import Store
from hybridequiz.store.kept import kept_instrument
from hybridequiz.store.prefilling import prefilled_events
from hybridequiz.store.rows import ResponseHead, ResponseRow, ResponseState
from hybridequiz.store.setup import Setup
from hybridequiz.store.stored_journal import StoredJournal
from hybridequiz.values import frozen, replace

LONGEST_CODE: Final = 40
"""Characters of a case code, and of an interviewer's own code, that are kept."""
SEED_SYMBOLS: Final = "0123456789abcdef"
SEED_LENGTH: Final = 16
"""Hexadecimal digits of a seed: 64 bits."""
DRAWS: Final = 5
"""How often a code is drawn before it is told that codes are in use."""


class NotResumable(HybridequizError):
    """A code to which no open interview belongs."""

    exit_code = ExitCode.USAGE


class NotLive(HybridequizError):
    """A live interview is asked of a questionnaire that can only be rehearsed."""

    exit_code = ExitCode.INVALID


class Choose(Protocol):
    """Chance, from outside."""

    def __call__(self, symbols: Sequence[str], /) -> str:
        """Choose one of the symbols."""


@dataclass(slots=True)
class Sitting:
    """An interview that is going on.

    Attributes:
        conductor: Conducts it.
        journal: Saves it; another one, once the interview was moved to another folder.
    """

    conductor: Conductor
    journal: StoredJournal

    @property
    def interview(self) -> Interview:
        """Give its state."""
        return self.conductor.interview

    def move_to(self, folder: Path) -> None:
        """Save the whole interview in another data folder, and go on there.

        What was saved in the first folder stays there until the interview is finished in the other one.

        Raises:
            StorageError: when it cannot be saved there either.
        """
        session, instrument = self.interview.session, self.interview.instrument
        data = DataFolder(folder)
        store = data.rehearsal if session.rehearsal else data.live
        keep_questionnaire(store, instrument)
        events = self.journal.events()
        journal = StoredJournal(store, session.response, since=events[-1].at)
        if store.find(read_code(session.code)) is None:
            store.begin(response_head(session), events)
        journal.follow(self.journal)
        self.conductor.save_elsewhere(journal)
        self.journal = journal


@frozen
class Waiting:
    """An interview that can be resumed, before it is opened."""

    store: Store
    row: ResponseRow
    session: Session

    def instrument(self) -> Instrument:
        """Give the questionnaire in the version in which it was begun."""
        return kept_instrument(self.store, self.row.questionnaire_hash)


class Fieldwork:
    """Begins and resumes interviews in one data folder."""

    def __init__(self, data: DataFolder, *, choose: Choose = secrets.choice) -> None:
        self.data: Final = data
        self.checked: Final = CheckedQuestionnaires(data.path / "checked")
        self.cases: Final = Casework(data)
        self._choose: Final = choose

    def begin(self, instrument: Instrument, setup: Setup, *, clock: Clock | None = None) -> Sitting:
        """Begin an interview; its first event is saved when this returns.

        Raises:
            NotLive: when a live interview is asked while the study is not live or has unfilled values.
            CaseRefused: when a case list is loaded, and no interview of this case can begin.
            QuestionnaireChanged: when this version was answered already with other content.
            StorageError: when it cannot be saved.
        """
        seed = self._seed(instrument, setup)
        store, session = self.admit(instrument, setup, seed=seed)
        store.file_answers()
        timer = clock or SystemClock()
        for _ in range(DRAWS):
            try:
                return self._begun(store, instrument, session, timer)
            except CodeTaken:
                if session.code == session.case:
                    raise
                session = replace(session, code=show_code(new_code(self._choose)))
        return self._begun(store, instrument, session, timer)

    def _begun(
        self, store: Store, instrument: Instrument, session: Session, timer: Clock
    ) -> Sitting:
        """Save the beginning of an interview.

        Raises:
            CodeTaken: when another response has its code; nothing is saved then.
        """
        started = Event(EventKind.STARTED, timer.now(), timer.elapsed(), body=session.to_json())
        case = self.cases.find(session.case)
        journal = StoredJournal(store, session.response, since=started.at, listed=case is not None)
        interview = begin(instrument, session)
        known = [] if case is None else prefilled_events(interview, case.prefilled, timer)
        try:
            store.begin(response_head(session), [started, *known])
        except CodeTaken:
            journal.close()
            raise
        if session.mode == "interview" and session.interviewer:
            store.field.remember_interviewer(session.interviewer, session.today)
        return Sitting(Conductor(interview.apply_all(known), journal, timer), journal)

    def admit(
        self, instrument: Instrument, setup: Setup, *, seed: str = ""
    ) -> tuple[Store, Session]:
        """Give the store for a new response, with its questionnaire in it, and a session with a new code.

        Args:
            instrument: The questionnaire.
            setup: What was chosen.
            seed: Gives the order of what is shuffled; nothing for the order of the file.

        Raises:
            NotLive: as `begin`.
            CaseRefused: as `begin`.
            QuestionnaireChanged: as `begin`.
            StorageError: as `begin`.
        """
        setup = self.cases.fit(instrument, setup)
        store = self.store_for(instrument, live=setup.live)
        keep_questionnaire(store, instrument)
        session = new_session(
            instrument,
            setup,
            SystemClock().today(),
            response=str(uuid.uuid4()),
            code=self._code_for(setup.case),
            rehearsal=store.rehearsal,
            seed=seed,
        )
        return store, session

    def _seed(self, instrument: Instrument, setup: Setup) -> str:
        """Draw a seed where something is shuffled; a paper form has one order, which was printed."""
        if setup.mode == "paper" or not shuffles(instrument.questionnaire, setup.mode):
            return ""
        return "".join(self._choose(SEED_SYMBOLS) for _ in range(SEED_LENGTH))

    def _code_for(self, case: str) -> str:
        """Give the code of an interview: that of its case, where the case list has it and it has a check symbol."""
        if is_own_code(case) and self.cases.find(case) is not None:
            return case
        return show_code(new_code(self._choose))

    def store_for(self, instrument: Instrument, *, live: bool) -> Store:
        """Give the store of what counts, or that of rehearsals; `live`: whether it must count.

        Raises:
            NotLive: as `begin`.
        """
        refuse_unfilled(instrument, live=live)
        return self.data.live if is_live(instrument, live=live) else self.data.rehearsal

    def unfinished(self) -> int:
        """Count the interviews that were begun here and can be continued."""
        counts = (count for store in self.data.existing() for count in store.counts())
        return sum(one.responses for one in counts if one.state is ResponseState.OPEN)

    def look_up(self, typed: str) -> Waiting:
        """Find the interview that a code belongs to, without opening it.

        Raises:
            CodeError: when the code is mistyped.
            NotResumable: when there is no such interview, or it was finished.
        """
        found = self.data.find(read_code(typed))
        if found is None and self.data.was_withdrawn(read_code(typed)):
            raise NotResumable(
                say("The answers with that code were withdrawn before: nothing of them is here.")
            )
        if found is None:
            raise NotResumable(
                say("No interview on this laptop has that code."),
                hint=say("Look at the code again; it works on the laptop where it was made."),
            )
        store, row = found
        if row.state is not ResponseState.OPEN:
            raise NotResumable(
                say("That interview was finished; nothing in it can be changed any more.")
            )
        return Waiting(store, row, Session.from_json(row.session))

    def resume(self, waiting: Waiting, *, by: str, clock: Clock | None = None) -> Sitting:
        """Go on with an interview, in its own version of the questionnaire, at the question where it stopped.

        Raises:
            ResponseInUse: when another process has it open; nothing is changed then.
        """
        timer = clock or SystemClock()
        listed = self.cases.find(waiting.session.case) is not None
        journal = StoredJournal(waiting.store, waiting.row.id, since=timer.now(), listed=listed)
        interview = fold(waiting.instrument(), waiting.store.events(waiting.row.id))
        event = Event(EventKind.RESUMED, timer.now(), timer.elapsed(), body={"by": by})
        journal.append([event])
        return Sitting(Conductor(interview.apply(event), journal, timer), journal)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.data.close()


def new_session(
    instrument: Instrument,
    setup: Setup,
    today: date,
    *,
    response: str = "",
    code: str = "",
    rehearsal: bool = True,
    seed: str = "",
) -> Session:
    """Give the facts of a session that begins.

    Args:
        instrument: The questionnaire.
        setup: What was chosen.
        today: The day that conditions see.
        response: The response's id; nothing where no store is to know of it.
        code: The code as it is shown; nothing in the same case.
        rehearsal: Whether this is practice.
        seed: Gives the order of what is shuffled; nothing for the order of the file.
    """
    questionnaire = instrument.questionnaire
    return Session(
        response=response,
        code=code,
        questionnaire=questionnaire.id,
        version=questionnaire.version,
        hash=instrument.hash,
        audience=questionnaire.audience,
        mode=setup.mode,
        form=setup.form,
        language=setup.language,
        today=today,
        location=setup.location,
        interviewer=_one_code(setup.interviewer),
        case=_one_code(setup.case),
        rehearsal=rehearsal,
        tool=__version__,
        seed=seed,
    )


def _one_code(typed: str) -> str:
    """Clean a code that was made elsewhere: one line, not longer than a code can be."""
    return " ".join(clean_text(typed).split())[:LONGEST_CODE]


def keep_questionnaire(store: Store, instrument: Instrument) -> None:
    """Keep in a store what its responses answer.

    Raises:
        QuestionnaireChanged: when this version was answered already with other content.
        StorageError: when it cannot be saved.
    """
    questionnaire = instrument.questionnaire
    store.keep_questionnaire(
        hash=instrument.hash,
        id=questionnaire.id,
        version=questionnaire.version,
        document=instrument.document,
        lists={content: one.text for content, one in instrument.lists.items()},
    )


def response_head(session: Session) -> ResponseHead:
    """Give what the store knows of a response that begins."""
    return ResponseHead(
        id=session.response,
        code=read_code(session.code),
        questionnaire_hash=session.hash,
        session=session.to_json(),
    )


def is_live(instrument: Instrument, *, live: bool) -> bool:
    """Tell whether the answers count; `live`: whether they must.

    Without a study there is nothing to fill in: such a questionnaire is live. With one, it is live when the study
    says so and every value is filled in.
    """
    return live or not instrument.rehearsal_only


def refuse_unfilled(instrument: Instrument, *, live: bool) -> None:
    """Refuse a live interview of a study that is not live, or that has values that nobody filled in.

    Raises:
        NotLive: naming what is to be filled in.
    """
    study = instrument.questionnaire.study
    if not live or study is None:
        return
    if study.unfilled:
        raise NotLive(
            say("These values of the study are not filled in yet: {names}."),
            hint=say("Fill them in under [values] in the study file, or rehearse without --live."),
            names=", ".join(study.unfilled),
        )
    if not study.live:
        hint = say("Set live = true in the study file, or rehearse without --live.")
        raise NotLive(say("The study is not live."), hint=hint)
