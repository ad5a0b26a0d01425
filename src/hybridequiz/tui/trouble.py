"""When an answer cannot be saved: what is wrong, and the ways out. The answer stays on the screen behind it."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from hybridequiz.characters import show_text
from hybridequiz.problems import HybridequizError
from hybridequiz.tui.chrome import Key, KeyBar
from hybridequiz.tui.fields import LineField
from hybridequiz.wording.errors import error_words, hint_words
from hybridequiz.wording.interface import interface

PATH_LENGTH = 1_000


class TroubleDialog(ModalScreen[Path | str | None]):
    """Asks for another folder; an empty text tries the same one again, Escape waits."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "wait", show=False)]

    def __init__(self, error: HybridequizError, language: str) -> None:
        super().__init__()
        self._error = error
        self._language = language
        self._say = interface(language).say

    def compose(self) -> ComposeResult:
        """Say what is wrong and what can be done."""
        with Vertical(classes="box alarm"):
            yield Static(
                Content(self._say("This answer is NOT saved")), markup=False, classes="heading"
            )
            yield Static(
                Content(show_text(error_words(self._error, self._language))),
                markup=False,
                classes="body",
            )
            yield Static(
                Content(show_text(hint_words(self._error, self._language))),
                markup=False,
                classes="body",
            )
            yield Static(
                Content(
                    self._say(
                        "Make room and press Enter to try again; or type another folder, such as a USB stick, to "
                        "save this whole interview there."
                    )
                ),
                markup=False,
                classes="body",
            )
            yield LineField(max_length=PATH_LENGTH)
            yield KeyBar()

    def on_mount(self) -> None:
        """Tell the keys."""
        self.query_one(LineField).focus()
        self.query_one(KeyBar).tell(
            [
                Key("Enter", self._say("try again"), "again"),
                Key("Esc", self._say("back to the answer"), "wait"),
            ]
        )

    @on(Input.Submitted)
    def action_again(self) -> None:
        """Try again, in the folder that was typed."""
        typed = self.query_one(LineField).value.strip()
        self.dismiss(Path(typed).expanduser() if typed else "")

    def action_wait(self) -> None:
        """Go back to the answer, which is still not saved."""
        self.dismiss(None)
