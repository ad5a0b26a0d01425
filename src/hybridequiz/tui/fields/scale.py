"""Where the numbers and labels of a ruler stand at one width."""

from __future__ import annotations

from itertools import zip_longest
from typing import Final, Literal, NamedTuple

from rich.cells import cell_len

from hybridequiz.tui.fields.characters import displayable
from hybridequiz.tui.fields.wrapping import lines
from hybridequiz.values import frozen

Role = Literal["number", "chosen", "label", "track"]

_WIDEST_STEP: Final = 6
_LONGEST_TRACK: Final = 64
_ROOM_FOR_LABELS: Final = 36
_GAP: Final = 2
_BRACKETS: Final = 2


class Part(NamedTuple):
    """A piece of a line, and what it is."""

    text: str
    role: Role


@frozen
class Scale:
    """The whole numbers from `low` to `high`, with labels for its ends."""

    low: int
    high: int
    low_label: str = ""
    high_label: str = ""

    @property
    def steps(self) -> int:
        """How many steps lead from the lowest number to the highest."""
        return self.high - self.low

    @property
    def digits(self) -> int:
        """The width of the widest number."""
        return max(len(str(self.low)), len(str(self.high)))


class ScaleLayout:
    """A scale laid out: every number in a row if they fit, else a track from end to end.

    The labels stand beside the row if that leaves the numbers room to breathe, else below it.

    Attributes:
        height: Lines in all.
    """

    def __init__(self, scale: Scale, width: int, *, line: str = "─") -> None:
        self._scale = scale
        self._line = line
        low, high = (displayable(label).strip() for label in (scale.low_label, scale.high_label))
        around = sum(cell_len(label) + _GAP for label in (low, high) if label)
        roomy = _widest_step(scale, width - around)
        is_beside = roomy >= scale.digits + _BRACKETS
        self._step = roomy if is_beside else _widest_step(scale, width)
        self._span = _span(scale, self._step) if self._step else min(width, _LONGEST_TRACK)
        self._before = f"{low}{' ' * _GAP}" if is_beside and low else ""
        self._after = f"{' ' * _GAP}{high}" if is_beside and high else ""
        self._left = cell_len(self._before)
        room = max(self._span, min(width, _ROOM_FOR_LABELS))
        self._below = [] if is_beside else _labels_below(low, high, room)
        self.height = 1 + len(self._below)

    def parts(self, line: int, value: int | None) -> list[Part]:
        """Return what a line shows, with the value marked by brackets.

        Args:
            line: The line; 0 has the numbers, those below it the labels.
            value: The number that is chosen, if any is.
        """
        if line > 0:
            return [Part(self._below[line - 1], "label")]
        row = self._numbers(value) if self._step else self._track(value)
        return [Part(self._before, "label"), *row, Part(self._after, "label")]

    def number_at(self, x: int) -> int | None:
        """Return the number drawn nearest to a column of the first line, if the scale is there."""
        at = x - self._left
        if not 0 <= at < self._span:
            return None
        if self._step:
            step = (at - 1 - self._scale.digits / 2 + self._step / 2) // self._step
        else:
            start = len(str(self._scale.low)) + 1
            step = round((at - start) / max(1, self._track_length - 1) * self._scale.steps)
        return self._scale.low + max(0, min(int(step), self._scale.steps))

    @property
    def _track_length(self) -> int:
        """The cells between the ends of a track."""
        ends = len(str(self._scale.low)) + len(str(self._scale.high)) + 2
        return max(1, self._span - ends)

    def _numbers(self, value: int | None) -> list[Part]:
        """Return the row of all numbers; brackets stand in the room between them."""
        parts: list[Part] = []
        end = 0
        for index, number in enumerate(range(self._scale.low, self._scale.high + 1)):
            is_chosen = number == value
            start = index * self._step + (0 if is_chosen else 1)
            part = Part(f"[{number}]", "chosen") if is_chosen else Part(str(number), "number")
            parts += [Part(" " * (start - end), "number"), part]
            end = start + len(part.text)
        return [*parts, Part(" " * (self._span - end), "number")]

    def _track(self, value: int | None) -> list[Part]:
        """Return the ends of the scale, and between them the chosen number where it lies."""
        low, high = self._scale.low, self._scale.high
        length = self._track_length
        text = "" if value is None else f"[{value}]"
        at = 0 if value is None else round((value - low) / self._scale.steps * (length - len(text)))
        return [
            Part(f"{low} ", "number"),
            Part(self._line * at, "track"),
            Part(text, "chosen"),
            Part(self._line * (length - len(text) - at), "track"),
            Part(f" {high}", "number"),
        ]


def _span(scale: Scale, step: int) -> int:
    """Return the cells that all numbers take, with room for brackets at both ends."""
    return scale.steps * step + scale.digits + _BRACKETS


def _widest_step(scale: Scale, width: int) -> int:
    """Return the widest step from number to number that fits, or 0 if none does."""
    widest = max(_WIDEST_STEP, scale.digits + _BRACKETS)
    fitting = (step for step in range(widest, scale.digits, -1) if _span(scale, step) <= width)
    return next(fitting, 0)


def _labels_below(low: str, high: str, width: int) -> list[str]:
    """Return the lines with the low label at the left and the high label at the right."""
    room = width if not (low and high) else (width - _GAP) // 2
    lefts, rights = (lines(label, room) if label else [] for label in (low, high))
    return [
        f"{left}{' ' * (width - cell_len(left) - cell_len(right))}{right}"
        for left, right in zip_longest(lefts, rights, fillvalue="")
    ]
