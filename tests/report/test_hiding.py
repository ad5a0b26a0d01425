"""What is hidden in a partition cannot be found out, not even by who knows the rule."""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hybridequiz.report.hiding import hidden_groups

Sizes = tuple[int, ...]
SIZES = st.lists(st.integers(min_value=0, max_value=40), min_size=1, max_size=9).map(tuple)


def hidden(sizes: Sizes, threshold: int) -> frozenset[int]:
    return hidden_groups(dict(enumerate(sizes)), threshold)


def printed(sizes: Sizes, threshold: int) -> tuple[int, tuple[int | None, ...]]:
    """Give all that a reader sees: the total, the sizes that are shown, and which are not."""
    gone = hidden(sizes, threshold)
    return sum(sizes), tuple(None if at in gone else size for at, size in enumerate(sizes))


def test_large_groups_are_shown() -> None:
    assert hidden((10, 11, 25), 10) == frozenset()


def test_one_small_group_takes_the_smallest_of_the_others_along() -> None:
    assert hidden((9, 30, 12, 20), 10) == {0, 2}


def test_equally_small_groups_go_together_for_otherwise_the_order_tells_which_it_is() -> None:
    """Were only the first of the two tens hidden, 10 + 9 could stand in no other order than 10, 9."""
    assert hidden((10, 10, 9, 20), 10) == {0, 1, 2}


def test_several_small_groups_take_one_along_too_for_their_sum_may_be_as_large_as_it_can() -> None:
    """27 in three groups of at most nine each is nine, nine and nine."""
    assert hidden((9, 9, 9, 20, 30), 10) == {0, 1, 2, 3}


def test_of_small_groups_only_nothing_is_shown() -> None:
    assert hidden((9, 8, 7, 7, 6, 5, 5, 3), 10) == set(range(8))


@pytest.mark.parametrize(("groups", "threshold", "largest"), [(2, 5, 14), (3, 4, 9), (4, 3, 6)])
def test_who_knows_the_rule_can_never_tell_a_hidden_size_nor_which_group_is_small(
    groups: int, threshold: int, largest: int
) -> None:
    """Brute force: of all partitions that would be printed the same, a hidden group has sizes on both sides."""
    same: defaultdict[tuple[int, tuple[int | None, ...]], list[Sizes]] = defaultdict(list)
    for sizes in product(range(largest + 1), repeat=groups):
        same[printed(sizes, threshold)].append(sizes)
    attacked = 0
    for (total, shown), possible in same.items():
        if total < threshold:
            continue  # the total is not printed then
        for at, size in enumerate(shown):
            if size is None:
                attacked += 1
                sizes_there = {one[at] for one in possible}
                assert len(sizes_there) > 1, (total, shown)
                assert min(sizes_there) < threshold <= max(sizes_there), (total, shown)
    assert attacked > 20


@given(sizes=SIZES, threshold=st.integers(min_value=1, max_value=20), seed=st.randoms())
def test_whatever_order_the_hidden_sizes_have_the_same_is_printed(
    sizes: Sizes, threshold: int, seed: Random
) -> None:
    gone = sorted(hidden(sizes, threshold))
    among = [sizes[at] for at in gone]
    seed.shuffle(among)
    other = list(sizes)
    for at, size in zip(gone, among, strict=True):
        other[at] = size
    assert printed(tuple(other), threshold) == printed(sizes, threshold)


@given(sizes=SIZES, threshold=st.integers(min_value=1, max_value=20))
def test_no_small_group_is_shown_and_none_is_hidden_alone(sizes: Sizes, threshold: int) -> None:
    gone = hidden(sizes, threshold)
    assert all(size >= threshold for at, size in enumerate(sizes) if at not in gone)
    assume(len(sizes) > 1)
    assert len(gone) != 1


@given(sizes=SIZES, threshold=st.integers(min_value=1, max_value=20))
def test_what_is_hidden_is_together_never_a_small_group_where_the_whole_is_none(
    sizes: Sizes, threshold: int
) -> None:
    assume(sum(sizes) >= threshold)
    gone = hidden(sizes, threshold)
    assert not gone or sum(sizes[at] for at in gone) >= threshold
