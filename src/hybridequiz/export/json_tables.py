"""Tables as JSON, a line a row: what may leave of records, where whole records may not.

An answer is its value; where it has none, `{"missing": "dont_know"}` says why. The reason of a text that is empty
stands in the column beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from hybridequiz.export.coded import Coded, state_of
from hybridequiz.export.columns import Column, Role, Table
from hybridequiz.export.files import disk_errors, new_file
from hybridequiz.export.formats import Job, answers_and_consents
from hybridequiz.export.jsonl_writer import write_line
from hybridequiz.export.losses import Loss
from hybridequiz.export.source import Source


class JsonTables:
    """A file a table, a line a row.

    Args:
        job: What is to be exported.
    """

    def __init__(self, job: Job) -> None:
        self.readings: Final = answers_and_consents(job)
        self._tables: Final[Mapping[str, Table]] = {
            f"{job.request.stem}{one.table.ending}.jsonl": one.table for one in self.readings
        }

    @property
    def files(self) -> Mapping[str, bytes]:
        """Give the files; the names in a line stand in the order of the columns."""
        return {
            name: f'{{"{table.names[0]}":'.encode() if table.names else b"{"
            for name, table in self._tables.items()
        }

    def write(self, stage: Path, source: Source) -> Iterable[Loss]:
        """Write the tables."""
        for name, table in self._tables.items():
            with new_file(stage / name) as file, disk_errors(stage / name):
                for row in source.rows(table):
                    cells = {
                        column.name: _said(column, cell)
                        for column, cell in zip(table.columns, row, strict=True)
                    }
                    write_line(file, json.dumps(cells, ensure_ascii=False, separators=(",", ":")))
        return ()


def _said(column: Column, cell: Coded) -> Coded | Mapping[str, str]:
    """Give a value, or why there is none."""
    state = state_of(column, cell)
    if state is None:
        return cell
    return state.value if column.role is Role.STATE else {"missing": state.value}
