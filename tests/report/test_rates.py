"""Outcome rates are those of AAPOR's Standard Definitions, and no rate is given of numbers that cannot be."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hybridequiz.interview.dispositions import Disposition
from hybridequiz.report.rates import (
    GROUPS,
    NAMES,
    ImpossibleNumbers,
    MoreThanInvited,
    Outcomes,
    all_rates,
    con1,
    con2,
    con3,
    coop1,
    coop4,
    estimated_e,
    outcomes_of,
    percent,
    ref1,
    ref2,
    ref3,
    rr1,
    rr2,
    rr3,
    rr4,
    rr5,
    rr6,
)

NUMBERS = st.integers(min_value=0, max_value=500)
OUTCOMES = st.builds(Outcomes, *[NUMBERS] * 8)
SHARES = st.fractions(min_value=0, max_value=1, max_denominator=50)


def test_the_rates_of_twelve_cases_are_those_of_a_published_example() -> None:
    """The example of the R package outcomerate (README, "Example": rOpenSci, github.com/ropensci/outcomerate).

    I 4, P 2, R 1, NC 1, O 1, UH 1, UO 1, NE 1, with e estimated among those known: 9/10. Printed with three digits.
    """
    of = Outcomes(4, 2, 1, 1, 1, 1, 1, 1)
    assert estimated_e(of) == Fraction(9, 10)
    assert _printed(all_rates(of), 3) == {
        "RR1": 364,
        "RR2": 545,
        "RR3": 370,
        "RR4": 556,
        "RR5": 444,
        "RR6": 667,
        "COOP1": 500,
        "COOP2": 750,
        "COOP3": 571,
        "COOP4": 857,
        "REF1": 91,
        "REF2": 93,
        "REF3": 111,
        "CON1": 727,
        "CON2": 741,
        "CON3": 889,
    }


def test_the_rates_of_sixteen_hundred_cases_are_those_of_a_published_example() -> None:
    """The example of the vignette "Intro to outcomerate" (rOpenSci): I 760, P 339, R 59, NC 288, O 1, UO 173, NE 71.

    Printed with eight digits, e estimated among those known.
    """
    of = Outcomes(760, 339, 59, 288, 1, unknown_other=173, not_eligible=71)
    assert _printed(all_rates(of), 8) == {
        "RR1": 46913580,
        "RR2": 67839506,
        "RR3": 47149080,
        "RR4": 68180052,
        "RR5": 52522460,
        "RR6": 75950242,
        "COOP1": 65573770,
        "COOP2": 94823123,
        "COOP3": 65630397,
        "COOP4": 94905009,
        "REF1": 3641975,
        "REF2": 3660258,
        "REF3": 4077402,
        "CON1": 71543210,
        "CON2": 71902347,
        "CON3": 80096752,
    }


def test_the_rates_of_sixteen_cases_are_exactly_the_published_fractions() -> None:
    """The known results in the tests of outcomerate (tests/testthat/test-rate.R), with e said to be 1/2."""
    of = Outcomes(5, 3, 2, 1, 2, 1, 1, 1)
    assert all_rates(of, Fraction(1, 2)) == {
        "RR1": Fraction(1, 3),
        "RR2": Fraction(8, 15),
        "RR3": Fraction(5, 14),
        "RR4": Fraction(4, 7),
        "RR5": Fraction(5, 13),
        "RR6": Fraction(8, 13),
        "COOP1": Fraction(5, 12),
        "COOP2": Fraction(2, 3),
        "COOP3": Fraction(1, 2),
        "COOP4": Fraction(4, 5),
        "REF1": Fraction(2, 15),
        "REF2": Fraction(1, 7),
        "REF3": Fraction(2, 13),
        "CON1": Fraction(4, 5),
        "CON2": Fraction(6, 7),
        "CON3": Fraction(12, 13),
    }


def test_two_groups_only_give_the_rates_of_a_published_example() -> None:
    """The example of the R package responserates (README, github.com/leeper/responserates): I 100, NC 20."""
    rates = all_rates(Outcomes(complete=100, non_contact=20))
    told = {name: percent(rate * 10) for name, rate in rates.items() if rate is not None}
    assert [told[f"RR{number}"] for number in range(1, 7)] == [833] * 6
    assert [told[f"COOP{number}"] for number in range(1, 5)] == [1000] * 4
    assert [told[f"REF{number}"] for number in range(1, 4)] == [0] * 3
    assert [told[f"CON{number}"] for number in range(1, 4)] == [833] * 3


def _printed(rates: dict[str, Fraction | None], digits: int) -> dict[str, int]:
    """Give rates as they are printed with so many digits, without the point."""
    return {name: round(rate * 10**digits) for name, rate in rates.items() if rate is not None}


def test_the_worked_example_of_the_study_is_71_and_66_per_cent() -> None:
    """72 invited, 2 not eligible, 46 complete, 4 partial (definitions of the study, response and completeness)."""
    counts = {Disposition.COMPLETE: 46, Disposition.PARTIAL: 4, Disposition.NOT_ELIGIBLE: 2}
    of = outcomes_of(counts, 72)
    assert (rr2(of), rr1(of)) == (Fraction(50, 70), Fraction(46, 70))
    assert (percent(Fraction(50, 70)), percent(Fraction(46, 70))) == (71, 66)
    assert of.unknown_other == 20


def test_every_disposition_but_a_test_is_in_a_group_and_a_test_counts_nowhere() -> None:
    assert GROUPS.keys() == set(Disposition) - {Disposition.TEST}
    assert outcomes_of({Disposition.TEST: 9, Disposition.COMPLETE: 1}, 1) == Outcomes(complete=1)


def test_who_withdrew_has_not_refused_so_that_cooperation_is_that_of_the_study() -> None:
    counts = {
        Disposition.COMPLETE: 6,
        Disposition.PARTIAL: 2,
        Disposition.REFUSED: 1,
        Disposition.BROKE_OFF: 1,
        Disposition.WITHDRAWN: 3,
        Disposition.NOT_REACHED: 4,
        Disposition.OTHER: 5,
    }
    of = outcomes_of(counts, 30)
    assert coop4(of) == Fraction(6 + 2, 6 + 2 + 1 + 1)
    assert rr2(of) == Fraction(8, 30)


def test_more_results_than_invited_are_refused_with_both_numbers() -> None:
    with pytest.raises(MoreThanInvited, match=r"13 cases have a result, but only 12 were invited"):
        outcomes_of({Disposition.COMPLETE: 12, Disposition.NOT_ELIGIBLE: 1}, 12)
    assert outcomes_of({Disposition.COMPLETE: 12}, 12).unknown == 0


def test_numbers_below_nought_are_refused() -> None:
    with pytest.raises(ImpossibleNumbers, match="negative"):
        Outcomes(complete=-1)
    with pytest.raises(ImpossibleNumbers, match="negative"):
        outcomes_of({Disposition.COMPLETE: 3, Disposition.REFUSED: -1}, 12)


def test_nobody_in_the_base_gives_no_rate() -> None:
    rates = all_rates(Outcomes(not_eligible=5))
    assert rates == dict.fromkeys(NAMES)
    assert all_rates(Outcomes(unknown_other=5))["RR3"] is None
    assert all_rates(Outcomes(unknown_other=5))["RR1"] == 0


@pytest.mark.parametrize("e", [Fraction(-1, 2), Fraction(3, 2)])
def test_an_e_that_is_no_share_is_refused(e: Fraction) -> None:
    with pytest.raises(ValueError, match="from 0 to 1"):
        rr3(Outcomes(complete=1, unknown_other=1), e)


def test_per_cents_are_whole_and_half_up() -> None:
    assert [percent(Fraction(part, 8)) for part in range(9)] == [0, 13, 25, 38, 50, 63, 75, 88, 100]
    assert percent(Fraction(1, 200)) == 1
    assert percent(Fraction(1, 201)) == 0


@given(part=NUMBERS, more=NUMBERS)
def test_a_per_cent_is_the_whole_number_that_is_nearest(part: int, more: int) -> None:
    share = Fraction(part, part + more) if part + more else Fraction(0)
    assert Fraction(-1, 2) < percent(share) - 100 * share <= Fraction(1, 2)


@given(of=OUTCOMES, e=SHARES)
def test_every_rate_is_from_nought_to_one(of: Outcomes, e: Fraction) -> None:
    assert all(rate is None or 0 <= rate <= 1 for rate in all_rates(of, e).values())


@given(of=OUTCOMES.filter(lambda one: one.eligible > 0), e=SHARES)
def test_rates_come_in_the_order_that_their_numbers_say(of: Outcomes, e: Fraction) -> None:
    """The lowest counts all of unknown eligibility, the highest none; partial interviews never make a rate lower."""
    assert _rise(rr1(of), rr3(of, e), rr5(of))
    assert _rise(rr2(of), rr4(of, e), rr6(of))
    assert _rise(ref1(of), ref2(of, e), ref3(of))
    assert _rise(con1(of), con2(of, e), con3(of))
    assert _rise(rr1(of), rr2(of))
    assert _rise(rr3(of, e), rr4(of, e))
    assert _rise(rr5(of), rr6(of))


@given(of=OUTCOMES.filter(lambda one: one.usable > 0))
def test_who_is_asked_cooperates_at_least_as_much_as_who_is_sought_responds(of: Outcomes) -> None:
    rates = all_rates(of)
    assert _rise(rates["RR5"], rates["COOP1"], rates["COOP3"])
    assert _rise(rates["RR6"], rates["COOP2"], rates["COOP4"])
    assert coop1(of) is not None


@given(of=OUTCOMES.filter(lambda one: one.eligible > 0))
def test_response_is_contact_times_cooperation(of: Outcomes) -> None:
    contact, cooperation = con1(of), coop1(of)
    expected = 0 if not contact or cooperation is None else contact * cooperation
    assert rr1(of) == expected


@given(of=OUTCOMES, times=st.integers(min_value=2, max_value=7), e=SHARES)
def test_a_study_so_many_times_as_large_has_the_same_rates(
    of: Outcomes, times: int, e: Fraction
) -> None:
    larger = Outcomes(**{name: times * number for name, number in vars(of).items()})
    assert all_rates(larger, e) == all_rates(of, e)


@given(of=OUTCOMES)
def test_where_all_are_known_the_response_rates_do_not_depend_on_e(of: Outcomes) -> None:
    known = Outcomes(of.complete, of.partial, of.refused, of.non_contact, of.other)
    assert rr1(known) == rr3(known, Fraction(1, 3)) == rr5(known)
    assert rr2(known) == rr4(known, Fraction(1, 3)) == rr6(known)


@given(
    counts=st.dictionaries(st.sampled_from(list(Disposition)), NUMBERS),
    more=st.integers(min_value=0, max_value=50),
)
def test_response_and_strict_are_the_formulas_of_the_study(
    counts: dict[Disposition, int], more: int
) -> None:
    real = {one: number for one, number in counts.items() if one is not Disposition.TEST}
    invited = sum(real.values()) + more
    of = outcomes_of(counts, invited)
    complete = real.get(Disposition.COMPLETE, 0)
    usable = complete + real.get(Disposition.PARTIAL, 0)
    base = invited - real.get(Disposition.NOT_ELIGIBLE, 0)
    asked = usable + real.get(Disposition.REFUSED, 0) + real.get(Disposition.BROKE_OFF, 0)
    assert rr2(of) == (Fraction(usable, base) if base else None)
    assert rr1(of) == (Fraction(complete, base) if base else None)
    assert coop4(of) == (Fraction(usable, asked) if asked else None)


def _rise(*rates: Fraction | None) -> bool:
    known = [rate for rate in rates if rate is not None]
    return len(known) == len(rates) and known == sorted(known)
