"""Rosters: a section that is asked once a row becomes that many sections with questions of their own.

A question of the second row is a question like any other, with the id `age[2]`: its texts, conditions and checks name
the answers of its own row. Everything else (the route, what is set aside, going back, remarks) follows from that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import Any, Final, NamedTuple, TypeVar

from hybridequiz.questionnaire.addresses import address
from hybridequiz.questionnaire.conditions import Condition, Guard
from hybridequiz.questionnaire.conditions.terms import Env, Rows
from hybridequiz.questionnaire.instrument import Instrument, Planned, PlannedExit
from hybridequiz.questionnaire.parts import Part
from hybridequiz.questionnaire.repetition import Repetition, Row
from hybridequiz.questionnaire.roster_planning import ROW
from hybridequiz.questionnaire.states import Code, Missing
from hybridequiz.questionnaire.texts import Text
from hybridequiz.values import frozen, names_of, replace

_FILL: Final = re.compile(r"\{\{|\{([a-z][a-z0-9_]*)((?:\|[^{}]*)?)\}")

P = TypeVar("P", bound=Part)


@frozen
class _Renaming:
    """What the names in a row stand for.

    Attributes:
        names: The address of every question of the row, by id.
        words: What stands in a text for `{row}`.
        value: What `row` is in a condition: a number, or the option that the row belongs to.
    """

    names: Mapping[str, str]
    words: str
    value: Code


def unrolled(instrument: Instrument) -> Instrument:
    """Give a questionnaire as it is administered: every row of a repeated section with questions of its own.

    Args:
        instrument: The questionnaire, each question once; one that is unrolled already stays as it is.
    """
    repetitions = _repetitions(instrument)
    if not repetitions or any(planned.row for planned in instrument.items):
        return instrument
    sight = _Sight()
    for repetition in repetitions:
        guards = (replace(one, condition=sight(one.condition)) for one in repetition.guards)
        sight.repetitions[repetition.id] = replace(repetition, guards=tuple(guards))
    items: list[Planned] = []
    for repetition, group in groupby(instrument.items, attrgetter("repetition")):
        members = tuple(group)
        if repetition is not None:
            members = tuple(_in_rows(members, sight.repetitions[repetition.id]))
        for planned in members:
            items.append(_seeing(planned, sight, len(items)))
    places = {planned.id: planned.index for planned in items}
    exits = tuple(_exit_seeing(one, sight, places) for one in instrument.exits)
    return replace(instrument, items=tuple(items), exits=exits)


def _repetitions(instrument: Instrument) -> list[Repetition]:
    """Give the rosters in the order in which they stand."""
    found = (planned.repetition for planned in instrument.items)
    return list(dict.fromkeys(one for one in found if one is not None))


def _in_rows(members: tuple[Planned, ...], repetition: Repetition) -> Iterator[Planned]:
    """Give the questions of every row, one row after the other."""
    for number, present in enumerate(repetition.rows, 1):
        names = {planned.id: address(planned.id, number) for planned in members}
        code = repetition.codes[number - 1] if repetition.codes else None
        words = str(number) if code is None else f"{{{repetition.source}={code}}}"
        renaming = _Renaming(names, words, number if code is None else code)
        row = Row(number, repetition, code, _text_in_row(repetition.title, renaming))
        grids: dict[int, Any] = {}
        for planned in members:
            grid = planned.grid
            if grid is not None and id(grid) not in grids:
                grids[id(grid)] = _part_in_row(grid, renaming)
            yield replace(
                _bound(planned, partial(in_row, renaming), (repetition.some, present)),
                repetition=repetition,
                item=_part_in_row(planned.item, renaming),
                grid=None if grid is None else grids[id(grid)],
                row=row,
            )


def _bound(
    planned: Planned,
    bind: Callable[[Condition], Condition],
    stand_in: tuple[Condition, Condition] | None = None,
) -> Planned:
    """Give an item with each of its conditions bound; `stand_in`: a guard's condition, and what takes its place."""

    def guard(one: Guard) -> Guard:
        if stand_in is not None and one.condition is stand_in[0]:
            return replace(one, condition=stand_in[1])
        return replace(one, condition=bind(one.condition))

    return replace(
        planned,
        guards=tuple(guard(one) for one in planned.guards),
        checks=tuple((check, bind(condition)) for check, condition in planned.checks),
        options={code: bind(condition) for code, condition in planned.options.items()},
        computed=None if planned.computed is None else bind(planned.computed),
    )


def _seeing(planned: Planned, sight: _Sight, index: int) -> Planned:
    """Give an item at its place, with conditions that see the rows of the rosters that they name."""
    conditions = [
        *(guard.condition for guard in planned.guards),
        *(condition for _, condition in planned.checks),
        *planned.options.values(),
        *([planned.computed] if planned.computed else []),
    ]
    if any(not one.references.isdisjoint(sight.repetitions) for one in conditions):
        planned = _bound(planned, sight)
    return replace(planned, index=index)


def _exit_seeing(planned: PlannedExit, sight: _Sight, places: Mapping[str, int]) -> PlannedExit:
    """Give an exit whose condition sees the rows, with the place after which it is decided now."""
    when = sight(planned.when)
    after = max((places.get(name, 0) for name in when.references), default=0)
    return replace(planned, when=when, after=after)


def in_row(renaming: _Renaming, condition: Condition) -> Condition:
    """Give a condition that sees the answers of its own row under the names that it uses."""
    names, value = renaming.names, renaming.value
    if condition.references.isdisjoint({*names, ROW}):
        return condition
    references = frozenset(names.get(name, name) for name in condition.references - {ROW})
    evaluate, sketch = condition.evaluate, condition.sketch
    return replace(
        condition,
        references=references,
        evaluate=lambda env: evaluate(_InRow(env, names, value)),
        sketch=lambda env: sketch(_InRow(env, names, value)),
    )


class _InRow:
    """What a condition sees that stands in a row."""

    __slots__ = ("_names", "_outside", "_value")

    def __init__(self, outside: Env, names: Mapping[str, str], value: Code) -> None:
        self._outside = outside
        self._names = names
        self._value = value

    def get(self, name: str, default: Any, /) -> Any:
        if name == ROW:
            return self._value
        return self._outside.get(self._names.get(name, name), default)


class _Sight:
    """Lets conditions see the rows of the rosters that they name; a condition that many items share stays one."""

    def __init__(self) -> None:
        self.repetitions: dict[str, Repetition] = {}
        self._known: dict[int, tuple[Condition, Condition]] = {}

    def __call__(self, condition: Condition) -> Condition:
        """Give a condition that sees the rows."""
        if condition.references.isdisjoint(self.repetitions):
            return condition
        if id(condition) not in self._known:
            self._known[id(condition)] = condition, self._seeing(condition)
        return self._known[id(condition)][1]

    def _seeing(self, condition: Condition) -> Condition:
        names = condition.references & self.repetitions.keys()
        nothing = frozenset[str]()
        seen = {
            name: _Seen(self.repetitions[name], condition.fields.get(name, nothing))
            for name in names
        }
        answers = {name for one in seen.values() for name in _read(one)}
        evaluate, sketch = condition.evaluate, condition.sketch
        return replace(
            condition,
            references=(condition.references - names) | answers,
            evaluate=lambda env: evaluate(_WithRows(env, seen)),
            sketch=lambda env: sketch(_WithRows(env, seen)),
        )


class _Seen(NamedTuple):
    """A roster with the questions of a row that a condition reads."""

    repetition: Repetition
    fields: frozenset[str]


def _read(seen: _Seen) -> Iterator[str]:
    """Name what decides on the rows of a roster, and the answers in them that are read."""
    repetition, fields = seen
    yield from (repetition.source, "session_mode", "session_form")
    for guard in repetition.guards:
        yield from guard.condition.references
    for number in range(1, len(repetition.rows) + 1):
        yield from (address(name, number) for name in fields)


class _WithRows:
    """What a condition sees that goes through the rows of a roster."""

    __slots__ = ("_outside", "_seen")

    def __init__(self, outside: Env, seen: Mapping[str, _Seen]) -> None:
        self._outside = outside
        self._seen = seen

    def get(self, name: str, default: Any, /) -> Any:
        seen = self._seen.get(name)
        return self._outside.get(name, default) if seen is None else self._rows(*seen)

    def _rows(self, repetition: Repetition, fields: frozenset[str]) -> Any:
        """Give the rows that there are; while it is not known how many, the reason why.

        They are gathered once, where the values outside keep them.
        """
        kept: dict[object, Any] | None = getattr(self._outside, "rows", None)
        if kept is None:
            return self._gathered(repetition, fields)
        key = repetition.id, fields
        if key not in kept:
            kept[key] = self._gathered(repetition, fields)
        return kept[key]

    def _gathered(self, repetition: Repetition, fields: frozenset[str]) -> Any:
        present = repetition.present(self._outside)
        if isinstance(present, Missing):
            return present
        return Rows(
            {name: self._outside.get(address(name, number), Missing.NOT_REACHED) for name in fields}
            for number in present
        )


NAMING: Final = ("id", "about", "chosen_in")
"""Keys that name a question."""


def _part_in_row(part: P, renaming: _Renaming) -> P:
    """Give a part of a questionnaire whose texts and keys name the answers of its row."""
    changes: dict[str, Any] = {}
    for key in names_of(type(part)):
        value = getattr(part, key)
        if key in NAMING:
            changed = renaming.names.get(value, value)
        elif key == "where" and value:
            changed = {column: renaming.names.get(name, name) for column, name in value.items()}
        else:
            changed = _value_in_row(value, renaming)
        if changed is not value:
            changes[key] = changed
    return replace(part, **changes) if changes else part


def _value_in_row(value: Any, renaming: _Renaming) -> Any:
    """Give a value of a part as it is in a row; the very same where nothing in it names an answer of the row."""
    if isinstance(value, Text):
        return _text_in_row(value, renaming)
    if isinstance(value, Part):
        return _part_in_row(value, renaming)
    if isinstance(value, tuple):
        changed = tuple(_value_in_row(one, renaming) for one in value)
        return value if all(map(_same, changed, value)) else changed
    return value


def _same(one: object, other: object) -> bool:
    return one is other


def _text_in_row(text: Text, renaming: _Renaming) -> Text:
    """Give a text whose fills name the answers of a row."""
    if not any("{" in wording for _, wording in text):
        return text

    def renamed(found: re.Match[str]) -> str:
        name, fallback = found.group(1), found.group(2)
        if name is None:
            return found.group()
        if name == ROW:
            return renaming.words
        return f"{{{renaming.names.get(name, name)}{fallback}}}"

    return Text({tag: _FILL.sub(renamed, wording) for tag, wording in text})
