"""Conditions on dates of which a part may be unknown: true or false where every day of the span says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conditions.samples import DONT_KNOW, NOT_APPLICABLE
from hybridequiz.questionnaire.conditions import (
    Condition,
    ConditionFaults,
    Guard,
    Kind,
    Scope,
    Symbol,
    compile_condition,
)
from hybridequiz.questionnaire.conditions.analysis import Step, Verdict, analyse
from hybridequiz.questionnaire.partial_dates import PRECISIONS, PartialDate, Precision

START: Final = Symbol("start", Kind.PARTIAL_DATE, precisions=PRECISIONS)
END: Final = Symbol("end", Kind.PARTIAL_DATE, precisions=("month",))
DAY: Final = Symbol("day", Kind.DATE)
SCOPE: Final = Scope({one.name: one for one in (START, END, DAY)})
SIGNS: Final = ("==", "!=", "<", "<=", ">", ">=")
YEAR: Final = 2019

near = st.dates(date(2018, 12, 1), date(2020, 2, 1))
spans = st.builds(PartialDate.of, near, st.sampled_from(PRECISIONS))


@cache
def compiled(source: str) -> Condition:
    return compile_condition(source, SCOPE, wanted=None)


def outcome(source: str, **env: object) -> object:
    return compiled(source).evaluate(env)


def days_of(span: PartialDate) -> Iterator[date]:
    day = span.first
    while day <= span.last:
        yield day
        day += timedelta(days=1)


def agreed(outcomes: set[object]) -> object:
    return outcomes.pop() if len(outcomes) == 1 else NOT_APPLICABLE


@settings(deadline=None)
@given(spans, near, st.sampled_from(SIGNS))
def test_a_comparison_is_what_it_is_for_every_day_or_unknown(
    span: PartialDate, day: date, sign: str
) -> None:
    each = {outcome(f"day {sign} date('{day}')", day=one) for one in days_of(span)}
    expected = agreed(each)
    assert outcome(f"start {sign} date('{day}')", start=span) is expected
    assert outcome(f"start {sign} day", start=span, day=day) is expected
    assert outcome(f"start in [date('{day}')]", start=span) is outcome(
        f"start == date('{day}')", start=span
    )
    turned = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}.get(sign, sign)
    assert outcome(f"date('{day}') {turned} start", start=span) is expected


@settings(deadline=None)
@given(spans, spans, st.sampled_from(SIGNS))
def test_two_spans_are_compared_by_their_ends_as_by_their_days(
    one: PartialDate, other: PartialDate, sign: str
) -> None:
    corners = {
        outcome(f"day {sign} date('{second}')", day=first)
        for first in (one.first, one.last)
        for second in (other.first, other.last)
    }
    found = outcome(f"start {sign} end", start=one, end=other)
    if len(corners) > 1:
        assert found is NOT_APPLICABLE
    elif sign in ("<", "<=", ">", ">="):
        assert found in corners
    else:
        apart = one.last < other.first or other.last < one.first
        exact = one.first == one.last == other.first == other.last
        assert found is ((sign == "!=") if apart else (sign == "==") if exact else NOT_APPLICABLE)


@settings(deadline=None)
@given(spans, near)
def test_years_and_days_between_are_given_where_all_days_agree(
    span: PartialDate, day: date
) -> None:
    for source in (
        "years_between({}, date('{}'))",
        "years_between(date('{1}'), {0})",
        "{} - date('{}')",
    ):
        each = {outcome(source.format("day", day), day=one) for one in days_of(span)}
        assert outcome(source.format("start", day), start=span) == agreed(each)


def test_the_year_is_always_known_and_a_reason_stays_a_reason() -> None:
    for span in (PartialDate(YEAR), PartialDate(YEAR, 5), PartialDate(YEAR, 5, 17)):
        assert outcome("year(start)", start=span) == YEAR
    assert outcome("start < date('2020-01-01')", start=DONT_KNOW) is DONT_KNOW
    assert outcome("years_between(start, day)", start=DONT_KNOW, day=date.min) is DONT_KNOW
    assert outcome("answered(start)", start=PartialDate(YEAR)) is True


def test_it_goes_where_a_date_goes_and_nowhere_else() -> None:
    for source in ("start == 2019", 'start == "2019"', "start + 1 == 2", "len(start) == 4"):
        with pytest.raises(ConditionFaults) as caught:
            compile_condition(source, SCOPE)
        assert [one.code for one in caught.value.faults] == ["type-mismatch"]
    with pytest.raises(ConditionFaults) as caught:
        compile_condition('start > "2019-05-01"', SCOPE)
    assert caught.value.faults[0].hint == 'write date("2019-05-01")'
    with pytest.raises(ConditionFaults):
        compile_condition("start", SCOPE, wanted=Kind.DATE)
    assert (
        outcome("start if day > start else day", start=PartialDate(YEAR), day=date.min) == date.min
    )


def verdict(source: str, *symbols: Symbol) -> Verdict:
    steps = [Step(one, one.name) for one in symbols]
    guard = Guard(compile_condition(source, SCOPE), shows_on_unknown=False)
    return analyse([*steps, Step(None, "last", (guard,))], []).steps[-1].guards[0]


def test_the_analysis_knows_that_a_span_can_leave_it_open() -> None:
    found = verdict("start < date('2020-01-02')", START)
    assert (found.decided, found.always) == (True, None)
    assert found.unknown is not None
    assert found.unknown.worked_out
    assert verdict("year(start) == 2019", START).unknown is None
    assert verdict("start < day", START, DAY).unknown is not None


@pytest.mark.parametrize(
    ("source", "precision", "unknown"),
    [
        ("start >= date('2020-01-01')", "year", False),  # no year is open on its first day
        ("start >= date('2020-01-02')", "year", True),
        ("start >= date('2020-05-01')", "month", False),
        ("start > date('2020-05-01')", "month", True),
        ("start >= date('2020-05-01')", "year", True),
        ("start == date('2020-05-01')", "month", True),
        ("start <= date('2020-05-31')", "month", False),
        ("start == date('2020-05-01')", "day", False),
    ],
)
def test_whether_it_can_be_unknown_follows_from_how_exact_it_is(
    source: str, precision: Precision, *, unknown: bool
) -> None:
    symbol = Symbol("start", Kind.PARTIAL_DATE, precisions=(precision,))
    assert (verdict(source, symbol).unknown is not None) is unknown


BOUNDS: Final = ("2019-01-01", "2019-05-01", "2019-05-17", "2019-05-18", "2019-12-31")


@cache
def every_span(precision: Precision) -> frozenset[PartialDate]:
    first = date(2017, 12, 1)
    days = (first + timedelta(days=number) for number in range(1000))
    return frozenset(PartialDate.of(day, precision) for day in days)


@settings(deadline=None)
@given(
    st.sampled_from(SIGNS),
    st.sampled_from(BOUNDS),
    st.sampled_from(SIGNS),
    st.sampled_from(BOUNDS),
    st.sampled_from(["and", "or"]),
    st.lists(st.sampled_from(PRECISIONS), min_size=1, unique=True).map(tuple),
)
def test_the_analysis_is_exact_for_two_bounds(
    first: str, one: str, second: str, other: str, word: str, precisions: tuple[Precision, ...]
) -> None:
    source = f"start {first} date('{one}') {word} start {second} date('{other}')"
    symbol = Symbol("start", Kind.PARTIAL_DATE, precisions=precisions)
    condition = compile_condition(source, SCOPE)
    every = [span for precision in precisions for span in every_span(precision)]
    outcomes = {condition.evaluate({"start": span}) for span in every}
    found = verdict(source, symbol)
    assert found.decided
    assert (found.unknown is not None) == (NOT_APPLICABLE in outcomes)
    assert found.always == (next(iter(outcomes)) if outcomes in ({True}, {False}) else None)
