"""The columns of an export: what every format and the codebook are renderings of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Final

from hybridequiz.export.words import Words
from hybridequiz.questionnaire.questions import Question
from hybridequiz.questionnaire.states import Code, Missing
from hybridequiz.questionnaire.texts import Text
from hybridequiz.values import field, frozen

if TYPE_CHECKING:
    from hybridequiz.export.asked_if import Limited
    from hybridequiz.questionnaire.code_lists import CodeList
    from hybridequiz.questionnaire.instrument import Planned

LONGEST_NAME: Final = 32
"""Characters of a name in Stata (User's Guide, 11.3). SPSS takes 64, SQL databases 63 or more."""


class Kind(StrEnum):
    """What the cells of a column hold."""

    INTEGER = "integer"
    DECIMAL = "decimal"
    TEXT = "text"
    DATE = "date"
    TIME = "time"
    CHOICE = "choice"
    """The code of one option."""
    FLAG = "flag"
    """1 or 0."""
    PLACE = "place"
    """The place of an option in a ranking: 1 is the first, 0 not ranked."""
    PARTIAL_DATE = "partial_date"
    """A day, a month or a year, as a text: 2026-01-31, 2026-01 or 2026."""


TEXTS: Final = (Kind.TEXT, Kind.PARTIAL_DATE)
"""Kinds whose cells are texts: empty where there is no value; a column beside them says why."""


class Role(StrEnum):
    """Where the cells of a column come from."""

    SYSTEM = "system"
    """The session and the interview as a whole."""
    OPTION = "option"
    """The option that a row of a roster belongs to."""
    ANSWER = "answer"
    """The answer to a question."""
    CHOSEN = "chosen"
    """Whether one option of a multiple choice was chosen."""
    PLACE = "place"
    """The place of one option of a ranking."""
    DERIVED = "derived"
    """Whether the answer in the column before it was filled in by the questionnaire's rule."""
    PRECISION = "precision"
    """How exact the date in the column before it is."""
    NAMELY = "namely"
    """What was typed at an option that asks "namely"; the question's own column tells why not."""
    ORDER = "order"
    """The order in which the options were shown, where they are shuffled: their codes."""
    POSITION = "position"
    """The place at which the question came among those that it is shuffled with, from 1."""
    LABEL = "label"
    """The words of the code in the column before it, where its list stands in a file."""
    STATE = "state"
    """Why the text in the column before it is empty."""


class Measure(StrEnum):
    """The level of measurement, as SPSS names them.

    Options are nominal: a file does not say that they have an order. On a scale whose ends have
    words the order is sure and the distances are not: ordinal. Numbers and days are scale.
    """

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    SCALE = "scale"


@frozen
class Column:
    """One column.

    Attributes:
        name: The variable's name.
        kind: What its cells hold.
        role: Where they come from.
        label: What it is about, in every language of the questionnaire.
        measure: The level of measurement.
        source: The question's id; for a system column, the fact's own name.
        code: The option, for a flag, a place and for what was typed at an option.
        section: The id of the question's section.
        values: The codes with their labels.
        states: Why there can be no value.
        condition: When it is asked, or its option is offered, in the file's words; empty where always. Where versions
            differ each is said.
        condition_words: The same in the words of people, with what happens while it is unknown, and that an exit may
            come before; see `condition_words`.
        offer: Of that, when its option is offered to those who are asked, in the file's words; empty where always.
        offer_words: The same in the words of people.
        modes: The modes in which it is asked, if not in all.
        forms: The forms in which it is asked, if not in all.
        decimals: Digits after the mark, at most.
        max_length: Characters, at most; None where there is no such limit.
        versions: The versions that have it, oldest first.
        table: The roster in whose table it stands; empty for the table of responses.
        lists: The lists in files that its codes are of, newest first.
        withheld: How many of its values a public export withholds.
    """

    name: str
    kind: Kind
    role: Role
    label: Text
    measure: Measure
    source: str
    code: Code | None = None
    section: str = ""
    values: tuple[tuple[Code, Text], ...] = ()
    states: tuple[Missing, ...] = ()
    condition: str = ""
    modes: Limited = ()
    forms: Limited = ()
    decimals: int = 0
    max_length: int | None = None
    versions: tuple[str, ...] = ()
    table: str = ""
    lists: tuple[CodeList, ...] = ()
    withheld: int = 0
    condition_words: Text = field(default_factory=Text)
    offer: str = ""
    offer_words: Text = field(default_factory=Text)

    @property
    def is_conditional(self) -> bool:
        """Tell whether it is not asked of everybody."""
        return bool(self.condition_words.wordings)

    @cached_property
    def is_number(self) -> bool:
        """Tell whether its cells in codes are whole numbers, not texts; see `coded`."""
        if self.kind is Kind.CHOICE:
            named = any(isinstance(code, str) for code, _ in self.values)
            return not (named or self.lists)
        return self.kind in (Kind.INTEGER, Kind.FLAG, Kind.PLACE)

    def listed_label(self, code: object, language: str) -> str:
        """Give the words of a code of a list in a file, of the newest that has it; the code where none has."""
        found = next((one for one in self.lists if code in one), None)
        return str(code) if found is None else found.label(code, language)


@frozen
class PlannedQuestion:
    """A question with the columns that its answers fill.

    Attributes:
        id: The question's id.
        section: The id of its section.
        section_title: The title of its section.
        text: What is asked.
        columns: Its columns, in order.
        condition: When it is asked, in the file's words; see `Column`.
        condition_words: The same in the words of people.
    """

    id: str
    section: str
    section_title: Text
    text: Text
    columns: tuple[Column, ...]
    condition: str = ""
    condition_words: Text = field(default_factory=Text)

    @property
    def telling(self) -> Column:
        """Give the column that tells how many answered: if need be that of an option that not all were offered."""
        own = [one for one in self.columns if one.role in (Role.ANSWER, Role.CHOSEN, Role.PLACE)]
        return max(own or self.columns, key=lambda one: (not one.offer, len(one.versions)))


@frozen
class PlannedRoster:
    """A table with one row for every row of a roster.

    Attributes:
        id: The id of the section that is repeated.
        title: Its title.
        keys: The columns that tell whose row it is, and which.
        questions: The questions of a row, each with its columns.
    """

    id: str
    title: Text
    keys: tuple[Column, ...]
    questions: tuple[PlannedQuestion, ...]

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Give all columns of the table in order."""
        return self.keys + _columns_of(self.questions)


@frozen
class Table:
    """A table of an export.

    Attributes:
        id: Its name: empty for the table of responses, the id of a roster, or the name of a table beside the answers.
        title: What it holds.
        columns: Its columns, in order.
        key: The columns that tell its rows apart; the first one tells the response. Empty where nothing does.
        beside: Whether it stands beside the answers: it tells of consents, remarks, or how it went.
    """

    id: str
    title: Text
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    beside: bool = False

    @property
    def ending(self) -> str:
        """Give what its name adds to that of the questionnaire; no two tables of an export have the same."""
        if self.beside:
            return f"-{self.id}"
        return f".{self.id}" if self.id else ""

    @property
    def names(self) -> tuple[str, ...]:
        """Give the names of the columns."""
        return tuple(column.name for column in self.columns)


@frozen
class ColumnPlan:
    """The columns of a questionnaire in all its versions.

    Attributes:
        questionnaire: The questionnaire's id.
        title: Its title.
        words: Says things in its languages.
        versions: The versions, oldest first, as people name them, by hash.
        system: The columns on the session, which come first.
        questions: The questions outside rosters in file order, each with its columns.
        rosters: The tables of the rosters.
        asked: For every version, by hash: its questions by id.
        states: The words for a state.
        notes: What there is to know of this export: what was chosen, and what was left out.
        partly_offering: For every version, by hash: the multiple choices and rankings that do not offer everybody all
            options, by address.
        exits: When the questionnaire ends early, in sentences.
    """

    questionnaire: str
    title: Text
    words: Words
    versions: Mapping[str, str]
    system: tuple[Column, ...]
    questions: tuple[PlannedQuestion, ...]
    rosters: tuple[PlannedRoster, ...]
    asked: Mapping[str, Mapping[str, Question]]
    states: Mapping[Missing, Text]
    notes: tuple[Text, ...] = ()
    partly_offering: Mapping[str, Mapping[str, Planned]] = field(default_factory=dict)
    exits: tuple[Text, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """Give the languages; the first is the source."""
        return self.words.languages

    def fact(self, name: str) -> str:
        """Give what a fact of the session is called among the columns: a question may have its name."""
        return next(one.name for one in self.system if one.source == name)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Give all columns of the table of responses in order."""
        return self.system + _columns_of(self.questions)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """Give the table of responses, then those of the rosters."""
        first = self.system[0].name
        rosters = [
            Table(one.id, one.title, one.columns, (first, one.keys[1].name)) for one in self.rosters
        ]
        return (Table("", self.title, self.columns, (first,)), *rosters)


def _columns_of(questions: Iterable[PlannedQuestion]) -> tuple[Column, ...]:
    return tuple(column for question in questions for column in question.columns)
