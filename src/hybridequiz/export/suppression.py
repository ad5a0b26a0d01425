"""Local suppression: values are withheld until every combination of them is shared by enough respondents.

That is k-anonymity (Samarati and Sweeney, 1998), with "withheld" as a value like any other: whoever looks for somebody
finds at least so many rows alike, or none. It follows from how often each combination occurs, and from nothing else:
not from the order of the rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from operator import itemgetter

from hybridequiz.values import frozen

Combination = tuple[Hashable, ...]
"""What one respondent has in each place."""


@frozen
class Suppression:
    """Withholds values.

    Attributes:
        withheld: What stands in each place where it is withheld.
        along: For each place, the places that tell of it and are withheld together with it; itself too.
        least: How many must share a combination.
    """

    withheld: Combination
    along: Sequence[Collection[int]]
    least: int

    def shown(self, counts: Mapping[Combination, int]) -> Mapping[Combination, Combination | None]:
        """Say what is shown of each combination.

        Args:
            counts: How often each occurs.

        Returns:
            What is shown: every one of these occurs `least` times at least. None for whom nothing can be done: there
            are too few respondents at all.
        """
        shown = {one: one for one in counts}
        while True:
            sizes = _sizes(shown, counts)
            small = {one: number for one, number in sizes.items() if number < self.least}
            if not small:
                return dict(shown)
            replaced = self._rescued(small, sizes)
            if not replaced and sum(small.values()) >= self.least:
                replaced = self._blanked(small)
            replaced = replaced or self._joined(small, sizes)
            if not replaced:
                return {one: None if now in small else now for one, now in shown.items()}
            shown = {one: replaced.get(now, now) for one, now in shown.items()}

    def _rescued(
        self, small: Mapping[Combination, int], sizes: Mapping[Combination, int]
    ) -> dict[Combination, Combination]:
        """Withhold the one place that makes most of these be shared by enough; only in those."""
        best: dict[Combination, Combination] = {}
        most = 0
        for place in range(len(self.withheld)):
            after = dict(self._without(place, small))
            joined: Counter[Combination] = Counter()
            for one, new in after.items():
                joined[new] += small[one]
            saved = {
                one: new
                for one, new in after.items()
                if joined[new] + sizes.get(new, 0) >= self.least
            }
            number = sum(small[one] for one in saved)
            if number > most:
                best, most = saved, number
        return best

    def _blanked(self, small: Mapping[Combination, int]) -> dict[Combination, Combination]:
        """Withhold the place with the most different values in all of these."""
        values = [
            len({one[place] for one, _ in self._without(place, small)})
            for place in range(len(self.withheld))
        ]
        most = max(values, default=0)
        return dict(self._without(values.index(most), small)) if most else {}

    def _joined(
        self, small: Mapping[Combination, int], sizes: Mapping[Combination, int]
    ) -> dict[Combination, Combination]:
        """Make one of these and one that enough share alike, with the fewest values withheld: too few are left."""
        choices = [
            (
                self._cost(new, {one: small[one], other: sizes[other]}),
                repr((one, other)),
                new,
                one,
                other,
            )
            for one in small
            for other in sizes
            if other not in small
            for new in [self._common(one, other)]
        ]
        if not choices:
            return {}
        _, _, new, one, other = min(choices, key=itemgetter(0, 1))
        return {one: new, other: new}

    def _common(self, one: Combination, other: Combination) -> Combination:
        """Give what two have in common, with all that tells of the rest withheld."""
        gone: set[int] = set()
        for at, (cell, second) in enumerate(zip(one, other, strict=True)):
            if cell != second:
                gone.update(self.along[at])
        return tuple(self.withheld[at] if at in gone else cell for at, cell in enumerate(one))

    def _cost(self, new: Combination, sizes: Mapping[Combination, int]) -> int:
        """Count the values that are withheld where all of these become one."""
        return sum(
            number * sum(cell != now for cell, now in zip(one, new, strict=True))
            for one, number in sizes.items()
        )

    def _without(
        self, place: int, small: Mapping[Combination, int]
    ) -> Iterator[tuple[Combination, Combination]]:
        """Give these with a place withheld, where it is not yet."""
        gone = self.along[place]
        for one in small:
            if one[place] != self.withheld[place]:
                cells = (self.withheld[at] if at in gone else cell for at, cell in enumerate(one))
                yield one, tuple(cells)


def _sizes(
    shown: Mapping[Combination, Combination], counts: Mapping[Combination, int]
) -> Mapping[Combination, int]:
    """Count how many share what is shown."""
    sizes: Counter[Combination] = Counter()
    for one, number in counts.items():
        sizes[shown[one]] += number
    return sizes
