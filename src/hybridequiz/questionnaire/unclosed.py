"""What is behind an "unclosed" list or table: a comma that was forgotten, or the bracket itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_KEY: Final = re.compile(r"""(?:[\w.-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+=""")
_HEADER: Final = re.compile(r"\[\[?[ \t]*+[A-Za-z]")
_VALUE: Final = re.compile(r"""[\[{"'\w+-]""")


def unclosed(message: str, lines: Sequence[str], line: int, column: int) -> tuple[str, str] | None:
    """Say in a file's words what tomli calls unclosed, and how it is mended; None for all else.

    Args:
        message: What tomli says.
        lines: The lines of the file.
        line: Where it stands, from 1.
        column: The same.
    """
    rest, before = lines[line - 1][column - 1 :], lines[line - 1][: column - 1]
    if message == "Unclosed array":
        starts_line = not before.strip()
        if _KEY.match(rest) or (starts_line and _HEADER.match(rest)) or not _VALUE.match(rest):
            return "a list is not closed", f"it ends with ], {_behind(lines, line, before)}"
        return "a comma is missing in a list", f"put a comma {_behind(lines, line, before)}"
    if message == "Unclosed inline table":
        if not before.strip() or not _KEY.match(rest):
            hint = f"put a comma, or the }} that closes the table, {_behind(lines, line, before)}"
            return "a table is not closed, or a comma is missing in it", hint
        return "a comma is missing in a table", f"put a comma {_behind(lines, line, before)}"
    return None


def _behind(lines: Sequence[str], line: int, before: str) -> str:
    """Say behind what something is to come: what stands before it in its line, or at the end of an earlier one."""
    if before.strip():
        return f"before this, in line {line}"
    earlier = line - 1
    while earlier > 1 and lines[earlier - 1].strip()[:1] in ("", "#"):
        earlier -= 1
    return f"at the end of line {max(earlier, 1)}"
