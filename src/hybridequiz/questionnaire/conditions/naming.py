"""What a name in a condition stands for."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Final

from hybridequiz.problems import did_you_mean, near_match

from . import facts, logic
from .faults import Fault
from .scope import Kind, Roster
from .spelling import foreign, foreign_word
from .terms import Term, referring

if TYPE_CHECKING:
    from .translator import Translator

TODAY: Final = "today()"
"""The key under which an environment holds the day on which the interview began."""
LOOKS_AT_TODAY: Final = re.compile(r"\btoday\s*\(")
"""In a condition as it is written: it looks at that day, which is not among its references."""

THIS: Final = "this"
"""The name of the answer that a check is about."""


def resolve(translator: Translator, node: ast.Name | ast.Attribute) -> Term:
    """Translate a name, or a field of a roster's row."""
    if isinstance(node, ast.Attribute):
        return _field(translator, node)
    name, span = node.id, translator.span(node)
    symbol = translator.scope.this if name == THIS else translator.scope.symbols.get(name)
    if translator.loop and name == translator.loop[0]:
        hint = f"write one of its fields: {_fields(name, translator.loop[1])}"
        return translator.fault("type-mismatch", f"'{name}' is a whole row here", span, hint)
    if symbol is None:
        translator.faults.append(_unresolved(translator, name, span))
        return translator.faulty(span)
    translator.symbols[name] = symbol
    term = referring(name, symbol, logic.reference(name), span)
    return facts.atom(term, translator.symbols, name, ()) if symbol.kind is Kind.BOOLEAN else term


def _field(translator: Translator, node: ast.Attribute) -> Term:
    if not (
        isinstance(node.value, ast.Name) and translator.loop and node.value.id == translator.loop[0]
    ):
        return translator.refuse(node)
    variable, roster = translator.loop
    symbol = roster.fields.get(node.attr)
    if symbol is None:
        hint = did_you_mean(node.attr, sorted(roster.fields), noun="its fields")
        message = f"'{node.attr}' is not a field of '{roster.name}'"
        return translator.fault("unknown-name", message, translator.span(node), hint)
    name = f"{variable}.{node.attr}"
    return referring(name, symbol, logic.reference(name), translator.span(node))


def _fields(variable: str, roster: Roster) -> str:
    return ", ".join(f"{variable}.{name}" for name in sorted(roster.fields))


def _unresolved(translator: Translator, name: str, span: tuple[int, int]) -> Fault:
    """Say why a name stands for nothing."""
    from .functions import TABLE  # functions are built on names

    scope = translator.scope
    if right := foreign_word(name):
        return foreign(name, right, span[0])
    if name == THIS:
        message = "'this' stands for the answer that a check looks at; here is no check"
        return Fault("this-outside-check", message, *span, "write the question's id")
    if name in scope.apart:
        message = f"'{name}' may come after this place: {scope.apart[name]}"
        hint = "look at a question that stands outside of what is shuffled"
        return Fault("shuffled", message, *span, hint)
    if name in scope.later:
        message = f"'{name}' comes later than this place"
        return Fault(
            "forward-reference",
            message,
            *span,
            "refer to earlier questions, or move one of the two",
        )
    if name in scope.unusable:
        message = f"'{name}' cannot be used in a condition: {scope.unusable[name]}"
        return Fault("unusable-name", message, *span)
    if name in scope.rosters:
        roster = scope.rosters[name]
        field = next(iter(roster.fields), "field")
        hint = f"write any(row.{field} … for row in {name}), or count({name})"
        return Fault(
            "type-mismatch", f"'{name}' is a repeated section: it has many rows", *span, hint
        )
    if name in TABLE:
        return Fault("unknown-name", f"'{name}' is a function", *span, f"write {TABLE[name].usage}")
    usable = [*scope.symbols, *([THIS] if scope.this else [])]
    near = near_match(name, usable) or near_match(name, scope.later)
    hint = (
        f'did you mean "{near}"?'
        if near
        else "a text stands in quotes; an id is written as in the file"
    )
    return Fault("unknown-name", f"there is no question '{name}'", *span, hint)
