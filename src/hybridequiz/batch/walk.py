"""Walking a line through the questionnaire in memory, before anything of it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from hybridequiz.batch.faults import TOLD_IN, BadLine, Fault, bad
from hybridequiz.batch.naming import line_key
from hybridequiz.batch.respondent import Respondent
from hybridequiz.interview.answers import Answer
from hybridequiz.interview.complaints import Complaint, ComplaintKind, InvalidAnswer
from hybridequiz.interview.conductor import Conductor
from hybridequiz.interview.events import Event
from hybridequiz.interview.interview import Interview, begin
from hybridequiz.interview.outcomes import NeedsConfirmation
from hybridequiz.questionnaire.instrument import Instrument, Planned
from hybridequiz.questionnaire.states import Missing
from hybridequiz.store.fieldwork import new_session
from hybridequiz.values import frozen
from hybridequiz.wording.complaints import complaint_words
from hybridequiz.wording.rendering import answer_words, reason_words, text_words


@frozen
class Moment:
    """The time at which a line is taken in: all of it at once, so that no duration is made up.

    Attributes:
        at: The wall clock, ISO 8601 with UTC offset.
    """

    at: str

    def now(self) -> str:
        """Give the wall clock."""
        return self.at

    def elapsed(self) -> int:
        """Give no duration."""
        return 0


@dataclass
class Memory:
    """Holds events until all of the line is right."""

    events: list[Event] = field(default_factory=list)

    def append(self, events: Sequence[Event]) -> None:
        """Hold events."""
        self.events += events

    def finish(self, interview: Interview, events: Sequence[Event], disposition: int) -> None:
        """Never called: a line is finished where it is kept."""
        raise NotImplementedError

    def forget(self, interview: Interview, events: Sequence[Event], disposition: int) -> None:
        """Never called, for the same reason."""
        raise NotImplementedError

    def keep_draft(self, question: str, text: str) -> None:
        """Never called: nothing is half typed here."""
        raise NotImplementedError


def walk(
    instrument: Instrument, respondent: Respondent, moment: Moment, today: date
) -> list[Event]:
    """Answer every question on the route as the line says.

    Args:
        instrument: The questionnaire.
        respondent: What the line says.
        moment: When it is taken in.
        today: The day that conditions see.

    Returns:
        What happened, from the first answer up to the end of the route.

    Raises:
        BadLine: The first question whose rule is broken, or all that is off the route.
    """
    memory = Memory()
    interview = begin(instrument, new_session(instrument, respondent.setup, today))
    conductor = Conductor(interview, memory, moment)
    reached = []
    while (planned := conductor.current) is not None:
        if planned.question is None:
            conductor.read_note()
        else:
            _answer(conductor, planned, respondent)
            reached.append(planned.id)
    _refuse_unused(conductor.interview, respondent, reached)
    _refuse_blocked(conductor)
    for name, text in respondent.remarks.items():
        conductor.remark(text, item=conductor.interview.instrument.by_id[name])
    return memory.events


def _answer(conductor: Conductor, planned: Planned, respondent: Respondent) -> None:
    """Answer the current question; what the line does not name is left empty."""
    answer = respondent.answers.get(planned.id, Answer(Missing.LEFT_EMPTY))
    reason = respondent.reasons.get(planned.id, "")
    reasons = dict.fromkeys(range(len(planned.checks)), reason)
    try:
        conductor.answer(answer, reasons=reasons)
    except InvalidAnswer as error:
        raise BadLine([_complaint(conductor, planned, error.complaint)]) from None
    except NeedsConfirmation as error:
        texts = (text_words(conductor.interview, one.check.text) for one in error.broken)
        hint = f'if it is right, say why: "_confirm": {{"{line_key(planned)}": "…"}}'
        raise bad("unconfirmed", " ".join(texts), key=planned.id, hint=hint) from None


def _complaint(conductor: Conductor, planned: Planned, complaint: Complaint) -> Fault:
    interview = conductor.interview
    if complaint.kind is ComplaintKind.CHECK and complaint.text is not None:
        words = text_words(interview, complaint.text)
    else:
        words = complaint_words(complaint, TOLD_IN, interview=interview)
    hint = ""
    if complaint.kind is ComplaintKind.OTHER_NEEDED:
        hint = f'was nothing written there?  "{line_key(planned)}.CODE": "" says so'
    return Fault(complaint.kind.value, words, planned.id, hint)


def _refuse_unused(interview: Interview, respondent: Respondent, reached: Iterable[str]) -> None:
    """Refuse what the line says of questions that were not asked."""
    faults = [
        *_unused_answers(interview, respondent, frozenset(reached)),
        *_unused_words(interview, respondent),
    ]
    if faults:
        raise BadLine(faults)


def _unused_answers(
    interview: Interview, respondent: Respondent, reached: frozenset[str]
) -> Iterator[Fault]:
    for name, answer in respondent.answers.items():
        if name in reached and name in interview.route:
            continue
        counting = interview.answers.get(name)
        if counting is None:
            yield _off_route(interview, name, name)
        elif counting.value != answer.value:
            words = answer_words(interview, interview.instrument.by_id[name], counting)
            yield Fault("derived", f"this is filled in by the questionnaire: {words}", name)


def _unused_words(interview: Interview, respondent: Respondent) -> Iterator[Fault]:
    """Find remarks on what is not asked, and reasons where nothing needed one."""
    for name in respondent.remarks:
        if name not in interview.route:
            yield _off_route(interview, name, f"_remarks.{name}")
    confirmed = {name for name, _ in interview.confirmed}
    for name in respondent.reasons:
        if name not in confirmed:
            yield Fault("nothing-to-confirm", "no check asks for a reason here", f"_confirm.{name}")


def _off_route(interview: Interview, name: str, key: str) -> Fault:
    """Say why a question is not asked."""
    why = interview.values.get(name)
    words = complaint_words(Complaint(ComplaintKind.OFF_ROUTE), TOLD_IN)
    if why is Missing.NOT_IN_MODE:
        words = f"{words} {reason_words(why, TOLD_IN)}."
    return Fault(ComplaintKind.OFF_ROUTE.value, words, key)


def _refuse_blocked(conductor: Conductor) -> None:
    """Refuse what a later answer broke."""
    blocked = conductor.finish_blocked()
    broken = [
        Fault("check", text_words(conductor.interview, one.check.text), one.planned.id)
        for one in blocked.broken
    ]
    required = [
        _complaint(conductor, planned, Complaint(ComplaintKind.REQUIRED))
        for planned in blocked.open
    ]
    if broken or required:
        raise BadLine([*broken, *required])
