"""Which distributions may be shown beside the figures of a report (decision 0042).

A distribution is of a whole audience, and figures come first: what would tell of a few beside a figure is not shown.

- Fewer than the threshold answered; or fewer than thirty, where it was asked in private.
- Figures count the same question in other bases: those who answered are cut up by these bases, and `protect` says
  whether something small follows.
- Only few could choose an option.
- Groups that identify, or that figures are broken down by, facts of the session too: no group below the threshold is
  told. Where figures or other questions tell of the same groups, all of them are told or none; elsewhere small ones are
  hidden or taken together, again by `protect`. What is asked or offered only after such an answer, or follows from it,
  is not shown where the answers were given by few.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from hybridequiz.export.dependence import Dependence
from hybridequiz.questionnaire.conditions import Condition
from hybridequiz.questionnaire.conditions.naming import TODAY
from hybridequiz.questionnaire.instrument import NO_NAMES, Instrument
from hybridequiz.questionnaire.questions import LongTextQuestion, TextQuestion
from hybridequiz.questionnaire.states import Missing
from hybridequiz.report.compiled import Counted
from hybridequiz.report.responses import Alike, Responses
from hybridequiz.report.spread import Countable, Spread
from hybridequiz.report.suppression import Group, Rules, protect
from hybridequiz.values import frozen, replace


@frozen
class Beside:
    """A question and the figures that count it.

    Attributes:
        question: The question.
        figures: The places of the indicators, one for each base.
        offers: By option with a condition: whether somebody was offered it.
        names: What all of them look at.
    """

    question: str
    figures: tuple[int, ...]
    offers: tuple[Condition, ...]
    names: tuple[str, ...]


def beside(
    questions: Sequence[Countable], indicators: Sequence[Counted], known: Responses
) -> list[Beside]:
    """Find the questions that figures count in a base of their own, or some of whose options not all are offered.

    Args:
        questions: The questions.
        indicators: The indicators of the audience.
        known: The responses; what is offered by what happened in rows is not looked at.
    """
    found = []
    for one in questions:
        figures = _counting(one.id, indicators)
        offers = tuple(
            condition
            for asked in one.history[:1]
            for condition in asked.planned.options.values()
            if all(name in known for name in condition.names)
        )
        names = {one.id}
        for place in figures:
            names |= _base_names(indicators[place])
        for condition in offers:
            names |= condition.names
        if figures or offers:
            found.append(Beside(one.id, figures, offers, tuple(sorted(names))))
    return found


def _counting(question: str, indicators: Sequence[Counted]) -> tuple[int, ...]:
    """Give the places of the indicators that count a question alone, in a base that is not simply who answered it."""
    found: dict[tuple[str, str, str], int] = {}
    for place, one in enumerate(indicators):
        counts = any(part.names - {TODAY} == {question} for part in one.parts)
        is_plain = (
            one.indicator.base is None
            and one.where is None
            and one.indicator.questions in ((), (question,))
        )
        if counts and not is_plain:
            key = (
                one.base.source,
                one.where.source if one.where else "",
                one.needed.source if one.needed else "",
            )
            found.setdefault(key, place)
    return tuple(found.values())


def _base_names(one: Counted) -> frozenset[str]:
    more = [each.names for each in (one.where, one.needed) if each is not None]
    return one.base.names.union(*more)


def gives_away(
    one: Beside, indicators: Sequence[Counted], found: Sequence[Alike], rules: Rules
) -> bool:
    """Tell whether a distribution would tell of few beside the figures, or of few whom an option was offered.

    Args:
        one: The question and the figures.
        indicators: All indicators of the audience.
        found: The responses, by what they say of all that is looked at.
        rules: What is too small.
    """
    bases = [indicators[place] for place in one.figures]
    sizes: dict[tuple[bool, ...], int] = {}
    offered = [0 for _ in one.offers]
    for some in found:
        if isinstance(some.said[one.question], Missing):
            continue
        pattern = tuple(base.has(some.said) for base in bases)
        sizes[pattern] = sizes.get(pattern, 0) + some.number
        for place, condition in enumerate(one.offers):
            offered[place] += some.number * (condition.holds(some.said) is not False)
    if any(0 < number < rules.threshold for number in offered):
        return True
    return is_cut_small(sizes, rules)


def is_cut_small(sizes: Mapping[tuple[bool, ...], int], rules: Rules) -> bool:
    """Tell whether somebody who knows the same of all respondents and of those in some bases knows it of few.

    Args:
        sizes: How many respondents are in which of the bases.
        rules: What is too small.
    """
    patterns = sorted(sizes)
    groups = [
        Group(
            str(place),
            frozenset(cell for cell, pattern in enumerate(patterns) if pattern[place] is side),
        )
        for place in range(len(patterns[0]) if patterns else 0)
        for side in (True, False)
    ]
    shown = protect([sizes[pattern] for pattern in patterns], groups, rules).groups
    return any(group.cells and number not in shown for number, group in enumerate(groups))


class Related:
    """What tells of groups: questions that identify, or that figures are broken down by.

    Args:
        instruments: The versions of the questionnaire, oldest first.
        indicators: The indicators of the audience.
    """

    def __init__(self, instruments: Sequence[Instrument], indicators: Sequence[Counted]) -> None:
        self._depends: Final = Dependence(instruments)
        self._instruments: Final = instruments
        self._looked: Final = frozenset(name for one in indicators for name in one.names) - {TODAY}
        self._broken: Final = frozenset(
            name for one in indicators for each in one.breakdowns for name in each.names
        )
        self.groups: Final = self._groups()
        """The names whose answers part an audience into groups of people: questions, and facts of the session."""

    def _groups(self) -> frozenset[str]:
        """Name what is broken down by, with what that is worked out from, and what identifies; not what is typed."""
        items = [one for each in self._instruments for one in each.items]
        broken, more = self._broken, self._broken
        while more:
            more = (
                NO_NAMES.union(
                    *(one.depends_on for one in items if one.computed and one.id in more)
                )
                - broken
            )
            broken |= more
        questions = {one.id for one in items if one.question is not None}
        parting = {
            one.id
            for one in items
            if one.question is not None
            and not isinstance(one.question, TextQuestion | LongTextQuestion)
            and (one.question.identifying or one.id in broken)
        }
        return frozenset(parting | (broken - questions))

    def telling(self, question: str) -> frozenset[str]:
        """Name what tells of the answers to a question."""
        return self._depends.telling_of({question}) - {question}

    def is_told_elsewhere(self, question: str) -> bool:
        """Tell whether figures look at a question, or at what tells of it, or at what its checks compare it with."""
        near = {question, *self.telling(question)}
        for instrument in self._instruments:
            planned = instrument.by_id.get(question)
            for _, condition in planned.checks if planned else ():
                near |= condition.names & self._broken
        return bool(near & self._looked)


def hidden(
    questions: Sequence[Countable], spreads: Mapping[str, Spread], related: Related, rules: Rules
) -> frozenset[str]:
    """Name the questions that are not shown, whatever else is: too few answered, or it would tell of a small group.

    Args:
        questions: The questions.
        spreads: What was answered to them.
        related: What tells of groups.
        rules: What is too small.
    """
    found: set[str] = set()
    for one in questions:
        answered = spreads[one.id].answered
        if answered < rules_for(one, rules).threshold:
            found.add(one.id)
        if one.id in related.groups:
            is_small = has_small(spreads[one.id], rules)
            if one.sort not in ("single", "scale") or (
                is_small and related.is_told_elsewhere(one.id)
            ):
                found.add(one.id)
    for name in related.groups:
        if name not in spreads or has_small(spreads[name], rules):
            found |= related.telling(name)
    return frozenset(found & spreads.keys())


def rules_for(one: Countable, rules: Rules) -> Rules:
    """Give what is too small for a question: of what is asked in private it may not be known that all agree, either."""
    if not one.in_private:
        return rules
    return replace(rules, threshold=max(rules.threshold, rules.masked_below))


def has_small(spread: Spread, rules: Rules) -> bool:
    """Tell whether an answer, or giving none, is that of a small group."""
    return any(0 < number < rules.threshold for number in spread.cells)
