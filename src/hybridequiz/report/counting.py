"""Counting an indicator: how many are in its base, cell by cell, and what they add to its parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from hybridequiz.questionnaire.states import Missing
from hybridequiz.report.compiled import Counted
from hybridequiz.report.responses import Alike
from hybridequiz.report.spans import Cells
from hybridequiz.values import frozen

_BASE: Final = 0
_DONT_KNOW: Final = 1
_PARTS: Final = 2
Place = tuple[int, ...]
"""The finest group that breakdowns cut an audience into: by breakdown the number of the group."""


@frozen
class Sums:
    """What was counted of some responses of the base.

    Attributes:
        base: How many there are.
        parts: By part: how many are counted, or the sum of their numbers.
        dont_know: How many said "don't know" to a question of it.
        sides: Of a balance: how many are counted for it, and how many against it.
    """

    base: int
    parts: tuple[Decimal | int, ...]
    dont_know: int
    sides: tuple[int, ...] = ()

    def __add__(self, other: Sums) -> Sums:
        """Give the sums of both together."""
        parts = zip(self.parts, other.parts, strict=True)
        return Sums(
            self.base + other.base,
            tuple(one + another for one, another in parts),
            self.dont_know + other.dont_know,
            tuple(one + another for one, another in zip(self.sides, other.sides, strict=True)),
        )


@frozen
class CountedCells:
    """What was counted, by the finest groups.

    Attributes:
        places: The finest groups that occur, in order.
        sums: What was counted of each.
        nothing: The sums of nobody.
    """

    places: tuple[Place, ...]
    sums: tuple[Sums, ...]
    nothing: Sums

    def together(self, cells: Iterable[int]) -> Sums:
        """Give the sums of several of them."""
        total = self.nothing
        for cell in cells:
            total += self.sums[cell]
        return total

    def cells_of(self, breakdown: int, groups: Sequence[int]) -> Cells:
        """Give the cells of some groups of a breakdown."""
        return frozenset(
            cell for cell, place in enumerate(self.places) if place[breakdown] in groups
        )


def count(indicator: Counted, found: Iterable[Alike]) -> CountedCells:
    """Count an indicator.

    Args:
        indicator: The indicator.
        found: The responses, by what they say of all that it looks at.
    """
    parts = (*indicator.parts, *indicator.sides)
    first, end = _PARTS + len(indicator.parts), _PARTS + len(parts)
    totals: dict[Place, list[Decimal | int]] = {}
    for one in found:
        if not indicator.has(one.said):
            continue
        place = tuple(breakdown.of(one.said) for breakdown in indicator.breakdowns)
        dont_know = any(one.said.get(name) is Missing.DONT_KNOW for name in indicator.asked)
        total = totals.setdefault(place, [0] * end)
        total[_BASE] += one.number
        total[_DONT_KNOW] += one.number * dont_know
        for number, part in enumerate(parts, _PARTS):
            total[number] += part.counts(one.said) * one.number
    places = tuple(sorted(totals))
    sums = (
        Sums(
            int(total[_BASE]),
            tuple(total[_PARTS:first]),
            int(total[_DONT_KNOW]),
            tuple(map(int, total[first:])),
        )
        for total in map(totals.__getitem__, places)
    )
    nothing = Sums(0, (0,) * len(indicator.parts), 0, (0,) * len(indicator.sides))
    return CountedCells(places, tuple(sums), nothing)
