"""The tables of an export that may leave: what identifies is withheld, and the order of the rows tells nothing.

The rows of another source are gone through twice: once to count combinations, once to put down what is shown. They then
stand in the order of what is shown in them, and are numbered in that order: it tells nothing that they do not tell.
"""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hybridequiz.export.coded import CodedRow
from hybridequiz.export.columns import Role, Table
from hybridequiz.export.dependence import Dependence
from hybridequiz.export.errors import ExportFailed
from hybridequiz.export.public import PublicCell, PublicPlan
from hybridequiz.export.source import FromRows, Source
from hybridequiz.export.suppression import Combination, Suppression
from hybridequiz.export.system import FIRST
from hybridequiz.problems import say
from hybridequiz.questionnaire.states import EXPORT_CODES, Missing
from hybridequiz.values import frozen

if TYPE_CHECKING:
    pass

_KEYS: Final = (Role.SYSTEM, Role.OPTION)
_STATES: Final = (Role.ANSWER, Role.CHOSEN, Role.PLACE, Role.STATE)
_NOT_REACHED: Final = (EXPORT_CODES[Missing.NOT_REACHED], str(EXPORT_CODES[Missing.NOT_REACHED]))
_TABLES: Final = """
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    CREATE TABLE response (id TEXT PRIMARY KEY, cut TEXT, tie TEXT, cells TEXT) WITHOUT ROWID;
    CREATE TABLE numbered (number INTEGER PRIMARY KEY, id TEXT UNIQUE);
    CREATE TABLE roster (ending TEXT, number INTEGER, row INTEGER, cells TEXT);
"""


Stratum = int
"""How far an interview came: how many of the questions that identify. Its other answers tell, so it is never hidden."""


@frozen
class _Places:
    """Where in the row of a table what stands.

    Attributes:
        cells: How its cells are made.
        by_name: The places of the columns of each question or fact.
    """

    cells: tuple[PublicCell, ...]
    by_name: Mapping[str, tuple[int, ...]]

    def withhold(self, row: CodedRow, names: frozenset[str]) -> set[int]:
        """Withhold what questions have in a row; give the places.

        Those are the same whatever stood there: how many there are tells nothing of it.
        """
        gone = {place for name in names & self.by_name.keys() for place in self.by_name[name]}
        for place in gone:
            row[place] = self.cells[place].withheld
        return gone


@frozen
class _Made:
    """What is made of a row of the table of responses.

    Attributes:
        response: The id of the response.
        cells: The cells that leave, before anything is withheld for the sake of others; the first is the id.
        hidden: The places where something is hidden always.
        stratum: How far the interview came.
        combination: What identifies in it.
    """

    response: str
    cells: CodedRow
    hidden: set[int]
    stratum: Stratum
    combination: Combination


class PublicSource(FromRows):
    """What may leave of the tables of another source.

    Args:
        source: The tables with all that `plan` reads.
        plan: What may leave.
        folder: Where rows are put down; the caller takes it away.

    Attributes:
        tables: The tables that leave.
        withheld: How many values are withheld, by ending of the table and name of the column; of `row` in the table
            of a roster how many responses have none of their rows there, whether they had any or not.
        left_out: How many responses are left out, as too few are like them.

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
        self._reach: Final = _Reach(plan.depends, source.tables[0])
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

    def _put_down(self, source: Source, database: sqlite3.Connection) -> None:
        counts: dict[Stratum, Counter[Combination]] = {}
        for made in self._made(source):
            counts.setdefault(made.stratum, Counter())[made.combination] += 1
        suppression = self._suppression()
        shown = {stratum: suppression.shown(found) for stratum, found in counts.items()}
        database.executemany(
            "INSERT INTO response VALUES (?, ?, ?, ?)", self._responses(source, shown)
        )
        database.execute("INSERT INTO numbered (id) SELECT id FROM response ORDER BY cells, tie")
        self._numbers[""] = sum(found.total() for found in counts.values()) - self.left_out
        for ending in self._plan.rosters:
            rows = self._roster_rows(source, self._read[ending], database)
            database.executemany("INSERT INTO roster VALUES (?, ?, ?, ?)", rows)
            query = "SELECT count(*) FROM roster WHERE ending = ?"
            (self._numbers[ending],) = database.execute(query, (ending,)).fetchone()

    def _coarse(
        self, source: Source, table: Table
    ) -> Iterator[tuple[CodedRow, CodedRow, set[int]]]:
        """Give the rows of a table, each with the cells that leave of it, and where something is hidden always.

        The first cell is still the response's id.
        """
        places = {name: place for place, name in enumerate(table.names)}
        cells = [(places[one.read], one.coarsen) for one in self._plan.cells[table.ending]]
        for row in source.rows(table):
            made = [coarsen(row[place]) for place, coarsen in cells]
            yield row, made, self._places[table.ending].withhold(made, self._plan.hidden)

    def _made(self, source: Source) -> Iterator[_Made]:
        """Give what is made of the rows of the table of responses."""
        by_name = self._places[""].by_name
        places = [by_name[unit] for unit in self._plan.units]
        for row, cells, gone in self._coarse(source, self._read[""]):
            combination = tuple(tuple(cells[at] for at in found) for found in places)
            yield _Made(str(cells[0]), cells, gone, self._reach.of(row), combination)

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
        self,
        source: Source,
        shown: Mapping[Stratum, Mapping[Combination, Combination | None]],
    ) -> Iterator[tuple[str, str, str, str]]:
        places = self._places[""]
        for made in self._made(source):
            before = made.combination
            after = shown[made.stratum][before]
            if after is None:
                self.left_out += 1
                continue
            cut = [at for at in range(len(before)) if before[at] != after[at]]
            told = self._told_by(cut)
            self._count("", made.hidden | places.withhold(made.cells, told))
            self._count_rowless(told)
            tie = sha256(made.response.encode()).hexdigest()
            cells = json.dumps(made.cells[1:], ensure_ascii=False)
            yield made.response, json.dumps(cut), tie, cells

    def _told_by(self, cut: Sequence[int]) -> frozenset[str]:
        """Name what tells of units that are withheld, themselves too."""
        return frozenset[str]().union(*(self._tells[at] for at in cut))

    def _roster_rows(
        self, source: Source, table: Table, database: sqlite3.Connection
    ) -> Iterator[tuple[str, int, int, str]]:
        ending = table.ending
        places = self._places[ending]
        query = "SELECT number, cut FROM numbered JOIN response USING (id) WHERE id = ?"
        for _, row, hidden in self._coarse(source, table):
            found = database.execute(query, (row[0],)).fetchone()
            if found is None:
                continue  # the response is left out
            number, cut = found
            gone = self._told_by(json.loads(cut))
            if self._plan.rosters[ending] in gone | self._plan.hidden:
                continue
            self._count(ending, hidden | places.withhold(row, gone))
            yield ending, number, int(row[1] or 0), json.dumps(row[1:], ensure_ascii=False)

    def _count_rowless(self, told: frozenset[str]) -> None:
        """Count a response with every roster of which it has no rows, as they would tell."""
        for ending, name in self._plan.rosters.items():
            if name in told | self._plan.hidden:
                self.withheld[ending, self._read[ending].key[-1]] += 1

    def _count(self, ending: str, places: set[int]) -> None:
        cells = self._plan.cells[ending]
        self.withheld.update((ending, cells[at].column.name) for at in places)


class _Reach:
    """Tells how far an interview came.

    Args:
        depends: What tells of what.
        table: The table of responses, with all that is in it.
    """

    def __init__(self, depends: Dependence, table: Table) -> None:
        order = {name: place for place, name in enumerate(depends.order)}
        self._identifying: Final = sorted(order[one] for one in depends.identifying & order.keys())
        self._cells: Final = sorted(
            (order[column.source], place)
            for place, column in enumerate(table.columns)
            if column.role in _STATES and column.source in order
        )

    def of(self, row: CodedRow) -> Stratum:
        """Count the questions that identify and come before the first that was not reached."""
        first = next((at for at, place in self._cells if row[place] in _NOT_REACHED), None)
        if first is None:
            return len(self._identifying)
        return bisect_left(self._identifying, first)


def _places(cells: tuple[PublicCell, ...]) -> _Places:
    """Say where what stands; what tells whose row it is, and which, is never withheld."""
    found: dict[str, list[int]] = {}
    for place, one in enumerate(cells):
        column = one.column
        is_key = column.source == FIRST or (column.table and column.role in _KEYS)
        if not is_key:
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
