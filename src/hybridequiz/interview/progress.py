"""How far the interview is: by section, and the questions left as a range. Never a false percentage."""

from __future__ import annotations

from hybridequiz.interview.interview import Interview
from hybridequiz.values import frozen


@frozen
class Progress:
    """How far the interview is.

    Attributes:
        section: The number of the section among those that this person sees, from 1; 0 past the end.
        sections: How many sections this person sees, as far as is known now.
        fewest: The fewest questions that are still to come.
        most: The most questions that are still to come.
    """

    section: int
    sections: int
    fewest: int
    most: int


def progress(interview: Interview) -> Progress:
    """Tell how far the interview is.

    Whatever is answered from here on, not fewer questions than `fewest` and not more than `most` are still put, as
    long as no answer is changed, the language stays, and no exit is taken: with an exit that may come at any time,
    the fewest would be none, which tells nobody anything.
    """
    outlook, current = interview.outlook, interview.current
    number = _seen(outlook.sections[: current.section + 1]) if current else 0
    return Progress(number, _seen(outlook.sections), outlook.fewest, outlook.most)


def _seen(sections: tuple[int, ...]) -> int:
    """Count the sections of which the person sees anything."""
    return len(sections) - sections.count(0)
