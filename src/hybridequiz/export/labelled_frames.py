"""Frames for SPSS and Stata: the rows of a table as variables with labels have them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from hybridequiz.export.columns import Kind, Table
from hybridequiz.export.labelled import (
    STATE_CODES,
    Holds,
    Limits,
    Losses,
    Variable,
    cut_bytes,
    is_listed,
)
from hybridequiz.export.source import Source
from hybridequiz.values import frozen

if TYPE_CHECKING:
    import polars as pl

EXACT: Final = 2**53
"""Up to this a double holds every whole number."""
AT_ONCE: Final = 65_536
"""Rows that are shaped together."""
SURE_DIGITS: Final = 15
"""Digits of a decimal that a double always gives back."""


@frozen
class LabelledFrame:
    """A table, ready to be written.

    Attributes:
        frame: Its rows: numbers as `Int64` or `Float64`, days as `Date`, times as `Time`, texts as `String`.
        variables: What its columns are.
        states: For every variable that has some: the codes of the states in its cells.
        widths: For every number: the characters that it takes, at most.
    """

    frame: pl.DataFrame
    variables: tuple[Variable, ...]
    states: dict[str, tuple[int, ...]]
    widths: dict[str, int]


def labelled_frame(
    source: Source, table: Table, variables: Sequence[Variable], limits: Limits, losses: Losses
) -> LabelledFrame:
    """Give the rows of a table as its variables have them.

    Args:
        source: Where the rows come from.
        table: The table.
        variables: Its variables.
        limits: What the format can carry.
        losses: Told what it cannot.
    """
    import polars as pl

    shaper = _Shaper(variables, limits, losses)
    frame = pl.concat([shaper.shaped(frame) for frame in _gathered(source.frames(table))])
    states = {name: tuple(sorted(codes)) for name, codes in shaper.states.items()}
    return LabelledFrame(frame, tuple(variables), states, shaper.widths)


def _gathered(frames: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """Put small frames together: what is done for each column costs the same for few rows as for many."""
    import polars as pl

    held: list[pl.DataFrame] = []
    for frame in frames:
        held.append(frame)
        if sum(map(len, held)) >= AT_ONCE:
            yield pl.concat(held, rechunk=True)
            held.clear()
    if held:
        yield pl.concat(held, rechunk=True)


class _Shaper:
    """Shapes frames in codes, one after another."""

    def __init__(self, variables: Sequence[Variable], limits: Limits, losses: Losses) -> None:
        self._variables = variables
        self._limits = limits
        self._losses = losses
        self.states: dict[str, set[int]] = {}
        self.widths: dict[str, int] = {}

    def shaped(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Shape one frame."""
        import polars as pl

        return pl.DataFrame([self._cells(one, frame[one.column.name]) for one in self._variables])

    def _cells(self, one: Variable, codes: pl.Series) -> pl.Series:
        if one.holds is Holds.TEXT:
            cells = self._texts(one, codes)
        elif one.holds is Holds.DAY:
            cells = self._days(one, codes)
        elif one.holds is Holds.TIME:
            cells = _without_states(codes).str.to_time("%H:%M")
        elif one.why:
            cells = _states_alone(codes)
        else:
            cells = self._numbers(one, codes)
        if one.holds is Holds.NUMBER and (one.missing or one.why or one.values):
            self._note_states(one, cells)
        return cells.alias(one.name)

    def _numbers(self, one: Variable, codes: pl.Series) -> pl.Series:
        import polars as pl

        if one.numbers is not None:
            known = {**one.numbers, **{str(code): code for code in STATE_CODES}}
            cells = codes.replace_strict(known, default=None, return_dtype=pl.Int64)
            lost = cells.null_count() - codes.null_count()
            self._losses.add("code-without-number", one.column, lost)
            return cells
        if one.column.kind is Kind.DECIMAL:
            self._losses.add("inexact-number", one.column, sum(_inexact(codes)))
            longest = codes.str.len_chars().max()
            self._note_width(one, longest)
            return codes.cast(pl.Float64)
        numbers = codes.cast(pl.Int64)
        self._losses.add("inexact-number", one.column, int((numbers.abs() > EXACT).sum()))
        self._note_width(one, len(str(numbers.abs().max() or 0)) + 1)
        return numbers

    def _days(self, one: Variable, codes: pl.Series) -> pl.Series:
        days = _without_states(codes).str.to_date("%Y-%m-%d")
        early = days < self._limits.first_day
        self._losses.add("day-out-of-range", one.column, int(early.sum()))
        return days.set(early.fill_null(value=False), None)

    def _texts(self, one: Variable, codes: pl.Series) -> pl.Series:
        texts = _without_states(codes) if is_listed(one.column) else codes
        most = self._limits.text
        if most is None:
            return texts
        long = int((texts.str.len_bytes() > most).sum())
        if not long:
            return texts
        self._losses.add("text-cut", one.column, long)
        return type(texts)(
            [None if text is None else cut_bytes(text, most) for text in texts], dtype=texts.dtype
        )

    def _note_states(self, one: Variable, cells: pl.Series) -> None:
        found = cells.filter(cells.is_between(min(STATE_CODES), max(STATE_CODES))).unique()
        if codes := {int(code) for code in found} & set(STATE_CODES):
            self.states.setdefault(one.name, set()).update(codes)

    def _note_width(self, one: Variable, width: object) -> None:
        self.widths[one.name] = max(self.widths.get(one.name, 0), int(str(width or 0)))


def _without_states(codes: pl.Series) -> pl.Series:
    return codes.set(codes.is_in([str(code) for code in STATE_CODES]).fill_null(value=False), None)


def _states_alone(codes: pl.Series) -> pl.Series:
    import polars as pl

    known = {str(code): code for code in STATE_CODES}
    return codes.replace_strict(known, default=None, return_dtype=pl.Int64)


def _inexact(codes: pl.Series) -> Iterator[bool]:
    """Tell of each decimal with many digits whether a double gives back another one."""
    for text in codes.filter(codes.str.len_chars() > SURE_DIGITS):
        number = float(text)
        yield Decimal(text) != Decimal(repr(number))
