"""The report as one tidy table in CSV: a line a figure. Commas, points in decimals, UTF-8, lines end with CRLF.

Names that a spreadsheet would take for a formula have an apostrophe before them: they come from a study file, and a
report is opened by many.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Final

from hybridequiz.export.coded import clean_page
from hybridequiz.export.csv_writer import csv_rows
from hybridequiz.export.dialects import RFC4180, Dialect
from hybridequiz.export.words import best_wording
from hybridequiz.questionnaire.texts import Text
from hybridequiz.report.distributions import Distribution
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
    "question",
)
"""`part` is empty for the figure itself; `line` is the group by its ids, `group` in words; `low` and `high` are the 95%
interval, `population` is of how many the base is a sample, where the interval reckons with that; `percent` of a bound
is that of the bound; of what is hidden, `hidden` is 1 and all else is empty. Lines with a `question` are of the annex:
how every question was answered, `part` the answer or why there is none."""

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
                write([*line, ""])
    names = {one.audience: one.total.name for one in report.tables}
    names |= {one.id: one.title for one in report.audiences if one.id not in names}
    for distribution in report.distributions:
        for line in _answers(distribution, names[distribution.audience], language):
            write(line)
    return file.getvalue()


def _words(text: Text, language: str) -> str:
    return _DIALECT.guarded(clean_page(best_wording(text, language)))


def _answers(one: Distribution, audience: Text, language: str) -> Iterator[Sequence[str]]:
    """Give the lines of a question: the answers, why there is none, and what is told of numbers."""
    about = ["", _words(one.text, language), one.audience, one.audience, _words(audience, language)]
    base = "" if one.base is None else str(one.base)
    for each in one.answers:
        named = [f"option_{each.code}", _words(each.name, language), "share"]
        if one.is_hidden or each.count is None:
            numbers = _numbers(None)
        else:
            numbers = [base, str(each.count), str(each.percent), "", "", "0", "", "", ""]
        yield [*about, *named, *numbers, one.question]
    if one.is_hidden:
        if not one.answers:
            yield [*about, "", "", "mean", *_numbers(None), one.question]
        return
    for state, name, count in one.reasons:
        named = [state, _words(name, language), "reason"]
        yield [*about, *named, "", str(count), "", "", "", "0", "", "", "", one.question]
    for part, number in vars(one.numbers).items() if one.numbers else ():
        named = [part, "", "mean" if part == "mean" else "quartile"]
        told = [base, "", "", format(number, "f"), "", "0", "", "", ""]
        yield [*about, *named, *told, one.question]


def _lines(table: IndicatorTable, row: Row, language: str) -> Iterator[Sequence[str]]:
    def words(text: Text) -> str:
        return _words(text, language)

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
