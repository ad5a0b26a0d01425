"""How an interview in plain prompts came to its end, or was left."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from hybridequiz.problems import ExitCode
from hybridequiz.values import frozen

_HANG_UP: Final = 1
"""The number of SIGHUP; Windows has no name for it."""


class Outcome(StrEnum):
    """What became of the interview."""

    FINISHED = "finished"
    ENDED = "ended"
    """Finished after it was ended early."""
    LEFT = "left"
    """Left, to go on later."""


class Departure(StrEnum):
    """Why it was left; the value stands in the event."""

    COMMAND = "key"
    NEXT_PERSON = "next person"
    IDLE = "idle"
    END_OF_INPUT = "end of input"
    INTERRUPTED = "interrupt"
    HUNG_UP = "hang-up"
    TERMINATED = "signal"


EXIT_CODES: Final = {
    Departure.INTERRUPTED: ExitCode.INTERRUPTED,
    Departure.HUNG_UP: ExitCode.HUNG_UP,
    Departure.TERMINATED: ExitCode.TERMINATED,
}


@frozen
class PlainResult:
    """How it went.

    Attributes:
        outcome: Finished, ended early, or left.
        disposition: How a finished interview is counted.
        departure: Why it was left.
        saved: Whether everything that was answered is saved.
    """

    outcome: Outcome
    disposition: int | None = None
    departure: Departure | None = None
    saved: bool = True

    @property
    def exit_code(self) -> ExitCode:
        """Give what the program tells the shell."""
        if not self.saved:
            return ExitCode.STORAGE
        if self.departure is None:
            return ExitCode.DONE
        return EXIT_CODES.get(self.departure, ExitCode.DONE)


class Terminated(BaseException):
    """A signal that ends the program: whoever handles signals raises it; the interview is left.

    Like `KeyboardInterrupt` it is no `Exception`: nothing on the way takes it for an error.

    Args:
        signal: The signal's number.
    """

    def __init__(self, signal: int) -> None:
        super().__init__(signal)
        self.signal = signal

    @property
    def departure(self) -> Departure:
        """Give why the interview is left."""
        return Departure.HUNG_UP if self.signal == _HANG_UP else Departure.TERMINATED


class Leave(Exception):
    """The person leaves, to go on later.

    Args:
        departure: Why.
        waited: Milliseconds that nobody has typed, where that is why.
    """

    def __init__(self, departure: Departure = Departure.COMMAND, waited: int = 0) -> None:
        super().__init__(departure.value)
        self.departure = departure
        self.waited = waited
