"""How often every value and every reason for none stands in a column: what a codebook says of the answers."""

from __future__ import annotations

from collections.abc import Mapping

from hybridequiz.export.coded import Coded, state_of
from hybridequiz.export.columns import Column, Role, Table
from hybridequiz.export.source import Source
from hybridequiz.questionnaire.states import EXPORT_CODES, Missing
from hybridequiz.values import frozen


@frozen
class Count:
    """What stands in a column.

    Attributes:
        rows: How many rows the table has.
        answered: In how many of them there is a value.
        values: How often each labelled code stands there, by the code as a text.
        states: How often there is no value, by the reason.
    """

    rows: int
    answered: int
    values: Mapping[str, int]
    states: Mapping[Missing, int]


Counts = Mapping[tuple[str, str], Count]
"""By the id of the table and the name of the column."""


def entry_states(column: Column, count: Count | None) -> list[Missing]:
    """Give the reasons for no value that there can be in a column, and those that there are."""
    met = () if count is None else count.states
    return [one for one in EXPORT_CODES if one in column.states or one in met]


def counted(source: Source) -> Counts:
    """Count what stands in the tables of answers; those beside them are not gone through."""
    counts: dict[tuple[str, str], Count] = {}
    for table in source.tables:
        if not table.beside:
            counts |= {(table.id, name): one for name, one in counts_of(source, table).items()}
    return counts


def counts_of(source: Source, table: Table) -> dict[str, Count]:
    """Count what stands in a table, by the name of the column."""
    found = source.tally(table)
    rows = source.number(table)
    counts = {
        one.name: _count(one, cells, rows) for one, cells in zip(table.columns, found, strict=True)
    }
    for column in table.columns:
        text = _text_before(column, table)
        if text is not None:
            # why a text is empty stands in the column beside it
            why = counts[column.name].states
            counts[text] = Count(rows, counts[text].answered, {}, why)
    return counts


def _text_before(column: Column, table: Table) -> str | None:
    """Give the name of the text that a column says of why it is empty."""
    if column.role is not Role.STATE:
        return None
    texts = (one for one in table.columns if one.role is Role.ANSWER)
    return next((one.name for one in texts if one.source == column.source), None)


def _count(column: Column, cells: Mapping[Coded, int], rows: int) -> Count:
    states: dict[Missing, int] = {}
    for cell, number in cells.items():
        if (state := state_of(column, cell)) is not None:
            states[state] = number
    codes = {str(code) for code, _ in column.values}
    values = {str(cell): number for cell, number in cells.items() if str(cell) in codes}
    answered = rows - cells.get(None, 0) - sum(states.values())
    return Count(rows, answered, values, states)
