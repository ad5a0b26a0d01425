"""Filling: the good lines are kept, each whole; the bad ones are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Final

from hybridequiz.batch.faults import BadLine, Fault, bad
from hybridequiz.batch.lines import RawLine, parse_line
from hybridequiz.batch.naming import in_words_of_line
from hybridequiz.batch.respondent import Respondent, read_respondent
from hybridequiz.batch.walk import Moment, walk
from hybridequiz.batch.whole import WholeJournal
from hybridequiz.interview.conductor import Conductor
from hybridequiz.interview.events import Event, EventKind
from hybridequiz.interview.interview import begin
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.rosters import unrolled
from hybridequiz.store.casework import CaseRefused, Casework
from hybridequiz.store.clock import SystemClock
from hybridequiz.store.errors import CodeError
from hybridequiz.store.fieldwork import Fieldwork
from hybridequiz.values import frozen, replace

FILES_AT_ONCE: Final = 200
"""Responses after which their answer files are written."""


@frozen
class Kept:
    """A line that is in the store.

    Attributes:
        line: Its number, from 1.
        case: Its case code, if it has one.
        code: The code that the response was given.
        disposition: What the interview came to.
    """

    line: int
    case: str
    code: str
    disposition: int


@frozen
class Refused:
    """A line of which nothing was kept.

    Attributes:
        line: Its number, from 1.
        faults: What is wrong with it.
    """

    line: int
    faults: tuple[Fault, ...]


@frozen
class _Walked:
    """A line that can be kept."""

    respondent: Respondent
    moment: Moment
    events: list[Event]


def refused(
    instrument: Instrument,
    lines: Iterable[RawLine],
    *,
    live: bool = False,
    cases: Casework | None = None,
) -> Iterator[Refused | None]:
    """Go through lines without keeping any; give for each what is wrong with it, or None."""
    whole = unrolled(instrument)
    for line in lines:
        walked = _walked(cases, whole, line, live=live)
        yield walked if isinstance(walked, Refused) else None


class Filler:
    """Takes in lines, each in one commit.

    Attributes:
        unfiled: How many responses were kept whose answer files are still to be written.
    """

    def __init__(self, fieldwork: Fieldwork, instrument: Instrument, *, live: bool = False) -> None:
        self._fieldwork = fieldwork
        self._instrument = unrolled(instrument)
        self._live = live
        self.unfiled = 0

    def take(self, line: RawLine) -> Kept | Refused:
        """Keep a line whole, or nothing of it.

        Raises:
            NotLive: Live answers are asked for while the study is not live.
            QuestionnaireChanged: This version was answered already with other content.
            StorageError: It could not be kept.
        """
        walked = _walked(self._fieldwork.cases, self._instrument, line, live=self._live)
        if isinstance(walked, Refused):
            return walked
        kept = _keep(self._fieldwork, self._instrument, line.number, walked)
        self.unfiled += 1
        return kept

    def together(self) -> AbstractContextManager[None]:
        """Make all lines that are taken inside one commit: an error undoes all of them."""
        return self._fieldwork.store_for(self._instrument, live=self._live).together()

    def file_answers(self) -> None:
        """Write the answer files that are due; without it the next start does so."""
        if self.unfiled:
            self._fieldwork.store_for(self._instrument, live=self._live).file_answers()
            self.unfiled = 0


def fill(
    fieldwork: Fieldwork, instrument: Instrument, lines: Iterable[RawLine], *, live: bool = False
) -> Iterator[Kept | Refused]:
    """Take in lines; what a line came to is given as soon as it is kept or refused.

    Args:
        fieldwork: Where responses are begun.
        instrument: The questionnaire.
        lines: A JSON line a respondent.
        live: Whether the answers must count; else that depends on the study.

    Raises:
        NotLive: Live answers are asked for while the study is not live.
        QuestionnaireChanged: This version was answered already with other content.
        StorageError: A line could not be kept; those before it are.
    """
    filler = Filler(fieldwork, instrument, live=live)
    for line in lines:
        yield filler.take(line)
        if filler.unfiled >= FILES_AT_ONCE:
            filler.file_answers()
    filler.file_answers()


def _walked(
    cases: Casework | None, instrument: Instrument, line: RawLine, *, live: bool
) -> _Walked | Refused:
    """Walk a line in memory."""
    clock = SystemClock()
    moment = Moment(clock.now())
    try:
        respondent = read_respondent(parse_line(line.content), instrument, live=live)
        if cases is not None:
            respondent = _of_its_case(cases, instrument, respondent)
        return _Walked(respondent, moment, walk(instrument, respondent, moment, clock.today()))
    except BadLine as error:
        faults = [in_words_of_line(fault, instrument) for fault in error.faults]
        return Refused(line.number, tuple(faults))


def _of_its_case(cases: Casework, instrument: Instrument, respondent: Respondent) -> Respondent:
    """Give a respondent as the case list says, where one is loaded.

    Raises:
        BadLine: when no interview of this case can begin.
    """
    try:
        return replace(respondent, setup=cases.fit(instrument, respondent.setup))
    except (CaseRefused, CodeError) as error:
        raise bad("case", str(error), key="_case", hint=error.hint) from error


def _keep(fieldwork: Fieldwork, instrument: Instrument, line: int, walked: _Walked) -> Kept:
    """Keep a line that was walked: its beginning, all events and its end in one commit."""
    store, session = fieldwork.admit(instrument, walked.respondent.setup)
    moment = walked.moment
    started = Event(EventKind.STARTED, moment.now(), moment.elapsed(), body=session.to_json())
    listed = fieldwork.cases.find(session.case) is not None
    journal = WholeJournal(store, [started, *walked.events], listed=listed)
    interview = begin(instrument, session).apply_all(walked.events)
    disposition = Conductor(interview, journal, moment).finish()
    return Kept(line, session.case, session.code, disposition)
