"""Leads: what in a response, a question or an interviewer's work is worth a look. Never a verdict.

Every sign here has innocent explanations; a fixed rule gives false alarms. So a lead says what was seen, in numbers,
and whoever knows the fieldwork judges. Nothing is deleted, marked or left out because of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from statistics import median_low
from typing import Any, Final

from hybridequiz.interview.events import Event, EventKind
from hybridequiz.interview.paradata import active_time
from hybridequiz.interview.session import Session
from hybridequiz.questionnaire.addresses import parted
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.states import Missing
from hybridequiz.values import field, frozen

FAST_PART: Final = 3
"""A response is fast where it took less than a third of the middle time a question.

Conventions differ: Leiner (2019, Survey Research Methods 13(3)) looks at who took half of the median (a relative speed
index of 2); a third is at the careful end. Fast answers go with straight-lining (Zhang & Conrad 2014, Survey Research
Methods 8(2)), and with honest people who read well.
"""
FEWEST_PEERS: Final = 5
"""With fewer responses there is no middle to compare with."""
FEWEST_ITEMS: Final = 4
"""In a shorter grid the same answer to all is common."""
NIGHT: Final = (23, 6)
"""The hours, on the clock of the place, from which and to which it is night."""
DONT_KNOW_PER_CENT: Final = 15
"""More says that a question has a problem, not its respondents (study, section 4)."""
FEWEST_ANSWERS: Final = 10
"""With fewer answers one person is too large a share."""


class LeadKind(StrEnum):
    """What was seen."""

    FAST = "fast"
    """Numbers: `pace` and `middle`, in milliseconds a question; `among`, responses."""
    STRAIGHT = "straight"
    """Numbers: `straight` of `grids` have the same code everywhere; `items`, in these."""
    NIGHT = "night"
    """Numbers: `hour`, `minute`: when it began."""
    DONT_KNOW = "dont_know"
    """Numbers: `share`, in whole per cents; `said` of `asked`."""


@frozen
class Lead:
    """One lead: what was seen, with its numbers."""

    kind: LeadKind
    numbers: Mapping[str, int]


@frozen
class Case:
    """What leads are looked for in: one finished response.

    Attributes:
        response: Its id.
        questionnaire: The questionnaire's id.
        mode: interview, self or paper.
        form: short or extended.
        interviewer: The interviewer's own code; empty where there is none.
        started: When it began, ISO 8601 with offset.
        active: Milliseconds at work.
        answered: How many questions somebody answered.
        grids: The codes that were chosen in each grid, where at least four items have one.
        unsure: For every question with a value or a don’t know: whether it was don’t know.
    """

    response: str
    questionnaire: str
    mode: str
    form: str
    interviewer: str
    started: str
    active: int
    answered: int
    grids: tuple[tuple[int | str, ...], ...] = ()
    unsure: Mapping[str, bool] = field(default_factory=dict)

    @property
    def peers(self) -> tuple[str, str, str]:
        """Give what responses must share to be compared."""
        return self.questionnaire, self.mode, self.form

    @property
    def pace(self) -> int:
        """Give the milliseconds a question."""
        return self.active // max(1, self.answered)

    @property
    def at_night(self) -> bool:
        """Tell whether it began at night."""
        hour = datetime.fromisoformat(self.started).hour
        return hour >= NIGHT[0] or hour < NIGHT[1]


@frozen
class QuestionLead:
    """A question with its lead."""

    questionnaire: str
    question: str
    lead: Lead


@frozen
class InterviewerWork:
    """What an interviewer did.

    Attributes:
        interviewer: The interviewer's own code; empty where none was given.
        interviews: How many.
        middle: The middle of their durations, in milliseconds at work.
        with_leads: How many of them have a lead.
        at_night: How many of them began at night.
    """

    interviewer: str
    interviews: int
    middle: int
    with_leads: int
    at_night: int


@frozen
class Leads:
    """All leads.

    Attributes:
        responses: The leads of each response, in order; those without one too.
        questions: The questions with a lead.
        interviewers: The work of each interviewer, by code.
    """

    responses: tuple[tuple[Case, tuple[Lead, ...]], ...]
    questions: tuple[QuestionLead, ...]
    interviewers: tuple[InterviewerWork, ...]


def case_of(
    instrument: Instrument,
    session: Session,
    answers: Mapping[str, Mapping[str, Any]],
    events: Sequence[Event],
) -> Case:
    """Give what leads are looked for in.

    Args:
        instrument: The questionnaire.
        session: The session.
        answers: By question what `Answer.to_json` gives.
        events: All events, from the first.
    """
    return Case(
        response=session.response,
        questionnaire=session.questionnaire,
        mode=session.mode,
        form=session.form,
        interviewer=session.interviewer,
        started=events[0].at,
        active=active_time(events),
        answered=len({one.address for one in events if one.kind is EventKind.ANSWERED}),
        grids=tuple(_grids(instrument, session, answers)),
        unsure={
            name: answer.get("missing") == Missing.DONT_KNOW
            for name, answer in answers.items()
            if "value" in answer or answer.get("missing") == Missing.DONT_KNOW
        },
    )


def _grids(
    instrument: Instrument, session: Session, answers: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[int | str, ...]]:
    """Give the codes that were chosen in each grid; what was answered alone in an interview stays with who answered."""
    codes: dict[tuple[str, int], list[int | str]] = {}
    for planned in instrument.items:
        answer = answers.get(planned.id, {})
        hidden = planned.item.self_block and session.mode == "interview"
        if planned.grid is not None and "value" in answer and not hidden:
            _, row = parted(planned.id)
            codes.setdefault((planned.grid.id, row), []).append(answer["value"])
    return (tuple(one) for one in codes.values() if len(one) >= FEWEST_ITEMS)


def own_leads(case: Case) -> tuple[Lead, ...]:
    """Give the leads that a response has by itself, without others to compare with."""
    return (*_straight(case), *_night(case))


def leads_among(case: Case, peers: Iterable[Case]) -> tuple[Lead, ...]:
    """Give all leads of a response.

    Args:
        case: The response.
        peers: Responses of the same questionnaire, mode and form; itself among them.
    """
    return (*_fast(case, [one.pace for one in peers]), *own_leads(case))


def find_leads(cases: Sequence[Case]) -> Leads:
    """Look for leads in all responses together."""
    beside: dict[tuple[str, str, str], list[Case]] = {}
    for case in cases:
        beside.setdefault(case.peers, []).append(case)
    found = tuple((case, leads_among(case, beside[case.peers])) for case in cases)
    return Leads(found, tuple(_unsure(cases)), tuple(_work(found)))


def _fast(case: Case, paces: Sequence[int]) -> Iterator[Lead]:
    """Compare with the middle; paper was keyed in later, so its time says nothing of the respondent."""
    if case.mode == "paper" or len(paces) < FEWEST_PEERS:
        return
    middle = median_low(paces)
    if case.pace * FAST_PART < middle:
        numbers = {"pace": case.pace, "middle": middle, "among": len(paces)}
        yield Lead(LeadKind.FAST, numbers)


def _straight(case: Case) -> Iterator[Lead]:
    straight = [codes for codes in case.grids if len(set(codes)) == 1]
    if straight:
        items = sum(map(len, straight))
        numbers = {"straight": len(straight), "grids": len(case.grids), "items": items}
        yield Lead(LeadKind.STRAIGHT, numbers)


def _night(case: Case) -> Iterator[Lead]:
    if case.mode != "paper" and case.at_night:
        began = datetime.fromisoformat(case.started)
        yield Lead(LeadKind.NIGHT, {"hour": began.hour, "minute": began.minute})


def _unsure(cases: Iterable[Case]) -> Iterator[QuestionLead]:
    """Give the questions that too many did not know; who refused or left it empty is not in the base."""
    said: dict[tuple[str, str], list[bool]] = {}
    for case in cases:
        for name, unsure in case.unsure.items():
            question, _ = parted(name)
            said.setdefault((case.questionnaire, question), []).append(unsure)
    for (questionnaire, name), all_said in said.items():
        dont_know, asked = sum(all_said), len(all_said)
        if asked >= FEWEST_ANSWERS and 100 * dont_know > DONT_KNOW_PER_CENT * asked:
            share = (200 * dont_know + asked) // (2 * asked)
            numbers = {"share": share, "said": dont_know, "asked": asked}
            yield QuestionLead(questionnaire, name, Lead(LeadKind.DONT_KNOW, numbers))


def _work(found: Iterable[tuple[Case, tuple[Lead, ...]]]) -> Iterator[InterviewerWork]:
    """Sum up what each interviewer did."""
    by_code: dict[str, list[tuple[Case, tuple[Lead, ...]]]] = {}
    for case, leads in found:
        if case.mode == "interview":
            by_code.setdefault(case.interviewer, []).append((case, leads))
    for code, own in sorted(by_code.items()):
        yield InterviewerWork(
            interviewer=code,
            interviews=len(own),
            middle=median_low(case.active for case, _ in own),
            with_leads=sum(bool(leads) for _, leads in own),
            at_night=sum(case.at_night for case, _ in own),
        )
