"""The response of a study by audience and location: counts and rates as values, small groups hidden in them.

Rates are of who was invited. Where that is not known there are counts only, and the reason is said.
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from hybridequiz.interview.dispositions import Disposition
from hybridequiz.questionnaire.texts import Text
from hybridequiz.report.figures import Level
from hybridequiz.report.hiding import hidden_groups
from hybridequiz.report.rates import MoreThanInvited, Outcomes, outcomes_of, percent
from hybridequiz.values import frozen, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

Counts = dict[Disposition, int]
COUNTED: Final = tuple(one for one in Disposition if one is not Disposition.TEST)
"""The dispositions that are counted, in their order: never a test or a duplicate."""


class Source(StrEnum):
    """How it is known who was invited."""

    CASE_LIST = "case_list"
    STUDY_FILE = "study_file"
    UNKNOWN = "unknown"


class NoRate(StrEnum):
    """Why there is no rate."""

    HIDDEN = "hidden"
    """The group is too small, or would give that of another away."""
    INVITED_UNKNOWN = "invited_unknown"
    """Nobody says how many were invited."""
    MORE_THAN_INVITED = "more_than_invited"
    """More cases have a result than were invited: one of the numbers is wrong."""
    NOBODY_ELIGIBLE = "nobody_eligible"
    """Of the invited nobody was eligible, or nobody was invited."""
    NOT_ELIGIBLE_UNKNOWN = "not_eligible_unknown"
    """Some are not eligible, and it is not known in which group they are."""
    GROUP_UNKNOWN = "group_unknown"
    """Of some respondents it is not known in which group they are."""


@frozen
class Rate:
    """A rate of the study.

    Attributes:
        part: How many are counted.
        base: Of how many.
        percent: In whole per cents, half up.
    """

    part: int
    base: int
    percent: int


@frozen
class StudyRates:
    """The three rates of a study, each one of AAPOR's.

    Attributes:
        response: Usable interviews among the invited that are not known to be ineligible: RR2.
        strict: Complete interviews among the same: RR1.
        cooperation: Usable interviews among these, refusals and break-offs: COOP4. None where there is none of them.
    """

    response: Rate
    strict: Rate
    cooperation: Rate | None


@frozen
class Cell:
    """What came of the invited of one audience at one location, before anything is hidden.

    Attributes:
        audience: The audience.
        location: The location's code; None for who has none.
        counts: How many ended in each disposition.
        open: How many cases, or interviews where no cases are known, have no result yet.
        invited: How many were invited; None where that is not known.
    """

    audience: str
    location: int | None
    counts: Mapping[Disposition, int]
    open: int = 0
    invited: int | None = None

    @property
    def results(self) -> int:
        """Count those with a result."""
        return sum(self.counts.get(one, 0) for one in COUNTED)

    @property
    def size(self) -> int:
        """Give how many it is about: the invited, or those that are known of."""
        return self.results + self.open if self.invited is None else self.invited


@frozen
class ResponseLine:
    """The response of an audience, or of those at one location.

    Attributes:
        audience: The audience.
        name: What the audience, or the location, is called.
        is_total: Whether it is of the whole audience.
        location: The location's code; None for a whole audience, and for who has no location.
        invited: How many were invited; None where that is hidden or not known.
        counts: How many ended in each disposition, in their order; None where that is hidden.
        no_result: How many have no result yet; None where that is hidden, or cannot be known.
        outcomes: The counts in AAPOR's groups; None where there is no rate.
        rates: The rates; None where there is none.
        reason: Why there is none.
        group: The group of a breakdown that it is of; empty for any other line.
    """

    audience: str
    name: Text
    is_total: bool
    location: int | None = None
    invited: int | None = None
    counts: tuple[tuple[Disposition, int], ...] | None = None
    no_result: int | None = None
    outcomes: Outcomes | None = None
    rates: StudyRates | None = None
    reason: NoRate | None = None
    group: str = ""

    @property
    def is_hidden(self) -> bool:
        """Tell whether its numbers are hidden."""
        return self.counts is None

    @property
    def usable(self) -> int | None:
        """Count complete and usable partial interviews; None where that is hidden."""
        if self.counts is None:
            return None
        known = dict(self.counts)
        return known[Disposition.COMPLETE] + known[Disposition.PARTIAL]


@frozen
class BrokenDown:
    """The response by the groups of a breakdown.

    Attributes:
        id: The breakdown.
        name: What it is called.
        source: How it is known in which group who is invited is.
        lines: Its groups where somebody is, then who is in none; none where they may not be shown.
    """

    id: str
    name: Text
    source: Source
    lines: tuple[ResponseLine, ...] = ()

    @property
    def is_hidden(self) -> bool:
        """Tell whether it may not be shown."""
        return not self.lines


@frozen
class AudienceResponse:
    """The response of one audience.

    Attributes:
        audience: The audience.
        source: How it is known who was invited.
        total: The whole audience.
        locations: The locations where somebody was invited or answered, in the order of the study; none of them where
            not one can be shown, for then it is not told either at how many somebody is.
        all_hidden: Whether there are locations, and not one can be shown.
        beside: How many interviews are of no case on the list, and not counted; None where that is hidden.
        other_number: How many the study file says were invited, where the case list has another number.
        doubtful: The hidden locations with more results than invited; told to researchers only.
        groups: The same by breakdowns, those of which anything is known.
    """

    audience: str
    source: Source
    total: ResponseLine
    locations: tuple[ResponseLine, ...] = ()
    all_hidden: bool = False
    beside: int | None = 0
    other_number: int | None = None
    doubtful: tuple[Text, ...] = ()
    groups: tuple[BrokenDown, ...] = ()


@frozen
class ResponseTable:
    """The response of a study. Audiences are never added up.

    Attributes:
        level: For whom it is.
        threshold: The smallest group that is shown.
        rehearsal: Whether it is of rehearsals.
        languages: The languages of its words; the first is the source.
        audiences: The audiences.
    """

    level: Level
    threshold: int
    rehearsal: bool
    languages: tuple[str, ...]
    audiences: tuple[AudienceResponse, ...]

    @property
    def lines(self) -> tuple[ResponseLine, ...]:
        """Give all lines: every audience, then its locations."""
        return tuple(line for one in self.audiences for line in (one.total, *one.locations))

    def line_of(self, audience: str) -> ResponseLine | None:
        """Give the line of a whole audience; None where there is none."""
        return next((one.total for one in self.audiences if one.audience == audience), None)

    @property
    def has_hidden(self) -> bool:
        """Tell whether anything is hidden."""
        lines = any(line.is_hidden for line in self.lines)
        groups = any(each.is_hidden for one in self.audiences for each in one.groups)
        return lines or groups or any(one.all_hidden for one in self.audiences)


@frozen
class Known:
    """What is known of one audience, before anything is hidden.

    Attributes:
        audience: The audience.
        title: What it is called.
        source: How it is known who was invited.
        cells: By location, in the order in which they are told.
        invited: How many were invited in all; None where that is not known.
        beside: How many interviews are of no case on the list.
        other_number: See `AudienceResponse`.
    """

    audience: str
    title: Text
    source: Source
    cells: Sequence[Cell]
    invited: int | None = None
    beside: int = 0
    other_number: int | None = None


def audience_response(
    known: Known,
    place: Callable[[int | None], Text],
    level: Level,
    threshold: int,
    hidden_too: Collection[int | None] = (),
) -> AudienceResponse:
    """Give the response of an audience, with what is too small to be shown hidden.

    Args:
        known: What is known of it.
        place: Gives what a location is called.
        level: For whom it is.
        threshold: The smallest group that is shown.
        hidden_too: Locations that are hidden in another table of the same people: as if nobody were there.
    """
    whole = _together(known)
    cells = [one for one in known.cells if one.size or one.results]
    total = full_line(whole, known.title, is_total=True)
    if any(_outcomes(one)[1] is NoRate.MORE_THAN_INVITED for one in cells):
        total = _without_rates(total)
    shown = whole.size >= threshold
    sizes = {one.location: 0 if one.location in hidden_too else one.size for one in cells}
    hidden = hidden_groups(sizes, threshold)
    lines = [full_line(one, place(one.location), is_total=False) for one in cells]
    some = shown and len(hidden) < len(lines)
    told = level is Level.INTERNAL and shown
    return AudienceResponse(
        known.audience,
        known.source,
        total if shown else _hidden(total),
        tuple(_hidden(one) if one.location in hidden else one for one in lines) if some else (),
        all_hidden=bool(lines) and not some,
        beside=known.beside if told or not known.beside else None,
        other_number=known.other_number if shown else None,
        doubtful=tuple(_doubtful(lines, hidden)) if told else (),
    )


def _doubtful(lines: Iterable[ResponseLine], hidden: Collection[int | None]) -> Iterator[Text]:
    """Name the hidden locations of which the numbers cannot be right."""
    for line in lines:
        if line.location in hidden and line.reason is NoRate.MORE_THAN_INVITED:
            yield line.name


def _together(known: Known) -> Cell:
    """Give the cell of a whole audience."""
    counts: Counts = {}
    for cell in known.cells:
        for disposition, number in cell.counts.items():
            counts[disposition] = counts.get(disposition, 0) + number
    return Cell(known.audience, None, counts, sum(one.open for one in known.cells), known.invited)


def full_line(cell: Cell, name: Text, *, is_total: bool) -> ResponseLine:
    """Give a line with everything in it: nothing of it is hidden.

    Args:
        cell: What came of those that it is of.
        name: What they are called.
        is_total: Whether it is of a whole audience.
    """
    outcomes, reason = _outcomes(cell)
    return ResponseLine(
        cell.audience,
        name,
        is_total,
        location=None if is_total else cell.location,
        invited=cell.invited,
        counts=tuple((one, cell.counts.get(one, 0)) for one in COUNTED),
        no_result=_no_result(cell, outcomes),
        outcomes=outcomes,
        rates=None if outcomes is None or reason else study_rates(outcomes),
        reason=reason,
    )


def _no_result(cell: Cell, outcomes: Outcomes | None) -> int | None:
    """Count who has no result yet, as far as it can be known."""
    if outcomes is not None:
        return outcomes.unknown
    return cell.open if cell.invited is None else None


def _outcomes(cell: Cell) -> tuple[Outcomes | None, NoRate | None]:
    """Give AAPOR's groups, and why there is no rate."""
    if cell.invited is None:
        return None, NoRate.INVITED_UNKNOWN
    try:
        outcomes = outcomes_of(cell.counts, cell.invited)
    except MoreThanInvited:
        return None, NoRate.MORE_THAN_INVITED
    base = outcomes.eligible + outcomes.unknown
    return outcomes, None if base else NoRate.NOBODY_ELIGIBLE


def study_rates(of: Outcomes) -> StudyRates:
    """Give the rates of the study; somebody is in the base.

    They are RR2, RR1 and COOP4 of `rates`, with numerator and base as whole numbers.
    """
    base, asked = of.eligible + of.unknown, of.usable + of.refused
    return StudyRates(
        rate(of.usable, base),
        rate(of.complete, base),
        rate(of.usable, asked) if asked else None,
    )


def rate(part: int, base: int) -> Rate:
    """Give a rate; somebody is in the base."""
    return Rate(part, base, percent(Fraction(part, base)))


def _without_rates(line: ResponseLine) -> ResponseLine:
    """Give a whole of which a part cannot be right: its numbers are on no base that is known to be right."""
    return replace(line, outcomes=None, rates=None, no_result=None, reason=NoRate.MORE_THAN_INVITED)


def _hidden(line: ResponseLine) -> ResponseLine:
    """Give a line without any of its numbers."""
    return ResponseLine(
        line.audience, line.name, line.is_total, line.location, reason=NoRate.HIDDEN
    )


def in_order(audiences: Iterable[str], first: Iterable[str]) -> list[str]:
    """Give audiences in an order that does not depend on the data: those that are named first, then by name."""
    there = set(audiences)
    leading = [one for one in dict.fromkeys(first) if one in there]
    return leading + sorted(there - set(leading))
