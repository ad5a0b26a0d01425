"""A list of choices, single or multiple, drawn line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Literal

from rich.segment import Segment
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from hybridequiz.tui.fields.characters import displayable
from hybridequiz.tui.fields.rows import ASCII, UNICODE, ChoiceRow, Place, RowLayout
from hybridequiz.tui.fields.sight import keep_in_view

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from rich.style import Style
    from textual import events

By = Literal["key", "space", "enter", "mouse"]
LARGE: Final = "-large"
"""The class of an app that shows one thing at a time, with room around it: rows have a blank line between them."""


class ChoiceList(ScrollView, can_focus=True):
    """Rows to choose from, with a key each.

    The list draws, moves its cursor and tells which row was asked for (`Chosen`); what is then
    chosen is decided by whoever listens, who says so with `set_chosen`. Its rows are swapped with
    `show`: it is mounted once. It grows to the height of its rows; a container that scrolls is made
    to keep the row under the cursor in view. (With a `max-height`, the list scrolls by itself.)

    Where nothing is chosen there may be no cursor yet (-1): the arrows bring it. Enter asks for the
    row under the cursor only in a single choice where nothing is chosen; otherwise it is left to
    the screen, so that Enter never changes an answer.
    """

    ALLOW_SELECT = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", "Up", show=False),
        Binding("down", "cursor_down", "Down", show=False),
        Binding("home", "cursor_first", "First", show=False),
        Binding("end", "cursor_last", "Last", show=False),
        Binding("space", "choose", "Choose", show=False),
        Binding("enter", "choose_first", "Choose", show=False),
    ]

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "choices--pointer",
        "choices--key",
        "choices--mark",
        "choices--note",
        "choices--apart",
        "choices--chosen",
        "choices--cursor",
        "choices--label",
    }

    DEFAULT_CSS = """
    ChoiceList {
        height: auto;
        overflow-x: hidden;
        color: $foreground;

        & > .choices--pointer { color: $text-primary; text-style: bold; }
        & > .choices--key { color: $text-primary; }
        & > .choices--mark { color: $text-muted; }
        & > .choices--note { color: $text-primary; text-style: italic; }
        & > .choices--apart { color: $text-muted; }
        & > .choices--chosen { color: $text-primary; text-style: bold; }
        & > .choices--cursor { background: $foreground 10%; }
        &:nocolor > .choices--label { text-style: underline; }
    }
    """

    cursor: var[int] = var(0, init=False)
    """The row that Space chooses."""

    class Chosen(Message):
        """A row was asked for.

        Attributes:
            choices: The list.
            index: The row.
            by: What asked for it.
            shown: Which showing of rows it was; see `ChoiceList.shown`.
        """

        def __init__(self, choices: ChoiceList, index: int, by: By) -> None:
            super().__init__()
            self.shown = choices.shown
            self.choices = choices
            self.index = index
            self.by = by

        @property
        def control(self) -> ChoiceList:
            """The list, for `on` with a selector."""
            return self.choices

    def __init__(
        self,
        *,
        ascii: bool = False,  # noqa: A002 - says best what it does
        id: str | None = None,  # noqa: A002 - the name that Textual gives it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._signs = ASCII if ascii else UNICODE
        self._glyphs = self._signs
        self._rows: tuple[ChoiceRow, ...] = ()
        self._multiple = False
        self._chosen: frozenset[int] = frozenset()
        self._row_of_key: dict[str, int] = {}
        self.shown = 0
        self._laid_out_for = (0, False)
        self._laid_out: RowLayout | None = None

    def show(
        self,
        rows: Sequence[ChoiceRow],
        *,
        multiple: bool,
        chosen: Collection[int],
        cursor: int = 0,
        marked: bool = True,
    ) -> None:
        """Show other rows.

        Args:
            rows: The rows, in order.
            multiple: Whether several can be chosen (marked `[x]`) or one (marked `●`).
            chosen: The indices of the rows that are chosen.
            cursor: The index of the row under the cursor; -1 for none yet.
            marked: Whether the rows have marks that tell their state; a menu has none.
        """
        self._rows = tuple(rows)
        self._glyphs = self._signs if marked else self._signs.without_marks()
        self._multiple = multiple
        self._chosen = frozenset(chosen)
        self._row_of_key = _row_of_key(self._rows)
        self._laid_out = None
        self.shown += 1
        self.set_reactive(ChoiceList.cursor, min(cursor, len(self._rows) - 1))
        if self.is_attached:
            self._measure()
            self.scroll_to(y=0, animate=False)
            self.refresh(layout=True)
            self._find_cursor()

    @property
    def chosen(self) -> tuple[int, ...]:
        """The indices of the rows that are drawn as chosen, in order."""
        return tuple(sorted(self._chosen))

    def set_chosen(self, chosen: Collection[int]) -> None:
        """Draw these rows, and no others, as chosen."""
        changed = self._chosen.symmetric_difference(chosen)
        self._chosen = frozenset(chosen)
        for index in changed:
            self._refresh_row(index)

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a row."""
        return max(0, min(cursor, len(self._rows) - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Draw the rows that the cursor left and reached, and keep it in view."""
        self._refresh_row(old)
        self._refresh_row(new)
        self._keep_in_view()

    # What the keys and the mouse do

    def check_consume_key(self, key: str, character: str | None) -> bool:  # noqa: ARG002 - Textual's signature
        """Tell Textual which characters are keys of rows here."""
        return self._row_for(character) is not None

    def on_key(self, event: events.Key) -> None:
        """Ask for the row whose key was pressed."""
        index = self._row_for(event.character)
        if index is not None:
            event.stop()
            event.prevent_default()
            self._ask_for(index, "key")

    def on_click(self, event: events.Click) -> None:
        """Ask for the row that was clicked."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        place = self._layout_now.place(offset.y + self.scroll_offset.y)
        if place is not None:
            event.stop()
            self._ask_for(place.row, "mouse")

    def action_cursor_up(self) -> None:
        """Move the cursor up; on the first row leave the key to what scrolls around the list."""
        self._step(-1)

    def action_cursor_down(self) -> None:
        """Move the cursor down; on the last row leave the key to what scrolls around the list."""
        self._step(1)

    def action_cursor_first(self) -> None:
        """Move the cursor to the first row."""
        self.cursor = 0

    def action_cursor_last(self) -> None:
        """Move the cursor to the last row."""
        self.cursor = len(self._rows) - 1

    def action_choose(self) -> None:
        """Ask for the row under the cursor."""
        if self.cursor < 0:
            raise SkipAction
        self._ask_for(self.cursor, "space")

    def action_choose_first(self) -> None:
        """Ask for the row under the cursor if that changes no answer, else leave the key."""
        if self._multiple or self._chosen or self.cursor < 0:
            raise SkipAction
        self._ask_for(self.cursor, "enter")

    def _step(self, rows: int) -> None:
        """Move the cursor by some rows, or leave the key to others at an end."""
        if self.cursor < 0:
            self.cursor = 0 if rows > 0 else len(self._rows) - 1
        elif self.validate_cursor(self.cursor + rows) == self.cursor:
            raise SkipAction
        else:
            self.cursor += rows

    def _row_for(self, character: str | None) -> int | None:
        """Return the row that a character chooses, in either case."""
        if character is None:
            return None
        exact = self._row_of_key.get(character)
        return self._row_of_key.get(character.swapcase()) if exact is None else exact

    def _ask_for(self, index: int, by: By) -> None:
        """Move the cursor to a row and tell that it was asked for."""
        self.cursor = index
        self.post_message(self.Chosen(self, index, by))

    # Where the rows stand

    @property
    def _layout_now(self) -> RowLayout:
        """The rows laid out at the width of the list."""
        return self._layout_at(self.scrollable_content_region.width)

    def _layout_at(self, width: int) -> RowLayout:
        """Return the rows laid out at a width; the last one is kept."""
        spaced = self.app.has_class(LARGE)
        if self._laid_out is None or self._laid_out_for != (width, spaced):
            self._laid_out = RowLayout(
                self._rows,
                width=width,
                multiple=self._multiple,
                glyphs=self._glyphs,
                spaced=spaced,
            )
            self._laid_out_for = (width, spaced)
        return self._laid_out

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """Return the height of the rows at a width."""
        return self._layout_at(width).height

    def on_resize(self) -> None:
        """Lay the rows out anew at another width."""
        self._measure()
        self._find_cursor()

    def watch_show_vertical_scrollbar(self) -> None:
        """Lay the rows out anew when the scroll bar takes or leaves its room."""
        self._measure()

    def lay_out_anew(self) -> None:
        """Lay the rows out anew, for another look."""
        self._measure()
        self.refresh(layout=True)
        self._find_cursor()

    def _measure(self) -> None:
        """Tell Textual how far the list can scroll."""
        width = self.scrollable_content_region.width
        if width > 0:
            self.virtual_size = Size(width, self._layout_at(width).height)

    def _row_region(self, index: int) -> Region:
        """Return the lines of a row."""
        layout = self._layout_now
        width = self.scrollable_content_region.width
        return Region(0, layout.first_line(index), width, layout.line_count(index))

    def _refresh_row(self, index: int) -> None:
        """Draw one row again."""
        if self.is_attached and 0 <= index < len(self._rows):
            region = self._row_region(index)
            self.refresh_lines(region.y, region.height)

    def _find_cursor(self) -> None:
        """Scroll to the cursor once all is laid out; on the first row keep what stands above."""
        if self.cursor > 0:
            self.call_after_refresh(self._keep_in_view)

    def _keep_in_view(self) -> None:
        """Scroll the list and the containers around it, as little as shows the cursor's row."""
        if self.cursor < 0 or not self.is_attached:
            return
        keep_in_view(self, self._row_region(self.cursor))

    # What a line looks like

    def on_focus(self) -> None:
        """Show the cursor, rather than the first row to which a container scrolls on focus."""
        self._refresh_row(self.cursor)
        self._find_cursor()

    def on_blur(self) -> None:
        """Hide the cursor: keys go elsewhere now."""
        self._refresh_row(self.cursor)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window on the rows."""
        width = self.scrollable_content_region.width
        place = self._layout_now.place(y + self.scroll_offset.y)
        if place is None:
            return Strip.blank(width, self._style())
        line = Strip(self._segments(place))
        return line.adjust_cell_length(width, self._style(*self._state(place.row)))

    def _style(self, *classes: str) -> Style:
        """Return the style of component classes, the later over the earlier."""
        return self.get_visual_style(*classes).rich_style

    def _state(self, index: int) -> list[str]:
        """Return the component classes that tell the state of a row."""
        states = {
            "choices--apart": self._rows[index].apart,
            "choices--chosen": index in self._chosen,
            "choices--cursor": self.has_focus and index == self.cursor,
        }
        return [name for name, applies in states.items() if applies]

    def _segments(self, place: Place) -> list[Segment]:
        """Return the parts of one line of a row; only the first line has a key and a mark."""
        state = self._state(place.row)
        label, note = self._layout_now.parts(place)
        under_cursor = ["choices--label"] if "choices--cursor" in state else []
        text = [
            Segment(label, self._style(*state, *under_cursor)),
            Segment(note, self._style(*state, "choices--note")),
        ]
        columns = self._layout_now.columns
        if place.line > 0:
            return [Segment(" " * sum(columns[:-1]), self._style(*state)), *text]
        pointer = self._glyphs.pointer if "choices--cursor" in state else ""
        key = displayable(self._rows[place.row].key)
        is_chosen = place.row in self._chosen
        mark = self._mark(place.row)
        mark_state = state if is_chosen else [*state, "choices--mark"]
        return [
            Segment(f"{pointer:{columns.pointer}}", self._style(*state, "choices--pointer")),
            Segment(f"{key:>{columns.key - 2}}  ", self._style(*state, "choices--key")),
            Segment(f"{mark:{columns.mark}}", self._style(*mark_state)),
            *text,
        ]

    def _mark(self, index: int) -> str:
        """Return what stands before the label of a row: whether it is chosen."""
        return self._glyphs.mark(multiple=self._multiple, chosen=index in self._chosen)


def _row_of_key(rows: Sequence[ChoiceRow]) -> dict[str, int]:
    """Return the row of each key; of two rows with one key, the first has it."""
    found: dict[str, int] = {}
    for index, row in enumerate(rows):
        found.setdefault(row.key, index)
    return found
