"""What follows from one change: the items that lean on it, and on what changes with them, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappop, heappush

from hybridequiz.questionnaire.instrument import Instrument, Planned


class Following:
    """Gives the item that changed, and then in file order what leans on those that were said to have changed too.

    A condition looks at earlier questions only: when an item comes, all that it looks at has been looked at.

    Args:
        instrument: The questionnaire.
        changed: The question that changed.
    """

    def __init__(self, instrument: Instrument, changed: str) -> None:
        self._instrument = instrument
        self._waiting = [instrument.by_id[changed].index]
        self._spread = set[int]()

    def __iter__(self) -> Iterator[Planned]:
        """Give each item once."""
        last = -1
        while self._waiting:
            index = heappop(self._waiting)
            if index != last:
                yield self._instrument.items[index]
            last = index

    def changed(self, planned: Planned) -> None:
        """Say that an item changed: what leans on it comes too."""
        for group in self._instrument.leaning_on.get(planned.id, ()):
            if id(group) not in self._spread:  # all rows of a roster may share one
                self._spread.add(id(group))
                for later in group:
                    heappush(self._waiting, later.index)
