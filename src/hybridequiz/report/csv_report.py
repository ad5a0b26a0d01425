"""The report as one tidy table in CSV: a line a figure. Commas, points in decimals, UTF-8, lines end with CRLF.

Names that a spreadsheet would take for a formula have an apostrophe before them: they come from a study file, and a
report is opened by many.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Final

from hybridequiz.export.csv_writer import csv_rows
from hybridequiz.questionnaire.texts import Text
from hybridequiz.report.csv_cells import DIALECT, numbers, words_of
from hybridequiz.report.csv_facts import fact_lines, response_lines, set_aside_lines
from hybridequiz.report.distributions import Distribution
from hybridequiz.report.figure_words import parts_with
from hybridequiz.report.figures import IndicatorTable, Report, Row

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
how every question was answered, `part` the answer or why there is none. Lines whose `kind` is `fact`, `response` or
`rate` are of who answered and of who was invited; `set_aside` is what is left out."""


def csv_report(report: Report, language: str) -> str:
    """Write a report as CSV.

    Args:
        report: The report.
        language: In which language names are.
    """
    file = StringIO(newline="")
    write = csv_rows(file, DIALECT)
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
    for more in (set_aside_lines, fact_lines, response_lines):
        for line in more(report, language):
            write(line)
    return file.getvalue()


def _answers(one: Distribution, audience: Text, language: str) -> Iterator[Sequence[str]]:
    """Give the lines of a question: the answers, why there is none, and what is told of numbers."""
    about = [
        "",
        words_of(one.text, language),
        one.audience,
        one.audience,
        words_of(audience, language),
    ]
    base = "" if one.base is None else str(one.base)
    for each in one.answers:
        named = [f"option_{each.code}", words_of(each.name, language), "share"]
        if one.is_hidden or each.count is None:
            cells = numbers(None)
        else:
            cells = [base, str(each.count), str(each.percent), "", "", "0", "", "", ""]
        yield [*about, *named, *cells, one.question]
    if one.is_hidden:
        if not one.answers:
            yield [*about, "", "", "mean", *numbers(None), one.question]
        return
    for state, name, count in one.reasons:
        named = [state, words_of(name, language), "reason"]
        yield [*about, *named, "", str(count), "", "", "", "0", "", "", "", one.question]
    for part, number in vars(one.numbers).items() if one.numbers else ():
        named = [part, "", "mean" if part == "mean" else "quartile"]
        told = [base, "", "", format(number, "f"), "", "0", "", "", ""]
        yield [*about, *named, *told, one.question]


def _lines(table: IndicatorTable, row: Row, language: str) -> Iterator[Sequence[str]]:
    def words(text: Text) -> str:
        return words_of(text, language)

    about = [
        table.indicator.id,
        words(table.indicator.name),
        table.audience,
        row.line,
        words(row.name),
    ]
    for part, figure in parts_with(table, row):
        named = [part.id, words(part.name) or about[1], part.kind]
        yield [*about, *named, *numbers(figure)]
