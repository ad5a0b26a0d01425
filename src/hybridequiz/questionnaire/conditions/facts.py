"""How parts are put together, with what the analysis has to know about them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import perm
from typing import Any, Final

from hybridequiz.questionnaire.states import Missing

from .logic import first_reason
from .scope import Kind, Symbol
from .terms import Env, Fact, Guess, Run, Term, Test, Whole

MOST_CODES: Final = 64
"""A single choice, a whole number or a ranking with more values than this is not listed value by value."""

MOST_SUBSETS_OF: Final = 6
"""A multiple choice with more options than this is not listed subset by subset."""


def can_be_listed(symbol: Symbol) -> bool:
    """Tell whether all values of a symbol can be gone through one by one."""
    if symbol.kind is Kind.CODE:
        return 0 < len(symbol.codes) <= MOST_CODES
    if symbol.kind is Kind.CHOICES:
        return 0 < len(symbol.codes) <= MOST_SUBSETS_OF
    if symbol.kind is Kind.RANKING:
        return _can_be_ordered(symbol)
    if symbol.kind is Kind.NUMBER and symbol.whole:
        low, high = symbol.minimum, symbol.maximum
        return low is not None and high is not None and high - low < MOST_CODES
    return symbol.kind is Kind.BOOLEAN


def places(symbol: Symbol) -> range:
    """Give how many options a ranking can have ranked."""
    most = len(symbol.codes) if symbol.maximum is None else int(symbol.maximum)
    return range(max(1, int(symbol.minimum or 1)), min(most, len(symbol.codes)) + 1)


def _can_be_ordered(symbol: Symbol) -> bool:
    """Tell whether all orders of a ranking can be gone through one by one."""
    orders = 0
    for number in places(symbol):
        orders += perm(len(symbol.codes), number)
        if orders > MOST_CODES:
            return False
    return orders > 0


def combined(
    combine: Callable[[Sequence[Run]], Run], terms: Sequence[Term], span: tuple[int, int]
) -> Term:
    """Put true-or-false parts together by logic; each keeps what is known about it."""
    names: tuple[str, ...] = ()
    known: tuple[Fact, ...] = ()
    sketched = False
    for term in terms:
        names += term.names
        known += term.facts
        sketched = sketched or term.sketch is not None
    whole = Term(
        Kind.BOOLEAN, combine([term.run for term in terms]), *span, names=names, strict=False
    )
    whole.facts = known
    if sketched:
        whole.sketch = combine([term.sketch or term.run for term in terms])
    return whole


def strict(kind: Kind, run: Run, terms: Sequence[Term], span: tuple[int, int]) -> Term:
    """Put parts together into one that has no value whenever one of them has none."""
    whole = Term(kind, run, *span)
    for term in terms:
        whole.names += term.names
        if not term.strict:
            whole.strict = False
        if term.fails is not None:
            whole.fails = first_reason(term.fails, whole.fails or term.fails)
    return whole


def atom(
    term: Term, symbols: Mapping[str, Symbol], text: str, constants: tuple[Any, ...] | None = None
) -> Term:
    """Note what the analysis has to know of a true-or-false part not put together by logic.

    Args:
        term: The part.
        symbols: The symbols that the condition reads.
        text: How the part is written: the same text stands for the same outcome.
        constants: If it only compares one symbol with written values: those.
    """
    names = term.names if len(term.names) == 1 else tuple(dict.fromkeys(term.names))
    if not names:
        return term
    known = tuple(name for name in names if name in symbols)
    listed = known == names
    if listed and len(names) == 1 and (constants is not None or can_be_listed(symbols[names[0]])):
        term.facts = (Test(names[0], term.run, constants),)
    elif listed and all(can_be_listed(symbols[name]) for name in names):
        term.facts = (Whole(names),)
    else:
        guess = Guess("?" + text, known, term.strict, term.fails)
        term.facts = (guess,)
        term.sketch = guessed(guess)
    return term


def guessed(guess: Guess) -> Run:
    """Give the part that takes its outcome from an assignment, where its inputs allow one."""
    key, names, is_strict, fails = guess

    def outcome(env: Env) -> Any:
        reason: Missing | None = None
        for name in names:
            held = env.get(name, Missing.NOT_REACHED)
            if held.__class__ is Missing:
                reason = held if reason is None else first_reason(reason, held)
        result = env.get(key, Missing.NOT_REACHED)
        if reason is None:
            return result if fails is not None or result.__class__ is bool else True
        return reason if is_strict or result.__class__ is Missing else result

    return outcome
