"""The arithmetic of figures agrees with that of another maker."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.optimize import brentq
from scipy.stats import binomtest, hypergeom, norm

from hybridequiz.report.numbers import mean, percentage, wilson

BASES = st.integers(1, 3_000)


@st.composite
def shares(draw: st.DrawFn) -> tuple[int, int]:
    base = draw(BASES)
    return draw(st.integers(0, base)), base


@given(shares())
@example((1, 8))
@example((3, 8))
@example((48, 50))
def test_a_percentage_is_the_nearest_whole_one_and_half_goes_up(share: tuple[int, int]) -> None:
    count, base = share
    percent = percentage(count, base)
    gap = percent - Fraction(100 * count, base)
    assert Fraction(-1, 2) < gap <= Fraction(1, 2)


@pytest.mark.parametrize(
    ("count", "base", "percent"),
    [(1, 8, 13), (3, 8, 38), (5, 8, 63), (1, 200, 1), (1, 201, 0), (22, 23, 96), (50, 70, 71)],
)
def test_half_goes_up_in_whole_numbers(count: int, base: int, percent: int) -> None:
    assert percentage(count, base) == percent


@given(shares())
def test_a_balance_turned_round_is_the_same_with_the_other_sign(share: tuple[int, int]) -> None:
    count, base = share
    assert percentage(-count, base) == -percentage(count, base)


@given(
    st.lists(st.decimals(-1_000, 1_000, places=2), min_size=1, max_size=60),
    st.integers(0, 4),
)
@example([Decimal("0.5"), Decimal(0)], 1)
def test_a_mean_is_the_exact_one_rounded_half_up(numbers: list[Decimal], decimals: int) -> None:
    found = mean(sum(numbers, Decimal()), len(numbers), decimals)
    exact = sum(map(Fraction, numbers), Fraction()) / len(numbers)
    scaled = abs(exact) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    assert abs(found) == Decimal(whole).scaleb(-decimals)
    assert found == 0 or (found > 0) == (exact > 0)
    assert found.as_tuple().exponent == -decimals


def test_a_mean_of_eight_and_a_half_tenths_goes_up() -> None:
    assert mean(Decimal(17), 20, 1) == Decimal("0.9")
    assert mean(Decimal("0.25"), 1, 1) == Decimal("0.3")


@given(shares())
@example((0, 10))
@example((10, 10))
@example((48, 50))
def test_an_interval_is_that_of_scipy(share: tuple[int, int]) -> None:
    count, base = share
    known = binomtest(count, base).proportion_ci(0.95, method="wilson")
    for own, other in zip(wilson(count, base), (known.low, known.high), strict=True):
        # scipy calculates in floats: a digit apart at most where it is half a digit from both
        assert abs(own - Decimal(100 * float(other))) <= Decimal("0.0500001")
        assert own == own.quantize(Decimal("0.1"), ROUND_HALF_UP)


@given(shares())
def test_an_interval_lies_around_its_share(share: tuple[int, int]) -> None:
    count, base = share
    low, high = wilson(count, base)
    exact = Fraction(100 * count, base)
    assert Fraction(low) - Fraction(1, 20) <= exact <= Fraction(high) + Fraction(1, 20)
    assert 0 <= low <= high <= 100


@st.composite
def samples(draw: st.DrawFn) -> tuple[int, int, int]:
    count, base = draw(shares())
    return count, base, base + draw(st.integers(1, 3_000))


@given(samples())
@example((48, 50, 70))
@example((0, 1, 2))
@example((50, 50, 51))
def test_the_ends_of_the_interval_of_a_sample_are_where_the_share_is_just_not_too_far_off(
    sample: tuple[int, int, int],
) -> None:
    """Scipy solves the equation of the score test, with the variance of a sample without replacement."""
    count, base, population = sample
    share, left = count / base, (population - base) / (population - 1)

    def far_off(true: float) -> float:
        variance = true * (1 - true) / base * left
        return float((share - true) ** 2 - norm.ppf(0.975) ** 2 * variance)

    low = 0.0 if count == 0 else brentq(far_off, 0, min(share, 1 - 1e-9))
    high = 1.0 if count == base else brentq(far_off, max(share, 1e-9), 1)
    for own, other in zip(wilson(count, base, population), (low, high), strict=True):
        assert abs(own - Decimal(100 * float(other))) <= Decimal("0.0500001")


@given(samples())
def test_to_know_of_how_many_they_are_a_sample_never_makes_an_interval_wider(
    sample: tuple[int, int, int],
) -> None:
    count, base, population = sample
    low, high = wilson(count, base)
    assert low <= wilson(count, base, population)[0]
    assert wilson(count, base, population)[1] <= high


@given(shares())
def test_where_all_answered_the_interval_is_the_share(share: tuple[int, int]) -> None:
    count, base = share
    low, high = wilson(count, base, base)
    assert low == high
    assert abs(Fraction(low) - Fraction(100 * count, base)) <= Fraction(1, 20)


def test_no_sample_is_larger_than_what_it_is_of() -> None:
    with pytest.raises(ValueError, match="a sample of 51 from 50"):
        wilson(1, 51, 50)


@pytest.mark.parametrize(("base", "population"), [(20, 30), (40, 60), (50, 72), (90, 100)])
def test_of_all_samples_that_can_be_drawn_about_95_in_100_have_an_interval_with_the_share(
    base: int, population: int
) -> None:
    covered = []
    for having in range(population + 1):
        exact = Decimal(100 * having) / population
        inside = (
            float(hypergeom.pmf(count, population, having, base))
            for count in range(max(0, base + having - population), min(base, having) + 1)
            if wilson(count, base, population)[0] - Decimal("0.05")
            <= exact
            <= wilson(count, base, population)[1] + Decimal("0.05")
        )
        covered.append(sum(inside))
    assert 0.94 < sum(covered) / len(covered) < 0.98
