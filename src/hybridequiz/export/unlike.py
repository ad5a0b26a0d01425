"""In what the versions of a questionnaire are not alike, so that an answer tells which of them was used."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Final

from hybridequiz.export.system import LOCATION
from hybridequiz.export.told import DISPOSITION, rows_of
from hybridequiz.questionnaire.instrument import Instrument, Planned, PlannedExit
from hybridequiz.questionnaire.repetition import Repetition
from hybridequiz.questionnaire.texts import Text

FORM: Final = "session_form"
LANGUAGE: Final = "session_language"
AUDIENCE: Final = "audience"
_WORDS: Final = frozenset({"probes", "identifying"})
"""Keys of a question that have no part in which answers there can be."""


def signature(instrument: Instrument, name: str) -> Hashable:
    """Say what of a version decides which cells there can be.

    Args:
        instrument: The version.
        name: A question, the rows of a roster (`rows_of`), or how it ended.
    """
    if name == DISPOSITION:
        asked = frozenset(one.id for one in instrument.items if one.asked)
        return (instrument.questionnaire.key_items, _exits(instrument, -1), asked)
    planned = instrument.by_id.get(name)
    if planned is None:
        return _rows(instrument, name)
    return (*_asked(instrument, planned), _bare(planned.question))


def _asked(instrument: Instrument, planned: Planned) -> tuple[Hashable, ...]:
    """Say when something is asked."""
    guards = tuple((one.condition.source, one.shows_on_unknown) for one in planned.guards)
    after = planned.after_exit or _exits(instrument, planned.index)
    return (guards, planned.modes, planned.forms, after)


def _rows(instrument: Instrument, name: str) -> Hashable:
    """Say which rows there can be."""
    for planned in instrument.items:
        repetition = planned.repetition
        if repetition is not None and rows_of(repetition.id) == name:
            return (*_asked(instrument, planned), *_row(repetition))
    return None


def _row(one: Repetition) -> tuple[Hashable, ...]:
    return (one.source, tuple(each.source for each in one.rows), one.codes, one.modes, one.forms)


def _exits(instrument: Instrument, before: int) -> Hashable:
    """Say by what people may have left, and their answers are kept; `before`: an item, -1 for anywhere."""
    kept = [one for one in instrument.exits if one.exit.keep == "answers"]
    return frozenset(_exit(one) for one in kept if before < 0 or before > _first(instrument, one))


def _first(instrument: Instrument, one: PlannedExit) -> int:
    names = one.when.references & instrument.by_id.keys()
    return min((instrument.by_id[name].index for name in names), default=-1)


def _exit(one: PlannedExit) -> Hashable:
    return (one.when.source, one.exit.disposition, one.exit.keep)


def moved(instruments: Sequence[Instrument]) -> Iterator[str]:
    """Name what does not stand behind the same questions in all versions: a break-off tells of it."""
    common = frozenset.intersection(*(frozenset(one.by_id) for one in instruments))
    behind: dict[str, set[Hashable]] = {name: set() for name in common}
    for instrument in instruments:
        seen: set[str] = set()
        for planned in instrument.items:
            if planned.id in common:
                behind[planned.id].add(frozenset(seen))
                seen.add(planned.id)
    yield from (name for name, found in behind.items() if len(found) > 1)


def exits_of_some(instruments: Sequence[Instrument]) -> Iterator[frozenset[str]]:
    """Give what is looked at by exits that not all versions have, and by which nothing is left: who is there tells."""
    for instrument in instruments:
        for one in instrument.exits:
            left = one.exit.keep != "answers" and not all(
                any(_exit(one) == _exit(other) for other in each.exits) for each in instruments
            )
            if left:
                yield one.when.references


def session_limits(instruments: Sequence[Instrument]) -> Mapping[str, Sequence[Hashable]]:
    """Say by version what facts of a session there can be."""
    wholes = [one.questionnaire for one in instruments]
    places = [() if one.study is None else one.study.location for one in wholes]
    return {
        LANGUAGE: [frozenset(one.languages) for one in wholes],
        AUDIENCE: [one.audience for one in wholes],
        FORM: [one.has_forms for one in instruments],
        LOCATION: [frozenset(place.code for place in one) for one in places],
    }


def _bare(value: object) -> Hashable:
    """Give a part of a questionnaire without its wording."""
    if isinstance(value, Text):
        return None
    if is_dataclass(value) and not isinstance(value, type):
        kept = [one.name for one in fields(value) if one.name not in _WORDS]
        return (type(value), *(_bare(getattr(value, name)) for name in kept))
    if isinstance(value, Mapping):
        return frozenset((key, _bare(one)) for key, one in value.items())
    if isinstance(value, list | tuple):
        return tuple(_bare(one) for one in value)
    return repr(value)
