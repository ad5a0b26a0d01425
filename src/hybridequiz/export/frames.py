"""Frames of polars: rows in codes by columns, and what goes wrong between them and the disk."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hybridequiz.export.coded import CodedRow
from hybridequiz.export.columns import Column, Kind
from hybridequiz.export.files import disk_errors

if TYPE_CHECKING:
    import polars as pl

_NARROW: Final = (Kind.CHOICE, Kind.FLAG, Kind.PLACE)
"""Kinds whose whole numbers are from -99 to 9999."""
_NUMBERED: Final = re.compile(r"os error (\d+)")


def frame_of(columns: Sequence[Column], rows: Sequence[CodedRow]) -> pl.DataFrame:
    """Make a frame of rows in codes, see `schema_of`."""
    import polars as pl

    return pl.DataFrame(rows, schema=schema_of(columns), orient="row")


def schema_of(columns: Sequence[Column]) -> Mapping[str, pl.DataType]:
    """Give the types of the columns of a frame in codes, by name.

    Returns:
        `Int16` for codes of options, ticks, places and reasons for no value, `Int64` for other whole numbers, else
        `String`. Narrow columns are read and written a quarter faster, and most columns are narrow.
    """
    import polars as pl

    def type_of(column: Column) -> pl.DataType:
        if not column.is_number:
            return pl.String()
        return pl.Int16() if column.kind in _NARROW else pl.Int64()

    return {one.name: type_of(one) for one in columns}


def lazily(columns: Sequence[Column], frames: Callable[[], Iterator[pl.DataFrame]]) -> pl.LazyFrame:
    """Give frames in codes as one lazy frame, which holds one of them at a time."""
    from polars.io.plugins import register_io_source

    def read(
        wanted: list[str] | None,
        _predicate: pl.Expr | None,
        _rows: int | None,
        _batch: int | None,
    ) -> Iterator[pl.DataFrame]:
        for frame in frames():
            yield frame if wanted is None else frame.select(wanted)

    return register_io_source(read, schema=schema_of(columns))


@contextmanager
def frame_errors(path: Path) -> Iterator[None]:
    """Tell errors of the disk as an `ExportFailed`, also those that polars tells in words, without their number."""
    import polars as pl

    with disk_errors(path):
        try:
            yield
        except (pl.exceptions.ComputeError, OSError) as error:
            numbered = _NUMBERED.search(str(error))
            if isinstance(error, OSError) and (error.errno is not None or numbered is None):
                raise
            raise OSError(int(numbered[1]) if numbered else 0, str(error)) from error
