"""A line to type words in, and below it the rows of a list that were found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from hybridequiz.tui.fields.characters import displayable
from hybridequiz.tui.fields.line import LineField
from hybridequiz.tui.fields.rows import ASCII, UNICODE
from hybridequiz.tui.fields.wrapping import shortened
from hybridequiz.values import frozen

if TYPE_CHECKING:
    from rich.style import Style
    from textual import events

LENGTH: Final = 100
"""Characters that can be typed to find a row."""


@frozen
class Match:
    """A row that was found.

    Attributes:
        label: Its words.
        code: Its code.
        chosen: Whether it is the one that is chosen now.
    """

    label: str
    code: str
    chosen: bool = False


@frozen
class Matches:
    """All rows that were found; only those that are drawn are asked for.

    Attributes:
        number: How many there are.
        rows: Gives so many of them, from a rank on: `rows(number, start)`.
        words: Says how many there are, and which of them are shown: `words(first, last)`, from 1.
    """

    number: int
    rows: Callable[[int, int], Sequence[Match]]
    words: Callable[[int, int], str]


class MatchList(Widget):
    """The rows that were found, as many as there is room for, and a line that says how many there are.

    It has no keys of its own: the line above it moves its cursor.
    """

    ALLOW_SELECT = False

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "matches--count",
        "matches--pointer",
        "matches--code",
        "matches--chosen",
        "matches--cursor",
        "matches--label",
    }

    DEFAULT_CSS = """
    MatchList {
        height: 1fr;
        min-height: 4;
        color: $foreground;

        & > .matches--count { color: $text-muted; }
        & > .matches--pointer { color: $text-primary; text-style: bold; }
        & > .matches--code { color: $text-muted; }
        & > .matches--chosen { color: $text-primary; text-style: bold; }
        & > .matches--cursor { background: $foreground 10%; }
        &:nocolor > .matches--label { text-style: underline; }
    }
    """

    class Clicked(Message):
        """A row was clicked."""

        def __init__(self, code: str) -> None:
            super().__init__()
            self.code = code

    def __init__(
        self,
        *,
        ascii: bool = False,  # noqa: A002 - says best what it does
        id: str | None = None,  # noqa: A002 - the name that Textual gives it
    ) -> None:
        super().__init__(id=id)
        self._glyphs = ASCII if ascii else UNICODE
        self._matches = Matches(0, lambda _number, _start: (), lambda _first, _last: "")
        self._top = 0
        self._drawn: Sequence[Match] = ()
        self.cursor = -1

    def show(self, matches: Matches, *, cursor: int) -> None:
        """Show other rows, from the first; `cursor`: the rank under the cursor, -1 for none yet."""
        self._matches, self._top = matches, 0
        self.cursor = min(cursor, matches.number - 1)
        self._draw()

    @property
    def highlighted(self) -> Match | None:
        """The row under the cursor."""
        at = self.cursor - self._top
        return self._drawn[at] if self.cursor >= 0 and at < len(self._drawn) else None

    @property
    def room(self) -> int:
        """How many rows fit."""
        return max(1, self.size.height - 1)

    def move(self, rows: int) -> bool:
        """Move the cursor by some rows; tell whether it could be moved."""
        last = self._matches.number - 1
        first = 0 if rows > 0 else last
        target = first if self.cursor < 0 else max(0, min(self.cursor + rows, last))
        if last < 0 or target == self.cursor:
            return False
        self.cursor = target
        self._top = max(target - self.room + 1, min(self._top, target))
        self._draw()
        return True

    def on_resize(self) -> None:
        """Keep the cursor in view at another height."""
        if self.cursor >= self._top + self.room:
            self._top = self.cursor - self.room + 1
        self._draw()

    def on_click(self, event: events.Click) -> None:
        """Tell of the row that was clicked."""
        offset = event.get_content_offset(self)
        if offset is not None and 1 <= offset.y <= len(self._drawn):
            event.stop()
            self.post_message(self.Clicked(self._drawn[offset.y - 1].code))

    def _draw(self) -> None:
        self._drawn = self._matches.rows(self.room, self._top)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line that says how many there are, or a row."""
        width = self.size.width
        if y == 0:
            words = self._matches.words(self._top + 1, self._top + len(self._drawn))
            text = shortened(displayable(words), width, self._glyphs.more)
            return self._filled([Segment(text, self._style("matches--count"))], width)
        if y > len(self._drawn):
            return Strip.blank(width, self._style())
        return self._row(self._drawn[y - 1], self._top + y - 1 == self.cursor, width)

    def _row(self, match: Match, under_cursor: bool, width: int) -> Strip:  # noqa: FBT001 - a fact of the row
        """Draw a row: its pointer and mark, its words as far as they fit, and its code."""
        state = ["matches--chosen"] * match.chosen + ["matches--cursor"] * under_cursor
        pointer = self._glyphs.pointer if under_cursor else " " * len(self._glyphs.pointer)
        mark = self._glyphs.mark(multiple=False, chosen=match.chosen)
        code = "" if match.code == match.label else f"  {displayable(match.code)}"
        room = width - len(pointer) - len(mark) - 2 - len(code)
        label = shortened(displayable(match.label), max(room, 1), self._glyphs.more)
        parts = [
            Segment(f"{pointer} ", self._style(*state, "matches--pointer")),
            Segment(f"{mark} ", self._style(*state)),
            Segment(label, self._style(*state, *["matches--label"] * under_cursor)),
            Segment(code, self._style(*state, *["matches--code"] * (not match.chosen))),
        ]
        return self._filled(parts, width, *state)

    def _filled(self, parts: list[Segment], width: int, *state: str) -> Strip:
        return Strip(parts).adjust_cell_length(width, self._style(*state))

    def _style(self, *classes: str) -> Style:
        """Return the style of component classes, the later over the earlier."""
        return self.get_visual_style(*classes).rich_style


class LookupField(LineField):
    """The line in which words are typed; the arrows move through the rows that were found below it.

    What Enter means is decided by whoever listens: it posts `Input.Submitted`, as every line does.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Up", show=False),
        Binding("pagedown", "page(1)", "Down", show=False),
    ]

    def __init__(self, matches: MatchList, *, id: str | None = None) -> None:  # noqa: A002 - the name that Textual gives it
        super().__init__(max_length=LENGTH, id=id)
        self._matches = matches

    def action_move(self, rows: int) -> None:
        """Move through the rows; at an end leave the key to what scrolls around."""
        if not self._matches.move(rows):
            raise SkipAction

    def action_page(self, way: int) -> None:
        """Move by as many rows as are seen."""
        self.action_move(way * self._matches.room)
