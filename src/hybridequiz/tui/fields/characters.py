"""Which characters reach the screen, and which reach an answer.

Text from files and from people may hold anything. Nothing here interprets it: it is rid of what
steers a terminal, of what no file can hold (half a surrogate pair), and of the marks that turn the
reading direction of the whole line around. What belongs to a script stays: the joiners of Persian
and the Indic scripts, no-break spaces, the left-to-right mark.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_TURNING: Final = "\u202a-\u202e\u2066-\u2069"
_BREAKS: Final = "\n\x0b\x0c\r\x85\u2028\u2029"
_HARMFUL: Final = re.compile(f"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029{_TURNING}]")
_BREAK: Final = re.compile("\r\n|[\x0b\x0c\r\x85\u2028\u2029]")
_CONTROL_PICTURES: Final = 0x2400
_DELETE_PICTURE: Final = "\u2421"
_REPLACEMENT: Final = "\ufffd"
_JOINER: Final = "\u200d"


def displayable(text: str) -> str:
    """Return the text as one line that is safe to draw.

    Line breaks and tabs become spaces, a control code its picture, half a surrogate pair the
    replacement character; marks that turn the direction of the line are left out.
    """
    return _HARMFUL.sub(_picture, text)


def harmless(text: str) -> str:
    """Return the text as an answer can hold it.

    Line breaks of every kind become a newline, a tab a space, half a surrogate pair the replacement
    character; control codes and marks that turn the direction of the line are left out.
    """
    return _HARMFUL.sub(_remainder, _BREAK.sub("\n", text))


def harmless_line(text: str) -> str:
    """Return harmless text of several lines as one line: the lines joined by single spaces."""
    lines = harmless(text).split("\n")
    return lines[0] if len(lines) == 1 else " ".join(filter(None, map(str.strip, lines)))


def composed(text: str) -> str:
    """Return the text in NFC, in which the length of answers is counted."""
    return unicodedata.normalize("NFC", text)


def is_typed(character: str | None) -> bool:
    """Tell whether the character of a key is text.

    More than `str.isprintable`: the joiners and marks of scripts (category Cf) and every kind of
    space (Zs) are text too, or a Persian word loses its joiner when it is typed.
    """
    if character is None or len(character) != 1 or _HARMFUL.match(character):
        return False
    return character.isprintable() or unicodedata.category(character) in {"Cf", "Zs"}


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


def _is_surrogate(character: str) -> bool:
    """Tell whether the character is half of a surrogate pair."""
    return "\ud800" <= character <= "\udfff"


def _picture(match: re.Match[str]) -> str:
    """Return what is drawn in place of a harmful character."""
    character = match.group()
    if character in _BREAKS or character == "\t":
        return " "
    if character < " ":
        return chr(_CONTROL_PICTURES + ord(character))
    if character == "\x7f":
        return _DELETE_PICTURE
    return _REPLACEMENT if character < "\xa0" or _is_surrogate(character) else ""


def _remainder(match: re.Match[str]) -> str:
    """Return what an answer keeps of a harmful character."""
    character = match.group()
    if character == "\n":
        return character
    if character == "\t":
        return " "
    return _REPLACEMENT if _is_surrogate(character) else ""
