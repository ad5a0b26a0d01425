"""Which rows of a table may be shown: small groups are hidden, and so is what would give them away.

A table has a row for the whole audience and rows for the groups of each breakdown. Every row counts some *cells*: the
finest groups that the breakdowns cut an audience into. Whoever reads the table can add rows and take them from each
other; so what can be computed is every combination of shown rows. Groups that are too small must not be among them: not
those with a row, nor where two of them overlap, nor what is left of one without the other, nor a cell, nor what is left
of groups of one breakdown without groups of another, nor what a breakdown hides.

Of what is asked in private a share near nothing or near everything is told by a bound, so that a bound does not tell
that it is nothing or everything. That can follow without any computing: where nobody is left for the groups that are
told by a bound or hidden, all of them said no. So the bounds of each breakdown are worked out as well.

Not promised: anything against a reader who reasons from what this module would have hidden, or who knows respondents;
that of a group within one that agrees and is large enough to be told so, it is not known that it agrees; that no close
bounds follow from several breakdowns that cross.

Source: the rules are those of section 8.4 of the study; the idea that hidden cells are safe where no combination of
shown ones gives them is that of linear disclosure in L. Willenborg and T. de Waal, "Elements of Statistical Disclosure
Control" (2001), chapter 5.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from functools import partial
from typing import Final, TypeVar

from hybridequiz.report.candidates import candidates
from hybridequiz.report.spans import Cells, Span
from hybridequiz.values import field, frozen

K = TypeVar("K", bound=Hashable)
_WHOLE: Final = -1
"""The row of the whole audience, among the numbers of groups."""
Key = int | str
"""A row: the number of its group, or the breakdown whose hidden groups it takes together."""


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

    def of(self, cells: Cells) -> int:
        """Give how many are counted of some cells."""
        return sum(self.counts[cell] for cell in cells)


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
        merged: By breakdown the hidden groups that are large enough together to be one row.
    """

    whole: bool
    groups: frozenset[int] = frozenset()
    merged: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


def protect(
    sizes: Sequence[int],
    groups: Sequence[Group],
    rules: Rules,
    delicate: Sequence[Delicate] = (),
    *,
    hidden: Collection[int] = (),
    apart: Collection[str] = (),
) -> Shown:
    """Decide which rows may be shown.

    Args:
        sizes: By cell how many respondents of the base are in it.
        groups: The rows for groups, in the order in which they stand; each breakdown covers every cell.
        rules: What is too small.
        delicate: What the table tells that is asked in private, figure by figure.
        hidden: The numbers of groups that are hidden anyway.
        apart: The breakdowns whose hidden groups are not taken together.
    """
    protection = _Protection(sizes, groups, rules, delicate)
    for number in hidden:
        protection.hide(number)
    for breakdown in apart:
        protection.hide(breakdown)
    return protection.shown()


def told_alone(sizes: Mapping[K, int], rules: Rules) -> dict[K, int | None]:
    """Give the sizes of the groups of one breakdown, each where it may be told; None where it may not.

    Args:
        sizes: By group how many respondents are in it.
        rules: What is too small.
    """
    groups = [Group("", frozenset({place})) for place in range(len(sizes))]
    shown = protect(list(sizes.values()), groups, rules).groups
    return {
        group: size if place in shown else None for place, (group, size) in enumerate(sizes.items())
    }


def slack(size: int) -> int:
    """Give how many respondents a bound leaves open: a tenth of a group, one at least."""
    return max(1, size // 10)


def is_masked(counted: int, size: int, rules: Rules) -> bool:
    """Tell whether a delicate figure is told by a bound only.

    Not only where all said the same: a bound would tell that they did.

    Args:
        counted: How many said it.
        size: Of how many.
        rules: What is too small.
    """
    near = min(counted, size - counted) <= slack(size)
    return 0 < size < rules.masked_below and near


@frozen
class _Told:
    """What is told of some cells: that so many are counted, from `low` to `high`; whether they have a row."""

    cells: Cells
    low: int
    high: int
    is_row: bool = True

    @property
    def is_exact(self) -> bool:
        return self.low == self.high


@frozen
class _Known:
    """Cells of which it is known that they agree, and the rows that tell so."""

    cells: Cells
    rows: frozenset[Key]


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
        self._apart: Final = set[str]()
        parts = [[self._groups[one] for one in some] for some in self._breakdowns.values()]
        self._candidates: Final = candidates(parts, self._filled)

    def shown(self) -> Shown:
        if self._size(self._filled) < self._rules.threshold:
            return Shown(whole=False)
        while (found := self._next_to_hide()) is not None:
            self.hide(found)
        return Shown(whole=True, groups=frozenset(self._visible()), merged=self._merged())

    def _size(self, cells: Iterable[int]) -> int:
        return sum(self._sizes[cell] for cell in cells)

    def _is_small(self, cells: Cells) -> bool:
        return 0 < self._size(cells) < self._rules.threshold

    def _agrees(self, cells: Cells, one: Delicate) -> bool:
        """Tell whether all of a small group said the same of something delicate."""
        size = self._size(cells)
        return 0 < size < self._rules.masked_below and one.of(cells) in (0, size)

    def _is_told(self, cells: Cells, one: Delicate) -> bool:
        return not is_masked(one.of(cells), self._size(cells), self._rules)

    def _next_to_hide(self) -> Key | None:
        """Give a row that gives something away; None where none does."""
        rows = self._rows()
        found = self._computed(rows, self._is_small)
        for one in self._delicate:
            if found is None:
                exact = {key: row for key, row in rows.items() if self._is_told(row, one)}
                found = self._computed(exact, partial(self._agrees, one=one))
            if found is None:
                found = self._followed(one)
        return found

    def _rows(self) -> dict[Key, Cells]:
        """Give the rows that are shown: the whole, groups, and under the name of a breakdown those taken together."""
        rows: dict[Key, Cells] = {_WHOLE: self._filled}
        rows |= {number: self._groups[number] for number in self._visible()}
        return rows | {name: self._union(numbers) for name, numbers in self._merged().items()}

    def _visible(self) -> list[int]:
        return [one for one in range(len(self._groups)) if one not in self._hidden]

    def _union(self, numbers: Iterable[int]) -> Cells:
        return frozenset[int]().union(*(self._groups[one] for one in numbers))

    def _computed(
        self, rows: Mapping[Key, Cells], is_secret: Callable[[Cells], bool]
    ) -> Key | None:
        """Give a row of those without which something secret could not be computed; None where nothing can."""
        left = [
            self._union(one for one in numbers if one in self._hidden)
            for numbers in self._breakdowns.values()
        ]
        span = Span(rows.values(), self._filled)
        for cells in (*self._candidates, *left):
            if is_secret(cells) and cells in span:
                return self._hiding(cells, rows)
        return None

    def _hiding(self, cells: Cells, rows: Mapping[Key, Cells]) -> Key:
        """Choose what to hide: what was taken together, else the smallest group; of equals the first.

        Of these the first without which some cells cannot be computed.
        """
        keys = sorted((one for one in rows if one != _WHOLE), key=self._order)
        for one in keys:
            others = [row for key, row in rows.items() if key != one]
            if cells not in Span(others, self._filled):
                return one
        return keys[0]

    def _order(self, key: Key) -> tuple[bool, int, int]:
        if isinstance(key, str):
            return (False, 0, list(self._breakdowns).index(key))
        return (True, self._size(self._groups[key]), key)

    def _followed(self, one: Delicate) -> Key | None:
        """Give a row without which it would not follow from bounds that a small group agrees; None where none does."""
        known = self._known(one)
        if known is None:
            return None
        rows = self._rows()
        own = {key for key in known.rows if rows[key] == known.cells}
        keys = sorted(known.rows - own or own, key=self._order)
        for key in keys:
            self.hide(key)
            found = self._known(one)
            self._show(key)
            if found is None or found.cells != known.cells:
                return key
        return keys[0]

    def hide(self, key: Key) -> None:
        """Hide a group, or do not take the hidden groups of a breakdown together."""
        if isinstance(key, str):
            self._apart.add(key)
        else:
            self._hidden.add(key)

    def _show(self, key: Key) -> None:
        if isinstance(key, str):
            self._apart.remove(key)
        else:
            self._hidden.remove(key)

    def _known(self, one: Delicate) -> _Known | None:
        """Look for cells that must agree: a row is cut up by a breakdown, and the rest of it leaves nothing else."""
        rows = self._rows()
        span = Span([row for row in rows.values() if self._is_told(row, one)], self._filled)
        for key, row in rows.items():
            whole = self._bounds(row, one, span)
            if whole.is_exact and one.of(row) in (0, self._size(row)):
                continue  # it is large enough to be told so, and with it all that is in it
            for name, numbers in self._breakdowns.items():
                inside = [n for n in numbers if self._groups[n] and self._groups[n] <= row]
                if self._union(inside) == row:
                    told = self._all_told(name, inside, one, span)
                    keys = {*(n for n in inside if n not in self._hidden), key, name}
                    for each in told:
                        if self._must_agree(each, told, whole, one):
                            return _Known(each.cells, frozenset(keys & rows.keys() - {_WHOLE}))
        return None

    def _bounds(self, cells: Cells, one: Delicate, span: Span) -> _Told:
        """Give what is told of a row, or can be computed from others."""
        counted, size = one.of(cells), self._size(cells)
        if self._is_told(cells, one) or cells in span:
            return _Told(cells, counted, counted)
        if counted <= slack(size):
            return _Told(cells, 0, slack(size))
        return _Told(cells, size - slack(size), size)

    def _all_told(
        self, name: str, numbers: Sequence[int], one: Delicate, span: Span
    ) -> list[_Told]:
        """Give what is told of some groups of a breakdown: each that is shown, and those that are hidden, together."""
        told = [self._bounds(self._groups[n], one, span) for n in numbers if n not in self._hidden]
        hidden = tuple(n for n in numbers if n in self._hidden)
        left = self._union(hidden)
        if self._merged().get(name) == hidden:
            return [*told, self._bounds(left, one, span)]
        low, high = (one.of(left),) * 2 if left in span else (0, self._size(left))
        return [*told, _Told(left, low, high, is_row=False)]

    def _must_agree(self, each: _Told, told: Sequence[_Told], whole: _Told, one: Delicate) -> bool:
        """Tell whether it follows of some cells that all of them agree."""
        size, counted = self._size(each.cells), one.of(each.cells)
        if not size or counted not in (0, size):
            return False
        if each.is_row and each.is_exact and size >= self._rules.masked_below:
            return False
        high = whole.high - sum(other.low for other in told if other is not each)
        low = whole.low - sum(other.high for other in told if other is not each)
        return high <= 0 if counted == 0 else low >= size

    def _merged(self) -> dict[str, tuple[int, ...]]:
        merged = {}
        for breakdown, numbers in self._breakdowns.items():
            filled = [one for one in numbers if self._groups[one]]
            hidden = tuple(one for one in filled if one in self._hidden)
            is_enough = self._size(self._union(hidden)) >= self._rules.threshold
            if 1 < len(hidden) < len(filled) and is_enough and breakdown not in self._apart:
                merged[breakdown] = hidden
        return merged
