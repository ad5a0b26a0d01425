"""Which questions tell of which: by their conditions, what they offer, what they are computed from and their rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.questions import ComputedQuestion


class Dependence:
    """What tells of what in a questionnaire, in all its versions.

    Args:
        instruments: The versions.

    Attributes:
        sources: For each roster the question that says which rows there are.
    """

    def __init__(self, instruments: Iterable[Instrument]) -> None:
        self.sources: dict[str, str] = {}
        self._on: dict[str, set[str]] = {}
        self._marked: set[str] = set()
        self._computed: set[str] = set()
        for instrument in instruments:
            self._take(instrument)

    def _take(self, instrument: Instrument) -> None:
        for planned in instrument.items:
            question = planned.question
            if question is None:
                continue
            on = self._on.setdefault(planned.id, set())
            on |= planned.looks_at | planned.depends_on
            if isinstance(question, ComputedQuestion) and planned.computed is not None:
                on |= planned.computed.references
                self._computed.add(planned.id)
            if question.identifying:
                self._marked.add(planned.id)
            if repetition := planned.repetition:
                on.add(repetition.source)
                self.sources[repetition.id] = repetition.source
                whole = self._on.setdefault(repetition.id, set())
                whole |= {repetition.source, *repetition.fields}

    @cached_property
    def identifying(self) -> frozenset[str]:
        """Give the questions that identify: those marked so, and what is computed from them."""
        found = set(self._marked)
        while more := {
            name for name in self._computed - found if self._with_rosters(name) & found
        }:
            found |= more
        return frozenset(found)

    def _with_rosters(self, name: str) -> set[str]:
        """Give what a question depends on; of a roster all that is asked in it."""
        on = self._on[name]
        return on.union(*(self._on[one] for one in on if one in self.sources))

    def telling_of(self, names: Collection[str]) -> frozenset[str]:
        """Give all that tells of any of these names, themselves too."""
        found = set(names)
        while more := {name for name in self._leaning(found) if name not in found}:
            found |= more
        return frozenset(found)

    def _leaning(self, names: Collection[str]) -> Iterator[str]:
        wanted = set(names)
        return (name for name, on in self._on.items() if not on.isdisjoint(wanted))
