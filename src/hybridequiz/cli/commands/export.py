"""`hybridequiz export`: the answers as files for analysis."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args

import click

from hybridequiz.cli.locating import UnknownName, id_of
from hybridequiz.cli.settings import Settings, data_option, settings_of
from hybridequiz.cli.talk import on_terminal, problem_words, say_here, talk, write
from hybridequiz.cli.using import Counted, Use, use_options
from hybridequiz.export.dialects import DialectName
from hybridequiz.export.export import export
from hybridequiz.export.formats import ExportRequest, FormatName
from hybridequiz.export.pages import PagedRecords, RecordPage
from hybridequiz.export.plan import column_plan, long_names
from hybridequiz.interview.dispositions import Disposition
from hybridequiz.interview.record import forgotten_record
from hybridequiz.problems import ExitCode, offers, say
from hybridequiz.store.answer_file import canonical
from hybridequiz.store.kept import kept_instrument
from hybridequiz.store.rows import ResponseState
from hybridequiz.values import frozen
from hybridequiz.wording.interface import interface

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from hybridequiz.export.formats import CellValues
    from hybridequiz.questionnaire.instrument import Instrument
    from hybridequiz.store.journal import Store
    from hybridequiz.store.rows import ResponseRow


@click.command("export")
@click.argument("questionnaires", metavar="[QUESTIONNAIRE]...", nargs=-1)
@click.option(
    "--format",
    "form",
    type=click.Choice(get_args(FormatName)),
    default="bundle",
    show_default=True,
    help="One zip with everything; or the tables, whole records (jsonl), a description for archives (ddi).",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    required=True,
    help="Where the files come; earlier exports there are replaced.",
)
@click.option("--rehearsal", is_flag=True, help="Export the rehearsals instead of what counts.")
@click.option(
    "--values",
    type=click.Choice(["codes", "labels", "both"]),
    default="codes",
    show_default=True,
    help="What the table has in it.",
)
@click.option("--language", default="", metavar="TAG", help="The language of the labels.")
@click.option(
    "--paradata",
    is_flag=True,
    help="Write beside it how long each question took, and more; a bundle always has that.",
)
@click.option(
    "--dialect",
    type=click.Choice(get_args(DialectName)),
    default="rfc4180",
    show_default=True,
    help="How csv is written: for programs, or for Excel in Dutch.",
)
@click.option(
    "--long",
    is_flag=True,
    help="One row a response and variable, in csv and xlsx; codes and labels.",
)
@use_options
@data_option
@settings_of
def command(  # noqa: PLR0913 - a parameter an option
    settings: Settings,
    *,
    questionnaires: tuple[str, ...],
    form: str,
    out: Path,
    rehearsal: bool,
    values: str,
    language: str,
    paradata: bool,
    dialect: str,
    long: bool,
    use: Use | None,
) -> int:
    """Write the answers to files for analysis.

    QUESTIONNAIRE is an id, or a file with that id; without one all questionnaires with finished
    responses are exported. Who refused or was not eligible has a row without answers; what was
    withdrawn has none. The paths of the files are written to stdout.
    """
    _refuse_unfit(form, dialect, long=long)
    with settings.data_folder() as data:
        store = next((one for one in data.existing() if one.rehearsal == rehearsal), None)
        finished = _finished(store) if store is not None else {}
        chosen = _chosen(questionnaires, list(finished), store)
        if store is None or not chosen:
            talk(_nothing(rehearsal=rehearsal))
            return ExitCode.DONE
        for name in chosen:
            request = ExportRequest(
                questionnaire=name,
                rehearsal=rehearsal,
                format=cast("FormatName", form),
                values=cast("CellValues", values),
                language=language,
                paradata=paradata,
                dialect=cast("DialectName", dialect),
                long=long,
            )
            _export(store, request, out, finished[name], use)
    return ExitCode.DONE


def _refuse_unfit(form: str, dialect: str, *, long: bool) -> None:
    """Refuse options that the format does not have.

    Raises:
        UsageError: Naming the formats that have it.
    """
    if dialect != "rfc4180" and form != "csv":
        raise click.UsageError("--dialect is for --format csv only.")
    if long and form not in ("csv", "xlsx"):
        raise click.UsageError("--long is for --format csv and --format xlsx only.")


def _finished(store: Store) -> dict[str, int]:
    """Count the finished responses of each questionnaire that has some."""
    found: dict[str, int] = {}
    for row in store.responses():
        if _has_row(row):
            found[row.questionnaire_id] = found.get(row.questionnaire_id, 0) + 1
    return found


def _has_row(row: ResponseRow) -> bool:
    """Tell whether a response is exported: it came to its end, and was not withdrawn afterwards."""
    return row.state is not ResponseState.OPEN and row.disposition != Disposition.WITHDRAWN


def _chosen(named: Sequence[str], finished: list[str], store: Store | None) -> list[str]:
    """Give the questionnaires to export; one that was named and has no answers is passed over.

    Raises:
        UnknownName: Nothing here is an answer to a questionnaire that was named.
    """
    if not named:
        return finished
    named = [id_of(Path(name)) if Path(name).is_file() else name for name in named]
    known = sorted({count.questionnaire_id for count in store.counts()}) if store else []
    for name in named:
        if known and name not in known:
            hints, parts = offers(name, known, say("questionnaires with responses are: {known}"))
            message = say("There are no responses to a questionnaire '{name}'.")
            raise UnknownName(message, hint=hints, name=name, **parts)
    return [name for name in dict.fromkeys(named) if name in finished]


def _export(store: Store, request: ExportRequest, out: Path, number: int, use: Use | None) -> None:
    """Export one questionnaire, and write the paths of its files."""
    versions: dict[str, Instrument] = {}
    for row in store.responses(request.questionnaire):
        if _has_row(row) and row.questionnaire_hash not in versions:
            versions[row.questionnaire_hash] = kept_instrument(store, row.questionnaire_hash)

    def records() -> Iterator[str]:
        found = _records(store, request.questionnaire, versions)
        return found if use is None else use.permitted(found, versions)

    left = Counted(records)
    paged = _paged(store, request.questionnaire, versions) if use is None else None
    with _progress(number) as show:
        paths = export(
            left,
            versions,
            out,
            request,
            paged=paged,
            translate=_translate,
            progress=show,
            lost=lambda problem: talk(problem_words(problem)),
        )
    if use is not None:
        number = left.number
    say_number = say_here().say_number
    if request.rehearsal:
        exported = say_number("{number} rehearsal", "{number} rehearsals", number)
    else:
        exported = say_number("{number} response", "{number} responses", number)
    talk(f"{request.questionnaire}: {exported}")
    for problem in long_names(column_plan(versions)):
        talk(problem_words(problem))
    for path in paths:
        write(str(path))


def _records(store: Store, questionnaire: str, versions: Mapping[str, Instrument]) -> Iterator[str]:
    """Give the records as canonical JSON: those with answers by start, then those of which they were deleted."""
    for _, document in store.documents(questionnaire):
        yield document
    yield from _without_answers(store, questionnaire, versions)


def _without_answers(
    store: Store, questionnaire: str, versions: Mapping[str, Instrument]
) -> Iterator[str]:
    """Give the records of which the answers were deleted at the end of the interview."""
    for row in store.responses(questionnaire):
        if row.state is ResponseState.FORGOTTEN and _has_row(row):
            (event,) = store.events(row.id)
            yield canonical(forgotten_record(versions[row.questionnaire_hash], event))


def _paged(
    store: Store, questionnaire: str, versions: Mapping[str, Instrument]
) -> PagedRecords | None:
    """Give the records by pages, where the folder of the store takes files."""
    pages = store.pages
    if not os.access(store.path.parent, os.W_OK):
        return None
    return PagedRecords(
        folder=pages.folder / questionnaire,
        pages=[
            RecordPage(
                page.place, page.number, page.mark, partial(pages.documents, questionnaire, page)
            )
            for page in pages.pages(questionnaire)
        ],
        rest=partial(_without_answers, store, questionnaire, versions),
    )


def _translate(language: str, message: str) -> str:
    return interface(language).say(message)


def _nothing(*, rehearsal: bool) -> str:
    """Say that there is nothing to export, and what to look at."""
    say = say_here().say
    if rehearsal:
        return say("There are no finished rehearsals to export.")
    return say("There are no finished responses to export. For rehearsals: --rehearsal")


@contextmanager
def _progress(number: int) -> Iterator[Callable[[int], None] | None]:
    """Give what draws a bar on stderr: on a terminal only."""
    if not on_terminal():
        yield None
        return
    with click.progressbar(length=number, file=sys.stderr) as bar:
        yield lambda done: bar.update(done - bar.pos)


@frozen
class Kept:
    """What there is of a questionnaire.

    Attributes:
        questionnaire: Its id.
        versions: Its versions by hash, oldest first.
        records: The records of its finished responses as canonical JSON; can be gone through again.
        paged: The same by pages, where their tables may be kept.
    """

    questionnaire: str
    versions: Mapping[str, Instrument]
    records: Iterable[str] = ()
    paged: PagedRecords | None = None


def kept(store: Store, questionnaire: str) -> Kept:
    """Give what a store has of the finished responses to a questionnaire; no version where there is none."""
    versions: dict[str, Instrument] = {}
    for row in store.responses(questionnaire):
        if _has_row(row) and row.questionnaire_hash not in versions:
            versions[row.questionnaire_hash] = kept_instrument(store, row.questionnaire_hash)
    records = Counted(lambda: _records(store, questionnaire, versions))
    return Kept(questionnaire, versions, records, _paged(store, questionnaire, versions))


def translate(language: str, message: str) -> str:
    """Say a message of the program in a language."""
    return _translate(language, message)
