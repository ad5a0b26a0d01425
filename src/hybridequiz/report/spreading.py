"""From what was answered to the distributions that may be shown, for one audience."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from hybridequiz.export.asked_if import Limited
from hybridequiz.export.coded import Coded
from hybridequiz.export.columns import ColumnPlan
from hybridequiz.export.routing_words import Routing
from hybridequiz.export.versions import histories
from hybridequiz.export.words import STATE_WORDS, Words
from hybridequiz.problems import say
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.report.compiled import Counted
from hybridequiz.report.distributions import NO_ANSWER, TOGETHER, Answer, Distribution, Numbers
from hybridequiz.report.numbers import mean, percentage
from hybridequiz.report.questionnaire_text import routed
from hybridequiz.report.responses import Alike, Responses
from hybridequiz.report.spread import Countable, Spread, countable
from hybridequiz.report.spread_rules import (
    Related,
    beside,
    gives_away,
    has_small,
    hidden,
    rules_for,
)
from hybridequiz.report.suppression import Group, Rules, protect
from hybridequiz.values import replace

NONE_GIVEN: Final = say("No answer")
OTHERS: Final = say("Other answers together")


class Spreading:
    """Counts the answers to all questions of an audience, and says what of that may be shown.

    Args:
        audience: The audience.
        instruments: The versions of its questionnaire, oldest first.
        plan: The columns of its questionnaire.
        responses: The responses.
        indicators: The indicators of the audience.
    """

    def __init__(
        self,
        audience: str,
        instruments: Sequence[Instrument],
        plan: ColumnPlan,
        responses: Responses,
        indicators: Sequence[Counted],
    ) -> None:
        self._audience: Final = audience
        self._versions: Final = tuple(one.questionnaire.version for one in instruments)
        self._newest: Final = instruments[-1]
        found = histories(tuple(reversed(instruments)))
        self._questions: Final = countable(plan.questions, found)
        self._indicators: Final = indicators
        self._beside: Final = beside(self._questions, indicators, responses)
        self._related: Final = Related(instruments, indicators)
        self._counted: Final = _counted_anyway(self._questions, indicators)
        others = [one for one in self._questions if one.id not in self._counted]
        self._whole: Final = [one for one in others if not one.columns]
        self._apart: Final = [one for one in others if one.columns]
        columns = [each.name for one in self._apart for each in one.columns]
        self.alone: Final = tuple(dict.fromkeys(columns))
        """The columns whose cells are counted."""
        self.wanted: Final[list[tuple[str, ...]]] = [one.names for one in self._beside]
        """The names that are looked at together."""
        self.wanted.extend((one.id,) for one in self._whole)

    def told(
        self,
        figures: Sequence[Sequence[Alike]],
        found: Sequence[Sequence[Alike]],
        cells: Sequence[Counter[Coded]],
        rules: Rules,
        words: Words,
    ) -> Iterator[Distribution]:
        """Give the distributions, those that are hidden without any number.

        Args:
            figures: What was counted of each indicator.
            found: What was counted of `wanted`.
            cells: What was counted of `alone`.
            rules: What is too small.
            words: Says texts of the program in the languages of the study.
        """
        words = words.of(self._newest)
        by_column = dict(zip(self.alone, cells, strict=True))
        number = len(self._beside)
        spreads = {one.id: one.of_columns(by_column) for one in self._apart}
        for one, some in zip(self._whole, found[number:], strict=True):
            spreads[one.id] = one.of_names(some)
        by_id = {one.id: one for one in self._questions}
        for name, place in self._counted.items():
            spreads[name] = by_id[name].of_names(figures[place])
        gone = set(hidden(self._questions, spreads, self._related, rules))
        for each, some in zip(self._beside, found[:number], strict=True):
            own = rules_for(by_id[each.question], rules)
            if each.question not in gone and gives_away(each, self._indicators, some, own):
                gone.add(each.question)
        routing = Routing(words)
        for one in self._questions:
            told = self._about(one, routing, words)
            if one.id in gone:
                yield told
            elif one.id in self._related.groups and has_small(spreads[one.id], rules):
                yield _partly(told, spreads[one.id], rules, words)
            else:
                yield _shown(told, one, spreads[one.id], words)

    def _about(self, one: Countable, routing: Routing, words: Words) -> Distribution:
        """Say what a question is, without any number."""
        planned, column = one.planned, one.planned.telling
        versions = {each.instrument.questionnaire.version for each in one.history}
        having = tuple(each for each in self._versions if each in versions)
        return Distribution(
            audience=self._audience,
            section=planned.section,
            section_title=planned.section_title,
            question=one.id,
            text=planned.text,
            sort=one.sort,
            asked=routing.told(one.history, routed)[1],
            answers=tuple(Answer(str(code), words.label(name)) for code, name in one.options()),
            modes=_limits(column.modes),
            forms=_limits(column.forms),
            versions=() if set(having) == set(self._versions) else tuple(dict.fromkeys(having)),
        )


def _counted_anyway(
    questions: Sequence[Countable], indicators: Sequence[Counted]
) -> dict[str, int]:
    """Give the questions that indicators look at, each with the place of that which looks at the fewest others."""
    found = {}
    for one in questions:
        places = [place for place, each in enumerate(indicators) if one.id in each.names]
        if places:
            found[one.id] = min(places, key=lambda place: len(indicators[place].names))
    return found


def _limits(limited: Limited) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for _, names in limited for name in names))


def _shown(told: Distribution, one: Countable, spread: Spread, words: Words) -> Distribution:
    """Fill in all that was answered."""
    base = spread.answered
    answers = tuple(
        _with(answer, spread.counts[code], base, spread.first.get(code))
        for answer, (code, _) in zip(told.answers, one.options(), strict=True)
    )
    reasons = tuple(
        (state.value, words.said(STATE_WORDS[state]), number)
        for state, number in spread.reasons.items()
    )
    numbers = _numbers(spread, one) if one.sort == "number" else None
    return replace(told, base=base, answers=answers, reasons=reasons, numbers=numbers)


def _with(answer: Answer, count: int, base: int, first: int | None = None) -> Answer:
    return Answer(answer.code, answer.name, count, percentage(count, base), first, answer.merged)


def _partly(told: Distribution, spread: Spread, rules: Rules, words: Words) -> Distribution:
    """Fill in what large groups answered; the small ones are hidden, or told together."""
    rows = [*told.answers, Answer(NO_ANSWER, words.said(NONE_GIVEN))]
    sizes, base = spread.cells, spread.asked
    groups = [Group("", frozenset({place})) for place in range(len(sizes))]
    shown = protect(sizes, groups, rules)
    if not shown.groups:
        return told
    answers = [
        _with(row, size, base) if place in shown.groups else row
        for place, (row, size) in enumerate(zip(rows, sizes, strict=True))
    ]
    for merged in shown.merged.values():
        # those that nobody chose are named too: else their absence would tell so
        names = tuple(row.name for place, row in enumerate(rows) if place not in shown.groups)
        together = Answer(TOGETHER, words.said(OTHERS), merged=names)
        answers.append(_with(together, sum(sizes[place] for place in merged), base))
    return replace(told, base=base, answers=tuple(answers), of_asked=True)


def _numbers(spread: Spread, one: Countable) -> Numbers:
    """Give the mean, and the numbers below which a quarter, half and three quarters are."""
    values: Mapping[Decimal, int] = {
        value: number for value, number in spread.counts.items() if isinstance(value, Decimal)
    }
    total = sum((value * number for value, number in values.items()), Decimal(0))
    decimals = max(1, one.planned.telling.decimals)
    low, middle, high = (_quantile(values, quarters, spread.answered) for quarters in (1, 2, 3))
    return Numbers(mean(total, spread.answered, decimals), low, middle, high)


def _quantile(values: Mapping[Decimal, int], quarters: int, base: int) -> Decimal:
    """Give the smallest number that so many quarters of the answers are at most."""
    passed = 0
    for value, number in values.items():
        passed += number
        if 4 * passed >= quarters * base:
            return value
    raise ValueError("nobody answered")
