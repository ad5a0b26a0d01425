"""Frames in the types that other programs compute with.

A frame in codes has a state as a number among the values, see `coded`: right for CSV and for programs with user-missing
values. Parquet, Arrow and SQL know one kind of nothing, null. So there a value stands in its column, as a number, a
decimal, a day or a time; and why there is none stands beside it, in a column `…__miss`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from hybridequiz.export.columns import TEXTS, Column, Kind, Role
from hybridequiz.questionnaire.states import EXPORT_CODES

if TYPE_CHECKING:
    import polars as pl

LOWEST: Final = min(EXPORT_CODES.values())
HIGHEST: Final = max(EXPORT_CODES.values())
DIGITS: Final = 38
"""Of a decimal: as many as a Parquet file and the databases that read it have."""


def typed(columns: Sequence[Column]) -> list[pl.Expr]:
    """Give what makes typed columns of a frame in codes.

    Args:
        columns: The columns of the frame.

    Returns:
        An expression a column; after a column that can lack a value, one for `…__miss`: the state's code, else null.
    """
    return [made for column in columns for made in _typed(column)]


def miss_name(column: Column) -> str:
    """Give the name of the column beside a typed one."""
    return f"{column.name}__miss"


def has_miss(column: Column) -> bool:
    """Tell whether a column `…__miss` is made; texts have theirs in the plan."""
    return bool(column.states) and column.kind not in TEXTS and column.role is not Role.STATE


def _typed(column: Column) -> Iterator[pl.Expr]:
    import polars as pl

    cell = pl.col(column.name)
    if column.role is Role.STATE:
        yield cell.cast(pl.Int16)
    elif not has_miss(column):
        yield _value(column, cell)
    else:
        state = _is_state(column, cell)
        yield _value(column, pl.when(~state).then(cell))
        yield pl.when(state).then(cell).cast(pl.Int16).alias(miss_name(column))


def _is_state(column: Column, cell: pl.Expr) -> pl.Expr:
    if column.is_number:
        return cell.is_between(LOWEST, HIGHEST)
    return cell.is_in([str(code) for code in EXPORT_CODES.values()])


def _value(column: Column, cell: pl.Expr) -> pl.Expr:
    """Give the values of a column in its type; the name stays."""
    import polars as pl

    if column.kind is Kind.DECIMAL:
        return cell.cast(pl.Decimal(DIGITS, column.decimals))
    if column.kind is Kind.DATE:
        return cell.str.to_date("%Y-%m-%d")
    if column.kind is Kind.TIME:
        return cell.str.to_time("%H:%M")
    if column.kind is Kind.FLAG:
        return cell.cast(pl.Int8)
    return cell
