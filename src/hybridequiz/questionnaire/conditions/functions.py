"""The functions that a condition can call: one table, and how each is put together."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from datetime import date, time
from typing import TYPE_CHECKING, Any, Final

from hybridequiz.problems import did_you_mean
from hybridequiz.questionnaire.states import Missing
from hybridequiz.values import frozen

from . import aggregates, arithmetic, facts, logic, rankings, spans
from .naming import TODAY
from .patterns import BadPattern, matcher
from .scope import Kind
from .terms import WORDS, Env, Run, Term, Test, in_words, written_out

if TYPE_CHECKING:
    from .translator import Translator

_ANY_NUMBER: Final = 200
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME: Final = re.compile(r"[0-9]{2}:[0-9]{2}")


@frozen
class Function:
    """A function of the language.

    Attributes:
        usage: How it is written.
        wants: What it takes, in words, for a message.
        least: The fewest arguments.
        most: The most arguments.
        build: Puts a call of it together.
    """

    usage: str
    wants: str
    least: int
    most: int
    build: Callable[[Translator, ast.Call, Function], Term]


def years_between(start: date, end: date) -> int:
    """Give the whole years from one day to another; negative if the second is the earlier one.

    A year is full on the same day of the month; for 29 February, in other years, on 1 March.
    """
    if end < start:
        return -years_between(end, start)
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def _absolute(value: arithmetic.Number) -> arithmetic.Number:
    return value if value >= 0 else arithmetic.negative(value)


def _simple(
    usage: str,
    kinds: tuple[Kind, ...],
    result: Kind,
    function: Callable[..., Any],
    of_spans: Callable[..., Any] | None = None,
) -> Function:
    """Give a function of values that has no value whenever an argument has none.

    `of_spans`: what works it out, as far as it can be, where a date may be partial.
    """

    def build(translator: Translator, node: ast.Call, _: Function) -> Term:
        terms = [translator.value(argument) for argument in node.args]
        terms = [_of_kind(translator, term, kind) for term, kind in zip(terms, kinds, strict=True)]
        span = translator.span(node)
        if any(term.faulty for term in terms):
            return translator.faulty(span)
        spanned = of_spans if any(term.kind is Kind.PARTIAL_DATE for term in terms) else None
        run = logic.lifted(spanned or function, [term.run for term in terms])
        whole = facts.strict(result, run, terms, span)
        if spanned:
            whole.fails = logic.first_reason(logic.NO_RESULT, whole.fails or logic.NO_RESULT)
        return whole

    wants = " and ".join(WORDS[kind] for kind in kinds)
    return Function(usage, wants, len(kinds), len(kinds), build)


def _of_kind(translator: Translator, term: Term, kind: Kind) -> Term:
    if term.faulty or term.kind is kind or (kind is Kind.NUMBER and term.numeric):
        return term
    if kind is Kind.DATE and term.kind is Kind.PARTIAL_DATE:
        return term
    written = translator.spelled(term)
    hint = ""
    if kind is Kind.DATE and term.kind is Kind.TEXT and term.literal:
        hint = f'write date("{written}")'
    elif kind is Kind.TEXT and term.kind is Kind.CHOICES:
        hint = f"for how many were chosen, write count({written})"
    message = f"'{written}' is {in_words(term)}; {WORDS[kind]} is wanted here"
    return translator.mismatch(message, (term.start, term.end), hint)


def _predicate(name: str, reasons: frozenset[Missing], *, valued: bool) -> Function:
    """Give a question about the state of an answer: it is always true or false."""

    def build(translator: Translator, node: ast.Call, function: Function) -> Term:
        term = translator.value(node.args[0])
        if term.faulty:
            return term
        span = translator.span(node)
        if term.symbol is None:
            message = f"'{name}' takes a question, not something worked out from it"
            return translator.fault("wrong-arguments", message, span, f"write {function.usage}")
        key = term.names[0]
        run = _state_of(key, reasons, valued=valued)
        predicate = Term(Kind.BOOLEAN, run, *span, names=(key,), strict=False)
        predicate.facts = (Test(key, run, (), probes=True),)
        return predicate

    return Function(f"{name}(question)", "one question", 1, 1, build)


def _state_of(key: str, reasons: frozenset[Missing], *, valued: bool) -> Run:
    absent = Missing.NOT_REACHED

    def holds(env: Env) -> bool:
        held = env.get(key, absent)
        return held in reasons if held.__class__ is Missing else valued

    return holds


def _today(translator: Translator, node: ast.Call, _: Function) -> Term:
    return Term(Kind.DATE, logic.reference(TODAY), *translator.span(node), names=(TODAY,))


def _day(written: str) -> date:
    """Read a day written as 2026-01-31, and in no other way."""
    if not _DAY.fullmatch(written):
        raise ValueError(written)
    return date.fromisoformat(written)


def _clock_time(written: str) -> time:
    """Read a time written as 08:30, and in no other way."""
    if not _TIME.fullmatch(written):
        raise ValueError(written)
    return time.fromisoformat(written)


def _literal(
    usage: str, wants: str, kind: Kind, read: Callable[[str], Any], meant: str
) -> Function:
    """Give a function of one text in quotes that stands for a value of its own kind."""

    def build(translator: Translator, node: ast.Call, function: Function) -> Term:
        term = translator.value(node.args[0])
        if term.faulty:
            return term
        span = translator.span(node)
        try:
            value = read(term.value if term.literal and term.kind is Kind.TEXT else "")
        except ValueError:
            message = f"{translator.name(term)} is not {meant} in quotes"
            return translator.fault("wrong-arguments", message, span, f"write {function.usage}")
        return written_out(kind, value, span)

    return Function(usage, wants, 1, 1, build)


def _round(translator: Translator, node: ast.Call, function: Function) -> Term:
    number = translator.number(node.args[0])
    places = translator.value(node.args[1]) if len(node.args) > 1 else None
    span = translator.span(node)
    if number.faulty or (places is not None and places.faulty):
        return translator.faulty(span)
    digits = places.value if places else 0
    if not (isinstance(digits, int) and 0 <= digits <= arithmetic.MAX_PLACES):
        message = (
            f"'round' takes a number of decimals from 0 to {arithmetic.MAX_PLACES}, written out"
        )
        return translator.fault("wrong-arguments", message, span, f"write {function.usage}")
    rounded = arithmetic.safe(lambda value: arithmetic.rounded(value, digits))
    return facts.strict(Kind.NUMBER, logic.lifted(rounded, [number.run]), [number], span)


def _matches(translator: Translator, node: ast.Call, function: Function) -> Term:
    text = translator.value(node.args[0])
    pattern = translator.value(node.args[1])
    text = _of_kind(translator, text, Kind.TEXT)
    span = translator.span(node)
    if text.faulty or pattern.faulty:
        return translator.faulty(span)
    if not (pattern.literal and pattern.kind is Kind.TEXT):
        message = "the pattern is written out, in quotes"
        return translator.fault(
            "wrong-arguments", message, (pattern.start, pattern.end), f"write {function.usage}"
        )
    try:
        fits = matcher(pattern.value)
    except BadPattern as bad:
        return translator.fault("bad-pattern", str(bad), (pattern.start, pattern.end), bad.hint)
    term = facts.strict(Kind.BOOLEAN, logic.lifted(fits, [text.run]), [text], span)
    return facts.atom(term, translator.symbols, translator.source[span[0] : span[1]])


def _selected(translator: Translator, node: ast.Call, function: Function) -> Term:
    terms = [translator.value(argument) for argument in node.args]
    span = translator.span(node)
    if any(term.faulty for term in terms):
        return translator.faulty(span)
    chosen, codes = terms[0], terms[1:]
    if chosen.kind not in (Kind.CHOICES, Kind.RANKING):
        given = f"{translator.name(chosen)} is {in_words(chosen)}"
        return translator.mismatch(
            f"{given}; {WORDS[Kind.CHOICES]} is wanted here",
            (chosen.start, chosen.end),
            "to compare one value, write ==",
        )
    if not all(code.literal and code.kind in (Kind.NUMBER, Kind.TEXT) for code in codes):
        message = "'selected' takes codes that are written out"
        return translator.fault("wrong-arguments", message, span, f"write {function.usage}")
    if not translator.options(codes, chosen):
        return translator.faulty(span)
    values = frozenset(code.value for code in codes)
    run = logic.lifted(lambda held: not values.isdisjoint(held), [chosen.run])
    term = facts.strict(Kind.BOOLEAN, run, [chosen], span)
    constants = tuple(values) if chosen.symbol else None
    return facts.atom(term, translator.symbols, translator.source[span[0] : span[1]], constants)


def _label(translator: Translator, node: ast.Call, function: Function) -> Term:
    term = translator.value(node.args[0])
    if term.faulty:
        return term
    span = translator.span(node)
    label = term.symbol.label if term.symbol else None
    if label is None:
        message = f"{translator.name(term)} is no question with options of which one is chosen"
        return translator.fault("wrong-arguments", message, span, f"write {function.usage}")
    return facts.strict(Kind.TEXT, logic.lifted(label, [term.run]), [term], span)


def _lookup(translator: Translator, node: ast.Call, function: Function) -> Term:
    term, column = (translator.value(argument) for argument in node.args)
    if term.faulty or column.faulty:
        return translator.faulty(translator.span(node))
    span, at = translator.span(node), (column.start, column.end)
    rows = term.symbol.rows if term.symbol else None
    if rows is None:
        message = f"{translator.name(term)} is no question that chooses from a list in a file"
        return translator.fault("wrong-arguments", message, span, f"write {function.usage}")
    if not (column.literal and column.kind is Kind.TEXT):
        message = "the column is written out, in quotes"
        return translator.fault("wrong-arguments", message, at, f"write {function.usage}")
    if column.value not in rows.columns:
        message = f"'{rows.file}' has no column {translator.name(column)}"
        hint = did_you_mean(column.value, rows.columns, noun="the columns")
        return translator.fault("unknown-column", message, at, hint)

    def cell(code: object) -> str | Missing:
        return rows.cell(code, column.value) or logic.NO_RESULT

    looked_up = facts.strict(Kind.TEXT, logic.lifted(cell, [term.run]), [term], span)
    looked_up.fails = logic.NO_RESULT  # an empty cell is no text
    return looked_up


_SAID: Final = frozenset({Missing.DONT_KNOW, Missing.REFUSED, Missing.NOT_APPLICABLE})
_LEFT: Final = frozenset({Missing.LEFT_EMPTY})


def _aggregate(name: str, usage: str) -> Function:
    return Function(usage, "at least one part", 1, _ANY_NUMBER, aggregates.BUILDERS[name])


TABLE: Final[dict[str, Function]] = {
    "answered": _predicate("answered", frozenset(), valued=True),
    "given": _predicate("given", frozenset({Missing.DONT_KNOW}), valued=True),
    "missing": _predicate("missing", _SAID | _LEFT, valued=False),
    "dont_know": _predicate("dont_know", frozenset({Missing.DONT_KNOW}), valued=False),
    "refused": _predicate("refused", frozenset({Missing.REFUSED}), valued=False),
    "not_applicable": _predicate(
        "not_applicable", frozenset({Missing.NOT_APPLICABLE}), valued=False
    ),
    "left_empty": _predicate("left_empty", _LEFT, valued=False),
    "off_route": _predicate("off_route", frozenset({Missing.OFF_ROUTE}), valued=False),
    "selected": Function(
        "selected(question, 1, 2)",
        "a choice of several options and codes",
        2,
        _ANY_NUMBER,
        _selected,
    ),
    "any": _aggregate("any", "any(row.field > 1 for row in section)"),
    "all": _aggregate("all", "all(row.field > 1 for row in section)"),
    "count": _aggregate("count", "count(question) or count(row.field > 1 for row in section)"),
    "sum": _aggregate("sum", "sum(a, b) or sum(row.field for row in section)"),
    "min": _aggregate("min", "min(a, b) or min(row.field for row in section)"),
    "max": _aggregate("max", "max(a, b) or max(row.field for row in section)"),
    "mean": _aggregate("mean", "mean(a, b) or mean(row.field for row in section)"),
    "abs": _simple("abs(number)", (Kind.NUMBER,), Kind.NUMBER, _absolute),
    "round": Function("round(number) or round(number, 1)", "a number", 1, 2, _round),
    "len": _simple("len(text)", (Kind.TEXT,), Kind.NUMBER, len),
    "lower": _simple("lower(text)", (Kind.TEXT,), Kind.TEXT, str.lower),
    "label": Function("label(question)", "one question", 1, 1, _label),
    "lookup": Function(
        'lookup(question, "column")', "a question and a column of its list", 2, 2, _lookup
    ),
    "matches": Function('matches(text, "pattern")', "a text and a pattern", 2, 2, _matches),
    "today": Function("today()", "nothing between its brackets", 0, 0, _today),
    "date": _literal(
        'date("2026-01-31")', "one day, in quotes", Kind.DATE, _day, "a day, written year-month-day"
    ),
    "time": _literal(
        'time("08:30")',
        "one time, in quotes",
        Kind.TIME,
        _clock_time,
        "a time, written hours:minutes",
    ),
    "year": _simple("year(date)", (Kind.DATE,), Kind.NUMBER, lambda day: day.year),
    "years_between": _simple(
        "years_between(start, end)",
        (Kind.DATE, Kind.DATE),
        Kind.NUMBER,
        years_between,
        spans.certain(years_between),
    ),
    "rank": Function("rank(question, 1)", "a ranking and a code", 2, 2, rankings.rank),
    "at_rank": Function("at_rank(question, 1)", "a ranking and a place", 2, 2, rankings.at_rank),
}
"""Every function, by name."""
