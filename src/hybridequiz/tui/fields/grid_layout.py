"""Where the items and the columns of a grid stand at one width."""

from __future__ import annotations

from bisect import bisect_right
from copy import copy
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from rich.cells import cell_len

from hybridequiz.tui.fields.characters import displayable
from hybridequiz.tui.fields.wrapping import lines
from hybridequiz.values import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

Role = Literal["pointer", "label", "key", "chosen", "cursor", "legend"]

_POINTER: Final = 2
_GAP: Final = 2
_BRACKETS: Final = 2
_NARROWEST: Final = 20
"""Cells for the items below which the columns go under them."""
_BETWEEN: Final = 3
"""Cells between two parts of the legend."""


@frozen
class GridColumn:
    """One column: an option, or something that is said instead.

    Attributes:
        key: What is pressed for it, such as `4` or `F2`.
        label: What it means.
    """

    key: str
    label: str


@frozen
class GridRow:
    """One item.

    Attributes:
        label: Its words.
        chosen: The column that is chosen, if one is.
        offered: The columns that can be chosen.
    """

    label: str
    chosen: int | None
    offered: frozenset[int]


class GridPart(NamedTuple):
    """A piece of a line, and what it is."""

    text: str
    role: Role


class GridPlace(NamedTuple):
    """A line of an item: its number, and which of its lines (0 is the first)."""

    row: int
    line: int


class GridLayout:
    """A grid laid out: what the columns mean, then the items with the columns beside or below them.

    Attributes:
        height: Lines in all.
    """

    def __init__(self, columns: Sequence[GridColumn], rows: Sequence[GridRow], width: int) -> None:
        self._columns = columns
        self._rows = rows
        self._widths = [cell_len(column.key) + _BRACKETS for column in columns]
        self._legend = _legend(columns, width)
        room = width - _POINTER - _GAP - sum(self._widths)
        self._beside = room >= _NARROWEST
        labels = [displayable(row.label).strip() for row in rows]
        longest = max(map(cell_len, labels), default=0)
        self._room = min(room, longest) if self._beside else max(2, width - _POINTER)
        self._labels = [lines(label, self._room) for label in labels]
        self._firsts: list[int] = []
        height = len(self._legend) + 1
        for index in range(len(rows)):
            self._firsts.append(height)
            height += self.line_count(index)
        self.height = height

    def holding(self, rows: Sequence[GridRow]) -> GridLayout:
        """Return the layout with other choices in it; the words of its items are the same."""
        other = copy(self)
        other._rows = rows  # noqa: SLF001 - a copy of this very class
        return other

    def place(self, line: int) -> GridPlace | None:
        """Return what item a line belongs to; nothing above the first and below the last."""
        row = bisect_right(self._firsts, line) - 1
        if row < 0 or line >= self.height:
            return None
        return GridPlace(row, line - self._firsts[row])

    def first_line(self, row: int) -> int:
        """Return the first line of an item."""
        return self._firsts[row]

    def line_count(self, row: int) -> int:
        """Return how many lines an item takes."""
        return len(self._labels[row]) + (not self._beside)

    def parts(self, line: int, current: int, cursor: int | None, pointer: str) -> list[GridPart]:
        """Return what a line shows.

        Args:
            line: The line, from 0.
            current: The item that is being answered.
            cursor: The column under the cursor in that item, if there is one.
            pointer: The sign before it.
        """
        if line < len(self._legend):
            return [GridPart(self._legend[line], "legend")]
        place = self.place(line)
        if place is None:
            return []
        is_current = place.row == current
        sign = f"{pointer:{_POINTER}}" if is_current and place.line == 0 else " " * _POINTER
        cells = self._cells(place.row, cursor if is_current else None)
        labels = self._labels[place.row]
        if place.line == len(labels):
            return [GridPart(sign, "pointer"), *cells]
        label = labels[place.line]
        if place.line > 0 or not self._beside:
            return [GridPart(sign, "pointer"), GridPart(label, "label")]
        padding = " " * (self._room - cell_len(label) + _GAP)
        return [GridPart(sign, "pointer"), GridPart(label + padding, "label"), *cells]

    def column_at(self, place: GridPlace, x: int) -> int | None:
        """Return the column drawn at a cell of a line, if one is."""
        on_line = 0 if self._beside else len(self._labels[place.row])
        at = x - _POINTER - (self._room + _GAP if self._beside else 0)
        if place.line != on_line or at < 0:
            return None
        for column, wide in enumerate(self._widths):
            if at < wide:
                return column if column in self._rows[place.row].offered else None
            at -= wide
        return None

    def _cells(self, row: int, cursor: int | None) -> list[GridPart]:
        """Return the columns of an item: brackets for what is chosen, round ones for the cursor."""
        return [self._cell(row, column, cursor) for column in range(len(self._columns))]

    def _cell(self, row: int, column: int, cursor: int | None) -> GridPart:
        key, item = self._columns[column].key, self._rows[row]
        if column == item.chosen:
            return GridPart(f"[{key}]", "cursor" if column == cursor else "chosen")
        if column not in item.offered:
            return GridPart(" " * self._widths[column], "key")
        if column == cursor:
            return GridPart(f"({key})", "cursor")
        return GridPart(f" {key} ", "key")


def _legend(columns: Sequence[GridColumn], width: int) -> list[str]:
    """Return the lines that say what the columns mean; a part is never broken if it fits in a line."""
    found: list[str] = []
    for column in columns:
        part = f"{column.key} {displayable(column.label).strip()}"
        if found and cell_len(found[-1]) + _BETWEEN + cell_len(part) <= width:
            found[-1] += " " * _BETWEEN + part
        else:
            found += lines(part, max(2, width))
    return found
