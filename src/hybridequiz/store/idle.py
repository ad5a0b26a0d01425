"""When nobody has touched the keyboard for a while: somebody walked away, and the next one must see nothing."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Final

from hybridequiz.questionnaire.questions import Mode

LIMITS: Final[Mapping[Mode, float]] = {"self": 180.0, "interview": 600.0, "paper": 600.0}
"""Seconds without a key after which an interview is covered."""
LOOK: Final = 2.0
"""Seconds between two looks."""


class IdleWatch:
    """Knows how long ago a key was pressed or the mouse moved.

    Args:
        limit: Seconds for every mode; None for the usual ones, 0 for never.
        clock: Gives seconds that only go forward.
    """

    def __init__(
        self, limit: float | None = None, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._limit = limit
        self._clock = clock
        self._touched = clock()
        self.is_resting = False
        """Whether all was put away since somebody was there."""

    def touch(self) -> None:
        """Note that somebody is there."""
        self._touched = self._clock()
        self.is_resting = False

    def rest(self) -> None:
        """Note that what somebody left is put away."""
        self.is_resting = True

    @property
    def waited(self) -> int:
        """Give the milliseconds since somebody was there."""
        return round((self._clock() - self._touched) * 1000)

    def is_over(self, mode: Mode) -> bool:
        """Tell whether nobody has been there for too long."""
        limit = LIMITS[mode] if self._limit is None else self._limit
        return limit > 0 and self._clock() - self._touched >= limit
