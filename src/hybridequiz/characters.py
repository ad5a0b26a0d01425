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

_NO_TEXT: Final = frozenset({"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"})
_LINE_END: Final = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
"""What ends a line elsewhere (Unicode Standard Annex 14); dropping it would join two words."""

_TAB: Final = "    "
_CONTROL_PICTURES: Final = 0x2400
_DELETE_PICTURE: Final = "\u2421"
_REPLACEMENT: Final = "\ufffd"


def is_text(character: str) -> bool:
    """Tell whether an answer may hold a character.

    No text are control characters other than newline and tab, lone surrogates, unassigned and private code
    points, and invisible format characters (among them those that turn the direction of writing) but the joiners.
    """
    return character in "\n\t" + JOINERS or unicodedata.category(character) not in _NO_TEXT


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
    return _DELETE_PICTURE if character == "\x7f" else _REPLACEMENT


def is_blank(text: str) -> bool:
    """Tell whether a text holds nothing but spaces and joiners: that is no answer."""
    return all(character.isspace() or character in JOINERS for character in text)
