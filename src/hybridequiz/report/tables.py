"""From what was counted to the rows that may be shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from hybridequiz.export.words import Words
from hybridequiz.problems import say
from hybridequiz.questionnaire.indicators import ShareWord
from hybridequiz.questionnaire.texts import Text
from hybridequiz.report.compiled import NO_GROUP, Counted, CountedBreakdown
from hybridequiz.report.counting import CountedCells, Sums
from hybridequiz.report.figures import Bound, Figure, Part, Row
from hybridequiz.report.numbers import mean, percentage, tens_above, tens_below, wilson
from hybridequiz.report.same_base import Hidden
from hybridequiz.report.spans import Cells
from hybridequiz.report.suppression import (
    Delicate,
    Group,
    Rules,
    Shown,
    is_masked,
    protect,
    slack,
)
from hybridequiz.values import frozen, replace

UNKNOWN: Final = say("Unknown, or none of these")
TOGETHER: Final = say("Other groups together")

NOTHING: Final = Hidden()


@frozen
class Manner:
    """How figures are shown.

    Attributes:
        rules: What is too small.
        share_words: Words for shares, from high to low.
        words: Says texts of the program in the languages of the study.
    """

    rules: Rules
    share_words: Sequence[ShareWord]
    words: Words


@frozen
class _GroupRow:
    """A row for a group, before it is known whether it may be shown."""

    breakdown: str
    id: str
    name: Text
    cells: Cells


def rows_of(
    indicator: Counted,
    counted: CountedCells,
    line: str,
    audience: Text,
    manner: Manner,
    *,
    population: int | None = None,
    hidden: Hidden = NOTHING,
) -> tuple[Row, ...]:
    """Give the rows of an indicator: the whole audience first, then its groups, breakdown by breakdown.

    Args:
        indicator: The indicator.
        counted: What was counted of it.
        line: What the row of the whole audience is called in the study file.
        audience: What it is called for people.
        manner: How figures are shown.
        population: Of how many all respondents are a sample; None where that is not known.
        hidden: What is not shown anyway.
    """
    groups = [
        row
        for place, one in enumerate(indicator.breakdowns)
        for row in _groups(one, place, counted, manner)
    ]
    sizes = [sums.base for sums in counted.sums]
    protected = [Group(one.breakdown, one.cells) for one in groups]
    shown = protect(
        sizes,
        protected,
        manner.rules,
        list(_delicate(indicator, counted)),
        hidden=[at for at, row in enumerate(groups) if (row.breakdown, row.id) in hidden.lines],
        apart={row.breakdown for row in groups} & hidden.apart,
    )
    parts = [one.part for one in indicator.parts]
    table = _Table(parts, counted, shown, frozenset(indicator.delicate), manner)
    return (table.whole(line, audience, population), *table.groups(line, groups))


def _delicate(indicator: Counted, counted: CountedCells) -> Iterator[Delicate]:
    """Give what is asked in private: shares, and both sides of a balance."""
    for place in indicator.delicate:
        kind = indicator.parts[place].part.kind
        if kind == "share":
            yield Delicate([int(sums.parts[place]) for sums in counted.sums])
        elif kind == "balance":
            for side in range(len(indicator.sides)):
                yield Delicate([sums.sides[side] for sums in counted.sums])


def _groups(
    breakdown: CountedBreakdown, place: int, counted: CountedCells, manner: Manner
) -> Iterator[_GroupRow]:
    """Give the groups of a breakdown; none where a group has fewer than it asks for."""
    found = [
        _GroupRow(breakdown.id, one.id, one.name, counted.cells_of(place, (number,)))
        for number, one in enumerate(breakdown.groups)
    ]
    rest = counted.cells_of(place, (len(found),))
    least = breakdown.least or 0
    if breakdown.is_delicate:
        least = max(least, manner.rules.masked_below)
    if any(one.cells and counted.together(one.cells).base < least for one in found):
        return
    yield from found
    if rest:
        yield _GroupRow(breakdown.id, NO_GROUP, manner.words.said(UNKNOWN), rest)


@frozen
class _Table:
    """Makes the rows of a table.

    Attributes:
        parts: The columns.
        counted: What was counted.
        shown: What may be shown.
        delicate: The places of the parts that are asked in private.
        manner: How figures are shown.
    """

    parts: Sequence[Part]
    counted: CountedCells
    shown: Shown
    delicate: frozenset[int]
    manner: Manner

    def whole(self, line: str, name: Text, population: int | None) -> Row:
        if not self.shown.whole:
            return Row(line, name)
        everything = self.counted.together(range(len(self.counted.places)))
        row = self._row(Row(line, name), everything)
        return row if population is None else _of_population(row, population)

    def groups(self, line: str, groups: Sequence[_GroupRow]) -> Iterator[Row]:
        """Give the rows of groups; those that were taken together come behind their breakdown."""
        for number, one in enumerate(groups):
            row = Row(f"{line}/{one.breakdown}/{one.id}", one.name, one.breakdown)
            if number in self.shown.groups:
                row = self._row(row, self.counted.together(one.cells))
            yield row
            is_last = number + 1 == len(groups) or groups[number + 1].breakdown != one.breakdown
            if is_last and (merged := self.shown.merged.get(one.breakdown)):
                yield self._merged(line, [groups[place] for place in merged])

    def _merged(self, line: str, groups: Sequence[_GroupRow]) -> Row:
        breakdown = groups[0].breakdown
        sums = self.counted.together(frozenset[int]().union(*(one.cells for one in groups)))
        row = Row(
            f"{line}/{breakdown}/together",
            self.manner.words.said(TOGETHER),
            breakdown,
            merged=tuple(one.name for one in groups),
        )
        return self._row(row, sums)

    def _row(self, row: Row, sums: Sums) -> Row:
        figures = tuple(
            self._figure(part, sums, sums.parts[place], is_delicate=place in self.delicate)
            for place, part in enumerate(self.parts)
        )
        return Row(
            row.line, row.name, row.breakdown, sums.base, figures, sums.dont_know, row.merged
        )

    def _figure(self, part: Part, sums: Sums, total: Decimal | int, *, is_delicate: bool) -> Figure:
        base = sums.base
        if part.kind == "mean":
            return Figure(base, mean=mean(Decimal(total), base, part.decimals))
        count = int(total)
        if part.kind == "balance":
            if is_delicate and any(is_masked(one, base, self.manner.rules) for one in sums.sides):
                return _balance_bound(sums, self.manner.rules)
            return Figure(base, percent=percentage(count, base))
        if is_delicate and is_masked(count, base, self.manner.rules):
            return _bound(count, base)
        percent = percentage(count, base)
        said = (one.words for one in self.manner.share_words if percent >= one.from_)
        words = next(said, None) if count else None  # nobody is no small part
        return Figure(base, percent=percent, count=count, words=words, interval=wilson(count, base))


def _of_population(row: Row, population: int) -> Row:
    """Let the intervals of a row reckon with the number that its respondents are a sample of."""
    figures = (
        one
        if one.interval is None or one.count is None
        else replace(one, interval=wilson(one.count, one.base, population), population=population)
        for one in row.figures
    )
    return replace(row, figures=tuple(figures))


def share(count: int, base: int, rules: Rules, *, is_delicate: bool) -> Figure:
    """Give a share of a group that is large enough; near nothing or everything as a bound, where it is delicate.

    Args:
        count: How many are counted.
        base: Of how many.
        rules: What is too small.
        is_delicate: Whether it is asked in private.
    """
    if is_delicate and is_masked(count, base, rules):
        return _bound(count, base)
    return Figure(base, percent=percentage(count, base), count=count)


def _bound(count: int, base: int) -> Figure:
    """Tell a figure by a bound: in tens of percent, so wide that a respondent more or less is within it."""
    open_ = tens_above(slack(base), base)
    if count <= slack(base):
        return Figure(base, percent=open_, bound=Bound.AT_MOST)
    return Figure(base, percent=100 - open_, bound=Bound.AT_LEAST)


def _balance_bound(sums: Sums, rules: Rules) -> Figure:
    """Tell a balance by a bound that follows from what is told of its sides, and from nothing else."""
    (least, most), (least_against, most_against) = (
        _span(one, sums.base, rules) for one in sums.sides
    )
    low, high = least - most_against, most - least_against
    if low > 0:
        percent, bound = tens_below(low, sums.base), Bound.AT_LEAST
    else:
        percent, bound = tens_above(high, sums.base), Bound.AT_MOST
    return Figure(sums.base, percent=percent, bound=bound, is_balance=True)


def _span(count: int, base: int, rules: Rules) -> tuple[int, int]:
    """Give from how many to how many may be counted, as far as it is told."""
    if not is_masked(count, base, rules):
        return count, count
    return (0, slack(base)) if count <= slack(base) else (base - slack(base), base)
