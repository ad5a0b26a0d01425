"""The answers as one long table: a row a response and variable, with its value, its words, and why there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from hybridequiz.export.coded import Coded, CodedRow, clean, state_of
from hybridequiz.export.columns import Column, ColumnPlan, Kind, Measure, Role, Table
from hybridequiz.export.csv_writer import cell_words, csv_rows, dialect_change
from hybridequiz.export.dialects import Dialect
from hybridequiz.export.files import disk_errors, new_file
from hybridequiz.export.source import Source
from hybridequiz.export.system import FIRST
from hybridequiz.export.words import Words, best_wording
from hybridequiz.problems import say
from hybridequiz.questionnaire.states import EXPORT_CODES, Missing
from hybridequiz.values import frozen

LONG: Final = "long"
"""The name of the table."""
_COLUMNS: Final = {
    FIRST: (Kind.TEXT, say("Response")),
    "table": (Kind.TEXT, say("Table; empty for that of the responses")),
    "row": (Kind.INTEGER, say("Number of the row")),
    "question": (Kind.TEXT, say("Question")),
    "variable": (Kind.TEXT, say("Variable")),
    "value": (Kind.TEXT, say("Value or code")),
    "label": (Kind.TEXT, say("Words of the code, or of why there is no value")),
    "state": (Kind.INTEGER, say("Code of why there is no value")),
}
VALUE: Final = list(_COLUMNS).index("value")


@frozen
class LongRow:
    """A row of the long table.

    Attributes:
        column: The variable.
        cells: The cells; the value as a row in codes has it.
    """

    column: Column
    cells: CodedRow


def long_table(words: Words) -> Table:
    """Give the long table."""
    columns = tuple(
        Column(name, kind, Role.SYSTEM, words.said(label), Measure.NOMINAL, name, table=LONG)
        for name, (kind, label) in _COLUMNS.items()
    )
    title = words.said(say("Answers, a row a response and variable"))
    return Table(LONG, title, columns, (FIRST, "table", "row", "variable"))


def most_long_rows(source: Source) -> int:
    """Say how many rows there are at most."""
    return sum(source.number(one) * len(_variables(one)) for one in source.tables if not one.beside)


def long_rows(source: Source, plan: ColumnPlan, language: str) -> Iterator[LongRow]:
    """Go through the rows, table by table; a cell that is empty without a reason has none.

    Args:
        source: The answers.
        plan: The plan that has the words.
        language: The language of the words.
    """
    states = {state: clean(best_wording(text, language)) for state, text in plan.states.items()}
    for table in source.tables:
        if table.beside:
            continue
        keys = [table.names.index(name) for name in table.key]
        variables = [
            (column, place, _state_place(column, table), cell_words(column, plan, language))
            for place, column in _variables(table)
        ]
        for row in source.rows(table):
            key = [row[place] for place in keys]
            before: list[Coded] = [key[0], table.id, key[1] if len(key) > 1 else None]
            for column, place, beside, words in variables:
                found = _row(column, row, place, beside)
                if found is None:
                    continue
                cell, state = found
                label = states[state] if state else _label(words, row, place)
                code = EXPORT_CODES[state] if state else None
                cells = [*before, column.source, column.name, cell, label, code]
                yield LongRow(column, cells)


def _row(
    column: Column, row: CodedRow, place: int, beside: tuple[Column, int] | None
) -> tuple[Coded, Missing | None] | None:
    """Give the value, or why there is none; None where there is nothing to tell."""
    cell = row[place]
    state = state_of(column, cell)
    if state is None and cell is None and beside is not None:
        state = state_of(beside[0], row[beside[1]])
    if state is not None:
        return None, state
    return None if cell is None else (cell, None)


def _label(words: Callable[[Coded, Coded], Coded], row: Sequence[Coded], place: int) -> Coded:
    """Give the words of a code; nothing for what has no other words than itself."""
    said = words(row[place], row[place - 1] if place else None)
    return None if said == row[place] else said


def _variables(table: Table) -> list[tuple[int, Column]]:
    """Give the columns that have rows of their own: no keys, and none that says of another why it is empty."""
    return [
        (place, one)
        for place, one in enumerate(table.columns)
        if one.name not in table.key and one.role is not Role.STATE
    ]


def _state_place(column: Column, table: Table) -> tuple[Column, int] | None:
    """Give the column that says of another why it is empty, and its place."""
    if column.role is not Role.ANSWER:
        return None
    for place, one in enumerate(table.columns):
        if one.role is Role.STATE and one.source == column.source:
            return one, place
    return None


def write_long(
    path: Path, source: Source, plan: ColumnPlan, language: str, dialect: Dialect
) -> None:
    """Write the long table as CSV.

    Raises:
        ExportFailed: It could not be written.
    """
    table = long_table(plan.words)
    changes: dict[tuple[str, str], Callable[[str], str] | None] = {}
    with new_file(path) as file, disk_errors(path):
        write = csv_rows(file, dialect)
        write(table.names)
        for one in long_rows(source, plan, language):
            name = (one.column.table, one.column.name)
            if name not in changes:
                changes[name] = dialect_change(one.column, dialect)
            change, cell, label = changes[name], one.cells[VALUE], one.cells[VALUE + 1]
            if change is not None and isinstance(cell, str):
                one.cells[VALUE] = change(cell)
            if isinstance(label, str):
                one.cells[VALUE + 1] = dialect.guarded(label)
            write(one.cells)
