"""What a library alone needs to write a finished table that is in memory: prints its seconds, and the memory held."""

import os
import resource
import sys
import time
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO, Final

LIBRARIES: Final[Mapping[str, tuple[str, ...]]] = {
    "csv": ("polars",),
    "parquet": ("polars",),
    "xlsx": ("polars", "xlsxwriter"),
    "sav": ("polars", "pyreadstat"),
}
"""By format, what is imported before the clock runs: here as at the export."""


def get_ready(form: str) -> None:
    """Import the libraries of a format, and let polars begin its threads: that is not counted, here nor there."""
    for name in LIBRARIES[form]:
        import_module(name)
    import polars as pl

    pl.LazyFrame({"one": [1]}).sink_csv(os.devnull)


def main(form: str, table: str, out: str) -> None:
    """Write a table that an export wrote; prints seconds and MiB."""
    get_ready(form)
    import polars as pl

    if form == "sav":
        write_sav(table, out)
        return
    is_typed = form == "parquet"
    frame = pl.read_parquet(table) if is_typed else pl.read_csv(table, infer_schema_length=None)
    began = time.perf_counter()
    with Path(out).open("wb") as file:
        WRITERS[form](frame, file)
        file.flush()
        os.fsync(file.fileno())
    tell(time.perf_counter() - began)


def tell(seconds: float) -> None:
    """Print the seconds, and the memory held."""
    print("measured", seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def write_sav(table: str, out: str) -> None:
    """Write what an export wrote for SPSS again, with all that it says of its variables."""
    import pyreadstat

    about: Any  # what the reader gives is not typed as what the writer takes
    frame, about = pyreadstat.read_sav(table, user_missing=True, output_format="polars")
    began = time.perf_counter()
    pyreadstat.write_sav(
        frame,
        out,
        file_label=about.file_label,
        column_labels=about.column_labels,
        row_compress=True,
        variable_value_labels=about.variable_value_labels,
        missing_ranges=about.missing_ranges,
        variable_measure=about.variable_measure,
        variable_format=about.original_variable_types,
    )
    with Path(out).open("rb+") as file:
        os.fsync(file.fileno())
    tell(time.perf_counter() - began)


def _csv(frame: Any, file: BinaryIO) -> None:
    frame.write_csv(file, line_terminator="\r\n")


def _parquet(frame: Any, file: BinaryIO) -> None:
    frame.write_parquet(file)


def _xlsx(frame: Any, file: BinaryIO) -> None:
    """Write the cells, and nothing else, in constant memory."""
    import xlsxwriter

    book = xlsxwriter.Workbook(
        file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, frame.columns)
    for at, row in enumerate(frame.iter_rows(), 1):
        for place, cell in enumerate(row):
            if cell is None:
                continue
            if isinstance(cell, str):
                sheet.write_string(at, place, cell)
            else:
                sheet.write_number(at, place, cell)
    book.close()


WRITERS: Final[Mapping[str, Callable[[Any, BinaryIO], None]]] = {
    "csv": _csv,
    "parquet": _parquet,
    "xlsx": _xlsx,
}

if __name__ == "__main__":
    main(*sys.argv[1:])
