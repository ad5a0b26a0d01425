"""Take in what a questionnaire names elsewhere: option lists, texts, and its study.

The result is one self-contained table, the same whatever it was spread over; its hash is the questionnaire's
identity. Where each part came from is remembered, so that a problem is told where it is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from hybridequiz.problems import Problem, did_you_mean
from hybridequiz.questionnaire.documents import Document, dotted
from hybridequiz.questionnaire.places import Key

TEXT_KEYS: Final = frozenset(
    {"title", "text", "before", "instruction", "help", "low", "high", "unit"}
    | {"end", "code_card", "pause", "hand_over", "hand_back"}
)
"""Keys whose value may be `"@name"`: a text that stands elsewhere under a name."""

STUDY_PARTS: Final = ("id", "values", "threshold", "location", "live")
"""What a questionnaire takes from its study, whatever it names."""


@dataclass
class Expanded:
    """A questionnaire with everything taken in.

    Attributes:
        data: The self-contained table.
        document: The questionnaire's own file.
        study: The study's file, if it names one.
        problems: Names that lead nowhere.
        origins: For parts that were taken in: where they are written.
    """

    data: dict[str, Any]
    document: Document
    study: Document | None
    problems: list[Problem] = field(default_factory=list)
    origins: dict[Key, tuple[Document, Key]] = field(default_factory=dict)

    def origin(self, path: Key) -> tuple[Document, Key]:
        """Say in which file, and where in it, a part of `data` is written."""
        for length in range(len(path), 0, -1):
            if found := self.origins.get(path[:length]):
                document, base = found
                return document, base + path[length:]
        return self.document, path


def expand(document: Document, study: Document | None) -> Expanded:
    """Take in what a questionnaire names; names that lead nowhere become problems."""
    data = dict(document.data)
    expanded = Expanded(data, document, study)
    if study is not None:
        data["study"] = {key: study.data[key] for key in STUDY_PARTS if key in study.data}
        expanded.origins[("study",)] = (study, ())
    data["screens"] = _with_texts(data.get("screens", {}), ("screens",), expanded)
    data["exit"] = [
        _with_texts(one, ("exit", number), expanded)
        for number, one in _numbered(data.get("exit", []))
    ]
    data["section"] = [
        _expanded_section(section, ("section", number), expanded)
        for number, section in _numbered(data.get("section", []))
    ]
    if not isinstance(document.data.get("section", []), list):
        data["section"] = document.data["section"]
    return expanded


def _numbered(items: object) -> Iterator[tuple[int, Any]]:
    return enumerate(items) if isinstance(items, list) else iter(())


def _expanded_section(section: Any, path: Key, expanded: Expanded) -> Any:
    if not isinstance(section, dict):
        return section
    taken = _with_texts(section, path, expanded)
    if isinstance(section.get("question"), list):
        taken["question"] = [
            _expanded_question(question, (*path, "question", number), expanded)
            for number, question in enumerate(section["question"])
        ]
    return taken


def _expanded_question(question: Any, path: Key, expanded: Expanded) -> Any:
    if not isinstance(question, dict):
        return question
    taken = _with_texts(question, path, expanded)
    if isinstance(question.get("options"), str):
        taken["options"] = _option_list(question["options"], (*path, "options"), expanded)
    if isinstance(question.get("probes"), list):
        taken["probes"] = [
            _named_text(probe, (*path, "probes", number), expanded)
            for number, probe in enumerate(question["probes"])
        ]
    if isinstance(question.get("check"), list):
        taken["check"] = [
            _with_texts(check, (*path, "check", number), expanded)
            for number, check in enumerate(question["check"])
        ]
    return taken


def _with_texts(table: Any, path: Key, expanded: Expanded) -> Any:
    """Take in the named texts of one table."""
    if not isinstance(table, dict):
        return table
    return {
        key: _named_text(value, (*path, key), expanded) if key in TEXT_KEYS else value
        for key, value in table.items()
    }


def _named_text(value: Any, path: Key, expanded: Expanded) -> Any:
    """Give the text that `"@name"` stands for; anything else as it is."""
    if not isinstance(value, str) or not value.startswith("@"):
        return value
    name = value[1:]
    found = _find("texts", name, path, expanded)
    if found is None:
        known = [f"@{one}" for one in _known("texts", expanded)]
        _report(expanded, "unknown-text", f"there is no text '{value}'", path, value, known)
    return value if found is None else found


def _option_list(name: str, path: Key, expanded: Expanded) -> Any:
    """Give the option list with this name."""
    found = _find("options", name, path, expanded)
    if found is None:
        known = _known("options", expanded)
        _report(expanded, "unknown-list", f"there is no option list '{name}'", path, name, known)
        return [{"code": 1, "text": name}]
    return found


def _find(table: str, name: str, path: Key, expanded: Expanded) -> Any:
    """Look a name up in the questionnaire's own table, then in the study's, and remember where it was."""
    for document in _documents(expanded):
        named = document.data.get(table)
        if isinstance(named, dict) and name in named:
            expanded.origins[path] = (document, (table, name))
            return named[name]
    return None


def _known(table: str, expanded: Expanded) -> list[str]:
    tables = (document.data.get(table) for document in _documents(expanded))
    return [name for named in tables if isinstance(named, dict) for name in named]


def _documents(expanded: Expanded) -> Iterator[Document]:
    yield expanded.document
    if expanded.study is not None:
        yield expanded.study


def _report(
    expanded: Expanded, code: str, message: str, path: Key, name: str, known: list[str]
) -> None:
    hint = did_you_mean(name, known) or f"nothing is defined for {dotted(path)}"
    place = expanded.document.place(path)
    expanded.problems.append(Problem(code, message, place, hint))
