"""Which groups of a partition are hidden where its total is printed (decision 0034)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from hybridequiz.questionnaire.indicator_scope import LOCATION

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    from hybridequiz.questionnaire.indicators import Breakdown
    from hybridequiz.report.figures import IndicatorTable

K = TypeVar("K", bound="Hashable")


def hidden_groups(sizes: Mapping[K, int], threshold: int) -> frozenset[K]:
    """Name the groups that are hidden, so that no hidden size follows from the total and the others.

    Hidden are the groups below the threshold and, where there are any, the smallest of the others; all of these if
    several are equally small. Whatever order the hidden sizes have among the hidden groups, the same groups would be
    hidden: so nobody who knows this rule, the total and all that is shown can tell which of them is the small one.

    Args:
        sizes: How many are in every group.
        threshold: The smallest group that is shown.
    """
    small = {group for group, size in sizes.items() if size < threshold}
    rest = {group: size for group, size in sizes.items() if group not in small}
    if not small or not rest:
        return frozenset(small)
    least = min(rest.values())
    return frozenset(small | {group for group, size in rest.items() if size == least})


def hidden_locations(
    tables: Iterable[IndicatorTable], breakdowns: Iterable[Breakdown]
) -> Mapping[str, frozenset[int]]:
    """Name by audience the locations whose figures are hidden in some table of a report.

    A table of the same people by location hides these too: where each hid groups of its own choice, one could be taken
    from the other.

    Args:
        tables: The tables of the report.
        breakdowns: The breakdowns of the study.
    """
    by_location = {one.id for one in breakdowns if one.of == LOCATION}
    found: dict[str, set[int]] = {}
    for table in tables:
        for row in table.rows:
            code = row.line.rpartition("/")[2]
            if row.breakdown in by_location and row.is_hidden and code.isdigit():
                found.setdefault(table.audience, set()).add(int(code))
    return {audience: frozenset(codes) for audience, codes in found.items()}
