"""A cell in codes: what a row has in every format, before words, types and notation come to it.

Whole numbers, flags, places and codes that are numbers are numbers; everything else is a text: a code that is a name,
a decimal with a point, a day as ISO 8601 writes it. A state stands in the cell as its code (−99…−91), which no value
can be; in a column of texts the cell is empty instead, and the column `…__miss` beside it has the code.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from hybridequiz.characters import REPLACEMENT
from hybridequiz.export.columns import TEXTS, Column
from hybridequiz.questionnaire.states import EXPORT_CODES, Missing

if TYPE_CHECKING:
    from hybridequiz.export.rows import Cell

Coded = int | str | None
"""A cell in codes; None where it is empty."""
CodedRow = list[Coded]

_CONTROLS: Final = {
    code: REPLACEMENT for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n\r"
}
_STATES: Final[Mapping[Coded, Missing]] = {
    written: state for state, code in EXPORT_CODES.items() for written in (code, str(code))
}


def coder(columns: Sequence[Column]) -> Callable[[Sequence[Cell]], CodedRow]:
    """Give what puts the rows of some columns in codes; the words of codes of a list come later, see `list_words`."""
    cells = [_cell_coder(column) for column in columns]
    return lambda row: [code(cell) for code, cell in zip(cells, row, strict=True)]


def _cell_coder(column: Column) -> Callable[[Cell], Coded]:
    """Give what puts the cells of a column in codes."""
    states: dict[Missing, Coded] = dict(EXPORT_CODES)
    if column.kind in TEXTS:
        states = dict.fromkeys(EXPORT_CODES)
    elif not column.is_number:
        states = {state: str(code) for state, code in EXPORT_CODES.items()}

    def code(cell: Cell) -> Coded:
        if isinstance(cell, Missing):
            return states[cell]
        if isinstance(cell, int) and column.is_number:
            return cell
        if cell is None or cell == "":
            return None
        return clean(written(cell))

    return code


def written(value: object) -> str:
    """Write a value: decimals with a point and no exponent, days and times as ISO 8601."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value.isoformat() if isinstance(value, date) else str(value)


def state_of(column: Column, cell: Coded) -> Missing | None:
    """Say why a cell has no value; None where it has one, or where nothing in the cell tells."""
    return None if column.kind in TEXTS else _STATES.get(cell)


def clean_page(text: str) -> str:
    """Give what stands in a page for people: `clean`, without control characters, which no page can have.

    An answer has none; the texts of a study, and what other programs wrote, might.
    """
    return clean(text).translate(_CONTROLS)


def clean(text: str) -> str:
    """Replace NUL and lone surrogates, which no text file can have.

    Answers were cleaned of them when they came in; what other programs wrote might have them.
    """
    if text.isascii() and "\0" not in text:
        return text
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\0", REPLACEMENT)
