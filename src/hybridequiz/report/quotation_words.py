"""Quotations in words: whose they are, and what must be said with them."""

from __future__ import annotations

from collections.abc import Iterator

from hybridequiz.interview.quotation_edits import CUT
from hybridequiz.report.figure_words import FigureWords
from hybridequiz.report.figures import Quotation
from hybridequiz.wording.interface import interface


def quoted(one: Quotation) -> str:
    """Give a quotation between the quotation marks of every language here."""
    return f"“{one.text}”"


def whose(words: FigureWords, one: Quotation) -> str:
    """Say whose words these are: the audience, and what else may be said."""
    return ", ".join([words.text(one.title), *map(words.text, one.details)])


def said_with(words: FigureWords) -> Iterator[str]:
    """Give what must be said with the quotations: how they were edited, and that others wait."""
    report = words.report
    texts = [one.text for one in report.quotations]
    if any(CUT in one for one in texts):
        yield words.say("[…]: words were left out.")
    if any("[…" in one.replace(CUT, "") for one in texts):
        yield words.say("[…name…]: other words stand in the place of what was said.")
    if report.quotations_waiting:
        yield interface(words.language).say_number(
            "{number} text waits for a review or an approval: hybridequiz quotes",
            "{number} texts wait for a review or an approval: hybridequiz quotes",
            report.quotations_waiting,
        )
