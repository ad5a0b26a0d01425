"""Take in what a questionnaire names elsewhere: option lists, texts, and its study.

The result is one self-contained table, the same whatever it was spread over; its hash is the questionnaire's
identity. Where each part came from is remembered, so that a problem is told where it is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from hybridequiz.problems import Place, Problem, did_you_mean
from hybridequiz.questionnaire.code_lists import CodeList
from hybridequiz.questionnaire.documents import Document
from hybridequiz.questionnaire.parts import Key
from hybridequiz.questionnaire.questions import TEXT_KEYS

NOTHING: Final = "nothing stands under [{}], here or in the study"

STUDY_PARTS: Final = ("id", "values", "threshold", "location", "live")
"""What a questionnaire takes from its study, whatever it names."""


class Lists(Protocol):
    """Reads lists of codes, and tells itself what is wrong with them."""

    def take(self, name: str, place: Callable[[], Place], /) -> CodeList | None:
        """Give the list with this name; `place`: where it is named."""


@dataclass
class Expanded:
    """A questionnaire with everything taken in.

    Attributes:
        data: The self-contained table.
        document: The questionnaire's own file.
        study: The study's file, if it names one.
        study_unread: It names a study that could not be read: what stands in it is not known.
        problems: Names that lead nowhere.
        wrong: The paths of names without which a question cannot be used.
        origins: For parts that were taken in: where they are written.
        lists: Reads the lists of codes that lookups name; None where no files can be read.
        taken: The lists of codes that were taken in, by the hash of their text.
    """

    data: dict[str, Any]
    document: Document
    study: Document | None
    study_unread: bool = False
    problems: list[Problem] = field(default_factory=list)
    wrong: list[Key] = field(default_factory=list)
    origins: dict[Key, tuple[Document, Key]] = field(default_factory=dict)
    lists: Lists | None = None
    taken: dict[str, CodeList] = field(default_factory=dict)

    def origin(self, path: Key) -> tuple[Document, Key]:
        """Say in which file, and where in it, a part of `data` is written."""
        for length in range(len(path), 0, -1):
            if found := self.origins.get(path[:length]):
                document, base = found
                return document, base + path[length:]
        return self.document, path


def expand(
    document: Document,
    study: Document | None,
    *,
    study_unread: bool = False,
    lists: Lists | None = None,
) -> Expanded:
    """Take in what a questionnaire names; names that lead nowhere become problems."""
    data = dict(document.data)
    expanded = Expanded(data, document, study, study_unread, lists=lists)
    if study is not None:
        data["study"] = {key: study.data[key] for key in STUDY_PARTS if key in study.data}
        expanded.origins[("study",)] = (study, ())
    if "title" in data:
        data["title"] = _named_text(data["title"], ("title",), expanded)
    data["screens"] = _with_texts(data.get("screens", {}), ("screens",), expanded)
    data["exit"] = _each(data.get("exit", []), ("exit",), expanded, _with_texts)
    if "section" in data:
        data["section"] = _each(data["section"], ("section",), expanded, _expanded_section)
    return expanded


def _each(
    items: Any, path: Key, expanded: Expanded, take_in: Callable[[Any, Key, Expanded], Any]
) -> Any:
    """Take in what the parts of a list name; anything else stays as it is."""
    if not isinstance(items, list):
        return items
    return [take_in(item, (*path, number), expanded) for number, item in enumerate(items)]


def _expanded_section(section: Any, path: Key, expanded: Expanded) -> Any:
    if not isinstance(section, dict):
        return section
    taken = _with_texts(section, path, expanded)
    if "question" in section:
        path = (*path, "question")
        taken["question"] = _each(section["question"], path, expanded, _expanded_question)
    return taken


def _expanded_question(question: Any, path: Key, expanded: Expanded) -> Any:
    if not isinstance(question, dict):
        return question
    taken = _with_texts(question, path, expanded)
    if isinstance(question.get("options"), str):
        taken["options"] = _option_list(question["options"], (*path, "options"), expanded)
    if question.get("type") == "lookup" and "list" in question:
        taken["list"] = _code_list(question["list"], (*path, "list"), expanded)
    for key, take_in in (("probes", _named_text), ("check", _with_texts), ("items", _with_texts)):
        if key in question:
            taken[key] = _each(question[key], (*path, key), expanded, take_in)
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
    """Give the text that `"@name"`, a text that stands elsewhere, stands for; anything else as it is."""
    if not isinstance(value, str) or not value.startswith("@"):
        return value
    found = _find("texts", value[1:], path, expanded)
    if found is None:
        known = [f"@{name}" for name in _known("texts", expanded)]
        hint = did_you_mean(value, known) if known else NOTHING.format("texts")
        _report(expanded, path, "unknown-text", f"there is no text '{value}'", hint)
    return value if found is None else found


def _option_list(name: str, path: Key, expanded: Expanded) -> Any:
    """Give the option list with this name."""
    found = _find("options", name, path, expanded)
    if found is None:
        expanded.wrong.append(path)
        known = _known("options", expanded)
        hint = did_you_mean(name, known) if known else NOTHING.format("options")
        _report(expanded, path, "unknown-list", f"there is no option list '{name}'", hint)
    return found


def _code_list(name: Any, path: Key, expanded: Expanded) -> Any:
    """Give what stands for a list of codes: its file, and the hash of what was in it."""
    if not isinstance(name, str):
        expanded.wrong.append(path)
        place = expanded.document.place(path)
        hint = 'name a file beside the questionnaire: list = "schools.csv"'
        message = "'list' must be a text between quotes"
        expanded.problems.append(Problem("wrong-type", message, place, hint))
        return None
    files = expanded.lists
    found = files.take(name, lambda: expanded.document.place(path)) if files else None
    if found is None:
        expanded.wrong.append(path)
        return None
    expanded.taken[found.hash] = found
    return {"file": name, "hash": found.hash}


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


def _report(expanded: Expanded, path: Key, code: str, message: str, hint: str) -> None:
    """Tell of a name that leads nowhere, unless it may stand in a table that could not be read."""
    table = "texts" if code == "unknown-text" else "options"
    tables = [document.data.get(table, {}) for document in _documents(expanded)]
    if not expanded.study_unread and all(isinstance(one, dict) for one in tables):
        place = expanded.document.place(path)
        expanded.problems.append(Problem(code, message, place, hint))
