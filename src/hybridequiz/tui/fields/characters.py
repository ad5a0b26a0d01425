"""Text on its way into a field, and on its way from a field to the screen.

What is text is said by `hybridequiz.characters`: a field takes what an answer keeps. A field has no tabs, and
may be a single line.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from hybridequiz.characters import is_text, only_text, show_text, with_newlines

_JOINER: Final = "\u200d"


def displayable(text: str) -> str:
    """Return the text as one line that is safe to draw; line ends and tabs become spaces."""
    return show_text(_spaced(with_newlines(text).replace("\n", " ")))


def harmless(text: str) -> str:
    """Return what an answer can hold of the text; a tab becomes a space."""
    return _spaced(only_text(text))


def harmless_line(text: str) -> str:
    """Return harmless text of several lines as one line: the lines joined by single spaces."""
    lines = harmless(text).split("\n")
    return lines[0] if len(lines) == 1 else " ".join(filter(None, map(str.strip, lines)))


def composed(text: str) -> str:
    """Return the text in NFC, in which the length of answers is counted."""
    return unicodedata.normalize("NFC", text)


def is_typed(character: str | None) -> bool:
    """Tell whether the character of a key is text.

    Another rule than `str.isprintable`: the joiners and every kind of space are text too, or a Persian word loses
    its joiner when it is typed.
    """
    if character is None or len(character) != 1 or character in "\n\t":
        return False
    return is_text(character)


def fitting(text: str, room: int) -> str:
    """Return the longest start of the text of at most `room` characters that splits no cluster.

    A letter is not parted from its accents, nor an emoji from what is joined to it.
    """
    if len(text) <= room:
        return text
    end = max(0, room)
    while end > 0 and (_joins_on(text[end]) or text[end - 1] == _JOINER):
        end -= 1
    return text[:end]


def _joins_on(character: str) -> bool:
    """Tell whether the character belongs to the one before it."""
    return character == _JOINER or unicodedata.category(character).startswith("M")


def _spaced(text: str) -> str:
    """Return the text with a space for each tab."""
    return text.replace("\t", " ")
