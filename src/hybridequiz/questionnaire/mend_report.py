"""Put stand-ins for what is wrong in the report part of a study, so that the rest of it can be checked in the same run.

Every indicator, breakdown, chapter and claim keeps its number, so that positions stay true.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from hybridequiz.questionnaire.indicators import (
    Beside,
    Breakdown,
    Chapter,
    Claim,
    ClaimWord,
    Differences,
    Group,
    Indicator,
    OfAudience,
    Quotations,
    Remarks,
    ShareWord,
)
from hybridequiz.questionnaire.parts import Key, Part, written_key
from hybridequiz.values import field, frozen, names_of


@frozen
class _Shape:
    """How a table is mended.

    Attributes:
        model: What it should be.
        stand_ins: What stands in for the keys that it cannot do without; `{}` in it is the number of the table.
        lists: The keys of lists of tables in it.
        tables: The keys of tables of tables in it.
    """

    model: type[Part]
    stand_ins: Mapping[str, Any]
    lists: Mapping[str, _Shape] = field(default_factory=dict)
    tables: Mapping[str, _Shape] = field(default_factory=dict)


BESIDE: Final = _Shape(Beside, {"id": "wrong__{}", "name": "?", "count": "False"})
GROUP: Final = _Shape(Group, {"id": "wrong__{}", "name": "?", "where": "False"})
SHAPES: Final = {
    "indicator": _Shape(
        Indicator,
        {"id": "wrong{}", "name": "?", "for": {}},
        lists={"beside": BESIDE},
        tables={"for": _Shape(OfAudience, {})},
    ),
    "breakdown": _Shape(Breakdown, {"id": "wrong__{}", "name": "?"}, lists={"groups": GROUP}),
    "chapter": _Shape(Chapter, {"id": "wrong__{}", "title": "?"}),
    "share_word": _Shape(ShareWord, {"from": 0, "words": "?"}),
    "claim": _Shape(
        Claim,
        {"id": "wrong{}", "text": "?", "lines": ["wrong"]},
        lists={"word": _Shape(ClaimWord, {"words": "?"})},
    ),
}
"""The lists of tables of a report, by their key."""

TABLES: Final = {
    "differences": _Shape(Differences, {}),
    "remarks": _Shape(Remarks, {}),
    "quotations": _Shape(Quotations, {}),
}
"""Its tables."""


def is_of_report(key: str) -> bool:
    """Tell whether a key of a study leads to a part of its report."""
    return key in SHAPES or key in TABLES


def mended_part(key: str, value: Any, wrong: list[Key]) -> Any:
    """Mend a part of a report.

    Args:
        key: The key of the study that it stands under.
        value: What stands there.
        wrong: The paths of what is wrong in it.
    """
    if key in TABLES:
        return _mended(value, TABLES[key], wrong, 0)
    return _mended_list(value, SHAPES[key], wrong) or []


def _mended_list(value: Any, shape: _Shape, wrong: list[Key]) -> list[Any] | None:
    if not isinstance(value, list):
        return None
    return [
        _mended(one, shape, [path[1:] for path in wrong if path[:1] == (number,)], number)
        for number, one in enumerate(value)
    ]


def _mended(table: Any, shape: _Shape, wrong: list[Key], number: int) -> Any:
    """Leave out the keys of a table that are wrong; what it needs gets a stand-in."""
    if not wrong:
        return table
    known = frozenset(map(written_key, names_of(shape.model)))
    keys = {path[0] for path in wrong if path}
    written = table if isinstance(table, dict) else {}
    kept = {key: value for key, value in written.items() if key in known and key not in keys}
    for key in keys & written.keys():
        inside = [path[1:] for path in wrong if path[:1] == (key,)]
        if () in inside:
            continue
        if key in shape.lists:
            kept[str(key)] = _mended_list(written[key], shape.lists[str(key)], inside)
        elif key in shape.tables and isinstance(written[key], dict):
            kept[str(key)] = {
                name: _mended(one, shape.tables[str(key)], _within(inside, name), number)
                for name, one in written[key].items()
            }
    return {**_numbered(shape.stand_ins, number), **kept}


def _within(wrong: list[Key], name: str) -> list[Key]:
    return [path[1:] for path in wrong if path[0] == name]


def _numbered(stand_ins: Mapping[str, Any], number: int) -> dict[str, Any]:
    return {
        key: value.format(number) if isinstance(value, str) else value
        for key, value in stand_ins.items()
    }
