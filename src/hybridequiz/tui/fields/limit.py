"""The message of a text field that takes no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from textual.widget import Widget


class TooLong(Message):
    """Some of what was typed or pasted was not taken, as the answer would have become too long.

    Attributes:
        field: The field.
        kept: How many characters of it were taken.
        dropped: How many were not.
    """

    def __init__(self, field: Widget, kept: int, dropped: int) -> None:
        super().__init__()
        self.field = field
        self.kept = kept
        self.dropped = dropped

    @property
    def control(self) -> Widget:
        """The field, for `on` with a selector."""
        return self.field
