"""Spellings of other languages, and texts that cannot be read: what to write instead."""

from __future__ import annotations

import re
from typing import Final

from .faults import Fault

TOKEN: Final = re.compile(
    r"""
    (?P<text>   "(?:[^"\\\n]|\\[^\n])*" | '(?:[^'\\\n]|\\[^\n])*' )
  | (?P<comment>\#[^\n]* )
  | (?P<fill>   \$\{[^{}]*\} | \{[^{}]*\} )
  | (?P<sign>   ===|!==|==|!=|<=|>=|=>|=<|<>|&&|\|\||:=|=|! )
  | (?P<word>   [A-Za-z_][A-Za-z0-9_]* )
  | (?P<number> [0-9][0-9A-Za-z_.]* )
  | (?P<space>  \s+ )
  | (?P<other>  . )
    """,
    re.VERBOSE | re.DOTALL,
)
"""The pieces of a condition; a quote that is never closed is one of the `other` pieces."""

CURLY_QUOTES: Final = "“”„‟‘’‚‛«»"

SINGLE_QUOTES: Final = "‘’‚‛"

_SIGNS: Final = {
    "=": "==",
    "===": "==",
    "!==": "!=",
    "<>": "!=",
    "=>": ">=",
    "=<": "<=",
    "&&": "and",
    "||": "or",
    "!": "not",
}
_WORDS: Final = {
    "AND": "and",
    "And": "and",
    "OR": "or",
    "Or": "or",
    "NOT": "not",
    "Not": "not",
    "IN": "in",
    "In": "in",
    "div": "/",
    "mod": "%",
}
_CONSTANTS: Final = {"true": "True", "TRUE": "True", "false": "False", "FALSE": "False"}


def foreign_word(word: str) -> str:
    """Give the right spelling of a word of another language, or an empty string."""
    return _CONSTANTS.get(word) or _WORDS.get(word, "")


def foreign(written: str, right: str, start: int) -> Fault:
    """Give the fault for a spelling of another language."""
    return Fault(
        "foreign-spelling",
        f"'{written}' is not spelled like that here",
        start,
        start + len(written),
        f"write {right}",
    )


def respelled(source: str) -> tuple[str, list[tuple[int, int]]]:
    """Spell a condition as it is spelled here.

    Returns:
        The condition, and for each of its characters where in `source` stands what it comes from.
    """
    text: list[str] = []
    places: list[tuple[int, int]] = []
    for match in TOKEN.finditer(source):
        written, start = match.group(), match.start()
        inner = written.strip("${} ") if match.lastgroup == "fill" else written
        right = _right_sign(match) or inner
        text.append(right)
        if right == inner:
            first = start + written.index(inner)
            places += [(at, at + 1) for at in range(first, first + len(inner))]
        else:
            places += [match.span()] * len(right)
    return "".join(text), places


def _right_sign(match: re.Match[str]) -> str:
    """Give what to put for a sign, a word or a quote of another language, or an empty string."""
    written = match.group()
    if match.lastgroup == "sign" and (right := _SIGNS.get(written)):
        return f" {right} "
    if match.lastgroup == "word":
        return foreign_word(written)
    if match.lastgroup == "other" and written in CURLY_QUOTES:
        return "'" if written in SINGLE_QUOTES else '"'
    return ""


def diagnose(source: str, offset: int, reason: str) -> list[Fault]:
    """Say what is wrong with a text that is no condition.

    Args:
        source: The text as it was written.
        offset: Where reading stopped, in characters from 0.
        reason: What the reader of the standard library said; only its sense is used.

    Returns:
        All foreign spellings if there are any; otherwise one fault at the place where reading
        stopped.
    """
    return foreign_spellings(source) or [_unreadable(source, offset, reason)]


def foreign_spellings(source: str) -> list[Fault]:
    """Find every piece that is spelled as in another language."""
    faults = []
    for match in TOKEN.finditer(source):
        written, group = match.group(), match.lastgroup
        right = ""
        if group == "sign":
            right = _SIGNS.get(written, "")
        elif group == "word":
            right = foreign_word(written)
        elif group == "fill":
            right = written.strip("${} ") or "the name alone"
        elif written in CURLY_QUOTES:
            right = "straight quotes: \"…\" or '…'"
        if right:
            faults.append(foreign(written, right, match.start()))
    return faults


def _unreadable(source: str, offset: int, reason: str) -> Fault:
    for match in TOKEN.finditer(source):
        if match.lastgroup == "other" and match.group() in "\"'":
            return Fault(
                "syntax",
                "a text is opened here and never closed",
                match.start(),
                len(source),
                f"close it with {match.group()}",
            )
    return _unbalanced(source) or _stopped(source, offset, reason)


def _unbalanced(source: str) -> Fault | None:
    """Find the first bracket without a partner."""
    partner = {")": "(", "]": "["}
    opened: list[re.Match[str]] = []
    for match in TOKEN.finditer(source):
        sign = match.group()
        if match.lastgroup != "other" or sign not in "()[]":
            continue
        if sign in "([":
            opened.append(match)
        elif opened and opened[-1].group() == partner[sign]:
            opened.pop()
        else:
            return Fault(
                "syntax",
                f"'{sign}' closes a bracket that was not opened",
                match.start(),
                match.end(),
            )
    if not opened:
        return None
    last = opened[-1]
    closing = ")" if last.group() == "(" else "]"
    return Fault(
        "syntax",
        f"'{last.group()}' is opened here and never closed",
        last.start(),
        last.end(),
        f"close it with {closing}",
    )


def _stopped(source: str, offset: int, reason: str) -> Fault:
    """Point at the piece where reading stopped."""
    end = len(source.rstrip())
    if "forgot a comma" in reason:
        hint = "is a comma missing, or a word such as and, or, in between two parts?"
    elif "leading zeros" in reason:
        hint = (
            "write the number without zeros in front; a code with zeros is a text: put it in quotes"
        )
    elif "literal" in reason:
        hint = "is a space missing between a number and a word?"
    else:
        hint = "a condition looks like: years >= 3 and status in [1, 2]"
    if offset >= end:
        message = "the condition stops too early: something is missing at its end"
        return Fault("syntax", message, max(0, end - 1), max(1, end), hint)
    match = TOKEN.match(source, offset)
    piece = match.group().strip() if match else ""
    message = f"'{piece}' does not fit here" if piece else "something does not fit here"
    return Fault("syntax", message, offset, offset + max(1, len(piece)), hint)
