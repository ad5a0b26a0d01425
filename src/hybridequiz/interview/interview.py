"""An interview is a fold over events: answers, remarks, position and disposition are all readings of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any, cast

from hybridequiz.interview.answers import Answer, answer_from_json
from hybridequiz.interview.events import Event, EventKind, Json
from hybridequiz.interview.outlook import Outlook, outlook, what_follows
from hybridequiz.interview.route import (
    Route,
    Values,
    offered_options,
    route,
    rows_wanted,
)
from hybridequiz.interview.session import Session
from hybridequiz.questionnaire.conditions import Condition
from hybridequiz.questionnaire.instrument import Instrument, Planned
from hybridequiz.questionnaire.questions import Check, Level, Option
from hybridequiz.questionnaire.rosters import unrolled
from hybridequiz.questionnaire.shuffling import in_order
from hybridequiz.questionnaire.states import Missing, Value
from hybridequiz.values import field, frozen, replace

if TYPE_CHECKING:
    from hybridequiz.questionnaire.code_lists import Where

Confirmation = tuple[str, tuple[object, ...]]
"""The reason that was given, and the values that the check looked at then."""


@frozen
class Position:
    """Where the person is: at an item, or past it."""

    item: str
    past: bool = False


@frozen
class BrokenCheck:
    """A check that an answer breaks."""

    planned: Planned
    number: int
    check: Check

    @property
    def level(self) -> Level:
        """Give how strict the check is."""
        return self.check.level


@frozen
class Interview:
    """The state of an interview: what its events add up to.

    Attributes:
        instrument: The questionnaire.
        session: The facts of the session.
        language: The language now.
        given: Every answer as it was given, also those that wait aside.
        spoken: The language of each answer that was given in another than that of the beginning.
        prefilled: What is thought to be the answer, where nobody confirmed or changed it yet; it counts for nothing.
        seen: The notes that were read.
        remarks: Remarks by question.
        confirmed: Soft checks that were confirmed, by (question, number of the check).
        ended: Why it was ended early, if it was.
        finished: The disposition, once it is finished.
        position: Where the person is.
        sittings: How often it was begun or resumed.
        forgotten: Whether the respondent's answers were deleted.
        sealed: What the respondent answered alone before the interview was last left: nobody pages back into it.
    """

    instrument: Instrument
    session: Session
    language: str
    given: Mapping[str, Answer] = field(default_factory=dict)
    spoken: Mapping[str, str] = field(default_factory=dict)
    prefilled: Mapping[str, Answer] = field(default_factory=dict)
    seen: frozenset[str] = frozenset()
    remarks: Mapping[str, str] = field(default_factory=dict)
    confirmed: Mapping[tuple[str, int], Confirmation] = field(default_factory=dict)
    ended: str | None = None
    finished: int | None = None
    position: Position | None = None
    sittings: int = 1
    forgotten: bool = False
    sealed: frozenset[str] = frozenset()

    @cached_property
    def route(self) -> Route:
        """Compute what is asked, from the answers."""
        values = self.session.values(self.language)
        return route(self.instrument, values, self.given, ended=self.ended is not None)

    @cached_property
    def outlook(self) -> Outlook:
        """Tell what may still come."""
        ended = self.ended is not None
        return outlook(self.instrument, self.session, self.route, ended=ended)

    @property
    def answers(self) -> Mapping[str, Answer]:
        """Give the answers that count."""
        return self.route.answers

    @property
    def values(self) -> Values:
        """Give every item's value, or why it has none."""
        return self.route.values

    @cached_property
    def current(self) -> Planned | None:
        """Give the item where the person is; None when the route is at its end."""
        position = self.position
        last = None if position is None else self.instrument.by_id[position.item]
        index = -1 if last is None else last.index
        alone = last is not None and last.item.self_block
        items = self.route.items
        for planned in items[bisect_left(items, index, key=attrgetter("index")) :]:
            here = planned is last and position is not None and not position.past
            ahead = planned.index > index and (alone or not self.is_closed(planned))
            if (here or ahead) and not planned.computed and not self.is_derived(planned):
                return planned
        return None

    @property
    def takes_remarks(self) -> bool:
        """Tell whether somebody sits here who notes what the answers do not say."""
        return self.session.mode != "self"

    def is_closed(self, planned: Planned) -> bool:
        """Tell whether the respondent answered this alone: an interviewer does not page into it."""
        alone = planned.item.self_block and self.session.mode == "interview"
        return alone and not self.is_open(planned)

    def is_derived(self, planned: Planned) -> bool:
        """Tell whether the program filled the answer in."""
        answer = self.answers.get(planned.id)
        return answer is not None and answer.derived

    def language_of(self, name: str) -> str:
        """Give the language in which a question was answered."""
        return self.spoken.get(name, self.session.language)

    def next_open(self) -> Planned | None:
        """Give the first item on the route that waits for an answer."""
        return next((one for one in self.route.items if self.is_open(one)), None)

    def is_open(self, planned: Planned) -> bool:
        """Tell whether an item on the route waits for an answer, or for being read."""
        if planned.question is None:
            return planned.id not in self.seen
        return planned.asked and planned.id not in self.answers

    def options(self, planned: Planned) -> tuple[Option, ...]:
        """Give the options that are offered now."""
        return offered_options(planned, self.values)

    def rows_wanted(self, planned: Planned) -> Where:
        """Give what the rows that a lookup offers now must have, by column."""
        return rows_wanted(planned, self.values)

    def is_listed(self, planned: Planned, code: object) -> bool:
        """Tell whether a lookup offers a code now."""
        return planned.listed is not None and planned.listed.fits(code, self.rows_wanted(planned))

    def broken_checks(self, *levels: Level) -> list[BrokenCheck]:
        """Give the checks that are broken now and not confirmed, on the whole route."""
        return [
            broken
            for planned in self.route.items
            if planned.checks and planned.id in self.answers
            for broken in self.broken_at(planned, self.answers[planned.id].value)
            if broken.level in levels and not self.is_confirmed(broken)
        ]

    def confirmed_checks(self) -> list[BrokenCheck]:
        """Give the soft checks that are broken now and confirmed, by question in the order of their ids."""
        broken = [
            one
            for name in sorted({name for name, _ in self.confirmed} & self.answers.keys())
            for one in self.broken_at(self.instrument.by_id[name], self.answers[name].value)
        ]
        return [one for one in broken if self.is_confirmed(one)]

    def broken_at(self, planned: Planned, value: Value | Missing) -> list[BrokenCheck]:
        """Give the checks that a value would break; a check never fires on a missing value."""
        if not planned.checks or isinstance(value, Missing):
            return []
        values = {**self.values, "this": value, planned.id: value}
        return [
            BrokenCheck(planned, number, check)
            for number, (check, condition) in enumerate(planned.checks)
            if condition.holds(values) is False
        ]

    def is_confirmed(self, broken: BrokenCheck) -> bool:
        """Tell whether a soft check was confirmed for these very values."""
        found = self.confirmed.get((broken.planned.id, broken.number))
        return found is not None and found[1] == self.looked_at(broken.planned, broken.number)

    def looked_at(self, planned: Planned, number: int) -> tuple[object, ...]:
        """Give the values that a check looks at."""
        condition: Condition = planned.checks[number][1]
        values = {**self.values, "this": self.values.get(planned.id)}
        return tuple(values.get(name) for name in sorted(condition.references | {"this"}))

    def forget(self) -> Interview:
        """Give the interview without anything of the respondent: what the interviewer noted stays."""
        notes = {name for name, one in self.instrument.by_id.items() if one.after_exit}
        given = {name: answer for name, answer in self.given.items() if name in notes}
        return replace(
            self,
            given=given,
            spoken={},
            prefilled={},
            seen=frozenset(),
            remarks={},
            confirmed={},
            forgotten=True,
        )

    def apply(self, event: Event) -> Interview:
        """Give the interview after one more event."""
        return _APPLY.get(event.kind, _unchanged)(self, event)

    def apply_all(self, events: Iterable[Event]) -> Interview:
        """Give the interview after more events."""
        interview = self
        for event in events:
            interview = interview.apply(event)
        return interview


def begin(instrument: Instrument, session: Session) -> Interview:
    """Give the interview at its first event, as its questionnaire is put.

    Every row of a roster has questions of its own; what is shuffled comes in the order of the session's seed.
    """
    ordered = in_order(instrument, session.seed, session.mode)
    return Interview(unrolled(ordered), session, session.language)


def fold(instrument: Instrument, events: Iterable[Event]) -> Interview:
    """Give the interview that the events add up to.

    Raises:
        ValueError: when the first event does not start a session.
    """
    stream = iter(events)
    first = next(stream, None)
    if first is None or first.kind is not EventKind.STARTED:
        raise ValueError("an interview begins with its session")
    return begin(instrument, Session.from_json(first.body)).apply_all(stream)


def _unchanged(interview: Interview, _event: Event) -> Interview:
    return interview


def _on_the_way(interview: Interview, **changes: Any) -> Interview:
    """Give the interview with something changed that the route does not look at."""
    after, known = replace(interview, **changes), vars(interview)
    vars(after).update({name: known[name] for name in ("route", "outlook") if name in known})
    return after


def _with_given(
    interview: Interview, given: Mapping[str, Answer], changed: str, position: Position | None
) -> Interview:
    """Give the interview with one answer changed; its route and outlook follow from those that are known, if any."""
    after, known = replace(interview, given=given, position=position), vars(interview)
    if "route" in known and interview.ended is None:
        before = known["route"], known.get("outlook")
        vars(after).update(what_follows(before, after.instrument, after.session, given, changed))
    return after


def _prefilled(interview: Interview, event: Event) -> Interview:
    question = interview.instrument.question(event.address)
    answer = answer_from_json(question, cast(dict[str, Json], event.body["answer"]))
    return _on_the_way(interview, prefilled={**interview.prefilled, event.address: answer})


def _settled(interview: Interview, event: Event) -> Interview:
    """Give the interview where what was filled in beforehand gives way to what the person did."""
    if event.address not in interview.prefilled:
        return interview
    left = {name: one for name, one in interview.prefilled.items() if name != event.address}
    return _on_the_way(interview, prefilled=left)


def _answered(interview: Interview, event: Event) -> Interview:
    interview = _settled(interview, event)
    question = interview.instrument.question(event.address)
    record = cast(dict[str, Json], event.body["answer"])
    answer = answer_from_json(question, record)
    given = {**interview.given, event.address: answer}
    spoken = str(event.body.get("language", interview.session.language))
    if spoken != interview.language_of(event.address):
        interview = _on_the_way(interview, spoken={**interview.spoken, event.address: spoken})
    return _with_given(interview, given, event.address, Position(event.address, past=True))


def _cleared(interview: Interview, event: Event) -> Interview:
    interview = _settled(interview, event)
    given = {key: value for key, value in interview.given.items() if key != event.address}
    renewed = event.body.get("by") == "renewed"
    position = interview.position if renewed else Position(event.address)
    return _with_given(interview, given, event.address, position)


def _seen(interview: Interview, event: Event) -> Interview:
    if event.body.get("by") == "row":
        read = bool(event.body["read"])
        seen = interview.seen | {event.address} if read else interview.seen - {event.address}
        return _on_the_way(interview, seen=seen)
    position = Position(event.address, past=True)
    return _on_the_way(interview, seen=interview.seen | {event.address}, position=position)


def _moved(interview: Interview, event: Event) -> Interview:
    position = Position(event.address, past=bool(event.body.get("past")))
    return _on_the_way(interview, position=position)


def _remarked(interview: Interview, event: Event) -> Interview:
    remarks = {**interview.remarks, event.address: str(event.body["text"])}
    return _on_the_way(interview, remarks={key: text for key, text in remarks.items() if text})


def _confirmed(interview: Interview, event: Event) -> Interview:
    number = cast(int, event.body["check"])
    planned = interview.instrument.by_id[event.address]
    found = (str(event.body["reason"]), interview.looked_at(planned, number))
    confirmed = {**interview.confirmed, (event.address, number): found}
    return _on_the_way(interview, confirmed=confirmed)


def _language(interview: Interview, event: Event) -> Interview:
    return replace(interview, language=str(event.body["language"]))


def _resumed(interview: Interview, _event: Event) -> Interview:
    """Come back: what was answered alone is sealed, and nothing that was answered shows.

    Whoever had gone back to an answer goes on where something is open.
    """
    by_id, sealed = interview.instrument.by_id, interview.sealed
    if interview.session.mode == "interview":
        sealed |= {name for name in interview.given if by_id[name].item.self_block}
    back = _on_the_way(interview, sittings=interview.sittings + 1, sealed=sealed)
    current = back.current
    if current is None or current.id not in back.answers:
        return back
    return _on_the_way(back, position=_where_open(back))


def _where_open(interview: Interview) -> Position | None:
    """Give the first place where something is open; else the end of the route."""
    if (target := interview.next_open()) is not None:
        return Position(target.id)
    last = interview.route.items[-1:]
    return Position(last[0].id, past=True) if last else interview.position


def _ended(interview: Interview, event: Event) -> Interview:
    """End early: the person goes to what is asked after an exit, or past everything."""
    ended = replace(interview, ended=str(event.body.get("reason", "")), position=None)
    return replace(ended, position=_where_open(ended))


def _finished(interview: Interview, event: Event) -> Interview:
    return _on_the_way(interview, finished=cast(int, event.body["disposition"]))


_APPLY = {
    EventKind.PREFILLED: _prefilled,
    EventKind.ANSWERED: _answered,
    EventKind.CLEARED: _cleared,
    EventKind.SEEN: _seen,
    EventKind.MOVED: _moved,
    EventKind.REMARKED: _remarked,
    EventKind.CONFIRMED: _confirmed,
    EventKind.LANGUAGE: _language,
    EventKind.RESUMED: _resumed,
    EventKind.ENDED: _ended,
    EventKind.FINISHED: _finished,
}
