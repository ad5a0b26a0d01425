"""The codebook: the column plan as a table, one row a variable and value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, TextIO

from hybridequiz.export.asked_if import limited_words
from hybridequiz.export.coded import clean
from hybridequiz.export.columns import TEXTS, Column, ColumnPlan, Kind
from hybridequiz.export.counts import Count, Counts, entry_states
from hybridequiz.export.csv_writer import csv_rows
from hybridequiz.export.dialects import RFC4180, Dialect
from hybridequiz.export.words import best_wording
from hybridequiz.problems import say
from hybridequiz.questionnaire.questions import FORMS, MODES
from hybridequiz.questionnaire.states import EXPORT_CODES
from hybridequiz.questionnaire.texts import Text

if TYPE_CHECKING:
    from hybridequiz.questionnaire.code_lists import CodeList

LISTED: Final = say("a code of {file}: {number} rows, SHA-256 {hash}")
VARIABLE: Final = (
    "variable",
    "role",
    "kind",
    "measure",
    "source",
    "section",
    "decimals",
    "max_length",
    "condition",
    "modes",
    "forms",
    "versions",
    "table",
)
"""What stands in every row on the variable; then come its label in each language, and the value."""


def write_codebook(
    file: TextIO, plan: ColumnPlan, dialect: Dialect = RFC4180, counts: Counts | None = None
) -> None:
    """Write the codebook as CSV.

    Args:
        file: Where to.
        plan: The columns.
        dialect: That of the tables.
        counts: What stands in the columns; without it nothing is said of that.
    """
    write = csv_rows(file, dialect)
    labels = [f"label_{language}" for language in plan.languages]
    asked = [f"asked_if_{language}" for language in plan.languages]
    meanings = [f"value_{language}" for language in plan.languages]
    rosters = [column for roster in plan.rosters for column in roster.columns]
    columns = [*plan.columns, *rosters]
    withholds = any(column.withheld for column in columns)
    own = [*VARIABLE, *(["withheld"] if withholds else [])]
    write([*own, *labels, *asked, "value", "state", *meanings, "n"])
    for column in columns:
        texts = (column.label, column.condition_words)
        wordings = [wording for text in texts for wording in _wordings(text, plan)]
        count = None if counts is None else counts.get((column.table, column.name))
        about = [*_variable(column), *([str(column.withheld)] if withholds else []), *wordings]
        shared = [dialect.safe(clean(cell)) for cell in about]
        for value in _values(column, plan, count):
            write([*shared, *(dialect.safe(clean(cell)) for cell in value)])


def _variable(column: Column) -> list[str]:
    """Give the cells on a variable, in the order of `VARIABLE`."""
    length = "" if column.max_length is None else str(column.max_length)
    return [
        column.name,
        column.role,
        column.kind,
        column.measure,
        column.source,
        column.section,
        str(column.decimals) if column.kind is Kind.DECIMAL else "",
        length,
        column.condition,
        limited_words(column.modes, " ") or " ".join(MODES),
        limited_words(column.forms, " ") or " ".join(FORMS),
        " ".join(column.versions),
        column.table,
    ]


def _values(column: Column, plan: ColumnPlan, count: Count | None) -> Iterator[list[str]]:
    """Give the cells on each value and state; once nothing where a variable has neither."""
    states = [] if column.kind in TEXTS else entry_states(column, count)
    values = {} if count is None else count.values
    reasons = {} if count is None else count.states
    nothing = "" if count is None else "0"
    for code, text in column.values:
        number = str(values.get(str(code), nothing))
        yield [str(code), "", *_wordings(text, plan), number]
    for state in states:
        number = str(reasons.get(state, nothing))
        words = _wordings(plan.states[state], plan)
        yield [str(EXPORT_CODES[state]), state, *words, number]
    for listed in column.lists:
        words = [list_words(listed, plan, language) for language in plan.languages]
        yield ["", "", *words, ""]
    if not (column.values or states or column.lists):
        yield ["", "", *("" for _ in plan.languages), ""]


def list_words(listed: CodeList, plan: ColumnPlan, language: str) -> str:
    """Say which list in a file the codes are of: its rows are not written out."""
    message = plan.words.translate(language, LISTED)
    return message.format(file=listed.file, number=len(listed), hash=listed.hash)


def _wordings(text: Text, plan: ColumnPlan) -> list[str]:
    return [best_wording(text, language) for language in plan.languages]
