"""What tells an answer: the values that are worked out, or filled in, from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from hybridequiz.questionnaire.addresses import parted
from hybridequiz.questionnaire.instrument import Instrument, Planned
from hybridequiz.questionnaire.questions import SingleQuestion


def telling(instrument: Instrument, names: Iterable[str]) -> frozenset[str]:
    """Name the questions whose values follow from some answers, by computing or by `derive`, and those themselves.

    Args:
        instrument: The questionnaire, each question once or every row with questions of its own.
        names: The questions, by the ids that they have in it.
    """
    fields = _fields(instrument)
    readers: dict[str, list[str]] = {}
    for planned in instrument.items:
        for name in _read(planned, fields):
            readers.setdefault(name, []).append(planned.id)
    return closure(names, readers)


def closure(names: Iterable[str], following: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """Give names, and all that follow from them, however far."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += following.get(name, ())
    return frozenset(found)


def _fields(instrument: Instrument) -> Mapping[str, list[str]]:
    """Give by roster what a condition reads that names it: every question of it, and what its rows come from."""
    fields: dict[str, list[str]] = {}
    for planned in instrument.items:
        if (repetition := planned.repetition) is not None:
            known = fields.setdefault(repetition.id, [repetition.source])
            known.append(planned.id)
    return fields


def _read(planned: Planned, fields: Mapping[str, list[str]]) -> Iterator[str]:
    """Name the questions from which the value of this one follows."""
    question = planned.question
    if isinstance(question, SingleQuestion) and question.derive and question.chosen_in:
        yield question.chosen_in
    if planned.computed is not None:
        for name in planned.computed.references:
            yield from fields.get(name, (name,))


def in_records(addresses: Iterable[str]) -> frozenset[str]:
    """Give addresses, and the questions that they are of: records name those of a row without its number."""
    listed = list(addresses)
    return frozenset([*listed, *(parted(one)[0] for one in listed)])
