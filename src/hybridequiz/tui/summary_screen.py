"""The summary at the end, for the interviewer."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.events import Resize
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Static

from hybridequiz.store.fieldwork import Sitting
from hybridequiz.tui.chrome import Key, KeyBar
from hybridequiz.tui.themes import NOTHING_FAINT
from hybridequiz.wording.interface import interface
from hybridequiz.wording.summary import summarise
from hybridequiz.wording.summary_view import summary_view

NOT_DIM: Final = Style(dim=False)


class Sheet(Static):
    """The summary as it is drawn; in the themes of high contrast nothing of it is dim."""

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        line = super().render_line(y)
        if self.app.theme not in NOTHING_FAINT:
            return line
        return Strip(Segment(text, (style or Style()) + NOT_DIM) for text, style, _ in line)


class SummaryScreen(Screen[None]):
    """Shows who, when, what was answered, what was not and why, and where it was saved."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape,ctrl+q", "close", show=False),
        Binding("space", "down", show=False),
    ]

    def __init__(self, sitting: Sitting, close: Callable[[], None]) -> None:
        super().__init__()
        self.sitting = sitting
        self._close = close
        self._summary = summarise(
            sitting.interview,
            sitting.journal.events(),
            saved=sitting.journal.saved_files(),
            mask_self_block=True,
        )

    def compose(self) -> ComposeResult:
        """Show the summary in a page that scrolls."""
        with VerticalScroll(id="page"):
            yield Sheet(id="summary", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Tell the keys."""
        say = interface(self.sitting.interview.language).say
        self.query_one("#page").focus()
        self.query_one(KeyBar).tell(
            [
                Key("↑↓", say("scroll"), "down"),
                Key("Enter", say("close"), "close"),
            ]
        )

    def on_resize(self, event: Resize) -> None:
        """Draw it for this width."""
        width = min(120, max(40, event.size.width - 6))
        self.query_one(Sheet).update(summary_view(self._summary, width=width))

    def action_down(self) -> None:
        """Scroll a page down."""
        self.query_one("#page", VerticalScroll).scroll_page_down(animate=False)

    def action_close(self) -> None:
        """Close, and let another person have the interview."""
        self.sitting.journal.close()
        self._close()
