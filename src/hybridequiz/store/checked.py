"""Questionnaires that were checked before: as long as their files say the same, they open without a new check."""

from __future__ import annotations

import json
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zlib import crc32

from hybridequiz import __version__
from hybridequiz.disk import write_whole
from hybridequiz.problems import InvalidFile
from hybridequiz.questionnaire.stored import load_stored
from hybridequiz.store.errors import StorageError
from hybridequiz.store.files import make_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hybridequiz.questionnaire.instrument import Instrument
    from hybridequiz.questionnaire.load import Loaded


_UNUSABLE: Final = (
    OSError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    RecursionError,
)
"""What reading something else than what was kept can come to; then the check is done again."""
KEYS: Final = {"tool", "sources", "lists", "live", "document"}
"""What is kept: the program's version, the files as they were, the hashes of the lists of codes beside them, whether
the study is live, and what the check gave."""


class CheckedQuestionnaires:
    """Loads questionnaires, and keeps of each what the last check gave: one small file a questionnaire.

    What is kept is only used by the version of the program that made it, and only while every file that was read then
    (the questionnaire and its study) still says the same, letter by letter. It can be deleted at any time.

    Args:
        folder: Where it is kept; made when it is needed.
    """

    def __init__(self, folder: Path) -> None:
        self.folder: Final = folder

    def load(self, path: Path) -> Instrument:
        """Load a questionnaire that is to be administered.

        Raises:
            InvalidFile: with all errors, when there are any.
        """
        kept = self._kept(path)
        return self._checked(path) if kept is None else kept

    def _kept(self, path: Path) -> Instrument | None:
        """Give the questionnaire as it was checked before; nothing where that cannot be used."""
        try:
            entry = json.loads(self._entry(path).read_bytes())
            if _is_usable(entry) and _is_unchanged(path, entry["sources"]):
                texts = dict(_unchanged_lists(entry["lists"]))
                return load_stored(entry["document"], live=entry["live"], texts=texts.__getitem__)
        except _UNUSABLE:
            return None
        return None

    def _checked(self, path: Path) -> Instrument:
        from hybridequiz.questionnaire.load import examine

        loaded = examine(path)
        if loaded.instrument is None:
            raise InvalidFile(loaded.errors)
        self._keep(path, loaded.instrument, loaded)
        return loaded.instrument

    def _keep(self, path: Path, instrument: Instrument, loaded: Loaded) -> None:
        if not self.folder.parent.is_dir():
            return  # no interview was begun here yet: looking at a questionnaire leaves nothing behind
        study = instrument.questionnaire.study
        entry = {
            "tool": __version__,
            "sources": {str(Path(one.file).absolute()): one.text for one in loaded.documents},
            "lists": {str(file.absolute()): one.hash for file, one in loaded.lists},
            "live": study is not None and study.live,
            "document": instrument.document,
        }
        with suppress(OSError, StorageError):  # nothing of worth is lost: it is checked again then
            make_folder(self.folder)
            write_whole(self._entry(path), json.dumps(entry).encode())

    def _entry(self, path: Path) -> Path:
        return self.folder / f"{crc32(str(path.absolute()).encode(errors='replace')):08x}.json"


def _is_usable(entry: Any) -> bool:
    """Tell whether this version of the program made the entry."""
    return isinstance(entry, dict) and entry.get("tool") == __version__ and entry.keys() == KEYS


def _unchanged_lists(lists: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Give the texts of the lists of codes by their hashes.

    Raises:
        ValueError: when one is not what it was.
    """
    for name, content in lists.items():
        text = Path(name).read_bytes().decode("utf-8-sig")
        if sha256(text.encode()).hexdigest() != content:
            raise ValueError(name)
        yield content, text


def _is_unchanged(path: Path, sources: dict[str, Any]) -> bool:
    """Tell whether the files say what they said; the questionnaire itself must be one of them.

    They are named as they were found, links and all: where a link leads elsewhere now, other bytes are read.
    """
    return str(path.absolute()) in sources and all(
        Path(name).read_bytes().decode("utf-8-sig") == text for name, text in sources.items()
    )
