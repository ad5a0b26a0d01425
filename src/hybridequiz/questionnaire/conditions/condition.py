"""A compiled condition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from hybridequiz.questionnaire.states import Missing, Value
from hybridequiz.values import field, frozen, replace

from .faults import ConditionFaults, Fault
from .naming import LOOKS_AT_TODAY, THIS, TODAY
from .reading import read, too_complex
from .scope import Kind, Scope, Symbol
from .spelling import respelled
from .terms import WORDS, Env, Fact, Run, Term
from .translator import TooComplex, Translator

Evaluate = Callable[[Env], Value | Missing]


@frozen(eq=False)
class Condition:
    """A condition, checked and compiled: it can be evaluated as often as one likes.

    Attributes:
        source: The text as it was written.
        kind: What it gives when it has a value.
        references: The questions, session values and rosters that it reads; not `this` and not
            the day.
        evaluate: Gives its value for an environment, or why it has none. An environment maps
            names to values or reasons, rosters to their rows, `this` to the answer that is
            checked, and `today()` to the day. A name that is not there was not reached.
        symbols: What the names in it stand for, `this` included.
        facts: What the analysis has to know about its parts.
        fails: Why it can be without a value though all that it reads has one, or None.
        fields: By roster the questions of a row that it reads.
        sketch: Like `evaluate`, but with guesses for the parts that the analysis cannot follow.
    """

    source: str
    kind: Kind
    references: frozenset[str]
    evaluate: Evaluate
    symbols: Mapping[str, Symbol] = field(repr=False)
    facts: tuple[Fact, ...] = field(repr=False)
    fails: Missing | None
    sketch: Run = field(repr=False)
    fields: Mapping[str, frozenset[str]] = field(default_factory=dict, repr=False)

    @property
    def names(self) -> frozenset[str]:
        """Name all that it looks up: its references, and the day where it looks at that."""
        looks_at_today = LOOKS_AT_TODAY.search(self.source) is not None
        return self.references | {TODAY} if looks_at_today else self.references

    def holds(self, env: Env) -> bool | None:
        """Tell whether it is true; None if that is unknown."""
        result = self.evaluate(env)
        return result if isinstance(result, bool) else None


@frozen
class Guard:
    """A condition that a question stands behind.

    Attributes:
        condition: The condition.
        shows_on_unknown: The question is asked while it is unknown.
        limits: It says in which modes or forms there is the question: where it stops, that is the reason for no value.
    """

    condition: Condition
    shows_on_unknown: bool
    limits: bool = False

    def lets_through(self, env: Env) -> bool:
        """Tell whether the question is asked; what is unknown hides, unless the file says show."""
        result = self.condition.evaluate(env)
        return result is True or (result is not False and self.shows_on_unknown)


def compile_condition(
    source: str, scope: Scope, *, wanted: Kind | None = Kind.BOOLEAN
) -> Condition:
    """Read, check and compile a condition.

    Args:
        source: The text as it was written.
        scope: What it can name.
        wanted: What it must give; None if anything will do. A choice whose codes are numbers will
            do where a number is wanted, and a choice whose codes are names where a text is.

    Raises:
        ConditionFaults: With all faults that were found.
    """
    try:
        return _compiled(source, scope, wanted)
    except ConditionFaults as error:
        if all(fault.code != "foreign-spelling" for fault in error.faults):
            raise
        more = _behind_spelling(source, scope, wanted)
        raise ConditionFaults({**more, **_by_place(error.faults)}.values()) from None


def _behind_spelling(
    source: str, scope: Scope, wanted: Kind | None
) -> dict[tuple[int, int], Fault]:
    """Find what else is wrong in a condition that is spelled as in another language."""
    text, places = respelled(source)
    try:
        _compiled(text, scope, wanted)
    except ConditionFaults as error:
        found = (
            _moved(fault, places)
            for fault in error.faults
            if fault.code not in ("syntax", "too-long")
        )
        return _by_place(found)
    return {}


def _moved(fault: Fault, places: Sequence[tuple[int, int]]) -> Fault:
    """Point at the original of what a fault points at."""
    start, last = min(fault.start, len(places) - 1), min(fault.end, len(places)) - 1
    return replace(fault, start=places[start][0], end=places[max(start, last)][1])


def _by_place(faults: Iterable[Fault]) -> dict[tuple[int, int], Fault]:
    return {(fault.start, fault.end): fault for fault in faults}


def _compiled(source: str, scope: Scope, wanted: Kind | None) -> Condition:
    """Compile a condition as it is spelled."""
    reading = read(source)
    translator = Translator(reading, scope)
    try:
        term = translator.value(reading.tree)
    except (TooComplex, RecursionError):
        raise ConditionFaults([too_complex(source)]) from None
    if not translator.faults and wanted is not None and not _will_do(term, wanted):
        translator.faults.append(_unwanted(source, term, wanted))
    if translator.faults or term.kind is None:
        raise ConditionFaults(translator.faults)
    references = (translator.symbols.keys() | translator.rosters.keys()) - {THIS}
    return Condition(
        source,
        term.kind,
        frozenset(references),
        term.run,
        translator.symbols,
        term.facts,
        term.fails,
        term.sketch or term.run,
        {name: frozenset(used) for name, used in translator.fields.items()},
    )


def _will_do(term: Term, wanted: Kind) -> bool:
    if term.kind is wanted or (wanted is Kind.NUMBER and term.numeric):
        return True
    return wanted is Kind.TEXT and term.kind is Kind.CODE and not term.numeric


def _unwanted(source: str, term: Term, wanted: Kind) -> Fault:
    given = WORDS[term.kind] if term.kind else "a list"
    hint = ""
    if wanted is Kind.BOOLEAN:
        hint = "compare it with something, or ask whether there is an answer: answered(question)"
    message = f"this gives {given}; {WORDS[wanted]} is wanted here"
    return Fault("type-mismatch", message, term.start, min(term.end, len(source)), hint)
