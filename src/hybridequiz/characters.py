"""Which characters an answer may hold, and how foreign text is shown.

Rich and Textual let ESC, the C1 controls, NUL and bidirectional marks through to the terminal; so answers are
cleaned when they come in, and texts of old or foreign files again when they are shown. Every client takes and
shows by the one rule of `is_text`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

JOINERS: Final = "\u200c\u200d"
"""Zero-width (non-)joiners: Persian, Indic scripts and emoji need them."""

_NO_TEXT: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_LINE_END: Final = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
"""What ends a line elsewhere (Unicode Standard Annex 14); dropping it would join two words."""

_TAB: Final = "    "
_CONTROL_PICTURES: Final = 0x2400
_DELETE_PICTURE: Final = "\u2421"
REPLACEMENT: Final = "\ufffd"
"""Stands for what could not be read, or cannot be shown or written."""


def is_text(character: str) -> bool:
    """Tell whether a character is text, so that an answer can hold it.

    No text are control characters other than newline and tab, lone surrogates, private code points, the code points
    that Unicode promises never to use, and invisible format characters (among them those that turn the direction of
    writing); the joiners are text. A code point that this Python does not know yet is text: answers do not depend on
    the version of Python.
    """
    if character in "\n\t" or character in JOINERS:
        return True
    return unicodedata.category(character) not in _NO_TEXT and not _is_noncharacter(ord(character))


def _is_noncharacter(code: int) -> bool:
    """Tell whether Unicode promises never to use this code point (Unicode Standard, 23.7)."""
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF  # noqa: PLR2004 - the standard's own ranges


def has_foreign_bytes(text: str) -> bool:
    """Tell whether some of a text came in bytes that are no UTF-8, and were read as surrogates (PEP 383)."""
    return not text.isascii() and any("\udc80" <= one <= "\udcff" for one in text)


def character_name(character: str) -> str:
    """Name a character by its number, and by its name if it has one: U+202E RIGHT-TO-LEFT OVERRIDE."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def with_newlines(text: str) -> str:
    """Give the text with every kind of line end as a newline."""
    return _LINE_END.sub("\n", text)


def only_text(text: str) -> str:
    """Give the text with line ends as a newline, without what is no text; not composed."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(filter(is_text, with_newlines(text)))


def clean_text(text: str) -> str:
    """Give the text as an answer keeps it: `only_text`, in NFC."""
    return unicodedata.normalize("NFC", only_text(text))


def show_text(text: str) -> str:
    """Give a text that no terminal obeys: control characters become visible signs."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_shown, text))


def _shown(character: str) -> str:
    if is_text(character):
        return _TAB if character == "\t" else character
    if character < " ":
        return chr(_CONTROL_PICTURES + ord(character))
    return _DELETE_PICTURE if character == "\x7f" else REPLACEMENT


def is_blank(text: str) -> bool:
    """Tell whether a text holds nothing but spaces and joiners: that is no answer."""
    return all(character.isspace() or character in JOINERS for character in text)
