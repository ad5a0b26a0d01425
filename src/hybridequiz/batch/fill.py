"""Filling: the good lines are kept, each whole; the bad ones are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hybridequiz.batch.faults import BadLine, Fault
from hybridequiz.batch.lines import RawLine, parse_line
from hybridequiz.batch.respondent import Respondent, read_respondent
from hybridequiz.batch.walk import Moment, walk
from hybridequiz.interview.conductor import Conductor
from hybridequiz.interview.events import Event
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.store.clock import SystemClock
from hybridequiz.store.fieldwork import Fieldwork


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Refused:
    """A line of which nothing was kept.

    Attributes:
        line: Its number, from 1.
        faults: What is wrong with it.
    """

    line: int
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class _Walked:
    """A line that can be kept."""

    respondent: Respondent
    moment: Moment
    events: list[Event]


def refused(
    instrument: Instrument, lines: Iterable[RawLine], *, live: bool = False
) -> Iterator[Refused | None]:
    """Go through lines without keeping any; give for each what is wrong with it, or None."""
    for line in lines:
        walked = _walked(instrument, line, live=live)
        yield walked if isinstance(walked, Refused) else None


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
    for line in lines:
        walked = _walked(instrument, line, live=live)
        if isinstance(walked, Refused):
            yield walked
        else:
            yield _keep(fieldwork, instrument, line.number, walked)


def _walked(instrument: Instrument, line: RawLine, *, live: bool) -> _Walked | Refused:
    """Walk a line in memory."""
    clock = SystemClock()
    moment = Moment(clock.now())
    try:
        respondent = read_respondent(parse_line(line.content), instrument, live=live)
        return _Walked(respondent, moment, walk(instrument, respondent, moment, clock.today()))
    except BadLine as error:
        return Refused(line.number, error.faults)


def _keep(fieldwork: Fieldwork, instrument: Instrument, line: int, walked: _Walked) -> Kept:
    """Keep a line that was walked: begin, all events at once, finish.

    The answers of who is to be forgotten are not written in the first place.
    """
    sitting = fieldwork.begin(instrument, walked.respondent.setup, clock=walked.moment)
    try:
        interview = sitting.interview.apply_all(walked.events)
        taken = interview.route.exit
        if taken is None or taken.exit.keep == "answers":
            sitting.journal.append(walked.events)
        disposition = Conductor(interview, sitting.journal, walked.moment).finish()
    finally:
        sitting.journal.close()
    session = interview.session
    return Kept(line, session.case, session.code, disposition)
