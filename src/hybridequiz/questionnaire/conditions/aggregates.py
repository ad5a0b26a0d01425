"""Taking many values together: of several questions, or of the rows of a repeated section."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any, Final

from hybridequiz.questionnaire.states import Missing
from hybridequiz.values import frozen

from . import arithmetic, facts, logic
from .domains import states
from .logic import NO_RESULT
from .scope import Kind, Roster
from .terms import Env, Rows, Run, Term, Test, in_words, written_out

if TYPE_CHECKING:
    from .functions import Function
    from .translator import Translator

Combine = Callable[[Iterable[Any]], Any]
"""Takes the outcomes of the parts, values or reasons, together to one."""


@frozen
class _Aggregate:
    """How values are taken together.

    Attributes:
        takes: The kind of the parts.
        gives: The kind of the outcome.
        combine: Takes outcomes together.
        filtered: Puts a row's filter and its value together.
        empty_fails: There is no outcome without any row.
    """

    takes: Kind
    gives: Kind
    combine: Combine
    empty_fails: bool = False


def _any(outcomes: Iterable[Any]) -> Any:
    return logic.settled(outcomes, decisive=True)


def _all(outcomes: Iterable[Any]) -> Any:
    return logic.settled(outcomes, decisive=False)


def _of_values(function: Callable[[list[Any]], Any]) -> Combine:
    """Give the combination that has no value if one of the parts has none."""

    def combine(outcomes: Iterable[Any]) -> Any:
        values = list(outcomes)
        reason = logic.reason_among(values)
        return function(values) if reason is None else reason

    return combine


def _number_true(values: list[bool]) -> int:
    return sum(value is True for value in values)


def _unless_empty(function: Callable[[list[Any]], Any]) -> Callable[[list[Any]], Any]:
    return lambda values: function(values) if values else NO_RESULT


_AGGREGATES: Final = {
    "any": _Aggregate(Kind.BOOLEAN, Kind.BOOLEAN, _any),
    "all": _Aggregate(Kind.BOOLEAN, Kind.BOOLEAN, _all),
    "count": _Aggregate(Kind.BOOLEAN, Kind.NUMBER, _of_values(_number_true)),
    "sum": _Aggregate(Kind.NUMBER, Kind.NUMBER, _of_values(arithmetic.safe(arithmetic.total))),
    "min": _Aggregate(Kind.NUMBER, Kind.NUMBER, _of_values(_unless_empty(min)), empty_fails=True),
    "max": _Aggregate(Kind.NUMBER, Kind.NUMBER, _of_values(_unless_empty(max)), empty_fails=True),
    "mean": _Aggregate(
        Kind.NUMBER,
        Kind.NUMBER,
        _of_values(_unless_empty(arithmetic.safe(arithmetic.mean))),
        empty_fails=True,
    ),
}


def _builder(name: str) -> Callable[[Translator, ast.Call, Function], Term]:
    aggregate = _AGGREGATES[name]

    def build(translator: Translator, node: ast.Call, _: Function) -> Term:
        first = node.args[0]
        if len(node.args) == 1:
            if isinstance(first, ast.GeneratorExp):
                return _over_rows(translator, node, first, aggregate)
            if name == "count" and isinstance(first, ast.Name):
                return _count_of(translator, node, first, aggregate)
            if isinstance(first, ast.List) and first.elts:
                return _over_parts(translator, node, first.elts, aggregate)
        return _over_parts(translator, node, node.args, aggregate)

    return build


BUILDERS: Final = {name: _builder(name) for name in _AGGREGATES}
"""What puts a call of each aggregate together, by name."""


def _finished(translator: Translator, term: Term) -> Term:
    if term.kind is not Kind.BOOLEAN:
        return term
    return facts.atom(term, translator.symbols, translator.source[term.start : term.end])


def _over_parts(
    translator: Translator, node: ast.Call, parts: Sequence[ast.expr], aggregate: _Aggregate
) -> Term:
    """Take several parts together."""
    wanted = translator.boolean if aggregate.takes is Kind.BOOLEAN else translator.number
    terms = [wanted(part) for part in parts]
    span = translator.span(node)
    if any(term.faulty for term in terms):
        return translator.faulty(span)
    combine = aggregate.combine

    def together(runs: Sequence[Run]) -> Run:
        fixed = tuple(runs)
        return lambda env: combine(run(env) for run in fixed)

    if aggregate.gives is Kind.BOOLEAN:
        return facts.combined(together, terms, span)
    return facts.strict(aggregate.gives, together([term.run for term in terms]), terms, span)


def _count_of(
    translator: Translator, node: ast.Call, name: ast.Name, aggregate: _Aggregate
) -> Term:
    """Count what was chosen in a question, or the rows of a repeated section."""
    span = translator.span(node)
    roster = translator.scope.rosters.get(name.id)
    if roster is not None and name.id not in translator.scope.symbols:
        run = logic.lifted(len, [logic.reference(name.id)])
        return Term(Kind.NUMBER, run, *span, names=_read(translator, roster))
    term = translator.value(name)
    if term.faulty:
        return term
    if term.kind in (Kind.CHOICES, Kind.RANKING):
        return facts.strict(Kind.NUMBER, logic.lifted(len, [term.run]), [term], span)
    if term.kind is Kind.BOOLEAN:
        return _over_parts(translator, node, [name], aggregate)
    message = f"{translator.name(term)} is {in_words(term)}: there is nothing to count"
    hint = "count takes a choice of several options, a repeated section, or conditions"
    return translator.mismatch(message, span, hint)


def _over_rows(
    translator: Translator, node: ast.Call, generator: ast.GeneratorExp, aggregate: _Aggregate
) -> Term:
    """Take the rows of a repeated section together."""
    span = translator.span(node)
    loop = _loop(translator, generator)
    if loop is None:
        return translator.faulty(span)
    variable, roster = loop
    translator.loop = loop
    read = _read(translator, roster)
    filters = [translator.boolean(part) for part in generator.generators[0].ifs]
    value = _element(translator, generator.elt, variable, aggregate)
    translator.loop = None
    if value.faulty or any(one.faulty for one in filters):
        return translator.faulty(span)
    prefix = variable + "."
    inside = {name for term in (*filters, value) for name in term.names if name.startswith(prefix)}
    used = translator.fields.setdefault(roster.name, set())
    used.update(name[len(prefix) :] for name in inside)
    row = _row_run(filters, value, aggregate)
    outer = _outer_names(variable, [*filters, value])
    alone = translator.scope.rosters.keys().isdisjoint(outer)
    run = _rows_run(roster, variable, row, aggregate.combine, outer if alone else None)
    names = (*outer, *read)
    fails = _row_failure(roster, variable, [*filters, value], row, aggregate)
    return _finished(
        translator, Term(aggregate.gives, run, *span, names=names, strict=False, fails=fails)
    )


def _loop(translator: Translator, generator: ast.GeneratorExp) -> tuple[str, Roster] | None:
    """Read `for row in section`; note a fault if it is something else."""
    clause = generator.generators[0]
    span = translator.span(generator)
    if translator.loop or len(generator.generators) > 1:
        translator.fault(
            "not-allowed",
            "one 'for' at a time",
            span,
            "a computed question in the section can hold a part",
        )
        return None
    if clause.is_async or not isinstance(clause.target, ast.Name):
        translator.fault("not-allowed", "one name stands between 'for' and 'in'", span)
        return None
    if not isinstance(clause.iter, ast.Name) or clause.iter.id not in translator.scope.rosters:
        _not_a_roster(translator, clause.iter)
        return None
    return clause.target.id, translator.scope.rosters[clause.iter.id]


def _not_a_roster(translator: Translator, node: ast.expr) -> None:
    span = translator.span(node)
    known = sorted(translator.scope.rosters)
    hint = f"the repeated sections are: {', '.join(known)}" if known else ""
    code = "unknown-name"
    message = f"'{translator.written(*span)}' is not a repeated section"
    scope, name = translator.scope, node.id if isinstance(node, ast.Name) else ""
    if name in scope.apart:
        code, message = "shuffled", f"'{name}' may come after this place: {scope.apart[name]}"
        hint = "look at a question that stands outside of what is shuffled"
    elif name in scope.later:
        code, message = "forward-reference", f"'{name}' comes later than this place"
    elif name in scope.symbols:
        code = "type-mismatch"
    elif name in scope.unusable:
        code, message = "unusable-name", f"'{name}' cannot be used here: {scope.unusable[name]}"
    translator.fault(code, message, span, hint)


def _element(translator: Translator, node: ast.expr, variable: str, aggregate: _Aggregate) -> Term:
    """Translate what is taken of each row; `count(row for row in …)` counts the rows themselves."""
    if isinstance(node, ast.Name) and node.id == variable and aggregate is _AGGREGATES["count"]:
        return written_out(Kind.BOOLEAN, True, translator.span(node))  # noqa: FBT003 - every row counts
    return translator.boolean(node) if aggregate.takes is Kind.BOOLEAN else translator.number(node)


class _Skipped:
    """Marks a row that a filter leaves out."""


_SKIPPED: Final = _Skipped()


def _row_run(filters: Sequence[Term], value: Term, aggregate: _Aggregate) -> Run:
    """Compile one row: its value, or that a filter leaves it out.

    Where the parts are true or false, an unknown filter does not matter if the value settles it.
    """
    if not filters:
        return value.run
    runs = [one.run for one in filters]
    keep = runs[0] if len(runs) == 1 else logic.conjunction(runs)
    if aggregate is _AGGREGATES["all"]:
        return logic.disjunction([logic.negation(keep), value.run])
    if aggregate.takes is Kind.BOOLEAN:
        return logic.conjunction([keep, value.run])
    skipped = logic.constant(_SKIPPED)
    return logic.choice(keep, value.run, skipped)


class _Row:
    """One row, seen from inside a generator: its fields beside everything outside."""

    __slots__ = ("_outside", "_prefix", "_row")

    def __init__(self, outside: Env, prefix: str, row: Mapping[str, Any]) -> None:
        self._outside = outside
        self._prefix = prefix
        self._row = row

    def get(self, name: str, default: Missing, /) -> Any:
        if name.startswith(self._prefix):
            return self._row.get(name[len(self._prefix) :], default)
        return self._outside.get(name, default)


def _rows_run(
    roster: Roster, variable: str, each: Run, combine: Combine, outer: Sequence[str] | None
) -> Run:
    """Compile the outcome of all rows; `outer`: what is read outside of them.

    It is worked out once for the same rows and the same values outside: those are no rows of another roster.
    """
    name, prefix, absent = roster.name, variable + ".", Missing.NOT_REACHED

    def work_out(env: Env, rows: Iterable[Mapping[str, Any]]) -> Any:
        outcomes = (each(_Row(env, prefix, row)) for row in rows)
        return combine(outcome for outcome in outcomes if outcome is not _SKIPPED)

    def over_rows(env: Env) -> Any:
        rows = env.get(name, absent)
        if rows.__class__ is Missing:
            return rows
        if outer is None or rows.__class__ is not Rows:
            return work_out(env, rows)
        values = [env.get(one, absent) for one in outer]
        key = over_rows, *values, *map(type, values)  # 1 is 1.0, and a text can say "refused"
        if key not in rows.worked_out:
            rows.worked_out[key] = work_out(env, rows)
        return rows.worked_out[key]

    return over_rows


def _read(translator: Translator, roster: Roster) -> tuple[str, ...]:
    """Note that the rows are read, and with them the question that says which there are; give both names."""
    translator.rosters[roster.name] = roster
    source = translator.scope.symbols.get(roster.source)
    if source is None:
        return (roster.name,)
    translator.symbols[roster.source] = source
    return (roster.source, roster.name)


def _outer_names(variable: str, terms: Sequence[Term]) -> tuple[str, ...]:
    prefix = variable + "."
    outer = [name for term in terms for name in term.names if not name.startswith(prefix)]
    return tuple(dict.fromkeys(outer))


MOST_ROW_STATES: Final = 512
"""More combinations of what a row can hold are not gone through."""


def _row_failure(
    roster: Roster, variable: str, parts: Sequence[Term], row: Run, aggregate: _Aggregate
) -> Missing | None:
    """Give the first reason for which rows can leave the outcome open.

    Args:
        roster: The repeated section.
        variable: What a row is called.
        parts: The filters and the value of a row.
        row: What they come to.
        aggregate: How rows are taken together.
    """
    reasons = _row_reasons(roster, variable + ".", parts, row)
    if aggregate.empty_fails:
        reasons.add(NO_RESULT)
    return min(reasons, key=logic.RANK.__getitem__) if reasons else None


def _row_reasons(roster: Roster, prefix: str, parts: Sequence[Term], row: Run) -> set[Missing]:
    """Give the reasons for which a row can have no outcome: exactly where it is put together of tests of its own."""
    tests: dict[str, list[Test]] = {}
    for fact in (fact for part in parts for fact in part.facts):
        if isinstance(fact, Test):
            tests.setdefault(fact.name, []).append(fact)
    names = {name for part in parts for name in part.names}
    inside = {name: roster.fields[name[len(prefix) :]] for name in names if name.startswith(prefix)}
    if names == tests.keys() == inside.keys():
        held = [states(symbol, tests[name], one_by_one=False) for name, symbol in inside.items()]
        every = [one.held for one in held if one is not None]
        if len(every) == len(held) and prod(map(len, every)) <= MOST_ROW_STATES:
            rows = (dict(zip(inside, values, strict=True)) for values in product(*every))
            outcomes = [row(values) for values in rows]
            return {one for one in outcomes if isinstance(one, Missing)}
    reasons = {reason for symbol in inside.values() for reason in symbol.missing}
    return reasons | {part.fails for part in parts if part.fails is not None}
