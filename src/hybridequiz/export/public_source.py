"""The tables of an export that may leave: what identifies is withheld, and the order of the rows tells nothing.

The rows of another source are gone through twice: once to count combinations, once to put down what is shown. They then
stand in the order of what is shown in them, and are numbered in that order: it tells nothing that they do not tell.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hybridequiz.export.coded import Coded, CodedRow
from hybridequiz.export.columns import Role, Table
from hybridequiz.export.errors import ExportFailed
from hybridequiz.export.public import SESSION, PublicCell, PublicPlan
from hybridequiz.export.source import AT_ONCE, Source, frame_of
from hybridequiz.export.suppression import Combination, Suppression
from hybridequiz.problems import say
from hybridequiz.values import frozen

if TYPE_CHECKING:
    import polars as pl

_TABLES: Final = """
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    CREATE TABLE response (id TEXT PRIMARY KEY, cut TEXT, tie TEXT, cells TEXT) WITHOUT ROWID;
    CREATE TABLE numbered (number INTEGER PRIMARY KEY, id TEXT UNIQUE);
    CREATE TABLE roster (ending TEXT, number INTEGER, row INTEGER, cells TEXT);
"""


@frozen
class _Places:
    """Where in the row of a table what stands.

    Attributes:
        cells: How its cells are made.
        by_name: The places of the columns of each question or fact.
    """

    cells: tuple[PublicCell, ...]
    by_name: Mapping[str, tuple[int, ...]]

    def withhold(self, row: CodedRow, names: frozenset[str]) -> list[int]:
        """Withhold what questions have in a row; give the places where something went."""
        gone = []
        for name in names & self.by_name.keys():
            for place in self.by_name[name]:
                withheld = self.cells[place].withheld
                if row[place] != withheld:
                    row[place] = withheld
                    gone.append(place)
        return gone


class PublicSource:
    """What may leave of the tables of another source.

    Args:
        source: The tables with all that `plan` reads.
        plan: What may leave.
        folder: Where rows are put down; the caller takes it away.

    Attributes:
        tables: The tables that leave.
        withheld: How many values are withheld, by ending of the table and name of the column; of `row` in the table
            of a roster how many rows.
        left_out: How many responses are left out: all of them, where there are too few.

    Raises:
        ExportFailed: The disk does not take it.
    """

    def __init__(self, source: Source, plan: PublicPlan, folder: Path) -> None:
        self.withheld: Final[Counter[tuple[str, str]]] = Counter()
        self.left_out = 0
        self.tables: Final = plan.shown.tables
        self._plan: Final = plan
        self._read: Final = {table.ending: table for table in source.tables}
        self._path: Final = folder / "public.rows"
        self._places: Final = {ending: _places(cells) for ending, cells in plan.cells.items()}
        self._tells: Final = [plan.depends.telling_of([unit]) for unit in plan.units]
        self._hidden: Final = self._always_hidden()
        self._numbers: dict[str, int] = {}
        with _told(self._path), closing(sqlite3.connect(self._path)) as database:
            database.executescript(_TABLES)
            self._put_down(source, database)
            database.commit()

    def number(self, table: Table) -> int:
        """Count the rows of a table; nothing stands beside the answers."""
        return self._numbers.get(table.ending, 0)

    def rows(self, table: Table) -> Iterator[CodedRow]:
        """Go through the rows of a table; nothing stands beside the answers."""
        if table.beside:
            return
        query = "SELECT number, cells FROM roster WHERE ending = ? ORDER BY number, row"
        if not table.ending:
            query = """SELECT number, cells FROM numbered JOIN response USING (id)
                WHERE ? = '' ORDER BY number"""
        with _told(self._path), closing(sqlite3.connect(self._path)) as database:
            for number, cells in database.execute(query, (table.ending,)):
                yield [number, *json.loads(cells)]

    def frames(self, table: Table) -> Iterator[pl.DataFrame]:
        """Go through the rows of a table in frames."""
        rows = self.rows(table)
        first = True
        while (found := list(islice(rows, AT_ONCE))) or first:
            first = False
            yield frame_of(table.columns, found)

    def _always_hidden(self) -> frozenset[str]:
        """Name what identifies in the rows of rosters, and all that tells of it but what is counted itself."""
        inside = {one.id for roster in self._plan.read.rosters for one in roster.questions}
        names = inside & self._plan.depends.identifying
        return self._plan.depends.telling_of(names) - set(self._plan.units)

    def _put_down(self, source: Source, database: sqlite3.Connection) -> None:
        responses = self._read[""]
        counts = Counter(self._combination(row) for row in self._made(source, responses))
        if counts.total() < self._plan.least:
            self.left_out = counts.total()
            return
        shown = self._suppression().shown(counts)
        database.executemany(
            "INSERT INTO response VALUES (?, ?, ?, ?)", self._responses(source, responses, shown)
        )
        database.execute("INSERT INTO numbered (id) SELECT id FROM response ORDER BY cells, tie")
        self._numbers[""] = counts.total()
        for ending in self._plan.rosters:
            rows = self._roster_rows(source, self._read[ending], database)
            database.executemany("INSERT INTO roster VALUES (?, ?, ?, ?)", list(rows))
            (number,) = database.execute(
                "SELECT count(*) FROM roster WHERE ending = ?", (ending,)
            ).fetchone()
            self._numbers[ending] = number

    def _made(self, source: Source, table: Table) -> Iterator[CodedRow]:
        """Give the rows of a table with the cells that leave; the first is still the response's id."""
        places = {name: place for place, name in enumerate(table.names)}
        cells = [(places[one.read], one.coarsen) for one in self._plan.cells[table.ending]]
        for row in source.rows(table):
            made = [coarsen(row[place]) for place, coarsen in cells]
            self._places[table.ending].withhold(made, self._hidden)
            yield made

    def _combination(self, row: Sequence[Coded]) -> Combination:
        """Give what identifies in a row."""
        by_name = self._places[""].by_name
        return tuple(tuple(row[at] for at in by_name[unit]) for unit in self._plan.units)

    def _suppression(self) -> Suppression:
        places = self._places[""]
        units = self._plan.units
        withheld = tuple(
            tuple(places.cells[at].withheld for at in places.by_name[unit]) for unit in units
        )
        along = [
            frozenset(at for at, other in enumerate(units) if other in tells or other == unit)
            for unit, tells in zip(units, self._tells, strict=True)
        ]
        return Suppression(withheld, along, self._plan.least)

    def _responses(
        self, source: Source, table: Table, shown: Mapping[Combination, Combination]
    ) -> Iterator[tuple[str, str, str, str]]:
        places = self._places[""]
        for row in self._made(source, table):
            before = self._combination(row)
            after = shown[before]
            cut = [at for at in range(len(before)) if before[at] != after[at]]
            self._count("", places.withhold(row, self._told_by(cut)))
            response, *cells = row
            tie = sha256(str(response).encode()).hexdigest()
            yield str(response), json.dumps(cut), tie, json.dumps(cells, ensure_ascii=False)

    def _told_by(self, cut: Sequence[int]) -> frozenset[str]:
        """Name what tells of units that are withheld, themselves too."""
        return frozenset[str]().union(*(self._tells[at] for at in cut))

    def _roster_rows(
        self, source: Source, table: Table, database: sqlite3.Connection
    ) -> Iterator[tuple[str, int, int, str]]:
        ending = table.ending
        places = self._places[ending]
        query = "SELECT number, cut FROM numbered JOIN response USING (id) WHERE id = ?"
        for row in self._made(source, table):
            number, cut = database.execute(query, (row[0],)).fetchone()
            gone = self._told_by(json.loads(cut))
            if self._plan.rosters[ending] in gone:
                self.withheld[ending, table.key[-1]] += 1
                continue
            self._count(ending, places.withhold(row, gone))
            yield ending, number, int(row[1] or 0), json.dumps(row[1:], ensure_ascii=False)

    def _count(self, ending: str, places: Sequence[int]) -> None:
        cells = self._plan.cells[ending]
        self.withheld.update((ending, cells[at].column.name) for at in places)


def _places(cells: tuple[PublicCell, ...]) -> _Places:
    """Say where what stands; what tells whose row it is, and which, is never withheld."""
    found: dict[str, list[int]] = {}
    for place, one in enumerate(cells):
        column = one.column
        answers = column.role not in (Role.SYSTEM, Role.OPTION)
        if answers or (not column.table and column.source in SESSION):
            found.setdefault(column.source, []).append(place)
    return _Places(cells, {name: tuple(places) for name, places in found.items()})


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Tell a disk that is full in words."""
    try:
        yield
    except sqlite3.OperationalError as error:
        message = say("{path} cannot be written: {reason}.")
        raise ExportFailed(message, path=path, reason=error) from error
