"""From the text of a condition to a syntax tree, within bounds.

The tree is read by the standard library, from a copy of the text that is ASCII and on one line:
what stands inside quotes is covered, comments and line ends are blanked. So an offset in the tree
is an offset in the text, and nothing inside quotes can trouble the reader.
"""

from __future__ import annotations

import ast
import re
import warnings
from typing import Final

from hybridequiz.values import frozen

from .faults import ConditionFaults, Fault
from .spelling import TOKEN, diagnose, foreign_spellings

MAX_LENGTH: Final = 2_000
"""Characters in a condition."""

_GLUED: Final = re.compile(r"[0-9][A-Za-z_]")
"""A number and a word without a space: Python only warns of it."""
_PLAIN: Final = re.compile(r'[!"$-\[\]-~][ !"$-\[\]-~]*')
"""Printable ASCII on one line, with no comment and no backslash: it can be read as it stands."""
_ONE_TEXT: Final = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'')
_ESCAPED: Final = re.compile(r"\\([\\\"'])")


@frozen
class Reading:
    """A condition that could be read.

    Attributes:
        source: The text as it was written.
        tree: Its syntax tree.
        shift: What to add to an offset in the tree to get one in the text.
    """

    source: str
    tree: ast.expr
    shift: int


def read(source: str) -> Reading:
    """Read a condition.

    Raises:
        ConditionFaults: If it is empty, too long or too complex, or cannot be read.
    """
    if len(source) > MAX_LENGTH:
        message = f"a condition has at most {MAX_LENGTH:,} characters; this one has {len(source):,}"
        hint = "split it: a section can have a part of it as its own condition"
        raise ConditionFaults([Fault("too-long", message, MAX_LENGTH, len(source), hint)])
    if not source.strip():
        raise ConditionFaults([Fault("syntax", "the condition is empty", 0, len(source))])
    plain = source if _PLAIN.fullmatch(source) else _covered(source)
    text = plain.lstrip()
    shift = len(plain) - len(text)
    try:
        return Reading(source, _parsed(text), shift)
    except SyntaxError as error:
        offset = error.offset - 1 + shift if error.offset else len(source)
        raise ConditionFaults(diagnose(source, offset, error.msg)) from None
    except (RecursionError, MemoryError, ValueError):
        raise ConditionFaults([too_complex(source)]) from None


def _parsed(text: str) -> ast.expr:
    """Read a condition.

    Raises:
        SyntaxError: Also for what Python reads and only warns of, such as `3and`.
    """
    if not _GLUED.search(text):
        return ast.parse(text, mode="eval").body
    with warnings.catch_warnings():
        warnings.simplefilter("error", SyntaxWarning)
        warnings.simplefilter("error", DeprecationWarning)
        return ast.parse(text, mode="eval").body


def too_complex(source: str) -> Fault:
    """Give the fault for a condition with too many parts, or parts within parts."""
    message = "the condition has too many parts, or too many brackets within brackets"
    hint = "split it: a section can have a part of it as its own condition"
    return Fault("too-complex", message, 0, len(source), hint)


def text_value(written: str) -> str | None:
    r"""Give the text that stands between quotes, or None if it is no plain quoted text.

    A backslash takes a quote or another backslash literally; otherwise it stands for itself, so
    that `"\d+"` is the pattern that it looks like.
    """
    if not _ONE_TEXT.fullmatch(written):
        return None
    inner = written[1:-1]
    return _ESCAPED.sub(r"\1", inner) if "\\" in inner else inner


def _covered(source: str) -> str:
    """Give the text in ASCII on one line, each piece at its place.

    Raises:
        ConditionFaults: If there are characters outside of quotes that mean nothing here.
    """
    pieces = []
    strange = []
    for match in TOKEN.finditer(source):
        piece = match.group()
        if match.lastgroup == "text":
            piece = piece[0] + "_" * (len(piece) - 2) + piece[0]
        elif match.lastgroup in ("comment", "space"):
            piece = " " * len(piece)
        elif not (piece.isascii() and piece.isprintable()) or piece == "\\":
            strange.append(match)
        pieces.append(piece)
    if strange:
        raise ConditionFaults(foreign_spellings(source) or [_strange(match) for match in strange])
    covered = "".join(pieces)
    if not covered.strip():
        raise ConditionFaults([Fault("syntax", "the condition is empty", 0, len(source))])
    return covered


def _strange(match: re.Match[str]) -> Fault:
    piece = match.group()
    shown = piece if piece.isprintable() else f"U+{ord(piece[0]):04X}"
    message = f"the character '{shown}' means nothing here"
    return Fault("syntax", message, match.start(), match.end(), "a text stands in quotes")
