"""A scale of whole numbers with labelled ends, answered by arrows, digits or the mouse."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from hybridequiz.tui.fields.scale import Role, Scale, ScaleLayout

if TYPE_CHECKING:
    from rich.style import Style
    from textual import events
    from textual.geometry import Size

_LONGEST: Final = 12
_TYPED: Final = re.compile(r"[0-9.,-]+")
_WHOLE: Final = re.compile(r"-?[0-9]+")
_LINES_BELOW: Final = 2
_CLASSES: Final[dict[Role, str]] = {
    "number": "ruler--number",
    "chosen": "ruler--chosen",
    "label": "ruler--label",
    "track": "ruler--track",
}


class Ruler(Widget, can_focus=True):
    """A row of numbers of which one is marked, and below it what is being typed.

    It judges nothing: what is typed stays as it was typed, is posted on every change (`Typed`), and
    is marked on the row if it is one of the numbers. Its scale is swapped with `show`.
    """

    ALLOW_SELECT = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Lower", show=False),
        Binding("right", "step(1)", "Higher", show=False),
        Binding("backspace", "delete_left", "Delete", show=False),
    ]

    COMPONENT_CLASSES: ClassVar[set[str]] = {*_CLASSES.values(), "ruler--typed"}

    DEFAULT_CSS = """
    Ruler {
        height: auto;
        color: $foreground;

        & > .ruler--label { color: $text-muted; }
        & > .ruler--track { color: $foreground 40%; }
        & > .ruler--chosen { color: $text-primary; text-style: bold; background: $foreground 10%; }
        & > .ruler--typed { color: $text-primary; }
    }
    """

    class Typed(Message):
        """Another answer was typed or picked.

        Attributes:
            ruler: The ruler.
            text: What was typed, as it was typed, or the number that was picked; empty if what was
                typed is deleted.
        """

        def __init__(self, ruler: Ruler, text: str) -> None:
            super().__init__()
            self.ruler = ruler
            self.text = text

        @property
        def control(self) -> Ruler:
            """The ruler, for `on` with a selector."""
            return self.ruler

    def __init__(
        self,
        *,
        ascii: bool = False,  # noqa: A002 - says best what it does
        id: str | None = None,  # noqa: A002 - the name that Textual gives it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._pointer = ">" if ascii else "❯"
        self._line = "-" if ascii else "─"
        self._scale = Scale(0, 10)
        self._value: int | None = None
        self._typed = ""

    def show(
        self,
        low: int,
        high: int,
        value: int | None,
        low_label: str,
        high_label: str,
        *,
        typed: str = "",
    ) -> None:
        """Show another scale; nothing is posted.

        Args:
            low: The lowest number.
            high: The highest number; more than the lowest.
            value: The number that is marked.
            low_label: What the lowest number means.
            high_label: What the highest number means.
            typed: What was typed of an answer that is not finished; goes before `value`.
        """
        self._scale = Scale(low, high, low_label, high_label)
        self._typed = typed
        self._value = self._number(typed) if typed else value
        self.refresh(layout=True)

    @property
    def value(self) -> int | None:
        """The number that is marked."""
        return self._value

    @property
    def typed(self) -> str:
        """What was typed, as it was typed; empty after an arrow or a click."""
        return self._typed

    # What the keys and the mouse do

    def check_consume_key(self, key: str, character: str | None) -> bool:  # noqa: ARG002 - Textual's signature
        """Tell Textual which characters are typed here."""
        return character is not None and _TYPED.fullmatch(character) is not None

    def on_key(self, event: events.Key) -> None:
        """Take digits, comma, point and minus."""
        if self.check_consume_key(event.key, event.character):
            event.stop()
            event.prevent_default()
            self._type(event.character or "")

    def on_paste(self, event: events.Paste) -> None:
        """Take a pasted number; anything else would be a number of another's making."""
        event.stop()
        text = event.text.strip()
        if _TYPED.fullmatch(text):
            self._type(text)
        else:
            self.app.bell()

    def on_click(self, event: events.Click) -> None:
        """Pick the number that was clicked."""
        offset = event.get_content_offset(self)
        if offset is not None and offset.y == 0:
            number = self._layout_at(self.size.width).number_at(offset.x)
            if number is not None:
                self._pick(number)

    def action_step(self, steps: int) -> None:
        """Pick the next number; from nothing, the end that lies on the other side."""
        if self._value is None:
            self._pick(self._scale.low if steps > 0 else self._scale.high)
        else:
            self._pick(max(self._scale.low, min(self._value + steps, self._scale.high)))

    def action_delete_left(self) -> None:
        """Delete the last character typed; leave the key to the screen if there is none."""
        if not self._typed:
            raise SkipAction
        self._set_typed(self._typed[:-1])

    def _type(self, text: str) -> None:
        """Add to what is typed, or refuse what no number needs."""
        if len(self._typed) + len(text) > _LONGEST:
            self.app.bell()
            return
        self._set_typed(self._typed + text)

    def _set_typed(self, typed: str) -> None:
        """Take what is typed now, and tell it."""
        self._typed = typed
        self._value = self._number(typed)
        self.refresh()
        self.post_message(self.Typed(self, typed))

    def _pick(self, number: int) -> None:
        """Mark a number in place of what was typed, and tell it."""
        if number == self._value and not self._typed:
            return
        self._typed = ""
        self._value = number
        self.refresh()
        self.post_message(self.Typed(self, str(number)))

    def _number(self, typed: str) -> int | None:
        """Return the number of the scale that was typed, if it is one."""
        if not _WHOLE.fullmatch(typed):
            return None
        return int(typed) if self._scale.low <= int(typed) <= self._scale.high else None

    # What it looks like

    def _layout_at(self, width: int) -> ScaleLayout:
        """Return the scale laid out at a width."""
        return ScaleLayout(self._scale, width, line=self._line)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """Return the height of the scale with its labels and what is typed."""
        return self._layout_at(width).height + _LINES_BELOW

    def on_focus(self) -> None:
        """Show that digits can be typed here."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that keys go elsewhere now."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width = self.size.width
        layout = self._layout_at(width)
        if y < layout.height:
            parts = layout.parts(y, self._value)
            segments = [Segment(part.text, self._style(_CLASSES[part.role])) for part in parts]
        elif y == layout.height + _LINES_BELOW - 1:
            segments = self._typed_line()
        else:
            segments = []
        return Strip(segments).adjust_cell_length(width, self._style())

    def _typed_line(self) -> list[Segment]:
        """Return the line with what is typed, and a cursor while keys come here."""
        before, after = (f"{self._pointer} ", "_") if self.has_focus else ("  ", "")
        return [Segment(f"{before}{self._typed}{after}", self._style("ruler--typed"))]

    def _style(self, *classes: str) -> Style:
        """Return the style of component classes, the later over the earlier."""
        return self.get_visual_style(*classes).rich_style
