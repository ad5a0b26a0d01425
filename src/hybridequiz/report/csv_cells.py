"""Cells of the report as CSV."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hybridequiz.export.coded import clean_page
from hybridequiz.export.dialects import RFC4180, Dialect
from hybridequiz.export.words import best_wording
from hybridequiz.questionnaire.texts import Text
from hybridequiz.report.figures import Figure
from hybridequiz.values import replace

DIALECT: Final[Dialect] = replace(RFC4180, guards=True)


def words_of(text: Text | str, language: str) -> str:
    """Give words as they stand in a cell: no spreadsheet takes them for a formula."""
    return DIALECT.guarded(
        clean_page(text if isinstance(text, str) else best_wording(text, language))
    )


def numbers(figure: Figure | None) -> Sequence[str]:
    """Give the cells from `base` to `population`; of what is hidden where there is no figure."""
    if figure is None:
        return told(is_hidden=True)
    low, high = figure.interval or (None, None)
    return [
        str(figure.base),
        "" if figure.count is None else str(figure.count),
        "" if figure.percent is None else str(figure.percent),
        "" if figure.mean is None else format(figure.mean, "f"),
        "" if figure.bound is None else figure.bound.value,
        "0",
        "" if low is None else format(low, "f"),
        "" if high is None else format(high, "f"),
        "" if figure.population is None else str(figure.population),
    ]


def told(
    base: int | None = None,
    count: int | None = None,
    percent: int | None = None,
    *,
    is_hidden: bool = False,
) -> Sequence[str]:
    """Give the cells from `base` to `population` of a number that is no figure of an indicator."""
    known = ["" if one is None else str(one) for one in (base, count, percent)]
    return [*known, "", "", str(int(is_hidden)), "", "", ""]
