"""A field for one line of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.widgets import Input
from textual.widgets.input import Selection

from hybridequiz.tui.fields.characters import (
    composed,
    erased_from,
    fitting,
    harmless_line,
    is_typed,
    left_of,
    right_of,
)
from hybridequiz.tui.fields.limit import TooLong

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

_LENGTH: Final = 200


class LineField(Input, inherit_bindings=False):
    """One line of text, taken as it is typed or pasted.

    The lines of a paste are joined with spaces; a newline in a paste never submits. What does not
    fit is not taken and told with `TooLong`. Only the keys in `BINDINGS` are taken from the screen;
    Backspace and Delete in an empty field, and Ctrl+C with nothing selected, are left to it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "cursor_left", "Left", show=False),
        Binding("right", "cursor_right", "Right", show=False),
        Binding("ctrl+left", "cursor_left_word", "A word left", show=False),
        Binding("ctrl+right", "cursor_right_word", "A word right", show=False),
        Binding("home,ctrl+a", "home", "Start", show=False),
        Binding("end,ctrl+e", "end", "End", show=False),
        Binding("shift+left", "cursor_left(True)", "Select left", show=False),
        Binding("shift+right", "cursor_right(True)", "Select right", show=False),
        Binding("ctrl+shift+left", "cursor_left_word(True)", "Select a word left", show=False),
        Binding("ctrl+shift+right", "cursor_right_word(True)", "Select a word right", show=False),
        Binding("shift+home", "home(True)", "Select to the start", show=False),
        Binding("shift+end", "end(True)", "Select to the end", show=False),
        Binding("backspace", "delete_left", "Delete left", show=False),
        Binding("delete", "delete_right", "Delete right", show=False),
        Binding("ctrl+w,ctrl+backspace,alt+backspace", "delete_left_word", "Word", show=False),
        Binding("ctrl+u", "delete_left_all", "Delete to the start", show=False),
        Binding("ctrl+k", "delete_right_all", "Delete to the end", show=False),
        Binding("ctrl+x", "cut", "Cut", show=False),
        Binding("ctrl+c,super+c", "copy", "Copy", show=False),
        Binding("ctrl+v", "paste", "Paste", show=False),
        Binding("enter", "submit", "Next", show=False),
    ]

    DEFAULT_CSS = """
    LineField {
        background: transparent;
        border: round $foreground 50%;
        padding: 0 1;

        &:focus { border: round $primary; background-tint: $foreground 0%; }
        &:nocolor > .input--cursor {
            background: $background;
            color: $foreground;
            text-style: reverse;
        }
    }
    """

    def __init__(
        self,
        *,
        max_length: int = _LENGTH,
        id: str | None = None,  # noqa: A002 - the name that Textual gives it
        classes: str | None = None,
    ) -> None:
        super().__init__(max_length=max_length, select_on_focus=False, id=id, classes=classes)

    def show(self, text: str, *, max_length: int) -> None:
        """Show another text, with the cursor behind it; no `Changed` is posted.

        Args:
            text: The text; made one harmless line.
            max_length: The most characters (code points) that can be typed or pasted.
        """
        self.max_length = max_length
        with self.prevent(Input.Changed):
            self.value = text
        self.cursor_position = len(self.value)

    @property
    def before_cursor(self) -> str:
        """The text before the cursor."""
        return self.value[: min(self.selection)]

    def put(self, text: str) -> None:
        """Put a text where the cursor is, as if it were typed."""
        self._enter(text)

    def validate_value(self, value: str) -> str:
        """Keep what no answer can hold out of the field, wherever it comes from."""
        return harmless_line(value)

    def check_consume_key(self, key: str, character: str | None) -> bool:  # noqa: ARG002 - Textual's signature
        """Tell Textual which characters are typed here."""
        return is_typed(character)

    def on_mount(self) -> None:
        """Let the cursor stand still where animations are off."""
        self.cursor_blink = self.app.animation_level != "none"

    async def _on_key(self, event: events.Key) -> None:
        """Take every character that is text."""
        if is_typed(event.character) and event.character is not None:
            event.stop()
            event.prevent_default()
            self._enter(event.character)

    def _on_paste(self, event: events.Paste) -> None:
        """Take a paste as one line."""
        event.stop()
        event.prevent_default()
        self._enter(event.text)

    def action_paste(self) -> None:
        """Paste what was copied within the program."""
        self._enter(self.app.clipboard)

    def action_cursor_left(self, select: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's signature
        """Move the cursor to the left, over a whole cluster."""
        self._move(left_of(self.value, self.cursor_position), min, select=select)

    def action_cursor_right(self, select: bool = False) -> None:  # noqa: FBT001, FBT002 - the same
        """Move the cursor to the right, over a whole cluster."""
        self._move(right_of(self.value, self.cursor_position), max, select=select)

    def _move(self, to: int, edge: Callable[[int, int], int], *, select: bool) -> None:
        """Move the cursor, or what is selected up to it; without selecting, to the edge of what was selected."""
        start, end = self.selection
        if select:
            self.selection = Selection(start, to)
        else:
            self.cursor_position = to if self.selection.is_empty else edge(start, end)

    def action_delete_left(self) -> None:
        """Delete to the left; in an empty field leave the key to the screen."""
        self._leave_key_if_empty()
        if self.selection.is_empty:
            self.delete(erased_from(self.value, self.cursor_position), self.cursor_position)
        else:
            super().action_delete_left()

    def action_delete_right(self) -> None:
        """Delete to the right; in an empty field leave the key to the screen."""
        self._leave_key_if_empty()
        if self.selection.is_empty:
            self.delete(self.cursor_position, right_of(self.value, self.cursor_position))
        else:
            super().action_delete_right()

    def _leave_key_if_empty(self) -> None:
        """Hand the key on if there is nothing to delete."""
        if not self.value:
            raise SkipAction

    def _enter(self, text: str) -> None:
        """Put as much text as fits in the place of the selection."""
        line = composed(harmless_line(text))
        start, end = sorted(self.selection)
        room = (self.max_length or _LENGTH) - len(self.value) + end - start
        taken = fitting(line, room)
        if taken:
            self.replace(taken, start, end)
        if len(taken) < len(line):
            self.post_message(TooLong(self, len(taken), len(line) - len(taken)))
