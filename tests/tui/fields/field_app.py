"""A tiny app around one field, that keeps what it hears."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Input, TextArea

from hybridequiz.tui.fields import ChoiceList, Ruler, TooLong
from hybridequiz.tui.fields.prose import ProseField

if TYPE_CHECKING:
    from textual.message import Message
    from textual.pilot import Pilot
    from textual.widget import Widget

KEYS_OF_THE_SCREEN = (
    "enter,backspace,delete,escape,ctrl+c,ctrl+d,f1,f2,f6,f7,pageup,pagedown,"
    "left,right,up,down,question_mark,x,1"
)


class FieldApp(App[None]):
    """One field in a container that scrolls, on a screen with keys of its own.

    Attributes:
        heard: The messages of the field, in order.
        keys: The keys that the field left to the screen.
    """

    CSS = "FieldApp VerticalScroll { height: 1fr; scrollbar-size: 1 1; }"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"hear('{key}')") for key in KEYS_OF_THE_SCREEN.split(",")
    ]

    def __init__(self, *fields: Widget) -> None:
        super().__init__()
        self.fields = fields
        self.heard: list[Message] = []
        self.keys: list[str] = []

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield from self.fields

    def on_mount(self) -> None:
        self.fields[0].focus()

    def action_hear(self, key: str) -> None:
        self.keys.append(key)

    @on(ChoiceList.Chosen)
    @on(Ruler.Typed)
    @on(ProseField.Done)
    @on(TooLong)
    @on(Input.Submitted)
    @on(Input.Changed)
    @on(TextArea.Changed)
    def hear(self, message: Message) -> None:
        self.heard.append(message)

    def last(self) -> Message:
        return self.heard[-1]


async def type_text(pilot: Pilot[None], text: str) -> None:
    """Send each character as the key event that a terminal makes of it."""
    for character in text:
        pilot.app.post_message(events.Key("unnamed", character))
    await pilot.pause()


async def paste(pilot: Pilot[None], text: str) -> None:
    """Send a bracketed paste."""
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()


def screen_lines(app: App[None]) -> list[str]:
    """Return what the screen shows, without the spaces at the ends of lines."""
    strips = app.screen._compositor.render_strips()
    return [strip.text.rstrip() for strip in strips]
