"""What can be wrong in a condition, where in its text, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable

from hybridequiz.values import frozen


@frozen
class Fault:
    """One thing that is wrong in a condition.

    Attributes:
        code: What kind of fault, in kebab-case: `unknown-name`, `type-mismatch`, …
        message: What is wrong, in the words of who writes questionnaires.
        start: Where it begins in the condition's text, in characters from 0.
        end: Where it ends: the character after the last one.
        hint: How to mend it, or nothing.
    """

    code: str
    message: str
    start: int
    end: int
    hint: str = ""


class ConditionFaults(Exception):
    """A condition with faults: all that were found, in the order of the text."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.start, fault.end)))
        super().__init__("; ".join(fault.message for fault in self.faults))
