"""Where a figure comes from: who is counted, who is only in the base, and who is in neither and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final

from hybridequiz.questionnaire.states import Missing
from hybridequiz.report.compiled import Counted
from hybridequiz.report.responses import Alike, Responses, Said
from hybridequiz.report.suppression import Rules, is_masked, told_alone
from hybridequiz.values import frozen

CODE: Final = "respondent_code"


class Fate(StrEnum):
    """What becomes of a response in a figure."""

    COUNTED = "counted"
    """In the base and counted; of a mean or of shares by option: in the base."""
    BASE = "base"
    """In the base only."""
    NOT_LOOKED_AT = "not_looked_at"
    """The figure is not about this respondent: `where`."""
    NOT_IN_BASE = "not_in_base"
    """All is answered, and the answers are not those of the base."""


@frozen
class Traced:
    """What becomes of the responses of an audience in a figure.

    Attributes:
        audience: The audience.
        numbers: By what becomes of them, or the reason why they are not in the base, how many; None where hidden.
        codes: By the same, the codes of the responses; empty in a report that is public.
    """

    audience: str
    numbers: tuple[tuple[str, int | None], ...]
    codes: tuple[tuple[str, tuple[str, ...]], ...] = ()


def fate(counted: Counted, said: Said) -> str:
    """Say what becomes of a response: one of `Fate`, or the reason why there is no answer, one of `Missing`."""
    if not counted.is_looked_at(said):
        return Fate.NOT_LOOKED_AT
    if counted.has(said):
        first = counted.parts[0]
        is_share = first.part.id == "" and first.part.kind == "share"
        return Fate.BASE if is_share and not first.counts(said) else Fate.COUNTED
    reasons = [value for name in counted.asked if isinstance(value := said.get(name), Missing)]
    told = [reason for reason in reasons if reason is not Missing.DONT_KNOW] or reasons
    return told[0] if told else Fate.NOT_IN_BASE


def trace(
    counted: Counted,
    audience: str,
    found: Sequence[Alike],
    rules: Rules,
    responses: Responses | None,
) -> Traced:
    """Trace a figure.

    Args:
        counted: The indicator for the audience.
        audience: The audience.
        found: Its responses, by what they say of all that the indicator looks at.
        rules: What is too small to be told.
        responses: The responses one by one, for their codes; None where these may not be told.
    """
    numbers: Counter[str] = Counter()
    for one in found:
        numbers[fate(counted, one.said)] += one.number
    names = _in_order(numbers)
    may_tell = _may_tell(numbers, names, counted, rules) if responses is None else set(names)
    told = tuple((name, numbers[name] if name in may_tell else None) for name in names)
    return Traced(audience, told, tuple(_codes(counted, names, responses)))


def _may_tell(
    numbers: Counter[str], names: Sequence[str], counted: Counted, rules: Rules
) -> set[str]:
    """Give what may be told of in public: the base as in the report; what is not in it as the groups of a breakdown."""
    inside = [name for name in names if name in (Fate.COUNTED, Fate.BASE)]
    outside = {name: numbers[name] for name in names if name not in inside}
    found = {name for name, told in told_alone(outside, rules).items() if told is not None}
    base = sum(numbers[name] for name in inside)
    is_delicate = 0 in counted.delicate and counted.parts[0].part.kind == "share"
    is_bound = is_delicate and is_masked(numbers[Fate.COUNTED], base, rules)
    return found | set(inside if base >= rules.threshold and not is_bound else ())


def _in_order(numbers: Counter[str]) -> list[str]:
    order = [*Fate, *Missing]
    return sorted(numbers, key=lambda name: [str(one) for one in order].index(str(name)))


def _codes(
    counted: Counted, names: Sequence[str], responses: Responses | None
) -> Iterator[tuple[str, tuple[str, ...]]]:
    if responses is None:
        return
    found: dict[str, list[str]] = {name: [] for name in names}
    for _, said in responses.each([CODE, *counted.names]):
        found[fate(counted, said)].append(str(said[CODE]))
    for name in names:
        yield name, tuple(sorted(found[name]))
