"""The table: rows with what stands beside them, as text or as JSON."""

from __future__ import annotations

import json
import os
import platform
import sqlite3
from collections.abc import Iterator, Sequence
from importlib.metadata import version

from benchmarks.measure import Row

HEAD = ("what", "ours", "beside", "ratio", "limit", "ok", "beside what")
KEPT = {True: "yes", False: "NO", None: ""}
LEFT = (0, 6)
"""The columns with words; the others are numbers."""


def machine() -> str:
    """Say in words on what it was measured."""
    parts = [
        f"{os.cpu_count()} cores",
        platform.system(),
        f"Python {platform.python_version()}",
        f"SQLite {sqlite3.sqlite_version}",
        *(f"{name} {version(name)}" for name in ("textual", "pydantic", "tomli", "click")),
    ]
    return ", ".join(parts)


def as_text(rows: Sequence[Row], skipped: Sequence[tuple[str, str]]) -> str:
    """Write a Markdown table, which is read as easily in a terminal."""
    cells = [HEAD, *(tuple(_cells(row)) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = [_line(one, widths) for one in cells]
    rule = [
        "-" * width if at in LEFT else "-" * (width - 1) + ":" for at, width in enumerate(widths)
    ]
    lines.insert(1, f"| {' | '.join(rule)} |")
    notes = [f"skipped: {name}: {why}" for name, why in skipped]
    return "\n".join([*lines, "", *notes, machine()])


def as_json(rows: Sequence[Row], skipped: Sequence[tuple[str, str]]) -> str:
    """Write everything as JSON."""
    document = {
        "schema": 1,
        "machine": machine(),
        "rows": [row.as_json() for row in rows],
        "skipped": [{"name": name, "why": why} for name, why in skipped],
    }
    return json.dumps(document, indent=2)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [
        cell.ljust(width) if at in LEFT else cell.rjust(width)
        for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return f"| {' | '.join(padded)} |"


def _cells(row: Row) -> Iterator[str]:
    yield row.what
    yield _number(row.ours, row.unit)
    yield "" if row.beside is None else _number(row.beside, row.unit)
    yield "" if row.ratio is None else f"{row.ratio:.{2 if row.ratio >= 0.1 else 3}f}"
    yield "" if row.limit is None else f"{row.limit:g}"
    yield KEPT[row.ok]
    yield row.peer


def _number(value: float, unit: str) -> str:
    """Write a value with three digits or more."""
    digits = max(0, 2 - len(str(int(value))) + 1) if value % 1 else 0
    return f"{value:,.{digits}f} {unit}"
