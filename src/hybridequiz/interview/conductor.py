"""Conducts an interview: turns what people do into events, has them saved, and only then moves on.

Every client (screens, plain prompts, batch filling, the tests) talks to a `Conductor`. Files, the clock and chance
come from outside, through two small protocols.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from operator import attrgetter

from hybridequiz.interview.answers import Answer
from hybridequiz.interview.complaints import ComplaintKind, refuse
from hybridequiz.interview.dispositions import disposition
from hybridequiz.interview.events import Event, EventKind, Json
from hybridequiz.interview.interview import BrokenCheck, Interview
from hybridequiz.interview.outcomes import Blocked, Consequences, NeedsConfirmation
from hybridequiz.interview.ports import Clock, Journal
from hybridequiz.interview.remarks import remark_words
from hybridequiz.interview.renewals import renewals
from hybridequiz.interview.rows import (
    can_add,
    count_after,
    kept_confirmations,
    moved_up,
    number_of_rows,
)
from hybridequiz.interview.validation import validate
from hybridequiz.questionnaire.addresses import parted
from hybridequiz.questionnaire.instrument import Planned
from hybridequiz.questionnaire.repetition import Repetition, Row


class Conductor:
    """Conducts one interview."""

    def __init__(self, interview: Interview, journal: Journal, clock: Clock) -> None:
        self.interview = interview
        self._journal = journal
        self._clock = clock

    @property
    def current(self) -> Planned | None:
        """Give the item where the person is; None at the end of the route."""
        return self.interview.current

    def answer(self, answer: Answer, *, reasons: Mapping[int, str] | None = None) -> Consequences:
        """Answer the current question, save it, and move to the next.

        Args:
            answer: The answer, or a reason for none.
            reasons: For soft checks that it breaks: why it is right all the same, by number of the check.

        Raises:
            InvalidAnswer: when the answer breaks a rule; nothing is saved.
            NeedsConfirmation: when it breaks soft checks without a reason; nothing is saved.
        """
        planned = self._at_question()
        validate(self.interview, planned, answer)
        broken = self.interview.broken_at(planned, answer.value)
        said = _confirmed(broken, reasons)
        told = tuple(one for one in broken if one.level == "info")
        return self._save(self._answer_events(planned, answer) + self._said_events(said), told)

    def would_set_aside(self, answer: Answer) -> tuple[str, ...]:
        """Give the questions whose answers an answer to the current question would set aside; nothing is saved.

        Raises:
            InvalidAnswer: when the answer breaks a rule.
        """
        planned = self._at_question()
        validate(self.interview, planned, answer)
        after = self.interview.apply_all(self._answer_events(planned, answer))
        return tuple(sorted(after.route.aside - self.interview.route.aside))

    def _said_events(self, said: Sequence[tuple[BrokenCheck, str]]) -> list[Event]:
        """Give the events that say why soft checks that are broken do not matter."""
        return [
            self._event(
                EventKind.CONFIRMED, one.planned.id, {"check": one.number, "reason": reason}
            )
            for one, reason in said
        ]

    def _answer_events(self, planned: Planned, answer: Answer) -> list[Event]:
        """Give the event of an answer, and of what is asked again because of it."""
        body: dict[str, Json] = {
            "answer": answer.to_json(),
            "language": self.interview.language,
        }
        if (thought := self.interview.prefilled.get(planned.id)) is not None:
            body["prefilled"] = "confirmed" if answer == thought else "changed"
        return self._with_renewals(self._event(EventKind.ANSWERED, planned.id, body))

    def _with_renewals(self, event: Event) -> list[Event]:
        """Give an event, and that what is about a changed answer is taken back, to be asked again."""
        abouts = self.interview.instrument.abouts.values()
        given = {event.address, *self.interview.given}
        if not any(name in given for names in abouts for name in names):
            return [event]  # nothing was said about an answer yet
        renewed = renewals(self.interview, self.interview.apply(event))
        return [
            event,
            *(self._event(EventKind.CLEARED, name, {"by": "renewed"}) for name in renewed),
        ]

    def read_note(self) -> None:
        """Go on after reading the current note."""
        planned = self.current
        if planned is None or planned.question is not None:
            raise ValueError("there is no note here")
        self._save([self._event(EventKind.SEEN, planned.id)])

    def go_on(self) -> None:
        """Go on past a question that has its answer already; nothing changes."""
        planned = self._at_question()
        if planned.id not in self.interview.answers:
            raise ValueError(f"{planned.id} has no answer yet")
        self._save([self._event(EventKind.MOVED, planned.id, {"by": "next", "past": True})])

    def clear(self) -> Consequences:
        """Take the current answer back, or what was filled in beforehand; the person stays at the question."""
        planned = self._at_question()
        if planned.id not in self.interview.given and planned.id not in self.interview.prefilled:
            return Consequences()
        return self._save(self._with_renewals(self._event(EventKind.CLEARED, planned.id)))

    def back_target(self) -> Planned | None:
        """Give the item to which `back` would go; None at the beginning.

        An interviewer does not page back into a self-block: it is passed over.
        """
        current = self.current
        index = len(self.interview.instrument.items) if current is None else current.index
        before = bisect_left(self.interview.route.items, index, key=attrgetter("index"))
        for planned in reversed(self.interview.route.items[:before]):
            if self._may_show(planned, current):
                return planned
        return None

    def back(self) -> bool:
        """Go back to the item before; tell whether there is one."""
        target = self.back_target()
        if target is not None:
            self._save([self._event(EventKind.MOVED, target.id, {"by": "back"})])
        return target is not None

    def jump_blocked(self, target: Planned) -> Blocked:
        """Say what must be answered before one can jump to an item.

        Jumping ahead past an open question that is required, or that an exit looks at, is refused.
        """
        exits = {name for one in self.interview.instrument.exits for name in one.when.references}
        passed = [
            planned
            for planned in self.interview.route.items
            if planned.index < target.index
            and planned.question is not None
            and self.interview.is_open(planned)
            and (planned.question.required or planned.id in exits)
        ]
        return Blocked(open=tuple(passed))

    def may_visit(self, target: Planned) -> bool:
        """Tell whether an item may be shown to whoever sits here: no way back into a self-block."""
        return self._may_show(target, self.current)

    def jump(self, target: Planned) -> Blocked:
        """Jump to an item on the route, unless something blocks; say what."""
        blocked = self.jump_blocked(target)
        if not blocked and self.may_visit(target) and target in self.interview.route.items:
            self._save([self._event(EventKind.MOVED, target.id, {"by": "jump"})])
        return blocked

    def add_row(
        self, repetition: Repetition, *, reasons: Mapping[int, str] | None = None
    ) -> Consequences:
        """Count one row more, and go to it; `reasons`: as for an answer where the rows are counted.

        Raises:
            InvalidAnswer: when there can be no more.
            NeedsConfirmation: when the number breaks soft checks without a reason; nothing is saved.
        """
        number = number_of_rows(self.interview, repetition)
        if number is None or not can_add(self.interview, repetition):
            raise refuse(ComplaintKind.OFF_ROUTE)
        events = self._row_events(repetition, Answer(number + 1), reasons)
        return self._save_and_go(events, repetition, number + 1)

    def remove_row(self, row: Row, *, reasons: Mapping[int, str] | None = None) -> Consequences:
        """Take a row away with its answers; those behind it move up. The person goes to the row in its place.

        Raises:
            InvalidAnswer: when it is the last one that there must be.
            NeedsConfirmation: when what is left breaks soft checks without a reason; nothing is saved.
        """
        answer = count_after(self.interview, row)
        if answer is None:
            raise refuse(ComplaintKind.TOO_FEW, least=1)
        before = self.interview
        events = [self._event(*one) for one in moved_up(before, row)]
        events += self._row_events(row.repetition, answer, reasons)
        after = before.apply_all(events)
        events += [self._event(*one) for one in kept_confirmations(before, after, row)]
        return self._save_and_go(events, row.repetition, row.number)

    def _row_events(
        self, repetition: Repetition, answer: Answer, reasons: Mapping[int, str] | None
    ) -> list[Event]:
        """Give the events that say which rows there are, if nothing speaks against it."""
        source = self.interview.instrument.by_id[repetition.source]
        validate(self.interview, source, answer)
        said = _confirmed(self.interview.broken_at(source, answer.value), reasons)
        return self._answer_events(source, answer) + self._said_events(said)

    def _save_and_go(
        self, events: list[Event], repetition: Repetition, number: int
    ) -> Consequences:
        """Save, and go to the row with a number, or to the one before it, or to where rows are counted."""
        after = self.interview.apply_all(events)
        there = [one for one in after.route.items if one.row and one.repetition is repetition]
        rows = [one for one in there if one.row and one.row.number <= number]
        target = repetition.source
        if rows and rows[-1].row:
            last = rows[-1].row.number
            target = next(one.id for one in rows if one.row and one.row.number == last)
        events.append(self._event(EventKind.MOVED, target, {"by": "row"}))
        return self._save(events)

    def remark(self, text: str, *, item: Planned | None = None) -> None:
        """Keep a remark on an item (the current one, if none is named); an empty text takes it back."""
        last = (self.interview.route.items or self.interview.instrument.items)[-1]
        planned = item or self.current or last
        self._save([self._event(EventKind.REMARKED, planned.id, {"text": remark_words(text)})])

    def switch_language(self, language: str) -> Consequences:
        """Go on in another language; all answers stay, but the route may look at the language."""
        if language not in self.interview.instrument.questionnaire.languages:
            raise ValueError(f"the questionnaire is not in '{language}'")
        if language == self.interview.language:
            return Consequences()
        return self._save([self._event(EventKind.LANGUAGE, body={"language": language})])

    def help_opened(self) -> None:
        """Note that help on the current question was opened."""
        if self.current is not None:
            self._save([self._event(EventKind.HELPED, self.current.id)])

    def pause(self, by: str, *, idle: int = 0) -> None:
        """Note that the person left, to go on later; `idle`: milliseconds since anybody was there."""
        body: dict[str, Json] = {"by": by, "idle": idle} if idle else {"by": by}
        self._save([self._event(EventKind.PAUSED, body=body)])

    def come_back(self) -> None:
        """Note that the person is back after a pause."""
        self._save([self._event(EventKind.RESUMED, body={"by": self.interview.session.mode})])

    def save_elsewhere(self, journal: Journal) -> None:
        """Save what follows in another journal, which has the events so far."""
        self._journal = journal

    def keep_draft(self, text: str) -> None:
        """Keep what is half typed at the current question; it is no answer."""
        if self.current is not None:
            self._journal.keep_draft(self.current.id, text)

    def end(self, reason: str) -> None:
        """End early: only what is asked after an exit is still to come."""
        self._save([self._event(EventKind.ENDED, body={"reason": remark_words(reason)})])

    def finish_blocked(self) -> Blocked:
        """Say what stands in the way of finishing: required questions that are open, hard checks that are broken."""
        if self.interview.route.exit is not None or self.interview.ended is not None:
            return Blocked()
        required = [
            planned
            for planned in self.interview.route.items
            if planned.question is not None
            and planned.question.required
            and self.interview.is_open(planned)
        ]
        return Blocked(tuple(required), tuple(self.interview.broken_checks("hard")))

    def finish(self) -> int:
        """Finish the interview and give its disposition.

        Raises:
            ValueError: when something blocks it, see `finish_blocked`.
        """
        self._refuse_finished()
        if self.finish_blocked():
            raise ValueError("the interview cannot be finished yet")
        result = disposition(self.interview)
        taken = self.interview.route.exit
        event = self._event(EventKind.FINISHED, body={"disposition": int(result)})
        if taken is not None and taken.exit.keep == "disposition":
            self._journal.forget(self.interview, [event], result)
            self.interview = self.interview.forget()
        else:
            self._journal.finish(self.interview, [event], result)
        self.interview = self.interview.apply(event)
        return int(result)

    def _refuse_finished(self) -> None:
        """Nothing follows the end.

        Raises:
            ValueError: when the interview is finished.
        """
        if self.interview.finished is not None:
            raise ValueError("the interview is finished")

    def _at_question(self) -> Planned:
        planned = self.current
        if planned is None or planned.question is None:
            raise ValueError("there is no question here")
        return planned

    def _may_show(self, planned: Planned, current: Planned | None) -> bool:
        """Tell whether an item may be shown from where the person is."""
        if planned.computed or self.interview.is_derived(planned):
            return False
        if not planned.item.self_block or self.interview.session.mode != "interview":
            return True
        inside = current is not None and current.item.self_block
        if inside and planned.id not in self.interview.sealed:
            return True
        broken = {one.planned.id for one in self.interview.broken_checks("hard")}
        return self.interview.is_open(planned) or planned.id in broken

    def _event(
        self, kind: EventKind, question: str = "", body: Mapping[str, Json] | None = None
    ) -> Event:
        name, row = parted(question)
        return Event(kind, self._clock.now(), self._clock.elapsed(), name, row, body or {})

    def _save(self, events: list[Event], told: tuple[BrokenCheck, ...] = ()) -> Consequences:
        """Save events together with what they bring about, then move."""
        self._refuse_finished()
        before = self.interview
        after = before.apply_all(events)
        gone = sorted(after.route.aside - before.route.aside)
        back = sorted(
            name
            for name in before.route.aside - after.route.aside
            if name in after.answers and after.given.get(name) == before.given[name]
        )
        renewed = tuple(event.address for event in events if event.body.get("by") == "renewed")
        events += [self._event(EventKind.SET_ASIDE, name) for name in gone]
        events += [self._event(EventKind.RESTORED, name) for name in back]
        self._journal.append(events)
        self.interview = after
        return Consequences(tuple(gone), tuple(back), renewed, told)


def _confirmed(
    broken: Sequence[BrokenCheck], reasons: Mapping[int, str] | None
) -> list[tuple[BrokenCheck, str]]:
    """Give why soft checks that are broken do not matter.

    Raises:
        NeedsConfirmation: when one has no reason.
    """
    soft = [one for one in broken if one.level == "soft"]
    given = {number: remark_words(reason) for number, reason in (reasons or {}).items()}
    if any(not given.get(one.number) for one in soft):
        raise NeedsConfirmation(soft)
    return [(one, given[one.number]) for one in soft]
