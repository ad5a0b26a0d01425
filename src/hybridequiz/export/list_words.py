"""The words of the codes of lists in files, in the language of an export.

In the tables as they are read, and kept, the column of words has the code itself: whatever the language, they are the
same. The words come in when a table is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from hybridequiz.export.coded import Coded, CodedRow, clean
from hybridequiz.export.columns import Column, Role, Table
from hybridequiz.export.source import Source
from hybridequiz.export.tallies import Tally

if TYPE_CHECKING:
    import polars as pl


def has_list_words(source: Source) -> bool:
    """Tell whether a table has a column with the words of a list in a file."""
    return any(_places(table) for table in source.tables)


class ListWords:
    """The tables of another source with the words of lists.

    Args:
        source: The tables.
        language: The language of the words.
    """

    def __init__(self, source: Source, language: str) -> None:
        self._source: Final = source
        self._language: Final = language
        self.framed: Final = source.framed
        self.tables: Final[Sequence[Table]] = source.tables

    def number(self, table: Table) -> int:
        """Count the rows of a table."""
        return self._source.number(table)

    def rows(self, table: Table) -> Iterator[CodedRow]:
        """Go through the rows of a table."""
        words: list[tuple[int, dict[Coded, Coded]]] = [
            (place, dict(self._words(column))) for place, column in _places(table)
        ]
        for row in self._source.rows(table):
            for place, known in words:
                row[place] = known.get(row[place], row[place])
            yield row

    def frames(self, table: Table) -> Iterator[pl.DataFrame]:
        """Go through the rows of a table in frames."""
        changes = self._changes(table)
        for frame in self._source.frames(table):
            yield frame.with_columns(changes)

    def lazy_parts(self, table: Table) -> Iterator[pl.LazyFrame]:
        """Give the rows of a table as lazy frames."""
        changes = self._changes(table)
        for part in self._source.lazy_parts(table):
            yield part.with_columns(changes)

    def tally(self, table: Table) -> Tally:
        """Count the cells of a table: of words only how many there are."""
        return self._source.tally(table)

    def _changes(self, table: Table) -> list[pl.Expr]:
        import polars as pl

        return [
            pl.col(column.name).replace(dict(self._words(column))) for _, column in _places(table)
        ]

    def _words(self, column: Column) -> Iterator[tuple[str, str]]:
        """Give the words of every code of the lists; what is in none stays as it is."""
        for code in dict.fromkeys(code for listed in column.lists for code in listed.places):
            yield code, clean(column.listed_label(code, self._language))


def _places(table: Table) -> list[tuple[int, Column]]:
    columns = enumerate(table.columns)
    return [(place, one) for place, one in columns if one.role is Role.LABEL]
