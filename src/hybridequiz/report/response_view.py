"""The response of a study on a terminal, 60 columns wide or more: an audience a table, a location a column."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from rich.console import Group
from rich.constrain import Constrain
from rich.table import Table
from rich.text import Text

from hybridequiz.characters import show_text
from hybridequiz.report.response import COUNTED
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
    from collections.abc import Callable, Iterator, Sequence

    from rich.console import RenderableType

    from hybridequiz.interview.dispositions import Disposition
    from hybridequiz.report.response import (
        AudienceResponse,
        Rate,
        ResponseLine,
        ResponseTable,
        StudyRates,
    )

FIRST: Final = 21
"""Columns of what stands before a row."""
NARROW: Final = 6
"""Columns of a number, with the room beside it."""
NOTHING: Final = "."
"""Stands for a number that is not known, as in the tables of Statistics Netherlands."""
NOWHERE: Final = "?"
"""Stands over the numbers of who has no location."""


@frozen
class _Row:
    """A row: what it is called, what stands in it, and whether it is left out where all of it is nought."""

    name: str
    cells: tuple[str, ...]
    counts: bool = False

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is in it."""
        return self.counts and all(not cell.strip(f"0{NOTHING}") for cell in self.cells)


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
        self._dot: Final = ", " if ascii else " · "

    def blocks(self) -> Iterator[RenderableType]:
        """Give everything that there is to see."""
        if not self._table.audiences:
            yield _text(self._ui.say("There are no interviews here yet."))
        for one in self._table.audiences:
            yield from self._audience(one)
        for words in method_words(self._table, self._language):
            yield _text(words, "italic")

    def _audience(self, one: AudienceResponse) -> Iterator[RenderableType]:
        yield _text(one.total.name.in_language(self._language), "bold")
        yield _text(source_words(one.source, self._language))
        lines = [line for line in (one.total, *one.locations) if not line.is_hidden]
        rows = [row for row in self._rows(lines) if not row.is_empty]
        for start in range(0, len(lines), self._across):
            yield from self._part(lines, rows, slice(start, start + self._across))
        for words in notes_of(one, self._table, self._language):
            yield _text(words, "italic")
        yield ""

    def _part(
        self, lines: Sequence[ResponseLine], rows: Sequence[_Row], part: slice
    ) -> Iterator[RenderableType]:
        """Give as many lines as columns as fit beside each other, and what their headings stand for."""
        places = [
            f"{self._heading(line)}: {line.name.in_language(self._language)}"
            for line in lines[part]
            if not line.is_total
        ]
        if places:
            yield _text(self._dot.join(places))
        table = Table(box=None, padding=(0, 0, 0, 1), pad_edge=False, header_style="bold")
        table.add_column("", width=FIRST - 1, overflow="fold")
        for line in lines[part]:
            heading = _text(self._heading(line))
            table.add_column(heading, justify="right", no_wrap=True, min_width=NARROW - 1)
        for row in rows:
            table.add_row(_text(row.name), *row.cells[part])
        yield table

    def _heading(self, line: ResponseLine) -> str:
        if line.is_total:
            return self._ui.say("total")
        return NOWHERE if line.location is None else str(line.location)

    def _rows(self, lines: Sequence[ResponseLine]) -> Iterator[_Row]:
        """Give the rows: the invited, what came of them, and the rates."""
        say = self._ui.say
        if any(line.invited is not None for line in lines):
            yield self._row(say("invited"), lines, lambda line: line.invited)
        for one in COUNTED:
            name = disposition_words(one, self._language)
            yield self._row(name, lines, partial(_count, disposition=one), counts=True)
        yield self._row(say("no result yet"), lines, lambda line: line.no_result, counts=True)
        if any(line.rates for line in lines):
            yield self._row(
                say("base of these rates"),
                lines,
                lambda line: line.rates.response.base if line.rates else None,
            )
            yield self._rate(say("response rate"), lines, lambda rates: rates.response)
            yield self._rate(say("strict rate"), lines, lambda rates: rates.strict)
            yield self._rate(say("cooperation rate"), lines, lambda rates: rates.cooperation)

    def _row(
        self,
        name: str,
        lines: Sequence[ResponseLine],
        number: Callable[[ResponseLine], int | None],
        *,
        counts: bool = False,
    ) -> _Row:
        cells = (
            NOTHING if (one := number(line)) is None else count_words(one, self._language)
            for line in lines
        )
        return _Row(name, tuple(cells), counts)

    def _rate(
        self,
        name: str,
        lines: Sequence[ResponseLine],
        rate: Callable[[StudyRates], Rate | None],
    ) -> _Row:
        known = (rate(line.rates) if line.rates else None for line in lines)
        cells = (
            NOTHING if one is None else percent_words(one.percent, self._language) for one in known
        )
        return _Row(name, tuple(cells))


def _count(line: ResponseLine, disposition: Disposition) -> int | None:
    return None if line.counts is None else dict(line.counts)[disposition]
