"""Which cells stand together in the rows of usable responses, and how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from hybridequiz.export.coded import Coded
from hybridequiz.export.columns import Table
from hybridequiz.export.source import Source
from hybridequiz.interview.dispositions import Disposition
from hybridequiz.report.reading import DAY
from hybridequiz.values import frozen

if TYPE_CHECKING:
    import polars as pl

USABLE: Final = (Disposition.COMPLETE.value, Disposition.PARTIAL.value)
"""How a response ended that figures are of: those that broke off too early are in none."""
DISPOSITION: Final = "disposition"
MOST: Final = 2**62
"""Keys below this fit in the whole numbers of a frame."""


@frozen
class Facts:
    """What facts of the session are called among the columns, as a question may have their names; and who counts.

    Attributes:
        ended: How the response ended.
        started: When it began.
        response: The id of the response.
        doubles: The ids of responses that are not counted.
    """

    ended: str
    started: str
    response: str
    doubles: frozenset[str] = frozenset()

    def is_counted(self) -> pl.Expr:
        """Tell in a frame which responses are counted."""
        import polars as pl

        usable = pl.col(self.ended).is_in(USABLE)
        return usable & ~pl.col(self.response).is_in(self.doubles) if self.doubles else usable


Combinations = Counter[tuple[Coded, ...]]
"""How often which cells stand together."""


def count_rows(
    source: Source, table: Table, facts: Facts, wanted: Sequence[Sequence[str]]
) -> list[Combinations]:
    """Count the combinations of cells, row by row.

    Args:
        source: Has the rows.
        table: The table of responses.
        facts: What facts of the session are called in it.
        wanted: Names of columns that are looked at together. Of moments only the day is looked at.
    """
    ended = table.names.index(facts.ended)
    started = table.names.index(facts.started)
    response = table.names.index(facts.response)
    places = [[table.names.index(column) for column in columns] for columns in wanted]
    found: list[Combinations] = [Counter() for _ in wanted]
    for row in source.rows(table):
        if row[ended] not in USABLE or row[response] in facts.doubles:
            continue
        moment = row[started]
        row[started] = moment[:DAY] if isinstance(moment, str) else moment
        for counter, some in zip(found, places, strict=True):
            counter[tuple([row[place] for place in some])] += 1
    return found


def count_frames(
    source: Source, table: Table, facts: Facts, wanted: Sequence[Sequence[str]]
) -> list[Combinations]:
    """Count as `count_rows` does, in polars: each part of the rows once, all that is wanted side by side."""
    found: list[Combinations] = [Counter() for _ in wanted]
    numbers = {column.name for column in table.columns if column.is_number}
    for part in source.lazy_parts(table):
        for counter, some in zip(found, _counted(part, facts, numbers, wanted), strict=True):
            counter.update(some)
    return found


def _counted(
    part: pl.LazyFrame, facts: Facts, numbers: set[str], wanted: Sequence[Sequence[str]]
) -> list[dict[tuple[Coded, ...], int]]:
    """Count the combinations in a part; what was read of it is gone before the next is."""
    import polars as pl

    needed = list(dict.fromkeys(column for columns in wanted for column in columns))
    usable = part.filter(facts.is_counted())
    if facts.started in needed:
        usable = usable.with_columns(pl.col(facts.started).str.head(DAY))
    frame = usable.select(needed or [facts.ended]).collect()
    return list(_Frame(frame, numbers).counted(wanted)) if len(frame) else [{} for _ in wanted]


@frozen
class _Digit:
    """A column as a digit of a key.

    Attributes:
        expression: The digit: 0 where the cell is empty.
        radix: How many digits there are.
        cells: What the digits stand for; None where a digit is a number plus an offset.
        offset: That offset.
    """

    expression: pl.Expr
    radix: int
    cells: Sequence[Coded] | None
    offset: int = 0

    def cell(self, digit: int) -> Coded:
        """Give the cell that a digit stands for."""
        if not digit:
            return None
        return digit - self.offset if self.cells is None else self.cells[digit - 1]


class _Frame:
    """Counts in a frame: cells that stand together are made one whole number, and these are counted.

    Args:
        frame: The frame, with one row at least.
        numbers: The columns with whole numbers; the others have texts.
    """

    def __init__(self, frame: pl.DataFrame, numbers: set[str]) -> None:
        import polars as pl

        self._frame: Final = frame
        bounds = frame.select(
            pl.concat_list(pl.col(name).min(), pl.col(name).max()).alias(name)
            for name in frame.columns
            if name in numbers
        )
        found: dict[str, Sequence[int | None]] = {}
        if bounds.columns:
            found = bounds.row(0, named=True)
        self._digits: Final = {
            name: self._number(name, *found[name]) if name in numbers else self._text(name)
            for name in frame.columns
        }

    def _number(self, name: str, low: int | None, high: int | None) -> _Digit:
        import polars as pl

        offset = 1 - (low or 0)
        digit = (pl.col(name).cast(pl.Int64) + offset).fill_null(0)
        return _Digit(digit, (high or 0) + offset + 1, None, offset)

    def _text(self, name: str) -> _Digit:
        import polars as pl

        cells: list[str] = self._frame[name].drop_nulls().unique().to_list()
        place = pl.col(name).cast(pl.Enum(cells)).to_physical().cast(pl.Int64)
        digit = (place + 1).fill_null(0)
        return _Digit(digit, len(cells) + 1, cells)

    def counted(self, wanted: Sequence[Sequence[str]]) -> Iterator[dict[tuple[Coded, ...], int]]:
        """Count the combinations of cells in columns that are looked at together."""
        keys = {place: key for place, names in enumerate(wanted) if (key := self._key(names))}
        tallies = self._frame.select(
            expression.value_counts().implode().alias(str(place))
            for place, (expression, _) in keys.items()
        )
        for place, names in enumerate(wanted):
            if place in keys:
                yield self._read(tallies[str(place)][0].struct.unnest(), keys[place][1])
            else:
                yield self._grouped(names)

    def _key(self, names: Sequence[str]) -> tuple[pl.Expr, list[_Digit]] | None:
        """Give the expression of a key, and its digits; None where a key would be too large, or there is nothing."""
        if not names:
            return None
        digits = [self._digits[name] for name in names]
        key, room = digits[0].expression, digits[0].radix
        for one in digits[1:]:
            key, room = key * one.radix + one.expression, room * one.radix
        return (key.alias("key"), digits) if room < MOST else None

    def _read(self, tally: pl.DataFrame, digits: list[_Digit]) -> dict[tuple[Coded, ...], int]:
        found = {}
        for key, number in tally.iter_rows():
            cells: list[Coded] = []
            left = key
            for one in reversed(digits):
                left, digit = divmod(left, one.radix)
                cells.append(one.cell(digit))
            found[tuple(reversed(cells))] = number
        return found

    def _grouped(self, names: Sequence[str]) -> dict[tuple[Coded, ...], int]:
        import polars as pl

        if not names:
            return {(): len(self._frame)}
        counted = self._frame.group_by(names).agg(pl.len().alias("\0number"))
        return {tuple(cells): number for *cells, number in counted.iter_rows()}
