"""Of how many organisations the responses are: a number, and nothing else is told of an organisation (0041)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from hybridequiz.report.figures import Audience
from hybridequiz.report.suppression import Rules
from hybridequiz.values import replace

if TYPE_CHECKING:
    from hybridequiz.store.field_book import Case

CASE: Final = "case_code"
"""The fact of a response that leads to its case."""


def organisations_by_case(cases: Iterable[Case]) -> dict[str, dict[str, str]]:
    """Give by audience the organisation of every case that has one, by the code of the case.

    Args:
        cases: The case list.
    """
    found: dict[str, dict[str, str]] = {}
    for one in cases:
        if one.organisation:
            found.setdefault(one.audience, {})[one.shown] = one.organisation
    return found


def organisations_told(
    audience: Audience,
    responses: Mapping[str, int],
    organisations: Mapping[str, str],
    rules: Rules | None,
) -> Audience:
    """Say of how many organisations the responses of an audience are, where that tells of nobody.

    It is told where several people of one organisation answered: where there are fewer organisations than responses.
    The number is hidden where it is small, and where the difference is: then few have a colleague who answered as well,
    and these know each other. It is hidden where there is no difference too, so that hiding does not tell of few.

    Args:
        audience: The audience, enough of them.
        responses: By the code of a case how many responses there are.
        organisations: By the code of a case its organisation.
        rules: What is too small; None where no group may be shown.
    """
    counted = {organisations[case] for case in responses if case in organisations}
    if not counted:
        return audience
    known = sum(number for case, number in responses.items() if case in organisations)
    unknown = sum(responses.values()) - known
    least = None if rules is None else rules.threshold
    if least is None or len(counted) < least or known - len(counted) < least:
        return replace(audience, organisations_hidden=True, without_organisation=None)
    few = 0 < unknown < least
    return replace(
        audience, organisations=len(counted), without_organisation=None if few else unknown
    )
