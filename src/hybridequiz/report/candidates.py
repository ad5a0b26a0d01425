"""What a reader of a table might try to compute: cells that are few."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, permutations
from typing import Final

Cells = frozenset[int]
FEW: Final = 10
"""Groups of a breakdown up to which all ways to take them together are looked at."""


def candidates(breakdowns: Sequence[Sequence[Cells]], filled: Cells) -> list[Cells]:
    """Give what a reader might look for: groups and cells, and how groups of two breakdowns differ and overlap.

    Args:
        breakdowns: The groups of every breakdown.
        filled: The cells with somebody in them.
    """
    groups = [group for some in breakdowns for group in some]
    seen: dict[Cells, None] = dict.fromkeys(groups)
    seen |= dict.fromkeys(frozenset({cell}) for cell in sorted(filled))
    for some, others in combinations(list(dict.fromkeys(groups)), 2):
        seen |= dict.fromkeys((some & others, some - others, others - some))
    for one, other in permutations(breakdowns, 2):
        for taken in _unions(one):
            around = [group for group in other if group & taken]
            seen[frozenset[int]().union(*around) - taken] = None
    return [cells for cells in seen if cells]


def _unions(groups: Sequence[Cells]) -> Iterator[Cells]:
    """Give groups of a breakdown taken together: in every way where they are few, else two at most."""
    filled = [one for one in groups if one]
    for number in range(1, (len(filled) if len(filled) <= FEW else 2) + 1):
        for some in combinations(filled, number):
            yield frozenset[int]().union(*some)
