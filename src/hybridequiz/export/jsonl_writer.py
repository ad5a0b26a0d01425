"""The lossless archive: one record a line, canonical JSON as it was stored.

All other formats follow from it.
"""

from __future__ import annotations

import re
from typing import Final, TextIO

from hybridequiz.characters import REPLACEMENT
from hybridequiz.export.coded import clean

_ESCAPE: Final = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|(?P<none>u0000|u[dD][89a-fA-F][0-9a-fA-F]{2})|.)"
)
"""An escape in JSON: of a character in two halves, of none at all (NUL, or half a character), or of any other."""


def write_line(file: TextIO, document: str) -> None:
    """Write one record. Canonical JSON has no line end in it.

    Escapes of NUL and of half characters, which other readers of JSON refuse, become U+FFFD; all else is as it was.
    """
    text = clean(document)
    if "\\u" in text:
        text = _ESCAPE.sub(_whole, text)
    file.write(f"{text}\n")


def _whole(escape: re.Match[str]) -> str:
    return REPLACEMENT if escape["none"] else escape[0]
