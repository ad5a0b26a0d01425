"""What the screens share: header, page, message line and keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from hybridequiz.tui.chrome import Header, Heading, Key, KeyBar, MessageLine
from hybridequiz.tui.fields import ChoiceRow
from hybridequiz.tui.interview_texts import DIGIT_KEYS
from hybridequiz.tui.page import Page
from hybridequiz.tui.page_messages import Complained, Picked
from hybridequiz.values import frozen
from hybridequiz.wording.complaints import complaint_words
from hybridequiz.wording.interface import Interface, interface


@frozen
class MenuItem:
    """A row of a menu and what it does."""

    label: str
    run: Callable[[], object]
    note: str = ""
    apart: bool = False
    numbered: bool = True


class PageScreen(Screen[None]):
    """A screen with one page in it; the page's contents change, the screen stays."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "next_stop", show=False)]

    def __init__(self, *, ascii_only: bool = False) -> None:
        super().__init__()
        self.header = Header(ascii_only=ascii_only)
        self.page = Page(ascii_only=ascii_only)
        self.message = MessageLine()
        self.keys = KeyBar()
        self._menu: Sequence[MenuItem] = ()

    def compose(self) -> ComposeResult:
        """Mount every widget once."""
        yield self.header
        yield self.page
        yield self.message
        yield self.keys

    def on_mount(self) -> None:
        """Leave for later what the first paint does not need, and see when the page grows or is scrolled."""
        self.call_after_refresh(self.page.mount_fields)
        self.watch(self.page, "virtual_size", self.page.keep_in_sight, init=False)
        for what in ("virtual_size", "scroll_y"):
            self.watch(self.page, what, self.page_moved, init=False)

    def page_moved(self) -> None:
        """Tell what changes when the page grows or is scrolled; here nothing does."""

    def on_descendant_focus(self) -> None:
        """Tell what changes when another field has the keys."""
        self.page_moved()

    def look_changed(self) -> None:
        """Show what takes another shape with another look; most does not."""

    def action_next_stop(self) -> None:
        """Let the keys go to the next field: Tab."""
        if self.page.next_stop():
            self.message.say(self.ui.say("Enter goes on. Tab goes back to the text."))

    @property
    def language(self) -> str:
        """Give the language of the interface."""
        raise NotImplementedError

    @property
    def ui(self) -> Interface:
        """Give the interface texts."""
        return interface(self.language)

    def tell(self, heading: Heading, keys: Sequence[Key]) -> None:
        """Tell where one is and which keys work."""
        self.header.heading = heading
        self.keys.tell(keys)

    def show_menu(
        self, heading: str, body: str, items: Sequence[MenuItem], *, cursor: int = 0
    ) -> None:
        """Show a menu; digits pick its rows."""
        self._menu = items
        rows = [
            ChoiceRow(
                str(number) if item.numbered and number in DIGIT_KEYS else "",
                item.label,
                apart=item.apart,
                note=item.note,
            )
            for number, item in enumerate(items, 1)
        ]
        self.page.show_menu(heading, body, rows, cursor=cursor)

    def pick_row(self) -> bool:
        """Pick the row of the menu under the cursor; tell whether there was one."""
        if not self._menu:
            return False
        self._menu[self.page.choices.cursor].run()
        return True

    @on(Picked)
    def _picked(self, event: Picked) -> None:
        if event.index < len(self._menu):
            self._menu[event.index].run()

    @on(Complained)
    def _complained(self, event: Complained) -> None:
        words = complaint_words(event.complaint, self.language) if event.complaint else event.text
        self.message.say(words, "wrong")
