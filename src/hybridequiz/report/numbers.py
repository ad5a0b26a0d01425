"""The arithmetic of figures: whole numbers and decimals only, so that every machine prints the same."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

Z: Final = Decimal("1.959963984540054")
"""The 97.5 % point of the standard normal distribution."""
_EXACT: Final = Context(prec=40, rounding=ROUND_HALF_UP)


def percentage(count: int, base: int) -> int:
    """Give a share in whole percent, half up; below zero half down, so that a balance is the same turned round.

    Args:
        count: How many are counted.
        base: Of how many; at least one.
    """
    whole = (200 * abs(count) + base) // (2 * base)
    return whole if count >= 0 else -whole


def tens_above(count: int, base: int) -> int:
    """Give the tens of percent that a share, or a balance, is at most.

    Args:
        count: How many are counted.
        base: Of how many; at least one.
    """
    return -(-10 * count // base) * 10


def tens_below(count: int, base: int) -> int:
    """Give the tens of percent that a share, or a balance, is at least; as `tens_above`."""
    return 10 * count // base * 10


def mean(total: Decimal, base: int, decimals: int) -> Decimal:
    """Give a mean, half up.

    Args:
        total: The sum.
        base: Of how many; at least one.
        decimals: Digits after the mark.
    """
    return rounded(_EXACT.divide(total, Decimal(base)), decimals)


def rounded(number: Decimal, decimals: int) -> Decimal:
    """Round half up; what rounds to nought has no sign."""
    return _EXACT.plus(number.quantize(Decimal(1).scaleb(-decimals), context=_EXACT))


def wilson(count: int, base: int, population: int | None = None) -> tuple[Decimal, Decimal]:
    """Give the 95 % interval of a share by Wilson's score method, in percent with one decimal.

    Where it is known of how many the base is a sample, that is reckoned with: whoever did not answer is all that is not
    known. Of a sample of n without replacement from N a share has the variance P(1 - P)/n * (N - n)/(N - 1). It is that
    of a sample of n(N - 1)/(N - n) from a population without end: Wilson's method with this effective size. Where all
    of them answered nothing is uncertain, and the interval is the share.

    Sources: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the
    American Statistical Association 22 (1927), 209-212; without a correction for continuity. The variance:
    W. G. Cochran, "Sampling Techniques", 3rd edition (1977), theorem 3.2. Wilson's method with an effective size:
    N. Dean and M. Pagano, "Evaluating confidence interval methods for binomial proportions in clustered surveys",
    Journal of Survey Statistics and Methodology 3 (2015), 484-503.

    Args:
        count: How many are counted.
        base: Of how many; at least one.
        population: Of how many these are a sample, at least as many; None where that is not known, or without end.

    Raises:
        ValueError: The base is more than the population.
    """
    share = _EXACT.divide(Decimal(count), Decimal(base))
    if population is not None and base >= population:
        if base > population:
            raise ValueError(f"a sample of {base} from {population}")
        whole = rounded(100 * share, 1)
        return whole, whole
    number = Decimal(base)
    if population is not None:
        number = _EXACT.divide(number * (population - 1), Decimal(population - base))
    square = Z * Z
    scale = 1 + _EXACT.divide(square, number)
    middle = _EXACT.divide(share + _EXACT.divide(square, 2 * number), scale)
    spread = _EXACT.divide(share * (1 - share), number) + _EXACT.divide(square, 4 * number * number)
    half = _EXACT.divide(Z * _EXACT.sqrt(spread), scale)
    low, high = max(middle - half, Decimal(0)), min(middle + half, Decimal(1))
    return rounded(100 * low, 1), rounded(100 * high, 1)
