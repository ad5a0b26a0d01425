"""What came of what somebody did in an interview, and what stood in the way."""

from __future__ import annotations

from collections.abc import Sequence

from hybridequiz.interview.interview import BrokenCheck
from hybridequiz.questionnaire.instrument import Planned
from hybridequiz.values import frozen


@frozen
class Consequences:
    """What an answer brought about beside itself.

    Attributes:
        set_aside: Questions that left the route; their answers wait.
        restored: Questions that came back, their answers with them.
        renewed: Questions that are asked again, because what they are about changed.
        told: Info checks: they tell something and do not stop.
    """

    set_aside: tuple[str, ...] = ()
    restored: tuple[str, ...] = ()
    renewed: tuple[str, ...] = ()
    told: tuple[BrokenCheck, ...] = ()


@frozen
class Blocked:
    """Why one cannot jump, or finish.

    Attributes:
        open: Questions that must be answered first.
        broken: Hard checks that are broken.
    """

    open: tuple[Planned, ...] = ()
    broken: tuple[BrokenCheck, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything blocks."""
        return bool(self.open or self.broken)


class NeedsConfirmation(Exception):
    """Soft checks that must be confirmed with a reason before the answer is saved."""

    def __init__(self, broken: Sequence[BrokenCheck]) -> None:
        super().__init__(f"{len(broken)} checks to confirm")
        self.broken = tuple(broken)
