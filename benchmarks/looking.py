"""From a letter to what is found by it, in a list of 50,000 rows and in one of 500."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks import samples
from benchmarks.measure import Row
from benchmarks.terminal import Terminal

MANY: Final = 50_000
FEW: Final = 500
"""As many rows are drawn of these: what differs is the list."""
WORDS: Final = ("zwolle", "noorderpoort", "albeda", "zuid", "techniek", "horizon")
"""What is typed letter by letter, and taken back."""
BACKSPACE: Final = b"\x7f"
SHORT: Final = "the same in a list of 500 rows"


def measure(*, quick: bool = False) -> list[Row]:
    """Measure every letter of some words, and taking it back, in both lists in turn."""
    words = WORDS[:1] if quick else WORDS
    with TemporaryDirectory() as name, ExitStack() as held:
        folder = Path(name)
        terminals = {
            rows: held.enter_context(Terminal(_command(folder, rows))) for rows in (MANY, FEW)
        }
        for one in terminals.values():
            one.wait_for("Vraag 1:", samples.LAST_ROW)
            one.settle()
        took: dict[int, list[float]] = {rows: [] for rows in terminals}
        for key in _keys(words):
            for rows, terminal in terminals.items():
                took[rows].append(terminal.press(key) * 1_000)
        memory = {rows: terminal.memory() for rows, terminal in terminals.items()}
    middle = {rows: statistics.median(times) for rows, times in took.items()}
    first = took[MANY][0]
    return [
        Row(f"key to what is found in {MANY:,} rows", middle[MANY], middle[FEW], SHORT, "ms", 1.2),
        Row("the very first letter", first, took[FEW][0], SHORT, "ms"),
        Row(f"memory with a list of {MANY:,} rows", memory[MANY], memory[FEW], SHORT, "MiB"),
    ]


def _command(folder: Path, rows: int) -> list[str]:
    """Give the program that shows a lookup in a list of so many rows."""
    own = folder / str(rows)
    own.mkdir()
    samples.saved(samples.rows(rows), own, samples.LIST_FILE)
    path = samples.saved(samples.lookup(), own)
    program = [sys.executable, "-m", "benchmarks.programs.at_question"]
    return [*program, str(path), str(own / "data"), "1"]


def _keys(words: tuple[str, ...]) -> Iterator[bytes]:
    for word in words:
        yield from (letter.encode() for letter in word)
        yield from [BACKSPACE] * len(word)
