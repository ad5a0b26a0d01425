"""The response of a study on a terminal, 60 columns wide or more: an audience a table, a location a column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.console import Group
from rich.constrain import Constrain
from rich.table import Table
from rich.text import Text

from hybridequiz.characters import show_text
from hybridequiz.report.response_rows import ResponseRow, response_rows
from hybridequiz.report.response_words import (
    group_notes,
    method_words,
    notes_of,
    source_words,
)
from hybridequiz.wording.interface import Interface, interface

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from hybridequiz.report.response import (
        AudienceResponse,
        ResponseLine,
        ResponseTable,
    )

FIRST: Final = 21
"""Columns of what stands before a row."""
NARROW: Final = 6
"""Columns of a number, with the room beside it."""
NOWHERE: Final = "?"
"""Stands over the numbers of who has no location."""


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
        title = one.total.name.in_language(self._language)
        yield _text(title, "bold")
        yield _text(source_words(one.source, self._language))
        lines = [line for line in (one.total, *one.locations) if not line.is_hidden]
        yield from self._lines(lines, [self._heading(line) for line in lines])
        for words in notes_of(one, self._table, self._language):
            yield _text(words, "italic")
        yield ""
        for each in one.groups:
            yield _text(f"{title}: {each.name.in_language(self._language)}", "bold")
            yield from self._lines(each.lines, [str(at + 1) for at in range(len(each.lines))])
            for words in group_notes(each, self._table, self._language):
                yield _text(words, "italic")
            yield ""

    def _lines(
        self, lines: Sequence[ResponseLine], headings: Sequence[str]
    ) -> Iterator[RenderableType]:
        rows = list(response_rows(lines, self._language))
        for start in range(0, len(lines), self._across):
            part = slice(start, start + self._across)
            yield from self._part(lines[part], headings[part], rows, part)

    def _part(
        self,
        lines: Sequence[ResponseLine],
        headings: Sequence[str],
        rows: Sequence[ResponseRow],
        part: slice,
    ) -> Iterator[RenderableType]:
        """Give as many lines as columns as fit beside each other, and what their headings stand for."""
        places = [
            f"{heading}: {line.name.in_language(self._language)}"
            for line, heading in zip(lines, headings, strict=True)
            if not line.is_total
        ]
        if places:
            yield _text(self._dot.join(places))
        table = Table(box=None, padding=(0, 0, 0, 1), pad_edge=False, header_style="bold")
        table.add_column("", width=FIRST - 1, overflow="fold")
        for heading in headings:
            table.add_column(_text(heading), justify="right", no_wrap=True, min_width=NARROW - 1)
        for row in rows:
            table.add_row(_text(row.name), *row.cells[part])
        yield table

    def _heading(self, line: ResponseLine) -> str:
        if line.is_total:
            return self._ui.say("total")
        return NOWHERE if line.location is None else str(line.location)
