"""Counts how often every answer to a question was given: those of closed questions, and numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from hybridequiz.export.coded import Coded, state_of
from hybridequiz.export.columns import Column, PlannedQuestion, Role
from hybridequiz.export.versions import Asked, options_of
from hybridequiz.questionnaire.questions import (
    ChoiceQuestion,
    DecimalQuestion,
    IntegerQuestion,
    MultipleQuestion,
    RankingQuestion,
    ScaleQuestion,
    SingleQuestion,
    is_consent,
)
from hybridequiz.questionnaire.states import Code, Missing
from hybridequiz.questionnaire.texts import Text
from hybridequiz.report.distributions import Sort
from hybridequiz.report.responses import Alike
from hybridequiz.values import field, frozen

SAID: Final = (Missing.DONT_KNOW, Missing.REFUSED, Missing.NOT_APPLICABLE, Missing.LEFT_EMPTY)
"""Why somebody who was asked gave no answer."""
_SORTS: Final[Mapping[type, Sort]] = {
    SingleQuestion: "single",
    MultipleQuestion: "multiple",
    RankingQuestion: "ranking",
    ScaleQuestion: "scale",
    IntegerQuestion: "number",
    DecimalQuestion: "number",
}


@frozen
class Spread:
    """What was answered to a question.

    Attributes:
        answered: How many gave an answer.
        reasons: How many of those who were asked gave none, by the reason.
        counts: How many gave which answer; of several choices each is counted.
        first: How many put which option in the first place.
    """

    answered: int = 0
    reasons: Mapping[Missing, int] = field(default_factory=dict)
    counts: Mapping[object, int] = field(default_factory=dict)
    first: Mapping[object, int] = field(default_factory=dict)

    @property
    def asked(self) -> int:
        """Give how many were asked."""
        return self.answered + sum(self.reasons.values())

    @property
    def cells(self) -> list[int]:
        """Give how many are in each group that the answers part those into who were asked."""
        return [*self.counts.values(), sum(self.reasons.values())]


@frozen
class Countable:
    """A question whose answers are counted.

    Attributes:
        planned: The question with its columns.
        history: How each version asks it, newest first.
        sort: Of which sort it is.
    """

    planned: PlannedQuestion
    history: Sequence[Asked]
    sort: Sort

    @property
    def id(self) -> str:
        """Give the id of the question."""
        return self.planned.id

    @property
    def columns(self) -> tuple[Column, ...]:
        """Give the columns that tell all; none where their cells must be looked at together."""
        told = self.planned.telling
        if told.offer or len(told.versions) < max(len(one.versions) for one in self._own):
            return ()
        return self._own if self.sort in ("multiple", "ranking") else (told,)

    @property
    def _own(self) -> tuple[Column, ...]:
        roles = (Role.ANSWER, Role.CHOSEN, Role.PLACE)
        return tuple(one for one in self.planned.columns if one.role in roles)

    @property
    def in_private(self) -> bool:
        """Tell whether an interview hands the laptop over for it."""
        return any(asked.planned.item.self_block for asked in self.history)

    def options(self) -> list[tuple[Code, Text]]:
        """Give the answers that can be given; none of numbers."""
        question = self.history[0].question
        if isinstance(question, ChoiceQuestion):
            return [(one.code, one.text) for one in options_of(self.history)]
        if isinstance(question, ScaleQuestion):
            ends = {question.min: question.low, question.max: question.high}
            codes = range(question.min, question.max + 1)
            return [(code, _point(code, ends.get(code))) for code in codes]
        return []

    def of_columns(self, found: Mapping[str, Counter[Coded]]) -> Spread:
        """Give what was answered, from how often which cell stands in its columns."""
        told, cells = self.planned.telling, found[self.planned.telling.name]
        reasons: Counter[Missing] = Counter()
        values: Counter[object] = Counter()
        for cell, number in cells.items():
            state = Missing.LEFT_EMPTY if cell is None else state_of(told, cell)
            if state is None:
                values[Decimal(str(cell)) if self.sort == "number" else cell] += number
            elif state in SAID:
                reasons[state] += number
        answered, first = sum(values.values()), Counter[object]()
        if self.sort == "multiple":
            values = Counter({one.code: found[one.name][1] for one in self._own})
        elif self.sort == "ranking":
            first = Counter({one.code: found[one.name][1] for one in self._own})
            values = Counter({one.code: _places(found[one.name]) for one in self._own})
        return self._spread(answered, reasons, values, first)

    def of_names(self, found: Iterable[Alike]) -> Spread:
        """Give what was answered, from what all of its columns say together."""
        reasons: Counter[Missing] = Counter()
        values: Counter[object] = Counter()
        first: Counter[object] = Counter()
        answered = 0
        for one in found:
            said = one.said[self.id]
            if isinstance(said, Missing):
                reasons[said] += one.number if said in SAID else 0
                continue
            answered += one.number
            several = said if isinstance(said, frozenset | tuple) else (said,)
            values.update(dict.fromkeys(several, one.number))
            first.update(
                dict.fromkeys(several[:1] if isinstance(several, tuple) else (), one.number)
            )
        return self._spread(answered, reasons, values, first)

    def _spread(
        self,
        answered: int,
        reasons: Mapping[Missing, int],
        values: Mapping[object, int],
        first: Mapping[object, int],
    ) -> Spread:
        """Put in order: the options as the questionnaire has them, numbers by their size."""
        told = {state: number for state in SAID if (number := reasons.get(state, 0))}
        if self.sort == "number":
            ordered = sorted((Decimal(str(one)), number) for one, number in values.items())
            return Spread(answered, told, dict(ordered))
        codes = [code for code, _ in self.options()]
        counts: dict[object, int] = {code: values.get(code, 0) for code in codes}
        places: dict[object, int] = {}
        if self.sort == "ranking":
            places = {code: first.get(code, 0) for code in codes}
        return Spread(answered, told, counts, places)


def _places(cells: Mapping[Coded, int]) -> int:
    """Count the cells in which an option has a place."""
    return sum(number for cell, number in cells.items() if isinstance(cell, int) and cell > 0)


def _point(code: int, words: Text | None) -> Text:
    """Name a point of a scale; its ends have words."""
    if words is None:
        return Text({"": str(code)})
    return Text({tag: f"{code} – {wording}" for tag, wording in words})


def countable(
    planned: Iterable[PlannedQuestion], histories: Mapping[str, Sequence[Asked]]
) -> list[Countable]:
    """Give the questions whose answers are counted: not texts, days, lists in files, what is computed, and consents.

    Args:
        planned: The questions of a questionnaire outside rosters.
        histories: How each version asks a question, newest first.
    """
    found = []
    for one in planned:
        question = histories[one.id][0].question
        sort = _SORTS.get(type(question))
        if sort is not None and not is_consent(question):
            found.append(Countable(one, histories[one.id], sort))
    return found
