"""Nothing small can be computed from a table: attacked by one who solves for what is hidden."""

from __future__ import annotations

from itertools import combinations, product

from report.attacker import Published, Table
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hybridequiz.report.suppression import Cells, Delicate, Group, Rules, is_masked, protect

EXAMPLES = 150


def partition(name: str, cells: list[int]) -> tuple[Group, ...]:
    """Give the groups of a breakdown from the group number of every cell."""
    numbers = sorted(set(cells))
    return tuple(
        Group(name, frozenset(cell for cell, number in enumerate(cells) if number == one))
        for one in numbers
    )


def alone(*sizes: int, threshold: int = 10) -> Table:
    """Give a table with one breakdown."""
    return Table(sizes, partition("one", list(range(len(sizes)))), Rules(threshold))


@st.composite
def tables(draw: st.DrawFn, *, delicate: bool = False, crossing: bool = True) -> Table:
    """Draw partitions that cross, that nest, and that are drawn at random."""
    threshold = draw(st.sampled_from([5, 10]))
    number = draw(st.integers(2, 12))
    sizes = draw(st.lists(st.integers(0, 40) | st.integers(0, 4), min_size=number, max_size=number))
    groups: list[Group] = []
    first = draw(st.lists(st.integers(0, 4), min_size=number, max_size=number))
    groups += partition("a", first)
    if draw(st.booleans()):
        coarser = draw(st.lists(st.integers(0, 1), min_size=5, max_size=5))
        groups += partition("b", [coarser[one] for one in first])
    if draw(st.booleans()):
        groups += partition(
            "c", draw(st.lists(st.integers(0, 3), min_size=number, max_size=number))
        )
    counts: tuple[int, ...] = ()
    if delicate:
        wanted = draw(st.sampled_from(["none", "all", "any"]))
        counts = tuple(
            0
            if wanted == "none" and draw(st.integers(0, 4))
            else size
            if wanted == "all" and draw(st.integers(0, 4))
            else draw(st.integers(0, size))
            for size in sizes
        )
    return Table(tuple(sizes), tuple(groups), Rules(threshold), counts)


def small_things(table: Table) -> list[Cells]:
    """Give all that is too small of groups, of what two of them share, and of one without the other."""
    groups = [one.cells for one in table.groups]
    found = set(groups) | {frozenset({cell}) for cell in table.everything}
    for one, other in combinations(groups, 2):
        found |= {one & other, one - other, other - one}
    return sorted(
        (cells for cells in found if 0 < table.size(cells) < table.rules.threshold), key=sorted
    )


def visible(table: Table) -> list[int]:
    """Give the sizes that are shown, and those of what was taken together."""
    published = Published.of(table)
    return [table.size(row) for row in published.rows]


@settings(max_examples=EXAMPLES, deadline=None)
@given(tables())
@example(alone(24, 20, 6))
@example(alone(9, 8, 7, 7, 6, 5, 5, 3))
def test_nothing_small_can_be_solved_for(table: Table) -> None:
    published = Published.of(table)
    if not published.rows:
        return
    for cells in small_things(table):
        low, high = published.sizes_of(cells)
        assert low < high, f"{sorted(cells)} has {low}"


@settings(max_examples=EXAMPLES, deadline=None)
@given(tables())
def test_a_small_group_could_have_any_of_more_sizes_than_the_threshold(table: Table) -> None:
    published = Published.of(table)
    if not published.rows:
        return
    for group in table.groups:
        if 0 < table.size(group.cells) < table.rules.threshold:
            low, high = published.sizes_of(group.cells)
            assert high - low >= table.rules.threshold, (low, high)


@settings(max_examples=EXAMPLES, deadline=None)
@given(tables(delicate=True, crossing=False))
def test_of_no_small_group_it_is_known_that_it_agrees(table: Table) -> None:
    published = Published.of(table)
    if not published.rows or _all_is_told(published):
        return
    for group in table.groups:
        size, counted = table.size(group.cells), table.counted(group.cells)
        if 0 < size < table.rules.masked_below and counted in (0, size):
            low, high = published.counts_of(group.cells)
            assert low < high, (sorted(group.cells), low)


def _all_is_told(published: Published) -> bool:
    """Tell whether a row that is large enough to be told says that all in it agree."""
    table = published.table
    rows = published.rows
    return any(
        table.size(row) >= table.rules.masked_below and table.counted(row) in (0, table.size(row))
        for row in rows
    )
