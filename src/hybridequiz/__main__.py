"""The entry of the program: `hybridequiz`, or `python -m hybridequiz`."""

from __future__ import annotations

import gc
import os
import sys
from io import TextIOWrapper

gc.disable()  # until the first screen or the end of a short command: `tui.app` turns it on again
os.environ.setdefault(
    "PYDANTIC_DISABLE_PLUGINS", "__all__"
)  # none is wanted, and looking for them takes time

from hybridequiz.cli.defects import report_defect  # noqa: E402 - after what must come before any import
from hybridequiz.cli.program import program  # noqa: E402 - the same


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
