"""What a condition can refer to: the questions before it, and what they hold."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from hybridequiz.questionnaire.partial_dates import Precision
from hybridequiz.questionnaire.states import Code, Missing
from hybridequiz.values import field, frozen


class Kind(StrEnum):
    """What a question, or a part of a condition, holds when it has a value."""

    BOOLEAN = "boolean"
    """True or false."""
    NUMBER = "number"
    CODE = "code"
    """The code of a single choice: an integer or a name."""
    CHOICES = "choices"
    """The set of codes of a multiple choice."""
    RANKING = "ranking"
    """The codes of a ranking, in their order."""
    TEXT = "text"
    DATE = "date"
    PARTIAL_DATE = "partial_date"
    """A date of which the day, or the month too, may be unknown: one day of a span."""
    TIME = "time"


class Rows(Protocol):
    """A list of codes with something about each, in columns."""

    @property
    def file(self) -> str:
        """Give the name of its file."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Name the columns."""

    @property
    def places(self) -> Mapping[str, int]:
        """Give the place of each code."""

    def cell(self, code: object, column: str, /) -> str:
        """Give what stands in a column beside a code; nothing where the cell is empty."""


@frozen
class Symbol:
    """A name that a condition can use: a question, or something of the session.

    Attributes:
        name: The id as it is written in conditions.
        kind: What it holds.
        codes: The codes of its options, for CODE, CHOICES and RANKING. Empty: any code is accepted.
        minimum: The lowest value of a NUMBER, where there is one; of CHOICES and RANKING the fewest that are chosen.
        maximum: The highest value of a NUMBER, where there is one; of CHOICES and RANKING the most that are chosen.
        alone: Of CHOICES, the codes that go with no other.
        missing: The reasons for no value that it can have when it is on the route.
        whole: A NUMBER that holds whole numbers only. Saying so makes the analysis sharper.
        label: For a CODE: gives the words of an option.
        precisions: How exact a PARTIAL_DATE can be, the most exact first.
        rows: For a CODE of a list in a file: the rows of the list.
        checked: Whether it is known that conditions name only codes of the list: then it need not be read for that.
    """

    name: str
    kind: Kind
    codes: tuple[Code, ...] = ()
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    missing: frozenset[Missing] = frozenset()
    whole: bool = False
    alone: frozenset[Code] = frozenset()
    label: Callable[[Code], str] | None = field(default=None, compare=False, repr=False)
    precisions: tuple[Precision, ...] = ()
    rows: Rows | None = field(default=None, compare=False, repr=False)
    checked: bool = False


@frozen
class Roster:
    """A repeated section: its rows hold the same fields.

    Attributes:
        name: The id that stands after `in`.
        fields: The questions of a row, by id.
        source: The question that says which rows there are; without it there are no rows, for its reason.
    """

    name: str
    fields: Mapping[str, Symbol]
    source: str = ""


@frozen
class Scope:
    """Everything that a condition at one place of the questionnaire can name.

    Attributes:
        symbols: What can be used, by name.
        later: Ids that exist but come later.
        this: What `this` stands for, in a check.
        rosters: The repeated sections, by name.
        unusable: Ids that exist but hold no value, each with the reason in words.
        apart: Ids that come earlier in some orders only, each with the reason in words.
    """

    symbols: Mapping[str, Symbol]
    later: Collection[str] = ()
    this: Symbol | None = None
    rosters: Mapping[str, Roster] = field(default_factory=dict)
    unusable: Mapping[str, str] = field(default_factory=dict)
    apart: Mapping[str, str] = field(default_factory=dict)
