"""The parts of a summary: plain values, every text in them safe to show."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from datetime import date, time
from enum import Enum
from typing import Final, cast

from hybridequiz.interview.events import Json
from hybridequiz.interview.progress import Progress
from hybridequiz.questionnaire.questions import Form, Level, Mode
from hybridequiz.questionnaire.states import Missing

SUMMARY_SCHEMA: Final = 1
"""The shape of `Summary.to_json`; it grows with each change that a reader would notice."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Who was asked what, where and how.

    Attributes:
        title: The questionnaire's title.
        questionnaire: Its id.
        version: Its version.
        audience: Whom it asks.
        mode: interview, self or paper.
        form: short or extended.
        languages: The tags of the languages that were used, in order.
        location: The location in words; empty where there is none.
        interviewer: The interviewer's own code, or nothing.
        case: The case code, or nothing.
        code: The code to resume or withdraw with; empty where it was forgotten with the answers.
        rehearsal: Whether this was practice.
        synthetic: Whether nobody answered: a program made it up.
    """

    title: str
    questionnaire: str
    version: str
    audience: str
    mode: Mode
    form: Form
    languages: tuple[str, ...]
    location: str
    interviewer: str
    case: str
    code: str
    rehearsal: bool
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Timing:
    """When it was, and how long it took.

    Attributes:
        day: The day on which it began.
        started: When it began, ISO 8601; empty where that is not known any more.
        finished: When it was finished, ISO 8601; empty while it is open.
        active: Milliseconds at work, all sittings together.
        sittings: How often it was begun or resumed.
        pauses: How often it was left, to go on later.
    """

    day: date
    started: str
    finished: str
    active: int
    sittings: int
    pauses: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it ended.

    Attributes:
        disposition: The disposition's code; None while the interview is open.
        words: The disposition in words; empty while the interview is open.
        ended_early: Whether it was ended before the end of the route.
        reason: Why, in the words of who ended it.
        forgotten: Whether the answers were deleted, and only the disposition is kept.
        progress: How far it is, while it is open.
    """

    disposition: int | None
    words: str
    ended_early: bool
    reason: str
    forgotten: bool
    progress: Progress | None


@dataclass(frozen=True, slots=True)
class Named:
    """A question or note, short enough to recognise it by."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One question with its answer.

    Attributes:
        question: The question.
        words: The answer in words, or why there is none; a mask where it was answered alone.
        missing: Why there is no value; None where there is one, and where it is masked.
        derived: Whether the program filled it in.
        masked: Whether the respondent answered it alone, so that it is not shown.
    """

    question: Named
    words: str
    missing: Missing | None = None
    derived: bool = False
    masked: bool = False


@dataclass(frozen=True, slots=True)
class SectionSummary:
    """One section.

    Attributes:
        id: Its id.
        title: Its title.
        answered: How many questions have a value, or a reason of the respondent's own. One that
            was answered alone counts, whatever was said.
        asked: How many questions this person has here, as far as is known. What the program
            fills in is not counted.
        lines: The questions that were put, with their answers.
    """

    id: str
    title: str
    answered: int
    asked: int
    lines: tuple[AnswerLine, ...]


@dataclass(frozen=True, slots=True)
class MissingGroup:
    """The questions without a value for one reason; what was answered alone is not among them."""

    reason: Missing
    questions: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """A remark on a question or note."""

    question: Named
    text: str


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A check that an answer breaks.

    Attributes:
        question: The question that was answered.
        level: hard, soft or info.
        text: What the check says.
        confirmed: Whether the answer was confirmed all the same.
        reason: Why.
    """

    question: Named
    level: Level
    text: str
    confirmed: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LeadLine:
    """Something that is worth a look; no verdict.

    Attributes:
        kind: What was seen, by name.
        seen: What was seen, in words.
        may_explain: What may explain it.
    """

    kind: str
    seen: str
    may_explain: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What an interview came to.

    Attributes:
        language: The language of the words.
        facts: Who was asked what, where and how.
        timing: When it was, and how long it took.
        outcome: How it ended.
        sections: The answers by section.
        missing: What has no value, by reason; of an open interview, what was passed so far.
        remarks: The remarks.
        checks: The checks that answers break, the confirmed ones among them.
        aside: Questions whose answers were set aside; once finished, those are not kept.
        saved: Where it was saved.
        leads: What is worth a look, for whoever interviews or collects.
    """

    language: str
    facts: Facts
    timing: Timing
    outcome: Outcome
    sections: tuple[SectionSummary, ...] = ()
    missing: tuple[MissingGroup, ...] = ()
    remarks: tuple[RemarkLine, ...] = ()
    checks: tuple[CheckLine, ...] = ()
    aside: tuple[Named, ...] = ()
    saved: tuple[str, ...] = ()
    leads: tuple[LeadLine, ...] = ()

    @property
    def is_open(self) -> bool:
        """Tell whether the interview can still go on."""
        return self.outcome.disposition is None

    def to_json(self) -> dict[str, Json]:
        """Give the summary as plain data; `schema` tells which shape it has."""
        return {"schema": SUMMARY_SCHEMA, **cast(dict[str, Json], _plain(self))}


def _plain(value: object) -> Json:
    """Give a value of a summary as JSON."""
    if is_dataclass(value):
        return {part.name: _plain(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Enum):
        return cast(str, value.value)
    return value.isoformat() if isinstance(value, date | time) else cast(Json, value)
