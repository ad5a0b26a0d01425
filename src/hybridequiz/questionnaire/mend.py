"""Make something valid of a questionnaire with wrong parts, so that the rest can be checked in the same run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from hybridequiz.questionnaire.places import Key

STAND_INS: Final[dict[str, Any]] = {
    "id": "unnamed",
    "version": "0",
    "audience": "unnamed",
    "title": "",
    "languages": ["en"],
}
"""What stands in for a top-level key that is missing or wrong."""

QUESTION_DEPTH: Final = 4
"""Length of a question's path: section, n, question, m."""


def mend(data: Mapping[str, Any], wrong: Iterable[Key]) -> tuple[dict[str, Any], frozenset[str]]:
    """Put stand-ins for what is wrong; every part keeps its number, so that positions stay true.

    Args:
        data: The self-contained table of a questionnaire.
        wrong: The paths of what is wrong in it.

    Returns:
        The mended table, and the ids of the questions that a stand-in replaced.
    """
    paths = list(wrong)
    top = {str(path[0]) for path in paths if path and path[0] not in ("section", "exit")}
    rest = {key: value for key, value in data.items() if key not in top}
    rest.update({key: value for key, value in STAND_INS.items() if key in top})
    exits = {path[1] for path in paths if path[0] == "exit" and len(path) > 1}
    rest["exit"] = [] if exits else data["exit"]
    sections = data["section"] if isinstance(data["section"], list) else []
    broken: set[str] = set()
    rest["section"] = [
        _mended_section(section, number, paths, broken) for number, section in enumerate(sections)
    ]
    return rest, frozenset(broken)


def _mended_section(section: Any, number: int, paths: list[Key], broken: set[str]) -> Any:
    """Put stand-ins in one section."""
    mine = [path for path in paths if path[:2] == ("section", number)]
    if not mine:
        return section
    whole = section if isinstance(section, dict) else {}
    questions = {path[3] for path in mine if len(path) >= QUESTION_DEPTH and path[2] == "question"}
    keys = {path[2] for path in mine if len(path) > 2 and path[2] != "question"}  # noqa: PLR2004 - section, n, key
    written = whole.get("question")
    items = written if isinstance(written, list) and written else [None]
    if items == [None]:
        questions = {0}
    mended = {key: value for key, value in whole.items() if key not in keys}
    return {
        "id": f"section_{number + 1}",
        "title": "",
        **mended,
        "question": [
            _stand_in(item, number, place, broken) if place in questions else item
            for place, item in enumerate(items)
        ],
    }


def _stand_in(item: Any, section: int, place: int, broken: set[str]) -> dict[str, str]:
    """Put a note where a question is wrong, and remember the question's id."""
    if isinstance(item, dict):
        broken.add(str(item.get("id")))
    return {"id": f"wrong_{section + 1}_{place + 1}", "type": "note", "text": "?"}
