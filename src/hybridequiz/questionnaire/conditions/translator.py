"""From a syntax tree to a typed, compiled condition: one pass, every fault found."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, Final

from hybridequiz.problems import did_you_mean

from . import arithmetic, facts, logic, spans
from .comparing import comparison
from .faults import Fault
from .functions import TABLE
from .naming import resolve
from .reading import Reading, text_value
from .refusals import refusal
from .scope import Kind, Roster, Rows, Scope, Symbol
from .spelling import foreign
from .terms import Term, in_words, listed, no_value, written_out

MAX_NODES: Final = 200
"""Parts in a condition."""

MAX_DEPTH: Final = 50
"""Parts within parts."""

MAX_DIGITS: Final = 20
"""Characters of a written number."""

_NUMBER: Final = re.compile(r"[0-9]+(\.[0-9]*)?|\.[0-9]+")


MOST_NEAR: Final = 500
"""Codes of a long list that are compared with one that is not in it: to compare is slow."""


class TooComplex(Exception):
    """The condition has too many parts: stop looking at it."""


class Translator:
    """Puts one condition together.

    Attributes:
        scope: What the condition can name.
        faults: The faults found so far.
        symbols: The symbols that it reads, by name; not `this`.
        rosters: The rosters that it reads, by name.
        fields: By roster the questions of a row that it reads.
        loop: Inside a generator: the name of the loop variable, and the roster.
    """

    def __init__(self, reading: Reading, scope: Scope) -> None:
        self.source = reading.source
        self.shift = reading.shift
        self.scope = scope
        self.faults: list[Fault] = []
        self.symbols: dict[str, Symbol] = {}
        self.rosters: dict[str, Roster] = {}
        self.fields: dict[str, set[str]] = {}
        self.loop: tuple[str, Roster] | None = None
        self._nodes = 0
        self._depth = 0

    def visit(self, node: ast.expr) -> Term:
        """Translate a part.

        Raises:
            TooComplex: If there are too many parts.
        """
        self._nodes += 1
        self._depth += 1
        if self._nodes > MAX_NODES or self._depth > MAX_DEPTH:
            raise TooComplex
        translate = _PARTS.get(node.__class__)
        term = translate(self, node) if translate else self.refuse(node)
        self._depth -= 1
        return term

    def span(self, node: ast.AST) -> tuple[int, int]:
        """Give where a part stands in the text."""
        shift = self.shift
        return node.col_offset + shift, node.end_col_offset + shift  # type: ignore[attr-defined]  # every part of an expression has its place

    def written(self, start: int, end: int) -> str:
        """Give how a part is written, shortened, without quotes, for a message."""
        text = " ".join(self.source[start:end].split())
        if text[:1] in ("'", '"') and text_value(text) is not None:
            text = text[1:-1]
        return text if len(text) <= 40 else text[:39] + "…"  # noqa: PLR2004 - fits in a message

    def spelled(self, term: Term) -> str:
        """Give how a part is written, for a hint."""
        return self.written(term.start, term.end)

    def name(self, term: Term) -> str:
        """Name a part in a message."""
        return f"'{self.spelled(term)}'"

    def fault(self, code: str, message: str, span: tuple[int, int], hint: str = "") -> Term:
        """Note a fault, and give a part of which nothing more is said."""
        self.faults.append(Fault(code, message, *span, hint))
        return Term(None, no_value, *span)

    def mismatch(self, message: str, span: tuple[int, int], hint: str = "") -> Term:
        """Note that parts do not go together."""
        return self.fault("type-mismatch", message, span, hint)

    def faulty(self, span: tuple[int, int]) -> Term:
        """Give a part in which a fault was noted already."""
        return Term(None, no_value, *span)

    def refuse(self, node: ast.AST) -> Term:
        """Refuse a part that is no part of the language."""
        code, message, hint = refusal(node)
        return self.fault(code, message, self.span(node), hint)

    def equals_sign(self, node: ast.keyword) -> None:
        """Refuse a single `=`, which the reader takes for a named argument."""
        start = self.span(node)[0]
        place = self.source.find("=", start)
        if node.arg is None or place < 0:
            self.fault(
                "not-allowed", "there is no '**' before a name in conditions", self.span(node)
            )
        else:
            self.faults.append(foreign("=", "==", place))

    def value(self, node: ast.expr) -> Term:
        """Translate a part that must have a single value: not a list."""
        term = self.visit(node)
        if term.items is None:
            return term
        hint = "a list can stand after in, not in, == and !=, as in: status in [1, 2]"
        return self.mismatch("a list cannot stand here", (term.start, term.end), hint)

    def boolean(self, node: ast.expr) -> Term:
        """Translate a part that must be true or false."""
        term = self.value(node)
        return term if term.faulty else self.must_be_boolean(term)

    def must_be_boolean(self, term: Term) -> Term:
        """Check that a part is true or false."""
        if term.kind is Kind.BOOLEAN:
            return term
        hint = f"compare it, or ask whether there is an answer: answered({self.spelled(term)})"
        return self.mismatch(
            f"{self.name(term)} is {in_words(term)}; something true or false is wanted here",
            (term.start, term.end),
            hint if term.symbol else "compare it with something",
        )

    def number(self, node: ast.expr) -> Term:
        """Translate a part that must be a number."""
        term = self.value(node)
        return term if term.faulty else self.must_be_number(term)

    def must_be_number(self, term: Term) -> Term:
        """Check that a part is a number, or a choice whose codes are numbers."""
        if term.numeric:
            return term
        message = f"{self.name(term)} is {in_words(term)}; a number is wanted here"
        return self.mismatch(message, (term.start, term.end))

    def option(self, literal: Term, of: Term) -> bool:
        """Check that a written value is one of the options of a question."""
        codes = of.codes
        rows = of.symbol.rows if of.symbol else None
        if rows is not None:
            return self._listed(literal, of, rows)
        if not codes or literal.value in codes:
            return True
        written, owner = self.name(literal), self.name(of)
        if literal.kind is Kind.TEXT and isinstance(codes[0], int):
            message = f"the options of {owner} are numbers, {written} is a text"
            hint = f"write it without quotes; the options are: {', '.join(map(str, codes[:12]))}"
        else:
            message = f"{written} is not an option of {owner}"
            near = str(literal.value) if literal.kind is Kind.TEXT else ""
            hint = did_you_mean(near, codes, noun="the options")
        self.fault("unknown-option", message, (literal.start, literal.end), hint)
        return False

    def _listed(self, literal: Term, of: Term, rows: Rows) -> bool:
        """Check that a written value is a code of the list in a file from which a question chooses."""
        if (of.symbol and of.symbol.checked) or literal.value in rows.places:
            return True
        near = [code for code in rows.places if _may_be_meant(code, str(literal.value))]
        written, hint = self.name(literal), did_you_mean(str(literal.value), near[:MOST_NEAR])
        message = f"{written} is not a code of '{rows.file}'"
        if literal.kind is not Kind.TEXT:
            message = f"the codes of '{rows.file}' are texts, {written} is a number"
            hint = "write it in quotes, as it stands in the file"
        self.fault("unknown-option", message, (literal.start, literal.end), hint)
        return False

    def options(self, literals: Sequence[Term], of: Term) -> bool:
        """Check that written values are options of a question; each that is not is a fault."""
        before = len(self.faults)
        for literal in literals:
            self.option(literal, of)
        return len(self.faults) == before


def _may_be_meant(code: str, written: str) -> bool:
    """Tell whether a code begins or ends as what was written, or nearly: only these are compared with it."""
    one, other = code.casefold(), written.casefold()
    return one[:2] == other[:2] or one[-2:] == other[-2:]


def _bool_op(translator: Translator, node: ast.BoolOp) -> Term:
    before = len(translator.faults)
    terms = [translator.boolean(part) for part in node.values]
    span = translator.span(node)
    if len(translator.faults) > before:
        return translator.faulty(span)
    combine = logic.conjunction if node.op.__class__ is ast.And else logic.disjunction
    return facts.combined(combine, terms, span)


def _unary_op(translator: Translator, node: ast.UnaryOp) -> Term:
    span = translator.span(node)
    if isinstance(node.op, ast.Not):
        term = translator.boolean(node.operand)
        if term.faulty:
            return term
        return facts.combined(lambda runs: logic.negation(runs[0]), [term], span)
    if isinstance(node.op, ast.Invert):
        return translator.refuse(node)
    term = translator.number(node.operand)
    if term.faulty or isinstance(node.op, ast.UAdd):
        return term
    if term.literal:
        value = arithmetic.negative(term.value)
        return written_out(Kind.NUMBER, value, span)
    return facts.strict(Kind.NUMBER, logic.lifted(arithmetic.negative, [term.run]), [term], span)


def _bin_op(translator: Translator, node: ast.BinOp) -> Term:
    span = translator.span(node)
    function = arithmetic.OPERATORS.get(type(node.op))
    if function is None:
        return translator.refuse(node)
    left, right = translator.value(node.left), translator.value(node.right)
    if left.faulty or right.faulty:
        return translator.faulty(span)
    if isinstance(node.op, ast.Sub) and left.kind in spans.DATES and right.kind in spans.DATES:
        days = logic.lifted_pair(spans.days, left.run, right.run)
        term = facts.strict(Kind.NUMBER, days, [left, right], span)
        if Kind.PARTIAL_DATE in (left.kind, right.kind):
            term.fails = logic.first_reason(logic.NO_RESULT, term.fails or logic.NO_RESULT)
        return term
    left, right = translator.must_be_number(left), translator.must_be_number(right)
    if left.faulty or right.faulty:
        return translator.faulty(span)
    term = facts.strict(
        Kind.NUMBER, logic.lifted_pair(function, left.run, right.run), [left, right], span
    )
    if isinstance(node.op, arithmetic.DIVISIONS) and not (right.literal and right.value):
        term.fails = logic.NO_RESULT
    return term


def _if_exp(translator: Translator, node: ast.IfExp) -> Term:
    span = translator.span(node)
    condition = translator.boolean(node.test)
    then, otherwise = translator.value(node.body), translator.value(node.orelse)
    if condition.faulty or then.faulty or otherwise.faulty:
        return translator.faulty(span)
    parts = [condition, then, otherwise]
    kind = _common_kind(then, otherwise)
    if kind is None:
        one = f"{translator.name(then)} is {in_words(then)}"
        other = f"{translator.name(otherwise)} is {in_words(otherwise)}"
        return translator.mismatch(f"{one} and {other}: both must be of one kind", span)
    if kind is Kind.BOOLEAN:
        return facts.combined(lambda runs: logic.choice(*runs), parts, span)
    run = logic.choice(condition.run, then.run, otherwise.run)
    term = facts.strict(kind, run, parts, span)
    term.strict = False
    term.codes = (
        tuple(dict.fromkeys(then.codes + otherwise.codes)) if then.codes and otherwise.codes else ()
    )
    return term


def _common_kind(one: Term, other: Term) -> Kind | None:
    if one.kind is other.kind:
        return one.kind
    if one.kind in spans.DATES and other.kind in spans.DATES:
        return Kind.PARTIAL_DATE
    return Kind.NUMBER if one.numeric and other.numeric else None


def _compare(translator: Translator, node: ast.Compare) -> Term:
    left = translator.visit(node.left)
    if len(node.ops) == 1:
        return comparison(translator, left, node.ops[0], translator.visit(node.comparators[0]))
    before = len(translator.faults)
    pairs = []
    for op, part in zip(node.ops, node.comparators, strict=True):
        right = translator.visit(part)
        pairs.append(comparison(translator, left, op, right))
        left = right
    span = translator.span(node)
    if len(translator.faults) > before:
        return translator.faulty(span)
    return facts.combined(logic.conjunction, pairs, span)


def _constant(translator: Translator, node: ast.Constant) -> Term:
    value: Any = node.value
    span = translator.span(node)
    written = translator.source[span[0] : span[1]]
    if value.__class__ is bool:
        return written_out(Kind.BOOLEAN, value, span)
    if value.__class__ in (int, float) and _NUMBER.fullmatch(written):
        if len(written) > MAX_DIGITS:
            return translator.fault("too-long", f"a number has at most {MAX_DIGITS} digits", span)
        return written_out(Kind.NUMBER, value if value.__class__ is int else Decimal(written), span)
    if value.__class__ is str and (text := text_value(written)) is not None:
        return written_out(Kind.TEXT, text, span)
    return translator.refuse(node)


def _list(translator: Translator, node: ast.List) -> Term:
    before = len(translator.faults)
    items = tuple([translator.value(item) for item in node.elts])
    span = translator.span(node)
    if len(translator.faults) > before:
        return translator.faulty(span)
    if not items:
        return translator.mismatch("the list is empty", span, "name at least one value")
    return listed(items, span)


def _call(translator: Translator, node: ast.Call) -> Term:
    span = translator.span(node)
    if not isinstance(node.func, ast.Name):
        return translator.refuse(node)
    for keyword in node.keywords:
        translator.equals_sign(keyword)
    function = TABLE.get(node.func.id)
    if function is None:
        hint = did_you_mean(node.func.id, sorted(TABLE)) or f"the functions are: {', '.join(TABLE)}"
        return translator.fault(
            "unknown-function",
            f"there is no function '{node.func.id}'",
            translator.span(node.func),
            hint,
        )
    if node.keywords:
        return translator.faulty(span)
    if not function.least <= len(node.args) <= function.most:
        message = f"'{node.func.id}' takes {function.wants}"
        return translator.fault("wrong-arguments", message, span, f"write {function.usage}")
    return function.build(translator, node, function)


def _generator(translator: Translator, node: ast.GeneratorExp) -> Term:
    hint = "write any(…), all(…), count(…), sum(…), min(…), max(…) or mean(…) around it"
    return translator.fault(
        "not-allowed", "'for' can stand only inside a function", translator.span(node), hint
    )


_PARTS: Final[dict[type, Callable[[Translator, Any], Term]]] = {
    ast.BoolOp: _bool_op,
    ast.UnaryOp: _unary_op,
    ast.BinOp: _bin_op,
    ast.IfExp: _if_exp,
    ast.Compare: _compare,
    ast.Constant: _constant,
    ast.List: _list,
    ast.Call: _call,
    ast.Name: resolve,
    ast.Attribute: resolve,
    ast.GeneratorExp: _generator,
}
