"""The responses of an audience that figures are counted from.

A figure looks at few questions, and few different answers are given to these. So the answers to them are tallied first;
a condition is then evaluated once for each combination that occurs, by the same closures that route an interview.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from hybridequiz.export.coded import Coded
from hybridequiz.export.columns import ColumnPlan, Table
from hybridequiz.export.source import Source
from hybridequiz.export.system import FIRST
from hybridequiz.questionnaire.states import Missing, Value
from hybridequiz.report.combinations import DISPOSITION, USABLE, Facts, count_frames, count_rows
from hybridequiz.report.reading import STARTED, Reader, readers
from hybridequiz.values import frozen

Said = Mapping[str, "Value | Missing"]
"""What names stand for in a response."""


@frozen
class Alike:
    """Responses that are alike in what is looked at.

    Attributes:
        said: What the names stand for.
        number: How many responses there are.
    """

    said: Said
    number: int


class Responses:
    """The usable responses of an audience.

    Args:
        plan: The columns of its questionnaire, in all its versions.
        source: The tables of the responses.
        doubles: The ids of responses that are not counted, as their case was answered before.
    """

    def __init__(
        self, plan: ColumnPlan, source: Source, doubles: Collection[str] = frozenset()
    ) -> None:
        self._source: Final = source
        self.doubles: Final = frozenset(doubles)
        self._table: Final[Table] = plan.tables[0]
        self._facts: Final = Facts(
            plan.fact(DISPOSITION), plan.fact(STARTED), plan.fact(FIRST), self.doubles
        )
        self._readers: Final[Mapping[str, Reader]] = readers(plan)

    def __contains__(self, name: str) -> bool:
        """Tell whether there is something of this name."""
        return name in self._readers

    def tally(self, wanted: Sequence[Sequence[str]]) -> list[list[Alike]]:
        """Count which answers are given together.

        Args:
            wanted: Names that are looked at together, as often as needed; the responses are gone through once.

        Returns:
            For each of them what occurs, in an order that follows from the answers alone.
        """
        return self.tally_with(wanted, ())[0]

    def tally_with(
        self, wanted: Sequence[Sequence[str]], alone: Sequence[str]
    ) -> tuple[list[list[Alike]], list[Counter[Coded]]]:
        """Count which answers are given together, and what stands in some columns; the responses are gone through once.

        Args:
            wanted: Names that are looked at together, as often as needed.
            alone: The columns.

        Returns:
            What `tally` gives, and for each of the columns how often which cell stands in it.
        """
        views = [_View(self._readers, names) for names in wanted]
        columns: list[tuple[str, ...]] = [
            *(view.columns for view in views),
            *((one,) for one in alone),
        ]
        count = count_frames if self._source.framed else count_rows
        counters = count(self._source, self._table, self._facts, columns)
        cells = [Counter({cell: n for (cell,), n in one.items()}) for one in counters[len(views) :]]
        return [view.read(found) for view, found in zip(views, counters, strict=False)], cells

    def ids(self) -> Iterator[str]:
        """Give the ids of the usable responses."""
        if not self._source.framed:
            yield from (response for response, _ in self.each(()))
            return

        for part in self._source.lazy_parts(self._table):
            usable = part.filter(self._facts.is_counted())
            yield from usable.select(self._facts.response).collect()[self._facts.response]

    def each(self, names: Sequence[str]) -> Iterator[tuple[str, Said]]:
        """Go through the usable responses: the id of each, and what names stand for in it."""
        view = _View(self._readers, names)
        if self._source.framed:
            yield from self._each_framed(view)
            return
        places = [
            self._table.names.index(one)
            for one in (self._facts.response, self._facts.ended, *view.columns)
        ]
        for row in self._source.rows(self._table):
            response, disposition, *cells = (row[place] for place in places)
            if disposition in USABLE and response not in self.doubles:
                yield str(response), view.said(cells)

    def _each_framed(self, view: _View) -> Iterator[tuple[str, Said]]:
        """Go through them where frames are at hand: only the columns that are needed are read."""
        for part in self._source.lazy_parts(self._table):
            usable = part.filter(self._facts.is_counted())
            for response, *cells in (
                usable.select(self._facts.response, *view.columns).collect().iter_rows()
            ):
                yield str(response), view.said(cells)


class _View:
    """What some names stand for, read from the cells of the columns that they need."""

    def __init__(self, known: Mapping[str, Reader], names: Sequence[str]) -> None:
        self._readers: Final = {name: known[name] for name in names}
        needed = [column for one in self._readers.values() for column in one.columns]
        self.columns: Final = tuple(dict.fromkeys(needed))
        place = {column: number for number, column in enumerate(self.columns)}
        self._places: Final = {
            name: [place[column] for column in one.columns] for name, one in self._readers.items()
        }

    def said(self, cells: Sequence[Coded]) -> Said:
        return {
            name: one.read([cells[place] for place in self._places[name]])
            for name, one in self._readers.items()
        }

    def read(self, found: Mapping[tuple[Coded, ...], int]) -> list[Alike]:
        return [Alike(self.said(cells), found[cells]) for cells in sorted(found, key=_order)]


def _order(cells: Iterable[Coded]) -> list[tuple[bool, bool, Coded]]:
    """Give what cells are sorted by, texts and numbers and nothing among each other."""
    return [(cell is None, isinstance(cell, str), 0 if cell is None else cell) for cell in cells]
