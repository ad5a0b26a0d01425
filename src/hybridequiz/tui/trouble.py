"""When an answer cannot be saved: what is wrong, and the ways out. The answer stays on the screen behind it."""

from __future__ import annotations

from enum import Enum
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from hybridequiz.characters import show_text
from hybridequiz.problems import HybridequizError
from hybridequiz.tui.chrome import Key, KeyBar
from hybridequiz.tui.dialog import Dialog
from hybridequiz.tui.fields import ChoiceList, ChoiceRow
from hybridequiz.wording.errors import error_words, hint_words
from hybridequiz.wording.interface import interface


class WayOut(Enum):
    """What to do about an answer that could not be saved."""

    TRY_AGAIN = 0
    ANOTHER_FOLDER = 1


class TroubleDialog(Dialog[WayOut | None]):
    """Asks which way out; None goes back to the answer, which is still not saved.

    Args:
        error: What is wrong.
        language: The language of the interface.
        elsewhere: Whether another folder is offered: not to a respondent on a kiosk.

    Only the arrows and Enter do something: what was being typed when the trouble came chooses nothing.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "wait", show=False)]

    def __init__(self, error: HybridequizError, language: str, *, elsewhere: bool = True) -> None:
        super().__init__()
        self._error, self._language = error, language
        self._ways = [WayOut.TRY_AGAIN, *([WayOut.ANOTHER_FOLDER] if elsewhere else []), None]
        self._say = interface(language).say

    def compose(self) -> ComposeResult:
        """Say what is wrong and what can be done."""
        words = error_words(self._error, self._language)
        hint = hint_words(self._error, self._language)
        with Vertical(classes="box alarm"):
            yield _text(self._say("This answer is NOT saved"), "heading")
            yield _text(words, "body")
            yield _text(hint, "body")
            yield ChoiceList(ascii=self.app.has_class("-ascii"))
            yield KeyBar()

    def fill(self) -> None:
        """Offer the ways out; none is chosen yet."""
        words = {
            WayOut.TRY_AGAIN: self._say("Try again"),
            WayOut.ANOTHER_FOLDER: self._say("Save this whole interview in another folder"),
            None: self._say("Back to the answer"),
        }
        rows = [ChoiceRow("", words[way]) for way in self._ways]
        ways = self.query_one(ChoiceList)
        ways.show(rows, multiple=False, chosen=(), cursor=-1, marked=False)
        ways.focus()
        self.query_one(KeyBar).tell(
            [
                Key("↑↓ Enter", self._say("choose"), "wait"),
                Key("Esc", self._say("back to the answer"), "wait"),
            ]
        )

    @on(ChoiceList.Chosen)
    def _chosen(self, event: ChoiceList.Chosen) -> None:
        self.dismiss(self._ways[event.index])

    def action_wait(self) -> None:
        """Go back to the answer, which is still not saved."""
        self.dismiss(None)


def _text(text: str, kind: str) -> Static:
    return Static(Content(show_text(text)), markup=False, classes=kind)
