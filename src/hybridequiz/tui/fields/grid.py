"""A grid: items with the same options, answered one after the other with a key each."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from hybridequiz.tui.fields.grid_layout import GridColumn, GridLayout, GridRow, Role
from hybridequiz.tui.fields.sight import keep_in_view
from hybridequiz.values import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from rich.style import Style
    from textual import events
    from textual.geometry import Size

_CLASSES: Final[dict[Role, str]] = {
    "pointer": "grid--pointer",
    "label": "grid--label",
    "key": "grid--key",
    "chosen": "grid--chosen",
    "cursor": "grid--chosen",
    "legend": "grid--legend",
}


class Grid(Widget, can_focus=True):
    """Items below each other, each with the keys of its options; one item is current.

    It draws and tells what was asked for: a column of an item (`Chosen`), another item (`Wanted`). Whoever listens
    says what is shown then, with `show` or `set_chosen`.
    """

    ALLOW_SELECT = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "want(-1)", "Up", show=False),
        Binding("down", "want(1)", "Down", show=False),
        Binding("left", "move(-1)", "Left", show=False),
        Binding("right", "move(1)", "Right", show=False),
        Binding("space", "choose", "Choose", show=False),
        Binding("enter", "choose_first", "Choose", show=False),
    ]

    COMPONENT_CLASSES: ClassVar[set[str]] = {*_CLASSES.values(), "grid--current", "grid--option"}

    DEFAULT_CSS = """
    Grid {
        height: auto;
        color: $foreground;

        & > .grid--pointer { color: $text-primary; text-style: bold; }
        & > .grid--legend { color: $text-muted; }
        & > .grid--key { color: $text-muted; }
        & > .grid--chosen { color: $text-primary; text-style: bold; }
        & > .grid--option { color: $text-primary; }
        & > .grid--current { background: $foreground 10%; }
    }
    """

    class Chosen(Message):
        """A column of an item was asked for.

        Attributes:
            grid: The grid.
            row: The item.
            column: The column.
        """

        def __init__(self, grid: Grid, row: int, column: int) -> None:
            super().__init__()
            self.grid = grid
            self.shown = grid.shown
            self.row = row
            self.column = column

        @property
        def control(self) -> Grid:
            """The grid, for `on` with a selector."""
            return self.grid

    class Wanted(Message):
        """Another item is to be answered.

        Attributes:
            grid: The grid.
            row: The item.
        """

        def __init__(self, grid: Grid, row: int) -> None:
            super().__init__()
            self.grid = grid
            self.row = row

        @property
        def control(self) -> Grid:
            """The grid, for `on` with a selector."""
            return self.grid

    def __init__(
        self,
        *,
        ascii: bool = False,  # noqa: A002 - says best what it does
        id: str | None = None,  # noqa: A002 - the name that Textual gives it
    ) -> None:
        super().__init__(id=id)
        self._pointer = ">" if ascii else "❯"
        self._columns: tuple[GridColumn, ...] = ()
        self._rows: tuple[GridRow, ...] = ()
        self._row = 0
        self._cursor: int | None = None
        self._laid_out: GridLayout | None = None
        self._laid_out_at = 0
        self.shown = 0

    def show(self, columns: Sequence[GridColumn], rows: Sequence[GridRow], row: int) -> None:
        """Show items; nothing is posted.

        Args:
            columns: The columns.
            rows: The items, at least one.
            row: The item that is being answered.
        """
        before, was = self._rows, self._row
        labels = [one.label for one in before]
        stays = self._columns == tuple(columns) and labels == [one.label for one in rows]
        self._columns, self._rows, self._row = tuple(columns), tuple(rows), row
        self._cursor = None
        self.shown += 1
        if stays:
            changed = {number for number, one in enumerate(rows) if one != before[number]}
            self._draw_rows(changed | {was, row})
            self._keep_in_view()
        else:
            self._laid_out = None
            self.refresh(layout=True)
            self.call_after_refresh(self._keep_in_view)

    def set_chosen(self, column: int | None) -> None:
        """Draw this column of the current item as chosen."""
        if self._rows[self._row].chosen == column:
            return
        rows = list(self._rows)
        rows[self._row] = replace(rows[self._row], chosen=column)
        self._rows = tuple(rows)
        self._draw_rows({self._row})

    def _draw_rows(self, numbers: Collection[int]) -> None:
        """Draw only these items anew: all others look as they did."""
        if self._laid_out is None:
            self.refresh()
            return
        layout = self._laid_out = self._laid_out.holding(self._rows)
        width = self.size.width
        places = [(layout.first_line(number), layout.line_count(number)) for number in numbers]
        self.refresh(*(Region(0, first, width, lines) for first, lines in places))

    @property
    def row(self) -> int:
        """The item that is being answered."""
        return self._row

    # What the keys and the mouse do

    def check_consume_key(self, key: str, character: str | None) -> bool:  # noqa: ARG002 - Textual's signature
        """Tell Textual which characters are keys of columns here."""
        return self._column_for(character) is not None

    def on_key(self, event: events.Key) -> None:
        """Ask for the column whose key was pressed."""
        column = self._column_for(event.character)
        if column is not None:
            event.stop()
            event.prevent_default()
            self.post_message(self.Chosen(self, self._row, column))

    def on_click(self, event: events.Click) -> None:
        """Ask for the column that was clicked, or for the item."""
        offset = event.get_content_offset(self)
        layout = self._layout_at(self.size.width)
        place = layout.place(offset.y) if offset is not None else None
        if offset is None or place is None:
            return
        event.stop()
        column = layout.column_at(place, offset.x)
        if column is not None:
            self.post_message(self.Chosen(self, place.row, column))
        elif place.row != self._row:
            self.post_message(self.Wanted(self, place.row))

    def action_want(self, step: int) -> None:
        """Ask for the next item; at an end leave the key to what scrolls around the grid."""
        row = self._row + step
        if not 0 <= row < len(self._rows):
            raise SkipAction
        self.post_message(self.Wanted(self, row))

    def action_move(self, step: int) -> None:
        """Move the cursor to the next column that can be chosen; from nothing, to the first or the last."""
        item = self._rows[self._row]
        at = item.chosen if self._cursor is None else self._cursor
        offered = sorted(item.offered)
        if at is None:
            ahead = offered if step > 0 else offered[::-1]
        else:
            ahead = (
                [c for c in offered if c > at] if step > 0 else [c for c in offered if c < at][::-1]
            )
        if ahead:
            self._cursor = ahead[0]
            self._draw_rows({self._row})

    def action_choose(self) -> None:
        """Ask for the column under the cursor."""
        if self._cursor is None:
            raise SkipAction
        self.post_message(self.Chosen(self, self._row, self._cursor))

    def action_choose_first(self) -> None:
        """Ask for the column under the cursor if that changes no answer, else leave the key."""
        if self._cursor is None or self._rows[self._row].chosen is not None:
            raise SkipAction
        self.action_choose()

    def _column_for(self, character: str | None) -> int | None:
        """Return the column that a character chooses in the current item, in either case."""
        if character is None or not self._rows:
            return None
        offered = self._rows[self._row].offered
        wanted = (character, character.swapcase())
        keys = [(self._columns[column].key, column) for column in sorted(offered)]
        return next((column for one in wanted for key, column in keys if key == one), None)

    # What it looks like

    def _layout_at(self, width: int) -> GridLayout:
        """Return the grid laid out at a width; the last one is kept."""
        if self._laid_out is None or self._laid_out_at != width:
            self._laid_out = GridLayout(self._columns, self._rows, width)
            self._laid_out_at = width
        return self._laid_out

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """Return the height of what the columns mean and of the items."""
        return self._layout_at(width).height

    def on_resize(self) -> None:
        """Keep the current item in view."""
        self._keep_in_view()

    def _keep_in_view(self) -> None:
        """Scroll as little as shows the current item; at the first also what the columns mean."""
        if not (self.is_attached and self._rows and self.size.width):
            return
        layout = self._layout_at(self.size.width)
        first = layout.first_line(self._row) if self._row else 0
        last = layout.first_line(self._row) + layout.line_count(self._row)
        keep_in_view(self, Region(0, first, self.size.width, last - first))

    def on_focus(self) -> None:
        """Show which item keys go to."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that keys go elsewhere now."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width = self.size.width
        layout = self._layout_at(width)
        place = layout.place(y)
        current = ("grid--current",) if place is not None and place.row == self._row else ()
        classes = {**_CLASSES, "key": "grid--option"} if current else _CLASSES
        parts = layout.parts(y, self._row, self._cursor, self._pointer)
        line = Strip([Segment(one.text, self._style(classes[one.role], *current)) for one in parts])
        return line.adjust_cell_length(width, self._style(*current))

    def _style(self, *classes: str) -> Style:
        """Return the style of component classes, the later over the earlier."""
        return self.get_visual_style(*classes).rich_style
