"""Measuring: what a row of the table holds, and runs that take turns so that drift cancels."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

Sample = Callable[[], float]
"""Measures once."""


class Skipped(Exception):
    """A measurement that cannot be made here; says why, and what would make it possible."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table.

    Attributes:
        what: What was measured.
        ours: This program.
        beside: The floor or the peer, in the same unit; None where there is none.
        peer: What stands beside.
        unit: Of both: s, ms, µs, MiB, a count.
        limit: The highest ratio (without a peer: the highest value) that is acceptable; None tells only.
    """

    what: str
    ours: float
    beside: float | None
    peer: str
    unit: str
    limit: float | None = None

    @property
    def ratio(self) -> float | None:
        """Give how many times the peer's value ours is."""
        return self.ours / self.beside if self.beside else None

    @property
    def ok(self) -> bool | None:
        """Tell whether the limit is kept; None where there is none."""
        if self.limit is None:
            return None
        measured = self.ours if self.ratio is None else self.ratio
        return measured <= self.limit

    def as_json(self) -> dict[str, Any]:
        """Give the row as plain data."""
        return {**asdict(self), "ratio": self.ratio, "ok": self.ok}


def timed(work: Callable[[], object]) -> float:
    """Give the seconds that a piece of work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def in_turn(samples: Mapping[str, Sample], runs: int, *, warm: int = 1) -> dict[str, list[float]]:
    """Measure each in turn, A B A B: what drifts, drifts for all alike.

    Args:
        samples: What is measured, by name.
        runs: How often each is measured.
        warm: How often each is run before that, uncounted.
    """
    for _ in range(warm):
        for sample in samples.values():
            sample()
    measured: dict[str, list[float]] = {name: [] for name in samples}
    for _ in range(runs):
        for name, sample in samples.items():
            measured[name].append(sample())
    return measured


def medians(samples: Mapping[str, Sample], runs: int, *, warm: int = 1) -> dict[str, float]:
    """Give the median of each, measured in turn."""
    measured = in_turn(samples, runs, warm=warm)
    return {name: statistics.median(values) for name, values in measured.items()}
