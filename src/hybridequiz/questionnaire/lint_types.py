"""What choices, rankings and dates can say wrongly of themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hybridequiz.questionnaire.findings import Finding
from hybridequiz.questionnaire.parts import Key
from hybridequiz.questionnaire.questions import DateQuestion, MultipleQuestion, RankingQuestion

DONE: Final = {"multiple": "chosen", "ranking": "ranked"}
"""What is done with the options, by the type of a question; `min_…` and `max_…` end in it."""


def chosen_findings(question: MultipleQuestion, path: Key) -> Iterator[Finding]:
    """Check how many options may be chosen."""
    fewest, most = question.min_chosen, question.max_chosen
    return numbers_of_choices(len(question.options), fewest, most, path, "chosen")


def ranking_findings(question: RankingQuestion, path: Key) -> Iterator[Finding]:
    """Check how many options may be ranked, and that none is ranked alone."""
    fewest, most = question.min_ranked or 1, question.max_ranked
    yield from numbers_of_choices(len(question.options), fewest, most, path, "ranked")
    for number, option in enumerate(question.options):
        if option.exclusive and question.chosen_in is None:
            where = (*path, "options", number, "exclusive")
            hint = "leave the key out, or make the question a multiple choice"
            yield Finding("wrong-value", where, "'exclusive' has no meaning in a ranking", hint)


def numbers_of_choices(
    offered: int, fewest: int, most: int | None, path: Key, done: str
) -> Iterator[Finding]:
    """Check that as many options can be chosen, or ranked, as must be; `done`: which of the two."""
    if most is None:
        most = offered
    if most > offered:
        message = f"'max_{done}' is {most}, but there are {offered} options"
        yield Finding("bounds", (*path, f"max_{done}"), message)
    if fewest > most:
        message = f"'min_{done}' is {fewest}, but at most {most} can be {done}"
        yield Finding("bounds", (*path, f"min_{done}"), message)


def date_findings(question: DateQuestion, path: Key) -> Iterator[Finding]:
    """Check that bounds are in order, and that less than what is asked can be known."""
    low, high = question.min, question.max
    if low and high and low > high:
        yield Finding("bounds", (*path, "min"), f"'min' {low} is after 'max' {high}")
    if question.partial and question.precision == "year":
        message = "'partial' says nothing here: there is nothing less exact than a year"
        yield Finding("wrong-value", (*path, "partial"), message, "leave the key out")
