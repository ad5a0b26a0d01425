"""Reckoning with integers and decimals: bounded, and never in binary fractions."""

from __future__ import annotations

import ast
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from typing import Any, Final

from hybridequiz.questionnaire.states import Missing

from .logic import NO_RESULT

PRECISION: Final = 28
"""Significant digits of a result that is not a whole number."""

MAX_SIZE: Final = 10**PRECISION
"""A whole number beyond this is no result."""

MAX_PLACES: Final = 10
"""The most decimals that `round` can be asked for."""

_CONTEXT: Final = Context(prec=PRECISION, traps=[InvalidOperation, DivisionByZero, Overflow])

Number = int | Decimal


def add(left: Number, right: Number) -> Number:
    """Add."""
    if left.__class__ is int and right.__class__ is int:
        return left + right
    return _CONTEXT.add(left, right)


def subtract(left: Number, right: Number) -> Number:
    """Subtract."""
    if left.__class__ is int and right.__class__ is int:
        return left - right
    return _CONTEXT.subtract(left, right)


def multiply(left: Number, right: Number) -> Number:
    """Multiply."""
    if left.__class__ is int and right.__class__ is int:
        return left * right
    return _CONTEXT.multiply(left, right)


def divide(left: Number, right: Number) -> Number:
    """Divide. The result is always a decimal."""
    return _CONTEXT.divide(left, right)


def floor_divide(left: Number, right: Number) -> Number:
    """Divide and round down, for decimals too, as Python does for integers."""
    if left.__class__ is int and right.__class__ is int:
        return left // right
    whole = _CONTEXT.divide_int(left, right)
    rest = _CONTEXT.remainder(left, right)
    return int(whole) - (1 if rest and (rest < 0) != (right < 0) else 0)


def modulo(left: Number, right: Number) -> Number:
    """Give what `floor_divide` leaves: it has the sign of the divisor."""
    if left.__class__ is int and right.__class__ is int:
        return left % right
    rest = _CONTEXT.remainder(left, right)
    return _CONTEXT.add(rest, right) if rest and (rest < 0) != (right < 0) else rest


def rounded(value: Number, places: int = 0) -> Number:
    """Round to a number of decimals, a half away from zero, as at school."""
    if isinstance(value, int):
        return value
    exact = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=_CONTEXT)
    return exact if places else int(exact)


def negative(value: Number) -> Number:
    """Change the sign."""
    return -value if isinstance(value, int) else _CONTEXT.minus(value)


def mean(values: list[Number]) -> Number:
    """Give the mean of one or more numbers."""
    return divide(total(values), len(values))


def total(values: list[Number]) -> Number:
    """Give the sum; 0 for no numbers."""
    result: Number = 0
    for value in values:
        result = add(result, value)
    return result


def safe(function: Callable[..., Any]) -> Callable[..., Number | Missing]:
    """Give the function with no result where there is none: divided by zero, or too large."""

    def guarded(*values: Any) -> Number | Missing:
        try:
            result: Number = function(*values)
        except ArithmeticError:
            return NO_RESULT
        return result if -MAX_SIZE <= result <= MAX_SIZE else NO_RESULT

    return guarded


OPERATORS: Final[dict[type[ast.operator], Callable[..., Number | Missing]]] = {
    ast.Add: safe(add),
    ast.Sub: safe(subtract),
    ast.Mult: safe(multiply),
    ast.Div: safe(divide),
    ast.FloorDiv: safe(floor_divide),
    ast.Mod: safe(modulo),
}
"""The operators between two numbers."""

DIVISIONS: Final = (ast.Div, ast.FloorDiv, ast.Mod)
"""The operators that have no result when the right side is zero."""
