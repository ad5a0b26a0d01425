"""The card for somebody who leaves to go on later: it tells the code once more, for nobody else knows it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from hybridequiz.characters import show_text
from hybridequiz.interview.interview import Interview
from hybridequiz.tui.chrome import IN_ASCII, Key, KeyBar
from hybridequiz.tui.dialog import Dialog
from hybridequiz.tui.interview_texts import code_card, tick
from hybridequiz.tui.keys import next_person_keys
from hybridequiz.wording.interface import interface


class FarewellDialog(Dialog[None]):
    """Tells the code until it is closed.

    Args:
        interview: What is left; all of it is saved.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,escape,space", "close", show=False)]

    def __init__(self, interview: Interview) -> None:
        super().__init__()
        self._interview = interview

    def compose(self) -> ComposeResult:
        """Show the words of the card, and the keys."""
        heading, body = code_card(self._interview)
        with Vertical(classes="box"):
            yield Static(Content(show_text(heading)), markup=False, classes="heading")
            if body:
                yield Static(Content(show_text(body)), markup=False, classes="body")
            saved = tick(self._interview.language)
            if self.app.has_class("-ascii"):
                saved = saved.translate(IN_ASCII)
            yield Static(Content(saved), markup=False, classes="body")
            yield KeyBar()

    def fill(self) -> None:
        """Tell the keys."""
        say = interface(self._interview.language).say
        keys = [Key("Enter", say("close"), "close"), *next_person_keys(self._interview)]
        self.query_one(KeyBar).tell(keys)

    def action_close(self) -> None:
        """Close."""
        self.dismiss(None)
