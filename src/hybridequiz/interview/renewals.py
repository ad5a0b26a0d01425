"""Which answers are asked again because what they are about changed: a permission belongs to its text."""

from __future__ import annotations

from hybridequiz.interview.answers import Answer
from hybridequiz.interview.interview import Interview


def renewals(before: Interview, after: Interview) -> list[str]:
    """Name the answered questions whose answers are about one that changed, and those about them in turn.

    An answer that waits aside and comes back has not changed; one that is cleared has.
    """
    abouts = before.instrument.abouts
    changed = [name for name in abouts if _changed(name, before, after)]
    renewed: list[str] = []
    while changed:
        about = [name for name in abouts.get(changed.pop(), ()) if name in after.given]
        changed += [name for name in about if name not in renewed]
        renewed += [name for name in about if name not in renewed]
    return renewed


def _changed(name: str, before: Interview, after: Interview) -> bool:
    """Tell whether another answer to a question was given, or filled in by the program."""
    old, new = before.given.get(name), after.given.get(name)
    if old is not new and (old is None or new is None or _said(old) != _said(new)):
        return True
    old, new = before.answers.get(name), after.answers.get(name)
    return old is not None and new is not None and old is not new and _said(old) != _said(new)


def _said(answer: Answer) -> tuple[object, ...]:
    return answer.value, answer.other
