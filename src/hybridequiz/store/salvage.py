"""What can still be read of a damaged store, as lines of JSON."""

from __future__ import annotations

import json
import os
import re
from contextlib import ExitStack
from typing import TYPE_CHECKING, Final

from hybridequiz.disk import make_file
from hybridequiz.store.answer_file import content_hash
from hybridequiz.store.errors import StorageError
from hybridequiz.store.files import storage_errors
from hybridequiz.store.opened import is_open_here
from hybridequiz.store.pages import Cell, Pages, Record
from hybridequiz.store.rows import checksum
from hybridequiz.store.schema import TABLES
from hybridequiz.values import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Row = dict[str, Cell]
"""A row by the names of its columns."""

_COLUMN: Final = re.compile(r"^\s*(\w+) (TEXT|INTEGER)( NOT NULL| PRIMARY KEY)?", re.MULTILINE)
_COLUMNS: Final = {table: _COLUMN.findall(columns) for table, columns in TABLES.items()}
_TYPES: Final = {"TEXT": str, "INTEGER": int}


@frozen
class Salvaged:
    """What was found.

    Attributes:
        rows: How many rows of each table.
        unsure: How many of them are not exactly what was written, as their checksum tells.
        damaged: How many rows and pages could not be read at all, as far as that can be seen.
    """

    rows: dict[str, int]
    unsure: int
    damaged: int


def salvage(path: Path, out_file: Path) -> Salvaged:
    """Write every row that can be read to a new file; the store itself is only read.

    A line is a row: `{"table": "event", "unsure": false, "response": 1, "seq": 1, …}`. One that is
    unsure can be read, but is not what was written. `response` is the `key` of the response.

    Args:
        path: The database file. A journal beside it is read too.
        out_file: Where the lines come; it may not exist yet.

    Raises:
        StorageError: The store cannot be read, or the new file cannot be written; or this process
            has the store open, and would drop its locks by reading the file itself.
    """
    if path.exists() and is_open_here(path):
        raise StorageError(f"{path} is in use.", hint="Close it, then salvage.")
    if out_file.exists():
        raise StorageError(f"{out_file} is there already.", hint="Name a new file.")
    rows = dict.fromkeys(TABLES, 0)
    unsure = 0
    journal = path.with_name(f"{path.name}-wal")
    with ExitStack() as stack:
        stack.enter_context(storage_errors(path))
        database = stack.enter_context(path.open("rb"))
        log = stack.enter_context(journal.open("rb")) if journal.exists() else None
        out = stack.enter_context(os.fdopen(make_file(out_file), "w", encoding="utf-8"))
        pages = Pages(database, log)
        for table, row in _rows(pages):
            doubt = not _is_sure(table, row)
            rows[table] += 1
            unsure += doubt
            out.write(json.dumps({"table": table, "unsure": doubt, **row}) + "\n")
        out.flush()
        os.fsync(out.fileno())
    return Salvaged(rows, unsure, pages.damaged)


def _rows(pages: Pages) -> Iterator[tuple[str, Row]]:
    """Give each row once: damage can bring back an older version of a page."""
    seen = set()
    for record in pages.records():
        for table in TABLES:
            row = _read(table, record)
            if row is None:
                continue
            key = (table, *list(row.values())[: 2 if table == "event" else 1])
            if key not in seen:
                seen.add(key)
                yield table, row


def _read(table: str, record: Record) -> Row | None:
    """Give the record as a row of the table, or nothing: no two tables look alike."""
    columns = _COLUMNS[table]
    if len(columns) != len(record.cells) or (table == "event") != (record.rowid is None):
        return None
    row: Row = {}
    for (name, kind, rule), cell in zip(columns, record.cells, strict=True):
        value = record.rowid if rule == " PRIMARY KEY" and cell is None else cell
        if not isinstance(value, _TYPES[kind]) and (value is not None or rule):
            return None
        row[name] = value
    return row


def _is_sure(table: str, row: Row) -> bool:
    if table == "event":
        *fields, kept = row.values()
        return checksum(fields) == kept
    if table == "document":
        return content_hash(str(row["document"])) == row["hash"]
    if table == "code_list":
        return content_hash(str(row["content"])) == row["hash"]
    return True
