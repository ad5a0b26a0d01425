"""Dialogs: each asks one thing and gives a value, or None when it is closed with Escape."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from hybridequiz.characters import show_text
from hybridequiz.tui.chrome import IN_ASCII, Key, KeyBar
from hybridequiz.tui.dialog import Dialog
from hybridequiz.tui.fields import ChoiceList, ChoiceRow, LineField
from hybridequiz.tui.lost_letters import has_lost, lost_words
from hybridequiz.values import replace
from hybridequiz.wording.interface import interface

TEXT_LENGTH: Final = 500
"""Characters of a remark or a reason that fit."""


class TextDialog(Dialog[str | None]):
    """Asks a line of text; of one in which letters were lost it tells once, and keeps it all the same after that.

    Args:
        heading: What is asked.
        body: What goes with it.
        value: The text so far.
        language: The language of the interface.
        required: Whether an empty text is asked again.
        keep: What Enter does, in a word or two; "keep" if nothing is said.
        wanted: What is said of an empty text that is not enough.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", show=False)]

    def __init__(
        self,
        heading: str,
        body: str,
        value: str,
        language: str,
        *,
        required: bool = False,
        keep: str = "",
        wanted: str = "",
    ) -> None:
        super().__init__()
        self._heading, self._body, self._value = heading, body, value
        self._language, self._told = language, value
        self._say = interface(language).say
        self._required = required
        self._keep = keep or self._say("keep")
        self._wanted = wanted or self._say("A few words are needed.")

    def compose(self) -> ComposeResult:
        """Show heading, text, line and keys."""
        with Vertical(classes="box"):
            yield _text(self._heading, "heading")
            yield _text(self._body, "body")
            yield LineField(max_length=TEXT_LENGTH)
            yield Static(id="wrong", markup=False)
            yield KeyBar()

    def fill(self) -> None:
        """Put the text so far into the line."""
        self.query_one(LineField).show(self._value, max_length=TEXT_LENGTH)
        self.query_one(LineField).focus()
        self.query_one(KeyBar).tell(
            [Key("Enter", self._keep, "keep"), Key("Esc", self._say("close"), "close")]
        )

    @on(Input.Submitted)
    def action_keep(self) -> None:
        """Give what was typed."""
        if not self.stands:
            return
        typed = self.query_one(LineField).value
        if self._required and not typed.strip():
            self._tell(self._wanted)
        elif has_lost(typed) and typed != self._told:
            self._told = typed
            self._tell(lost_words(self._language))
        else:
            self.dismiss(typed)

    @on(Input.Changed)
    def _changed(self) -> None:
        """What was wrong with the text was said of another one."""
        self._tell("")

    def _tell(self, words: str) -> None:
        if self.stands:
            self.query_one("#wrong", Static).update(Content(words))

    def action_close(self) -> None:
        """Give nothing."""
        self.dismiss(None)


class PickDialog(Dialog[int | None]):
    """Asks for one of several rows.

    Args:
        heading: What is asked.
        rows: The rows.
        language: The language of the interface.
        cursor: The row under the cursor.
        marked: The rows that are marked, where rows have a state.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        Binding("enter", "pick", show=False),
    ]

    def __init__(
        self,
        heading: str,
        rows: Sequence[ChoiceRow],
        language: str,
        *,
        cursor: int = 0,
        marked: Collection[int] | None = None,
    ) -> None:
        super().__init__()
        self._heading, self._rows, self._cursor = heading, rows, cursor
        self._marked = marked
        self._say = interface(language).say

    def compose(self) -> ComposeResult:
        """Show heading, rows and keys."""
        with Vertical(classes="box"):
            yield _text(self._heading, "heading")
            yield ChoiceList(ascii=self.app.has_class("-ascii"))
            yield KeyBar()

    def fill(self) -> None:
        """Put the rows into the list."""
        rows = self.query_one(ChoiceList)
        marked = self._marked
        shown = self._rows
        if self.app.has_class("-ascii"):
            shown = [
                replace(one, label=one.label.translate(IN_ASCII), note=one.note.translate(IN_ASCII))
                for one in shown
            ]
        rows.show(
            shown,
            multiple=False,
            chosen=marked or (),
            cursor=self._cursor,
            marked=marked is not None,
        )
        rows.focus()
        self.query_one(KeyBar).tell(
            [
                Key("↑↓", self._say("choose"), "pick"),
                Key("Enter", self._say("take"), "pick"),
                Key("Esc", self._say("close"), "close"),
            ]
        )

    @on(ChoiceList.Chosen)
    def _chosen(self, event: ChoiceList.Chosen) -> None:
        self.dismiss(event.index)

    def action_pick(self) -> None:
        """Give the row under the cursor."""
        if self._rows and self.stands:
            self.dismiss(self.query_one(ChoiceList).cursor)

    def action_close(self) -> None:
        """Give nothing."""
        self.dismiss(None)


class TellDialog(Dialog[bool]):
    """Tells something that may be long; gives whether the person wants another look of the screens."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,f1,question_mark,space", "close", show=False),
        Binding("c,C", "look", show=False),
    ]

    def __init__(self, heading: str, body: Content, language: str) -> None:
        super().__init__()
        self._heading, self._body = heading, body
        self._say = interface(language).say

    def compose(self) -> ComposeResult:
        """Show heading, text and keys."""
        with Vertical(classes="box"):
            yield _text(self._heading, "heading")
            with VerticalScroll():
                ascii_only = self.app.has_class("-ascii")
                body = Content(self._body.plain.translate(IN_ASCII)) if ascii_only else self._body
                yield Static(body, markup=False)
            yield KeyBar()

    def fill(self) -> None:
        """Let the keys scroll the text."""
        self.query_one(VerticalScroll).focus()
        self.query_one(KeyBar).tell(
            [Key("Esc", self._say("close"), "close"), Key("C", self._say("colours, room"), "look")]
        )

    def action_close(self) -> None:
        """Close."""
        self.dismiss(result=False)

    def action_look(self) -> None:
        """Close, and choose colours and room."""
        self.dismiss(result=True)


def _text(text: str, kind: str) -> Static:
    """Show a text literally; nothing where there is none."""
    widget = Static(Content(show_text(text)), markup=False, classes=kind)
    widget.display = bool(text)
    return widget
