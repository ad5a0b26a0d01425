"""What an interview came to, in words.

The interviewer sees it at the end, and `hybridequiz summary` prints it. Every text in it is safe to
show: no terminal obeys it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import Final, cast

from hybridequiz.characters import show_text
from hybridequiz.interview.answers import Answer, answer_from_json
from hybridequiz.interview.dispositions import Disposition
from hybridequiz.interview.events import Event, EventKind, Json
from hybridequiz.interview.interview import BrokenCheck, Interview
from hybridequiz.interview.leads import Case, case_of, leads_among
from hybridequiz.interview.paradata import active_time
from hybridequiz.interview.progress import progress
from hybridequiz.interview.record import (
    all_final_answers,
    final_answer,
    kept_notes,
    kept_session,
)
from hybridequiz.problems import say
from hybridequiz.questionnaire.addresses import address
from hybridequiz.questionnaire.instrument import Instrument, Planned
from hybridequiz.questionnaire.repetition import Row
from hybridequiz.questionnaire.states import Missing, Value
from hybridequiz.questionnaire.telling import telling
from hybridequiz.questionnaire.texts import Text
from hybridequiz.values import frozen, replace
from hybridequiz.wording.interface import interface
from hybridequiz.wording.leads import lead_words, may_explain
from hybridequiz.wording.rendering import (
    answer_words,
    location_words,
    section_words,
    text_words,
)
from hybridequiz.wording.summary_parts import (
    AnswerLine,
    CheckLine,
    Facts,
    LeadLine,
    MissingGroup,
    Named,
    Outcome,
    RemarkLine,
    SectionSummary,
    Summary,
    Timing,
)

LONGEST_QUESTION: Final = 88
"""Characters that are enough to recognise a question by."""
SHORTEST_QUESTION: Final = 20
"""A question mark before this is no place to stop: "And you? …"."""
_NO_TURN: Final = (Missing.NOT_REACHED, Missing.NOT_IN_MODE)
LAST_EVENTS: Final = (EventKind.FINISHED, EventKind.FORGOTTEN)


def summarise(
    interview: Interview,
    events: Sequence[Event],
    *,
    saved: Sequence[str] = (),
    peers: Iterable[Case] = (),
    mask_self_block: bool,
) -> Summary:
    """Say what an interview came to, in the interview's language.

    Args:
        interview: The interview, open or finished.
        events: Its events; of a forgotten interview the one that is left.
        saved: Where it was saved.
        peers: Responses to compare it with, itself among them; without them it is looked at alone.
        mask_self_block: Whether to hide what the respondent answered alone, in mode interview.
    """
    told = list(events)
    forgotten = is_forgotten(interview, told)
    if forgotten:
        interview = _without_answers(interview, told)
        told = [event for event in told if event.kind in LAST_EVENTS]
    shown = Shown.of(interview, mask=mask_self_block and interview.session.mode == "interview")
    return Summary(
        language=shown.language,
        facts=_facts(shown, told),
        timing=_timing(shown, told),
        outcome=_outcome(interview, forgotten=forgotten),
        sections=tuple(_sections(shown, forgotten=forgotten)),
        missing=() if forgotten else _missing(shown),
        remarks=tuple(_remarks(shown)),
        checks=tuple(_checks(shown)),
        aside=_named(shown, shown.route.aside - shown.masked),
        saved=tuple(_line(path) for path in saved),
        leads=() if forgotten or interview.finished is None else _leads(interview, told, peers),
    )


def is_forgotten(interview: Interview, events: Iterable[Event]) -> bool:
    """Tell whether the answers were deleted.

    An exit that keeps the disposition only does that, and withdrawal.
    """
    return interview.forgotten or any(event.kind is EventKind.FORGOTTEN for event in events)


@frozen
class Shown(Interview):
    """An interview of which some answers cannot be read, also not where other texts repeat them.

    Attributes:
        masked: The questions whose answers cannot be read.
    """

    masked: frozenset[str] = frozenset()

    @classmethod
    def of(cls, interview: Interview, *, mask: bool) -> Shown:
        """Give the interview as it may be shown."""
        state = {part.name: getattr(interview, part.name) for part in fields(Interview)}
        return cls(**state, masked=_answered_alone(interview.instrument) if mask else frozenset())

    @property
    def answers(self) -> dict[str, Answer]:
        """Give the answers that count and may be read."""
        return self._readable

    @cached_property
    def _readable(self) -> dict[str, Answer]:
        answers = self.route.answers
        return {name: answers[name] for name in answers if name not in self.masked}

    def was_put_alone(self, planned: Planned) -> bool:
        """Tell whether the turn of a masked question is over.

        Once one question of a section (in a roster: of the row) was answered alone, the masked ones beside it seem so
        too, asked or not: which follow-ups came would tell what was answered.
        """
        if planned.id not in self.masked or self.values[planned.id] in _NO_TURN:
            return False
        if planned.row is not None and not _is_there(planned.row, self.values):
            return False
        beside = (
            one.id
            for one in self.instrument.items
            if one.section == planned.section and one.row is planned.row
        )
        return any(name in self.masked and name in self.route.answers for name in beside)


def _is_there(row: Row, values: Mapping[str, Value | Missing]) -> bool:
    """Tell whether there is a row: one that there is not seems never to have been put."""
    present = row.repetition.present(values)
    return not isinstance(present, Missing) and row.number in present


def _answered_alone(instrument: Instrument) -> frozenset[str]:
    """Give the questions of a self-block, and all that is worked out or filled in from them."""
    return telling(
        instrument, (planned.id for planned in instrument.items if planned.item.self_block)
    )


def _without_answers(interview: Interview, events: Iterable[Event]) -> Interview:
    """Give what is left of a forgotten interview: how it ended, and the interviewer's notes."""
    body = next((one.body for one in events if one.kind is EventKind.FORGOTTEN), {})
    notes = kept_notes(interview)
    for name, record in cast(dict[str, dict[str, Json]], body.get("notes", {})).items():
        notes[name] = answer_from_json(interview.instrument.question(name), record)
    result = cast(int, body.get("disposition", interview.finished))
    return Interview(
        interview.instrument,
        kept_session(interview.session),
        interview.language,
        given=notes,
        ended="",
        finished=result,
    )


def _facts(shown: Shown, events: Iterable[Event]) -> Facts:
    session, instrument = shown.session, shown.instrument
    location = location_words(instrument, session.location, shown.language)
    return Facts(
        title=_words(shown, instrument.questionnaire.title),
        questionnaire=_line(session.questionnaire),
        version=_line(session.version),
        audience=_line(session.audience),
        mode=session.mode,
        form=session.form,
        languages=_languages(shown, events),
        location=_line(location or ""),
        interviewer=_line(session.interviewer),
        case=_line(session.case),
        code=_line(session.code),
        rehearsal=session.rehearsal,
        synthetic=session.synthetic,
    )


def _languages(shown: Shown, events: Iterable[Event]) -> tuple[str, ...]:
    """Give the languages in the order in which they were first used."""
    switched = [
        _line(str(one.body["language"])) for one in events if one.kind is EventKind.LANGUAGE
    ]
    return tuple(dict.fromkeys([shown.session.language, *switched]))


def _timing(shown: Shown, events: Sequence[Event]) -> Timing:
    kinds = [event.kind for event in events]
    first = events[0].at if kinds[:1] == [EventKind.STARTED] else ""
    last = events[-1].at if kinds and kinds[-1] in LAST_EVENTS else ""
    return Timing(
        day=shown.session.today,
        started=first,
        finished=last,
        active=active_time(events),
        sittings=shown.sittings,
        pauses=kinds.count(EventKind.PAUSED),
    )


def _outcome(interview: Interview, *, forgotten: bool) -> Outcome:
    result = interview.finished
    return Outcome(
        disposition=result,
        words="" if result is None else disposition_words(result, interview.language),
        ended_early=interview.ended is not None and not forgotten,
        reason=_line(interview.ended or ""),
        forgotten=forgotten,
        progress=progress(interview) if result is None else None,
    )


def disposition_words(disposition: int, language: str) -> str:
    """Say a disposition."""
    return interface(language).say(_DISPOSITIONS[Disposition(disposition)])


_DISPOSITIONS: Final = {
    Disposition.COMPLETE: say("Complete"),
    Disposition.PARTIAL: say("Partial, usable"),
    Disposition.REFUSED: say("Refused"),
    Disposition.BROKE_OFF: say("Broken off, not usable"),
    Disposition.WITHDRAWN: say("Withdrawn afterwards"),
    Disposition.NOT_REACHED: say("Nobody reached"),
    Disposition.OTHER: say("No interview for another reason"),
    Disposition.NOT_ELIGIBLE: say("Not in the group that is asked"),
    Disposition.TEST: say("Test, not counted"),
}


def _sections(shown: Shown, *, forgotten: bool) -> Iterator[SectionSummary]:
    """Give the sections that this person has, as they were when all was still to be asked."""
    put = shown.route if forgotten else replace(shown, ended=None).route
    on_route = {planned.id for planned in put.items}
    for (section, row), items in groupby(shown.instrument.items, attrgetter("section", "row")):
        here = [
            planned
            for planned in items
            if planned.question is not None
            if planned.id in on_route or shown.was_put_alone(planned)
        ]
        lines = tuple(_answer_lines(shown, here))
        if lines or (here and not forgotten):
            counted = [one for one in here if _is_counted(shown, one)]
            yield SectionSummary(
                id=address(shown.instrument.sections[section].id, row.number if row else 0),
                title=_line(section_words(shown, here[0])),
                answered=sum(_is_answered(shown, one) for one in counted),
                asked=len(counted),
                lines=lines,
            )


def _is_counted(shown: Shown, planned: Planned) -> bool:
    """Tell whether a person answers it and may be seen to: a count would tell which were put."""
    derived = planned.id in shown.answers and shown.answers[planned.id].derived
    return planned.asked and not derived and planned.id not in shown.masked


def _is_answered(shown: Shown, planned: Planned) -> bool:
    answer = shown.answers.get(planned.id)
    return answer is not None and answer.given


def _answer_lines(shown: Shown, asked: Iterable[Planned]) -> Iterator[AnswerLine]:
    """Give the questions that were put; an open interview's own gaps are still to come."""
    for planned in asked:
        question = _name(shown, planned, within=True)
        answer = final_answer(shown, planned)
        if planned.id in shown.masked:
            if shown.was_put_alone(planned):
                words = interface(shown.language).say("••• (answered alone)")
                yield AnswerLine(question, words, masked=True)
        elif planned.id in shown.answers or _was_left(shown, answer):
            words = show_text(answer_words(shown, planned, answer))
            yield AnswerLine(question, words, answer.missing, answer.derived)


def _was_left(shown: Shown, answer: Answer) -> bool:
    """Tell whether a finished interview passed over a question without an answer."""
    return shown.finished is not None and answer.missing is Missing.LEFT_EMPTY


def _missing(shown: Shown) -> tuple[MissingGroup, ...]:
    """Group what has no value by its reason."""
    known = shown.answers if shown.finished is None else all_final_answers(shown)
    groups: dict[Missing, list[str]] = {reason: [] for reason in Missing}
    for name, answer in known.items():
        if answer.missing is not None and (name not in shown.masked or answer.missing in _NO_TURN):
            groups[answer.missing].append(name)
    return tuple(
        MissingGroup(reason, _named(shown, names)) for reason, names in groups.items() if names
    )


def _remarks(shown: Shown) -> Iterator[RemarkLine]:
    """Give the remarks; one that was made where the respondent sat alone is masked too."""
    hidden = interface(shown.language).say("••• (answered alone)")
    for name in sorted(shown.remarks, key=_place(shown.instrument)):
        text = hidden if name in shown.masked else show_text(shown.remarks[name])
        yield RemarkLine(_name(shown, shown.instrument.by_id[name]), text)


def _checks(shown: Shown) -> Iterator[CheckLine]:
    """Give the checks that the answers break now, confirmed or not."""
    for planned in shown.route.items:
        if planned.id in shown.answers:
            for broken in shown.broken_at(planned, shown.answers[planned.id].value):
                yield _check_line(shown, broken)


def _check_line(shown: Shown, broken: BrokenCheck) -> CheckLine:
    confirmed = broken.level == "soft" and shown.is_confirmed(broken)
    reason = shown.confirmed[broken.planned.id, broken.number][0] if confirmed else ""
    question, text = _name(shown, broken.planned), _words(shown, broken.check.text)
    return CheckLine(question, broken.level, text, confirmed, show_text(reason))


def _leads(
    interview: Interview, events: Sequence[Event], peers: Iterable[Case]
) -> tuple[LeadLine, ...]:
    """Give what is worth a look."""
    if not events or events[0].kind is not EventKind.STARTED:
        return ()
    answers = {name: answer.to_json() for name, answer in interview.answers.items()}
    case = case_of(interview.instrument, interview.session, answers, events)
    found = leads_among(case, [one for one in peers if one.peers == case.peers])
    language = interview.language
    return tuple(
        LeadLine(one.kind.value, lead_words(one, language), may_explain(one, language))
        for one in found
    )


def _place(instrument: Instrument) -> Callable[[str], int]:
    """Sort ids as the questions stand in the file."""
    return lambda name: instrument.by_id[name].index


def _named(shown: Shown, names: Iterable[str]) -> tuple[Named, ...]:
    in_order = sorted(names, key=_place(shown.instrument))
    return tuple(_name(shown, shown.instrument.by_id[name]) for name in in_order)


def _name(shown: Shown, planned: Planned, *, within: bool = False) -> Named:
    """Name a question, in a row with that row; `within` its section that stands above it."""
    row = "" if within or planned.row is None else f"{_words(shown, planned.row.title)} · "
    return Named(planned.id, row + recognisable(_words(shown, planned.text)))


def recognisable(text: str) -> str:
    """Shorten a text to what one recognises it by: its first question, or its first words."""
    asked = re.match(rf".{{{SHORTEST_QUESTION},{LONGEST_QUESTION - 1}}}?\?(?=\s|$)", text)
    if asked:
        return asked.group()
    if len(text) <= LONGEST_QUESTION:
        return text
    words, _, _ = text[:LONGEST_QUESTION].rpartition(" ")
    return (words or text[: LONGEST_QUESTION - 1]).rstrip(" ,;:") + "…"


def _words(shown: Shown, text: Text) -> str:
    return _line(text_words(shown, text))


def _line(text: str) -> str:
    """Give a text on one line, safe to show."""
    return " ".join(show_text(text).split())
