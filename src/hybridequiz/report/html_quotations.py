"""What respondents said, on the page."""

from __future__ import annotations

from collections.abc import Iterator

from hybridequiz.report.figure_words import FigureWords
from hybridequiz.report.figures import Quotation
from hybridequiz.report.markup import Html, tag
from hybridequiz.report.quotation_words import quoted, said_with, whose


def quotations(words: FigureWords) -> Iterator[Html]:
    """Give the quotations, each with whose words they are, and what must be said with them."""
    yield from (_quotation(words, one) for one in words.report.quotations)
    yield from (tag("p", one, class_="note") for one in said_with(words))


def _quotation(words: FigureWords, one: Quotation) -> Html:
    return tag(
        "figure",
        tag("blockquote", tag("p", quoted(one)), lang=one.language or None),
        tag("figcaption", whose(words, one)),
        class_="quotation",
    )
