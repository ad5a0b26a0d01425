"""Which rows of a table may be shown: small groups are hidden, and so is what would give them away.

A table has a row for the whole audience and rows for the groups of each breakdown. Every row counts some *cells*: the
finest groups that the breakdowns cut an audience into. Whoever reads the table can add rows and take them from each
other; so what can be computed is every combination of shown rows. Groups that are too small must not be among them: not
those with a row, nor where two of them overlap, nor what is left of one without the other, nor what a breakdown hides.

Source: the rules are those of section 8.4 of the study; the idea that hidden cells are safe where no combination of
shown ones gives them is that of linear disclosure in L. Willenborg and T. de Waal, "Elements of Statistical Disclosure
Control" (2001), chapter 5.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations
from typing import Final

from hybridequiz.values import field, frozen

Cells = frozenset[int]
"""Which cells a row counts, by their number."""
PRIME: Final = 2**61 - 1
"""What can be computed is worked out modulo a large prime: all that is computable is so there, and hardly more."""
_WHOLE: Final = -1
"""The row of the whole audience, among the numbers of groups."""


@frozen
class Group:
    """A row for a group.

    Attributes:
        breakdown: The breakdown that it is a group of.
        cells: Which cells it counts.
    """

    breakdown: str
    cells: Cells


@frozen
class Delicate:
    """Something that is asked in private: that all of a small group said it, or nobody, may not be known.

    Attributes:
        counts: By cell how many are counted.
    """

    counts: Sequence[int]


@frozen
class Rules:
    """What is too small.

    Attributes:
        threshold: Respondents that a row must have.
        masked_below: Respondents below which a group must not be known to agree completely on what is delicate.
    """

    threshold: int
    masked_below: int = 30


@frozen
class Shown:
    """What may be shown.

    Attributes:
        whole: Whether the row of the whole audience may be.
        groups: The numbers of the groups whose row may be shown.
        masked: The numbers of groups whose figure is told by a bound only, for every delicate thing; `None` among them
            stands for the whole audience.
        merged: By breakdown the hidden groups that are large enough together to be one row.
    """

    whole: bool
    groups: frozenset[int] = frozenset()
    masked: tuple[frozenset[int | None], ...] = ()
    merged: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


def protect(
    sizes: Sequence[int], groups: Sequence[Group], rules: Rules, delicate: Sequence[Delicate] = ()
) -> Shown:
    """Decide which rows may be shown.

    Args:
        sizes: By cell how many respondents of the base are in it.
        groups: The rows for groups, in the order in which they stand; each breakdown covers every cell.
        rules: What is too small.
        delicate: What the table tells that is asked in private, figure by figure.
    """
    return _Protection(sizes, groups, rules, delicate).shown()


class _Protection:
    """Hides rows one after another until nothing small can be computed."""

    def __init__(
        self,
        sizes: Sequence[int],
        groups: Sequence[Group],
        rules: Rules,
        delicate: Sequence[Delicate],
    ) -> None:
        self._filled: Final = frozenset(cell for cell, size in enumerate(sizes) if size)
        self._sizes: Final = sizes
        self._groups: Final = [one.cells & self._filled for one in groups]
        self._breakdowns: Final[dict[str, list[int]]] = {}
        for number, one in enumerate(groups):
            self._breakdowns.setdefault(one.breakdown, []).append(number)
        self._rules: Final = rules
        self._delicate: Final = delicate
        self._hidden: Final = {
            number
            for number, cells in enumerate(self._groups)
            if self._size(cells) < rules.threshold
        }

    def shown(self) -> Shown:
        if self._size(self._filled) < self._rules.threshold:
            return Shown(whole=False, masked=tuple(frozenset[int | None]() for _ in self._delicate))
        while (found := self._next_to_hide()) is not None:
            self._hidden.add(found)
        visible = frozenset(range(len(self._groups))) - self._hidden
        masked = tuple(
            frozenset(
                number
                for number, cells in ((None, self._filled), *enumerate(self._groups))
                if self._agrees(cells, one)
            )
            for one in self._delicate
        )
        return Shown(whole=True, groups=visible, masked=masked, merged=self._merged())

    def _size(self, cells: Iterable[int]) -> int:
        return sum(self._sizes[cell] for cell in cells)

    def _agrees(self, cells: Cells, delicate: Delicate) -> bool:
        """Tell whether all of a small group said the same of something delicate."""
        size = self._size(cells)
        counted = sum(delicate.counts[cell] for cell in cells)
        return 0 < size < self._rules.masked_below and counted in (0, size)

    def _next_to_hide(self) -> int | None:
        """Give a row that gives something away; None where none does."""
        for rows, may_not_be_known in self._views():
            span = _Span(rows.values(), self._filled)
            for cells in self._candidates():
                if may_not_be_known(cells) and cells in span:
                    return self._hiding(cells, rows)
        return None

    def _views(self) -> Iterator[tuple[Mapping[int, Cells], Callable[[Cells], bool]]]:
        """Give what is told exactly, and what may not be computed from that: of bases, then of what is delicate."""
        rows = {number: self._groups[number] for number in self._visible()}
        whole = {_WHOLE: self._filled}
        yield {**whole, **rows}, self._is_small
        for one in self._delicate:
            agrees = partial(self._agrees, delicate=one)
            yield {key: row for key, row in {**whole, **rows}.items() if not agrees(row)}, agrees

    def _is_small(self, cells: Cells) -> bool:
        return 0 < self._size(cells) < self._rules.threshold

    def _visible(self) -> list[int]:
        return [one for one in range(len(self._groups)) if one not in self._hidden]

    def _candidates(self) -> Iterator[Cells]:
        """Give what a reader might look for: groups, their overlaps, what is left of them, and what is hidden."""
        seen: dict[Cells, None] = dict.fromkeys(self._groups)
        for numbers in self._breakdowns.values():
            hidden = [self._groups[one] for one in numbers if one in self._hidden]
            seen[frozenset[int]().union(*hidden)] = None
        yield from list(seen)
        for some, others in combinations(list(seen), 2):
            for cells in (some & others, some - others, others - some):
                if cells not in seen:
                    seen[cells] = None
                    yield cells

    def _hiding(self, cells: Cells, rows: Mapping[int, Cells]) -> int:
        """Choose what to hide: the smallest group without which some cells cannot be computed; of equals the first."""
        groups = sorted((one for one in rows if one != _WHOLE), key=self._order)
        for one in groups:
            others = [row for number, row in rows.items() if number != one]
            if cells not in _Span(others, self._filled):
                return one
        return groups[0] if groups else min(self._visible(), key=self._order)

    def _order(self, number: int) -> tuple[int, int]:
        return self._size(self._groups[number]), number

    def _merged(self) -> dict[str, tuple[int, ...]]:
        merged = {}
        for breakdown, numbers in self._breakdowns.items():
            hidden = tuple(one for one in numbers if one in self._hidden and self._groups[one])
            together = self._size(frozenset[int]().union(*(self._groups[one] for one in hidden)))
            if 1 < len(hidden) < len(numbers) and together >= self._rules.threshold:
                merged[breakdown] = hidden
        return merged


class _Span:
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
