"""Where the rows of a choice list stand, and what each line of them shows."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len

from hybridequiz.tui.fields.characters import displayable
from hybridequiz.tui.fields.wrapping import line_spans
from hybridequiz.values import frozen, replace

if TYPE_CHECKING:
    from collections.abc import Sequence

_NARROWEST: Final = 8
_GAP: Final = 2


@frozen
class ChoiceRow:
    """One row to choose.

    Attributes:
        key: The character to press for it, or the name of the key to show ("F2").
        label: The text of the row; plain text, never markup.
        other: Whether choosing it asks "namely".
        apart: Whether it stands apart from the others ("don't know"), after a blank line.
        note: Text after the label, such as what was typed at "namely".
    """

    key: str
    label: str
    other: bool = False
    apart: bool = False
    note: str = ""


@frozen
class Glyphs:
    """The signs that show the state of a row; those of one kind are equally wide."""

    pointer: str
    chosen_one: str
    other_one: str
    chosen_many: str
    other_many: str
    more: str

    def without_marks(self) -> Glyphs:
        """Return the same signs for a menu, in which no row is chosen."""
        return replace(self, chosen_one="", other_one="", chosen_many="", other_many="")

    def mark(self, *, multiple: bool, chosen: bool) -> str:
        """Return the mark before the label of a row."""
        if multiple:
            return self.chosen_many if chosen else self.other_many
        return self.chosen_one if chosen else self.other_one


UNICODE: Final = Glyphs("❯", "●", "○", "[x]", "[ ]", "…")
ASCII: Final = Glyphs(">", "(*)", "( )", "[x]", "[ ]", "...")


class Columns(NamedTuple):
    """The width in cells of what stands before the labels, and of the labels."""

    pointer: int
    key: int
    mark: int
    label: int


class Place(NamedTuple):
    """A line of a row: the index of the row, and which of its lines (0 is the first)."""

    row: int
    line: int


class RowLayout:
    """The rows laid out at one width; `spaced`: with a blank line between them.

    Attributes:
        columns: The widths of the columns.
        height: Lines in all.
    """

    def __init__(
        self,
        rows: Sequence[ChoiceRow],
        *,
        width: int,
        multiple: bool,
        glyphs: Glyphs,
        spaced: bool = False,
    ) -> None:
        self._texts = [_Text(row, glyphs) for row in rows]
        self.columns = _columns(rows, width, cell_len(glyphs.mark(multiple=multiple, chosen=True)))
        self._spans = [line_spans(text.whole, self.columns.label) for text in self._texts]
        self._firsts: list[int] = []
        height = 0
        for index, row in enumerate(rows):
            height += int(row.apart and index > 0 and not rows[index - 1].apart)
            height += int(spaced and index > 0)
            self._firsts.append(height)
            height += len(self._spans[index])
        self.height = height

    def place(self, line: int) -> Place | None:
        """Return what the line shows, or nothing for a blank line or one below the last row."""
        row = bisect_right(self._firsts, line) - 1
        if row < 0 or line - self._firsts[row] >= len(self._spans[row]):
            return None
        return Place(row, line - self._firsts[row])

    def first_line(self, row: int) -> int:
        """Return the first line of a row."""
        return self._firsts[row]

    def line_count(self, row: int) -> int:
        """Return how many lines a row takes."""
        return len(self._spans[row])

    def parts(self, place: Place) -> tuple[str, str]:
        """Return the part of the label and the part of the note that a line shows."""
        start, end = self._spans[place.row][place.line]
        text = self._texts[place.row]
        boundary = min(max(start, text.label_end), end)
        return text.whole[start:boundary], text.whole[boundary:end]


class _Text:
    """The label and the note of a row in one text, and where the label ends."""

    __slots__ = ("label_end", "whole")

    def __init__(self, row: ChoiceRow, glyphs: Glyphs) -> None:
        label = displayable(row.label).strip()
        note = displayable(row.note).strip()
        self.label_end = len(label)
        if note:
            self.whole = f"{label}  {note}"
        elif row.other and not label.endswith(("…", "...", ":")):
            self.whole = f"{label} {glyphs.more}"
        else:
            self.whole = label


def _columns(rows: Sequence[ChoiceRow], width: int, mark: int) -> Columns:
    """Divide the width; a list too narrow for its labels draws them over its edge, cropped."""
    pointer = _GAP
    key = max((cell_len(displayable(row.key)) for row in rows), default=0)
    mark_column = mark + _GAP if mark else 0
    before = pointer + key + _GAP + mark_column
    return Columns(pointer, key + _GAP, mark_column, max(_NARROWEST, width - before))
