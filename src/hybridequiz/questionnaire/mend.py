"""Make something valid of a questionnaire with wrong parts, so that the rest can be checked in the same run.

What is wrong is left out or gets a stand-in, and every part keeps its number, so that positions stay true. Only a
question whose type or codes cannot be known becomes a note: what is said about its id is then left unsaid.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from hybridequiz.problems import near_match
from hybridequiz.questionnaire.mend_report import is_of_report, mended_part
from hybridequiz.questionnaire.model import Exit, Location, Section
from hybridequiz.questionnaire.parts import Key, Part
from hybridequiz.questionnaire.questions import (
    ITEM_TYPES,
    Check,
    ChoiceQuestion,
    GridItem,
    GridQuestion,
    Labelled,
    LookupQuestion,
    Note,
    Option,
)
from hybridequiz.questionnaire.study_file import StudyFile
from hybridequiz.questionnaire.texts import LANGUAGE
from hybridequiz.values import frozen, names_of, needed_names_of

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

TEXTS: Final = frozenset({"text", "low", "high", "before", "instruction", "help", "unit"})
"""Keys of a question that hold one text."""

BOUNDS: Final = frozenset({"min", "max"})

ROUTING: Final = frozenset({"required", "missing", "show_if", "on_unknown", "mode", "form"})
"""Keys that decide who is asked, and whether there is an answer then."""

PLACES: Final = frozenset({"min_ranked", "max_ranked"})
"""Keys without which all that is offered is ranked."""

STAND_IN: Final = "wrong__"
"""How the id of a stand-in begins. No author's id has two underscores: that is told as a problem."""


@frozen
class Mended:
    """What could be made of a questionnaire.

    Attributes:
        data: The mended table.
        broken: The ids about which nothing can be said any more.
        doubtful: The ids of questions of which it is not known who is asked them, or what answers they can have.
    """

    data: dict[str, Any]
    broken: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()


def is_stand_in(name: str) -> bool:
    """Tell whether an id is one that stands in for what is wrong: no message names it."""
    return name.startswith(STAND_IN)


def mend(data: Mapping[str, Any], wrong: Iterable[Key]) -> Mended:
    """Put stand-ins for what is wrong.

    Args:
        data: The self-contained table of a questionnaire.
        wrong: The paths of what is wrong in it.
    """
    paths = list(wrong)
    top = {path[0] for path in paths if path and path[0] not in ("section", "exit")}
    rest = {key: value for key, value in data.items() if key not in top}
    rest.update({key: value for key, value in STAND_INS.items() if key in top})
    if "languages" in top and (right := _right_tags(data.get("languages"))):
        rest["languages"] = right
    if _can_be_filtered(data, top, _within(paths, ("key_items",))):
        bad = {path[0] for path in _within(paths, ("key_items",))}
        rest["key_items"] = [
            f"{STAND_IN}{number}" if number in bad else name
            for number, name in enumerate(data["key_items"])
        ]
    rest["exit"] = [
        _repaired(one, _within(paths, ("exit", number)), EXIT_STAND_INS, Exit)
        for number, one in enumerate(_list(data.get("exit")))
    ]
    mender = _Mender(_languages(rest.get("languages")))
    rest["section"] = [
        mender.section(section, number, _within(paths, ("section", number)))
        for number, section in enumerate(_list(data.get("section")) or [None])
    ]
    return Mended(rest, frozenset(mender.broken), frozenset(mender.doubtful))


def mend_study(data: Mapping[str, Any], wrong: Iterable[Key]) -> dict[str, Any]:
    """Put stand-ins for what is wrong in a study; what has a name and is wrong is left out.

    Args:
        data: The table of a study.
        wrong: The paths of what is wrong in it.
    """
    paths = list(wrong)
    mender = _Mender(_languages(data.get("languages")))
    mended = {}
    for key, value in data.items():
        inside = _within(paths, (key,))
        if key in ("options", "texts", "values", "invited") and isinstance(value, dict):
            mended[key] = {
                name: mender.options(one, Option, _within(inside, (name,)))
                for name, one in value.items()
                if not inside or _can_stay(_within(inside, (name,)), named_list=key == "options")
            }
        elif key == "location" and inside and () not in inside and _can_be_labelled(inside):
            mended[key] = mender.options(value, Location, inside)
        elif is_of_report(key) and inside:
            mended[key] = mended_part(key, value, inside)
        elif not inside:
            mended[key] = value
    needed = needed_names_of(StudyFile)
    return {**{key: STAND_INS[key] for key in needed}, **mended}


def _can_stay(wrong: list[Key], *, named_list: bool) -> bool:
    """Tell whether what has a name can be used, once it is mended."""
    return not wrong or (named_list and () not in wrong and _can_be_labelled(wrong))


def _can_be_filtered(data: Mapping[str, Any], top: set[str | int], wrong: list[Key]) -> bool:
    """Tell whether only some names in `key_items` are wrong."""
    return "key_items" in top and () not in wrong and isinstance(data["key_items"], list)


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _right_tags(value: object) -> list[str]:
    return [one for one in _list(value) if isinstance(one, str) and LANGUAGE.fullmatch(one)]


def _guessed_type(item: Mapping[str, Any]) -> str:
    """Give the type that a misspelled one probably stands for, or nothing."""
    written = item.get("type")
    if not isinstance(written, str) or written in ITEM_TYPES:
        return ""
    return near_match(written, ITEM_TYPES)


def _is_named(item: Any) -> bool:
    return isinstance(item, Mapping) and "id" in item


def _languages(value: object) -> frozenset[str]:
    return frozenset(one for one in _list(value) if isinstance(one, str))


def _within(paths: Iterable[Key], base: Key) -> list[Key]:
    """Give the paths inside a part, from there on."""
    depth = len(base)
    return [path[depth:] for path in paths if path[:depth] == base]


def _repaired(table: Any, wrong: list[Key], stand_ins: Mapping[str, Any], model: type[Part]) -> Any:
    """Leave out the keys of a table that are wrong; what it needs gets a stand-in."""
    if not wrong:
        return table
    keys = {path[0] for path in wrong if path}
    written = table if isinstance(table, dict) else {}
    kept = {
        key: value for key, value in written.items() if key in names_of(model) and key not in keys
    }
    return {**stand_ins, **kept}


def _checks(checks: Any, wrong: list[Key]) -> list[Any]:
    return [
        _repaired(one, _within(wrong, (number,)), CHECK_STAND_INS, Check)
        for number, one in enumerate(_list(checks))
    ]


def _can_be_labelled(wrong: list[Key]) -> bool:
    """Tell whether all codes are right, so that only what stands beside them is wrong."""
    return all(len(path) > 1 and path[1] != "code" for path in wrong)


def _bounds(item: Mapping[str, Any], wrong: set[str | int]) -> dict[str, Any]:
    """Give bounds that are in order: where one is wrong, the other counts twice."""
    right = [item[key] for key in sorted(BOUNDS) if key in item and key not in wrong]
    return dict.fromkeys(BOUNDS, right[0] if len(right) == 1 else 0)


def _doubtful(wrong: set[str | int]) -> bool:
    """Tell whether what is wrong may have been meant to decide who is asked, or what can be answered."""
    deciding = ROUTING | BOUNDS | PLACES
    return any(key in deciding or near_match(str(key), ROUTING | PLACES) for key in wrong)


class _Mender:
    """Goes through the questions, and gathers of which too little is known."""

    def __init__(self, languages: frozenset[str]) -> None:
        self._languages = languages
        self.broken: set[str] = set()
        self.doubtful: set[str] = set()

    def section(self, section: Any, number: int, wrong: list[Key]) -> Any:
        """Put stand-ins in one section."""
        if section is not None and not wrong:
            return section
        whole = section if isinstance(section, dict) else {}
        keys = {path[0] for path in wrong if path} - {"question"}
        kept = {
            key: value
            for key, value in whole.items()
            if key in names_of(Section) and key not in keys
        }
        items = [
            self._item(item, f"{STAND_IN}{number}_{place}", _within(wrong, ("question", place)))
            for place, item in enumerate(_list(whole.get("question")) or [None])
        ]
        if _doubtful(keys):
            self.doubtful.update(str(item.get("id", "")) for item in items)
        if "repeat" in keys:
            kept["repeat"] = f"{STAND_IN}{number}"  # its questions are still asked in rows
            self.broken.add(kept["repeat"])
        stand_ins = {"id": f"{STAND_IN}{number}", "title": ""}
        return {**stand_ins, **kept, "question": items}

    def _item(self, item: Any, name: str, wrong: list[Key]) -> Any:
        """Mend a question as far as it can still be used; else put a note there."""
        if not isinstance(item, dict):
            return {"id": name, "type": "note", "text": "?"}
        if not wrong:
            return item
        keys = {path[0] if path else "type" for path in wrong}
        if "type" in keys and (kind := _guessed_type(item)):
            self.doubtful.add(str(item.get("id", "")))
            item, keys = {**item, "type": kind}, keys - {"type"}
            if not keys:
                return item  # what else is wrong in it comes out when it is validated as this
        model = ITEM_TYPES.get(str(item.get("type")))
        inside = _within(wrong, ("options",))
        rows = _within(wrong, ("items",))
        unlabelled = "options" in keys and not _can_be_labelled(inside)
        unlisted = "items" in keys and not all(len(path) > 1 for path in rows)
        unread = "list" in keys and model is LookupQuestion
        if model is None or "type" in keys or unlabelled or unlisted or unread:
            return self._note(item, name, keys)
        mended = self._kept(item, keys, model)
        if "options" in keys and issubclass(model, (ChoiceQuestion, GridQuestion)):
            mended["options"] = self.options(item["options"], Option, inside)
        if "items" in keys and issubclass(model, GridQuestion):
            mended["items"] = self._grid_items(item["items"], name, _within(wrong, ("items",)))
        if "check" in keys:
            mended["check"] = _checks(item.get("check"), _within(wrong, ("check",)))
        self._remember(item, name, keys, mended)
        return mended

    def _kept(
        self, item: Mapping[str, Any], keys: set[str | int], model: type[Part]
    ) -> dict[str, Any]:
        """Leave out what is wrong; what the question cannot do without gets a stand-in."""
        known, needed = names_of(model), needed_names_of(model)
        kept = {key: value for key, value in item.items() if key in known and key not in keys}
        for key in keys & TEXTS & known:
            words = self._words(item.get(str(key)))
            if words or key in needed:
                kept[str(key)] = words or "?"
        if keys & BOUNDS and "min" in needed:
            kept.update(_bounds(item, keys))
        if "chosen_in" not in kept and keys - known | keys & {"chosen_in"}:
            kept.pop("derive", None)  # what it needs may be what is wrong
        return kept

    def _remember(
        self,
        item: Mapping[str, Any],
        name: str,
        keys: set[str | int],
        mended: dict[str, Any],
    ) -> None:
        """Remember what cannot be said of a mended question."""
        if "id" in keys:
            mended["id"] = name
            self.broken.add(str(item.get("id", "")))
        if _doubtful(keys):
            self.doubtful.add(str(mended["id"]))

    def _note(self, item: Mapping[str, Any], name: str, keys: set[str | int]) -> dict[str, Any]:
        """Put a note for a question of which too little is known."""
        self.broken.add(str(item.get("id", "")))
        self.broken.update(str(one["id"]) for one in _list(item.get("items")) if _is_named(one))
        kept = {"text": "?", "id": name, **self._kept(item, keys, Note), "type": "note"}
        self._remember(item, name, keys, kept)
        return kept

    def _words(self, written: Any) -> dict[str, str]:
        """Give the wordings that are right, if no language of the file is without one."""
        if not isinstance(written, Mapping):
            return {}
        right = {
            tag: wording
            for tag, wording in written.items()
            if LANGUAGE.fullmatch(tag) and isinstance(wording, str)
        }
        return right if right.keys() >= self._languages else {}

    def options(self, listed: Any, kind: type[Labelled], wrong: list[Key]) -> Any:
        """Mend the options, or the locations, of a list; each keeps its number."""
        if not wrong:
            return listed
        return [
            self._option(one, kind, _within(wrong, (number,))) for number, one in enumerate(listed)
        ]

    def _grid_items(self, items: list[Any], name: str, wrong: list[Key]) -> list[Any]:
        """Mend the items of a grid as if they were questions with nothing else of their own."""
        mended = []
        for number, one in enumerate(items):
            inside = _within(wrong, (number,))
            kept = self._option(one, GridItem, inside)
            if inside:
                keys = {path[0] for path in inside}
                stand_in = {"id": f"{name}_{number}"}
                self._remember(one, stand_in["id"], keys, kept := {**stand_in, **kept})
            mended.append(kept)
        return mended

    def _option(self, option: Any, kind: type[Labelled], wrong: list[Key]) -> Any:
        """Leave out what is wrong beside a code; words that are wrong get a stand-in."""
        if not wrong or not isinstance(option, dict):
            return option
        labels = {key: value for key, value in option.items() if key not in names_of(kind)}
        kept = _repaired(option, wrong, {"text": "?"}, kind)
        words = self._words(option.get("text", labels))
        return {**kept, "text": words} if words else kept
