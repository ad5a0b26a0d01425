"""What conditions can ask of a ranking: the place of an option, and the option in a place."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from hybridequiz.questionnaire.states import Missing

from . import facts, logic
from .logic import NO_RESULT
from .scope import Kind
from .terms import WORDS, Term, in_words

if TYPE_CHECKING:
    from .functions import Function
    from .translator import Translator


def rank(translator: Translator, node: ast.Call, function: Function) -> Term:
    """Put `rank(question, code)` together: the place of an option, 1 is the first; none where it is not ranked."""
    parts = _parts(translator, node)
    if parts is None:
        return translator.faulty(translator.span(node))
    ranking, code = parts
    span = translator.span(node)
    if not (code.literal and code.kind in (Kind.NUMBER, Kind.TEXT)):
        message = "'rank' takes a code that is written out"
        return translator.fault("wrong-arguments", message, span, f"write {function.usage}")
    if not translator.option(code, ranking):
        return translator.faulty(span)
    value = code.value

    def place(held: tuple[Any, ...]) -> int | Missing:
        return held.index(value) + 1 if value in held else NO_RESULT

    term = facts.strict(Kind.NUMBER, logic.lifted(place, [ranking.run]), [ranking], span)
    return _may_fail(term, unless=_fewest(ranking) >= len(ranking.codes) > 0)


def at_rank(translator: Translator, node: ast.Call, function: Function) -> Term:
    """Put `at_rank(question, 1)` together: the code in a place; none where fewer are ranked."""
    parts = _parts(translator, node)
    if parts is None:
        return translator.faulty(translator.span(node))
    ranking, number = parts
    span = translator.span(node)
    symbol = ranking.symbol
    most = int(symbol.maximum) if symbol and symbol.maximum else len(ranking.codes) or None
    place = number.value if number.literal else None
    if place.__class__ is not int or place < 1 or (most is not None and place > most):
        places = "from 1 on" if most is None else f"from 1 to {most}"
        message = f"'at_rank' takes a place {places}, written out"
        return translator.fault("wrong-arguments", message, span, f"write {function.usage}")

    def code(held: tuple[Any, ...]) -> Any:
        return held[place - 1] if len(held) >= place else NO_RESULT

    term = facts.strict(Kind.CODE, logic.lifted(code, [ranking.run]), [ranking], span)
    term.codes = ranking.codes
    return _may_fail(term, unless=_fewest(ranking) >= place)


def _parts(translator: Translator, node: ast.Call) -> tuple[Term, Term] | None:
    """Translate a ranking and what stands behind it; note a fault if the first is none."""
    ranking, other = (translator.value(argument) for argument in node.args)
    if ranking.faulty or other.faulty:
        return None
    if ranking.kind is not Kind.RANKING:
        message = f"{translator.name(ranking)} is {in_words(ranking)}; {WORDS[Kind.RANKING]} is wanted here"
        translator.mismatch(message, (ranking.start, ranking.end))
        return None
    return ranking, other


def _fewest(ranking: Term) -> int:
    """Say how many options are ranked at least."""
    symbol = ranking.symbol
    return int(symbol.minimum) if symbol and symbol.minimum else 1


def _may_fail(term: Term, *, unless: bool) -> Term:
    """Note that a part may have no value though the ranking has one."""
    if not unless:
        term.fails = logic.first_reason(NO_RESULT, term.fails or NO_RESULT)
    return term
