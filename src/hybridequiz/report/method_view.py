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
from hybridequiz.report.figures import Audience, Figure
from hybridequiz.report.method_words import ByMode, audience_facts, by_mode, mode_note

INDENT: Final = 2
NAME: Final = 16
"""Columns that the name of a figure has at least."""


def method_view(words: FigureWords) -> Iterator[RenderableType]:
    """Draw who answered, an audience after the other, then figures by how they did."""
    for one in words.report.audiences:
        yield from _audience(words, one)
    tables = [found for one in words.report.audiences if (found := by_mode(words, one))]
    if tables:
        yield Padding(Drawn(words.say("By how it was filled in"), style="bold"), (1, 0, 0, 0))
        yield Drawn(mode_note(words), style="italic")
        for table in tables:
            yield from _by_mode(words, table)


def _by_mode(words: FigureWords, table: ByMode) -> Iterator[RenderableType]:
    yield Drawn(show_text(table.audience), style="bold")
    grid = Table(box=None, padding=(0, 0, 0, 2), pad_edge=False, header_style="dim")
    grid.add_column("", overflow="fold", min_width=NAME)
    for mode in table.modes:
        grid.add_column(Drawn(show_text(mode)), justify="right")
    for name, figures in table.rows:
        told = ("–" if one is None else _told(words, one) for one in figures)
        grid.add_row(Drawn(show_text(name)), *map(Drawn, told))
    yield Padding(grid, (0, 0, 0, INDENT))


def _told(words: FigureWords, figure: Figure) -> str:
    return f"{words.figure(figure)} ({words.of(figure.base)})"


def _audience(words: FigureWords, audience: Audience) -> Iterator[RenderableType]:
    yield Drawn(show_text(words.text(audience.title)), style="bold")
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for name, told in audience_facts(words, audience):
        grid.add_row(Drawn(name, style="dim"), Drawn(show_text(told)))
    yield Padding(grid, (0, 0, 0, INDENT))
