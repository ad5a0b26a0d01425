"""What the rows of a report tell: of every figure between what its count lies, and what a respondent adds to it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from hybridequiz.questionnaire.states import Missing
from hybridequiz.report.compiled import Counted
from hybridequiz.report.figures import Bound, Figure, Row
from hybridequiz.report.numbers import tens_above, tens_below
from hybridequiz.report.responses import Alike, Said
from hybridequiz.report.suppression import Rules, is_masked
from hybridequiz.values import replace

Number = Decimal | int
Rows = tuple[Row, ...]
BASE: Final = -1
"""Among the columns: how many are in the base of a row. Parts follow from 0, then the sides of a balance."""
ANSWERS: Final = -1
"""Among the indicators: how all answered a question."""
TOTAL: Final = "total"
ROW: Final = 2
BESIDE: Final = 2
ITSELF: Final = 3
WHOLE: Final = 20
"""What is lost with a row, a figure beside another, that itself; and how many times that of a whole audience."""


class Key(NamedTuple):
    """What is told of one figure.

    Attributes:
        indicator: The place of the indicator.
        line: The row; of answers the question.
        column: The column; of answers the answer.
    """

    indicator: int
    line: str
    column: Hashable


class ToldFigures:
    """What is told of some respondents by the rows of indicators, and perhaps by how they answered questions.

    Args:
        indicators: The indicators.
        rows: The rows of each, as they are told.
        places: Which indicators.
        found: The respondents, by all that these look at.
        questions: The questions of which it is told how all answered.
    """

    def __init__(
        self,
        indicators: Sequence[Counted],
        rows: Sequence[Rows],
        places: Sequence[int],
        found: Iterable[Alike],
        questions: Sequence[str] = (),
    ) -> None:
        self._indicators: Final = indicators
        self._rows: Final = {place: {row.line: row for row in rows[place]} for place in places}
        self._questions: Final = questions
        self.totals: Final[dict[Key, Number]] = {}
        """What was counted of every figure."""
        for one in found:
            for key, amount in self.added_by(one.said).items():
                self.totals[key] = self.totals.get(key, 0) + amount * one.number
        self._spans: Final[dict[Key, tuple[Number, Number]]] = {}
        for place, some in self._rows.items():
            for row in some.values():
                self._spans.update(self._told_by(place, row))
        for question in questions:
            keys = (key for key in self.totals if key[:2] == (ANSWERS, question))
            self._spans.update((key, (self.totals[key],) * 2) for key in keys)

    def rows(self, place: int) -> Rows:
        """Give the rows of an indicator as they are told now."""
        return tuple(self._rows[place].values())

    def added_by(self, said: Said) -> dict[Key, Number]:
        """Give what a respondent adds to all that is told; nothing is left out."""
        found: dict[Key, Number] = {}
        for place in self._rows:
            one = self._indicators[place]
            if one.has(said):
                amounts = [1, *(part.counts(said) for part in (*one.parts, *one.sides))]
                for line in self.lines_of(place, said):
                    for column, amount in enumerate(amounts, BASE):
                        if amount:
                            found[Key(place, line, column)] = amount
        for question in self._questions:
            value = said.get(question)
            if value is not None and not isinstance(value, Missing):
                several = value if isinstance(value, frozenset | tuple) else (value,)
                found |= {Key(ANSWERS, question, each): 1 for each in (TOTAL, *several)}
        return found

    def lines_of(self, place: int, said: Said) -> Iterator[str]:
        """Name the rows of an indicator that a respondent belongs to, in the base or not, and that are told."""
        one, rows = self._indicators[place], self._rows[place]
        whole = next(iter(rows.values()))
        if not whole.is_hidden:
            yield whole.line
        for breakdown in one.breakdowns:
            line = f"{whole.line}/{breakdown.id}/{breakdown.names_of_groups[breakdown.of(said)]}"
            together = rows.get(f"{whole.line}/{breakdown.id}/together")
            row = rows.get(line)
            if row is not None and not row.is_hidden:
                yield line
            elif row is not None and together is not None and not together.is_hidden:
                yield together.line

    def _told_by(self, place: int, row: Row) -> Iterator[tuple[Key, tuple[Number, Number]]]:
        if row.is_hidden:
            return
        key = Key(place, row.line, BASE)
        yield key, (self.total(key),) * 2
        for column, figure in enumerate(row.figures):
            key = Key(place, row.line, column)
            yield key, _span(figure, self.total(key))

    def total(self, key: Key) -> Number:
        """Give what was counted of a figure."""
        return self.totals.get(key, 0)

    def is_told(self, key: Key) -> bool:
        """Tell whether the row of a figure is told."""
        row = self._rows[key.indicator].get(key.line)
        return row is not None and not row.is_hidden

    def is_exact(self, key: Key) -> bool:
        """Tell whether a figure is told, and not by a bound."""
        low, high = self._spans.get(key, (0, 1))
        return low == high

    def is_against(self, key: Key, added: Number) -> bool:
        """Tell whether what is told of a figure would not be so if so many were added."""
        span = self._spans.get(key)
        return span is not None and not span[0] <= self.total(key) + added <= span[1]

    def secrets(self, rules: Rules) -> Iterator[Key]:
        """Give what is told by bounds as it was said in private: shares, and the sides of balances.

        Args:
            rules: What is too small.
        """
        for place, some in self._rows.items():
            one = self._indicators[place]
            sides = range(len(one.parts), len(one.parts) + len(one.sides))
            for row in some.values():
                for column, figure in enumerate(row.figures):
                    if figure.bound is None or column not in one.delicate:
                        continue
                    is_share = one.parts[column].part.kind == "share"
                    for each in (column,) if is_share else sides:
                        key = Key(place, row.line, each)
                        if is_masked(int(self.total(key)), figure.base, rules):
                            yield key

    def weight(self, key: Key) -> int:
        """Say how much is lost where a figure is not told as it is: more of a whole audience than of a group."""
        if key.indicator == ANSWERS:
            return 1
        row, parts = self._rows[key.indicator][key.line], self._indicators[key.indicator].parts
        if self._is_of_row(key, row):
            weight = ROW + sum(BESIDE if one.part.id else ITSELF for one in parts)
        else:
            weight = BESIDE if parts[_column(key)].part.id else ITSELF
        return weight if row.breakdown else WHOLE * weight

    def _is_of_row(self, key: Key, row: Row) -> bool:
        """Tell whether only hiding its row keeps something from being told: a base, or a mean."""
        return key.column == BASE or row.figures[_column(key)].mean is not None

    def loosen(self, key: Key, added: Number) -> None:
        """Tell a figure by a bound that leaves room for more or less, or hide its row.

        Args:
            key: The figure.
            added: How many more, or less, it leaves room for.
        """
        rows = self._rows[key.indicator]
        row = rows.get(key.line)
        if row is None or row.is_hidden:
            return
        if self._is_of_row(key, row):
            self._hide(key.indicator, [row] if row.breakdown else list(rows.values()))
            return
        kind = self._indicators[key.indicator].parts[_column(key)].part.kind
        total = int(self.total(key))
        figure = _loose(
            row.figures[_column(key)].base, total, total + int(added), kind == "balance"
        )
        figures = list(row.figures)
        figures[_column(key)] = figure
        rows[key.line] = replace(row, figures=tuple(figures))
        self._spans[key] = _span(figure, total)

    def _hide(self, place: int, rows: Iterable[Row]) -> None:
        """Hide rows of an indicator; one of groups that were taken together is not there then."""
        for one in rows:
            self._rows[place][one.line] = Row(one.line, one.name, one.breakdown)
            if one.merged:
                del self._rows[place][one.line]
            for column in range(BASE, len(one.figures)):
                self._spans.pop(Key(place, one.line, column), None)

    def close(self, secret: Key) -> None:
        """Tell nothing beside a figure that could tell what it leaves open, where nothing better is known.

        Args:
            secret: The figure. Of a group no group is told any more; beside a whole audience nothing but itself.
        """
        row = self._rows[secret.indicator][secret.line]
        for place, rows in self._rows.items():
            one = self._indicators[place]
            if one.delicate or one.base_is_delicate:
                is_own = place == secret.indicator or row.breakdown
                self._hide(place, [each for each in rows.values() if each.breakdown or not is_own])
        for column in self._indicators[secret.indicator].delicate if not row.breakdown else ():
            key = Key(secret.indicator, secret.line, column)
            if self.is_exact(key):
                self.loosen(key, 0)


def _column(key: Key) -> int:
    if not isinstance(key.column, int):
        raise TypeError(f"{key} is of no figure")
    return key.column


def _span(figure: Figure, total: Number) -> tuple[Number, Number]:
    """Give between what the count of a figure lies, as far as it is told."""
    if figure.bound is None:
        return total, total
    least, most = figure.counted
    return -figure.base if figure.is_balance and figure.bound is Bound.AT_MOST else least, most


def _loose(base: int, counted: int, other: int, is_balance: bool) -> Figure:  # noqa: FBT001 - of a figure
    """Tell a count by a bound in tens of percent that leaves room for another."""
    least, most = sorted((counted, other))
    if 2 * counted > base:
        percent, bound = tens_below(least, base), Bound.AT_LEAST
    else:
        percent, bound = min(100, tens_above(most, base)), Bound.AT_MOST
    return Figure(base, percent=percent, bound=bound, is_balance=is_balance)


def may_tell(
    places: Iterable[int], indicators: Sequence[Counted], rows: Sequence[Rows], rules: Rules
) -> bool:
    """Tell whether some indicators tell of what is asked in private by a bound, or by a base of a few."""
    for place in places:
        one = indicators[place]
        for row in rows[place]:
            if one.base_is_delicate and (row.base or rules.masked_below) < rules.masked_below:
                return True
            if any(row.figures[at].bound for at in one.delicate if at < len(row.figures)):
                return True
    return False
