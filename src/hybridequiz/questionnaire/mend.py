"""Make something valid of a questionnaire with wrong parts, so that the rest can be checked in the same run.

What is wrong gets a stand-in, and every part keeps its number, so that positions stay true. A question that
conditions cannot use any more becomes a note: what is said about its id is then left unsaid.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from hybridequiz.questionnaire.model import Exit, Note, Option
from hybridequiz.questionnaire.places import Key

STAND_INS: Final[dict[str, Any]] = {
    "id": "unnamed",
    "version": "0",
    "audience": "unnamed",
    "title": "",
    "languages": ["en"],
}
"""What stands in for a top-level key that is missing or wrong."""

EXIT_STAND_INS: Final = {"when": "False", "disposition": "refused", "text": "?"}
CHECK_STAND_INS: Final = {"that": "True", "text": "?"}

WORDS: Final = frozenset({"text", "low", "high"})
"""Words that a question needs; without them it can still be referred to."""

EXTRAS: Final = frozenset(
    {"before", "instruction", "help", "probes", "unit", "identifying", "self_block"}
)
"""What can be left out of a question without changing what conditions say of it."""


def mend(data: Mapping[str, Any], wrong: Iterable[Key]) -> tuple[dict[str, Any], frozenset[str]]:
    """Put stand-ins for what is wrong.

    Args:
        data: The self-contained table of a questionnaire.
        wrong: The paths of what is wrong in it.

    Returns:
        The mended table, and the ids of the questions about which nothing can be said any more.
    """
    paths = list(wrong)
    top = {path[0] for path in paths if path and path[0] not in ("section", "exit")}
    rest = {key: value for key, value in data.items() if key not in top}
    rest.update({key: value for key, value in STAND_INS.items() if key in top})
    rest["exit"] = [
        _repaired(
            one, _within(paths, ("exit", number)), EXIT_STAND_INS, frozenset(Exit.model_fields)
        )
        for number, one in enumerate(_list(data.get("exit")))
    ]
    broken: set[str] = set()
    rest["section"] = [
        _section(section, number, _within(paths, ("section", number)), broken)
        for number, section in enumerate(_list(data.get("section")) or [None])
    ]
    return rest, frozenset(broken)


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _within(paths: Iterable[Key], base: Key) -> list[Key]:
    """Give the paths inside a part, from there on."""
    depth = len(base)
    return [path[depth:] for path in paths if path[:depth] == base]


def _repaired(
    table: Any, wrong: list[Key], stand_ins: Mapping[str, Any], known: frozenset[str]
) -> Any:
    """Leave out the keys of a table that are wrong; what it needs gets a stand-in."""
    if not wrong:
        return table
    keys = {path[0] for path in wrong if path}
    written = table if isinstance(table, dict) else {}
    kept = {key: value for key, value in written.items() if key in known and key not in keys}
    return {**stand_ins, **kept}


def _section(section: Any, number: int, wrong: list[Key], broken: set[str]) -> Any:
    """Put stand-ins in one section."""
    if section is not None and not wrong:
        return section
    whole = section if isinstance(section, dict) else {}
    keys = {path[0] for path in wrong if path}
    kept = {key: value for key, value in whole.items() if key == "question" or key not in keys}
    items = _list(whole.get("question")) or [None]
    return {
        "id": f"section_{number + 1}",
        "title": "",
        **kept,
        "question": [
            _item(
                item, f"wrong_{number + 1}_{place + 1}", _within(wrong, ("question", place)), broken
            )
            for place, item in enumerate(items)
        ],
    }


def _item(item: Any, name: str, wrong: list[Key], broken: set[str]) -> Any:
    """Mend a question as far as conditions can still use it; else put a note there."""
    if not isinstance(item, dict):
        return {"id": name, "type": "note", "text": "?"}
    if not wrong:
        return item
    keys = {path[0] if path else "type" for path in wrong}
    mended = {key: value for key, value in item.items() if key not in keys & EXTRAS}
    mended.update(dict.fromkeys(keys & WORDS, "?"))
    if "id" in keys:
        mended["id"] = name
        broken.add(str(item.get("id", "")))
    if "check" in keys:
        mended["check"] = _checks(item.get("check"), _within(wrong, ("check",)))
    if "options" in keys and _can_be_labelled(wrong):
        mended["options"] = _labelled(item["options"], _within(wrong, ("options",)))
        keys.discard("options")
    if keys <= EXTRAS | WORDS | {"id", "check"}:
        return mended
    broken.add(str(item.get("id", "")))
    shared = {key: mended[key] for key in mended if key in Note.model_fields and key not in keys}
    return {"text": "?", **shared, "id": mended.get("id", name), "type": "note"}


def _checks(checks: Any, wrong: list[Key]) -> list[Any]:
    return [
        _repaired(one, _within(wrong, (number,)), CHECK_STAND_INS, frozenset({"that", "text"}))
        for number, one in enumerate(_list(checks))
    ]


def _can_be_labelled(wrong: list[Key]) -> bool:
    """Tell whether all codes are right, so that only what stands beside them is wrong."""
    return all(
        len(path) > 2 and path[2] != "code"  # noqa: PLR2004 - options, n, key
        for path in wrong
        if path and path[0] == "options"
    )


def _labelled(options: list[Any], wrong: list[Key]) -> list[Any]:
    """Give every option with something wrong beside its code a stand-in for its words."""
    known = frozenset(Option.model_fields) - {"show_if"}
    return [
        _repaired(one, _within(wrong, (number,)), {"text": "?"}, known)
        for number, one in enumerate(options)
    ]
