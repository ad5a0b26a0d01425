"""The response of a study as plain data, for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hybridequiz.report.rates import all_rates, estimated_e, percent

if TYPE_CHECKING:
    from fractions import Fraction

    from hybridequiz.report.response import (
        AudienceResponse,
        BrokenDown,
        Rate,
        ResponseLine,
        ResponseTable,
    )

SCHEMA: Final = 1
"""The version of the format."""
STANDARD: Final = "AAPOR, Standard Definitions, 9th edition, 2016"
NAMES: Final = {"response": "RR2", "strict": "RR1", "cooperation": "COOP4"}
"""What AAPOR calls the rates of a study."""


def response_json(table: ResponseTable) -> dict[str, Any]:
    """Give the response of a study as plain data; what is hidden is null, and its `no_rate` is `hidden`.

    Rates are whole per cents with numerator and base; those of AAPOR are per cents and exact fractions.
    """
    return {
        "schema": SCHEMA,
        "standard": STANDARD,
        "level": table.level.value,
        "threshold": table.threshold,
        "rehearsal": table.rehearsal,
        "audiences": [_audience(one) for one in table.audiences],
    }


def _audience(one: AudienceResponse) -> dict[str, Any]:
    return {
        "audience": one.audience,
        "invited_from": one.source.value,
        "total": _line(one.total),
        "locations": [{"location": line.location, **_line(line)} for line in one.locations],
        "locations_hidden": one.all_hidden,
        "not_on_the_list": one.beside,
        "invited_by_study_file": one.other_number,
        "impossible_and_hidden": [dict(place) for place in one.doubtful],
        "breakdowns": [_broken_down(each) for each in one.groups],
    }


def _broken_down(one: BrokenDown) -> dict[str, Any]:
    return {
        "breakdown": one.id,
        "name": dict(one.name),
        "groups_from": one.source.value,
        "groups": [{"group": line.group or None, **_line(line)} for line in one.lines],
        "groups_hidden": one.is_hidden,
    }


def _line(line: ResponseLine) -> dict[str, Any]:
    counts = line.counts
    return {
        "name": dict(line.name),
        "invited": line.invited,
        "counts": None if counts is None else {one.name.lower(): number for one, number in counts},
        "no_result": line.no_result,
        "rates": None if line.rates is None else _rates(line),
        "no_rate": None if line.reason is None else line.reason.value,
    }


def _rates(line: ResponseLine) -> dict[str, Any]:
    """Give the rates of the study, and all of AAPOR's with the e that was estimated, where these can be known."""
    rates, of = line.rates, line.outcomes
    told = {name: _rate(getattr(rates, name), called) for name, called in NAMES.items()}
    if of is None:
        return told
    e = estimated_e(of)
    return {
        **told,
        "aapor": {name: _share(share) for name, share in all_rates(of, e).items()},
        "e": None if e is None else str(e),
    }


def _rate(rate: Rate | None, name: str) -> dict[str, Any] | None:
    if rate is None:
        return None
    return {"aapor": name, "part": rate.part, "base": rate.base, "percent": rate.percent}


def _share(share: Fraction | None) -> dict[str, Any] | None:
    return None if share is None else {"percent": percent(share), "fraction": str(share)}
