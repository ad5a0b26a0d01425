"""What can be compared with what, and how."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from . import facts, logic, spans
from .scope import Kind
from .terms import Run, Term, in_words

if TYPE_CHECKING:
    from .translator import Translator

_ORDERS: Final[dict[type[ast.cmpop], Callable[[Any, Any], bool]]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_CODE_LITERALS: Final = (Kind.NUMBER, Kind.TEXT)
"""As what a code is written."""
_IN_ORDER: Final = (Kind.DATE, Kind.PARTIAL_DATE, Kind.TIME)
"""Kinds beside numbers in which there is an earlier and a later."""
_SEVERAL: Final = (Kind.CHOICES, Kind.RANKING)
"""Kinds that hold several codes."""
_MIRRORED: Final[dict[Callable[[Any, Any], bool], Callable[[Any, Any], bool]]] = {
    operator.lt: operator.gt,
    operator.le: operator.ge,
    operator.gt: operator.lt,
    operator.ge: operator.le,
    operator.eq: operator.eq,
    operator.ne: operator.ne,
}


def comparison(translator: Translator, left: Term, op: ast.cmpop, right: Term) -> Term:
    """Compare two parts.

    Returns:
        A part that is true, false or unknown; a faulty one if they cannot be compared.
    """
    span = (left.start, right.end)
    if left.faulty or right.faulty:
        return translator.faulty(span)
    sign = op.__class__
    if sign in (ast.In, ast.NotIn):
        return _membership(translator, left, right, negated=sign is ast.NotIn)
    if sign in (ast.Is, ast.IsNot):
        hint = "write ==" if sign is ast.Is else "write !="
        return translator.fault("not-allowed", "'is' does not compare values here", span, hint)
    if left.kind is Kind.CHOICES or right.kind is Kind.CHOICES:
        return _sets(translator, left, op, right)
    if left.kind is Kind.RANKING or right.kind is Kind.RANKING:
        return _whole_ranking(translator, left, right)
    if left.items is not None or right.items is not None:
        hint = "a list stands after in: status in [1, 2]"
        return translator.mismatch("a single value cannot be compared with a list", span, hint)
    function = _ORDERS.get(sign)
    if function is None:
        return _equality(translator, left, right, negated=sign is ast.NotEq)
    return _order(translator, left, function, right)


def _order(
    translator: Translator, left: Term, function: Callable[[Any, Any], bool], right: Term
) -> Term:
    span = (left.start, right.end)
    in_order = _is_one_kind(left, right) and left.kind in _IN_ORDER
    if (left.numeric and right.numeric) or in_order:
        return _pair(translator, left, function, right, span)
    kinds = {left.kind, right.kind}
    if len(kinds) > 1 and kinds != {Kind.CODE, Kind.TEXT}:
        return incomparable(translator, left, right)
    message = f"{translator.name(left)} is {in_words(left)}: there is no more and no less in it"
    return translator.mismatch(message, span, "write == or !=, or in with a list")


def _equality(translator: Translator, left: Term, right: Term, *, negated: bool) -> Term:
    if not equal_kinds(translator, left, right):
        return translator.faulty((left.start, right.end))
    span = (left.start, right.end)
    function = operator.ne if negated else operator.eq
    if left.kind is Kind.BOOLEAN:
        return facts.combined(lambda runs: logic.lifted_pair(function, *runs), [left, right], span)
    return _pair(translator, left, function, right, span)


def equal_kinds(translator: Translator, left: Term, right: Term) -> bool:
    """Check that two parts can be equal; note a fault if they cannot."""
    if left.kind is Kind.CODE:
        if right.literal and right.kind in _CODE_LITERALS:
            return translator.option(right, left)
        if right.kind is Kind.CODE and (
            left.numeric == right.numeric or not (left.codes and right.codes)
        ):
            return True
    elif right.kind is Kind.CODE and left.literal and left.kind in _CODE_LITERALS:
        return translator.option(left, right)
    elif _is_one_kind(left, right):
        return True
    if left.numeric and right.numeric:
        return True
    incomparable(translator, left, right)
    return False


def _is_one_kind(left: Term, right: Term) -> bool:
    """Tell whether two parts are of one kind; a date that may be partial is a date."""
    return left.kind is right.kind or (left.kind in spans.DATES and right.kind in spans.DATES)


def incomparable(translator: Translator, left: Term, right: Term) -> Term:
    """Note that two parts cannot be compared."""
    one, other = translator.name(left), translator.name(right)
    if left.kind is right.kind is Kind.CODE:
        message = (
            f"the options of {one} and of {other} are not of one kind: they cannot be compared"
        )
    else:
        message = (
            f"{one} is {in_words(left)} and {other} is {in_words(right)}: they cannot be compared"
        )
    return translator.mismatch(message, (left.start, right.end), _mending(left, right))


def _mending(left: Term, right: Term) -> str:
    """Say how two parts could be compared after all."""
    for one, other in ((left, right), (right, left)):
        if other.literal and other.kind is Kind.TEXT:
            if one.kind in spans.DATES:
                return f'write date("{other.value}")'
            if one.kind is Kind.TIME:
                return f'write time("{other.value}")'
            if one.kind is Kind.NUMBER:
                return "write a number, without quotes"
        if other.literal and other.kind is Kind.NUMBER and one.kind is Kind.TEXT:
            return "write quotes around it"
        if other.literal and other.kind is Kind.BOOLEAN:
            return "write the value that it should have"
    return ""


def _pair(
    translator: Translator,
    left: Term,
    function: Callable[[Any, Any], bool],
    right: Term,
    span: tuple[int, int],
) -> Term:
    """Compile a comparison; one of a question with a written value is the frequent case."""
    if left.literal and right.symbol:
        left, right, function = right, left, _MIRRORED[function]
    if Kind.PARTIAL_DATE in (left.kind, right.kind):
        function = spans.DECIDED[function]
    if left.symbol and right.literal:
        run = logic.against(function, left.names[0], right.value)
        return _atom(translator, run, [left, right], span, (right.value,))
    run = logic.lifted_pair(function, left.run, right.run)
    return _atom(translator, run, [left, right], span)


def _atom(
    translator: Translator,
    run: Run,
    terms: list[Term],
    span: tuple[int, int],
    constants: tuple[Any, ...] | None = None,
) -> Term:
    term = facts.strict(Kind.BOOLEAN, run, terms, span)
    if any(one.kind is Kind.PARTIAL_DATE for one in terms):
        term.fails = logic.first_reason(logic.NO_RESULT, term.fails or logic.NO_RESULT)
    return facts.atom(term, translator.symbols, translator.source[span[0] : span[1]], constants)


def _membership(translator: Translator, left: Term, right: Term, *, negated: bool) -> Term:
    span = (left.start, right.end)
    if left.kind is Kind.CHOICES:
        chosen = translator.spelled(left)
        hint = f"write 1 in {chosen}, or selected({chosen}, 1, 2)"
        message = (
            f"{translator.name(left)} is a choice of several options: it is not one value of a list"
        )
        return translator.mismatch(message, span, hint)
    if left.kind is Kind.RANKING:
        return _whole_ranking(translator, left, right)
    if left.items is not None:
        return translator.mismatch(
            "a list cannot stand before in", (left.start, left.end), "write the list after it"
        )
    if right.items is not None:
        return _in_list(translator, left, right, negated=negated)
    if right.kind in _SEVERAL:
        return _in_choices(translator, left, right, negated=negated)
    if left.kind is right.kind is Kind.TEXT:
        function = logic.not_one_of if negated else logic.one_of
        return _atom(
            translator, logic.lifted_pair(function, left.run, right.run), [left, right], span
        )
    hint = "write a list after it, as in: status in [1, 2]"
    message = f"{translator.name(right)} is {in_words(right)}: nothing can be in it"
    return translator.mismatch(message, (right.start, right.end), hint)


def _in_list(translator: Translator, left: Term, right: Term, *, negated: bool) -> Term:
    span = (left.start, right.end)
    items = right.items or ()
    before = len(translator.faults)
    written = True
    for item in items:
        equal_kinds(translator, left, item)
        written = written and item.literal
    if len(translator.faults) > before:
        return translator.faulty(span)
    if written and left.kind is not Kind.PARTIAL_DATE:
        function = logic.not_one_of if negated else logic.one_of
        values = frozenset([item.value for item in items])
        if left.symbol:
            run = logic.against(function, left.names[0], values)
            return _atom(translator, run, [left], span, tuple(values))
        return _atom(
            translator,
            logic.lifted(lambda value: function(value, values), [left.run]),
            [left],
            span,
        )
    equal = [_equality(translator, left, item, negated=False) for item in items]
    term = equal[0] if len(equal) == 1 else facts.combined(logic.disjunction, equal, span)
    return facts.combined(lambda runs: logic.negation(runs[0]), [term], span) if negated else term


def _in_choices(translator: Translator, left: Term, right: Term, *, negated: bool) -> Term:
    span = (left.start, right.end)
    if left.literal and left.kind in (Kind.NUMBER, Kind.TEXT):
        if not translator.option(left, right):
            return translator.faulty(span)
    elif left.kind is not Kind.CODE:
        return incomparable(translator, left, right)
    function = logic.not_one_of if negated else logic.one_of
    constants = (left.value,) if left.literal and right.symbol else None
    return _atom(
        translator, logic.lifted_pair(function, left.run, right.run), [left, right], span, constants
    )


def _whole_ranking(translator: Translator, left: Term, right: Term) -> Term:
    """Note that a ranking is not compared as a whole."""
    ranking = left if left.kind is Kind.RANKING else right
    written, code = translator.spelled(ranking), repr(next(iter(ranking.codes), 1))
    message = f"{translator.name(ranking)} is a ranking: it is not compared as a whole"
    hint = f"write rank({written}, {code}) == 1, at_rank({written}, 1) == {code}, or {code} in {written}"
    return translator.mismatch(message, (left.start, right.end), hint)


def _sets(translator: Translator, left: Term, op: ast.cmpop, right: Term) -> Term:
    """Compare a multiple choice with a list, or with another one."""
    span = (left.start, right.end)
    chosen, other = (left, right) if left.kind is Kind.CHOICES else (right, left)
    if not isinstance(op, (ast.Eq, ast.NotEq)):
        hint = f"for how many were chosen, write count({translator.spelled(chosen)})"
        message = f"{translator.name(chosen)} is a choice of several options: it has no order"
        return translator.mismatch(message, span, hint)
    function = operator.ne if isinstance(op, ast.NotEq) else operator.eq
    if other.kind is Kind.CHOICES:
        return _atom(
            translator, logic.lifted_pair(function, left.run, right.run), [left, right], span
        )
    if other.items is None or not all(item.literal for item in other.items):
        written = translator.spelled(chosen)
        message = f"'{written}' is a choice of several options: compare it with a list of codes"
        return translator.mismatch(message, span, f"write … in {written}, or {written} == [1, 2]")
    if not translator.options(other.items, chosen):
        return translator.faulty(span)
    values = frozenset(item.value for item in other.items)
    run = logic.lifted(lambda value: function(value, values), [chosen.run])
    return _atom(translator, run, [chosen], span, tuple(values) if chosen.symbol else None)
