"""`python -m benchmarks`: everything that is measured, as one table."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.environment import as_installed
from benchmarks.measure import Row, Skipped
from benchmarks.table import as_json, as_text

MEASUREMENTS: Final = {
    "starting": "from the shell to the first question; --help; what is imported",
    "keys": "from a key to the screen that it leads to",
    "widgets": "how many widgets a long questionnaire holds",
    "memory": "whether an interview grows while it is answered",
    "saving": "one answer through route, validation and commit",
    "chains": "1,000 conditions computed anew after an answer",
    "rosters": "one answer in two rosters that look at each other's rows",
    "checking": "check of 1,000 and 10,000 questions",
    "exporting": "from a store of 100,000 responses to files",
    "reporting": "the figures of a study over 100,000 responses",
    "looking": "from a letter to what is found by it in 50,000 rows",
}
"""What is measured; the module in this folder has its name."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is asked for and print it; exit code 1 if a limit was missed."""
    asked = _parser().parse_args(arguments)
    rows: list[Row] = []
    skipped: list[tuple[str, str]] = []
    with TemporaryDirectory() as compiled:
        as_installed(Path(compiled))
        for name in asked.only or MEASUREMENTS:
            print(f"measuring {name}: {MEASUREMENTS[name]} …", file=sys.stderr)
            try:
                rows += import_module(f"benchmarks.{name}").measure(quick=asked.quick)
            except Skipped as reason:
                skipped.append((name, str(reason)))
    print((as_json if asked.json else as_text)(rows, skipped))
    return int(any(row.ok is False for row in rows))


def _parser() -> argparse.ArgumentParser:
    names = "; ".join(f"{name}: {what}" for name, what in MEASUREMENTS.items())
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--only", action="append", choices=MEASUREMENTS, metavar="NAME", help=f"one of: {names}"
    )
    parser.add_argument(
        "--quick",
        action="store_true",
        help="few runs, small samples, no peers: do the scripts work?",
    )
    parser.add_argument("--json", action="store_true", help="write JSON")
    return parser


if __name__ == "__main__":
    sys.exit(main())
