"""Local suppression: values are withheld until every combination of them is shared by enough respondents.

That is k-anonymity (Samarati and Sweeney, 1998), with "withheld" as a value like any other: whoever looks for somebody
finds at least so many rows alike, or none. It follows from how often each combination occurs, and from nothing else:
not from the order of the rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence

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

    def shown(self, counts: Mapping[Combination, int]) -> Mapping[Combination, Combination]:
        """Say what is shown of each combination.

        Args:
            counts: How often each occurs.

        Returns:
            What is shown: every one of these occurs `least` times at least, if there are so many respondents at all.
        """
        shown = {one: one for one in counts}
        while small := self._small(_sizes(shown, counts)):
            sizes = _sizes(shown, counts)
            replaced = self._rescued(small, sizes) or self._blanked(small)
            replaced = replaced or self._joined(small, sizes)
            if not replaced:
                break
            shown = {one: replaced.get(now, now) for one, now in shown.items()}
        return shown

    def _small(self, sizes: Mapping[Combination, int]) -> Mapping[Combination, int]:
        """Give what too few share."""
        return {one: number for one, number in sizes.items() if number < self.least}

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
        """Withhold everything in one more combination, as too few are left of whom nothing is shown."""
        others = [one for one in sizes if one not in small]
        if not others:
            return {}
        chosen = min(others, key=lambda one: (sizes[one] * self._shown_in(one), repr(one)))
        return {chosen: self.withheld}

    def _without(
        self, place: int, small: Mapping[Combination, int]
    ) -> Iterator[tuple[Combination, Combination]]:
        """Give these with a place withheld, where it is not yet."""
        gone = self.along[place]
        for one in small:
            if one[place] != self.withheld[place]:
                cells = (
                    self.withheld[at] if at in gone else cell for at, cell in enumerate(one)
                )
                yield one, tuple(cells)

    def _shown_in(self, one: Combination) -> int:
        return sum(cell != gone for cell, gone in zip(one, self.withheld, strict=True))


def _sizes(
    shown: Mapping[Combination, Combination], counts: Mapping[Combination, int]
) -> Mapping[Combination, int]:
    """Count how many share what is shown."""
    sizes: Counter[Combination] = Counter()
    for one, number in counts.items():
        sizes[shown[one]] += number
    return sizes

