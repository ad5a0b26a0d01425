"""Lists of codes in CSV files: what a lookup chooses from. They are read when they are first needed, and once."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import Final

from hybridequiz.questionnaire.code_search import Search, SearchIndex
from hybridequiz.values import frozen

CODE: Final = "code"
"""The column with the codes."""
ANY_LANGUAGE: Final = "label"
"""The column with words that serve every language."""
DELIMITERS: Final = (",", ";", "\t")
"""What stands between cells; spreadsheets of countries with a decimal comma write a semicolon."""

Where = tuple[tuple[str, str], ...]
"""Columns, each with the text that a row must have in it."""


@frozen
class Line:
    """A row of a CSV file as it was read, with the line on which it begins, from 1."""

    number: int
    cells: list[str]


def delimiter_of(text: str) -> str:
    """Give what stands between the cells: the one of the three that is most in the first line."""
    head = text.partition("\n")[0]
    return max(DELIMITERS, key=head.count)


def csv_lines(text: str) -> Iterator[Line]:
    """Read a CSV file row by row, cells without spaces around them; empty rows are passed over.

    Raises:
        csv.Error: when it is no CSV, such as a quotation mark that is not closed.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    before = 0
    for cells in reader:
        if any(cells):
            yield Line(before + 1, [cell.strip() for cell in cells])
        before = reader.line_num


def hash_of(text: str) -> str:
    """Give the SHA-256 of a list's text, in hexadecimal: by this a questionnaire names it."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class CodeList:
    """A list of codes with their words: a CSV file that was checked.

    Args:
        file: Its name, as the questionnaire has it.
        content: The hash of its text.
        text: The whole file, without a byte order mark; it is taken apart when it is first needed.
    """

    def __init__(self, file: str, content: str, text: str) -> None:
        self.file: Final = file
        self.hash: Final = content
        self.text: Final = text
        self._indexes: dict[str, SearchIndex] = {}
        self._searches: dict[tuple[str, Where], Search] = {}

    @classmethod
    def of(cls, file: str, text: str) -> CodeList:
        """Give the list that a text is."""
        return cls(file, hash_of(text), text)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Give the names of the columns; the rows need not be read for that."""
        return tuple(next(line.cells for line in csv_lines(self.text)))

    @cached_property
    def rows(self) -> Sequence[tuple[str, ...]]:
        """Give the rows in the order of the file, without the header.

        They are tuples of texts: the collector of garbage passes over these, however many there are.
        """
        return tuple([tuple(line.cells) for line in islice(csv_lines(self.text), 1, None)])

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Give the place of each code."""
        at = self.columns.index(CODE)
        return {row[at]: place for place, row in enumerate(self.rows)}

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.rows)

    def __contains__(self, code: object) -> bool:
        """Tell whether there is a row with this code."""
        return isinstance(code, str) and code in self.places

    def code_at(self, place: int) -> str:
        """Give the code of a row."""
        return self.rows[place][self.columns.index(CODE)]

    def cell(self, code: object, column: str) -> str:
        """Give what stands in a column of the row with this code; nothing where there is no such row."""
        place = self.places.get(code) if isinstance(code, str) else None
        return "" if place is None else self.rows[place][self.columns.index(column)]

    def label(self, code: object, language: str) -> str:
        """Give the words of a code; the code itself where the list does not have it."""
        return self.cell(code, self.label_column(language)) or str(code)

    def label_column(self, language: str) -> str:
        """Name the column with the words in a language: its own, else the one for all, else the first there is."""
        own = [name for name in (language, ANY_LANGUAGE) if name in self.columns]
        return own[0] if own else next(name for name in self.columns if name != CODE)

    def fits(self, code: object, where: Where) -> bool:
        """Tell whether there is a row with this code that has these texts in these columns."""
        return code in self and all(self.cell(code, column) == text for column, text in where)

    def matching(self, where: Where) -> Sequence[int]:
        """Give the places of the rows that have these texts in these columns, in the order of the file."""
        if not where:
            return range(len(self.rows))
        (column, text), *others = where
        found = self._groups(column).get(text, [])
        for column, text in others:
            at = self.columns.index(column)
            found = [place for place in found if self.rows[place][at] == text]
        return found

    def values_in(self, column: str) -> frozenset[str]:
        """Give every text that stands in a column."""
        return frozenset(self._groups(column))

    @cached_property
    def _grouped(self) -> dict[str, dict[str, list[int]]]:
        return {}

    def _groups(self, column: str) -> Mapping[str, list[int]]:
        """Give the places of the rows by what stands in a column; worked out once a column."""
        if column not in self._grouped:
            at = self.columns.index(column)
            groups: dict[str, list[int]] = {}
            for place, row in enumerate(self.rows):
                groups.setdefault(row[at], []).append(place)
            self._grouped[column] = groups
        return self._grouped[column]

    def search(self, language: str, where: Where = ()) -> Search:
        """Give what finds rows by words typed in a language, among those that `where` lets through.

        The index is made when it is first asked for, once a language.
        """
        known = self._searches.get((language, where))
        if known is None:
            index = self._indexes.get(language)
            if index is None:
                code, label = (
                    self.columns.index(CODE),
                    self.columns.index(self.label_column(language)),
                )
                index = SearchIndex(
                    [row[code] for row in self.rows], [row[label] for row in self.rows]
                )
                self._indexes[language] = index
            self._searches.clear()  # one is asked at a time
            known = self._searches[language, where] = Search(index, self.matching(where))
        return known
