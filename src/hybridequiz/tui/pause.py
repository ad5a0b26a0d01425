"""The blank screen of a pause: it shows nothing of the interview, and the code brings it back."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from hybridequiz.interview.interview import Interview
from hybridequiz.store.codes import is_same_code
from hybridequiz.tui.chrome import Key, KeyBar
from hybridequiz.tui.fields import LineField
from hybridequiz.wording.interface import interface
from hybridequiz.wording.pausing import pause_words

CODE_LENGTH = 20


class PauseScreen(ModalScreen[bool]):
    """Covers everything until the code is typed; gives whether it was, and nothing where the interview is left."""

    def __init__(self, interview: Interview, *, saved: bool) -> None:
        super().__init__()
        self._interview, self._saved = interview, saved
        self._say = interface(interview.language).say

    def compose(self) -> ComposeResult:
        """Show that it is saved, and a line for the code."""
        words = pause_words(self._interview, saved=self._saved)
        with Vertical(classes="box"):
            yield Static(Content(words), markup=False, classes="heading")
            yield Static(
                Content(self._say("Type the code to go on.")), markup=False, classes="body"
            )
            yield LineField(max_length=CODE_LENGTH)
            yield Static(markup=False, id="wrong")
            yield KeyBar()

    def on_mount(self) -> None:
        """Wait for the code."""
        self.query_one(LineField).focus()
        self.query_one(KeyBar).tell(
            [
                Key("Enter", self._say("go on"), "go_on"),
                Key("^Q", self._say("save, leave"), "app.leave"),
            ]
        )

    @on(Input.Submitted)
    def action_go_on(self) -> None:
        """Go on, if the code is right."""
        typed = self.query_one(LineField).value
        if not typed.strip():
            return
        if is_same_code(typed, self._interview.session.code):
            self.dismiss(result=True)
        else:
            self.query_one("#wrong", Static).update(
                Content(self._say("That is not the code of this interview."))
            )
            self.query_one(LineField).select_all()
