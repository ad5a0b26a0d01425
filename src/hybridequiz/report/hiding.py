"""Which groups of a partition are hidden where its total is printed (decision 0034)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

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
