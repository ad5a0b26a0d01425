"""What follows from rows of a table by adding them and taking them from each other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

Cells = frozenset[int]
"""Which cells a row counts, by their number."""
PRIME: Final = 2**61 - 1
"""What can be computed is worked out modulo a large prime: all that is computable is so there, and hardly more."""


class Span:
    """What can be computed from rows by adding them and taking them from each other, in any number.

    Args:
        rows: The cells of every row.
        cells: All cells.
    """

    def __init__(self, rows: Iterable[Cells], cells: Cells) -> None:
        self._cells: Final = sorted(cells)
        self._reduced: Final[list[tuple[int, list[int]]]] = []
        for row in rows:
            left = self._left(row)
            pivot = next((place for place, number in enumerate(left) if number), None)
            if pivot is not None:
                inverse = pow(left[pivot], -1, PRIME)
                self._reduced.append((pivot, [number * inverse % PRIME for number in left]))

    def __contains__(self, wanted: Cells) -> bool:
        """Tell whether some cells together can be computed."""
        return not any(self._left(wanted))

    def _left(self, cells: Cells) -> list[int]:
        """Give what is left when all that is known is taken off."""
        left = [int(cell in cells) for cell in self._cells]
        for pivot, row in self._reduced:
            factor = left[pivot]
            if factor:
                left = [
                    (one - factor * other) % PRIME for one, other in zip(left, row, strict=True)
                ]
        return left
