"""The formats of an export: which files they have, and how a record is written to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Final, Literal, Protocol

from hybridequiz.export.codebook import VARIABLE, write_codebook
from hybridequiz.export.codebook_markdown import write_markdown
from hybridequiz.export.columns import ColumnPlan, PlannedRoster
from hybridequiz.export.csv_writer import CsvTable
from hybridequiz.export.files import disk_errors, new_file
from hybridequiz.export.jsonl_writer import write_line
from hybridequiz.export.record import Record
from hybridequiz.export.rows import row_of, rows_of
from hybridequiz.export.system import FIRST

CellValues = Literal["codes", "labels", "both"]
Sink = Callable[[str, Record], None]
"""Writes one record: its document, and what was read from it."""


class Format(Protocol):
    """A format, for one questionnaire."""

    @property
    def files(self) -> Mapping[str, bytes]:
        """Give the files, those with answers first, and how each begins: so it is known again."""

    def begin(self, stage: Path, opened: ExitStack) -> Sink:
        """Open the files with answers in a folder; give what writes to them."""

    def explain(self, stage: Path) -> None:
        """Write the files that explain the answers."""


class JsonlFormat:
    """The records as they were stored, one a line.

    Args:
        stem: What the file names begin with.
    """

    def __init__(self, stem: str) -> None:
        self._name: Final = f"{stem}.jsonl"

    @property
    def files(self) -> Mapping[str, bytes]:
        """Give the one file; the names in canonical JSON are in order."""
        return {self._name: b'{"answers":'}

    def begin(self, stage: Path, opened: ExitStack) -> Sink:
        """Open the file."""
        file = opened.enter_context(new_file(stage / self._name))

        def sink(document: str, _record: Record) -> None:
            with disk_errors(stage / self._name):
                write_line(file, document)

        return sink

    def explain(self, stage: Path) -> None:
        """Write nothing: a record names its questionnaire, and has its states in words."""


class CsvFormat:
    """The wide table and one a roster, in codes, in labels or both; and the codebook.

    Args:
        stem: What the file names begin with.
        plan: The columns.
        values: What the cells have.
        language: The language of the labels and of the codebook's own words.
    """

    def __init__(self, stem: str, plan: ColumnPlan, values: CellValues, language: str) -> None:
        self._plan: Final = plan
        self._language: Final = language
        ends: dict[CellValues, dict[str, str | None]] = {
            "codes": {"": None},
            "labels": {"-labels": language},
            "both": {"": None, "-labels": language},
        }
        rosters: list[PlannedRoster | None] = [None, *plan.rosters]
        self._tables: Final = {
            f"{stem}{'.' + roster.id if roster else ''}{end}.csv": (roster, tag)
            for roster in rosters
            for end, tag in ends[values].items()
        }
        self._codebook: Final = f"{stem}-codebook.csv"
        self._markdown: Final = f"{stem}-codebook.md"

    @property
    def files(self) -> Mapping[str, bytes]:
        """Give the tables, then the codebook in both forms."""
        return {
            **dict.fromkeys(self._tables, f"{FIRST},".encode()),
            self._codebook: ",".join(VARIABLE[:2]).encode(),
            self._markdown: f"# {self._plan.questionnaire}: ".encode(),
        }

    def begin(self, stage: Path, opened: ExitStack) -> Sink:
        """Open the tables."""
        plan = self._plan
        tables = [
            (
                roster,
                CsvTable(
                    opened.enter_context(new_file(stage / name)),
                    plan,
                    language,
                    roster.columns if roster else None,
                ),
            )
            for name, (roster, language) in self._tables.items()
        ]

        def sink(_document: str, record: Record) -> None:
            row = row_of(record, plan)
            rows = {one.id: list(rows_of(record, one, plan)) for one in plan.rosters}
            with disk_errors(stage):
                for roster, table in tables:
                    for cells in rows[roster.id] if roster else [row]:
                        table.write(cells)

        return sink

    def explain(self, stage: Path) -> None:
        """Write the codebook as a table and to be read."""
        with new_file(stage / self._codebook) as file, disk_errors(stage / self._codebook):
            write_codebook(file, self._plan)
        with new_file(stage / self._markdown) as file, disk_errors(stage / self._markdown):
            write_markdown(file, self._plan, self._language)
