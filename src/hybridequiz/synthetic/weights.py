"""How likely answers are: what a file of weights says, once it was read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from hybridequiz.questionnaire.states import Code, Missing
from hybridequiz.values import field, frozen

FIRST_DAY: Final = date(2026, 1, 5)
"""The day on which made-up fieldwork begins, if nothing else is said: never that of the clock."""
DAYS: Final = 10
"""So many days it goes on."""
BREAK_OFF: Final = 0.02
LEAVING: Final = 0.05
"""How often an answer counts that leads out of the questionnaire, where nobody said how likely it is."""
STATES: Final[Mapping[Missing, float]] = {
    Missing.DONT_KNOW: 0.03,
    Missing.REFUSED: 0.01,
    Missing.NOT_APPLICABLE: 0.01,
    Missing.LEFT_EMPTY: 0.02,
}
"""How often there is no value, where nobody said how likely answers are."""


@frozen
class Span:
    """Values in a row, as whole numbers in the question's own count: see `domains`.

    Attributes:
        low: The first.
        high: The last.
        precision: How exact a date is that need not be a day; nothing for anything else.
    """

    low: int
    high: int
    precision: str = ""

    def __contains__(self, number: int) -> bool:
        """Tell whether a number is among them."""
        return self.low <= number <= self.high


@frozen
class QuestionWeights:
    """How likely the answers to a question are.

    Attributes:
        states: How likely it is that there is no value, by reason.
        codes: How likely each option is, or each code of a list; of a multiple choice each by itself.
        spans: How likely values are, for what is counted or measured.
        texts: How likely each text is.
        rest: How likely it is that it is another value than these.
    """

    states: Mapping[Missing, float] = field(default_factory=dict)
    codes: Mapping[Code, float] = field(default_factory=dict)
    spans: tuple[tuple[Span, float], ...] = ()
    texts: tuple[tuple[str, float], ...] = ()
    rest: float = 0.0


@frozen
class Weights:
    """How respondents to a questionnaire are made up.

    Attributes:
        questions: What is said of a question, by its id; of a grid for its items.
        facts: What is said of the session, by `mode`, `form`, `language` and `location`.
        break_off: How likely it is that an interview ends early.
        leaving: How often an answer that leads out counts, where nothing is said of its question.
        states: How likely it is that there is no value where nothing is said of a question, by reason.
    """

    questions: Mapping[str, QuestionWeights] = field(default_factory=dict)
    facts: Mapping[str, Mapping[Code, float]] = field(default_factory=dict)
    break_off: float = BREAK_OFF
    leaving: float = LEAVING
    states: Mapping[Missing, float] = field(default_factory=lambda: STATES)


@frozen
class WeightsFile:
    """What a file of weights says.

    Attributes:
        seed: What all draws follow from, if it says so.
        first_day: The day on which fieldwork begins.
        days: How many days it goes on.
        of: The weights by questionnaire.
    """

    seed: int | None = None
    first_day: date = FIRST_DAY
    days: int = DAYS
    of: Mapping[str, Weights] = field(default_factory=dict)
