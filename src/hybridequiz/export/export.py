"""Exports the answers to a questionnaire: all files, or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Literal

from hybridequiz.export.beside import WithTables, tables_beside
from hybridequiz.export.errors import ExportRefused, UnreadableRecord
from hybridequiz.export.files import publish, refuse_foreign, staged
from hybridequiz.export.formats import CellValues, CsvFormat, Format, JsonlFormat
from hybridequiz.export.plan import column_plan
from hybridequiz.export.record import Record
from hybridequiz.export.words import Translate, english
from hybridequiz.problems import offers, say
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.values import frozen


@frozen
class ExportRequest:
    """What is to be exported.

    Attributes:
        questionnaire: The questionnaire's id.
        rehearsal: Whether these are rehearsals: they get file names of their own.
        format: csv (the table and its codebook) or jsonl (the records).
        values: What the table has in it: codes, labels, or one table of each.
        language: The language of labels and of the codebook's own words; the first if empty.
        paradata: Whether a file beside the answers says how the interviews went.
    """

    questionnaire: str
    rehearsal: bool
    format: Literal["csv", "jsonl"] = "csv"
    values: CellValues = "codes"
    language: str = ""
    paradata: bool = False

    @property
    def stem(self) -> str:
        """Give what all file names begin with."""
        return f"rehearsal-{self.questionnaire}" if self.rehearsal else self.questionnaire


def export(
    documents: Iterable[str],
    instruments: Mapping[str, Instrument],
    folder: Path,
    request: ExportRequest,
    *,
    translate: Translate = english,
    progress: Callable[[int], None] | None = None,
) -> list[Path]:
    """Write the answers to a questionnaire, in constant memory; same input, same bytes.

    Everything is written to a hidden folder first, and gets its final name when all of it is on the
    disk. Earlier exports are replaced; other files in the folder stay.

    Args:
        documents: The records as canonical JSON, in the order of the rows.
        instruments: The versions of the questionnaire by hash, oldest first.
        folder: Where to; made if needed.
        request: What is to be exported.
        translate: Says what is not the questionnaire's own in a language.
        progress: Told how many records are done.

    Returns:
        The files.

    Raises:
        ExportRefused: when a file of another maker would be replaced, or the language is unknown.
        ExportConflict: when the versions do not fit in one table.
        UnreadableRecord: when a record is damaged, or is of another questionnaire or kind.
        ExportFailed: when it could not be written.
    """
    target = folder.resolve()
    lines = request.format == "jsonl"
    beside = tables_beside(request.stem, instruments, lines=lines, with_paradata=request.paradata)
    chosen = WithTables(_format(request, instruments, translate), beside)
    refuse_foreign(target, chosen.files)
    with staged(target) as stage:
        with ExitStack() as opened:
            sink = chosen.begin(stage, opened)
            for number, document in enumerate(documents, 1):
                sink(document, _checked(Record.read(document), request))
                if progress:
                    progress(number)
        chosen.explain(stage)
        return publish(stage, target, tuple(chosen.files))


def _format(
    request: ExportRequest, instruments: Mapping[str, Instrument], translate: Translate
) -> Format:
    if request.format == "jsonl":
        return JsonlFormat(request.stem)
    plan = column_plan(instruments, translate=translate)
    language = request.language or plan.languages[0]
    if language not in plan.languages:
        hints, parts = offers(language, plan.languages, say("its languages are: {known}"))
        message = say("The questionnaire '{name}' is not in the language '{language}'.")
        raise ExportRefused(
            message, hint=hints, name=request.questionnaire, language=language, **parts
        )
    return CsvFormat(request.stem, plan, request.values, language)


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
