"""The response of an audience by location: the rates of the study, what it says where there are none, what it hides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hybridequiz.interview.dispositions import Disposition
from hybridequiz.questionnaire.texts import Text
from hybridequiz.report.figures import Level
from hybridequiz.report.rates import coop4, rr1, rr2
from hybridequiz.report.response import (
    COUNTED,
    AudienceResponse,
    Cell,
    Known,
    NoRate,
    Rate,
    ResponseLine,
    Source,
    audience_response,
)

COMPLETE, PARTIAL, REFUSED = Disposition.COMPLETE, Disposition.PARTIAL, Disposition.REFUSED


def cell(location: int | None, invited: int | None, open_: int = 0, **counts: int) -> Cell:
    named = {Disposition[name.upper()]: number for name, number in counts.items()}
    return Cell("people", location, named, open_, invited)


def response(
    *cells: Cell,
    invited: int | None = None,
    level: Level = Level.PUBLIC,
    threshold: int = 10,
    beside: int = 0,
) -> AudienceResponse:
    """Give the response of an audience; how many are invited in all follows from its cells if it is not said."""
    numbers = [one.invited for one in cells if one.invited is not None]
    total = sum(numbers) if invited is None and numbers else invited
    source = Source.UNKNOWN if total is None else Source.STUDY_FILE
    known = Known("people", Text({"": "People"}), source, cells, total, beside)
    return audience_response(known, lambda code: Text({"": f"Place {code}"}), level, threshold)


def test_the_worked_example_of_the_study_has_the_rates_of_its_definitions() -> None:
    total = response(cell(1, 72, complete=46, partial=4, not_eligible=2)).total
    assert total.rates is not None
    assert total.rates.response == Rate(50, 70, 71)
    assert total.rates.strict == Rate(46, 70, 66)
    assert total.rates.cooperation == Rate(50, 50, 100)
    assert (total.invited, total.no_result, total.reason) == (72, 20, None)


def test_without_invited_numbers_there_are_counts_and_no_rate_and_it_says_so() -> None:
    one = response(cell(1, None, 3, complete=20, refused=2), cell(2, None, complete=15))
    assert one.source is Source.UNKNOWN
    assert all(line.rates is None for line in (one.total, *one.locations))
    assert all(line.reason is NoRate.INVITED_UNKNOWN for line in (one.total, *one.locations))
    assert dict(one.total.counts or ())[COMPLETE] == 35
    assert (one.total.no_result, one.total.invited) == (3, None)


def test_a_number_of_the_whole_audience_gives_its_rate_and_counts_by_location() -> None:
    one = response(cell(1, None, complete=20), cell(2, None, complete=15), invited=50)
    assert one.total.rates is not None
    assert one.total.rates.response == Rate(35, 50, 70)
    assert [line.reason for line in one.locations] == [NoRate.INVITED_UNKNOWN] * 2


def test_more_results_than_invited_give_no_rate_there_nor_of_the_whole() -> None:
    """Twelve invited and thirteen results: the whole is then on a base that is wrong somewhere."""
    one = response(cell(1, 12, complete=13), cell(2, 20, complete=5))
    first, second = one.locations
    assert (first.rates, first.reason) == (None, NoRate.MORE_THAN_INVITED)
    assert second.rates is not None
    assert second.rates.response == Rate(5, 20, 25)
    assert (one.total.rates, one.total.reason) == (None, NoRate.MORE_THAN_INVITED)
    assert (first.no_result, one.total.no_result, second.no_result) == (None, None, 15)


def test_more_results_than_invited_in_all_give_no_rate_of_the_whole() -> None:
    one = response(cell(1, None, complete=60), invited=50)
    assert (one.total.rates, one.total.reason) == (None, NoRate.MORE_THAN_INVITED)


def test_a_hidden_place_with_impossible_numbers_is_named_to_researchers_only() -> None:
    cells = (cell(1, 4, complete=5), cell(2, 20, complete=5), cell(3, 30))
    internal = response(*cells, level=Level.INTERNAL, threshold=5)
    assert [name.in_language("nl") for name in internal.doubtful] == ["Place 1"]
    assert response(*cells).doubtful == ()


def test_nobody_eligible_gives_no_rate() -> None:
    total = response(cell(1, 12, not_eligible=12)).total
    assert (total.rates, total.reason) == (None, NoRate.NOBODY_ELIGIBLE)


def test_nobody_asked_gives_a_response_of_nought_and_no_cooperation() -> None:
    total = response(cell(1, 12, not_reached=12)).total
    assert total.rates is not None
    assert (total.rates.response.percent, total.rates.cooperation) == (0, None)


def test_tests_and_duplicates_are_counted_nowhere() -> None:
    with_tests = response(cell(1, 72, complete=46, partial=4, not_eligible=2, test=9))
    assert with_tests == response(cell(1, 72, complete=46, partial=4, not_eligible=2))


def test_a_place_where_nobody_was_invited_is_not_told() -> None:
    one = response(cell(1, 12, complete=5), cell(2, 0), cell(3, 15))
    assert [line.location for line in one.locations] == [1, 3]


def test_a_small_place_is_hidden_together_with_the_smallest_of_the_others() -> None:
    one = response(cell(1, 30, complete=9), cell(2, 9, complete=9), cell(3, 12, complete=3))
    assert [line.is_hidden for line in one.locations] == [False, True, True]
    for line in one.locations[1:]:
        assert (line.invited, line.counts, line.no_result) == (None, None, None)
        assert (line.rates, line.outcomes, line.reason) == (None, None, NoRate.HIDDEN)


def test_researchers_see_places_from_five_on_and_readers_from_ten_on() -> None:
    cells = (cell(1, 30), cell(2, 7), cell(3, 12))
    internal = response(*cells, level=Level.INTERNAL, threshold=5)
    assert not any(line.is_hidden for line in internal.locations)
    assert any(line.is_hidden for line in response(*cells).locations)


def test_where_no_place_can_be_shown_it_is_not_told_at_how_many_somebody_is() -> None:
    one = response(*(cell(code, 6, complete=3) for code in range(1, 9)))
    assert (one.locations, one.all_hidden) == ((), True)
    assert one.total.invited == 48


def test_a_small_audience_has_no_numbers_at_all() -> None:
    one = response(cell(1, 4, complete=4), cell(2, 5, complete=1), beside=2)
    assert one.total.is_hidden
    assert (one.locations, one.all_hidden, one.beside) == ((), True, None)


def test_without_invited_numbers_the_size_of_a_place_is_who_is_known_of() -> None:
    one = response(cell(1, None, 4, complete=8), cell(2, None, complete=9), cell(3, None, 40))
    assert [line.is_hidden for line in one.locations] == [True, True, False]


Row = tuple[int, int, int]
"""Invited, complete, refused."""


def _rows(largest: int) -> list[Row]:
    return [
        (invited, complete, refused)
        for invited in range(largest + 1)
        for complete in range(invited + 1)
        for refused in range(invited - complete + 1)
    ]


def _of_rows(rows: Iterable[Row], threshold: int) -> AudienceResponse:
    cells = [
        cell(code, invited, complete=complete, refused=refused)
        for code, (invited, complete, refused) in enumerate(rows, 1)
    ]
    return response(*cells, threshold=threshold)


@pytest.mark.parametrize(("places", "threshold", "largest"), [(2, 3, 5), (3, 2, 3)])
def test_no_attack_by_brute_force_finds_what_is_hidden(
    places: int, threshold: int, largest: int
) -> None:
    """Of all numbers that give the same table, nobody can tell those of a hidden place.

    Of a place that is hidden beside others that are shown, nobody can tell either whether it is small.
    """
    same: defaultdict[str, list[tuple[Row, ...]]] = defaultdict(list)
    for rows in product(_rows(largest), repeat=places):
        same[repr(_of_rows(rows, threshold))].append(rows)
    attacked = 0
    for possible in same.values():
        table = _of_rows(possible[0], threshold)
        if table.total.is_hidden:
            continue
        for line in table.locations:
            if line.is_hidden:
                attacked += 1
                invited = {rows[(line.location or 0) - 1][0] for rows in possible}
                assert min(invited) < threshold <= max(invited)
        if table.all_hidden:
            attacked += 1
            assert all(len({rows[at] for rows in possible}) > 1 for at in range(places))
            assert all(len({rows[at][0] for rows in possible}) > 1 for at in range(places))
    assert attacked > 100


@given(
    numbers=st.lists(
        st.tuples(*[st.integers(min_value=0, max_value=12)] * 10), min_size=1, max_size=6
    )
)
def test_what_is_shown_adds_up_and_the_rates_are_those_of_aapor(
    numbers: list[tuple[int, ...]],
) -> None:
    cells = [
        Cell("people", code, dict(zip(COUNTED, counts, strict=True)), 0, sum(counts) + more)
        for code, (*counts, more, _) in enumerate(numbers, 1)
    ]
    one = response(*cells, threshold=1)
    _adds_up(one)
    for line in (one.total, *one.locations):
        _agrees_with_aapor(line)


def _adds_up(one: AudienceResponse) -> None:
    shown = [dict(line.counts) for line in one.locations if line.counts is not None]
    if one.total.counts is not None and len(shown) == len(one.locations) and not one.all_hidden:
        summed: Mapping[Disposition, int] = {
            each: sum(counts[each] for counts in shown) for each in COUNTED
        }
        assert dict(one.total.counts) == summed
        assert one.total.invited == sum(line.invited or 0 for line in one.locations)


def _agrees_with_aapor(line: ResponseLine) -> None:
    if line.rates is None or line.outcomes is None or line.counts is None:
        return
    for rate, fraction in (
        (line.rates.response, rr2(line.outcomes)),
        (line.rates.strict, rr1(line.outcomes)),
    ):
        assert fraction == pytest.approx(rate.part / rate.base)
    cooperation = line.rates.cooperation
    assert (cooperation is None) == (coop4(line.outcomes) is None)
    assert sum(number for _, number in line.counts) + (line.no_result or 0) == line.invited
