"""The response of a study on a terminal, 60 columns wide or more: an audience a table, a location a column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.box import ASCII2, SIMPLE_HEAD
from rich.console import Group
from rich.constrain import Constrain
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hybridequiz.characters import show_text
from hybridequiz.report.response import COUNTED, AudienceResponse, Rate, ResponseLine, ResponseTable
from hybridequiz.report.response_words import (
    disposition_words,
    method_words,
    notes_of,
    percent_words,
    source_words,
)
from hybridequiz.values import frozen
from hybridequiz.wording.interface import Interface, interface
from hybridequiz.wording.notation import count_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

FIRST: Final = 22
"""Columns of what stands before a row."""
NARROW: Final = 6
"""Columns of a number, with the room beside it."""


@frozen
class _Row:
    """A row: what it is called, what stands in it, and whether it is left out where all of it is nought."""

    name: str
    cells: tuple[str, ...]
    counts: bool = False

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is in it."""
        return self.counts and all(not cell.strip("0–-") for cell in self.cells)


def response_view(
    table: ResponseTable,
    language: str,
    *,
    width: int,
    ascii: bool = False,  # noqa: A002 - so the option is called wherever there is one
) -> RenderableType:
    """Draw the response of a study.

    Args:
        table: The response.
        language: In which language.
        width: How many columns it may take.
        ascii: Whether to draw without box characters.
    """
    sheet = _Sheet(table, language, width, ascii=ascii)
    return Constrain(Group(*sheet.blocks()), width)


def _text(words: str, style: str = "") -> Text:
    """Take words from files as they are: no markup, no control characters."""
    return Text(show_text(words), style=style, overflow="fold")


class _Sheet:
    """One table on its way to the screen."""

    def __init__(self, table: ResponseTable, language: str, width: int, *, ascii: bool) -> None:  # noqa: A002 - as above
        self._table: Final = table
        self._language: Final = language
        self._ui: Final[Interface] = interface(language)
        self._across: Final = max(1, (width - FIRST) // NARROW)
        self._box: Final = ASCII2 if ascii else SIMPLE_HEAD
        self._none: Final = "-" if ascii else "–"

    def blocks(self) -> Iterator[RenderableType]:
        """Give everything that there is to see."""
        if not self._table.audiences:
            yield _text(self._ui.say("There are no interviews here yet."))
        for one in self._table.audiences:
            yield from self._audience(one)
        for words in method_words(self._table, self._language):
            yield self._note(words)

    def _audience(self, one: AudienceResponse) -> Iterator[RenderableType]:
        yield _text(one.total.name.in_language(self._language), "bold")
        yield _text(source_words(one.source, self._language))
        lines = [] if one.total.is_hidden else [one.total, *one.locations]
        for start in range(0, len(lines), self._across):
            yield from self._part(lines[start : start + self._across])
        for words in notes_of(one, self._table, self._language):
            yield self._note(words)
        yield ""

    def _note(self, words: str) -> RenderableType:
        """Give a note; the sign of what is hidden is the one that is drawn with."""
        return _text(words.replace("–:", f"{self._none}:"), "italic")

    def _part(self, lines: Sequence[ResponseLine]) -> Iterator[RenderableType]:
        """Give as many lines as columns as fit beside each other, and what their headings stand for."""
        places = [line for line in lines if not line.is_total]
        for line in places:
            heading = f"{self._heading(line)}: {line.name.in_language(self._language)}"
            yield Padding(_text(heading), (0, 0, 0, 2))
        table = Table(box=self._box, padding=(0, 1, 0, 0), show_edge=False)
        table.add_column("", width=FIRST - 1, overflow="fold")
        for line in lines:
            table.add_column(
                _text(self._heading(line)), justify="right", no_wrap=True, min_width=NARROW - 1
            )
        for row in (one for one in self._rows(lines) if not one.is_empty):
            table.add_row(_text(row.name), *row.cells)
        yield table

    def _heading(self, line: ResponseLine) -> str:
        if line.is_total:
            return self._ui.say("total")
        return self._none if line.location is None else str(line.location)

    def _rows(self, lines: Sequence[ResponseLine]) -> Iterator[_Row]:
        """Give the rows: the invited, what came of them, and the rates."""
        say = self._ui.say
        if any(line.invited is not None for line in lines):
            yield _Row(say("invited"), tuple(self._number(line.invited) for line in lines))
        counts = [dict(line.counts or ()) for line in lines]
        for one in COUNTED:
            cells = tuple(self._number(each.get(one)) for each in counts)
            yield _Row(disposition_words(one, self._language), cells, counts=True)
        yield _Row(
            say("no result yet"),
            tuple(self._number(line.no_result) for line in lines),
            counts=True,
        )
        if any(line.rates for line in lines):
            yield from self._rates(lines)

    def _rates(self, lines: Sequence[ResponseLine]) -> Iterator[_Row]:
        say = self._ui.say
        rates = [line.rates for line in lines]
        bases = tuple(self._number(one.response.base if one else None) for one in rates)
        yield _Row(say("base of these rates"), bases)
        yield _Row(
            say("response rate"), tuple(self._percent(one.response if one else None) for one in rates)
        )
        yield _Row(
            say("strict rate"), tuple(self._percent(one.strict if one else None) for one in rates)
        )
        yield _Row(
            say("cooperation rate"),
            tuple(self._percent(one.cooperation if one else None) for one in rates),
        )

    def _number(self, number: int | None) -> str:
        return self._none if number is None else count_words(number, self._language)

    def _percent(self, rate: Rate | None) -> str:
        return self._none if rate is None else percent_words(rate.percent, self._language)
