"""What a page tells the screen that it stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from hybridequiz.interview.complaints import Complaint
    from hybridequiz.questionnaire.instrument import Planned
    from hybridequiz.wording.presentation import Presented


class Changed(Message):
    """What is being chosen or typed changed.

    Attributes:
        presented: The question as it was shown then.
        decided_by: How the answer was decided in one go: `key`, `enter`, or `item` in a grid; empty where more may
            follow.
    """

    def __init__(self, presented: Presented | None, decided_by: str = "") -> None:
        super().__init__()
        self.presented = presented
        self.decided_by = decided_by


class Done(Message):
    """Enter was pressed in a field."""


class Picked(Message):
    """A row of a menu was picked."""

    def __init__(self, index: int) -> None:
        super().__init__()
        self.index = index


class Wanted(Message):
    """Another item of a grid is to be answered.

    Attributes:
        planned: The item.
        column: What is to be chosen there at once, by its number, if anything is.
    """

    def __init__(self, planned: Planned, column: int | None = None) -> None:
        super().__init__()
        self.planned = planned
        self.column = column


class Complained(Message):
    """Something could not be chosen or typed."""

    def __init__(self, complaint: Complaint | None, text: str = "") -> None:
        super().__init__()
        self.complaint = complaint
        self.text = text
