"""The chapter on the method for the screen: who answered, when and how."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Drawn

from hybridequiz.characters import show_text
from hybridequiz.report.figure_words import FigureWords
from hybridequiz.report.figures import Audience
from hybridequiz.report.method_words import audience_facts

INDENT: Final = 2


def method_view(words: FigureWords) -> Iterator[RenderableType]:
    """Draw who answered, an audience after the other."""
    for one in words.report.audiences:
        yield from _audience(words, one)


def _audience(words: FigureWords, audience: Audience) -> Iterator[RenderableType]:
    yield Drawn(show_text(words.text(audience.title)), style="bold")
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for name, told in audience_facts(words, audience):
        grid.add_row(Drawn(name, style="dim"), Drawn(show_text(told)))
    yield Padding(grid, (0, 0, 0, INDENT))
