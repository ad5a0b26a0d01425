"""What pyreadstat does not leave to its caller in a `.dta`, changed in the bytes; nothing moves (decision 0029).

The layout is that of release 118 (`help dta` in Stata): parts of a fixed size, and a map of where each begins.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Collection, Sequence
from io import BufferedRandom
from pathlib import Path
from typing import Final

STAMP: Final = b"01 Jan 1980 00:00"
"""The time of making of every file."""
HEAD: Final = b"<stata_dta><header><release>118</release><byteorder>LSF</byteorder><K>"
BEGINNING: Final = re.compile(
    re.escape(HEAD) + rb"..</K><N>.{8}</N><label>.{2,322}</label><timestamp>\x11" + STAMP,
    re.DOTALL,
)
"""How a file begins that this program wrote."""
LABEL_AT: Final = len(HEAD) + len("..</K><N>12345678</N><label>")
NAME_SIZE: Final = 129
PADDING: Final = 3
VARIABLES, LABELS_OF_VARIABLES, LABELS, END = 3, 6, 11, 13
"""Places in the map."""


def finish(path: Path, names: Sequence[str], labelled: Collection[str]) -> None:
    """Overwrite the time of making, and give the variables their names; their labels are called the same.

    Args:
        path: The file.
        names: The names of the variables, in order.
        labelled: Which of them have labels of values.
    """
    with path.open("rb+") as file:
        stamp_at, places = _places(file)
        _write(file, stamp_at, STAMP)
        first = places[VARIABLES] + len("<varnames>")
        for place, name in enumerate(names):
            _write(file, first + place * NAME_SIZE, _padded(name))
        first = places[LABELS_OF_VARIABLES] + len("<value_label_names>")
        for place, name in enumerate(names):
            if name in labelled:
                _write(file, first + place * NAME_SIZE, _padded(name))
        at = places[LABELS] + len("<value_labels>")
        for name in labelled:
            at += len("<lbl>")
            (size,) = struct.unpack("<i", _read(file, at, 4))
            _write(file, at + 4, _padded(name))
            at += 4 + NAME_SIZE + PADDING + size + len("</lbl>")


def is_whole(path: Path) -> bool:
    """Tell whether a file is as long as it says, and ends as it must."""
    end = b"</stata_dta>"
    with path.open("rb+") as file:
        size = _places(file)[1][END]
        return path.stat().st_size == size and _read(file, size - len(end), len(end)) == end


def _places(file: BufferedRandom) -> tuple[int, tuple[int, ...]]:
    """Give where the time of making stands, and the map."""
    (size,) = struct.unpack("<H", _read(file, LABEL_AT, 2))
    stamp_at = LABEL_AT + 2 + size + len("</label><timestamp>") + 1
    map_at = stamp_at + len(STAMP) + len("</timestamp></header><map>")
    return stamp_at, struct.unpack("<14Q", _read(file, map_at, 14 * 8))


def _padded(name: str) -> bytes:
    return name.encode().ljust(NAME_SIZE, b"\0")


def _read(file: BufferedRandom, at: int, size: int) -> bytes:
    file.seek(at)
    return file.read(size)


def _write(file: BufferedRandom, at: int, found: bytes) -> None:
    file.seek(at)
    file.write(found)
