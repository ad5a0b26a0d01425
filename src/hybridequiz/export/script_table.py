"""What the import scripts have in common: a table, its CSV and its variables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hybridequiz.export.columns import Role, Table
from hybridequiz.export.labelled import STATE_CODES, Holds, Variable, is_listed
from hybridequiz.values import frozen

CODES: Final = tuple(sorted(STATE_CODES))
LOWEST: Final = min(CODES)
HIGHEST: Final = max(CODES)


@frozen
class ScriptTable:
    """A table as a script reads it.

    Attributes:
        table: The table.
        title: What it holds, on one line.
        csv: The name of its CSV.
        frame: What it is called.
        variables: Its variables, in the order of the columns of the CSV; one that says why stands after its own.
    """

    table: Table
    title: str
    csv: str
    frame: str
    variables: Sequence[Variable]

    @property
    def read(self) -> list[Variable]:
        """Give the variables that a column of the CSV stands for, in their order."""
        return [one for one in self.variables if not one.why]

    def why(self, one: Variable) -> Variable | None:
        """Give the variable that says why another is empty, if it is made of the same column."""
        found = (each for each in self.variables if each.why and each.column is one.column)
        return next(found, None)


def is_direct(one: Variable) -> bool:
    """Tell whether the cells can be taken as they stand in the CSV: plain numbers and plain texts."""
    if one.holds is Holds.TEXT:
        return not is_listed(one.column)
    return one.holds is Holds.NUMBER and one.numbers is None


def marked_sets(table: ScriptTable) -> dict[str, list[Variable]]:
    """Give the variables of each multiple choice, by its question."""
    found: dict[str, list[Variable]] = {}
    for one in table.variables:
        if one.column.role is Role.CHOSEN:
            found.setdefault(one.column.source, []).append(one)
    return found
