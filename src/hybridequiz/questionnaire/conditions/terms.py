"""The typed parts of a condition while it is put together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, NamedTuple, Protocol

from hybridequiz.questionnaire.states import Code, Missing

from .scope import Kind, Symbol


class Env(Protocol):
    """Where a condition looks up its names: any mapping does."""

    def get(self, name: str, default: Missing, /) -> Any:
        """Give the value of a name, or why there is none."""


class Rows(list[Mapping[str, Any]]):
    """The rows of a roster, with what was worked out of them: they are looked at by the conditions of many items.

    Attributes:
        worked_out: The outcomes, by what was worked out and the values outside of the rows that it read.
    """

    __slots__ = ("worked_out",)

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        super().__init__(rows)
        self.worked_out: dict[object, Any] = {}


Run = Callable[[Env], Any]
"""A compiled part: it gives a value or a `Missing`. The kind of value is checked beforehand."""


class Test(NamedTuple):
    """A yes-or-no part that depends on one symbol whose states can be listed.

    Attributes:
        name: The symbol.
        run: The part.
        constants: The written values that it compares the symbol with; None if it does more than
            that.
        probes: It looks at the reason for having no value.
    """

    name: str
    run: Run
    constants: tuple[Any, ...] | None = None
    probes: bool = False


class Guess(NamedTuple):
    """A yes-or-no part that cannot be followed: with all its inputs it may be true or false.

    Attributes:
        key: What stands for its outcome in an assignment.
        names: The symbols that it reads.
        strict: It is unknown whenever an input has no value.
        fails: Why it can be unknown though all inputs have a value, or None.
    """

    key: str
    names: tuple[str, ...]
    strict: bool
    fails: Missing | None


class Whole(NamedTuple):
    """A part over several symbols whose states can be listed: it is run on every combination."""

    names: tuple[str, ...]


Fact = Test | Guess | Whole
"""What the analysis has to know about one yes-or-no part."""


class Term:
    """A part of a condition, with its kind and its compiled form.

    Attributes:
        kind: What it gives; None for a list, and for a part in which a fault was found.
        run: Its compiled form.
        start: Where it begins in the text.
        end: Where it ends.
        names: The symbols that it reads.
        strict: It has no value whenever one of its inputs has none.
        fails: Why it can be without a value though all its inputs have one, or None.
        codes: For CODE, CHOICES and RANKING: the codes that it can have; empty if any.
        symbol: The symbol, if the part is nothing but a reference.
        literal: It is written out: `value` holds it.
        value: The written value.
        items: The parts of a list.
        facts: For BOOLEAN: what the analysis has to know.
        sketch: For BOOLEAN: the compiled form that reads guesses where a part cannot be followed.
    """

    codes: tuple[Code, ...] = ()
    symbol: Symbol | None = None
    literal: bool = False
    value: Any = None
    items: tuple[Term, ...] | None = None
    facts: tuple[Fact, ...] = ()
    sketch: Run | None = None

    def __init__(
        self,
        kind: Kind | None,
        run: Run,
        start: int,
        end: int,
        *,
        names: tuple[str, ...] = (),
        strict: bool = True,
        fails: Missing | None = None,
    ) -> None:
        self.kind = kind
        self.run = run
        self.start = start
        self.end = end
        self.names = names
        self.strict = strict
        self.fails = fails

    @property
    def faulty(self) -> bool:
        """Tell whether a fault was found in it, so that nothing more can be said about it."""
        return self.kind is None and self.items is None

    @property
    def numeric(self) -> bool:
        """Tell whether it can be reckoned with: a number, or a choice whose codes are numbers."""
        if self.kind is Kind.NUMBER:
            return True
        return self.kind is Kind.CODE and bool(self.codes) and isinstance(self.codes[0], int)


WORDS: Final = {
    Kind.BOOLEAN: "true or false",
    Kind.NUMBER: "a number",
    Kind.CODE: "a choice of one option",
    Kind.CHOICES: "a choice of several options",
    Kind.RANKING: "a ranking",
    Kind.TEXT: "a text",
    Kind.DATE: "a date",
    Kind.PARTIAL_DATE: "a date that may be partial",
    Kind.TIME: "a time",
}
"""What a kind is called in messages."""


def in_words(term: Term) -> str:
    """Say what a part is."""
    return WORDS[term.kind] if term.kind else "a list"


def no_value(_: Env) -> Missing:
    """Stand in for a part with a fault: it is never run."""
    return Missing.NOT_APPLICABLE


def written_out(kind: Kind, value: Any, span: tuple[int, int]) -> Term:
    """Give the part that is a written value."""
    term = Term(kind, lambda _: value, *span)
    term.literal = True
    term.value = value
    return term


def referring(name: str, symbol: Symbol, run: Run, span: tuple[int, int]) -> Term:
    """Give the part that looks up a symbol."""
    term = Term(symbol.kind, run, *span, names=(name,))
    term.codes = symbol.codes
    term.symbol = symbol
    return term


def listed(items: tuple[Term, ...], span: tuple[int, int]) -> Term:
    """Give the part that is a list."""
    term = Term(None, no_value, *span)
    term.items = items
    return term
