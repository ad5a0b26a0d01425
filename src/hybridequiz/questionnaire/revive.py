"""Make a questionnaire of a table that was validated before: quickly, and without pydantic."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from hybridequiz.questionnaire.model import (
    Exit,
    Location,
    Questionnaire,
    Screens,
    Section,
    StudyPart,
    Threshold,
)
from hybridequiz.questionnaire.parts import Part
from hybridequiz.questionnaire.questions import (
    ITEM_TYPES,
    TEXT_KEYS,
    Check,
    GridItem,
    Item,
    ListRef,
    Option,
)
from hybridequiz.questionnaire.texts import Text

P = TypeVar("P", bound=Part)


def questionnaire_of(table: Mapping[str, Any]) -> Questionnaire:
    """Give the questionnaire that a self-contained table describes.

    The table was valid when it was stored. What is not as it should be all the same, is noticed as far as a wrong key
    or a missing one, or something that is no table, goes.

    Raises:
        ValueError: when the table is not what this version of the program stores.
    """
    try:
        return _part(Questionnaire, table)
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"no questionnaire that this version stores: {error}") from error


def _part(kind: type[P], table: Mapping[str, Any]) -> P:
    """Make a part of its table: every key that needs it is read."""
    return kind(
        **{key: _READ[key](value) if key in _READ else value for key, value in table.items()}
    )


def _item(table: Mapping[str, Any]) -> Item:
    return _part(ITEM_TYPES[table["type"]], table)


def _option(table: Mapping[str, Any]) -> Option:
    return _part(Option, Option.gathered(table))


def _grid_item(table: Mapping[str, Any]) -> GridItem:
    return _part(GridItem, GridItem.gathered(table))


def _location(table: Mapping[str, Any]) -> Location:
    return _part(Location, Location.gathered(table))


def _one(kind: type[Part]) -> Callable[[Any], Part]:
    return lambda table: _part(kind, table)


def _each(read: Callable[[Any], object]) -> Callable[[Any], tuple[object, ...]]:
    return lambda items: tuple([read(item) for item in items])


def _texts(table: Mapping[str, Any]) -> dict[str, Text]:
    return {name: Text.of(raw) for name, raw in table.items()}


_LISTS: Final = (
    *("languages", "key_items", "mode", "missing"),
    *("grants", "detailed", "approve_first"),
)
_READ: Final[dict[str, Callable[[Any], object]]] = {
    **dict.fromkeys(TEXT_KEYS, Text.of),
    **dict.fromkeys(_LISTS, tuple),
    "shuffle": lambda value: tuple(value) if isinstance(value, list) else value,
    "list": _one(ListRef),
    "probes": _each(Text.of),
    "options": _each(_option),
    "items": _each(_grid_item),
    "check": _each(_one(Check)),
    "question": _each(_item),
    "section": _each(_one(Section)),
    "exit": _each(_one(Exit)),
    "screens": _one(Screens),
    "study": _one(StudyPart),
    "values": _texts,
    "location": _each(_location),
    "threshold": _one(Threshold),
}
"""How a key's value is read, wherever the key stands; others are as they are."""
