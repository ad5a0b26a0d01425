"""Whether an interview grows: the memory after many answers on the screen, beside that after a few."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks import samples
from benchmarks.measure import Row, Skipped

EARLY: Final = 10


def measure(*, quick: bool = False) -> list[Row]:
    """Answer 1,000 questions (quick: 30) by keys in one process.

    Raises:
        Skipped: where the system does not tell what a process holds.
    """
    if not Path("/proc/self/status").exists():
        raise Skipped("only Linux tells the memory of a process here")
    late = 30 if quick else 1_000
    with TemporaryDirectory() as name:
        folder = Path(name)
        file = samples.saved(samples.choices(late), folder)
        command = [sys.executable, "-m", "benchmarks.programs.answering", str(file)]
        command += [str(folder / "data"), str(EARLY), str(late)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    first, last = (float(part) for part in done.stdout.split())
    title = f"memory at question {late:,} of {late:,}, all answered by keys"
    return [Row(title, last, first, f"at question {EARLY}", "MiB", 1.1)]
