"""The response by the groups of a breakdown, such as status: all groups of it, or none (decision 0043)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hybridequiz.interview.dispositions import Disposition
from hybridequiz.report.response import (
    AudienceResponse,
    BrokenDown,
    Cell,
    NoRate,
    ResponseLine,
    ResponseTable,
    Source,
    StudyRates,
    full_line,
    rate,
)
from hybridequiz.report.suppression import Group, Rules, protect
from hybridequiz.values import field, frozen, replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from hybridequiz.questionnaire.texts import Text
    from hybridequiz.report.figures import IndicatorTable

USABLE: Final = (Disposition.COMPLETE, Disposition.PARTIAL)


@frozen
class KnownGroup:
    """A group before anything is hidden.

    Attributes:
        id: Its id in the breakdown; empty for who is in no group, or of whom it is not known.
        name: What it is called.
        cell: What came of it. Where only respondents say in which group they are, usable interviews only.
    """

    id: str
    name: Text
    cell: Cell


@frozen
class KnownGroups:
    """What is known of a breakdown.

    Attributes:
        id: The breakdown.
        name: What it is called.
        groups: Its groups in their order, then who is in none.
        least: How many every group must have before any is shown; None where the threshold is enough.
        moved: How many respondents are in each pair of a group on the case list and another one by their answers.
    """

    id: str
    name: Text
    groups: Sequence[KnownGroup]
    least: int | None = None
    moved: Sequence[int] = ()


@frozen
class Cut:
    """How many are at a location and in a group of each breakdown: the parts that a reader could try to compute.

    Attributes:
        location: The location; None for who has none.
        groups: By breakdown the number of the group.
        size: How many they are.
    """

    location: int | None
    groups: tuple[int, ...]
    size: int


@frozen
class KnownBreakdowns:
    """What is known of the response of an audience by its breakdowns.

    Attributes:
        source: How it is known in which group who is invited is.
        breakdowns: The breakdowns.
        cuts: The parts that they and the locations cut the audience into: of cases, or else of usable responses.
        not_eligible: How many are not eligible, in whatever group.
    """

    source: Source = Source.UNKNOWN
    breakdowns: Sequence[KnownGroups] = ()
    cuts: Sequence[Cut] = field(default=())
    not_eligible: int = 0


@frozen
class Seen:
    """What else is told of the same people.

    Attributes:
        locations: The locations that are shown.
        rules: What is too small.
        hidden: The breakdowns of which figures are hidden.
        is_withheld: Whether no groups may be shown, because of an earlier report.
        is_impossible: Whether more came of the whole audience than were invited: so of some group too.
    """

    locations: Collection[int | None]
    rules: Rules
    hidden: Collection[str] = ()
    is_withheld: bool = False
    is_impossible: bool = False


@frozen
class Groups:
    """What is known of groups, and which of them may not be told.

    Attributes:
        known: By audience what is known.
        hidden: By audience the breakdowns of which figures are hidden.
        withheld: The audiences whose groups may not be shown, because of an earlier report.
    """

    known: Mapping[str, KnownBreakdowns]
    hidden: Mapping[str, Collection[str]]
    withheld: Collection[str] = ()


def with_groups(table: ResponseTable, groups: Groups) -> ResponseTable:
    """Give the response with that by groups, as far as it may be shown beside all else.

    Args:
        table: The response by audience and location, as it is told.
        groups: What is known of groups.
    """
    return replace(table, audiences=tuple(_told(one, table, groups) for one in table.audiences))


def _told(one: AudienceResponse, table: ResponseTable, groups: Groups) -> AudienceResponse:
    known = groups.known.get(one.audience)
    if known is None or one.total.is_hidden:
        return one
    seen = Seen(
        {line.location for line in one.locations if not line.is_hidden},
        Rules(table.threshold),
        groups.hidden.get(one.audience, ()),
        one.audience in groups.withheld,
        one.total.reason is NoRate.MORE_THAN_INVITED,
    )
    return replace(one, groups=tuple(broken_down(one.audience, known, seen)))


def broken_down(audience: str, known: KnownBreakdowns, seen: Seen) -> Iterator[BrokenDown]:
    """Give the response of an audience by its breakdowns; of one that may not be shown the name only.

    Args:
        audience: The audience.
        known: What is known of it.
        seen: What else is told.
    """
    shown: list[int] = []
    for number, one in enumerate(known.breakdowns):
        is_first = not shown or known.source is Source.CASE_LIST
        may = is_first and _may_be_shown(one, seen) and _is_safe(known, [*shown, number], seen)
        if may:
            shown.append(number)
        lines = tuple(_lines(audience, known, one, seen)) if may else ()
        yield BrokenDown(one.id, one.name, known.source, lines)


def _may_be_shown(one: KnownGroups, seen: Seen) -> bool:
    """Tell whether every group is large enough, and nothing that is hidden elsewhere would be told."""
    least = max(seen.rules.threshold, one.least or 0)
    if seen.is_withheld or one.id in seen.hidden:
        return False
    sizes = [max(group.cell.size, group.cell.results) for group in one.groups]
    return all(size >= least for size in sizes if size) and not any(
        0 < number < seen.rules.threshold for number in one.moved
    )


def _is_safe(known: KnownBreakdowns, numbers: Sequence[int], seen: Seen) -> bool:
    """Tell whether no few can be computed from the rows of locations and of these breakdowns together."""
    rows: list[Group] = []
    wanted: set[int] = set()
    for place in dict.fromkeys(cut.location for cut in known.cuts):
        if place in seen.locations:
            wanted.add(len(rows))
        cells = frozenset(at for at, cut in enumerate(known.cuts) if cut.location == place)
        rows.append(Group("", cells))
    for number in numbers:
        name = known.breakdowns[number].id
        for group in range(len(known.breakdowns[number].groups)):
            cells = frozenset(
                at for at, cut in enumerate(known.cuts) if cut.groups[number] == group
            )
            if cells:
                wanted.add(len(rows))
                rows.append(Group(name, cells))
    shown = protect([cut.size for cut in known.cuts], rows, seen.rules)
    return shown.whole and wanted <= shown.groups


def _lines(
    audience: str, known: KnownBreakdowns, one: KnownGroups, seen: Seen
) -> Iterator[ResponseLine]:
    """Give the lines of the groups in which somebody is."""
    there = [group for group in one.groups if group.cell.size or group.cell.results]
    reason = NoRate.MORE_THAN_INVITED if seen.is_impossible else _no_rate(known, there)
    for group in there:
        if known.source is Source.CASE_LIST:
            yield replace(full_line(group.cell, group.name, is_total=False), group=group.id)
        else:
            yield _answered(audience, group, reason)


def _no_rate(known: KnownBreakdowns, there: Sequence[KnownGroup]) -> NoRate | None:
    """Say why there are no rates where groups are known from answers only; None where there are."""
    if any(not group.id for group in there):
        return NoRate.GROUP_UNKNOWN
    if known.not_eligible:
        return NoRate.NOT_ELIGIBLE_UNKNOWN
    if any(group.cell.results > (group.cell.invited or 0) for group in there):
        return NoRate.MORE_THAN_INVITED
    return None


def _answered(audience: str, group: KnownGroup, reason: NoRate | None) -> ResponseLine:
    """Give the line of a group that only respondents are known to be in: nobody else is known to have come to what."""
    cell = group.cell
    complete, usable = cell.counts.get(Disposition.COMPLETE, 0), cell.results
    base = cell.invited
    if reason is None and not base:
        reason = NoRate.NOBODY_ELIGIBLE
    return ResponseLine(
        audience,
        group.name,
        is_total=False,
        invited=base if group.id else None,
        counts=tuple((one, cell.counts.get(one, 0)) for one in USABLE),
        rates=None
        if reason or not base
        else StudyRates(rate(usable, base), rate(complete, base), None),
        reason=reason,
        group=group.id,
    )


def hidden_breakdowns(
    tables: Sequence[IndicatorTable], numbers: Mapping[str, int | None], threshold: int
) -> dict[str, frozenset[str]]:
    """Name by audience the breakdowns of which figures of nearly all of it are hidden.

    The response by group tells how many responded in each: nearly the base of such a row.

    Args:
        tables: The tables of the report.
        numbers: By audience how many figures can be of.
        threshold: From how many missing on a table is of other people.
    """
    found: dict[str, set[str]] = {}
    for table in tables:
        number, base = numbers.get(table.audience), table.total.base
        if number is None or base is None or number - base < threshold:
            hidden = {row.breakdown for row in table.rows if row.is_hidden and row.breakdown}
            found.setdefault(table.audience, set()).update(hidden)
    return {audience: frozenset(some) for audience, some in found.items()}
