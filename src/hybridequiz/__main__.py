"""The entry of the program: `hybridequiz`, or `python -m hybridequiz`."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper

from hybridequiz.garbage import put_off_collection

put_off_collection()  # until the first screen, the first prompt, or the command that needs neither
os.environ.setdefault(
    "PYDANTIC_DISABLE_PLUGINS", "__all__"
)  # none is wanted, and looking for them takes time

from hybridequiz.cli.defects import report_defect  # noqa: E402 - after what must come before any import
from hybridequiz.cli.program import program  # noqa: E402 - the same


def main() -> None:
    """Run the command line and end the process with its exit code."""
    sys.excepthook = report_defect
    _open_closed_streams()
    _set_up_streams()
    program(prog_name="hybridequiz")


def _open_closed_streams() -> None:
    """Put nothing in the place of a stream that is closed: no input, and output that goes nowhere.

    It also keeps the stream's number taken: else the next file that is opened, such as the answers, would get it.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - open to the end


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
