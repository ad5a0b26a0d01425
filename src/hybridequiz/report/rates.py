"""Outcome rates as the American Association for Public Opinion Research defines them, in whole numbers and fractions.

AAPOR, *Standard Definitions: Final Dispositions of Case Codes and Outcome Rates for Surveys*, 9th edition (2016),
"Calculating Rates from Response Distributions": response rates from page 60 on, cooperation rates from 62, refusal
rates from 63, contact rates from 64.

The rates of a study (its section "response and completeness") are three of them by name: response is RR2, strict is
RR1 and cooperation is COOP4; decision 0034 says how our dispositions come into AAPOR's groups.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from hybridequiz.interview.dispositions import Disposition
from hybridequiz.problems import ExitCode, HybridequizError, say
from hybridequiz.values import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ALL: Final = Fraction(1)
"""Every case of unknown eligibility counts as eligible: the rates with number 1 and 2."""
NONE: Final = Fraction(0)
"""No case of unknown eligibility counts as eligible: the rates with the highest numbers."""


class ImpossibleNumbers(HybridequizError):
    """Numbers that cannot all be right: no rate is given of them."""

    exit_code = ExitCode.INVALID


class MoreThanInvited(ImpossibleNumbers):
    """More has come of the invited than there are.

    Attributes:
        results: How many have a result.
        invited: How many are said to be invited.
    """

    def __init__(self, results: int, invited: int) -> None:
        super().__init__(
            say(
                "{results} cases have a result, but only {invited} were invited: there is no rate."
            ),
            hint=say("Correct the numbers under [invited] in the study file, or the case list."),
            results=results,
            invited=invited,
        )
        self.results = results
        self.invited = invited


@frozen
class Outcomes:
    """How many cases came to what, in AAPOR's groups of final dispositions.

    Attributes:
        complete: I, complete interviews.
        partial: P, partial interviews that can be used.
        refused: R, refusals and break-offs.
        non_contact: NC, eligible and not reached.
        other: O, eligible, and no interview for another reason.
        unknown_household: UH, not known whether there is anybody to ask.
        unknown_other: UO, not known whether the person is eligible.
        not_eligible: Not eligible: in no rate, but in the estimate of e.

    Raises:
        ImpossibleNumbers: when a number is negative.
    """

    complete: int = 0
    partial: int = 0
    refused: int = 0
    non_contact: int = 0
    other: int = 0
    unknown_household: int = 0
    unknown_other: int = 0
    not_eligible: int = 0

    def __post_init__(self) -> None:
        if min(vars(self).values()) < 0:
            raise ImpossibleNumbers(say("A number of cases is negative: there is no rate."))

    @property
    def usable(self) -> int:
        """Count the interviews that can be used: I + P."""
        return self.complete + self.partial

    @property
    def eligible(self) -> int:
        """Count the cases that are known to be eligible: (I + P) + (R + NC + O)."""
        return self.usable + self.refused + self.non_contact + self.other

    @property
    def unknown(self) -> int:
        """Count the cases of unknown eligibility: UH + UO."""
        return self.unknown_household + self.unknown_other


GROUPS: Final[Mapping[Disposition, str]] = {
    Disposition.COMPLETE: "complete",
    Disposition.PARTIAL: "partial",
    Disposition.REFUSED: "refused",
    Disposition.BROKE_OFF: "refused",
    Disposition.WITHDRAWN: "other",
    Disposition.NOT_REACHED: "non_contact",
    Disposition.OTHER: "other",
    Disposition.NOT_ELIGIBLE: "not_eligible",
}
"""In which of AAPOR's groups a disposition is (decision 0034). A test or a duplicate is in none."""


def outcomes_of(counts: Mapping[Disposition, int], invited: int) -> Outcomes:
    """Give AAPOR's groups of the cases that were invited; of whom nothing is known, eligibility is unknown.

    Args:
        counts: How many cases ended in each disposition; tests and duplicates are passed over.
        invited: How many were invited.

    Raises:
        MoreThanInvited: when more cases ended than were invited.
        ImpossibleNumbers: when a number is negative.
    """
    groups: dict[str, int] = {}
    for disposition, number in counts.items():
        if disposition is not Disposition.TEST:
            group = GROUPS[disposition]
            groups[group] = groups.get(group, 0) + number
    results = sum(groups.values())
    if results > invited:
        raise MoreThanInvited(results, invited)
    return Outcomes(**groups, unknown_other=invited - results)


# Response rates


def rr1(of: Outcomes) -> Fraction | None:
    """Give RR1, the minimum response rate: I / ((I + P) + (R + NC + O) + (UH + UO)).

    None here, and of the other rates, where nobody is in the base.
    """
    return _share(of.complete, _cases(of, ALL))


def rr2(of: Outcomes) -> Fraction | None:
    """Give RR2: (I + P) / ((I + P) + (R + NC + O) + (UH + UO))."""
    return _share(of.usable, _cases(of, ALL))


def rr3(of: Outcomes, e: Fraction) -> Fraction | None:
    """Give RR3: I / ((I + P) + (R + NC + O) + e (UH + UO)).

    Args:
        of: The outcomes.
        e: The estimated share of the cases of unknown eligibility that are eligible, 0 to 1.
    """
    return _share(of.complete, _cases(of, e))


def rr4(of: Outcomes, e: Fraction) -> Fraction | None:
    """Give RR4: (I + P) / ((I + P) + (R + NC + O) + e (UH + UO)); `e` as of RR3."""
    return _share(of.usable, _cases(of, e))


def rr5(of: Outcomes) -> Fraction | None:
    """Give RR5, the maximum response rate: I / ((I + P) + (R + NC + O))."""
    return _share(of.complete, _cases(of, NONE))


def rr6(of: Outcomes) -> Fraction | None:
    """Give RR6: (I + P) / ((I + P) + (R + NC + O))."""
    return _share(of.usable, _cases(of, NONE))


# Cooperation rates


def coop1(of: Outcomes) -> Fraction | None:
    """Give COOP1, the minimum cooperation rate: I / ((I + P) + R + O)."""
    return _share(of.complete, Fraction(_contacted(of)))


def coop2(of: Outcomes) -> Fraction | None:
    """Give COOP2: (I + P) / ((I + P) + R + O)."""
    return _share(of.usable, Fraction(_contacted(of)))


def coop3(of: Outcomes) -> Fraction | None:
    """Give COOP3: I / ((I + P) + R)."""
    return _share(of.complete, Fraction(of.usable + of.refused))


def coop4(of: Outcomes) -> Fraction | None:
    """Give COOP4: (I + P) / ((I + P) + R)."""
    return _share(of.usable, Fraction(of.usable + of.refused))


# Refusal rates


def ref1(of: Outcomes) -> Fraction | None:
    """Give REF1: R / ((I + P) + (R + NC + O) + (UH + UO))."""
    return _share(of.refused, _cases(of, ALL))


def ref2(of: Outcomes, e: Fraction) -> Fraction | None:
    """Give REF2: R / ((I + P) + (R + NC + O) + e (UH + UO)); `e` as of RR3."""
    return _share(of.refused, _cases(of, e))


def ref3(of: Outcomes) -> Fraction | None:
    """Give REF3: R / ((I + P) + (R + NC + O))."""
    return _share(of.refused, _cases(of, NONE))


# Contact rates


def con1(of: Outcomes) -> Fraction | None:
    """Give CON1: ((I + P) + R + O) / ((I + P) + R + O + NC + (UH + UO))."""
    return _share(_contacted(of), _cases(of, ALL))


def con2(of: Outcomes, e: Fraction) -> Fraction | None:
    """Give CON2: ((I + P) + R + O) / ((I + P) + R + O + NC + e (UH + UO)); `e` as of RR3."""
    return _share(_contacted(of), _cases(of, e))


def con3(of: Outcomes) -> Fraction | None:
    """Give CON3: ((I + P) + R + O) / ((I + P) + R + O + NC)."""
    return _share(_contacted(of), _cases(of, NONE))


def estimated_e(of: Outcomes) -> Fraction | None:
    """Estimate e by proportional allocation: among those of whom it is known, the share that is eligible.

    AAPOR prescribes no estimate, but asks to say which one was made; this one is called CASRO's.

    Returns:
        None where nothing is known of anybody.
    """
    return _share(of.eligible, Fraction(of.eligible + of.not_eligible))


_RATES: Final[Mapping[str, Callable[[Outcomes], Fraction | None]]] = {
    "RR1": rr1,
    "RR2": rr2,
    "RR5": rr5,
    "RR6": rr6,
    "COOP1": coop1,
    "COOP2": coop2,
    "COOP3": coop3,
    "COOP4": coop4,
    "REF1": ref1,
    "REF3": ref3,
    "CON1": con1,
    "CON3": con3,
}
_ESTIMATED: Final[Mapping[str, Callable[[Outcomes, Fraction], Fraction | None]]] = {
    "RR3": rr3,
    "RR4": rr4,
    "REF2": ref2,
    "CON2": con2,
}
NAMES: Final = tuple(
    f"{kind}{number}"
    for kind, last in (("RR", 6), ("COOP", 4), ("REF", 3), ("CON", 3))
    for number in range(1, last + 1)
)
"""The names of all rates, in AAPOR's order."""


def all_rates(of: Outcomes, e: Fraction | None = None) -> dict[str, Fraction | None]:
    """Give every rate by its name, in AAPOR's order.

    Args:
        of: The outcomes.
        e: See `rr3`; where it is not given it is estimated, and where it cannot be, rates that need it are None.
    """
    known = estimated_e(of) if e is None else e
    return {
        name: _RATES[name](of)
        if name in _RATES
        else (None if known is None else _ESTIMATED[name](of, known))
        for name in NAMES
    }


def percent(share: Fraction) -> int:
    """Give a share of 0 or more in whole per cents, half up, reckoned with whole numbers: 1/8 is 13."""
    return (200 * share.numerator + share.denominator) // (2 * share.denominator)


def _cases(of: Outcomes, e: Fraction) -> Fraction:
    """Give the base of response, refusal and contact rates: the eligible cases, and those that may be.

    Raises:
        ValueError: when `e` is no share.
    """
    if not NONE <= e <= ALL:
        raise ValueError("e is a share, from 0 to 1")
    return of.eligible + e * of.unknown


def _contacted(of: Outcomes) -> int:
    return of.usable + of.refused + of.other


def _share(part: int, base: Fraction) -> Fraction | None:
    return part / base if base else None
