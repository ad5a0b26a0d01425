"""Finding questionnaires: by path, or by id, here and among those that come along."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import hybridequiz
from hybridequiz.problems import ExitCode, HybridequizError, offers, say

FOLDER: Final = Path("questionnaires")
"""Where questionnaires are looked for by their id, from the folder one is in."""
HERE: Final = Path()
"""The folder one is in: it counts where it has questionnaires, or a study."""
STUDY: Final = "study.toml"
TOUR: Final = "tour"
"""The id of the questionnaire that shows everything; its files begin with it."""


class UnknownName(HybridequizError):
    """No questionnaire has this name."""

    exit_code = ExitCode.USAGE


_ID: Final = re.compile(r'^id *= *"([a-z][a-z0-9_]*)" *(?:#.*)?$', re.MULTILINE)
"""An id at the top of a file, where it can be seen without reading all of it."""
_AUDIENCE: Final = re.compile(r"^audience *=", re.MULTILINE)
"""What only a questionnaire has there: a study has none."""
_SEVERAL_LINES: Final = re.compile(r"\"\"\"|'''")
"""Begins a text of several lines, in which something could look like an id."""
_OURS: Final = re.compile(r"^(?:audience|languages) *=|^\[\[(?:section|indicator)\b", re.MULTILINE)
"""What questionnaires and studies have, and other files in TOML, such as pyproject.toml, have not."""


def shipped_folder() -> Path:
    """Give the folder of the questionnaires that come along, in the package or its sources."""
    package = Path(hybridequiz.__file__).parent
    installed = package / "shipped"
    return installed if installed.is_dir() else package.parents[1] / "questionnaires"


def find_questionnaire(name: str) -> Path:
    """Find a questionnaire by path, or by id.

    Args:
        name: What was typed. With a separator or an ending it is a path, otherwise an id.

    Raises:
        UnknownName: telling what there is.
    """
    path = Path(name)
    if path.is_file() or path.is_dir():
        return path
    if path.name != name or path.suffix:
        raise _no_such_file(path)
    if found := _found(name):
        return found
    hints, parts = offers(name, list(available()), say("the questionnaires here are: {known}"))
    looked, folders = looked_in()
    nothing = [say("Name a file, or make questionnaires to start from with: hybridequiz init DIR")]
    raise UnknownName(
        say("There is no questionnaire '{name}'."),
        hint=[*(hints or nothing), looked],
        name=name,
        **parts,
        **folders,
    )


def own_folders() -> list[Path]:
    """Give the folders with one's own questionnaires: ./questionnaires, and the one that one is in where it has any."""
    return [*([FOLDER] if FOLDER.is_dir() else []), *([HERE] if own_files(HERE) else [])]


def own_files(folder: Path) -> list[Path]:
    """Give the questionnaires and studies in a folder of one's own; where one is, there may be other files in TOML."""
    files = toml_files(folder)
    return [one for one in files if one.name == STUDY or _is_ours(one)] if folder == HERE else files


def _is_ours(path: Path) -> bool:
    try:
        return _OURS.search(path.read_text(encoding="utf-8-sig")) is not None
    except (OSError, ValueError):
        return False


def looked_in() -> tuple[str, dict[str, str]]:
    """Say where questionnaires were looked for: a message, and what is filled in."""
    own = [str(one.absolute()) for one in own_folders()]
    if own:
        message = say("looked in {folders}, and among those that come along")
        return message, {"folders": ", ".join(own)}
    message = say(
        "no questionnaires in {folders}, nor a folder questionnaires there: looked among those that come along"
    )
    return message, {"folders": str(Path.cwd())}


def _found(name: str) -> Path | None:
    """Find the questionnaire with an id: those here before those that come along, the file of that name first."""
    for folder in (*own_folders(), shipped_folder()):
        by_name = folder / f"{name}.toml"
        for path in (by_name, *own_files(folder)):
            if path.is_file() and id_of(path) == name:
                return path
    return None


def available() -> dict[str, Path]:
    """Give the questionnaires that can be named by id: those here before those that come along, the tour last."""
    found: dict[str, Path] = {}
    for folder in (*own_folders(), shipped_folder()):
        for path in own_files(folder):
            if name := id_of(path):
                found.setdefault(name, path)
    return dict(sorted(found.items(), key=lambda one: one[0] == TOUR))


def at_hand() -> dict[str, Path]:
    """Give the questionnaires that are offered: one's own and the tour, else all that come along."""
    found = available()
    own = {name: path for name, path in found.items() if path.parent in (FOLDER, HERE)}
    return {**own, TOUR: found[TOUR]} if own and TOUR in found else own or found


def toml_files(folder: Path) -> list[Path]:
    """Give the TOML files of a folder in the order of their names."""
    return sorted(path for path in folder.glob("*.toml") if path.is_file())


def id_of(path: Path) -> str:
    """Give the id of the questionnaire in a file, or the file's name; nothing for a study."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError):
        return path.stem
    head = text.partition("\n[")[0]
    stated = _AUDIENCE.search(head) and _ID.search(head)
    if stated and not _SEVERAL_LINES.search(head):
        return stated[1]
    return _id_in(text, path)


def _id_in(text: str, path: Path) -> str:
    """Give the id of the questionnaire in a text, read as the TOML that it is."""
    import tomli

    from hybridequiz.questionnaire.documents import is_study

    try:
        data = tomli.loads(text)
    except (ValueError, RecursionError):
        return path.stem
    if is_study(data):
        return ""
    name = data.get("id")
    return name if isinstance(name, str) and name else path.stem


def _no_such_file(path: Path) -> UnknownName:
    beside = [str(one) for one in toml_files(path.parent)]
    hints, parts = offers(str(path), beside, say("the files are: {known}"))
    return UnknownName(say("There is no file '{path}'."), hint=hints, path=path, **parts)
