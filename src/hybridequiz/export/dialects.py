"""The dialects of CSV, by name: nobody has to guess.

`rfc4180`: comma, UTF-8 without a byte order mark, points in decimals, texts as they were typed. `excel-nl`: semicolon,
a byte order mark, commas in decimals, and texts that a spreadsheet would take for a formula have an apostrophe before
them. Both end their lines with CRLF and write days as 2026-01-31.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, Literal

from hybridequiz.values import frozen

DialectName = Literal["rfc4180", "excel-nl"]
FORMULA: Final = r"^'*[=+\-@\t\r]"
"""How a text begins that a spreadsheet may take for a formula; or that had one apostrophe less before it was safe."""

_FORMULA: Final = re.compile(FORMULA)
_NUMBER: Final = re.compile(r"-?[0-9]+")


@frozen
class Dialect:
    """How a table is written as CSV.

    Attributes:
        name: Its name.
        separator: What stands between cells.
        mark: Whether a byte order mark comes first.
        decimal: What stands between whole and decimals.
        guards: Whether an apostrophe comes before texts that look like a formula.
    """

    name: DialectName
    separator: str
    mark: bool
    decimal: str
    guards: bool

    def guarded(self, text: str) -> str:
        """Put an apostrophe before a text that looks like a formula; one taken off gives the text again."""
        return f"'{text}" if self.guards and _FORMULA.match(text) else text

    def safe(self, text: str) -> str:
        """Do the same, but leave whole numbers as they are."""
        return text if _NUMBER.fullmatch(text) else self.guarded(text)


RFC4180: Final = Dialect("rfc4180", ",", mark=False, decimal=".", guards=False)
EXCEL_NL: Final = Dialect("excel-nl", ";", mark=True, decimal=",", guards=True)
DIALECTS: Final[Mapping[DialectName, Dialect]] = {one.name: one for one in (RFC4180, EXCEL_NL)}


def begins(names: Sequence[str]) -> re.Pattern[bytes]:
    """Give how a table begins, in any dialect: with the names of its first columns."""
    between = "[,;]".join(names[:3])
    return re.compile(f"(?:\ufeff)?{between}".encode())
