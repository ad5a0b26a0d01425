"""Which questions tell of which: by their conditions, what they offer, what they are computed from, and their rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from hybridequiz.questionnaire.conditions import Kind
from hybridequiz.questionnaire.instrument import Instrument, Planned
from hybridequiz.questionnaire.questions import (
    FORMS,
    MODES,
    ChoiceQuestion,
    ComputedQuestion,
    LongTextQuestion,
    Question,
    TextQuestion,
)
from hybridequiz.questionnaire.telling import closure, telling

MODE: Final = "session_mode"
FORM: Final = "session_form"
VERSION: Final = "version"
DISPOSITION: Final = "disposition"


class Dependence:
    """What tells of what in a questionnaire, in all its versions.

    Args:
        instruments: The versions, oldest first; at least one.

    Attributes:
        sources: For each roster the question that says which rows there are.
        order: The questions that can be reached or not, in file order.
        exact: The numbers that are computed from days, and from which a day could be found.
        identifying: What identifies: the questions that are marked so, what follows from their answers, and what
            decides whether they are asked, be it a question or a fact of the session.
    """

    def __init__(self, instruments: Sequence[Instrument]) -> None:
        self.sources: Final[dict[str, str]] = {}
        self._on: Final[dict[str, set[str]]] = {}
        for instrument in instruments:
            self._take(instrument)
        self._compare(instruments)
        newest_first = tuple(reversed(instruments))
        self.order: Final = tuple(dict.fromkeys(_reached(newest_first)))
        self.exact: Final = frozenset(one for each in instruments for one in _exact(each))
        self.identifying: Final = self._identifying(newest_first)

    def telling_of(self, names: Collection[str]) -> frozenset[str]:
        """Give all that tells of any of these names, themselves too."""
        telling_names: dict[str, set[str]] = {}
        for name, on in self._on.items():
            for one in on:
                telling_names.setdefault(one, set()).add(name)
        return closure(names, telling_names)

    def _take(self, instrument: Instrument) -> None:
        """Note what each question of a version depends on."""
        for planned in instrument.items:
            if planned.question is None:
                continue
            on = self._on.setdefault(planned.id, set())
            on |= planned.looks_at | planned.depends_on
            on |= {MODE} if len(planned.modes) < len(MODES) else set()
            on |= {FORM} if len(planned.forms) < len(FORMS) else set()
            if repetition := planned.repetition:
                on.add(repetition.source)
                self.sources[repetition.id] = repetition.source
                whole = self._on.setdefault(repetition.id, set())
                whole |= {repetition.source, *repetition.fields}
        self._take_exits(instrument)

    def _take_exits(self, instrument: Instrument) -> None:
        """Note that what comes after a question by which people leave tells of it, as does how it ended."""
        for planned in instrument.exits:
            if planned.exit.keep != "answers":
                continue  # nothing is left of those who left
            looked_at = planned.when.references
            self._on.setdefault(DISPOSITION, set()).update(looked_at)
            places = [instrument.by_id[one].index for one in looked_at if one in instrument.by_id]
            for item in instrument.items:
                if item.question is not None and item.index > min(places, default=-1):
                    self._on[item.id] |= looked_at

    def _compare(self, instruments: Sequence[Instrument]) -> None:
        """Note which questions are not the same in all versions: they tell of the version."""
        for name, on in self._on.items():
            asked = {_signature(one.by_id.get(name)) for one in instruments}
            if len(asked) > 1 and name not in self.sources:
                on.add(VERSION)

    def _identifying(self, instruments: Sequence[Instrument]) -> frozenset[str]:
        found: set[str] = set()
        typed: set[str] = set()
        for instrument in instruments:
            questions = [one.question for one in instrument.items if one.question is not None]
            found |= telling(instrument, [one.id for one in questions if one.identifying])
            typed |= {one.id for one in questions if _is_typed(one)}
        return frozenset(found) | closure(found - typed, self._on)


def _reached(instruments: Iterable[Instrument]) -> Iterator[str]:
    """Give what is asked before the end, in file order."""
    for instrument in instruments:
        yield from (one.id for one in instrument.items if one.asked and not one.after_exit)


def _is_typed(question: Question) -> bool:
    """Tell whether nothing of the answers to a question leaves, as they are texts."""
    computed = isinstance(question, ComputedQuestion) and question.gives == "text"
    return computed or isinstance(question, TextQuestion | LongTextQuestion)


def _exact(instrument: Instrument) -> Iterator[str]:
    """Name the numbers that are computed by taking something off, where days are looked at."""
    for planned in instrument.items:
        question = planned.question
        if isinstance(question, ComputedQuestion) and planned.computed is not None:
            names = planned.computed.references & instrument.by_id.keys()
            kinds = {instrument.by_id[one].symbol for one in names}
            days = any(one is not None and one.kind is Kind.DATE for one in kinds)
            if "-" in question.value and (days or "today" in question.value):
                yield planned.id


def _signature(planned: Planned | None) -> object:
    """Say what of a question decides which answers there can be."""
    if planned is None or planned.question is None:
        return None
    question = planned.question
    return (
        type(question),
        frozenset(question.codes) if isinstance(question, ChoiceQuestion) else None,
        question.show_if,
        question.required,
        frozenset(question.missing),
        planned.modes,
        planned.forms,
        planned.looks_at | planned.depends_on,
    )
