"""A walk through a questionnaire, headless: each step names the question that is expected next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Self

from hybridequiz.interview.answers import Answer
from hybridequiz.interview.conductor import Conductor
from hybridequiz.interview.events import Event, EventKind
from hybridequiz.interview.interview import Interview, begin, fold
from hybridequiz.interview.outcomes import Consequences
from hybridequiz.interview.session import Session
from hybridequiz.interview.typing_rules import chosen, read_typed
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.load import load
from hybridequiz.questionnaire.questions import ChoiceQuestion, Form, LookupQuestion, Mode
from hybridequiz.questionnaire.states import Code, Missing

HEAD = """\
id = "test"
version = "1"
audience = "people"
languages = ["nl"]
title = "Test"
"""


@dataclass
class MemoryJournal:
    """Keeps events in memory, and what happened to them."""

    events: list[Event] = field(default_factory=list)
    finished: int | None = None
    forgotten: bool = False
    draft: tuple[str, str] | None = None

    def append(self, events: Sequence[Event]) -> None:
        self.events += events

    def finish(self, _interview: Interview, events: Sequence[Event], disposition: int) -> None:
        self.events += events
        self.finished = disposition

    def forget(self, _interview: Interview, events: Sequence[Event], disposition: int) -> None:
        self.events = list(events)
        self.finished, self.forgotten = disposition, True

    def keep_draft(self, question: str, text: str) -> None:
        self.draft = (question, text)


class StillClock:
    """A clock that counts a second a look."""

    def __init__(self) -> None:
        self.looks = 0

    def now(self) -> str:
        return f"2026-02-03T10:{self.looks // 60 % 60:02}:{self.looks % 60:02}+01:00"

    def elapsed(self) -> int:
        self.looks += 1
        return self.looks * 1000


def questionnaire(
    text: str, folder: Path, *, name: str = "test.toml", head: str = HEAD
) -> Instrument:
    """Load a questionnaire that stands in the test; the head is added where it has none."""
    path = folder / name
    path.write_text(text if "version" in text.split("[[", 1)[0] else head + text, encoding="utf-8")
    return load(path)


class Scenario:
    """A person who answers."""

    def __init__(self, conductor: Conductor, journal: MemoryJournal) -> None:
        self.conductor = conductor
        self.journal = journal
        self.last = Consequences()

    @classmethod
    def of(
        cls,
        instrument: Instrument,
        *,
        mode: Mode = "self",
        form: Form = "extended",
        language: str = "",
        location: int | None = None,
        today: date = date(2026, 2, 3),
        seed: str = "",
    ) -> Self:
        questionnaire = instrument.questionnaire
        session = Session(
            response="00000000-0000-4000-8000-000000000000",
            code="AAAA-AAAA",
            questionnaire=questionnaire.id,
            version=questionnaire.version,
            hash=instrument.hash,
            audience=questionnaire.audience,
            mode=mode,
            form=form,
            language=language or questionnaire.languages[0],
            today=today,
            location=location,
            seed=seed,
        )
        journal = MemoryJournal()
        clock = StillClock()
        journal.append(
            [Event(EventKind.STARTED, clock.now(), clock.elapsed(), body=session.to_json())]
        )
        return cls(Conductor(begin(instrument, session), journal, clock), journal)

    @property
    def interview(self) -> Interview:
        return self.conductor.interview

    @property
    def at(self) -> str:
        """Give the id of the current item; empty at the end."""
        current = self.conductor.current
        return current.id if current else ""

    def expect(self, item: str) -> Self:
        assert self.at == item
        return self

    def answer(
        self,
        value: object,
        *,
        next: str | None = None,  # noqa: A002 - reads as the sentence it is
        other: Mapping[Code, str] | None = None,
        why: str = "",
    ) -> Self:
        """Answer the current question: a code, a list of codes in their order, a text as typed, or a reason."""
        question = self.conductor.current.question if self.conductor.current else None
        assert question is not None, "there is no question here"
        if isinstance(value, Missing):
            given = Answer(value)
        elif isinstance(question, LookupQuestion):
            given = Answer(str(value))
        elif isinstance(question, ChoiceQuestion):
            codes: list[Any] = value if isinstance(value, list) else [value]
            given = chosen(question, codes, other)
        else:
            given = read_typed(question, str(value), self.interview.language)
        reasons = dict.fromkeys(range(9), why) if why else None
        self.last = self.conductor.answer(given, reasons=reasons)
        return self if next is None else self.expect(next)

    def read(self, *, next: str | None = None) -> Self:  # noqa: A002 - the same
        self.conductor.read_note()
        return self if next is None else self.expect(next)

    def back(self, *, expect: str) -> Self:
        assert self.conductor.back()
        return self.expect(expect)

    def go_on(self, *, next: str) -> Self:  # noqa: A002 - the same
        self.conductor.go_on()
        return self.expect(next)

    def jump(self, item: str) -> Self:
        assert not self.conductor.jump(self.interview.instrument.by_id[item])
        return self.expect(item)

    def route(self) -> list[str]:
        return [planned.id for planned in self.interview.route.items]

    def reload(self) -> Self:
        """Fold the events again, as a resume does; it must be the same interview."""
        again = fold(self.interview.instrument, self.journal.events)
        assert again == self.interview
        self.conductor.interview = again
        return self

    def finish(self) -> int:
        return self.conductor.finish()
