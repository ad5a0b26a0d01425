"""What the conditions of a questionnaire look at, and whether what they tell is finer than a month.

A day leaves as its month. Whoever reads from another column on which side of the 27th an interview was, has more than
that. A condition tells no more than the month where it compares `today()`, itself or by whole years, with a day that
somebody answered and of which nothing is told: then that could be any. Of a day that only may not lie after the
session its month can be told: even that of the session leaves every day of it open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Final

from hybridequiz.questionnaire.conditions.naming import LOOKS_AT_TODAY, TODAY
from hybridequiz.questionnaire.instrument import Instrument, Planned
from hybridequiz.questionnaire.questions import DateQuestion
from hybridequiz.values import frozen

START: Final = "started"
DISPOSITION: Final = "disposition"
_THIS: Final = re.compile(r"\bthis\b")
_YEAR_OF_TODAY: Final = re.compile(r"\byear\(today\(\)\)")
_NAME: Final = r"([a-z][a-z0-9_]*)"
_BEFORE: Final = r"(?:(?<=^)|(?<=\()|(?<=and )|(?<=or )|(?<=not ))"
_AFTER: Final = r"(?=$|\)| and\b| or\b)"
_PREDICATES: Final = "answered|given|missing|dont_know|refused|not_applicable|left_empty|off_route"
_STATE: Final = re.compile(rf"\b(?:{_PREDICATES})\({_NAME}\)")
"""What of a day tells only whether it was answered."""
_COARSE: Final = re.compile(rf"\b(?:year|{_PREDICATES})\({_NAME}\)")
"""What of a day tells its year at most."""
_NOT_AFTER: Final = tuple(
    re.compile(one) for one in (rf"{_NAME} <= today\(\)", rf"today\(\) >= {_NAME}")
)
"""That a day is not after the session."""
_SINCE: Final = tuple(
    re.compile(one)
    for one in (
        rf"\byears_between\({_NAME}, today\(\)\)",
        rf"{_BEFORE}{_NAME} [<>]=? today\(\){_AFTER}",
        rf"{_BEFORE}today\(\) [<>]=? {_NAME}{_AFTER}",
    )
)
"""What compares a day with that of the session."""


def rows_of(roster: str) -> str:
    """Give the name for whether a roster has rows, and which; no question has it."""
    return f"{roster}[]"


@frozen
class Rule:
    """A condition of a questionnaire.

    Attributes:
        source: As it is written; `this` is the name of the question.
        names: What it looks at.
        readers: What it decides.
        binds: Whether it decides nothing, but all answers that there are keep to it: its names tell of each other.
    """

    source: str
    names: frozenset[str]
    readers: frozenset[str]
    binds: bool = False


def rules(instrument: Instrument) -> Iterator[Rule]:
    """Give the conditions that answers follow from, or keep to."""
    for planned in instrument.items:
        if planned.question is None:
            continue
        own = frozenset({planned.id})
        guards = [guard.condition for guard in planned.guards]
        computed = [planned.computed] if planned.computed else []
        for condition in [*guards, *planned.options.values(), *computed]:
            yield Rule(condition.source, condition.references, own)
        for check, condition in planned.checks:
            if check.level == "hard":
                names = condition.references | own
                yield Rule(_THIS.sub(planned.id, condition.source), names, names, binds=True)
        if repetition := planned.repetition:
            rows = frozenset({rows_of(repetition.id)})
            for guard in repetition.guards:
                yield Rule(guard.condition.source, guard.condition.references, rows)
    yield from _exits(instrument)


def _exits(instrument: Instrument) -> Iterator[Rule]:
    """Give the exits: what comes after them follows from them; of who left by others nothing is there."""
    for planned in instrument.exits:
        names = planned.when.references
        if planned.exit.keep != "answers":
            yield Rule(f"not ({planned.when.source})", names, names, binds=True)
            continue
        places = [instrument.by_id[one].index for one in names if one in instrument.by_id]
        later = [one for one in instrument.items if one.index > min(places, default=-1)]
        readers = {one.id for one in later if one.question is not None}
        readers |= {rows_of(one.repetition.id) for one in later if one.repetition}
        yield Rule(planned.when.source, names, frozenset(readers | {DISPOSITION}))


@frozen
class OfToday:
    """What a condition tells of the day of the session.

    Attributes:
        facts: Nothing, its month, or itself.
        compared: The days that are compared with it: they may not be told.
    """

    facts: frozenset[str] = frozenset()
    compared: frozenset[str] = frozenset()


class Days:
    """The days that are answered in a questionnaire, and what its conditions tell of that of the session.

    Args:
        instrument: The questionnaire.
        found: Its conditions.
    """

    def __init__(self, instrument: Instrument, found: Iterable[Rule]) -> None:
        days = frozenset(one.id for one in instrument.items if _is_whole_months(one))
        rests = [_without(_SINCE, rule.source, days)[0] for rule in found]
        self._open: Final = days - _names(_STATE.sub(" ", rest) for rest in rests)
        self._by_month: Final = days - _names(_COARSE.sub(" ", rest) for rest in rests)

    def told(self, rule: Rule) -> OfToday:
        """Say what a condition tells of the day of the session."""
        if not LOOKS_AT_TODAY.search(rule.source):
            return OfToday()
        if rule.binds and _is_not_after(rule.source, self._by_month):
            return OfToday(frozenset({START}))
        rest, compared = _without(_SINCE, rule.source, self._open)
        if LOOKS_AT_TODAY.search(_YEAR_OF_TODAY.sub(" ", rest)):
            return OfToday(frozenset({TODAY}))
        return OfToday(frozenset({START}), compared)


def tells_day(source: str, name: str) -> bool:
    """Tell whether a condition tells more of a day than its year."""
    return name in _names([_COARSE.sub(" ", source)])


def _is_whole_months(planned: Planned) -> bool:
    question = planned.question
    if not isinstance(question, DateQuestion) or planned.repetition is not None:
        return False
    first, last = question.min, question.max
    return (first is None or first.day == 1) and (
        last is None or (last + timedelta(days=1)).day == 1
    )


def _is_not_after(source: str, days: frozenset[str]) -> bool:
    matches = [pattern.fullmatch(source.strip()) for pattern in _NOT_AFTER]
    return any(match is not None and match[1] in days for match in matches)


def _without(
    patterns: Iterable[re.Pattern[str]], source: str, days: frozenset[str]
) -> tuple[str, frozenset[str]]:
    """Take out what compares some days with that of the session; give the rest, and the days."""
    found: set[str] = set()

    def gone(match: re.Match[str]) -> str:
        if match[1] not in days:
            return match[0]
        found.add(match[1])
        return " "

    for pattern in patterns:
        source = pattern.sub(gone, source)
    return source, frozenset(found)


def _names(sources: Iterable[str]) -> frozenset[str]:
    return frozenset(name for source in sources for name in re.findall(r"[a-z][a-z0-9_]*", source))
