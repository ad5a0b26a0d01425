"""Which questions tell of which: by their conditions, what they offer, what they are computed from, and their rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from hybridequiz.export.told import (
    DISPOSITION,
    Days,
    rows_of,
    rules,
    tells_day,
)
from hybridequiz.export.unlike import FORM, exits_of_some, moved, session_limits, signature
from hybridequiz.questionnaire.conditions import Kind
from hybridequiz.questionnaire.conditions.naming import TODAY
from hybridequiz.questionnaire.instrument import Instrument, Planned
from hybridequiz.questionnaire.questions import (
    FORMS,
    MODES,
    ComputedQuestion,
    LongTextQuestion,
    Question,
    TextQuestion,
)
from hybridequiz.questionnaire.repetition import Repetition
from hybridequiz.questionnaire.telling import closure, telling

MODE: Final = "session_mode"
VERSION: Final = "version"


class Dependence:
    """What tells of what in a questionnaire, in all its versions.

    Args:
        instruments: The versions, oldest first; at least one.

    Attributes:
        order: The questions that can be reached or not, in file order.
        exact: The numbers that are computed from days, and from which a day could be found.
        identifying: What identifies: the questions that are marked so, what follows from their answers, and what
            decides whether they are asked, be it a question or a fact of the session.
        days: What tells of a day more than its month, of that of the session or of one that identifies; and days that
            are compared with that of the session.
    """

    def __init__(self, instruments: Sequence[Instrument]) -> None:
        self._on: Final[dict[str, set[str]]] = {}
        self._beside: Final[dict[str, set[str]]] = {}
        self._compared: Final[set[str]] = set()
        self._rules: Final = {each.hash: tuple(rules(each)) for each in instruments}
        for instrument in instruments:
            self._take(instrument)
        self._compare(instruments)
        self._gather(instruments)
        newest_first = tuple(reversed(instruments))
        self.order: Final = tuple(dict.fromkeys(_reached(newest_first)))
        self.exact: Final = frozenset(one for each in instruments for one in _exact(each))
        self.identifying: Final = self._identifying(newest_first)
        told = self.telling_of({TODAY, *self._told_days(instruments)}) - {TODAY}
        self.days: Final = told | (self._compared - self.identifying)

    def telling_of(self, names: Collection[str]) -> frozenset[str]:
        """Give all that tells of any of these names, themselves too."""
        telling_names: dict[str, set[str]] = {}
        for told in (self._on, self._beside):
            for name, on in told.items():
                for one in on:
                    telling_names.setdefault(one, set()).add(name)
        return closure(names, telling_names)

    def _take(self, instrument: Instrument) -> None:
        """Note what each question of a version depends on, and the rows of each roster."""
        for planned in instrument.items:
            if planned.question is None:
                continue
            on = self._on.setdefault(planned.id, set())
            on |= planned.looks_at | planned.depends_on | _limits(planned)
            if repetition := planned.repetition:
                on.add(repetition.source)
                rows = self._on.setdefault(rows_of(repetition.id), set())
                rows |= {repetition.source} | _limits(repetition)
        self._take_rules(instrument)
        self._take_ends(instrument)

    def _take_rules(self, instrument: Instrument) -> None:
        """Note what follows from conditions, and that of the day of the session they tell a month, or more."""
        found = self._rules[instrument.hash]
        days = Days(instrument, found)
        for rule in found:
            told = days.told(rule)
            self._compared.update(told.compared)
            names = rule.names | told.facts
            if rule.binds:
                self._bind(names)
                continue
            for reader in rule.readers:
                self._on.setdefault(reader, set()).update(names)

    def _bind(self, names: frozenset[str]) -> None:
        """Note that all of these tell of each other."""
        for name in names:
            self._beside.setdefault(name, set()).update(names - {name})

    def _take_ends(self, instrument: Instrument) -> None:
        """Note what tells how an interview ended: of the questions that were put, how many have an answer."""
        ends = self._on.setdefault(DISPOSITION, set())
        for planned in instrument.items:
            if planned.asked and not planned.after_exit:
                ends |= planned.looks_at | _limits(planned)
                if planned.repetition is None and not _is_typed(planned.question):
                    ends.add(planned.id)

    def _compare(self, instruments: Sequence[Instrument]) -> None:
        """Note what is not the same in all versions: it tells of the version."""
        others = frozenset(moved(instruments))
        for name, on in self._on.items():
            if name in others or len({signature(one, name) for one in instruments}) > 1:
                on.add(VERSION)
        for name, limits in session_limits(instruments).items():
            if len(set(limits)) > 1:
                self._bind(frozenset({name, VERSION}))
        for left in exits_of_some(instruments):
            self._bind(left | {VERSION})

    def _gather(self, instruments: Sequence[Instrument]) -> None:
        """Note what a roster tells that is named as a whole: its rows, and what was answered in them."""
        for instrument in instruments:
            for planned in instrument.items:
                if repetition := planned.repetition:
                    whole = self._on.setdefault(repetition.id, set())
                    whole |= self._on[rows_of(repetition.id)] | {planned.id}

    def _identifying(self, instruments: Sequence[Instrument]) -> frozenset[str]:
        found: set[str] = set()
        typed: set[str] = set()
        for instrument in instruments:
            questions = [one.question for one in instrument.items if one.question is not None]
            found |= telling(instrument, [one.id for one in questions if one.identifying])
            typed |= {one.id for one in questions if _is_typed(one)}
        return frozenset(found) | closure(found - typed, self._on)

    def _told_days(self, instruments: Sequence[Instrument]) -> Iterator[str]:
        """Name what is decided by a day that identifies; what is computed from it identifies too."""
        for instrument in instruments:
            days = {one for one in self.identifying if _is_day(instrument.by_id.get(one))}
            for rule in self._rules[instrument.hash]:
                told = {one for one in days & rule.names if tells_day(rule.source, one)}
                if told:
                    computed = {one for one in rule.readers if _is_computed(instrument, one)}
                    yield from rule.readers - told - computed


def _limits(part: Planned | Repetition) -> set[str]:
    """Name what of the session decides whether something is asked."""
    mode = {MODE} if len(part.modes) < len(MODES) else set()
    return mode | ({FORM} if len(part.forms) < len(FORMS) else set())


def _is_day(planned: Planned | None) -> bool:
    symbol = None if planned is None else planned.symbol
    return symbol is not None and symbol.kind in (Kind.DATE, Kind.PARTIAL_DATE)


def _is_computed(instrument: Instrument, name: str) -> bool:
    return name in instrument.by_id and instrument.by_id[name].computed is not None


def _reached(instruments: Iterable[Instrument]) -> Iterator[str]:
    """Give what is asked before the end, in file order."""
    for instrument in instruments:
        yield from (one.id for one in instrument.items if one.asked and not one.after_exit)


def _is_typed(question: Question | None) -> bool:
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
