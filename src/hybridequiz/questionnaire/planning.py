"""From a questionnaire to an instrument: every condition compiled, in the scope of what stands before it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import count
from typing import Final, NamedTuple, TypeVar

from hybridequiz.questionnaire.canonical import Canonical
from hybridequiz.questionnaire.conditions import (
    Condition,
    ConditionFaults,
    Fault,
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
    FORMS,
    MODES,
    Check,
    ChoiceQuestion,
    ComputedQuestion,
    Form,
    GridQuestion,
    IntegerQuestion,
    Item,
    MultipleQuestion,
    Question,
)
from hybridequiz.questionnaire.repetition import Repetition
from hybridequiz.questionnaire.states import Code, Missing
from hybridequiz.questionnaire.texts import Text
from hybridequiz.values import replace

Report = Callable[[Key, str, Fault], None]
"""Told of a fault: the path of the condition, its source, and what is wrong."""

T = TypeVar("T", bound=str)

ALL_MODES: Final = frozenset(MODES)
ALL_FORMS: Final = frozenset(FORMS)
MOST_ROWS: Final = 250
"""Rows of a repeated section."""
ROW: Final = "row"
"""What conditions and texts of a repeated section call its row."""
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


class Planner:
    """Compiles a questionnaire's conditions, each in the scope of what stands before it."""

    def __init__(self, questionnaire: Questionnaire, report: Report) -> None:
        self._questionnaire = questionnaire
        self._report = report
        self._symbols = session_symbols(questionnaire)
        self._notes: dict[str, str] = {}
        self._later = set(_ids(questionnaire))
        self._kept_off: dict[str, frozenset[Missing]] = {}
        self._compiled: dict[tuple[str, Kind], Condition] = {}
        self._rosters: dict[str, Roster] = {}
        self._questions: dict[str, Question] = {}

    def items(self) -> Iterator[Planned]:
        """Plan every item in file order; a grid's items in its place."""
        places = count()
        for number, section in enumerate(self._questionnaire.section):
            shared = self._guard(section, ("section", number))
            repetition = self._repetition(section, number, shared)
            if repetition is not None:
                shared += (Guard(repetition.some, shows_on_unknown=False),)
            for at, item in enumerate(section.question):
                place = _Place(
                    section, number, ("section", number, "question", at), shared, repetition
                )
                if isinstance(item, GridQuestion):
                    yield from self._grid(item, place, places)
                else:
                    yield self._planned(item, place, next(places))
            if section.repeat is not None:
                self._close(section)

    def _repetition(
        self, section: Section, number: int, guards: tuple[Guard, ...]
    ) -> Repetition | None:
        """Compile how a section is repeated, and let its questions know their row."""
        if section.repeat is None:
            return None
        path: Key = ("section", number, "repeat")
        present = self._presence(section.repeat, path)
        if present is None:
            return None
        some, rows, codes = present
        row = Symbol(ROW, Kind.CODE, codes)
        if not codes:
            most = Decimal(len(rows))
            row = Symbol(ROW, Kind.NUMBER, minimum=Decimal(1), maximum=most, whole=True)
        self._symbols[ROW] = row
        self._later.discard(section.id)
        self._notes[section.id] = "its rows are gone through after it"
        title = section.row_title or _row_title(section, codes)
        return Repetition(
            id=section.id,
            source=section.repeat,
            fields=tuple(answered_in(section)),
            some=some,
            rows=rows,
            guards=guards,
            modes=_allowed(ALL_MODES, section.mode),
            forms=_allowed(ALL_FORMS, _one(section.form)),
            codes=codes,
            title=title,
        )

    def _presence(
        self, source: str, path: Key
    ) -> tuple[Condition, tuple[Condition, ...], tuple[Code, ...]] | None:
        """Compile whether there is any row, and each; with the options that the rows belong to."""
        question = self._questions.get(source)
        codes: tuple[Code, ...] = ()
        if isinstance(question, IntegerQuestion):
            sources = [
                f"{source} >= {number}" for number in range(1, min(question.max, MOST_ROWS) + 1)
            ]
        elif isinstance(question, MultipleQuestion):
            codes = tuple(one.code for one in question.options if not one.exclusive)
            sources = [f"{code!r} in {source}" for code in codes]
        else:
            self._no_source(source, path)
            return None
        if isinstance(question, IntegerQuestion) and not 1 <= question.max <= MOST_ROWS:
            message = f"'{source}' can be {question.max}: a section has 1 to {MOST_ROWS} rows"
            self._report(path, source, Fault("bounds", message, 0, len(source), "lower its 'max'"))
        some = f"answered({source})" if codes else f"{source} >= 1"
        compiled = [self._condition(one, path) for one in (some, *sources)]
        whole = [one for one in compiled if one is not None]
        if len(whole) < max(len(compiled), 2):
            return None
        return whole[0], tuple(whole[1:]), codes

    def _no_source(self, source: str, path: Key) -> None:
        """Say that what a section is repeated by is not there, or says nothing of rows."""
        known = source in self._symbols and source not in self._questions
        if not known and self._condition(f"answered({source})", path) is None:
            return
        hint = "name a question of type integer, or a multiple choice"
        message = f"'{source}' does not say how many rows there are"
        self._report(path, source, Fault("type-mismatch", message, 0, len(source), hint))

    def _close(self, section: Section) -> None:
        """After a roster its questions are named row by row."""
        name, symbols = section.id, self._symbols
        fields = {
            one: self._in_rows(symbols.pop(one)) for one in answered_in(section) if one in symbols
        }
        symbols.pop(ROW, None)
        self._notes.pop(name, None)
        self._later.discard(name)
        self._compiled.clear()
        self._rosters[name] = Roster(name, fields, section.repeat or "")
        for one in fields:
            self._notes[one] = (
                f"it is asked once a row of '{name}': any(row.{one} … for row in {name}), "
                "or count, sum, min, max, mean, all"
            )

    def _in_rows(self, symbol: Symbol) -> Symbol:
        """Say what a question of a row can hold where the row is there: it may still not be asked."""
        kept_off = self._kept_off.pop(symbol.name, frozenset())
        return replace(symbol, missing=symbol.missing | kept_off)

    def _grid(self, grid: GridQuestion, place: _Place, places: Iterator[int]) -> Iterator[Planned]:
        """Plan the items of a grid, each as a question of its own."""
        guards = place.guards + self._guard(grid, place.path)
        for number, item in enumerate(grid.items):
            path: Key = (*place.path, "items", number)
            own = place._replace(path=path, guards=guards, grid=grid)
            yield self._planned(grid.question(item), own, next(places))
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
        symbol = self._symbol(item, computed)
        modes, forms = (None, None) if grid is None else (grid.mode, grid.form)
        planned = Planned(
            item=item,
            index=index,
            section=place.number,
            path=path,
            guards=place.guards + self._guard(item, path),
            checks=tuple(self._checks(item, path, symbol)),
            options=dict(self._options(item, path[:-2] if grid else path)),
            modes=_allowed(ALL_MODES, section.mode, modes, item.mode),
            forms=_allowed(ALL_FORMS, _one(section.form), _one(forms), _one(item.form)),
            after_exit=section.after_exit,
            symbol=symbol,
            computed=computed,
            grid=grid,
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

    def _symbol(self, item: Item, computed: Condition | None) -> Symbol | None:
        """Say what later conditions need to know of an item; what is computed lacks a value where its inputs do."""
        if not isinstance(item, Question):
            return None
        symbol = symbol_of(item, self._questionnaire.languages[0])
        if not isinstance(item, ComputedQuestion) or computed is None:
            return symbol
        reasons = {computed.fails} if computed.fails else set()
        for name in computed.references:
            if name in self._rosters:
                reasons |= _in_rosters(self._rosters[name])
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
        if this is None and (known := self._compiled.get((source, wanted))):
            return known
        scope = Scope(
            symbols=self._symbols,
            later=self._later,
            this=this,
            rosters=self._rosters,
            unusable=self._notes,
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


def answered_in(section: Section) -> Iterator[str]:
    """Give the ids of what has an answer in a section."""
    for item in section.question:
        if isinstance(item, GridQuestion):
            yield from (one.id for one in item.items)
        elif isinstance(item, Question):
            yield item.id


def _row_title(section: Section, codes: tuple[Code, ...]) -> Text:
    """Give what a row is called where the file does not say: its option, or its number of how many."""
    return Text({"": f"{{{ROW}}}" if codes else f"{{{ROW}}}/{{{section.repeat}}}"})


def _in_rosters(roster: Roster) -> frozenset[Missing]:
    """Give the reasons for which what is worked out of the rows of a roster can lack a value."""
    return frozenset[Missing]().union(*(one.missing for one in roster.fields.values()))


def _reasons(planned: Planned, repetition: Repetition | None) -> frozenset[Missing]:
    """Say why an item that is limited, or stands behind a condition, may not be asked; in a row that there is."""
    shared = 0 if repetition is None else len(repetition.guards) + 1
    behind = len(planned.guards) > shared
    reasons = {Missing.OFF_ROUTE: behind, Missing.NOT_IN_MODE: planned.limited}
    return frozenset(reason for reason, applies in reasons.items() if applies)


def _one(form: Form | None) -> tuple[Form, ...] | None:
    """Give a form as what is allowed; None allows every one."""
    return None if form is None else (form,)


def _allowed(everything: frozenset[T], *limits: Iterable[T] | None) -> frozenset[T]:
    """Keep what every limit allows."""
    allowed = everything
    for limit in limits:
        if limit:
            allowed &= frozenset(limit)
    return allowed


def plan(questionnaire: Questionnaire, canonical: Canonical, *, report: Report) -> Instrument:
    """Compile a questionnaire into an instrument; conditions with faults are reported and left out."""
    planner = Planner(questionnaire, report)
    items = tuple(planner.items())
    exits = tuple(planner.exits({planned.id: planned.index for planned in items}))
    return Instrument(questionnaire, canonical, items, exits)
