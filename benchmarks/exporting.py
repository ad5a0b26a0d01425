"""From a store of many responses to files, beside a library that writes the finished table and nothing else.

`python -m benchmarks.exporting 100000 1000000 --in DIR` measures larger stores; they are made in DIR where they are not
there, which takes a millisecond and six kilobytes a response.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.environment import as_installed
from benchmarks.large_store import QUESTIONS, large_store
from benchmarks.measure import Row, Skipped, medians
from benchmarks.table import as_text
from hybridequiz.store.journal import STORE_FILE
from hybridequiz.store.reading import FOLDER

MANY: Final = 100_000
PEERS: Final[dict[str, tuple[str, float | None]]] = {
    "csv": ("polars writes the table", 2.0),
    "parquet": ("polars writes the table", 2.0),
    "sav": ("pyreadstat writes the table", 1.5),
    "xlsx": ("xlsxwriter writes the cells", None),
}
"""By format: what stands beside, and the limit of the ratio."""
TABLE: Final = {
    "csv": "sample.csv",
    "parquet": "sample.parquet",
    "sav": "sample.sav",
    "xlsx": "sample.csv",
}
"""By format: the file of an export that the peer reads beforehand."""
ONCE: Final = ("xlsx",)
"""Formats that take minutes: written once."""
BOUNDED: Final = ("csv", "parquet")
"""Formats that take as much memory for many responses as for few; pyreadstat takes a whole table at once."""
MORE_MEMORY: Final = 1.5


@dataclass(frozen=True, slots=True)
class Run:
    """One process: the seconds of its work, and the MiB that it held at most."""

    seconds: float
    held: float


def measure(*, quick: bool = False) -> list[Row]:
    """Export 100,000 responses (quick: 300).

    Raises:
        Skipped: polars is not installed.
    """
    if find_spec("polars") is None:
        raise Skipped("polars is not installed: python -m pip install -e '.[bench]'")
    with TemporaryDirectory() as folder:
        rows, _ = measured(Path(folder), 300 if quick else MANY, runs=1 if quick else 3)
    return rows


def measured(
    folder: Path, number: int, *, runs: int, forms: Sequence[str] = tuple(PEERS)
) -> tuple[list[Row], dict[str, float]]:
    """Measure the exports of a store.

    Args:
        folder: Where the store is, or is made.
        number: How many responses it has.
        runs: How often each format is written.
        forms: The formats.

    Returns:
        The rows, and by format the MiB that an export held at most.
    """
    data = folder / str(number)
    if not (data / "live" / STORE_FILE).exists():
        data.mkdir(parents=True, exist_ok=True)
        large_store(data, number)
    out = folder / f"out-{number}"
    titled = f"{number:,} responses × {QUESTIONS} questions to"
    rows: list[Row] = []
    if not (data / "live" / FOLDER).exists():
        first = _run("exporting", "csv", data, out)
        rows.append(Row(f"{titled} csv, the first time", first.seconds, None, "", "s"))
    held: dict[str, float] = {}
    for form in forms:
        peer, limit = PEERS[form]
        last: dict[str, Run] = {}
        times = medians(
            {
                "ours": partial(_kept, last, "exporting", form, data, out),
                "peer": partial(_kept, last, "writing", form, out / TABLE[form], out / "peer"),
            },
            1 if form in ONCE else runs,
            warm=0 if form in ONCE else 1,
        )
        held[form] = last["exporting"].held
        rows.append(Row(f"{titled} {form}", times["ours"], times["peer"], peer, "s", limit))
    return rows, held


def _kept(last: dict[str, Run], program: str, *arguments: object) -> float:
    last[program] = _run(program, *arguments)
    return last[program].seconds


def _run(program: str, *arguments: object) -> Run:
    command = [sys.executable, "-m", f"benchmarks.programs.{program}", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, held = done.stdout.split("measured", 1)[1].split()
    return Run(float(seconds), float(held))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure stores of several sizes; exit code 1 if a limit was missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.exporting", description=__doc__)
    parser.add_argument("numbers", type=int, nargs="+", metavar="N", help="how many responses")
    parser.add_argument("--in", dest="folder", type=Path, required=True, metavar="DIR")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", action="append", choices=PEERS, metavar="FORMAT")
    asked = parser.parse_args(arguments)
    forms = asked.only or tuple(PEERS)
    rows: list[Row] = []
    memory: list[dict[str, float]] = []
    with TemporaryDirectory() as compiled:
        as_installed(Path(compiled))
        for number in asked.numbers:
            found, held = measured(asked.folder, number, runs=asked.runs, forms=forms)
            rows += found
            memory.append(held)
    rows += [
        Row(
            f"memory of an export of {asked.numbers[-1]:,} responses to {form}",
            memory[-1][form],
            memory[0][form],
            f"of {asked.numbers[0]:,}",
            "MiB",
            MORE_MEMORY,
        )
        for form in BOUNDED
        if form in forms
    ]
    print(as_text(rows, []))
    return int(any(row.ok is False for row in rows))


if __name__ == "__main__":
    sys.exit(main())
