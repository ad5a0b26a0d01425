"""Tables of indicators that are several figures: a row a figure, a column a group, the audiences side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from hybridequiz.report.figure_words import FigureWords, parts_with
from hybridequiz.report.figures import Figure, IndicatorTable, Part, Row
from hybridequiz.report.html_tables import (
    base_of,
    caption_of,
    columns,
    figure_cell,
    names,
    number,
    part_name,
    told_rows,
    wide,
)
from hybridequiz.report.markup import Html, joined, tag
from hybridequiz.values import frozen

MOST: Final = 6
"""Columns of a table, before it is parted."""
FEW: Final = 3
"""Figures of which a table with a row a group is not too wide."""


@frozen
class _Column:
    """A group of an audience, and what is told of it."""

    table: IndicatorTable
    row: Row
    figures: Mapping[str, Figure | None]


def goes_by_group(group: Sequence[IndicatorTable]) -> bool:
    """Tell whether an indicator reads best with a row a group: it is one figure, or few of many groups."""
    most = max(len(one.parts) for one in group)
    return most == 1 or (most <= FEW and sum(len(_shown(one)) for one in group) > MOST)


def cross_tables(words: FigureWords, group: Sequence[IndicatorTable]) -> Iterator[Html]:
    """Give the tables of an indicator: one for all audiences, or where that is too wide one an audience or breakdown.

    Args:
        words: Says what is in them.
        group: The tables of the indicator, one an audience.
    """
    for some in _parted(group):
        yield _Cross(words, some).html()


def _parted(group: Sequence[IndicatorTable]) -> Iterator[list[_Column]]:
    found = [[_column(table, row) for row in _shown(table)] for table in group]
    if sum(map(len, found)) <= MOST:
        yield [column for some in found for column in some]
        return
    for whole, *others in found:
        if len(others) < MOST:
            yield [whole, *others]
            continue
        for _, some in groupby(others, lambda column: column.row.breakdown):
            yield [whole, *some]


def _shown(table: IndicatorTable) -> list[Row]:
    """Give the rows that are columns: the whole audience always, groups where they are shown."""
    return [table.total, *(row for row in table.rows[1:] if not row.is_hidden)]


def _column(table: IndicatorTable, row: Row) -> _Column:
    figures = {part.id: figure for part, figure in parts_with(table, row)}
    return _Column(table, row, figures)


class _Cross:
    """One table.

    Args:
        words: Says what is in it.
        found: Its columns.
    """

    def __init__(self, words: FigureWords, found: Sequence[_Column]) -> None:
        self._words: Final = words
        self._columns: Final = found
        self._audiences: Final = [
            list(some) for _, some in groupby(found, lambda column: column.table.audience)
        ]
        self._several: Final = len(self._audiences) > 1

    def html(self) -> Html:
        """Give the table; one that may be too wide can be moved."""
        table = tag(
            "table",
            self._caption(),
            tag("thead", *self._heads()),
            tag("tbody", *(self._line(part) for part in self._parts())),
            *self._foot(),
            class_="parts" if len(self._columns) == 1 else "parts even",
            style=columns(len(self._columns)) if len(self._columns) > 1 else None,
        )
        if len(self._columns) == 1:
            return table
        first = self._columns[0].table
        audiences = (self._words.text(one[0].table.total.name) for one in self._audiences)
        label = ", ".join([self._words.text(first.indicator.name), *audiences])
        return wide(table, label, "two" if len(self._columns) == 2 else "")  # noqa: PLR2004

    def _caption(self) -> Html:
        tables = [one[0].table for one in self._audiences]
        if not self._several:
            return caption_of(self._words, tables[0])
        bases = dict.fromkeys(base_of(self._words, one) for one in tables)
        if len(bases) == 1:
            return tag("caption", *bases)
        told = (
            tag("span", f"{self._words.text(one.total.name)} – {base_of(self._words, one)}")
            for one in tables
        )
        return tag("caption", joined(told, "<br>"))

    def _heads(self) -> Iterator[Html]:
        """Give the lines of heads: the audiences, where there are several, and their groups."""
        lines = 2 if self._several and len(self._columns) > len(self._audiences) else 1
        span = lines if lines > 1 else None
        first = tag("th", self._words.say("Figure"), scope="col", rowspan=span)
        if lines == 1:
            heads = (self._head(one, None) for one in self._columns)
            yield tag("tr", first, *heads)
            return
        upper = (
            self._head(one[0], span)
            if len(one) == 1
            else tag("th", self._audience(one[0]), scope="colgroup", colspan=len(one))
            for one in self._audiences
        )
        yield tag("tr", first, *upper)
        lower = (self._head(each, None) for one in self._audiences if len(one) > 1 for each in one)
        yield tag("tr", *lower)

    def _head(self, column: _Column, span: int | None) -> Html:
        """Give the head of a column; an audience without groups is told by its name."""
        name = names(self._words, [column.row])
        unknown = self._words.dont_know(column.row.base, column.row.dont_know)
        remarks = [tag("span", unknown, class_="remark")] if unknown else []
        alone = [one for one in self._audiences if one == [column]]
        if alone and self._several:
            name = self._audience(column)
        of = [] if column.row.base is None else [number(self._words, column.row.base)]
        return tag("th", name, *of, *remarks, scope="col", rowspan=span)

    def _audience(self, column: _Column) -> str:
        return self._words.text(column.table.total.name)

    def _parts(self) -> list[tuple[IndicatorTable, Part]]:
        """Give the figures of all audiences, in the order in which they come."""
        found: dict[str, tuple[IndicatorTable, Part]] = {}
        for one in self._columns:
            for part in one.table.parts:
                found.setdefault(part.id, (one.table, part))
        return list(found.values())

    def _line(self, one: tuple[IndicatorTable, Part]) -> Html:
        table, part = one
        beside = part.id and not table.parts[0].id
        name = part_name(self._words, table, part)
        head = tag("th", name, scope="row", class_="beside" if beside else None)
        return tag("tr", head, *(self._cell(column, part) for column in self._columns))

    def _cell(self, column: _Column, part: Part) -> Html:
        if part.id not in column.figures:
            return tag("td", "–")
        return figure_cell(self._words, column.figures[part.id], column.row.base)

    def _foot(self) -> Iterator[Html]:
        """Name the groups that are not shown, and those that are counted together."""
        told = list(self._told())
        if told:
            width = len(self._columns) + 1
            yield tag("tfoot", *(tag("tr", tag("td", one, colspan=width)) for one in told))

    def _told(self) -> Iterator[str]:
        for some in self._audiences:
            table = some[0].table
            before = f"{self._audience(some[0])}: " if self._several else ""
            for column in some:
                if column.row.merged:
                    name = self._words.text(column.row.name)
                    yield f"{before}{name}: {self._words.listed(column.row.merged)}"
            here = {column.row.breakdown for column in some}
            shown = {row.breakdown for row in table.rows if not row.is_hidden}
            hidden = [
                row
                for row in told_rows(table)
                if row.is_hidden and row.breakdown and row.breakdown in here | (_all(table) - shown)
            ]
            if hidden:
                yield before + self._words.say(
                    "Not shown ({hidden}): {groups}",
                    hidden=self._words.hidden,
                    groups=names(self._words, hidden),
                )


def _all(table: IndicatorTable) -> set[str]:
    return {row.breakdown for row in table.rows}
