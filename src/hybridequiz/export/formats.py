"""The formats of an export: which files they have, and how they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, Literal, Protocol

from hybridequiz.export.beside import Beside, paradata_line
from hybridequiz.export.codebook import VARIABLE, write_codebook
from hybridequiz.export.codebook_markdown import write_markdown
from hybridequiz.export.coded import CodedRow
from hybridequiz.export.columns import ColumnPlan, Table
from hybridequiz.export.counts import counted
from hybridequiz.export.csv_writer import in_words, noted, write_frames, write_rows
from hybridequiz.export.dialects import DIALECTS, RFC4180, DialectName, begins
from hybridequiz.export.files import Beginning, disk_errors, new_file
from hybridequiz.export.jsonl_writer import write_line
from hybridequiz.export.long_rows import LONG, long_table, write_long
from hybridequiz.export.losses import Loss
from hybridequiz.export.record import Record
from hybridequiz.export.rows import readings
from hybridequiz.export.source import Reading, Source
from hybridequiz.export.words import Note
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.values import frozen

CellValues = Literal["codes", "labels", "both"]
FormatName = Literal["bundle", "csv", "xlsx", "sav", "dta", "parquet", "jsonl", "ddi"]
"""The names of the formats, as `--format` takes them."""


@frozen
class ExportRequest:
    """What is to be exported.

    Attributes:
        questionnaire: The questionnaire's id.
        rehearsal: Whether these are rehearsals: they get file names of their own.
        format: bundle (a zip with all that an analyst needs), csv (the tables and their codebook), xlsx, sav, dta or
            parquet (the tables), jsonl (the records) or ddi (the tables described for archives).
        values: What the tables have in them: codes, labels, or one table of each.
        language: The language of labels and of the codebook's own words; the first if empty.
        paradata: Whether a table beside the answers says how the interviews went.
        dialect: How csv is written.
        long: Whether the answers stand in one table with a row a response and variable; for csv and xlsx.
        public: Whether it is made to be passed on: it gets file names of its own, and what may not leave is left out.
        notes: What was chosen of all there is, as sentences; each with what is filled in.
        synthetic: Whether nobody gave these answers: they get file names of their own, and every codebook says so.
    """

    questionnaire: str
    rehearsal: bool
    format: FormatName = "csv"
    values: CellValues = "codes"
    language: str = ""
    paradata: bool = False
    dialect: DialectName = "rfc4180"
    long: bool = False
    public: bool = False
    notes: tuple[Note, ...] = ()
    synthetic: bool = False

    @property
    def rehearsed(self) -> bool:
        """Tell whether people gave the answers, as practice."""
        return self.rehearsal and not self.synthetic

    @property
    def stem(self) -> str:
        """Give what all file names begin with."""
        before = "rehearsal-" if self.rehearsal else ""
        before = "synthetic-" if self.synthetic else before
        return f"{before}{self.questionnaire}{'-public' if self.public else ''}"


@frozen
class Job:
    """What a format needs to know of an export.

    Attributes:
        request: What is to be exported.
        plan: The columns.
        instruments: The versions of the questionnaire by hash, oldest first.
        language: The language of labels and of the codebook's own words.
    """

    request: ExportRequest
    plan: ColumnPlan
    instruments: Mapping[str, Instrument]
    language: str

    @property
    def beside(self) -> Beside:
        """Give what makes the tables beside the answers."""
        return Beside(self.instruments, self.plan.words)


class Format(Protocol):
    """A format, for one export."""

    @property
    def readings(self) -> Sequence[Reading]:
        """Say which tables it is written from."""

    @property
    def files(self) -> Mapping[str, Beginning]:
        """Give the files, those with answers first, and how each begins: so it is known again."""

    def write(self, stage: Path, source: Source) -> Iterable[Loss]:
        """Write the files to a folder; give what the format could not carry."""


def with_consents(job: Job) -> list[Reading]:
    """Give the tables of answers, and of consents where a questionnaire asks for them."""
    tables = readings(job.plan)
    if job.beside.asks_consent:
        tables += [job.beside.consents(), job.beside.consent_texts()]
    return tables


def answers_and_consents(job: Job) -> list[Reading]:
    """Give the tables of answers, and what stands beside them where it is asked for or asked about."""
    if job.request.public:
        return readings(job.plan)
    paradata = [job.beside.paradata()] if job.request.paradata else []
    return with_consents(job) + paradata


class JsonlFormat:
    """The records as they were stored, one a line; beside them how the interviews went, if asked for.

    Args:
        request: What is to be exported.
        instruments: The versions of the questionnaire by hash.
        records: Goes through the records: the document, and what was read from it.
    """

    readings: Sequence[Reading] = ()

    def __init__(
        self,
        request: ExportRequest,
        instruments: Mapping[str, Instrument],
        records: Callable[[], Iterable[tuple[str, Record]]],
    ) -> None:
        self._with_paradata: Final = request.paradata
        self._instruments: Final = instruments
        self._records: Final = records
        self._name: Final = f"{request.stem}.jsonl"
        self._paradata: Final = f"{request.stem}-paradata.jsonl"

    @property
    def files(self) -> Mapping[str, bytes]:
        """Give the files; the names in canonical JSON are in order."""
        paradata = {self._paradata: b'{"items":'} if self._with_paradata else {}
        return {self._name: b'{"answers":', **paradata}

    def write(self, stage: Path, source: Source) -> Iterable[Loss]:  # noqa: ARG002 - a record is more than its rows
        """Write the records."""
        with new_file(stage / self._name) as file:
            for document, _record in self._records():
                with disk_errors(stage / self._name):
                    write_line(file, document)
        if self._with_paradata:
            with new_file(stage / self._paradata) as file:
                for _document, record in self._records():
                    line = paradata_line(record, self._instruments)
                    with disk_errors(stage / self._paradata):
                        write_line(file, line)
        return ()


class CsvFormat:
    """The tables as CSV, in codes, in labels or both, or as one long table; and the codebook.

    Args:
        job: What is to be exported.
    """

    def __init__(self, job: Job) -> None:
        self._job: Final = job
        self.readings: Final = answers_and_consents(job)
        self._dialect: Final = DIALECTS[job.request.dialect]
        ends: dict[CellValues, list[tuple[str, str | None]]] = {
            "codes": [("", None)],
            "labels": [("-labels", job.language)],
            "both": [("", None), ("-labels", job.language)],
        }
        stem = job.request.stem
        self._tables: Final[Mapping[str, tuple[Table, str | None]]] = {
            f"{stem}{one.table.ending}{end}.csv": (one.table, language)
            for one in self.readings
            if one.table.beside or not job.request.long
            for end, language in ([("", None)] if one.table.beside else ends[job.request.values])
        }
        self._long: Final = f"{stem}-{LONG}.csv"
        self._codebook: Final = f"{stem}-codebook.csv"
        self._markdown: Final = f"{stem}-codebook.md"

    @property
    def files(self) -> Mapping[str, Beginning]:
        """Give the tables of answers, the codebook in both forms, and the tables beside them."""
        answers = {name: one for name, one in self._tables.items() if not one[0].beside}
        beside = {name: one for name, one in self._tables.items() if one[0].beside}
        long = long_table(self._job.plan.words)
        return {
            **{name: begins(table.names) for name, (table, _) in answers.items()},
            **({self._long: begins(long.names)} if self._job.request.long else {}),
            self._codebook: begins(VARIABLE[:2]),
            self._markdown: f"# {self._job.plan.questionnaire}: ".encode(),
            **{name: begins(table.names) for name, (table, _) in beside.items()},
        }

    def write(self, stage: Path, source: Source) -> Iterable[Loss]:
        """Write the tables, then the codebook."""
        for name, (table, language) in self._tables.items():
            self._write_table(stage / name, source, table, language)
        plan, language = self._job.plan, self._job.language
        if self._job.request.long:
            write_long(stage / self._long, source, plan, language, self._dialect)
        counts = counted(source)
        with new_file(stage / self._codebook) as file, disk_errors(stage / self._codebook):
            write_codebook(file, plan, self._dialect, counts)
        with new_file(stage / self._markdown) as file, disk_errors(stage / self._markdown):
            write_markdown(file, plan, language, counts, self._dialect)
        return ()

    def _write_table(self, path: Path, source: Source, table: Table, language: str | None) -> None:
        if language is None and source.framed:
            write_frames(path, source, table, self._dialect)
            return
        rows: Iterable[CodedRow] = source.rows(table)
        if language is not None:
            rows = map(in_words(table.columns, self._job.plan, language), rows)
        if self._dialect is not RFC4180:
            rows = map(noted(table.columns, self._dialect), rows)
        with new_file(path) as file, disk_errors(path):
            write_rows(file, table, rows, self._dialect)
