"""Files of earlier exports that another export does not write: what was withdrawn since would still be in them.

Those that an export in the same format could have made are removed once the new files have their names. Whatever else
looks like an earlier export of the same questionnaire stays, and is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hybridequiz.disk import sync_folder
from hybridequiz.export.dta_bytes import BEGINNING as DTA
from hybridequiz.export.files import Beginning, begins_with
from hybridequiz.export.parquet_writer import BEGINNING as PARQUET
from hybridequiz.export.sav_writer import BEGINNING as SAV
from hybridequiz.export.system import FIRST
from hybridequiz.export.workbook import BEGINNING as XLSX
from hybridequiz.problems import say

if TYPE_CHECKING:
    from hybridequiz.export.words import Note


def _of_bundle() -> bytes:
    from hybridequiz.export.bundle_zip import beginning

    return beginning()


_ANSWERS: Final[Mapping[str, Callable[[], Beginning]]] = {
    ".csv": lambda: re.compile(f"(?:\ufeff)?{FIRST}[,;]".encode()),
    ".dta": lambda: DTA,
    ".jsonl": lambda: re.compile(rf'\{{"(?:answers|items|{FIRST})":'.encode()),
    ".parquet": lambda: PARQUET,
    ".sav": lambda: SAV,
    ".xlsx": lambda: XLSX,
    ".zip": _of_bundle,
}
"""By suffix: how a file of an export begins that has answers in it."""
_REMOVED: Final = say("Removed, as they are of an earlier export: {names}.")
_STAYS: Final = say(
    "Of another export, and left as they are: {names}. What was withdrawn since may be in them."
)


def sweep(
    folder: Path, stem: str, written: Collection[str], same: Mapping[str, Beginning]
) -> Iterator[Note]:
    """Remove what is left of an earlier export; say what was removed, and what looks like one and stays.

    Args:
        folder: Where the export is.
        stem: What the names of all its files begin with.
        written: The names of its files.
        same: All files that an export in this format could have, by name, and how each begins.
    A folder that can only be written to stays as it is.
    """
    with suppress(OSError):
        yield from _sweep(folder, stem, written, same)


def _sweep(
    folder: Path, stem: str, written: Collection[str], same: Mapping[str, Beginning]
) -> Iterator[Note]:
    there = sorted(path for path in folder.iterdir() if path.name not in written)
    gone = [one.name for one in there if one.name in same and _removed(one, same[one.name])]
    if gone:
        sync_folder(folder)
        yield _REMOVED, {"names": ", ".join(gone)}
    stay = [one.name for one in there if one.name not in gone and _is_alike(one, stem)]
    if stay:
        yield _STAYS, {"names": ", ".join(stay)}


def _removed(path: Path, beginning: Beginning) -> bool:
    """Remove a file that begins so; tell whether it is gone."""
    try:
        if path.is_symlink() or not path.stat().st_size or not begins_with(path, beginning):
            return False
        path.unlink()
    except OSError:
        return False  # it is open elsewhere, or not ours to remove: it is told that it stays
    return True


def _is_alike(path: Path, stem: str) -> bool:
    """Tell whether a file has answers of this questionnaire in it, as far as name and beginning tell."""
    rest = path.name.removeprefix(stem)
    of_stem = path.name.startswith(stem) and rest[:1] in (".", "-")
    if path.suffix not in _ANSWERS or not of_stem or rest.startswith(("-public", "-codebook")):
        return False
    try:
        return path.stat().st_size > 0 and begins_with(path, _ANSWERS[path.suffix]())
    except OSError:
        return False
