"""A field for a long text."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from hybridequiz.tui.fields.characters import (
    composed,
    erased_from,
    fitting,
    harmless,
    is_typed,
    left_of,
    right_of,
)
from hybridequiz.tui.fields.limit import TooLong

if TYPE_CHECKING:
    from textual import events

_LENGTH: Final = 4_000


class ProseField(TextArea, inherit_bindings=False):
    """A text of several lines: Enter is a new line, Ctrl+D is done, Tab moves on.

    What does not fit is cut off before it reaches the document, and told with `TooLong`. Only the
    keys in `BINDINGS` are taken from the screen; Backspace and Delete in an empty field, Ctrl+C with
    nothing selected, and the page keys at an end of the text, are left to it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+d", "done", "Done", show=False),
        Binding("up", "cursor_up", "Up", show=False),
        Binding("down", "cursor_down", "Down", show=False),
        Binding("left", "cursor_left", "Left", show=False),
        Binding("right", "cursor_right", "Right", show=False),
        Binding("ctrl+left", "cursor_word_left", "A word left", show=False),
        Binding("ctrl+right", "cursor_word_right", "A word right", show=False),
        Binding("home,ctrl+a", "cursor_line_start", "Start of the line", show=False),
        Binding("end,ctrl+e", "cursor_line_end", "End of the line", show=False),
        Binding("pageup", "page(-1)", "A page up", show=False),
        Binding("pagedown", "page(1)", "A page down", show=False),
        Binding("shift+up", "cursor_up(True)", "Select up", show=False),
        Binding("shift+down", "cursor_down(True)", "Select down", show=False),
        Binding("shift+left", "cursor_left(True)", "Select left", show=False),
        Binding("shift+right", "cursor_right(True)", "Select right", show=False),
        Binding("ctrl+shift+left", "cursor_word_left(True)", "Select a word left", show=False),
        Binding("ctrl+shift+right", "cursor_word_right(True)", "Select a word right", show=False),
        Binding("shift+home", "cursor_line_start(True)", "Select to the start", show=False),
        Binding("shift+end", "cursor_line_end(True)", "Select to the end", show=False),
        Binding("backspace", "delete_left", "Delete left", show=False),
        Binding("delete", "delete_right", "Delete right", show=False),
        Binding("ctrl+w,ctrl+backspace,alt+backspace", "delete_word_left", "Word", show=False),
        Binding("ctrl+u", "delete_to_start_of_line", "Delete to the start", show=False),
        Binding("ctrl+k", "delete_to_end_of_line", "Delete to the end", show=False),
        Binding("ctrl+x", "cut", "Cut", show=False),
        Binding("ctrl+c,super+c", "copy", "Copy", show=False),
        Binding("ctrl+v", "paste", "Paste", show=False),
        Binding("ctrl+z", "undo", "Undo", show=False),
        Binding("ctrl+y", "redo", "Redo", show=False),
    ]

    DEFAULT_CSS = """
    ProseField {
        background: transparent;
        border: round $foreground 50%;
        padding: 0 1;
        height: 8;

        &:focus { border: round $primary; }
        &:nocolor > .text-area--cursor {
            background: $background;
            color: $foreground;
            text-style: reverse;
        }
    }
    """

    class Done(Message):
        """The respondent is done with the text.

        Attributes:
            prose: The field.
        """

        def __init__(self, prose: ProseField) -> None:
            super().__init__()
            self.prose = prose

        @property
        def control(self) -> ProseField:
            """The field, for `on` with a selector."""
            return self.prose

    def __init__(
        self,
        *,
        max_length: int = _LENGTH,
        id: str | None = None,  # noqa: A002 - the name that Textual gives it
        classes: str | None = None,
    ) -> None:
        super().__init__(highlight_cursor_line=False, id=id, classes=classes)
        self.max_length = max_length

    def show(self, text: str, *, max_length: int) -> None:
        """Show another text, with the cursor behind it; no `Changed` is posted.

        What was undone or can be undone of the text before is forgotten.

        Args:
            text: The text; made harmless.
            max_length: The most characters (code points) that can be typed or pasted.
        """
        self.max_length = max_length
        with self.prevent(TextArea.Changed, TextArea.SelectionChanged):
            self.load_text(text)
            self.move_cursor(self.document.end)

    @property
    def before_cursor(self) -> str:
        """The text before the cursor, on its line."""
        row, column = min(self.selection)
        return self.document.get_line(row)[:column]

    def put(self, text: str) -> None:
        """Put a text where the cursor is, as if it were typed."""
        self.replace(text, *self.selection, maintain_selection_offset=False)

    @property
    def length(self) -> int:
        """The characters (code points) in the text; a new line is one."""
        return len(self.text)

    def load_text(self, text: str) -> None:
        """Replace the whole text by harmless text, and forget what could be undone."""
        super().load_text(harmless(text))

    def edit(self, edit: Edit) -> EditResult:
        """Change the text by an edit, of which as much is taken as fits.

        Everything that is typed or pasted comes through here.
        """
        text = composed(harmless(edit.text))
        room = self.max_length - self.length + len(self.get_text_range(edit.top, edit.bottom))
        taken = fitting(text, room)
        if len(taken) < len(text):
            self.post_message(TooLong(self, len(taken), len(text) - len(taken)))
        return super().edit(
            Edit(taken, edit.from_location, edit.to_location, edit.maintain_selection_offset)
        )

    def check_consume_key(self, key: str, character: str | None = None) -> bool:  # noqa: ARG002 - Textual's signature
        """Tell Textual which characters are typed here."""
        return is_typed(character)

    def on_mount(self) -> None:
        """Let the cursor stand still where animations are off."""
        self.cursor_blink = self.app.animation_level != "none"

    async def _on_key(self, event: events.Key) -> None:
        """Take characters that are text though Python does not call them printable."""
        if event.character is not None and is_typed(event.character) and not event.is_printable:
            event.stop()
            event.prevent_default()
            self.replace(event.character, *self.selection, maintain_selection_offset=False)

    async def _on_paste(self, event: events.Paste) -> None:
        """Keep the paste here; `edit` cleans it and cuts it to size."""
        event.stop()

    def action_done(self) -> None:
        """Tell that the text is done."""
        self.post_message(self.Done(self))

    def action_page(self, way: int) -> None:
        """Go a page up or down in the text; at its begin or end leave the key to what scrolls around it."""
        end = self.document.end[0] if way > 0 else 0
        if self.cursor_location[0] == end:
            raise SkipAction
        if way > 0:
            self.action_cursor_page_down()
        else:
            self.action_cursor_page_up()

    def get_cursor_left_location(self) -> tuple[int, int]:
        """Return where the cursor goes to the left: over a whole cluster."""
        row, column = self.cursor_location
        if column == 0:
            return super().get_cursor_left_location()
        return row, left_of(self.document.get_line(row), column)

    def get_cursor_right_location(self) -> tuple[int, int]:
        """Return where the cursor goes to the right: over a whole cluster."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        if column == len(line):
            return super().get_cursor_right_location()
        return row, right_of(line, column)

    def action_delete_left(self) -> None:
        """Delete to the left; in an empty field leave the key to the screen."""
        self._leave_key_if_empty()
        row, column = self.cursor_location
        if column and self.selection.is_empty:
            start = row, erased_from(self.document.get_line(row), column)
            self.delete(start, (row, column), maintain_selection_offset=False)
        else:
            super().action_delete_left()

    def action_delete_right(self) -> None:
        """Delete to the right; in an empty field leave the key to the screen."""
        self._leave_key_if_empty()
        super().action_delete_right()

    def _leave_key_if_empty(self) -> None:
        """Hand the key on if there is nothing to delete."""
        if not self.text:
            raise SkipAction
