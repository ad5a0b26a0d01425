"""What figures beside each other would tell of what is asked in private.

A share of a small group near nothing or near everything is told by a bound, so that nobody knows that all of the group
agree. Other figures could tell it all the same: the shares of the other options, a figure that is the sum of two, the
number in the base of another indicator. So each bound is tried: one respondent of the group, and if need be one
elsewhere, answer otherwise, as the questionnaire allows, and everything that is told of the audience must stand as it
does. Where it cannot, the figures that are in the way are told by bounds too, as few and as minor ones as possible; a
row is hidden where its base or a mean is in the way.

What comes out of it needs no faith: for every bound there is another set of answers of which the same would be told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Final, Protocol

from hybridequiz.export.unlike import FORM
from hybridequiz.questionnaire.instrument import Instrument, Planned
from hybridequiz.questionnaire.questions import LongTextQuestion, TextQuestion
from hybridequiz.report.alternatives import Alternatives, Names, following, private
from hybridequiz.report.by_mode import MODE
from hybridequiz.report.compiled import Counted
from hybridequiz.report.responses import Alike, Said
from hybridequiz.report.suppression import Rules, is_masked
from hybridequiz.report.told_figures import BASE, Key, Number, Rows, ToldFigures, may_tell
from hybridequiz.values import frozen

MOST_KINDS: Final = 1000
"""Respondents who differ in what is looked at, of whom alternatives are looked for; those of small groups first."""
PAIR: Final = 2
MOST_FIRST: Final = 20
MOST_SECOND: Final = 100
"""Alternatives that are put together to find out which figures are in the way."""
Delta = Mapping[Key, Number]
"""What another answer adds to what is told; never nothing."""


class Known(Protocol):
    """The responses of an audience, as far as they are looked at here; see `Responses`."""

    def __contains__(self, name: str, /) -> bool: ...

    def tally(self, wanted: Sequence[Sequence[str]], /) -> list[list[Alike]]:
        """Count which answers are given together."""
        ...


@frozen
class Together:
    """Questions that are asked in private and belong together, with the indicators that look at them.

    Attributes:
        names: The questions, and what is asked depending on them.
        places: The places of the indicators.
        looked_at: All that must be known of a respondent.
    """

    names: Names
    places: tuple[int, ...]
    looked_at: tuple[str, ...]


@frozen
class _Change:
    """What changes with another answer.

    Attributes:
        delta: What it adds.
        who: Respondents who could give it, two at most.
    """

    delta: Delta
    who: frozenset[tuple[int, int]]


def together(
    instruments: Sequence[Instrument], indicators: Sequence[Counted], known: Known
) -> list[Together]:
    """Find what is asked in private and looked at, each with all that what is told of it could be inferred from.

    Args:
        instruments: The versions of the questionnaire, oldest first.
        indicators: The indicators of the audience.
        known: The responses.
    """
    asked = private(instruments)
    items = [one for each in instruments for one in each.items]
    groups: list[set[str]] = [set(following(frozenset({name}), items)) for name in asked.questions]
    groups += [set(one.names) & asked.names for one in indicators]
    found = []
    for names in _merged(groups):
        places = tuple(place for place, one in enumerate(indicators) if names & set(one.names))
        looked = {name for place in places for name in indicators[place].names}
        if any(indicators[at].delicate or indicators[at].base_is_delicate for at in places):
            looked |= _needed(names, items, known)
            found.append(Together(frozenset(names), places, tuple(sorted(looked))))
    return found


def _merged(groups: Iterable[set[str]]) -> list[set[str]]:
    """Put groups together that share something."""
    found: list[set[str]] = []
    for group in filter(None, groups):
        apart = [one for one in found if not one & group]
        found = [*apart, group.union(*(one for one in found if one & group))]
    return sorted(found, key=sorted)


def _needed(names: set[str], items: Iterable[Planned], known: Known) -> set[str]:
    """Name what decides whether questions are asked, and how they may be answered; what is typed is not looked at."""
    found = set[str]()
    for one in items:
        if one.id in names and not isinstance(one.question, TextQuestion | LongTextQuestion):
            found |= {
                one.id,
                *one.looks_at,
                *one.depends_on,
                *({MODE, FORM} if one.limited else ()),
            }
            for condition in (*one.options.values(), *([one.computed] if one.computed else [])):
                found |= condition.names
            for guard in one.guards:
                found |= guard.condition.names
            for check, condition in one.checks:
                if check.level == "hard":
                    found |= condition.references
    return {name for name in found if name in known}


@frozen
class Tried:
    """Of whom it was tried what else they could have said.

    Attributes:
        what: The questions and indicators.
        people: The respondents, by all that is looked at.
        alternatives: What they could have answered otherwise.
    """

    what: Together
    people: Sequence[Alike]
    alternatives: Alternatives


@frozen
class ToldOtherwise:
    """What is told, so that nothing that is asked in private follows from it.

    Attributes:
        rows: The rows of every indicator.
        is_loosened: Whether some are told by a bound or not at all for that.
        tried: What was tried: only what has bounds.
    """

    rows: Sequence[Rows]
    is_loosened: bool = False
    tried: tuple[Tried, ...] = ()


def answers_in_the_way(
    told: ToldOtherwise, indicators: Sequence[Counted], questions: Collection[str], rules: Rules
) -> Names:
    """Name the questions of which it may not be told how all answered them: beside the figures too much would follow.

    Args:
        told: What is told in figures.
        indicators: The indicators of the audience.
        questions: The questions of which it is to be told.
        rules: What is too small.
    """
    found = set[str]()
    for one in told.tried:
        if asked := sorted(one.what.names & frozenset(questions)):
            figures = ToldFigures(indicators, told.rows, one.what.places, one.people, asked)
            if not Otherwise(one.alternatives, figures, one.people, rules).stands():
                found.update(asked)
    return frozenset(found)


def told_otherwise(
    instruments: Sequence[Instrument],
    known: Known,
    indicators: Sequence[Counted],
    rows: Sequence[Rows],
    rules: Rules,
) -> ToldOtherwise:
    """Tell figures by bounds, or hide rows, where what is asked in private would follow from all figures together.

    Args:
        instruments: The versions of the questionnaire, oldest first.
        known: The responses.
        indicators: The indicators of the audience.
        rows: The rows of each, as they are told so far.
        rules: What is too small.
    """
    found = [
        one
        for one in together(instruments, indicators, known)
        if may_tell(one.places, indicators, rows, rules)
    ]
    if not found:
        return ToldOtherwise(rows)
    told, is_loosened = list(rows), False
    tallies = known.tally([one.looked_at for one in found])
    tried = tuple(
        Tried(one, people, Alternatives(instruments, people))
        for one, people in zip(found, tallies, strict=True)
    )
    for one in tried:
        figures = ToldFigures(indicators, told, one.what.places, one.people)
        is_loosened |= hide_bases(one, figures, indicators, rules)
        is_loosened |= Otherwise(one.alternatives, figures, one.people, rules).loosen()
        for place in one.what.places:
            told[place] = figures.rows(place)
    return ToldOtherwise(told, is_loosened, tried)


def hide_bases(
    tried: Tried, told: ToldFigures, indicators: Sequence[Counted], rules: Rules
) -> bool:
    """Hide rows whose base tells that nearly all of a few, or nearly none, said something in private.

    The base is then a share of those who could be in it or not with other answers.

    Args:
        tried: Who is looked at, and what they could have answered otherwise.
        told: What is told.
        indicators: The indicators of the audience.
        rules: What is too small.

    Returns:
        Whether any is hidden.
    """
    is_any = False
    for place in tried.what.places:
        one = indicators[place]
        if not one.base_is_delicate:
            continue
        of_lines: dict[str, list[Alike]] = {}
        for some in tried.people:
            for line in told.lines_of(place, some.said):
                of_lines.setdefault(line, []).append(some)
        for line, people in of_lines.items():
            if sum(some.number for some in people) < rules.masked_below:
                open_ = [some for some in people if _is_open(one, some.said, tried.alternatives)]
                within = sum(some.number for some in open_ if one.has(some.said))
                if is_masked(within, sum(some.number for some in open_), rules):
                    told.loosen(Key(place, line, BASE), 0)
                    is_any = True
    return is_any


def _is_open(one: Counted, said: Said, alternatives: Alternatives) -> bool:
    """Tell whether somebody is in a base or not depending on an answer that could be another one."""
    is_in = one.has(said)
    return any(one.has(other) != is_in for other in alternatives.of(said))


class Otherwise:
    """Tries the bounds of some figures.

    Args:
        alternatives: What respondents could have answered otherwise.
        told: What is told.
        found: The respondents, by all that is looked at.
        rules: What is too small.
    """

    def __init__(
        self,
        alternatives: Alternatives,
        told: ToldFigures,
        found: Sequence[Alike],
        rules: Rules,
    ) -> None:
        self._told: Final = told
        self._secrets: Final = sorted(told.secrets(rules))
        self._changes: Final = list(self._changed(found, alternatives))
        self._of: Final[dict[Key, list[_Change]]] = {secret: [] for secret in self._secrets}
        for change in self._changes:
            for key in change.delta.keys() & self._of.keys():
                self._of[key].append(change)
        self._by_exact: dict[frozenset[tuple[Key, Number]], list[_Change]] = {}

    def _first(self, found: Sequence[Alike]) -> Sequence[tuple[Alike, Delta]]:
        """Give the respondents of whom alternatives are looked for, each with what it adds to what is told."""
        lines = {key[:2] for key in self._secrets}
        added = [(one, self._told.added_by(one.said)) for one in found]
        return sorted(added, key=lambda one: lines.isdisjoint(key[:2] for key in one[1]))[
            :MOST_KINDS
        ]

    def _changed(self, people: Sequence[Alike], alternatives: Alternatives) -> Iterator[_Change]:
        """Give what changes with other answers, each change once."""
        found: dict[frozenset[tuple[Key, Number]], set[tuple[int, int]]] = {}
        for place, (one, before) in enumerate(self._first(people)):
            for other in alternatives.of(one.said):
                delta = _difference(before, self._told.added_by(other))
                who = found.setdefault(frozenset(delta.items()), set())
                if len(who) < PAIR:
                    who |= {(place, number) for number in range(min(PAIR, one.number))}
        for added, who in found.items():
            if added:
                yield _Change(dict(added), frozenset(who))

    def loosen(self) -> bool:
        """Tell figures by bounds until everything that is told stands with other answers too; tell whether any is."""
        is_any = False
        for secret in self._secrets:
            if not self._of[secret] and self._told.is_told(secret):
                self._told.close(secret)
                is_any = True
            way = self._in_the_way(secret)
            for key, added in sorted(way.items(), key=lambda one: _order(one[0])):
                self._told.loosen(key, added)
                self._by_exact = {}
                is_any = True
        return is_any

    def stands(self) -> bool:
        """Tell whether everything that is told stands with other answers, for each of the bounds."""
        return not any(self._in_the_way(one) or not self._of[one] for one in self._secrets)

    def _in_the_way(self, secret: Key) -> Delta:
        """Give what would have to be told otherwise, as little as possible; nothing where all stands."""
        firsts = self._of[secret]
        if any(not self._against(one.delta) for one in firsts) or not firsts:
            return {}
        seconds = self._seconds()
        for one in firsts:
            wanted = frozenset((key, -added) for key, added in self._exact(one.delta))
            for other in seconds.get(wanted, ())[:MOST_SECOND]:
                both = _sum(one.delta, other.delta)
                if secret in both and _are_two(one, other) and not self._against(both):
                    return {}
        ways = [self._against(one.delta) for one in firsts]
        for one, other in product(
            self._least(firsts, MOST_FIRST), self._least(self._changes, MOST_SECOND)
        ):
            both = _sum(one.delta, other.delta)
            if secret in both and _are_two(one, other):
                ways.append(self._against(both))
        return min(ways, key=self._cost)

    def _least(self, changes: Iterable[_Change], number: int) -> list[_Change]:
        return sorted(changes, key=lambda one: len(self._against(one.delta)))[:number]

    def _cost(self, way: Delta) -> tuple[int, list[tuple[int, str, str]]]:
        return sum(map(self._told.weight, way)), sorted(map(_order, way))

    def _exact(self, delta: Delta) -> list[tuple[Key, Number]]:
        return [(key, added) for key, added in delta.items() if self._told.is_exact(key)]

    def _seconds(self) -> Mapping[frozenset[tuple[Key, Number]], Sequence[_Change]]:
        """Give the changes by what they add to what is told exactly."""
        if not self._by_exact:
            for one in self._changes:
                self._by_exact.setdefault(frozenset(self._exact(one.delta)), []).append(one)
        return self._by_exact

    def _against(self, delta: Delta) -> Delta:
        """Give of what changes that which is told otherwise."""
        return {key: added for key, added in delta.items() if self._told.is_against(key, added)}


def _order(key: Key) -> tuple[int, str, str]:
    """Give what figures are sorted by; answers are of any sort."""
    return key.indicator, key.line, repr(key.column)


def _difference(before: Delta, after: Delta) -> dict[Key, Number]:
    return _sum(after, {key: -number for key, number in before.items()})


def _sum(one: Delta, other: Delta) -> dict[Key, Number]:
    both = dict(one)
    for key, number in other.items():
        both[key] = both.get(key, 0) + number
    return {key: number for key, number in both.items() if number}


def _are_two(one: _Change, other: _Change) -> bool:
    """Tell whether two respondents can give these answers, each another one."""
    return len(one.who | other.who) > 1
