"""A report over a whole store, in a process of its own: prints its seconds, and the most memory that it held."""

import resource
import sys
import time
from importlib import import_module
from typing import Final

from benchmarks.programs.writing import get_ready
from hybridequiz.cli.program import program

OURS: Final = (
    "hybridequiz.cli.commands.report",
    "hybridequiz.report.json_report",
    "hybridequiz.store.data",
    "hybridequiz.store.journal",
    "pydantic.dataclasses",
    "pydantic.plugin._loader",
)
"""Modules that the command, or pydantic for it, imports when it is known what it is to do."""


def main(data: str, study: str, out: str) -> None:
    """Report; prints seconds and MiB."""
    get_ready("parquet")
    for name in OURS:
        import_module(name)
    began = time.perf_counter()
    arguments = ["report", study, "--synthetic", "--format", "json", "--out", out, "--data", data]
    program.main(arguments, standalone_mode=False)
    seconds = time.perf_counter() - began
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print("measured", seconds, held)


if __name__ == "__main__":
    main(*sys.argv[1:])
