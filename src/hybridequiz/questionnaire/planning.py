"""From a questionnaire to an instrument: every condition compiled, in the scope of what stands before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count
from typing import TYPE_CHECKING, Final, NamedTuple

from hybridequiz.questionnaire.canonical import Canonical
from hybridequiz.questionnaire.conditions import (
    Condition,
    ConditionFaults,
    Guard,
    Kind,
    Roster,
    Scope,
    Symbol,
    compile_condition,
)
from hybridequiz.questionnaire.instrument import (
    Instrument,
    Planned,
    PlannedExit,
    kind_of,
    session_symbols,
    symbol_of,
)
from hybridequiz.questionnaire.model import (
    Questionnaire,
    Section,
)
from hybridequiz.questionnaire.parts import Key
from hybridequiz.questionnaire.questions import (
    Check,
    ChoiceQuestion,
    ComputedQuestion,
    GridQuestion,
    Item,
    LookupQuestion,
    Question,
)
from hybridequiz.questionnaire.repetition import Repetition
from hybridequiz.questionnaire.roster_planning import (
    ALL_FORMS,
    ALL_MODES,
    Report,
    RosterPlanning,
    allowed,
    one_form,
    reasons_in_rows,
)
from hybridequiz.questionnaire.shuffling import (
    together_items,
    together_questions,
    together_sections,
)
from hybridequiz.questionnaire.states import Code, Missing
from hybridequiz.values import replace

if TYPE_CHECKING:
    from hybridequiz.questionnaire.code_lists import CodeList

MOST_CODES: Final = 64
"""A list with more codes is open to conditions: they see the codes that they name, and others."""
NO_VALUE: Final = "a note is read, it has no answer"


class _Place(NamedTuple):
    """Where an item stands.

    Attributes:
        section: Its section.
        number: The number of the section, from 0.
        path: Where it stands in the file.
        guards: What must let it through beside its own `show_if`.
        repetition: How its section is repeated, if it is.
        grid: The grid that it is an item of, if it is one.
    """

    section: Section
    number: int
    path: Key
    guards: tuple[Guard, ...]
    repetition: Repetition | None = None
    grid: GridQuestion | None = None


class _Group:
    """What is shuffled together: its members do not know each other's answers.

    Attributes:
        why: Why they do not; nothing where nothing is shuffled.
        waiting: What they answer, for what follows the group.
        rosters: Their rows, for the same.
    """

    def __init__(self, why: str = "") -> None:
        self.why = why
        self.waiting: dict[str, Symbol] = {}
        self.rosters: dict[str, Roster] = {}

    def __bool__(self) -> bool:
        """Tell whether anything is shuffled."""
        return bool(self.why)


class Planner(RosterPlanning):
    """Compiles a questionnaire's conditions, each in the scope of what stands before it.

    Args:
        questionnaire: The questionnaire.
        report: Told of every fault.
        lists: The lists of codes that it names, by the hash of their text.
        checked: Whether it was checked before: then no list is read for what is known already.
    """

    def __init__(
        self,
        questionnaire: Questionnaire,
        report: Report,
        lists: Mapping[str, CodeList] | None = None,
        *,
        checked: bool = False,
    ) -> None:
        super().__init__()
        self._questionnaire = questionnaire
        self._lists = lists or {}
        self._checked = checked
        self._report = report
        self._symbols = session_symbols(questionnaire)
        self._notes: dict[str, str] = {}
        self._later = set(_ids(questionnaire))
        self._kept_off: dict[str, frozenset[Missing]] = {}
        self._compiled: dict[tuple[str, Kind], Condition] = {}
        self._apart: dict[str, str] = {}

    def items(self) -> Iterator[Planned]:
        """Plan every item in file order; a grid's items in its place."""
        places, group = count(), _Group()
        for number, section in enumerate(self._questionnaire.section):
            if section.id not in self._questionnaire.shuffle:
                self._let_know(group)
                group = _Group()
                yield from self._section(section, number, places)
            else:
                group = group or _Group(together_sections(self._questionnaire))
                known = len(self._symbols)
                yield from self._section(section, number, places)
                self._set_apart(group, known)
                if section.repeat is not None:
                    group.rosters[section.id] = self._rosters.pop(section.id)
                    self._apart[section.id] = group.why
        self._let_know(group)

    def _section(self, section: Section, number: int, places: Iterator[int]) -> Iterator[Planned]:
        """Plan the items of a section."""
        shared = self._guard(section, ("section", number))
        repetition = self._repetition(section, number, shared)
        if repetition is not None:
            shared += (Guard(repetition.some, shows_on_unknown=False),)
        group = _Group(together_questions(section) if section.shuffle else "")
        for at, item in enumerate(section.question):
            known = len(self._symbols)
            path: Key = ("section", number, "question", at)
            place = _Place(section, number, path, shared, repetition)
            if isinstance(item, GridQuestion):
                yield from self._grid(item, place, places)
            else:
                yield self._planned(item, place, next(places))
            self._set_apart(group, known)
        self._let_know(group)
        if section.repeat is not None:
            self._close(section)

    def _set_apart(self, group: _Group, known: int) -> None:
        """Keep from the others of a group what one of them answers; `known`: how many names there were before it."""
        if group:
            for name in list(self._symbols)[known:]:
                group.waiting[name] = self._symbols.pop(name)
                self._apart[name] = group.why

    def _let_know(self, group: _Group) -> None:
        """Let what follows a group know all that it answers."""
        for name in (*group.waiting, *group.rosters):
            del self._apart[name]
        self._symbols.update(group.waiting)
        self._rosters.update(group.rosters)
        group.waiting.clear()
        group.rosters.clear()

    def _grid(self, grid: GridQuestion, place: _Place, places: Iterator[int]) -> Iterator[Planned]:
        """Plan the items of a grid, each as a question of its own."""
        guards = place.guards + self._guard(grid, place.path)
        group = _Group(together_items(grid) if grid.shuffle else "")
        for number, item in enumerate(grid.items):
            known = len(self._symbols)
            path: Key = (*place.path, "items", number)
            own = place._replace(path=path, guards=guards, grid=grid)
            yield self._planned(grid.question(item), own, next(places))
            self._set_apart(group, known)
        self._let_know(group)
        self._later.discard(grid.id)
        names = ", ".join(item.id for item in grid.items)
        self._notes[grid.id] = f"a grid has no answer of its own; its items have: {names}"

    def exits(self, places: Mapping[str, int]) -> Iterator[PlannedExit]:
        """Plan the exits; `places` gives the index of every item by id."""
        for number, one in enumerate(self._questionnaire.exit):
            condition = self._condition(one.when, ("exit", number, "when"))
            if condition is not None:
                after = max((places.get(name, 0) for name in condition.references), default=0)
                yield PlannedExit(one, condition, after)

    def _planned(self, item: Item, place: _Place, index: int) -> Planned:
        """Plan one item, then let what follows know it."""
        section, path, grid = place.section, place.path, place.grid
        computed = self._computed(item, path)
        listed = self._lists.get(item.list.hash) if isinstance(item, LookupQuestion) else None
        symbol = self._symbol(item, computed, listed)
        modes, forms = (None, None) if grid is None else (grid.mode, grid.form)
        planned = Planned(
            item=item,
            index=index,
            section=place.number,
            path=path,
            guards=place.guards + self._guard(item, path),
            checks=tuple(self._checks(item, path, symbol)),
            options=dict(self._options(item, path[:-2] if grid else path)),
            modes=allowed(ALL_MODES, section.mode, modes, item.mode),
            forms=allowed(ALL_FORMS, one_form(section.form), one_form(forms), one_form(item.form)),
            after_exit=section.after_exit,
            symbol=symbol,
            computed=computed,
            grid=grid,
            listed=listed,
            repetition=place.repetition,
        )
        if planned.question is not None:
            self._questions[item.id] = planned.question
        if planned.guards or planned.limited:
            self._kept_off[item.id] = _reasons(planned, place.repetition)
        if symbol is not None:
            self._symbols[item.id] = symbol
        else:
            self._notes[item.id] = NO_VALUE
        self._later.discard(item.id)
        return planned

    def _computed(self, item: Item, path: Key) -> Condition | None:
        """Compile what works a value out."""
        if not isinstance(item, ComputedQuestion):
            return None
        return self._condition(item.value, (*path, "value"), wanted=kind_of(item))

    def _symbol(
        self, item: Item, computed: Condition | None, listed: CodeList | None
    ) -> Symbol | None:
        """Say what later conditions need to know of an item; what is computed lacks a value where its inputs do."""
        if not isinstance(item, Question):
            return None
        symbol = symbol_of(item, self._questionnaire.languages[0], listed)
        if listed is not None:
            codes = () if self._checked or len(listed) > MOST_CODES else tuple(listed.places)
            return replace(symbol, codes=codes, checked=self._checked)
        if not isinstance(item, ComputedQuestion) or computed is None:
            return symbol
        reasons = {computed.fails} if computed.fails else set()
        for name in computed.references:
            if name in self._rosters:
                reasons |= reasons_in_rows(self._rosters[name])
                continue
            reasons |= self._symbols[name].missing
            reasons |= self._kept_off.get(name, frozenset())
        return replace(symbol, missing=frozenset(reasons))

    def _guard(self, part: Section | Item, path: Key) -> tuple[Guard, ...]:
        if part.show_if is None:
            return ()
        condition = self._condition(part.show_if, (*path, "show_if"))
        return (Guard(condition, part.on_unknown == "show"),) if condition else ()

    def _checks(
        self, item: Item, path: Key, symbol: Symbol | None
    ) -> Iterator[tuple[Check, Condition]]:
        if not isinstance(item, Question):
            return
        for number, check in enumerate(item.check):
            that = (*path, "check", number, "that")
            if condition := self._condition(check.that, that, symbol):
                yield check, condition

    def _options(self, item: Item, path: Key) -> Iterator[tuple[Code, Condition]]:
        if not isinstance(item, ChoiceQuestion):
            return
        for number, option in enumerate(item.options):
            if option.show_if is not None:
                where = (*path, "options", number, "show_if")
                if condition := self._condition(option.show_if, where):
                    yield option.code, condition

    def _condition(
        self, source: str, path: Key, this: Symbol | None = None, wanted: Kind = Kind.BOOLEAN
    ) -> Condition | None:
        """Compile one condition; report its faults. The same text is compiled once."""
        known = self._compiled.get((source, wanted)) if this is None else None
        if known is not None and self._apart.keys().isdisjoint(known.references):
            return known
        scope = Scope(
            symbols=self._symbols,
            later=self._later,
            this=this,
            rosters=self._rosters,
            unusable=self._notes,
            apart=self._apart,
        )
        try:
            condition = compile_condition(source, scope, wanted=wanted)
        except ConditionFaults as error:
            for fault in error.faults:
                self._report(path, source, fault)
            return None
        if this is None:
            self._compiled[source, wanted] = condition
        return condition


def _ids(questionnaire: Questionnaire) -> Iterator[str]:
    """Give the ids of everything that is asked or read, and of what is repeated."""
    for section in questionnaire.section:
        if section.repeat is not None:
            yield section.id
        for item in section.question:
            if isinstance(item, GridQuestion):
                yield from (one.id for one in item.items)
            yield item.id


def _reasons(planned: Planned, repetition: Repetition | None) -> frozenset[Missing]:
    """Say why an item that is limited, or stands behind a condition, may not be asked; in a row that there is."""
    shared = 0 if repetition is None else len(repetition.guards) + 1
    behind = len(planned.guards) > shared
    reasons = {Missing.OFF_ROUTE: behind, Missing.NOT_IN_MODE: planned.limited}
    return frozenset(reason for reason, applies in reasons.items() if applies)


def plan(
    questionnaire: Questionnaire,
    canonical: Canonical,
    *,
    report: Report,
    lists: Mapping[str, CodeList] | None = None,
    checked: bool = False,
) -> Instrument:
    """Compile a questionnaire into an instrument; conditions with faults are reported and left out.

    Args:
        questionnaire: The questionnaire.
        canonical: The whole of it as text.
        report: Told of every fault.
        lists: The lists of codes that it names, by the hash of their text.
        checked: Whether it was checked before.
    """
    planner = Planner(questionnaire, report, lists, checked=checked)
    items = tuple(planner.items())
    exits = tuple(planner.exits({planned.id: planned.index for planned in items}))
    return Instrument(questionnaire, canonical, items, exits, lists or {})
