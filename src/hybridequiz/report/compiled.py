"""Indicators of one audience, ready to be counted: conditions compiled, options and groups worked out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from hybridequiz.export.columns import ColumnPlan
from hybridequiz.questionnaire.conditions import (
    Condition,
    ConditionFaults,
    Kind,
    compile_condition,
)
from hybridequiz.questionnaire.indicator_scope import LOCATION, scope_of_versions
from hybridequiz.questionnaire.indicators import Breakdown, Indicator
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.model import Location
from hybridequiz.questionnaire.questions import ChoiceQuestion
from hybridequiz.questionnaire.states import Code, Missing
from hybridequiz.questionnaire.texts import Text
from hybridequiz.report.alternatives import private
from hybridequiz.report.figures import Part
from hybridequiz.report.responses import Said
from hybridequiz.values import frozen, replace

Counts = Callable[[Said], "Decimal | int"]
"""Gives what a response adds to a figure: 1 or 0, for a balance also -1, for a mean its number."""
NO_GROUP: Final = "unknown"
"""What the line of those is called who are in no group of a breakdown."""


@frozen
class CountedPart:
    """A column of an indicator, and what a response of the base adds to it.

    Attributes:
        part: The column.
        counts: What a response adds.
        names: What it looks at.
    """

    part: Part
    counts: Counts
    names: frozenset[str]


@frozen
class CountedGroup:
    """A group of a breakdown.

    Attributes:
        id: Its name within the breakdown; empty for those who are in no other.
        name: What it is called.
        has: Whether a response is in it.
    """

    id: str
    name: Text
    has: Callable[[Said], bool]


@frozen
class CountedBreakdown:
    """A breakdown of an audience: its groups, and those who are in none.

    Attributes:
        id: Its name.
        groups: The groups.
        names: What they look at.
        least: How many every group must have before any is shown; None where the threshold is enough.
        is_delicate: Whether who is in which group was said in private.
    """

    id: str
    groups: tuple[CountedGroup, ...]
    names: frozenset[str]
    least: int | None
    is_delicate: bool = False

    @property
    def names_of_groups(self) -> list[str]:
        """Name the groups, and behind them those who are in none, as lines are called."""
        return [*(one.id for one in self.groups), NO_GROUP]

    def of(self, said: Said) -> int:
        """Give the number of the group that a response is in; the number of groups for none."""
        found = (number for number, one in enumerate(self.groups) if one.has(said))
        return next(found, len(self.groups))


@frozen
class Counted:
    """An indicator for one audience.

    Attributes:
        indicator: The indicator.
        base: Who is in the base.
        where: Who is looked at at all; None for everybody.
        needed: What must have a value: that of which the mean is given; None where nothing must.
        parts: Its columns.
        breakdowns: Its breakdowns, those that this audience has.
        asked: The questions whose "don't know" is counted.
        delicate: The places of the parts that look at something that is asked in private.
        sides: Of a balance: who is counted for it, and who against it; else none.
        private: What is asked in private, with what depends on it.
    """

    indicator: Indicator
    base: Condition
    where: Condition | None
    needed: Condition | None
    parts: tuple[CountedPart, ...]
    breakdowns: tuple[CountedBreakdown, ...]
    asked: tuple[str, ...]
    delicate: tuple[int, ...]
    sides: tuple[CountedPart, ...] = ()
    private: frozenset[str] = frozenset()

    @property
    def base_names(self) -> frozenset[str]:
        """Name what decides who is in the base."""
        given = [one.names for one in (self.base, self.where, self.needed) if one is not None]
        return frozenset[str]().union(*given)

    @property
    def base_is_delicate(self) -> bool:
        """Tell whether what was said in private decides who is in the base, or who is asked at all."""
        return bool(self.base_names & self.private)

    @property
    def base_written(self) -> tuple[str, str, str]:
        """Give the conditions of the base as they are written; not that a mean has a value where they say so."""
        where, needed, one = self.where, self.needed, self.indicator
        if one.base_kind == "valid" and one.mean in one.questions:
            needed = None
        return self.base.source, where.source if where else "", needed.source if needed else ""

    @property
    def names(self) -> tuple[str, ...]:
        """Name all that is looked at, in order."""
        where = self.where.names if self.where else frozenset[str]()
        parts = [part.names for part in self.parts]
        groups = [breakdown.names for breakdown in self.breakdowns]
        return tuple(sorted(where.union(self.asked, self.base.names, *parts, *groups)))

    def has(self, said: Said) -> bool:
        """Tell whether a response is in the base."""
        if not self.is_looked_at(said) or self.base.holds(said) is not True:
            return False
        return self.needed is None or not isinstance(self.needed.evaluate(said), Missing)

    def is_looked_at(self, said: Said) -> bool:
        """Tell whether a response is looked at at all."""
        return self.where is None or self.where.holds(said) is True


class Compiler:
    """Compiles the indicators of one audience.

    Args:
        instruments: The versions of its questionnaire, oldest first.
        labels: What the codes of facts of the session are called, by fact: locations, modes.
    """

    def __init__(
        self, instruments: Sequence[Instrument], labels: Mapping[str, Mapping[Code, Text]]
    ) -> None:
        newest_first = list(reversed(instruments))
        self._scope: Final = scope_of_versions(instruments, labels.get(LOCATION, ()))
        self._labels: Final = labels
        self._newest_first: Final = newest_first
        self._private: Final = private(instruments)

    def indicator(
        self, one: Indicator, audience: str, breakdowns: Mapping[str, Breakdown]
    ) -> Counted:
        """Compile an indicator.

        Raises:
            ConditionFaults: A condition is wrong for this audience's questionnaire.
        """
        where = one.for_[audience].where
        parts = tuple(self._parts(one))
        named = [breakdowns[name] for name in one.by]
        base = self._condition(one.base_condition)
        return Counted(
            indicator=one,
            base=base,
            where=None if where is None else self._condition(where),
            needed=None if one.mean is None else self._condition(one.mean, Kind.NUMBER),
            parts=parts,
            breakdowns=tuple(filter(None, map(self.breakdown, named))),
            asked=one.questions or tuple(sorted(base.references)),
            delicate=tuple(
                place for place, part in enumerate(parts) if part.names & self._private.telling
            ),
            sides=tuple(self._sides(one)),
            private=self._private.names,
        )

    def _condition(self, source: str, wanted: Kind = Kind.BOOLEAN) -> Condition:
        return compile_condition(source, self._scope, wanted=wanted)

    def _parts(self, one: Indicator) -> Iterator[CountedPart]:
        if one.kind == "shares":
            yield from self._options(one.shares or "")
        elif one.mean is not None:
            value = self._condition(one.mean, Kind.NUMBER)
            part = Part("", one.name, "mean", one.decimals, one.mean)
            yield CountedPart(part, _number(value), value.names)
        elif one.count is not None and one.minus is not None:
            up, down = self._condition(one.count), self._condition(one.minus)
            written = f"({one.count}) - ({one.minus})"
            part = Part("", one.name, "balance", count=written)
            yield CountedPart(part, _balance(up, down), up.names | down.names)
        elif one.count is not None:
            yield self._share(Part("", one.name, "share", count=one.count))
        for beside in one.beside:
            yield self._share(Part(beside.id, beside.name, "share", count=beside.count))

    def _sides(self, one: Indicator) -> Iterator[CountedPart]:
        if one.kind != "shares" and one.mean is None and one.minus is not None:
            for count in (one.count or "", one.minus):
                yield self._share(Part("", one.name, "share", count=count))

    def _share(self, part: Part) -> CountedPart:
        condition = self._condition(part.count)
        return CountedPart(part, _holds(condition), condition.names)

    def _options(self, name: str) -> Iterator[CountedPart]:
        is_multiple = self._scope.symbols[name].kind is Kind.CHOICES
        for code, label in self._codes(name).items():
            written = code if isinstance(code, int) else f'"{code}"'
            count = f"{written} in {name}" if is_multiple else f"{name} == {written}"
            yield self._share(Part(f"option_{code}", label, "share", count=count))

    def _codes(self, name: str) -> dict[Code, Text]:
        """Give the options of a question in all versions, in the words of the newest that has them."""
        if name in self._labels:
            return dict(self._labels[name])
        found: dict[Code, Text] = {}
        for instrument in self._newest_first:
            planned = instrument.by_id.get(name)
            if planned is not None and isinstance(planned.question, ChoiceQuestion):
                for option in planned.question.options:
                    found.setdefault(option.code, option.text)
        symbol = self._scope.symbols[name]
        return found or {code: Text({"": str(code)}) for code in symbol.codes}

    def breakdown(self, one: Breakdown) -> CountedBreakdown | None:
        """Compile a breakdown; None where this audience's questionnaire has not what it looks at.

        Raises:
            ConditionFaults: A condition of a group is wrong for it.
        """
        if one.of is not None:
            if one.of not in self._scope.symbols:
                return None
            groups = tuple(
                CountedGroup(str(code), label, _is(one.of, code))
                for code, label in self._codes(one.of).items()
            )
            is_delicate = one.of in self._private.telling
            return CountedBreakdown(one.id, groups, frozenset({one.of}), one.least, is_delicate)
        try:
            conditions = [self._condition(group.where) for group in one.groups]
        except ConditionFaults as error:
            if all(fault.code == "unknown-name" for fault in error.faults):
                return None
            raise
        named = zip(one.groups, conditions, strict=True)
        names = frozenset[str]().union(*(where.names for where in conditions))
        return CountedBreakdown(
            one.id,
            tuple(CountedGroup(group.id, group.name, _is_true(where)) for group, where in named),
            names,
            one.least,
            bool(names & self._private.telling),
        )


def with_breakdowns(one: Indicator, breakdowns: Mapping[str, Breakdown]) -> Indicator:
    """Give an indicator with those breakdowns only that an audience has."""
    return replace(one, by=tuple(name for name in one.by if name in breakdowns))


def _holds(condition: Condition) -> Counts:
    return lambda said: int(condition.holds(said) is True)


def _is_true(condition: Condition) -> Callable[[Said], bool]:
    return lambda said: condition.holds(said) is True


def _is(name: str, code: Code) -> Callable[[Said], bool]:
    return lambda said: said.get(name) == code


def _balance(up: Condition, down: Condition) -> Counts:
    return lambda said: int(up.holds(said) is True) - int(down.holds(said) is True)


def _number(value: Condition) -> Counts:
    def number(said: Said) -> Decimal | int:
        found = value.evaluate(said)
        if isinstance(found, Missing) or not isinstance(found, int | Decimal):
            raise TypeError(f"{value.source} has no value in its base")
        return found

    return number


def session_labels(plan: ColumnPlan, locations: Iterable[Location]) -> dict[str, dict[Code, Text]]:
    """Give what the codes of facts of the session are called, by fact.

    Args:
        plan: The columns of the questionnaire.
        locations: The locations of the study.
    """
    labels: dict[str, dict[Code, Text]] = {
        column.source: dict(column.values) for column in plan.system if column.values
    }
    return labels | {LOCATION: {one.code: one.text for one in locations}}
