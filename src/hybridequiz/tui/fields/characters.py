"""Text on its way into a field, and on its way from a field to the screen.

What is text is said by `hybridequiz.characters`: a field takes what an answer keeps. A field has no tabs, and
may be a single line.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from hybridequiz.characters import JOINERS, is_text, only_text, show_text, with_newlines

_JOINER: Final = "\u200d"
_SKIN: Final = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
_FLAG_LETTERS: Final = "".join(map(chr, range(0x1F1E6, 0x1F200)))
"""Two of them are one flag."""
_DRAWN: Final = frozenset({"So", "Sk", "Me"})
"""Categories of what is drawn as one picture."""


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
    while not _parts(text, end):
        end -= 1
    return text[:end]


def left_of(text: str, at: int) -> int:
    """Return where the cursor goes from a place to the left: over a whole cluster."""
    at = max(0, at - 1)
    while not _parts(text, at):
        at -= 1
    return at


def right_of(text: str, at: int) -> int:
    """Return where the cursor goes from a place to the right: over a whole cluster."""
    at = min(len(text), at + 1)
    while not _parts(text, at):
        at += 1
    return at


def erased_from(text: str, at: int) -> int:
    """Return from where Backspace deletes: an emoji goes whole, of a letter with accents the last accent goes."""
    start = left_of(text, at)
    drawn = any(unicodedata.category(one) in _DRAWN for one in text[start:at])
    return start if drawn else max(0, at - 1)


def _parts(text: str, at: int) -> bool:
    """Tell whether a place stands between two clusters (Unicode Standard Annex 29, without its rarer cases)."""
    if at <= 0 or at >= len(text):
        return True
    if _joins_on(text[at]) or text[at - 1] == _JOINER:
        return False
    flags = len(text[:at]) - len(text[:at].rstrip(_FLAG_LETTERS))
    return text[at] not in _FLAG_LETTERS or flags % 2 == 0


def _joins_on(character: str) -> bool:
    """Tell whether the character belongs to the one before it: an accent, a joiner, a shade of skin."""
    if character in JOINERS or character in _SKIN:
        return True
    return unicodedata.category(character).startswith("M")


def _spaced(text: str) -> str:
    """Return the text with a space for each tab."""
    return text.replace("\t", " ")
