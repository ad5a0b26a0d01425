"""Measures how well text can be read: the contrast of what is drawn, as WCAG 2.2 defines it.

Relative luminance and contrast ratio: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance and #dfn-contrast-ratio.
"""

from __future__ import annotations

from typing import NamedTuple

from rich.color import Color, ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.app import App

DRAWING = range(0x2500, 0x25A0)
"""Frames and bars (box drawing and block elements): they carry no words. The signs of state (● ○ ❯ ✓) are text."""
RGB = tuple[int, int, int]


class Drawn(NamedTuple):
    """A piece of text on the screen, and how it is drawn."""

    text: str
    ink: RGB
    paper: RGB

    @property
    def contrast(self) -> float:
        """Give the contrast ratio, from 1 to 21."""
        return contrast(self.ink, self.paper)


def luminance(colour: RGB) -> float:
    """Give the relative luminance, from 0 for black to 1 for white."""
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def contrast(one: RGB, other: RGB) -> float:
    """Give the contrast ratio of two colours."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def drawn_text(app: App[int], system: ColorSystem = ColorSystem.TRUECOLOR) -> list[Drawn]:
    """Give every piece of text that stands on the screen, in the colours that reach a terminal of this kind.

    The strips are those that are written to the terminal: what is dim or see-through is blended in them already.
    """
    found = []
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            if _is_text(segment):
                assert segment.style is not None, segment
                found.append(Drawn(segment.text.strip(), *_colours(segment.style, system)))
    return found


def _is_text(segment: Segment) -> bool:
    return any(ord(one) not in DRAWING and not one.isspace() for one in segment.text)


def _colours(style: Style, system: ColorSystem) -> tuple[RGB, RGB]:
    """Give ink and paper as they are seen."""
    assert style.color is not None, style
    assert style.bgcolor is not None, style
    assert not style.dim, "the terminal would make it dimmer than it was measured"
    ink, paper = (_seen(one, system) for one in (style.color, style.bgcolor))
    return (paper, ink) if style.reverse else (ink, paper)


def _seen(colour: Color, system: ColorSystem) -> RGB:
    triplet = colour.downgrade(system).get_truecolor()
    return triplet.red, triplet.green, triplet.blue
