"""An instrument: a questionnaire ready to be administered, its conditions compiled."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import partial
from typing import Final, TypeVar

from hybridequiz.questionnaire.conditions import (
    Condition,
    ConditionFaults,
    Fault,
    Guard,
    Kind,
    Scope,
    Symbol,
    compile_condition,
)
from hybridequiz.questionnaire.model import (
    FORMS,
    MODES,
    Check,
    ChoiceQuestion,
    DateQuestion,
    DecimalQuestion,
    Exit,
    Form,
    IntegerQuestion,
    Item,
    Mode,
    MultipleQuestion,
    Question,
    Questionnaire,
    ScaleQuestion,
    Section,
    SingleQuestion,
    TimeQuestion,
)
from hybridequiz.questionnaire.parts import Key
from hybridequiz.questionnaire.states import Code, Missing
from hybridequiz.values import field, frozen

Report = Callable[[Key, str, Fault], None]
"""Told of a fault: the path of the condition, its source, and what is wrong."""

T = TypeVar("T", bound=str)

NO_VALUE: Final = "a note is read, it has no answer"
NO_NAMES: Final[frozenset[str]] = frozenset()


@frozen(eq=False)
class Planned:
    """An item of the questionnaire in its place, with what decides whether it is asked.

    An item is itself only: two are never compared part by part, however often the route asks.

    Attributes:
        item: The question or note.
        index: Its place in the file, from 0.
        section: The number of its section, from 0.
        path: Where it stands in the file.
        guards: The section's `show_if` and its own; all must let it through.
        checks: Its rules, each compiled.
        options: For choice questions: the options that have a condition of their own.
        modes: The modes in which it is asked.
        forms: The forms in which it is asked.
        after_exit: Whether it is asked after an exit or a break-off too.
        symbol: What conditions know of it; None for a note.
        id: The item's id.
        question: The question, or None for a note.
        limited: Whether a mode or a form leaves it out.
        varies: Whether what it offers depends on earlier answers.
        certain: Whether it is on the route of everybody, with what was answered there: nothing limits it or varies.
        looks_at: The names that its guards look at.
        depends_on: The names that decide whether an answer here still stands.
    """

    item: Item
    index: int
    section: int
    path: Key
    guards: tuple[Guard, ...]
    checks: tuple[tuple[Check, Condition], ...]
    options: Mapping[Code, Condition]
    modes: frozenset[Mode]
    forms: frozenset[Form]
    after_exit: bool
    symbol: Symbol | None
    id: str = field(init=False)
    question: Question | None = field(init=False)
    limited: bool = field(init=False)
    varies: bool = field(init=False)
    certain: bool = field(init=False)
    looks_at: frozenset[str] = field(init=False)
    depends_on: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Work out once what the route asks of every item after every answer."""
        put, item = partial(object.__setattr__, self), self.item
        chosen_in = item.chosen_in if isinstance(item, ChoiceQuestion) else None
        about = item.about if isinstance(item, Question) else None
        named = {name for name in (chosen_in, about) if name}
        put("id", item.id)
        put("question", item if isinstance(item, Question) else None)
        everywhere = len(self.modes) == len(MODES) and len(self.forms) == len(FORMS)
        put("limited", not everywhere)
        put("varies", bool(self.options) or chosen_in is not None)
        put("certain", everywhere and not self.guards and not self.varies)
        guards = [guard.condition for guard in self.guards]
        put("looks_at", _names_in(guards))
        put("depends_on", _names_in(self.options.values()) | named)


def _names_in(conditions: Collection[Condition]) -> frozenset[str]:
    """Give the names that conditions read."""
    if not conditions:
        return NO_NAMES
    return NO_NAMES.union(*(condition.references for condition in conditions))


@frozen
class PlannedExit:
    """An exit with its condition, and the item after which it is decided."""

    exit: Exit
    when: Condition
    after: int


@frozen
class Instrument:
    """A questionnaire ready to be administered.

    Attributes:
        questionnaire: The questionnaire as it was read.
        hash: SHA-256 of the whole of it, what it takes from the study included.
        document: The canonical JSON that was hashed; `load_stored` reads it back.
        items: Every question and note, in file order.
        exits: The exits, in file order.
        by_id: The items by id.
        certain: The ids of what is on the route of everybody, with what was answered there.
        uncertain: The other items: what the route goes through after every answer.
        concerned: The items that an earlier answer may concern.
        unreached: Every id, as not reached.
        abouts: For a question: those that are about its answer, and are asked again when it changes.
    """

    questionnaire: Questionnaire
    hash: str
    document: str
    items: tuple[Planned, ...]
    exits: tuple[PlannedExit, ...]
    by_id: Mapping[str, Planned] = field(init=False)
    certain: frozenset[str] = field(init=False, compare=False, repr=False)
    uncertain: tuple[Planned, ...] = field(init=False, compare=False, repr=False)
    concerned: tuple[Planned, ...] = field(init=False, compare=False, repr=False)
    unreached: Mapping[str, Missing] = field(init=False, compare=False, repr=False)
    abouts: Mapping[str, tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        """Index the items, and work out once what the route asks after every answer."""
        put, items = partial(object.__setattr__, self), self.items
        put("by_id", {one.id: one for one in items})
        put("certain", frozenset(one.id for one in items if one.certain))
        put("uncertain", tuple(one for one in items if not one.certain))
        put("concerned", tuple(one for one in items if one.looks_at or one.depends_on))
        put("unreached", dict.fromkeys(self.by_id, Missing.NOT_REACHED))
        abouts: dict[str, tuple[str, ...]] = {}
        for planned in self.items:
            if planned.question and planned.question.about:
                about = planned.question.about
                abouts[about] = (*abouts.get(about, ()), planned.id)
        put("abouts", abouts)

    @property
    def sections(self) -> tuple[Section, ...]:
        """Give the sections in order."""
        return self.questionnaire.section

    @property
    def has_forms(self) -> bool:
        """Tell whether the short form differs from the extended one."""
        return any(len(planned.forms) < len(FORMS) for planned in self.items)

    @property
    def rehearsal_only(self) -> bool:
        """Tell whether the study is not live, or has values that nobody filled in."""
        study = self.questionnaire.study
        return study is not None and (not study.live or bool(study.unfilled))

    def question(self, question_id: str) -> Question:
        """Give the question with this id.

        Raises:
            KeyError: when there is none, or it is a note.
        """
        question = self.by_id[question_id].question
        if question is None:
            raise KeyError(question_id)
        return question


def symbol_of(question: Question, language: str = "") -> Symbol:
    """Say what conditions need to know of a question; `language`: in which they see the words of options."""
    missing = {Missing(reason) for reason in question.missing}
    if not question.required:
        missing.add(Missing.LEFT_EMPTY)
    low, high = _bounds(question)
    codes = tuple(dict.fromkeys(question.codes)) if isinstance(question, ChoiceQuestion) else ()
    whole = isinstance(question, (IntegerQuestion, ScaleQuestion))
    label = partial(_label, question, language) if isinstance(question, SingleQuestion) else None
    kind = kind_of(question)
    return Symbol(question.id, kind, codes, low, high, frozenset(missing), whole, label)


def _label(question: SingleQuestion, language: str, code: Code) -> str:
    """Give the words of an option."""
    option = question.option(code)
    return "" if option is None else option.text.in_language(language)


def kind_of(question: Question) -> Kind:
    """Say which kind of value a question gives."""
    if isinstance(question, SingleQuestion):
        return Kind.CODE
    if isinstance(question, MultipleQuestion):
        return Kind.CHOICES
    if isinstance(question, (IntegerQuestion, DecimalQuestion, ScaleQuestion)):
        return Kind.NUMBER
    if isinstance(question, TimeQuestion):
        return Kind.TIME
    return Kind.DATE if isinstance(question, DateQuestion) else Kind.TEXT


def _bounds(question: Question) -> tuple[Decimal | None, Decimal | None]:
    if isinstance(question, (IntegerQuestion, DecimalQuestion, ScaleQuestion)):
        return Decimal(question.min), Decimal(question.max)
    return None, None


def session_symbols(questionnaire: Questionnaire) -> dict[str, Symbol]:
    """Give the names that conditions may use of the session itself."""
    symbols = {
        "session_mode": Symbol("session_mode", Kind.CODE, MODES),
        "session_form": Symbol("session_form", Kind.CODE, FORMS),
        "session_language": Symbol("session_language", Kind.CODE, questionnaire.languages),
    }
    if questionnaire.study and questionnaire.study.location:
        codes = tuple(location.code for location in questionnaire.study.location)
        missing = frozenset({Missing.LEFT_EMPTY})
        symbols["session_location"] = Symbol("session_location", Kind.CODE, codes, missing=missing)
    return symbols


class Planner:
    """Compiles a questionnaire's conditions, each in the scope of what stands before it."""

    def __init__(self, questionnaire: Questionnaire, report: Report) -> None:
        self._questionnaire = questionnaire
        self._report = report
        self._symbols = session_symbols(questionnaire)
        self._notes: dict[str, str] = {}
        self._later = {item.id for section in questionnaire.section for item in section.question}
        self._compiled: dict[str, Condition] = {}

    def items(self) -> Iterator[Planned]:
        """Plan every item in file order."""
        index = 0
        for number, section in enumerate(self._questionnaire.section):
            shared = self._guard(section, ("section", number))
            for place, item in enumerate(section.question):
                path: Key = ("section", number, "question", place)
                yield self._planned(item, section, index, number, path, shared)
                index += 1

    def exits(self, places: Mapping[str, int]) -> Iterator[PlannedExit]:
        """Plan the exits; `places` gives the index of every item by id."""
        for number, one in enumerate(self._questionnaire.exit):
            condition = self._condition(one.when, ("exit", number, "when"))
            if condition is not None:
                after = max((places.get(name, 0) for name in condition.references), default=0)
                yield PlannedExit(one, condition, after)

    def _planned(
        self,
        item: Item,
        section: Section,
        index: int,
        number: int,
        path: Key,
        shared: tuple[Guard, ...],
    ) -> Planned:
        """Plan one item, then let what follows know it."""
        source = self._questionnaire.languages[0]
        symbol = symbol_of(item, source) if isinstance(item, Question) else None
        planned = Planned(
            item=item,
            index=index,
            section=number,
            path=path,
            guards=shared + self._guard(item, path),
            checks=tuple(self._checks(item, path, symbol)),
            options=dict(self._options(item, path)),
            modes=_allowed(MODES, section.mode, item.mode),
            forms=_allowed(FORMS, section.form and (section.form,), item.form and (item.form,)),
            after_exit=section.after_exit,
            symbol=symbol,
        )
        if symbol is not None:
            self._symbols[item.id] = symbol
        else:
            self._notes[item.id] = NO_VALUE
        self._later.discard(item.id)
        return planned

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

    def _condition(self, source: str, path: Key, this: Symbol | None = None) -> Condition | None:
        """Compile one condition; report its faults. The same text is compiled once."""
        if this is None and (known := self._compiled.get(source)):
            return known
        scope = Scope(
            symbols=self._symbols, later=self._later, this=this, rosters={}, unusable=self._notes
        )
        try:
            condition = compile_condition(source, scope)
        except ConditionFaults as error:
            for fault in error.faults:
                self._report(path, source, fault)
            return None
        if this is None:
            self._compiled[source] = condition
        return condition


def _allowed(everything: Iterable[T], *limits: Iterable[T] | None) -> frozenset[T]:
    """Keep what every limit allows."""
    allowed = frozenset(everything)
    for limit in limits:
        if limit:
            allowed &= frozenset(limit)
    return allowed


def plan(
    questionnaire: Questionnaire,
    *,
    hash: str,  # noqa: A002 - the term of the answer file
    document: str,
    report: Report,
) -> Instrument:
    """Compile a questionnaire into an instrument; conditions with faults are reported and left out."""
    planner = Planner(questionnaire, report)
    items = tuple(planner.items())
    exits = tuple(planner.exits({planned.id: planned.index for planned in items}))
    return Instrument(questionnaire, hash, document, items, exits)
