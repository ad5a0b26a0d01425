"""What surrounds the page: where one is, what was just said, and which keys work here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static

from hybridequiz.tui.fields.choices import LARGE
from hybridequiz.values import frozen, replace

IN_ASCII: Final = str.maketrans(
    {"⇧": "Shift+", "↑": "Up ", "↓": "Down ", "✓": "OK", "·": "-", "–": "-", "…": "..."}
    | {"’": "'", "‘": "'", "“": '"', "”": '"', "•": "*"}
)
"""How the signs of the chrome are written where only ASCII can be drawn."""


NEEDED: Final = ("F1", "⇧Tab", "Esc", "Enter")
"""The keys that are told first where there is room for a few."""
MOST_LINES: Final = 2
"""Lines that keys may take from a page: on the smallest terminal a question and its options stand above them."""
SPARED: Final = ("F6", "F7", "↑↓", "←→", "F12", "F5", "F9")
"""The keys that are left to the help where they would take more lines, what is missed least first."""


@frozen
class Heading:
    """What the header tells.

    Attributes:
        title: The section, or the program.
        aside: The code, at the right.
        section: The number of the section, from 1; 0 for none.
        sections: How many sections there are; 0 shows no bar.
        left: What is still to come, in words.
        banner: What must not be overlooked: a rehearsal.
    """

    title: str
    aside: str = ""
    section: int = 0
    sections: int = 0
    left: str = ""
    banner: str = ""


class Header(Widget):
    """Tells where one is: the section, the way so far as a bar, the code."""

    heading: reactive[Heading] = reactive(Heading(""), layout=True)

    def __init__(self, *, ascii_only: bool = False) -> None:
        super().__init__(id="header")
        self._done, self._todo = ("=", "-") if ascii_only else ("━", "─")

    def render(self) -> RenderResult:
        """Draw the lines."""
        heading, width = self._written_heading(), max(1, self.size.width)
        lines = [_spread(heading.title, heading.aside, width, "bold", "$text-muted")]
        if self._is_bare:
            pass
        elif heading.sections:
            lines.append(self._bar(heading, width))
        elif heading.left:
            lines.append(Content.styled(heading.left, "$text-muted"))
        if heading.banner:
            lines.insert(0, Content.styled(heading.banner.center(width), "bold $warning reverse"))
        return Content("\n").join(lines)

    def _written_heading(self) -> Heading:
        """Give the heading in signs that can be drawn."""
        heading = self.heading
        if self._done != "=":
            return heading
        left, banner = heading.left.translate(IN_ASCII), heading.banner.translate(IN_ASCII)
        return replace(heading, left=left, banner=banner)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """Take a line for each thing told."""
        heading = self.heading
        way = not self._is_bare and bool(heading.sections or heading.left)
        return 1 + way + bool(heading.banner)

    @property
    def _is_bare(self) -> bool:
        """Tell whether the way so far is left out: one thing at a time."""
        return self.app.has_class(LARGE)

    def _bar(self, heading: Heading, width: int) -> Content:
        """Draw the way so far, a piece a section, with words beside it."""
        words = f"  {heading.left}" if heading.left else ""
        room = max(heading.sections, min(40, width - len(words)))
        done = room * max(0, heading.section) // heading.sections
        return Content.assemble(
            (self._done * done, "$primary"),
            (self._todo * (room - done), "$foreground 40%"),
            (words, "$text-muted"),
        )


def _spread(left: str, right: str, width: int, left_style: str, right_style: str) -> Content:
    """Put one text at the left and one at the right."""
    room = width - len(right) - 2 if right else width
    shown = left if len(left) <= room else left[: max(0, room - 1)] + "…"
    gap = " " * max(1, width - len(shown) - len(right))
    return Content.assemble((shown, left_style), gap, (right, right_style))


class MessageLine(Static):
    """Says what just happened: saved, or what is wrong."""

    def __init__(self) -> None:
        super().__init__(id="message", markup=False)

    def say(self, text: str, kind: str = "info") -> None:
        """Say something: `saved`, `info`, `wrong` or `alarm`; an empty text takes it back."""
        self.set_classes(kind)
        self.update(Content(text.translate(IN_ASCII) if self.app.has_class("-ascii") else text))


@frozen
class Key:
    """A key that works here.

    Attributes:
        key: As it is written on the keyboard.
        does: What it does, in a word or two.
        action: The action of the screen, for the mouse.
    """

    key: str
    does: str
    action: str


class KeyBar(Widget):
    """Tells the keys that work here; each can be clicked. As many stand on a line as fit, none is broken."""

    GAP = 2

    shown: reactive[tuple[Key, ...]] = reactive((), layout=True)

    def tell(self, keys: Sequence[Key]) -> None:
        """Show these keys."""
        if self.app.has_class("-ascii"):
            keys = [replace(key, key=_in_ascii(key.key)) for key in keys]
        self.shown = tuple(keys)

    def render(self) -> RenderResult:
        """Draw the keys."""
        gap = Content(" " * self.GAP)
        lines = (gap.join(_written(key) for key in line) for line in self._lines(self.size.width))
        return Content("\n").join(lines)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """Take the lines that the keys need."""
        return max(1, len(self._lines(width)))

    def _lines(self, width: int) -> list[list[Key]]:
        """Divide the keys over lines; where one thing is shown at a time, it is one, with the help that names all."""
        if self.app.has_class(LARGE):
            return _divided(sorted(self.shown, key=self._rank), width)[:1]
        return _divided(_fitting(self.shown, width), width)

    def _rank(self, key: Key) -> int:
        """Say how much a key is needed where there is room for a few: what goes on, the help, the way back."""
        if key is self.shown[0]:
            return 0
        return NEEDED.index(key.key) + 1 if key.key in NEEDED else len(NEEDED) + 1


def _in_ascii(key: str) -> str:
    return key.translate(IN_ASCII).strip()


def _fitting(keys: Sequence[Key], width: int) -> list[Key]:
    """Leave out what is missed least where all would take too many lines, and no more of it than need be."""
    left_out: list[str] = []

    def told(without: Sequence[str]) -> list[Key]:
        return [key for key in keys if _in_ascii(key.key) not in without]

    def fits(without: Sequence[str]) -> bool:
        return len(_divided(told(without), width)) <= MOST_LINES

    for spared in SPARED:
        if fits(left_out):
            break
        left_out.append(_in_ascii(spared))
    for back in reversed(tuple(left_out)):
        without = [one for one in left_out if one != back]
        left_out = without if fits(without) else left_out
    return told(left_out)


def _divided(keys: Sequence[Key], width: int) -> list[list[Key]]:
    """Divide keys over lines; none is broken."""
    lines: list[list[Key]] = []
    room = 0
    for key in keys:
        needed = len(key.key) + 1 + len(key.does) + KeyBar.GAP
        if needed - KeyBar.GAP > room or not lines:
            lines.append([])
            room = width
        lines[-1].append(key)
        room -= needed
    return lines


def _written(key: Key) -> Content:
    """Write one key so that a click does the same."""
    written = Content.assemble((key.key, "bold"), " ", (key.does, "$text-muted"))
    action = key.action if key.action.startswith("app.") else f"screen.{key.action}"
    return written.stylize(Style.from_meta({"@click": action}))
