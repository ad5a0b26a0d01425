"""Which characters an answer may hold, and how foreign text is shown.

Rich and Textual let ESC, the C1 controls, NUL and bidirectional marks through to the terminal; so answers are
cleaned when they come in, and texts of old or foreign files again when they are shown.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

JOINERS: Final = "\u200c\u200d"
"""Zero-width (non-)joiners: Persian, Indic scripts and emoji need them."""

_LINE_END: Final = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
"""What ends a line elsewhere, as `str.splitlines` has it; dropping it would join two words."""


def clean_text(text: str) -> str:
    """Give the text in NFC, with line ends as a newline, without what is no text.

    Dropped are control characters other than newline and tab, lone surrogates, unassigned code points, and
    invisible format characters (among them those that turn the direction of writing); the joiners stay.
    """
    if text.isascii() and text.isprintable():
        return text
    lines = _LINE_END.sub("\n", text)
    kept = "".join(character for character in lines if _is_text(character))
    return unicodedata.normalize("NFC", kept)


def _is_text(character: str) -> bool:
    if character in "\n\t" or character in JOINERS:
        return True
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp")


def show_text(text: str) -> str:
    """Give a text that no terminal obeys: control characters become visible signs."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if _is_text(character):
        return "    " if character == "\t" else character
    code = ord(character)
    if code < 0x20:  # noqa: PLR2004 - the C0 controls have pictures of their own
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"  # noqa: PLR2004 - DEL


def is_blank(text: str) -> bool:
    """Tell whether a text holds nothing but spaces: that is no answer."""
    return not text.strip() or all(
        character.isspace() or character in JOINERS for character in text
    )
