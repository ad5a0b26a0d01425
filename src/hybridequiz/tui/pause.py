"""The blank screen of a pause: it shows nothing of the interview, and the code brings it back."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from hybridequiz.interview.interview import Interview
from hybridequiz.store.codes import is_same_code
from hybridequiz.tui.chrome import Key, KeyBar
from hybridequiz.tui.dialog import Dialog
from hybridequiz.tui.fields import LineField
from hybridequiz.tui.keys import next_person_keys
from hybridequiz.wording.interface import interface
from hybridequiz.wording.pausing import pause_words

CODE_LENGTH = 20


class PauseScreen(Dialog[bool]):
    """Covers everything until the code is typed; gives whether it was, and nothing where the interview is left.

    Args:
        interview: What is covered.
        saved: Whether all of it is saved.
        card: The words that tell the code, shown first where nobody knows it yet.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "go_on", show=False)]

    def __init__(
        self, interview: Interview, *, saved: bool, card: tuple[str, str] | None = None
    ) -> None:
        super().__init__()
        self._interview, self._saved, self._card = interview, saved, card
        self._say = interface(interview.language).say

    def compose(self) -> ComposeResult:
        """Make room for what is told, and a line for the code."""
        with Vertical(classes="box"):
            yield Static(markup=False, classes="heading")
            yield Static(markup=False, classes="body")
            yield LineField(max_length=CODE_LENGTH)
            yield Static(markup=False, id="wrong")
            yield KeyBar()

    def fill(self) -> None:
        """Tell the code where nobody knows it, else wait for it."""
        if self._card is None:
            self.hide_code()
        else:
            self.query_one(LineField).display = False
            self._tell(*self._card)

    def hide_code(self) -> None:
        """Tell the code no longer, and wait for it: it was read, or nobody is there."""
        self._card = None
        self._tell(
            pause_words(self._interview, saved=self._saved), self._say("Type the code to go on.")
        )
        line = self.query_one(LineField)
        line.display = True
        line.focus()

    def _tell(self, heading: str, body: str) -> None:
        """Say what stands on the cover, and the keys."""
        self.query_one(".heading", Static).update(Content(heading))
        self.query_one(".body", Static).update(Content(body))
        self.query_one(KeyBar).tell(
            [
                Key("Enter", self._say("go on"), "go_on"),
                Key("^Q", self._say("save, leave"), "app.leave"),
                *next_person_keys(self._interview),
            ]
        )

    @on(Input.Submitted)
    def action_go_on(self) -> None:
        """Go on, if the code is right; from the card that tells it, to where it is typed."""
        if not self.stands:
            return
        if self._card is not None:
            self.hide_code()
            return
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
