"""Where a figure comes from: who is counted, who is in the base, and who is not in it and why.

In public a trace tells no more than the report does: its numbers are those of the row of the whole audience, after all
protection. What is not in the base is protected as the groups of a breakdown, and every reason is there whether it
occurs or not: otherwise a line would tell one respondent from none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final

from hybridequiz.questionnaire.states import Missing
from hybridequiz.questionnaire.texts import Text
from hybridequiz.report.compiled import Counted, CountedPart, Counts
from hybridequiz.report.figures import Figure, Part, Row
from hybridequiz.report.responses import Alike, Responses, Said
from hybridequiz.report.suppression import Rules, told_alone
from hybridequiz.values import frozen

CODE: Final = "respondent_code"


class Fate(StrEnum):
    """What becomes of a response in a figure."""

    COUNTED = "counted"
    """In the base, and counted: in the share, in the mean, or in the share of an option."""
    PLUS = "plus"
    """In the base of a balance, and counted for it."""
    MINUS = "minus"
    """In the base of a balance, and counted against it."""
    NOT_COUNTED = "not_counted"
    """In the base, and not counted in anything."""
    BASE = "base"
    """In the base, counted or not."""
    NOT_LOOKED_AT = "not_looked_at"
    """The figure is not about this respondent: `where`."""
    NOT_IN_BASE = "not_in_base"
    """All is answered, and the answers are not those of the base."""


REASONS: Final = (str(Fate.NOT_LOOKED_AT), str(Fate.NOT_IN_BASE), *map(str, Missing))
"""Why a response is not in the base."""


@frozen
class TracedLine:
    """How many responses have one fate.

    Attributes:
        fate: One of `Fate`, or the reason why there is no answer, one of `Missing`.
        number: How many; None where that is not told.
        name: The option that is counted, of shares by option.
        bound: The figure, where only a bound of it is told.
        codes: The codes of the responses; empty in public, and of the base, which is all those before it.
    """

    fate: str
    number: int | None
    name: Text | None = None
    bound: Figure | None = None
    codes: tuple[str, ...] = ()


@frozen
class Traced:
    """What becomes of the responses of an audience in a figure.

    Attributes:
        audience: The audience.
        lines: What is counted; of the base what is not, and all; then by reason those who are not in the base.
    """

    audience: str
    lines: tuple[TracedLine, ...]


@frozen
class _Numerator:
    """Something that is counted.

    Attributes:
        fate: As what.
        part: The column, or the side of a balance.
        counts: Whether a response of the base is counted: what is not nought.
    """

    fate: Fate
    part: Part
    counts: Counts

    @property
    def name(self) -> Text | None:
        """Name the option."""
        return self.part.name if self.part.id else None


def trace(
    counted: Counted, row: Row, found: Sequence[Alike], rules: Rules, responses: Responses | None
) -> Traced:
    """Trace a figure.

    Args:
        counted: The indicator for the audience.
        row: The row of the whole audience in the report: what may be told.
        found: Its responses, by what they say of all that the indicator looks at.
        rules: What is too small to be told.
        responses: The responses one by one, for their codes; None where these, and few, may not be told.
    """
    if responses is None:
        return Traced(row.line, (*_told(counted, row), *_reasons(counted, row, found, rules)))
    numerators = _numerators(counted)
    codes: dict[str | int, list[str]] = {}
    for _, said in responses.each([CODE, *counted.names]):
        for fate in _fates(counted, numerators, said):
            codes.setdefault(fate, []).append(str(said[CODE]))
    return Traced(row.line, tuple(_everything(numerators, codes)))


def _numerators(counted: Counted) -> list[_Numerator]:
    """Give what is counted: a share, a mean, both sides of a balance, or every option."""
    if counted.sides:
        plus, minus = counted.sides
        return [_numerator(Fate.PLUS, plus), _numerator(Fate.MINUS, minus)]
    if counted.indicator.kind == "shares":
        options = [one for one in counted.parts if one.part.id.startswith("option_")]
        return [_numerator(Fate.COUNTED, one) for one in options]
    first = counted.parts[0]
    if first.part.kind == "mean":
        return [_Numerator(Fate.COUNTED, first.part, lambda _: 1)]
    return [_numerator(Fate.COUNTED, first)]


def _numerator(fate: Fate, one: CountedPart) -> _Numerator:
    return _Numerator(fate, one.part, one.counts)


def _fates(counted: Counted, numerators: Sequence[_Numerator], said: Said) -> Iterator[str | int]:
    """Say what becomes of a response: the numbers of what counts it and `Fate.BASE`, or why it is not in the base."""
    if not counted.has(said):
        yield _reason(counted, said)
        return
    counting = [number for number, one in enumerate(numerators) if one.counts(said)]
    yield from counting
    if not counting:
        yield str(Fate.NOT_COUNTED)
    yield str(Fate.BASE)


def _reason(counted: Counted, said: Said) -> str:
    """Say why a response is not in the base."""
    if not counted.is_looked_at(said):
        return str(Fate.NOT_LOOKED_AT)
    reasons = [value for name in counted.asked if isinstance(value := said.get(name), Missing)]
    told = [reason for reason in reasons if reason is not Missing.DONT_KNOW] or reasons
    return str(told[0] if told else Fate.NOT_IN_BASE)


def _everything(
    numerators: Sequence[_Numerator], codes: dict[str | int, list[str]]
) -> Iterator[TracedLine]:
    """Tell everything, for researchers; of the base and of reasons what occurs."""
    for number, one in enumerate(numerators):
        some = codes.get(number, [])
        yield TracedLine(one.fate, len(some), one.name, codes=tuple(sorted(some)))
    for fate in (str(Fate.NOT_COUNTED), str(Fate.BASE), *REASONS):
        some = codes.get(fate, [])
        if some or fate == Fate.BASE:
            shown = () if fate == Fate.BASE else tuple(sorted(some))
            yield TracedLine(fate, len(some), codes=shown)


def _told(counted: Counted, row: Row) -> Iterator[TracedLine]:
    """Tell of the base what the row tells; of a balance the sides that stand beside it."""
    figures: dict[tuple[str, str], Figure] = {}
    if not row.is_hidden:
        for one, figure in zip(counted.parts, row.figures, strict=True):
            figures[one.part.kind, one.part.count] = figure
    left: int | None = None
    for numerator in _numerators(counted):
        found = figures.get((numerator.part.kind, numerator.part.count))
        if found is not None:
            number = row.base if found.mean is not None else found.count
            bound = None if found.bound is None else found
            yield TracedLine(numerator.fate, number, numerator.name, bound)
            left = found.count
        elif not counted.sides:
            yield TracedLine(numerator.fate, None, numerator.name)
    is_share = counted.parts[0].part.id == "" and counted.parts[0].part.kind == "share"
    if is_share and left is not None and row.base is not None:
        yield TracedLine(Fate.NOT_COUNTED, row.base - left)
    yield TracedLine(Fate.BASE, row.base)


def _reasons(
    counted: Counted, row: Row, found: Sequence[Alike], rules: Rules
) -> Iterator[TracedLine]:
    """Tell how many are not in the base, and why, as far as that tells of no few.

    Nothing is told where the row is hidden, nor of a small audience where that was said in private.
    """
    numbers = dict.fromkeys(REASONS, 0)
    for one in found:
        if not counted.has(one.said):
            numbers[_reason(counted, one.said)] += one.number
    is_few = sum(one.number for one in found) < rules.masked_below
    is_secret = row.is_hidden or (counted.base_is_delicate and is_few)
    told = dict.fromkeys(REASONS) if is_secret else told_alone(numbers, rules)
    for reason in REASONS:
        yield TracedLine(reason, told[reason])
