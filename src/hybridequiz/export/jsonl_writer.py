"""The lossless archive: one record a line, canonical JSON as it was stored.

All other formats follow from it.
"""

from __future__ import annotations

from typing import TextIO

from hybridequiz.export.coded import clean


def write_line(file: TextIO, document: str) -> None:
    """Write one record. Canonical JSON has no line end in it."""
    file.write(f"{clean(document)}\n")
