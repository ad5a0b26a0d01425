"""The entry of the program: `hybridequiz`, or `python -m hybridequiz`."""

from __future__ import annotations

import sys
from io import TextIOWrapper

from hybridequiz.cli.defects import report_defect
from hybridequiz.cli.program import program


def main() -> None:
    """Run the command line and end the process with its exit code."""
    sys.excepthook = report_defect
    _set_up_streams()
    program(prog_name="hybridequiz")


def _set_up_streams() -> None:
    """Let no character stop the program: neither bytes that are no text nor signs without a glyph."""
    for stream, errors in (
        (sys.stdin, "surrogateescape"),
        (sys.stdout, "backslashreplace"),
        (sys.stderr, "backslashreplace"),
    ):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=errors)


if __name__ == "__main__":
    main()
