"""Answers that were set aside: which of their questions are asked again."""

from __future__ import annotations

from collections.abc import Iterable

from hybridequiz.interview.interview import Interview


def asked_again(interview: Interview, set_aside: Iterable[str]) -> frozenset[str]:
    """Give those of the questions that still stand on the route: they have other options now, and need an answer."""
    aside = frozenset(set_aside)
    if not aside:
        return aside
    return frozenset(
        one.id for one in interview.route.items if one.id in aside and interview.is_open(one)
    )
