"""A reader of a table who computes what is hidden: linear and integer programming over all tables that it could be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from hybridequiz.report.spans import Cells
from hybridequiz.report.suppression import (
    Delicate,
    Group,
    Rules,
    Shown,
    is_masked,
    protect,
    slack,
)

Interval = tuple[int, int]


@dataclass(frozen=True)
class Table:
    """A table before it is protected."""

    sizes: tuple[int, ...]
    groups: tuple[Group, ...]
    rules: Rules
    counts: tuple[int, ...] = ()

    @property
    def delicate(self) -> list[Delicate]:
        return [Delicate(self.counts)] if self.counts else []

    @property
    def everything(self) -> Cells:
        return frozenset(range(len(self.sizes)))

    def size(self, cells: Iterable[int]) -> int:
        return sum(self.sizes[cell] for cell in cells)

    def counted(self, cells: Iterable[int]) -> int:
        return sum(self.counts[cell] for cell in cells)

    def union(self, numbers: Iterable[int]) -> Cells:
        return frozenset[int]().union(*(self.groups[one].cells for one in numbers))

    def protect(self) -> Shown:
        return protect(self.sizes, self.groups, self.rules, self.delicate)


@dataclass
class Published:
    """What is told: rows with their bases, and of what is delicate the count or its bounds."""

    table: Table
    shown: Shown
    rows: list[Cells] = field(default_factory=list)

    @classmethod
    def of(cls, table: Table) -> Published:
        shown = table.protect()
        published = cls(table, shown)
        if shown.whole:
            published.rows.append(table.everything)
        published.rows += [table.groups[one].cells for one in sorted(shown.groups)]
        published.rows += [table.union(numbers) for numbers in shown.merged.values()]
        return published

    def told(self, cells: Cells) -> Interval:
        """Give what a row tells of what is delicate, as the report prints it."""
        table = self.table
        counted, size = table.counted(cells), table.size(cells)
        if not is_masked(counted, size, table.rules):
            return counted, counted
        if counted <= slack(size):
            return 0, slack(size)
        return size - slack(size), size

    def sizes_of(self, cells: Cells) -> Interval:
        """Work out between what the number of respondents of some cells lies."""
        wanted = _row(len(self.table.sizes), cells)
        known = [(_row(len(self.table.sizes), row), self.table.size(row)) for row in self.rows]
        return _extremes(
            wanted,
            [row for row, _ in known],
            [(size, size) for _, size in known],
            [(0, None)] * len(wanted),
        )

    def counts_of(self, cells: Cells) -> Interval:
        """Work out between what a delicate count lies, by one who even knows how many are in every cell."""
        number = len(self.table.sizes)
        return _extremes(
            _row(number, cells),
            [_row(number, row) for row in self.rows],
            [self.told(row) for row in self.rows],
            [(0, size) for size in self.table.sizes],
        )


def _row(number: int, cells: Cells) -> np.ndarray:
    return np.array([float(cell in cells) for cell in range(number)])


def _extremes(
    wanted: np.ndarray,
    rows: Sequence[np.ndarray],
    told: Sequence[Interval],
    limits: Sequence[tuple[int, int | None]],
) -> Interval:
    """Give the least and the most that a sum of cells can be, in whole numbers."""
    constraints = LinearConstraint(
        np.array(rows), [low for low, _ in told], [high for _, high in told]
    )
    bounds = Bounds(
        [low for low, _ in limits], [np.inf if high is None else high for _, high in limits]
    )
    found = []
    for sign in (1, -1):
        outcome = milp(
            sign * wanted,
            constraints=constraints,
            bounds=bounds,
            integrality=np.ones(len(wanted)),
        )
        assert outcome.success, outcome.message
        found.append(round(sign * outcome.fun))
    return found[0], found[1]
