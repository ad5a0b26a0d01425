"""Chance from a seed: the same on every machine, in every process, for every version of Python."""

from __future__ import annotations

import uuid
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """Draws from a seed.

    Only `Random.random` is used: Python promises that it gives the same numbers from the same seed, whatever its
    version. A text as the seed is hashed with SHA-512, not with Python's own hash, which differs between processes.

    Args:
        seed: What all draws follow from.
    """

    def __init__(self, seed: str) -> None:
        self._random = Random(seed).random  # noqa: S311 - made up on purpose, and no secret

    def below(self, number: int) -> int:
        """Draw a whole number from 0 up to, but not, this one."""
        return min(int(self._random() * number), number - 1)

    def happens(self, chance: float) -> bool:
        """Tell whether something happens that does so with this chance, 0 to 1."""
        return self._random() < chance

    def share(self) -> float:
        """Draw a number from 0 up to, but not, 1."""
        return self._random()

    def one_of(self, parts: Sequence[T]) -> T:
        """Draw one of some, each as likely as the others."""
        return parts[self.below(len(parts))]

    def weighed(self, parts: Sequence[T], weights: Sequence[float]) -> T:
        """Draw one of some, in proportion to their weights; each as likely as the others where none has any."""
        reached = list(accumulate(weights))
        if reached[-1] <= 0:
            return self.one_of(parts)
        place = bisect_right(reached, self._random() * reached[-1])
        return parts[min(place, len(parts) - 1)]

    def order(self, parts: Sequence[T], weights: Sequence[float], number: int) -> list[T]:
        """Draw so many of some without putting back, in proportion to their weights: Plackett and Luce's ranking."""
        left, drawn = list(range(len(parts))), list[T]()
        while left and len(drawn) < number:
            place = self.weighed(left, [weights[one] for one in left])
            left.remove(place)
            drawn.append(parts[place])
        return drawn

    def hexadecimal(self, digits: int) -> str:
        """Draw hexadecimal digits."""
        return "".join(self.one_of("0123456789abcdef") for _ in range(digits))

    def uuid(self) -> str:
        """Draw a response's id, with the form of a random UUID (RFC 9562, 5.4)."""
        return str(uuid.UUID(hex=self.hexadecimal(32), version=4))
