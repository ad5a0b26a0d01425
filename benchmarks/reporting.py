"""From a store of many responses to the figures of a study, beside the same counts written by hand in polars.

`python -m benchmarks.reporting 100000 1000000 --in DIR` measures larger stores; they are made in DIR where they are not
there.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.environment import as_installed
from benchmarks.large_store import large_store
from benchmarks.measure import Row, Skipped, medians
from benchmarks.sample_study import FILE, write_study
from benchmarks.table import as_text
from hybridequiz.store.data import SYNTHETIC
from hybridequiz.store.journal import STORE_FILE

MANY: Final = 100_000
LIMIT: Final = 3.0
MORE_MEMORY: Final = 1.5


def measure(*, quick: bool = False) -> list[Row]:
    """Report over 100,000 responses (quick: 300).

    Raises:
        Skipped: polars is not installed.
    """
    if find_spec("polars") is None:
        raise Skipped("polars is not installed: python -m pip install -e '.[bench]'")
    with TemporaryDirectory() as folder:
        row, _ = measured(Path(folder), 300 if quick else MANY, runs=1 if quick else 5)
    return [row]


def measured(folder: Path, number: int, *, runs: int) -> tuple[Row, float]:
    """Measure the report of a store.

    Args:
        folder: Where the store is, or is made.
        number: How many responses it has.
        runs: How often.

    Returns:
        The row, and the MiB that a report held at most.

    Raises:
        ValueError: The counts differ.
    """
    data = folder / f"report-{number}"
    if not (data / SYNTHETIC / STORE_FILE).exists():
        data.mkdir(parents=True, exist_ok=True)
        write_study(data)
        large_store(data, number, study=FILE)
    out = folder / f"report-out-{number}"
    _export(data, out)
    ours, peer = out / "ours.json", out / "peer.json"
    held: list[float] = []
    times = medians(
        {
            "ours": partial(_run, held, "reporting", data, data / FILE, ours),
            "peer": partial(_run, [], "counting", out / "synthetic-sample.parquet", peer),
        },
        runs,
        warm=1,
    )
    counted = json.loads(peer.read_text(encoding="utf-8"))
    if _bases(ours) != counted["bases"] or not _same_answers(ours, counted["answers"]):
        raise ValueError("the counts differ")
    title = f"a report of 32 indicators over {number:,} responses"
    row = Row(title, times["ours"], times["peer"], "polars counts the table", "s", LIMIT)
    return row, max(held)


def _bases(path: Path) -> dict[str, list[int | None]]:
    """Give the bases of a report's indicators: of everybody, then of the groups."""
    report = json.loads(path.read_text(encoding="utf-8"))
    return {
        table["indicator"]: [row["base"] for row in table["rows"] if not row["merged"]]
        for table in report["indicators"]
    }


def _same_answers(path: Path, counted: Mapping[str, Mapping[str, int]]) -> bool:
    """Tell whether every answer that a report tells was given as often as was counted."""
    report = json.loads(path.read_text(encoding="utf-8"))
    told = {
        (one["question"], answer["code"]): answer["count"]
        for one in report["distributions"]
        for answer in one["answers"]
    }
    return bool(told) and all(
        number
        == counted.get(f"{question}__{code}", {}).get("1", counted.get(question, {}).get(code))
        for (question, code), number in told.items()
    )


def _export(data: Path, out: Path) -> None:
    command = [sys.executable, "-m", "hybridequiz", "export", "--synthetic"]
    command += ["--format", "parquet"]
    command += ["--out", str(out), "--data", str(data)]
    subprocess.run(command, capture_output=True, check=True)


def _run(held: list[float], program: str, *arguments: object) -> float:
    command = [sys.executable, "-m", f"benchmarks.programs.{program}", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, memory = done.stdout.split("measured", 1)[1].split()
    held.append(float(memory))
    return float(seconds)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure stores of several sizes; exit code 1 if a limit was missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reporting", description=__doc__)
    parser.add_argument("numbers", type=int, nargs="+", metavar="N", help="how many responses")
    parser.add_argument("--in", dest="folder", type=Path, required=True, metavar="DIR")
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args(arguments)
    with TemporaryDirectory() as compiled:
        as_installed(Path(compiled))
        found = [measured(asked.folder, number, runs=asked.runs) for number in asked.numbers]
    rows = [row for row, _ in found]
    title = f"memory of a report over {asked.numbers[-1]:,} responses"
    beside = f"of {asked.numbers[0]:,}"
    rows.append(Row(title, found[-1][1], found[0][1], beside, "MiB", MORE_MEMORY))
    print(as_text(rows, []))
    return int(any(row.ok is False for row in rows))


if __name__ == "__main__":
    sys.exit(main())
