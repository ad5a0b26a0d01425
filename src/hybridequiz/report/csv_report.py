"""The report as one tidy table in CSV: a line a figure. Commas, points in decimals, UTF-8, lines end with CRLF.

Names that a spreadsheet would take for a formula have an apostrophe before them: they come from a study file, and a
report is opened by many.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Final

from hybridequiz.export.coded import clean
from hybridequiz.export.csv_writer import csv_rows
from hybridequiz.export.dialects import RFC4180, Dialect
from hybridequiz.export.words import best_wording
from hybridequiz.questionnaire.texts import Text
from hybridequiz.report.figure_words import parts_with
from hybridequiz.report.figures import Figure, IndicatorTable, Report, Row
from hybridequiz.values import replace

COLUMNS: Final = (
    "indicator",
    "name",
    "audience",
    "line",
    "group",
    "part",
    "part_name",
    "kind",
    "base",
    "count",
    "percent",
    "mean",
    "bound",
    "hidden",
    "low",
    "high",
    "population",
)
"""`part` is empty for the figure itself; `line` is the group by its ids, `group` in words; `low` and `high` are the 95%
interval, `population` is of how many the base is a sample, where the interval reckons with that; `percent` of a bound
is that of the bound; of what is hidden, `hidden` is 1 and all else is empty."""

_DIALECT: Final[Dialect] = replace(RFC4180, guards=True)


def csv_report(report: Report, language: str) -> str:
    """Write a report as CSV.

    Args:
        report: The report.
        language: In which language names are.
    """
    file = StringIO(newline="")
    write = csv_rows(file, _DIALECT)
    write(COLUMNS)
    for table in report.tables:
        for row in (*table.rows, *table.modes):
            for line in _lines(table, row, language):
                write(line)
    return file.getvalue()


def _lines(table: IndicatorTable, row: Row, language: str) -> Iterator[Sequence[str]]:
    def words(text: Text) -> str:
        return _DIALECT.guarded(clean(best_wording(text, language)))

    about = [
        table.indicator.id,
        words(table.indicator.name),
        table.audience,
        row.line,
        words(row.name),
    ]
    for part, figure in parts_with(table, row):
        named = [part.id, words(part.name) or about[1], part.kind]
        yield [*about, *named, *_numbers(figure)]


def _numbers(figure: Figure | None) -> Sequence[str]:
    """Give the cells from `base` to `population`."""
    if figure is None:
        return ["", "", "", "", "", "1", "", "", ""]
    low, high = figure.interval or (None, None)
    return [
        str(figure.base),
        "" if figure.count is None else str(figure.count),
        "" if figure.percent is None else str(figure.percent),
        "" if figure.mean is None else format(figure.mean, "f"),
        "" if figure.bound is None else figure.bound.value,
        "0",
        "" if low is None else format(low, "f"),
        "" if high is None else format(high, "f"),
        "" if figure.population is None else str(figure.population),
    ]
