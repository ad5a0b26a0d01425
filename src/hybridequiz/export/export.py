"""Exports the answers to a questionnaire: all files, or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Final

from hybridequiz.export.bundle_format import BundleFormat
from hybridequiz.export.ddi_format import DdiFormat
from hybridequiz.export.errors import ExportRefused, UnreadableRecord
from hybridequiz.export.files import publish, refuse_foreign, staged
from hybridequiz.export.formats import (
    CsvFormat,
    ExportRequest,
    Format,
    FormatName,
    Job,
    JsonlFormat,
)
from hybridequiz.export.pages import PagedRecords, Pages, is_large
from hybridequiz.export.parquet_writer import ParquetFormat
from hybridequiz.export.plan import column_plan
from hybridequiz.export.record import Record
from hybridequiz.export.source import Source, Spool
from hybridequiz.export.statistics_formats import DtaFormat, SavFormat
from hybridequiz.export.words import Translate, english
from hybridequiz.export.xlsx_format import XlsxFormat
from hybridequiz.problems import Problem, offers, say
from hybridequiz.questionnaire.instrument import Instrument


def export(  # noqa: PLR0913 - half of them most callers leave out
    documents: Iterable[str],
    instruments: Mapping[str, Instrument],
    folder: Path,
    request: ExportRequest,
    *,
    paged: PagedRecords | None = None,
    translate: Translate = english,
    progress: Callable[[int], None] | None = None,
    lost: Callable[[Problem], None] | None = None,
    made: Callable[[Job], Format] | None = None,
) -> list[Path]:
    """Write the answers to a questionnaire, in constant memory; same input, same bytes.

    Everything is written to a hidden folder first, and gets its final name when all of it is on the
    disk. Earlier exports are replaced; other files in the folder stay.

    Args:
        documents: The records as canonical JSON, in the order of the rows; can be gone through again.
        instruments: The versions of the questionnaire by hash, oldest first.
        folder: Where to; made if needed.
        request: What is to be exported.
        paged: The same records by pages, where their tables may be kept: a large store is read once.
        translate: Says what is not the questionnaire's own in a language.
        progress: Told how many records are done.
        lost: Told what the format cannot carry.
        made: Makes what is written, where that is none of the formats of the request.

    Returns:
        The files.

    Raises:
        ExportRefused: when a file of another maker would be replaced, or the language is unknown.
        ExportConflict: when the versions do not fit in one table.
        UnreadableRecord: when a record is damaged, or is of another questionnaire or kind.
        ExportFailed: when it could not be written.
    """
    target = folder.resolve()
    read = partial(_read, request=request, progress=_Counter(progress))
    chosen = _format(request, instruments, translate, lambda: read(documents), made)
    refuse_foreign(target, chosen.files)
    with staged(target) as spooled, staged(target) as stage:
        if paged is not None and is_large(paged):
            source = _kept(paged, chosen, tuple(instruments), spooled, read)
        else:
            source = _read_anew(documents, chosen, spooled, read)
        for problem in chosen.write(stage, source):
            if lost:
                lost(problem)
        return publish(stage, target, tuple(chosen.files))


_ReadRecords = Callable[[Iterable[str]], Iterable[tuple[str, Record]]]


def _kept(
    paged: PagedRecords,
    chosen: Format,
    versions: tuple[str, ...],
    spooled: Path,
    read: _ReadRecords,
) -> Source:
    """Give the tables that are kept of the pages; what is missing of them is made."""
    pages = Pages(paged, chosen.readings, versions, spooled)
    pages.fill(lambda some: (record for _, record in read(some)))
    return pages


def _read_anew(
    documents: Iterable[str], chosen: Format, spooled: Path, read: _ReadRecords
) -> Source:
    """Give the tables, read from the records."""
    spool = Spool(spooled, chosen.readings)
    if chosen.readings:
        spool.fill(record for _, record in read(documents))
    return spool


class _Counter:
    """Counts records over all the times that some are read, and tells of it."""

    def __init__(self, told: Callable[[int], None] | None) -> None:
        self._told = told
        self._number = 0

    def count(self) -> None:
        self._number += 1
        if self._told:
            self._told(self._number)


def _read(
    documents: Iterable[str], *, request: ExportRequest, progress: _Counter
) -> Iterator[tuple[str, Record]]:
    """Read the records that belong in this export."""
    for document in documents:
        yield document, _checked(Record.read(document), request)
        progress.count()


def _format(
    request: ExportRequest,
    instruments: Mapping[str, Instrument],
    translate: Translate,
    records: Callable[[], Iterable[tuple[str, Record]]],
    made: Callable[[Job], Format] | None,
) -> Format:
    if made is not None:
        return made(_job(request, instruments, translate))
    if request.format == "jsonl":
        return JsonlFormat(request, instruments, records)
    return FORMATS[request.format](_job(request, instruments, translate))


FORMATS: Final[Mapping[FormatName, Callable[[Job], Format]]] = {
    "csv": CsvFormat,
    "bundle": BundleFormat,
    "parquet": ParquetFormat,
    "sav": SavFormat,
    "dta": DtaFormat,
    "xlsx": XlsxFormat,
    "ddi": DdiFormat,
}
"""The formats that are written from tables."""


def _job(
    request: ExportRequest, instruments: Mapping[str, Instrument], translate: Translate
) -> Job:
    plan = column_plan(instruments, translate=translate)
    language = request.language or plan.languages[0]
    if language not in plan.languages:
        hints, parts = offers(language, plan.languages, say("its languages are: {known}"))
        message = say("The questionnaire '{name}' is not in the language '{language}'.")
        raise ExportRefused(
            message, hint=hints, name=request.questionnaire, language=language, **parts
        )
    return Job(request, plan, instruments, language)


def _checked(record: Record, request: ExportRequest) -> Record:
    """Give the record if it belongs in this export: rehearsals and live answers never mix."""
    session = record.session
    if session.questionnaire != request.questionnaire:
        raise UnreadableRecord(
            f"Response {session.response} answers the questionnaire '{session.questionnaire}',"
            f" not '{request.questionnaire}'."
        )
    if session.rehearsal != request.rehearsal:
        kind = "a rehearsal" if session.rehearsal else "not a rehearsal"
        raise UnreadableRecord(f"Response {session.response} is {kind}: it has a place elsewhere.")
    return record
