"""How far the fieldwork is: counts by location and audience, and nothing from which a person can be known."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from hybridequiz.interview.dispositions import Disposition
from hybridequiz.store.field_book import Standing
from hybridequiz.store.rows import ResponseState
from hybridequiz.values import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hybridequiz.store.casework import Story
    from hybridequiz.store.rows import ResponseRow

USABLE: Final = (Standing.COMPLETE, Standing.PARTIAL)
"""Interviews that count in figures."""

Cell = tuple[int | None, str]
"""A location's code and an audience."""


@frozen
class Progress:
    """The counts of one audience at one location.

    Attributes:
        location: The location's code.
        audience: The audience.
        invited: How many are invited; None where no case list says so.
        counts: How many stand where.
        organisations: How many organisations are invited; None where nobody has one.
        usable_organisations: Of how many of them there is a usable interview.
    """

    location: int | None
    audience: str
    invited: int | None
    counts: Mapping[Standing, int]
    organisations: int | None = None
    usable_organisations: int = 0


def progress_of_cases(stories: Iterable[Story]) -> list[Progress]:
    """Count cases: every one stands somewhere, so the counts add up to the invited."""
    cells: dict[Cell, list[Story]] = {}
    for story in stories:
        cells.setdefault((story.case.location, story.case.audience), []).append(story)
    return [_counted(cell, cells[cell]) for cell in sorted(cells, key=_order)]


def progress_of_responses(responses: Iterable[ResponseRow]) -> list[Progress]:
    """Count interviews, where nothing is known of who is invited."""
    cells: dict[Cell, Counter[Standing]] = {}
    for row in responses:
        if row.disposition == Disposition.TEST:
            continue
        location = row.session.get("location")
        cell = (
            location if isinstance(location, int) else None,
            str(row.session.get("audience", "")),
        )
        ended = row.state is not ResponseState.OPEN and row.disposition is not None
        standing = Standing.of(row.disposition or 0) if ended else Standing.IN_PROGRESS
        cells.setdefault(cell, Counter())[standing] += 1
    return [Progress(*cell, invited=None, counts=cells[cell]) for cell in sorted(cells, key=_order)]


def unlisted(responses: Iterable[ResponseRow], stories: Iterable[Story]) -> int:
    """Count the interviews that belong to no case of the list: begun before it was loaded.

    What is left of somebody who refused or withdrew leads to no case either, and is counted there by the log.
    """
    codes = {story.case.shown for story in stories}
    return sum(
        row.state is not ResponseState.FORGOTTEN and row.session.get("case") not in codes
        for row in responses
    )


def _counted(cell: Cell, stories: list[Story]) -> Progress:
    organisations = {one.case.organisation for one in stories} - {""}
    usable = {one.case.organisation for one in stories if one.standing in USABLE} - {""}
    return Progress(
        *cell,
        invited=len(stories),
        counts=Counter(one.standing for one in stories),
        organisations=len(organisations) or None,
        usable_organisations=len(usable),
    )


def _order(cell: Cell) -> tuple[bool, int, str]:
    location, audience = cell
    return location is None, location or 0, audience
