"""Codes that people type: the case, resume and withdrawal code of a response.

A code is seven symbols and a check symbol, shown as XXXX-XXXX. In a code the weighted sum of the
symbols is zero modulo the prime 31, as that of an ISBN-10 is modulo 11. One wrong symbol changes
the sum by weight × difference; two symbols that change places change it by difference of weights ×
difference of symbols. No factor is zero modulo 31 and 31 is prime, so the sum is not zero either:
every single error and every exchange of two symbols, neighbours or not, is detected.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from hybridequiz.problems import say
from hybridequiz.store.errors import CodeError

SYMBOLS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Digits and letters that are not mistaken for each other: no 0, O, 1, I or L."""

LENGTH: Final = 8
"""Symbols in a code, the check symbol included."""

_HALF: Final = LENGTH // 2
_WEIGHTS: Final = range(LENGTH, 0, -1)
_HYPHENS: Final = (
    "-\u2010\u2011\u2012\u2013\u2014\u2212"  # the hyphen, and what word processors make of it
)
_UPPER: Final = {ord(letter): letter.upper() for letter in "abcdefghijklmnopqrstuvwxyz"}


def new_code(choose: Callable[[Sequence[str]], str]) -> str:
    """Make a code.

    Args:
        choose: Picks one of the symbols, such as `secrets.choice`: chance comes from outside.

    Returns:
        The eight symbols, without the hyphen.
    """
    chosen = "".join(choose(SYMBOLS) for _ in range(LENGTH - 1))
    return chosen + SYMBOLS[-_weighted_sum(chosen) % len(SYMBOLS)]


def is_code(text: str) -> bool:
    """Tell whether this is a code as it is kept; the name of a withdrawn response is none."""
    return len(text) == LENGTH


def read_code(text: str) -> str:
    """Give the code that was typed; case, spaces and hyphens do not matter.

    Raises:
        CodeError: It is not a code. The error says why and never names another code.
    """
    code = "".join(text.translate(_UPPER).split())
    for hyphen in _HYPHENS:
        code = code.replace(hyphen, "")
    if not code:
        raise CodeError(say("No code was typed."), hint=say("A code looks like XXXX-XXXX."))
    if foreign := [symbol for symbol in code if symbol not in SYMBOLS]:
        raise _foreign(foreign)
    if len(code) != LENGTH:
        raise CodeError(
            say("A code has {right} letters and digits; this has {typed}."),
            hint=say("Type it as it was shown: XXXX-XXXX."),
            right=LENGTH,
            typed=len(code),
        )
    if _weighted_sum(code) % len(SYMBOLS):
        raise CodeError(
            say(
                "This code does not exist: a letter or digit is wrong, or two have changed places."
            ),
            hint=say("Compare it with the code as it was written down."),
        )
    return code


def is_same_code(typed: str, code: str) -> bool:
    """Tell whether a code was typed; both may be as they are shown."""
    try:
        return read_code(typed) == read_code(code)
    except CodeError:
        return False


def show_code(code: str) -> str:
    """Give the code as people read it: XXXX-XXXX."""
    return f"{code[:_HALF]}-{code[_HALF:]}"


def mask_code(code: str) -> str:
    """Give the code for a list: enough to tell two apart, too little to use it."""
    return f"{code[:2]}**-****"


def _weighted_sum(symbols: str) -> int:
    return sum(
        weight * SYMBOLS.index(symbol) for weight, symbol in zip(_WEIGHTS, symbols, strict=False)
    )


def _foreign(symbols: Sequence[str]) -> CodeError:
    named = ", ".join(dict.fromkeys(ascii(symbol)[1:-1] for symbol in symbols))
    return CodeError(
        say("A code cannot have: {symbols}."),
        hint=say("Codes are made of 2-9 and A-Z; 0, 1, I, L and O are never used."),
        symbols=named,
    )
