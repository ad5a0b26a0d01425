"""Conditions in words: `p_status in ["completed"]` as “‘Do you follow …’ (p_status) is “Completed””.

A sentence is made of the parsed condition, with the words of questions and options. What is worked out (`a * 2 + b`)
stays as the file writes it: words would be less clear. Parentheses stand wherever `and` and `or` meet.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from hybridequiz.export import condition_phrases as phrases
from hybridequiz.export.condition_pieces import (
    Named,
    Say,
    called,
    is_constant,
    joined,
    on_one_line,
    short,
    together,
)
from hybridequiz.questionnaire.conditions import ConditionFaults, Kind
from hybridequiz.questionnaire.conditions.reading import Reading, read, text_value

DEEPEST: Final = 60
"""Parts within parts: no condition has more, see `conditions.translator`."""
_CLAUSES: Final = (*phrases.PREDICATES, "selected", "any", "all", "matches")
"""Functions that are true or false."""


def condition_words(source: str, names: Mapping[str, Named], say: Say) -> str:
    """Say a condition in words.

    Args:
        source: The condition as it was written.
        names: What it can name. A name that is not there is said as it is.
        say: Says a message in the language of the words.

    Returns:
        The words; the condition as it was written where it is none.
    """
    try:
        reading = read(source)
    except ConditionFaults:
        return on_one_line(source)
    return _Teller(reading, names, say).clause(reading.tree)


def is_compound(source: str) -> bool:
    """Tell whether a condition has parts that are joined, so that more of them would be read wrong."""
    try:
        return isinstance(read(source).tree, ast.BoolOp | ast.IfExp)
    except ConditionFaults:
        return True


def all_of(clauses: Sequence[str], say: Say) -> str:
    """Join conditions that must all hold."""
    if len(clauses) < 2:  # noqa: PLR2004 - nothing to join
        return "".join(clauses)
    return joined([f"({one})" for one in clauses], say(phrases.AND))


class _Teller:
    """Says the parts of one condition."""

    def __init__(self, reading: Reading, names: Mapping[str, Named], say: Say) -> None:
        self._reading = reading
        self._names = names
        self._say = say
        self._depth = 0

    def _said(self, message: str, *values: str, **parts: str) -> str:
        return self._say(message).format(*values, **parts)

    def _source(self, node: ast.expr) -> str:
        """Give a part as the file writes it."""
        shift = self._reading.shift
        end = node.end_col_offset or node.col_offset
        return on_one_line(self._reading.source[node.col_offset + shift : end + shift])

    # ---------------------------------------------------------------- true or false

    def clause(self, node: ast.expr) -> str:
        """Say something that is true or false."""
        self._depth += 1
        try:
            if self._depth > DEEPEST:
                return self._source(node)
            tell = _CLAUSE.get(type(node))
            return self._is_true(node) if tell is None else tell(self, node)
        finally:
            self._depth -= 1

    def _is_true(self, node: ast.expr) -> str:
        """Say that what has a value is true."""
        tell = _VALUE.get(type(node))
        return self._said(
            phrases.TRUE, left=self._source(node) if tell is None else tell(self, node)
        )

    def _group(self, node: ast.expr) -> str:
        """Say a part of a longer clause: in parentheses where it has parts of its own."""
        words = self.clause(node)
        return f"({words})" if isinstance(node, ast.BoolOp | ast.IfExp) else words

    def bool_op(self, node: ast.BoolOp) -> str:
        """Say `and` and `or`."""
        join = phrases.AND if isinstance(node.op, ast.And) else phrases.OR
        return joined([self._group(one) for one in node.values], self._say(join))

    def unary(self, node: ast.UnaryOp) -> str:
        """Say `not`: in the words of what is not so, where there are such words."""
        what = node.operand
        if not isinstance(node.op, ast.Not):
            return self._is_true(node)
        if isinstance(what, ast.UnaryOp) and isinstance(what.op, ast.Not):
            return self.clause(what.operand)
        if isinstance(what, ast.Compare) and len(what.ops) == 1:
            negated = phrases.NEGATED.get(type(what.ops[0]))
            if negated is not None:
                return self._comparison(what.left, negated, what.comparators[0])
        if isinstance(what, ast.Call) and called(what) in phrases.PREDICATES and what.args:
            return self._said(phrases.PREDICATES[called(what)][1], what=self.value(what.args[0]))
        return self._said(phrases.NOT, what=self.clause(what))

    def if_else(self, node: ast.IfExp) -> str:
        """Say `a if c else b`, of which each part is true or false."""
        parts = (node.test, node.body, node.orelse)
        test, then, otherwise = (f"({self.clause(one)})" for one in parts)
        return self._said(phrases.IF_ELSE, test=test, then=then, otherwise=otherwise)

    def constant(self, node: ast.Constant) -> str:
        """Say `True` or `False`."""
        if isinstance(node.value, bool):
            return self._say(phrases.ALWAYS if node.value else phrases.NEVER)
        return self._is_true(node)

    def compare(self, node: ast.Compare) -> str:
        """Say a comparison, or several in a chain."""
        sides = [node.left, *node.comparators]
        if any(not isinstance(one, ast.Name | ast.Constant) for one in sides[1:-1]):
            return self._source(node)
        pairs = zip(sides, node.ops, sides[1:], strict=False)
        told = [self._comparison(left, type(op), right) for left, op, right in pairs]
        return joined(told, self._say(phrases.AND))

    def _comparison(self, left: ast.expr, op: type[ast.cmpop], right: ast.expr) -> str:
        if self._is_clause(left) or self._is_clause(right):
            together = phrases.TWO_OR_NONE if op is ast.Eq else phrases.ONE_OF_TWO
            return self._said(together, left=self.clause(left), right=self.clause(right))
        if op in phrases.MIRRORED and is_constant(left) and not is_constant(right):
            return self._comparison(right, phrases.MIRRORED[op], left)
        if op in (ast.In, ast.NotIn) and not isinstance(right, ast.List):
            return self._membership(left, op, right)
        if self._is_several(left) or self._is_several(right):
            return self._sets(left, op, right)
        in_time = self._is_time(left) or self._is_time(right)
        messages = {**phrases.COMPARED, **(phrases.IN_TIME if in_time else {})}
        ordered = op in (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
        join = phrases.BOTH if op is ast.NotIn else phrases.EITHER
        values = self._listed(right, left, join, with_code=ordered)
        return self._said(
            messages.get(op, phrases.COMPARED[ast.Eq]), left=self.value(left), right=values
        )

    def _membership(self, left: ast.expr, op: type[ast.cmpop], right: ast.expr) -> str:
        named = self._named(right)
        messages = phrases.CHOSEN
        if named is None or named.kind is Kind.TEXT:
            messages = phrases.PART_OF
        elif named.kind is Kind.RANKING:
            messages = phrases.RANKED
        return self._said(messages[op], left=self._code(left, right), right=self.value(right))

    def _sets(self, left: ast.expr, op: type[ast.cmpop], right: ast.expr) -> str:
        """Say that what is chosen in a question is, or is not, exactly this."""
        if isinstance(left, ast.List):
            left, right = right, left
        messages = phrases.CHOSEN if isinstance(right, ast.List) else phrases.SAME_CHOSEN
        message = messages.get(op, phrases.COMPARED[ast.Eq])
        return self._said(
            message, left=self.value(left), right=self._listed(right, left, phrases.BOTH)
        )

    def clause_call(self, node: ast.Call) -> str:
        """Say a function that is true or false."""
        name, arguments = called(node), node.args
        if name in ("any", "all") and arguments:
            return self._any_or_all(name, arguments)
        if name in phrases.PREDICATES and arguments:
            return self._said(phrases.PREDICATES[name][0], what=self.value(arguments[0]))
        if name == "selected" and len(arguments) > 1:
            codes = joined(
                [self._code(one, arguments[0]) for one in arguments[1:]], self._say(phrases.EITHER)
            )
            return self._said(phrases.SELECTED, codes=codes, what=self.value(arguments[0]))
        if name == "matches" and len(arguments) > 1:
            what, pattern = map(self.value, arguments[:2])
            return self._said(phrases.MATCHES, what=what, pattern=pattern)
        return self._is_true(node)

    def _any_or_all(self, name: str, arguments: Sequence[ast.expr]) -> str:
        if isinstance(arguments[0], ast.GeneratorExp):
            return self._over_rows(name, arguments[0])
        join = phrases.OR if name == "any" else phrases.AND
        return joined([self._group(one) for one in together(arguments)], self._say(join))

    # ---------------------------------------------------------------- values

    def value(self, node: ast.expr) -> str:
        """Say something that has a value."""
        self._depth += 1
        try:
            if self._depth > DEEPEST:
                return self._source(node)
            if self._is_clause(node):
                return f"({self.clause(node)})"
            tell = _VALUE.get(type(node))
            return self._source(node) if tell is None else tell(self, node)
        finally:
            self._depth -= 1

    def name(self, node: ast.Name | ast.Attribute) -> str:
        """Say a question: its words and its id."""
        name = node.id if isinstance(node, ast.Name) else node.attr
        if name == "this":
            return self._say(phrases.THIS)
        named = self._names.get(name)
        text = "" if named is None else short(named.text)
        return self._said(phrases.QUESTION, text=text, name=name) if text else self._source(node)

    def written(self, node: ast.Constant) -> str:
        """Say a number or a text that is written out."""
        source = self._source(node)
        text = text_value(source)
        return source if text is None else self._said(phrases.LABEL, words=text)

    def choice(self, node: ast.IfExp) -> str:
        """Say `a if c else b`, of which each part has a value."""
        then, otherwise = self.value(node.body), self.value(node.orelse)
        test = f"({self.clause(node.test)})"
        return f"({self._said(phrases.IF_ELSE, test=test, then=then, otherwise=otherwise)})"

    def value_call(self, node: ast.Call) -> str:
        """Say a function that gives a value."""
        name, arguments = called(node), node.args
        if arguments and name in phrases.TOGETHER:
            return self._together(name, arguments)
        if name in ("date", "time") and len(arguments) == 1:
            written = text_value(self._source(arguments[0]))
            return self._source(node) if written is None else written
        message = phrases.CALLED.get(name)
        if name == "round" and len(arguments) > 1:
            message = phrases.ROUNDED
        if message is None or message.count("{") > len(arguments):
            return self._source(node)
        values = [self.value(one) for one in arguments[:1]]
        values += [
            self._code(one, arguments[0]) if name == "rank" else self.value(one)
            for one in arguments[1:]
        ]
        return self._said(message, *values)

    def _together(self, name: str, arguments: Sequence[ast.expr]) -> str:
        """Say what is taken together: of several parts, of the rows of a section, of what was chosen."""
        first = arguments[0]
        if isinstance(first, ast.GeneratorExp):
            return self._over_rows(name, first)
        named = self._named(first)
        if (
            name == "count"
            and len(arguments) == 1
            and named is not None
            and named.kind is not Kind.BOOLEAN
        ):
            if named.kind is None:
                return self._said(phrases.ROWS_COUNTED, roster=self.value(first))
            return self._said(phrases.COUNTED, what=self.value(first))
        tell = (lambda one: f"({self.clause(one)})") if name == "count" else self.value
        parts = [tell(one) for one in together(arguments)]
        return self._said(phrases.TOGETHER[name], parts=joined(parts, self._say(phrases.BOTH)))

    def _over_rows(self, name: str, generator: ast.GeneratorExp) -> str:
        """Say what is taken together over the rows of a section that is repeated."""
        loop = generator.generators[0]
        roster = self.value(loop.iter)
        if loop.ifs:
            only = [self._group(one) for one in loop.ifs]
            told = only[0] if len(only) == 1 else joined(only, self._say(phrases.AND))
            roster = self._said(phrases.ONLY_ROWS, roster=roster, only=told)
        what = generator.elt
        if name == "count" and isinstance(what, ast.Name):
            return self._said(phrases.ROWS_COUNTED, roster=roster)
        told = self.clause(what) if name in ("any", "all", "count") else self.value(what)
        return self._said(phrases.OVER_ROWS[name], roster=roster, what=told)

    def _listed(self, node: ast.expr, of: ast.expr, join: str, *, with_code: bool = False) -> str:
        """Say a value, or those of a list: options in their words."""
        parts = node.elts if isinstance(node, ast.List) else [node]
        return joined([self._code(one, of, with_code=with_code) for one in parts], self._say(join))

    def _code(self, node: ast.expr, of: ast.expr, *, with_code: bool = False) -> str:
        """Say a code in the words of its option; anything else as it is."""
        named = self._named(of)
        if named is None or not isinstance(node, ast.Constant) or isinstance(node.value, bool):
            return self.value(node)
        source = self._source(node)
        text = text_value(source)
        words = (
            named.label(int(source) if source.isdecimal() else source)
            if text is None
            else named.label(text)
        )
        if not words:
            return self.value(node)
        if with_code:
            return self._said(phrases.LABEL_AND_CODE, words=words, code=source)
        return self._said(phrases.LABEL, words=words)

    # ---------------------------------------------------------------- what a part is

    def _named(self, node: ast.expr) -> Named | None:
        """Give what a part names; of the option in a place of a ranking, the ranking's options."""
        if isinstance(node, ast.Call) and called(node) == "at_rank" and node.args:
            ranking = self._named(node.args[0])
            return None if ranking is None else Named(ranking.text, Kind.CODE, ranking.label)
        if isinstance(node, ast.Name | ast.Attribute):
            return self._names.get(node.id if isinstance(node, ast.Name) else node.attr)
        return None

    def _is_several(self, node: ast.expr) -> bool:
        named = self._named(node)
        return named is not None and named.kind is Kind.CHOICES

    def _is_time(self, node: ast.expr) -> bool:
        if isinstance(node, ast.Call):
            return called(node) in ("today", "date", "time")
        named = self._named(node)
        return named is not None and named.kind in (Kind.DATE, Kind.PARTIAL_DATE, Kind.TIME)

    def _is_clause(self, node: ast.expr) -> bool:
        """Tell whether a part is true or false, by what it looks like."""
        if isinstance(node, ast.Call):
            return called(node) in _CLAUSES
        if isinstance(node, ast.IfExp):
            return self._is_clause(node.body)
        if isinstance(node, ast.UnaryOp):
            return isinstance(node.op, ast.Not)
        is_written = isinstance(node, ast.Constant) and isinstance(node.value, bool)
        named = self._named(node)
        is_yes_no = named is not None and named.kind is Kind.BOOLEAN
        return isinstance(node, ast.BoolOp | ast.Compare) or is_written or is_yes_no


_CLAUSE: Final[dict[type[ast.expr], Callable[[_Teller, Any], str]]] = {
    ast.BoolOp: _Teller.bool_op,
    ast.UnaryOp: _Teller.unary,
    ast.IfExp: _Teller.if_else,
    ast.Constant: _Teller.constant,
    ast.Compare: _Teller.compare,
    ast.Call: _Teller.clause_call,
}
_VALUE: Final[dict[type[ast.expr], Callable[[_Teller, Any], str]]] = {
    ast.Name: _Teller.name,
    ast.Attribute: _Teller.name,
    ast.Constant: _Teller.written,
    ast.IfExp: _Teller.choice,
    ast.Call: _Teller.value_call,
}
