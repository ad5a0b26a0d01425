"""Exports the answers to a questionnaire: all files, or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import Final, TypeVar

from hybridequiz.export.bundle_format import BundleFormat
from hybridequiz.export.columns import ColumnPlan
from hybridequiz.export.ddi_format import DdiFormat
from hybridequiz.export.errors import ExportFailed, ExportRefused
from hybridequiz.export.files import Beginning, publish, refuse_foreign, staged
from hybridequiz.export.formats import (
    CsvFormat,
    ExportRequest,
    Format,
    FormatName,
    Job,
    JsonlFormat,
)
from hybridequiz.export.json_tables import JsonTables
from hybridequiz.export.leftovers import sweep
from hybridequiz.export.list_words import ListWords, has_list_words
from hybridequiz.export.losses import Loss
from hybridequiz.export.pages import PagedRecords
from hybridequiz.export.parquet_writer import ParquetFormat
from hybridequiz.export.plan import column_plan
from hybridequiz.export.public import PublicPlan, public_plan
from hybridequiz.export.public_source import PublicSource
from hybridequiz.export.record import Record
from hybridequiz.export.rows import readings
from hybridequiz.export.source import Source
from hybridequiz.export.sources import Belonging, Counter, Sources
from hybridequiz.export.statistics_formats import DtaFormat, SavFormat
from hybridequiz.export.watched import Told, Watched
from hybridequiz.export.words import MADE_UP, Note, Translate, english
from hybridequiz.export.xlsx_format import XlsxFormat
from hybridequiz.problems import offers, say
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.values import replace

T = TypeVar("T")
Written = tuple[list[Path], list[Loss]]
"""The files, and what the format could not carry."""


def export(  # noqa: PLR0913 - half of them most callers leave out
    documents: Iterable[str],
    instruments: Mapping[str, Instrument],
    folder: Path,
    request: ExportRequest,
    *,
    paged: PagedRecords | None = None,
    translate: Translate = english,
    progress: Callable[[int], None] | None = None,
    lost: Callable[[Loss], None] | None = None,
    made: Callable[[Job], Format] | None = None,
    told: Callable[[Note], None] | None = None,
    wrote: Told | None = None,
) -> list[Path]:
    """Write the answers to a questionnaire, in constant memory; same input, same bytes.

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
        told: Told what of a public export does not leave, and what of earlier exports was removed or stays.
        wrote: Told how many rows of a table are written, of how many.

    Returns: The files. Each gets its name when all are on the disk. An earlier export in the same format is replaced,
        also its files that this one does not have (see `leftovers`); other files stay.

    Raises:
        ExportRefused: when a foreign file would be replaced, the language is unknown, or too few are alike.
        ExportConflict: when the versions do not fit in one table.
        UnreadableRecord: when a record is damaged, or is of another questionnaire or kind.
        ExportFailed: when it could not be written.
    """
    target, belonging = folder.resolve(), _belonging(request, progress)
    plans = _Plans(request, instruments, translate)
    chosen = _format(plans, request, lambda: belonging.read(documents), made)
    refuse_foreign(target, chosen.files)
    write = partial(_write, target, plans, chosen, told=told, wrote=wrote)
    paths, losses = _whole(write, Sources(documents, paged, tuple(instruments), belonging))
    _tell(losses, lost)
    if made is None:
        _tell(sweep(target, request.stem, tuple(chosen.files), _could_be(plans)), told)
    return paths


def _tell(found: Iterable[T], told: Callable[[T], None] | None) -> None:
    for one in found:
        if told:
            told(one)


def _whole(write: Callable[[Sources], Written], sources: Sources) -> Written:
    """Write; once more where pages went meanwhile, from the records themselves: these are always there.

    Raises:
        ExportFailed: It could not be written, and not for that.
    """
    try:
        return write(sources)
    except ExportFailed:
        if not sources.lost_pages:
            raise
        return write(sources.without_pages())


def _write(
    target: Path,
    plans: _Plans,
    chosen: Format,
    sources: Sources,
    *,
    told: Callable[[Note], None] | None,
    wrote: Told | None,
) -> Written:
    """Write all files, and then give them their names; give what the format could not carry, too."""
    with staged(target) as spooled, staged(target) as stage:
        if plans.request.public:
            chosen, source = _public(plans, sources, spooled, told)
        else:
            source = sources.of(chosen.readings, spooled)
        if has_list_words(source):
            source = ListWords(source, plans.job.language)
        losses = list(chosen.write(stage, source if wrote is None else Watched(source, wrote)))
        return publish(stage, target, tuple(chosen.files)), losses


def _belonging(request: ExportRequest, progress: Callable[[int], None] | None) -> Belonging:
    """Say which records belong in this export; of those without answers nothing may leave."""
    return Belonging(
        request.questionnaire,
        request.rehearsal,
        synthetic=request.synthetic,
        with_forgotten=not request.public,
        counter=Counter(progress),
    )


class _Plans:
    """What is planned for an export, each part when it is asked for, and once.

    Args:
        request: What is to be exported.
        instruments: The versions of the questionnaire by hash, oldest first.
        translate: Says what is not the questionnaire's own in a language.
    """

    def __init__(
        self, request: ExportRequest, instruments: Mapping[str, Instrument], translate: Translate
    ) -> None:
        self.request: Final = request
        self.instruments: Final = instruments
        self._translate: Final = translate

    @cached_property
    def whole(self) -> ColumnPlan:
        """Give the columns of all that there is."""
        synthetic = self.request.synthetic
        return column_plan(self.instruments, translate=self._translate, synthetic=synthetic)

    @cached_property
    def public(self) -> PublicPlan:
        """Give what may leave of them."""
        return public_plan(self.whole, self.instruments)

    @cached_property
    def job(self) -> Job:
        """Give what a format needs to know.

        Raises:
            ExportRefused: The language is unknown.
        """
        request, plan = self.request, self.whole
        language = request.language or plan.languages[0]
        if language not in plan.languages:
            hints, parts = offers(language, plan.languages, say("its languages are: {known}"))
            message = say("The questionnaire '{name}' is not in the language '{language}'.")
            raise ExportRefused(
                message, hint=hints, name=request.questionnaire, language=language, **parts
            )
        shown = self.public.shown if request.public else plan
        said = (*([(MADE_UP, {})] if request.synthetic else []), *request.notes)
        notes = tuple(plan.words.noted(note) for note in said)
        return Job(request, replace(shown, notes=notes), self.instruments, language)


def _public(
    plans: _Plans,
    sources: Sources,
    folder: Path,
    told: Callable[[Note], None] | None,
) -> tuple[Format, Source]:
    """Give what may leave, and the format that writes it: its codebook counts what is withheld.

    Raises:
        ExportRefused: There are too few responses: nothing of them may leave.
    """
    job, plan = plans.job, plans.public
    source = PublicSource(sources.of(readings(plans.whole), folder), plan, folder)
    if not source.number(source.tables[0]):
        message = say("Nothing of '{name}' may leave: at least {least} responses must be alike.")
        hint = say("Export it again when there are more responses.")
        raise ExportRefused(message, hint=hint, name=job.request.questionnaire, least=plan.least)
    notes = plan.notes(source.withheld, source.left_out)
    _tell(notes, told)
    said = (*job.plan.notes, *map(job.plan.words.noted, notes))
    counted = replace(plan.counting(source.withheld), notes=said)
    return FORMATS[job.request.format](replace(job, plan=counted)), source


def _could_be(plans: _Plans) -> Mapping[str, Beginning]:
    """Give all files that an export in this format could have, whatever its options, and how each begins."""
    found: dict[str, Beginning] = {}
    for long in (False, True):
        request = replace(plans.request, values="both", paradata=True, long=long)
        found |= _format(plans, request, tuple, None).files
    return found


def _format(
    plans: _Plans,
    request: ExportRequest,
    records: Callable[[], Iterable[tuple[str, Record]]],
    made: Callable[[Job], Format] | None,
) -> Format:
    if made is not None:
        return made(plans.job)
    if request.format == "jsonl" and not request.public:
        return JsonlFormat(request, plans.instruments, records)
    return FORMATS[request.format](replace(plans.job, request=request))


FORMATS: Final[Mapping[FormatName, Callable[[Job], Format]]] = {
    "csv": CsvFormat,
    "bundle": BundleFormat,
    "parquet": ParquetFormat,
    "sav": SavFormat,
    "dta": DtaFormat,
    "xlsx": XlsxFormat,
    "ddi": DdiFormat,
    "jsonl": JsonTables,
}
"""The formats that are written from tables."""
