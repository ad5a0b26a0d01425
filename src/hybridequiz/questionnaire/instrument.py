"""An instrument: a questionnaire ready to be administered, its conditions compiled."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, Final

from hybridequiz.questionnaire.canonical import Canonical
from hybridequiz.questionnaire.conditions import (
    Condition,
    Guard,
    Kind,
    Symbol,
)
from hybridequiz.questionnaire.model import (
    Exit,
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
    DateQuestion,
    DecimalQuestion,
    Form,
    Gives,
    GridItem,
    GridQuestion,
    IntegerQuestion,
    Item,
    LongTextQuestion,
    LookupQuestion,
    Mode,
    MultipleQuestion,
    Question,
    RankingQuestion,
    SaidReason,
    ScaleQuestion,
    SingleQuestion,
    TextQuestion,
    TimeQuestion,
)
from hybridequiz.questionnaire.repetition import Repetition, Row
from hybridequiz.questionnaire.states import Code, Missing
from hybridequiz.questionnaire.texts import Text
from hybridequiz.values import field, frozen, names_of

if TYPE_CHECKING:
    from hybridequiz.questionnaire.code_lists import CodeList

GIVEN: Final[dict[Gives, Kind]] = {
    "integer": Kind.NUMBER,
    "decimal": Kind.NUMBER,
    "text": Kind.TEXT,
    "date": Kind.DATE,
    "time": Kind.TIME,
    "yes_no": Kind.BOOLEAN,
}
"""What an expression must give for a computed value."""
KINDS: Final[dict[type[Question], Kind]] = {
    SingleQuestion: Kind.CODE,
    LookupQuestion: Kind.CODE,
    MultipleQuestion: Kind.CHOICES,
    RankingQuestion: Kind.RANKING,
    IntegerQuestion: Kind.NUMBER,
    DecimalQuestion: Kind.NUMBER,
    ScaleQuestion: Kind.NUMBER,
    TextQuestion: Kind.TEXT,
    LongTextQuestion: Kind.TEXT,
    DateQuestion: Kind.DATE,
    TimeQuestion: Kind.TIME,
}
"""What kind of value each type of question gives; a computed one says it itself."""
YES_NO: Final = (0, 1)
"""The codes of a computed yes or no."""
OF_GRID_ITEMS: Final = names_of(GridItem)
"""Keys that stand at the item of a grid, not at the grid."""
NO_CODES: Final[frozenset[Code]] = frozenset()
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
        computed: What works its value out, where nobody is asked.
        grid: The grid that it is an item of, if it is one.
        listed: The list of codes that a lookup chooses from.
        repetition: How its section is repeated, if it is.
        row: The row in which it stands, where every row has questions of its own.
        id: The item's id; in a row with the number of the row, `age[2]`.
        question: The question, or None for a note.
        asked: Whether it is a question that somebody answers.
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
    computed: Condition | None
    grid: GridQuestion | None = None
    listed: CodeList | None = None
    repetition: Repetition | None = None
    row: Row | None = None
    id: str = field(init=False)
    question: Question | None = field(init=False)
    asked: bool = field(init=False)
    limited: bool = field(init=False)
    varies: bool = field(init=False)
    certain: bool = field(init=False)
    looks_at: frozenset[str] = field(init=False)
    depends_on: frozenset[str] = field(init=False)

    @property
    def text(self) -> Text:
        """Give the text that asks it; of an item of a grid with the grid's before it."""
        return self.item.text if self.grid is None else self.item.text.after(self.grid.text)

    def path_of(self, key: str) -> Key:
        """Say where a key of the item is written: what the items of a grid share stands at the grid."""
        shared = self.grid is not None and key not in OF_GRID_ITEMS
        return (*(self.path[:-2] if shared else self.path), key)

    def __post_init__(self) -> None:
        """Work out once what the route asks of every item after every answer."""
        item, is_question = self.item, isinstance(self.item, Question)
        chosen_in = item.chosen_in if isinstance(item, ChoiceQuestion) else None
        about = item.about if isinstance(item, Question) else None
        is_computed = isinstance(item, ComputedQuestion)
        limited = len(self.modes) < len(MODES) or len(self.forms) < len(FORMS)
        sources = item.where.values() if isinstance(item, LookupQuestion) else ()
        varies = bool(self.options or sources) or chosen_in is not None or is_computed
        conditions = [*self.options.values(), *([self.computed] if self.computed else [])]
        vars(self).update(
            id=item.id,
            question=item if is_question else None,
            asked=is_question and not is_computed,
            limited=limited,
            varies=varies,
            certain=not (limited or self.guards or varies),
            looks_at=_names_in([guard.condition for guard in self.guards]),
            depends_on=_names_in(conditions).union(filter(None, (chosen_in, about, *sources))),
        )


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
        canonical: The whole of it as text, what it takes from the study included; `load_stored` reads it back.
        items: Every question and note, in file order, or as one interview has them.
        exits: The exits, in file order.
        lists: The lists of codes that lookups choose from, by the hash of their text.
        seed: Gives the order in which the items stand, see `shuffling.in_order`; nothing in file order.
        by_id: The items by id.
        certain: The ids of what is on the route of everybody, with what was answered there.
        uncertain: The other items: what the route goes through after every answer.
        concerned: The items that an earlier answer may concern.
        unreached: Every id, as not reached.
        abouts: For a question: those that are about its answer, and are asked again when it changes.
    """

    questionnaire: Questionnaire
    canonical: Canonical = field(compare=False, repr=False)
    items: tuple[Planned, ...]
    exits: tuple[PlannedExit, ...]
    lists: Mapping[str, CodeList] = field(default_factory=dict, compare=False, repr=False)
    seed: str = field(default="", compare=False)
    by_id: Mapping[str, Planned] = field(init=False)
    certain: frozenset[str] = field(init=False, compare=False, repr=False)
    uncertain: tuple[Planned, ...] = field(init=False, compare=False, repr=False)
    concerned: tuple[Planned, ...] = field(init=False, compare=False, repr=False)
    unreached: Mapping[str, Missing] = field(init=False, compare=False, repr=False)
    abouts: Mapping[str, tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        """Index the items, and work out once what the route asks after every answer."""
        items = self.items
        by_id = {one.id: one for one in items}
        abouts: dict[str, tuple[str, ...]] = {}
        for planned in items:
            if planned.question and planned.question.about:
                about = planned.question.about
                abouts[about] = (*abouts.get(about, ()), planned.id)
        vars(self).update(
            by_id=by_id,
            certain=frozenset(one.id for one in items if one.certain),
            uncertain=tuple(one for one in items if not one.certain),
            concerned=tuple(one for one in items if one.looks_at or one.depends_on),
            unreached=dict.fromkeys(by_id, Missing.NOT_REACHED),
            abouts=abouts,
        )

    @property
    def document(self) -> str:
        """Give the questionnaire as canonical JSON."""
        return self.canonical.document

    @property
    def hash(self) -> str:
        """Give the SHA-256 of the document: the questionnaire's identity."""
        return self.canonical.hash

    @cached_property
    def leaning_on(self) -> Mapping[str, tuple[tuple[Planned, ...], ...]]:
        """Give, by name, the items whose place on the route or whose answer depends on it.

        They come in two groups: those of the same roster, and the others. What depends on every row of a roster does
        not differ between rows: such names share one and the same group of others.
        """
        near: dict[str, list[Planned]] = {}
        far: dict[str, list[Planned]] = {}
        for planned in self.concerned:
            for name in planned.looks_at | planned.depends_on:
                named = self.by_id.get(name)
                beside = named is not None and named.repetition is planned.repetition
                (near if beside else far).setdefault(name, []).append(planned)
        groups: dict[tuple[Planned, ...], tuple[Planned, ...]] = {}
        leaning = {name: (tuple(items),) for name, items in near.items()}
        for name, items in far.items():
            group = groups.setdefault(tuple(items), tuple(items))
            leaning[name] = (*leaning.get(name, ()), group)
        return leaning

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


def symbol_of(question: Question, language: str = "", listed: CodeList | None = None) -> Symbol:
    """Say what conditions need to know of a question.

    Args:
        question: The question.
        language: In which they see the words of options.
        listed: The list that a lookup chooses from.
    """
    answered = question.required or isinstance(question, ComputedQuestion)
    missing = _reasons(question.missing, empty=not answered)
    low, high = _bounds(question)
    codes = tuple(dict.fromkeys(question.codes)) if isinstance(question, ChoiceQuestion) else ()
    whole = isinstance(question, (IntegerQuestion, ScaleQuestion))
    label = partial(_label, question, language) if isinstance(question, SingleQuestion) else None
    if listed is not None:
        label = partial(listed.label, language=language)
    kind = kind_of(question)
    if kind is Kind.BOOLEAN:
        kind, codes = Kind.CODE, YES_NO
    alone = _alone(question) if kind is Kind.CHOICES else NO_CODES
    spans = question.precisions if isinstance(question, DateQuestion) else ()
    return Symbol(
        question.id, kind, codes, low, high, missing, whole, alone, label, spans, rows=listed
    )


@cache
def _reasons(said: tuple[SaidReason, ...], *, empty: bool) -> frozenset[Missing]:
    """Give the reasons why there may be no answer: those that can be said, and that it may be left empty."""
    reasons = frozenset(map(Missing, said))
    return reasons | {Missing.LEFT_EMPTY} if empty else reasons


def _alone(question: Question) -> frozenset[Code]:
    """Give the codes of a multiple choice that go with no other."""
    options = question.options if isinstance(question, MultipleQuestion) else ()
    return frozenset(option.code for option in options if option.exclusive)


def _label(question: SingleQuestion, language: str, code: Code) -> str:
    """Give the words of an option."""
    option = question.option(code)
    return "" if option is None else option.text.in_language(language)


def kind_of(question: Question) -> Kind:
    """Say which kind of value a question gives."""
    if isinstance(question, ComputedQuestion):
        return GIVEN[question.gives]
    if isinstance(question, DateQuestion) and question.takes_spans:
        return Kind.PARTIAL_DATE
    return KINDS[type(question)]


def _bounds(question: Question) -> tuple[Decimal | None, Decimal | None]:
    if isinstance(question, (IntegerQuestion, DecimalQuestion, ScaleQuestion)):
        return Decimal(question.min), Decimal(question.max)
    if isinstance(question, MultipleQuestion):
        most = question.max_chosen
        return Decimal(question.min_chosen), None if most is None else Decimal(most)
    if isinstance(question, RankingQuestion):
        return _places(question)
    return None, None


def _places(question: RankingQuestion) -> tuple[Decimal, Decimal]:
    """Say how many places a ranking has at least and at most, however many options are offered."""
    offered = len(question.options)
    may_be_fewer = question.chosen_in is not None or any(one.show_if for one in question.options)
    fewest = question.fewest(1 if may_be_fewer else offered)
    return Decimal(fewest), Decimal(question.most(offered))


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
