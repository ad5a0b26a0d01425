"""What a conductor needs from outside: where events are saved, and the time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from hybridequiz.interview.events import Event
from hybridequiz.interview.interview import Interview


class Journal(Protocol):
    """Where events are saved. Every method returns only when what it saves is durable."""

    def append(self, events: Sequence[Event]) -> None:
        """Save events, in one piece."""

    def finish(self, interview: Interview, /, events: Sequence[Event], disposition: int) -> None:
        """Save the last events and close the response."""

    def forget(self, interview: Interview, /, events: Sequence[Event], disposition: int) -> None:
        """Delete the respondent's answers; keep the disposition."""

    def keep_draft(self, question: str, text: str) -> None:
        """Keep what is half typed."""


class Clock(Protocol):
    """The time."""

    def now(self) -> str:
        """Give the wall clock: ISO 8601 with UTC offset."""

    def elapsed(self) -> int:
        """Give milliseconds of monotonic time since this sitting began."""
