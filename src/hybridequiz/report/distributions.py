"""How often every answer to a question was given: what the annex of a report has beside its figures.

What is hidden is not here, as in `figures`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from hybridequiz.questionnaire.texts import Text
from hybridequiz.values import field, frozen, replace

Sort = Literal["single", "multiple", "ranking", "scale", "number"]
NO_ANSWER = "no_answer"
"""The code of those who gave no answer, where they are counted among the answers."""
TOGETHER = "together"
"""The code of the answers that were taken together as each was given by too few."""


@frozen
class Answer:
    """An answer that can be given.

    Attributes:
        code: Its code; or what stands above.
        name: Its words.
        count: How many gave it; None where that is hidden.
        percent: That in whole percent of the base, half up.
        first: How many put it in the first place, where options are ranked.
        merged: The words of the answers that were taken together.
    """

    code: str
    name: Text
    count: int | None = None
    percent: int | None = None
    first: int | None = None
    merged: tuple[Text, ...] = ()


@frozen
class Numbers:
    """What is told of numbers.

    Attributes:
        mean: The mean, half up.
        low: The number that a quarter is at most.
        middle: The number that half of them are at most.
        high: The number that three quarters are at most.
    """

    mean: Decimal
    low: Decimal
    middle: Decimal
    high: Decimal


@frozen
class Distribution:
    """How a question was answered by an audience.

    Attributes:
        audience: The audience.
        section: The id of the section of its questionnaire.
        section_title: Its title.
        question: The id of the question.
        text: What is asked.
        sort: Of which sort it is.
        asked: Whom it is asked, in words; empty where that is everybody.
        base: How many answered; None where it is hidden. Of what identifies, where small groups are hidden or taken
            together, how many were asked.
        answers: The answers; empty where they are hidden, and of numbers.
        reasons: Why others gave no answer: the state, its words, and how many.
        of_asked: Whether the base is of all who were asked.
        numbers: What is told of numbers.
        modes: The modes in which it is asked, if not in all.
        forms: The forms in which it is asked, if not in all.
        versions: The versions that ask it, if not all.
    """

    audience: str
    section: str
    section_title: Text
    question: str
    text: Text
    sort: Sort
    asked: Text = field(default_factory=Text)
    base: int | None = None
    answers: tuple[Answer, ...] = ()
    reasons: tuple[tuple[str, Text, int], ...] = ()
    of_asked: bool = False
    numbers: Numbers | None = None
    modes: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()

    @property
    def is_hidden(self) -> bool:
        """Tell whether it is not shown."""
        return self.base is None


def without_numbers(one: Distribution) -> Distribution:
    """Give a distribution that is not shown: what was asked, and not how it was answered."""
    answers = tuple(Answer(each.code, each.name) for each in one.answers)
    return replace(one, base=None, answers=answers, reasons=(), numbers=None, of_asked=False)
