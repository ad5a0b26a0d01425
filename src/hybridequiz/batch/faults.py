"""What can be wrong with a line of answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hybridequiz.problems import Place, Problem
from hybridequiz.values import frozen

TOLD_IN: Final = "en"
"""The language of what is told of lines: like `check`, to whoever prepares them, not to the respondent."""


@frozen
class Fault:
    """One thing that is wrong with a line.

    Attributes:
        rule: Which rule, as a short code.
        message: What is wrong, in words.
        key: The key in the line: a question's id, or one that begins with an underscore.
        hint: How to mend it, or nothing.
    """

    rule: str
    message: str
    key: str = ""
    hint: str = ""

    def problem(self, file: str, line: int) -> Problem:
        """Say it as a problem at its line."""
        message = f"'{self.key}': {self.message}" if self.key else self.message
        return Problem(
            self.rule.replace("_", "-"), message, Place(file, line, key=self.key), self.hint
        )


class BadLine(Exception):
    """A line of which nothing is kept.

    Attributes:
        faults: Everything that is wrong with it, as far as could be seen.
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = tuple(faults)


def bad(rule: str, message: str, *, key: str = "", hint: str = "") -> BadLine:
    """Make the error for a line with one fault."""
    return BadLine([Fault(rule, message, key, hint)])
