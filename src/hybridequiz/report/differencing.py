"""What two indicators together would tell: the same is counted among some, and among some fewer.

Where the base of one indicator lies within that of another and the same is counted in both, the difference of their
counts is that of the respondents who are in the one base only. Where these are too few, the figure of the smaller base
is told by a bound that follows from the larger one: whoever reads both then knows no more than from the larger one.

The respondents between two bases are a table of their own, by the breakdowns that both indicators have; `protect` says
which lines of it may be known. Three indicators or more that give something away only all together are not looked for,
nor conditions that are written differently and count the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from hybridequiz.questionnaire.conditions.naming import TODAY
from hybridequiz.questionnaire.states import Missing
from hybridequiz.report.compiled import Counted, CountedBreakdown
from hybridequiz.report.counting import Place
from hybridequiz.report.figures import Bound, Figure, Row
from hybridequiz.report.numbers import tens_above
from hybridequiz.report.responses import Alike, Said
from hybridequiz.report.same_base import hidden_lines
from hybridequiz.report.suppression import Rules
from hybridequiz.values import frozen, replace


@frozen
class Pair:
    """Two indicators of an audience that count the same in different bases.

    Attributes:
        one: The place of the first.
        other: The place of the second.
        parts: The places of the parts that count the same, in the first and in the second.
        counted: What these parts look at.
        names: What both indicators look at.
    """

    one: int
    other: int
    parts: tuple[tuple[int, int], ...]
    counted: frozenset[str]
    names: tuple[str, ...]


@frozen
class Between:
    """The respondents between two bases.

    Attributes:
        larger: The place of the indicator with the larger base.
        smaller: The place of the other.
        parts: The places of the parts that count the same, in the larger and in the smaller.
        lines: The lines that must not be known of them, without their audience; empty for all of it. Those in which
            there is nobody are not here.
    """

    larger: int
    smaller: int
    parts: tuple[tuple[int, int], ...]
    lines: frozenset[str]


def pairs(indicators: Sequence[Counted]) -> list[Pair]:
    """Find the indicators that count the same in different bases."""
    found = []
    for (place, one), (another, other) in combinations(enumerate(indicators), 2):
        if one.base_written != other.base_written:
            names = tuple(sorted({*one.names, *other.names}))
            for counted, parts in _same(one, other).items():
                found.append(Pair(place, another, tuple(parts), counted, names))
    return found


def _same(one: Counted, other: Counted) -> dict[frozenset[str], list[tuple[int, int]]]:
    """Give the parts that count the same, by what they look at."""
    found: dict[frozenset[str], list[tuple[int, int]]] = {}
    for place, part in enumerate(one.parts):
        for another, compared in enumerate(other.parts):
            if (part.part.kind, part.part.count) == (compared.part.kind, compared.part.count):
                found.setdefault(part.names - {TODAY}, []).append((place, another))
    return found


def between(
    pair: Pair, indicators: Sequence[Counted], found: Iterable[Alike], rules: Rules
) -> Between | None:
    """Look at the respondents between two bases; None where neither lies within the other, or all may be known.

    Args:
        pair: The indicators.
        indicators: All indicators of the audience.
        found: Its responses, by what they say of all that both look at.
        rules: What is too small.
    """
    one, other = indicators[pair.one], indicators[pair.other]
    lacking: tuple[dict[Place, int], dict[Place, int]] = ({}, {})
    shared = {each.id for each in other.breakdowns}
    breakdowns = [each for each in one.breakdowns if each.id in shared]
    for some in found:
        is_in = (one.has(some.said), other.has(some.said))
        if is_in[0] != is_in[1] and not _was_not_asked(some.said, pair.counted):
            place = tuple(each.of(some.said) for each in breakdowns)
            sizes = lacking[is_in[0]]
            sizes[place] = sizes.get(place, 0) + some.number
    if bool(lacking[0]) == bool(lacking[1]):
        return None
    sizes = lacking[0] or lacking[1]
    lines = _secret(sizes, breakdowns, rules)
    if not lines:
        return None
    if lacking[1]:
        return Between(pair.one, pair.other, pair.parts, lines)
    turned = tuple((another, place) for place, another in pair.parts)
    return Between(pair.other, pair.one, turned, lines)


def _was_not_asked(said: Said, names: Iterable[str]) -> bool:
    """Tell whether nothing was asked that is looked at: the questionnaire tells that, and no figure tells more."""
    return all(said.get(name) in (Missing.OFF_ROUTE, Missing.NOT_IN_VERSION) for name in names)


def _secret(
    sizes: Mapping[Place, int], breakdowns: Sequence[CountedBreakdown], rules: Rules
) -> frozenset[str]:
    """Name the lines of a table that must not be known."""
    shown, hidden = hidden_lines(sizes, breakdowns, rules)
    secret = {f"/{breakdown}/{name}" for breakdown, name in hidden}
    secret |= {f"/{breakdown}/together" for breakdown, _ in hidden}
    return frozenset(secret if shown.whole else {"", *secret})


def blurred(rows: Sequence[Row], larger: Sequence[Row], found: Between) -> tuple[Row, ...]:
    """Tell the figures of the smaller base by bounds where they would give those between the bases away.

    Args:
        rows: The rows of the indicator with the smaller base.
        larger: Those of the other.
        found: The respondents between them.
    """
    known = {row.line: row for row in larger}
    return tuple(_blurred(row, known.get(row.line), found) for row in rows)


def _blurred(row: Row, larger: Row | None, found: Between) -> Row:
    _, slash, group = row.line.partition("/")
    if row.is_hidden or f"{slash}{group}" not in found.lines:
        return row
    figures = list(row.figures)
    for of_larger, place in found.parts:
        if figures[place].count is None and (
            figures[place].bound is None or figures[place].is_balance
        ):
            return Row(row.line, row.name, row.breakdown)
        most = None if larger is None or larger.is_hidden else larger.figures[of_larger].count
        figures[place] = _at_most(figures[place].base, most)
    return replace(row, figures=tuple(figures))


def _at_most(base: int, most: int | None) -> Figure:
    """Tell a share by what is known of it anyway: that no more are counted than in the larger base."""
    share = 100 if most is None else min(100, tens_above(most, base))
    return Figure(base, percent=share, bound=Bound.AT_MOST)
