"""Calculations with written numbers that can never have a value: divided by zero, or too large."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from decimal import Decimal

from hybridequiz.questionnaire.states import Missing

from . import arithmetic
from .faults import Fault
from .logic import NO_RESULT
from .reading import read


def hopeless(source: str) -> Iterator[Fault]:
    """Find the calculations in a condition that have no value whatever is answered, going by written numbers alone.

    Args:
        source: A condition that can be compiled.
    """
    reading = read(source)
    for node in ast.walk(reading.tree):
        if isinstance(node, ast.BinOp) and (message := _why(node)):
            start = node.col_offset + reading.shift
            end = (node.end_col_offset or node.col_offset) + reading.shift
            hint = "nobody would have a value: correct the calculation"
            yield Fault("never-a-value", message, start, end, hint)


def _why(node: ast.BinOp) -> str:
    """Say why a calculation has no value; nothing where it may have one."""
    left, right = _value(node.left), _value(node.right)
    if right is None or NO_RESULT in (left, right):
        return ""  # not known, or told of the part already
    if isinstance(node.op, arithmetic.DIVISIONS) and right == 0:
        return "this divides by zero, and has no value"
    if left is not None and _value(node) is NO_RESULT:
        return "this number is too large, and has no value"
    return ""


def _value(node: ast.expr) -> int | Decimal | Missing | None:
    """Give the number that is written; why there is none; None where it is not written numbers alone."""
    if isinstance(node, ast.Constant):
        return _number(node.value)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.UAdd | ast.USub):
        found = _value(node.operand)
        if found is None or isinstance(found, Missing) or isinstance(node.op, ast.UAdd):
            return found
        return arithmetic.negative(found)
    if isinstance(node, ast.BinOp) and type(node.op) in arithmetic.OPERATORS:
        left, right = _value(node.left), _value(node.right)
        if left is None or right is None:
            return None
        missing = next((one for one in (left, right) if isinstance(one, Missing)), None)
        return missing or arithmetic.OPERATORS[type(node.op)](left, right)
    return None


def _number(value: object) -> int | Decimal | None:
    if isinstance(value, float):
        return Decimal(str(value))
    return value if isinstance(value, int) and not isinstance(value, bool) else None
