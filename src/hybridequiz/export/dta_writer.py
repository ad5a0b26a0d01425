"""Tables for Stata 14 and later: `.dta`, written by pyreadstat.

A state is an extended missing value with a label: `.a` for −99 to `.i` for −91. What the library leaves to be done in
the bytes (the time that it stamps, the names of the value labels) is done afterwards, as decision 0029 says.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from hybridequiz.export.columns import Kind, Table
from hybridequiz.export.dta_bytes import finish, is_whole
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
    import polars as pl

    from hybridequiz.export.formats import Job

RESERVED: Final = frozenset(
    [
        "_all",
        "_b",
        "byte",
        "_coef",
        "_cons",
        "double",
        "float",
        "if",
        "in",
        "int",
        "long",
        "_n",
        "_pi",
        "_pred",
        "_rc",
        "_skip",
        "str",
        "strl",
        "using",
        "with",
    ]
)
"""Names that a variable of Stata cannot have (User's Guide, 11.3)."""
STATA: Final = Limits(
    program="Stata",
    label=80,
    value_label=8_000,
    table_label=80,
    in_bytes=False,
    text=None,
    name=32,
    reserved=RESERVED,
    first_day=date(100, 1, 1),
)
"""User's Guide 11.3 and `help limits`. Labels are measured in characters; 32,000 bytes, those of a value, hold 8,000
for sure."""
LETTERS: Final = {code: "abcdefghi"[place] for place, code in enumerate(sorted(STATE_CODES))}
"""The extended missing value of each state: `.a` is −99."""
RELEASE: Final = 14
"""The oldest Stata that knows UTF-8; what it reads (release 118 of the format) every later one reads."""


def write_dta(path: Path, source: Source, table: Table, job: Job, losses: Losses) -> None:
    """Write a table.

    Args:
        path: The file.
        source: Where the rows come from.
        table: The table.
        job: What is exported.
        losses: Told what Stata cannot carry.

    Raises:
        ExportFailed: It could not be written.
    """
    library = needed("pyreadstat", "dta")
    variables = variables_of(table, job.plan, job.language, STATA, losses)
    made = labelled_frame(source, table, variables, STATA, losses)
    # names of sets of labels are made of names and may be too long then: all of them are put in afterwards
    names = {f"v{place}": one.name for place, one in enumerate(variables)}
    known = dict(zip(names, variables, strict=True))
    numbers = {name: one for name, one in known.items() if one.holds is Holds.NUMBER}
    labels = {name: _values(one, made, job) for name, one in numbers.items()}
    frame = made.frame.select(
        _cells(one, made.frame[one.name]).alias(name) for name, one in known.items()
    )

    def write() -> None:
        title = one_line(best_wording(table.title, job.language))
        library.write_dta(
            frame,
            path,
            file_label=STATA.cut(title, STATA.table_label),
            column_labels=[one.label for one in variables],
            version=RELEASE,
            variable_value_labels=labels,
            missing_user_values={
                name: [LETTERS[code] for code in _states(one, made)]
                for name, one in numbers.items()
                if one.missing
            },
            variable_format={name: _format(one, made) for name, one in known.items()},
        )
        finish(path, list(names.values()), [names[name] for name in numbers if labels[name]])

    written_whole(path, write, lambda: is_whole(path))


def _states(one: Variable, made: LabelledFrame) -> list[int]:
    planned = {code for code, _ in one.values if code in STATE_CODES}
    return sorted(planned.union(made.states.get(one.name, ())))


def _values(one: Variable, made: LabelledFrame, job: Job) -> dict[float | str, str]:
    """Give the labels of the values, states by their letters; where these are values, by their codes."""
    labels: dict[float | str, str] = {
        float(code): text for code, text in one.values if code not in STATE_CODES
    }
    for code in _states(one, made):
        words = state_label(job.plan, code, job.language)
        labels[LETTERS[code] if one.missing else float(code)] = words
    return labels


def _cells(one: Variable, cells: pl.Series) -> pl.Series:
    """Give cells as the library takes them: where there can be states, numbers and letters side by side."""
    import polars as pl

    if one.holds is Holds.TEXT:
        return cells.fill_null("")  # a long text that is null stops the library
    if one.holds is not Holds.NUMBER:
        return cells
    numbers = cells.cast(pl.Float64)
    if not one.missing:
        return numbers
    known: dict[float, Any] = {float(code): letter for code, letter in LETTERS.items()}
    both = [known.setdefault(number, number) for number in numbers.fill_null(float("nan"))]
    return pl.Series(one.name, both, dtype=pl.Object)


def _format(one: Variable, made: LabelledFrame) -> str:
    if one.holds is Holds.DAY:
        return "%td"
    if one.holds is Holds.TIME:
        return "%tcHH:MM:SS"
    if one.holds is Holds.TEXT:
        longest = made.frame[one.name].str.len_chars().max()
        return f"%-{min(max(9, int(str(longest or 0))), 40)}s"
    width = min(max(9, made.widths.get(one.name, 0) + 1), 20)
    if one.column.kind is Kind.DECIMAL:
        return f"%{width}.{min(one.column.decimals, width - 2)}f"
    return f"%{width}.0g"
