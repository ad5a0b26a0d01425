"""The entry of the program: `hybridequiz`, or `python -m hybridequiz`."""

from __future__ import annotations

import sys

from hybridequiz.cli.defects import report_defect
from hybridequiz.cli.program import program


def main() -> None:
    """Run the command line and end the process with its exit code."""
    sys.excepthook = report_defect
    for stream in (sys.stdout, sys.stderr):
        # A sign that the terminal cannot write must not stop the program.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    program(prog_name="hybridequiz")


if __name__ == "__main__":
    main()
