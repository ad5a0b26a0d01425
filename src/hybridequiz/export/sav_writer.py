"""Tables for SPSS: `.sav`, written by pyreadstat.

States stand in the cells of numbers as their codes, declared as missing (`-99 THRU -91`) and labelled. The library
stamps the time into the header; it is overwritten, so that the same input gives the same bytes (decision 0029).
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hybridequiz.export.columns import Kind, Table
from hybridequiz.export.extras import needed
from hybridequiz.export.labelled import (
    STATE_CODES,
    Holds,
    Limits,
    Losses,
    Variable,
    one_line,
    state_label,
    variables_of,
)
from hybridequiz.export.labelled_frames import LabelledFrame, labelled_frame
from hybridequiz.export.source import Source
from hybridequiz.export.words import best_wording
from hybridequiz.export.written import written_whole

if TYPE_CHECKING:
    from hybridequiz.export.formats import Job

RESERVED: Final = frozenset(
    ["all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"]
)
"""Names that a variable of SPSS cannot have (Command Syntax Reference, Variable Names)."""
SPSS: Final = Limits(
    program="SPSS",
    label=256,
    value_label=120,
    table_label=64,
    in_bytes=True,
    text=32_767,
    name=64,
    reserved=RESERVED,
    first_day=date(1582, 10, 15),
)
"""Command Syntax Reference; the sizes of labels and texts are bytes."""
PRODUCT: Final = b"@(#) SPSS DATA FILE - hybridequiz, by ReadStat"
BEGINNING: Final = b"$FL2" + PRODUCT
"""How a file begins that this program wrote."""
PRODUCT_SIZE: Final = 60
STAMP_AT: Final = 92
"""Where the day (9 bytes) and the time (8) of making stand in the header (PSPP, System File Format)."""
STAMP: Final = b"01 Jan 8000:00:00"
WIDEST_NUMBER: Final = 40
MOST_DECIMALS: Final = 16
WIDEST_SHOWN: Final = 40


def write_sav(path: Path, source: Source, table: Table, job: Job, losses: Losses) -> None:
    """Write a table.

    Args:
        path: The file.
        source: Where the rows come from.
        table: The table.
        job: What is exported.
        losses: Told what SPSS cannot carry.

    Raises:
        ExportFailed: It could not be written.
    """
    library = needed("pyreadstat", "sav")
    variables = variables_of(table, job.plan, job.language, SPSS, losses)
    made = labelled_frame(source, table, variables, SPSS, losses)
    number = [one for one in variables if one.holds is Holds.NUMBER]

    def write() -> None:
        library.write_sav(
            made.frame,
            path,
            file_label=SPSS.cut(one_line(best_wording(table.title, job.language)), 64),
            column_labels=[one.label for one in variables],
            row_compress=True,
            variable_value_labels={one.name: _values(one, made, job) for one in number},
            missing_ranges={one.name: [_STATES] for one in number if one.missing},
            variable_display_width={one.name: _shown(one, made) for one in variables},
            variable_measure={one.name: one.measure.value for one in variables},
            variable_format={
                one.name: _format(one, made) for one in variables if one.holds is not Holds.TEXT
            },
        )
        with path.open("rb+") as file:
            file.write(BEGINNING.ljust(len(b"$FL2") + PRODUCT_SIZE))
            file.seek(STAMP_AT)
            file.write(STAMP)

    def is_whole() -> bool:
        # only the last row is asked for, but all before it must be there to get to it
        rows, first = len(made.frame), made.frame.columns[0]
        last = {"row_offset": max(rows - 1, 0), "row_limit": 1}
        found, _ = library.read_sav(path, usecols=[first], output_format="polars", **last)
        return bool(len(found) == min(rows, 1))

    written_whole(path, write, is_whole)


_STATES: Final = {"lo": min(STATE_CODES), "hi": max(STATE_CODES)}


def _values(one: Variable, made: LabelledFrame, job: Job) -> dict[int, str]:
    """Give the labels of the values; of states also those that were not to be expected."""
    labels = dict(one.values)
    for code in made.states.get(one.name, ()):
        labels.setdefault(code, state_label(job.plan, code, job.language))
    return dict(sorted(labels.items()))


def _format(one: Variable, made: LabelledFrame) -> str:
    """Give the format in which SPSS shows a number, a day or a time."""
    if one.holds is Holds.DAY:
        return "SDATE10"
    if one.holds is Holds.TIME:
        return "TIME5"
    width = min(max(8, made.widths.get(one.name, 0)), WIDEST_NUMBER)
    decimals = min(one.column.decimals, MOST_DECIMALS) if one.column.kind is Kind.DECIMAL else 0
    return f"F{width}.{decimals}"


def _shown(one: Variable, made: LabelledFrame) -> int:
    """Give how many characters wide a column is shown."""
    if one.holds is not Holds.TEXT:
        return 10
    longest = made.frame[one.name].str.len_chars().max()
    return min(max(8, int(str(longest or 0))), WIDEST_SHOWN)
