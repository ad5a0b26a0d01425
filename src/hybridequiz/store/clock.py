"""The clock of this machine."""

from __future__ import annotations

import time
from datetime import date, datetime


class SystemClock:
    """Wall time for the record, monotonic time for durations: no one can bend a duration by setting the clock."""

    def __init__(self) -> None:
        self._began = time.monotonic_ns()

    def now(self) -> str:
        """Give the wall clock: ISO 8601 with UTC offset, to the second."""
        return datetime.now().astimezone().isoformat(timespec="seconds")

    def elapsed(self) -> int:
        """Give milliseconds of monotonic time since this clock was made."""
        return (time.monotonic_ns() - self._began) // 1_000_000

    def today(self) -> date:
        """Give the day."""
        return datetime.now().astimezone().date()
