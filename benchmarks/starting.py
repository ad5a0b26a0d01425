"""From the shell to the first question on the screen, and what `--help` and `check` cost."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks import samples
from benchmarks.measure import Row, medians, timed
from benchmarks.peers import PROGRAMS
from benchmarks.terminal import Terminal

HEAVY: Final = ("textual", "polars", "sqlite3", "_sqlite3", "sqlalchemy", "psycopg", "duckdb")
"""What `--help` and `check` never import."""
SHIPPED: Final = Path(__file__).parents[1] / "questionnaires" / "participants.toml"
PLACE: Final = ("--location", "1")
"""Else the interview is asked where it is, before the first question."""
OPTIONS: Final = ("Helemaal eens", "Eens", "Oneens", samples.LAST_OPTION)


def measure(*, quick: bool = False) -> list[Row]:
    """Measure starts in a terminal, and commands without one."""
    if quick:
        return _commands(runs=1)
    return [*_first_question(runs=25), *_commands(runs=25)]


def _first_question(runs: int) -> list[Row]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        sample = samples.saved(samples.choices(40), folder)
        found = medians(
            {
                "shipped": _start(_run(SHIPPED, *PLACE), folder, "Meedoen is vrijwillig"),
                "floor": _start(_minimal(), folder, *OPTIONS),
                "sample": _start(_run(sample), folder, "Vraag 1:", *OPTIONS),
                "first": _first_start(_run(SHIPPED, *PLACE), folder, "Meedoen is vrijwillig"),
            },
            runs,
        )
    peer = "minimal Textual + tomli + pydantic"
    return [
        Row("start to first question, 40 questions", *_ms(found, "sample"), peer, "ms", 1.25),
        Row("start to first question, participants.toml", *_ms(found, "shipped"), peer, "ms", 1.25),
        Row(
            "the same in a new data folder, the first time", *_ms(found, "first"), peer, "ms", None
        ),
    ]


def _ms(found: dict[str, float], name: str) -> tuple[float, float]:
    return found[name] * 1_000, found["floor"] * 1_000


def _run(file: Path, *options: str) -> list[str]:
    return _ours("run", str(file), "--mode", "self", "--language", "nl", *options)


def _ours(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "hybridequiz", *arguments]


def _minimal() -> list[str]:
    return [sys.executable, str(PROGRAMS / "minimal_textual.py"), *OPTIONS]


def _start(command: Sequence[str], data: Path, *marks: str) -> Callable[[], float]:
    """Give what starts a program in a terminal, and gives the seconds until it shows some texts."""

    def start() -> float:
        with Terminal(command, {"HYBRIDEQUIZ_DATA": str(data / "data")}) as terminal:
            return terminal.wait_for(*marks)

    return start


def _first_start(command: Sequence[str], data: Path, *marks: str) -> Callable[[], float]:
    """Give the same in a data folder of its own each time: nothing was checked before."""
    numbers = count()

    def start() -> float:
        return _start(command, data / f"new-{next(numbers)}", *marks)()

    return start


def _commands(runs: int) -> list[Row]:
    """Measure `--help`, and look at what it and `check` import."""
    floor = [sys.executable, "-c", "import click"]
    found = medians({"help": _command(_ours("--help")), "floor": _command(floor)}, runs)
    rows = [Row("--help", *_ms({**found}, "help"), "import click", "ms", 1.5)]
    for what in (["--help"], ["check", str(SHIPPED)]):
        heavy = len(_heavy_imports(_ours(*what)))
        title = f"modules of textual, polars or a database that {what[0]} imports"
        rows.append(Row(title, heavy, None, "", "modules", 0))
    return rows


def _command(command: Sequence[str]) -> Callable[[], float]:
    def run() -> float:
        return timed(lambda: subprocess.run(command, check=True, capture_output=True))

    return run


def _heavy_imports(command: Sequence[str]) -> list[str]:
    """Name the heavy modules that a command imports, as the interpreter itself reports."""
    told = [command[0], "-X", "importtime", *command[1:]]
    done = subprocess.run(told, check=True, capture_output=True, text=True)
    names = (line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if "|" in line)
    return [name for name in names if name.partition(".")[0] in HEAVY]
