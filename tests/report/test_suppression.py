"""Nothing small can be computed from a table: attacked by one who solves for what is hidden."""

from __future__ import annotations

from itertools import combinations, product

from hypothesis import example, given, settings
from hypothesis import strategies as st

from hybridequiz.report.spans import Cells
from hybridequiz.report.suppression import Delicate, Group, Rules, is_masked, protect
from report.attacker import Published, Table

EXAMPLES = 60


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
    if crossing and draw(st.booleans()):
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
@given(tables(crossing=False))
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
@example(
    Table(
        (5, 25, 30, 5),
        partition("a", [0, 1, 2, 3]),
        Rules(5),
        (0, 0, 1, 0),
    )
)
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


def test_locations_of_the_study_in_public_none_and_for_research_seven_minus_one() -> None:
    sizes = (9, 8, 7, 7, 6, 5, 5, 3)
    public = alone(*sizes).protect()
    assert (public.groups, public.merged) == (frozenset(), {})
    internal = alone(*sizes, threshold=5).protect()
    assert internal.groups == frozenset({0, 1, 2, 3, 4, 6}), "of equals the lowest code is hidden"
    assert internal.merged == {"one": (5, 7)}


def test_one_of_two_is_hidden_and_so_is_the_other() -> None:
    assert visible(alone(44, 6)) == [50]
    assert visible(alone(24, 26)) == [50, 24, 26]


def test_those_who_completed_are_hidden_for_the_few_who_stopped_and_told_with_them() -> None:
    assert visible(alone(24, 20, 6)) == [50, 24, 26]


def test_those_who_stopped_are_not_what_is_left_of_the_former() -> None:
    progress = partition("progress", [0, 1, 2])
    status = partition("status", [0, 1, 1])
    table = Table((24, 20, 6), (*status, *progress), Rules(10))
    assert sorted(visible(table)) == [24, 24, 26, 26, 50]


def test_a_group_with_nobody_in_it_hides_nobody() -> None:
    assert visible(alone(24, 26, 0)) == [50, 24, 26]
    assert alone(0, 9, 41).protect().groups == frozenset()


def test_all_hidden_are_not_one_row_that_repeats_the_whole() -> None:
    assert visible(alone(6, 7, 0)) == [13]


def test_too_few_altogether_show_nothing() -> None:
    assert visible(alone(4, 5)) == []


def test_what_is_told_by_a_bound_is_not_what_the_others_leave() -> None:
    current, former = partition("status", [0, 1])
    rules = Rules(10)
    moved = Delicate((0, 5))
    shown = protect((24, 26), (current, former), rules, [moved])
    assert shown.groups == {0}, "five of all and five of the former leave none of the current"


def test_those_taken_together_do_not_give_away_what_is_told_by_a_bound() -> None:
    table = Table((24, 20, 6), partition("progress", [0, 1, 2]), Rules(10), (0, 3, 2))
    shown = table.protect()
    assert shown.groups == {0}
    assert shown.merged == {}


def test_a_bound_does_not_tell_that_it_is_nothing() -> None:
    for size in range(5, 30):
        told = [counted for counted in range(size + 1) if is_masked(counted, size, Rules(5))]
        assert told[:2] == [0, 1]
        assert told[-2:] == [size - 1, size]
        assert all(10 * one <= size or one == 1 for one in told[: len(told) // 2])


def test_every_small_table_of_three_groups_keeps_its_small_ones_by_trying_all_others() -> None:
    threshold = 3
    for sizes in product(range(6), repeat=3):
        table = alone(*sizes, threshold=threshold)
        published = Published.of(table)
        told = [(row, table.size(row)) for row in published.rows]
        if not told:
            continue
        could_be = [
            other
            for other in product(range(sum(sizes) + 1), repeat=3)
            if all(sum(other[cell] for cell in row) == size for row, size in told)
        ]
        for cell, size in enumerate(sizes):
            if 0 < size < threshold:
                assert len({other[cell] for other in could_be}) > threshold, sizes
