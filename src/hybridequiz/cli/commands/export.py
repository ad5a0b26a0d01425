"""`hybridequiz export`: the answers as files for analysis."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, cast, get_args

import click

from hybridequiz.cli.export_logging import Logged
from hybridequiz.cli.exporting import FolderAnswers, StoredAnswers
from hybridequiz.cli.kinds import Kind, kind_options
from hybridequiz.cli.other_kind import nothing_here
from hybridequiz.cli.outcomes import tell_error
from hybridequiz.cli.progress import Bars
from hybridequiz.cli.selecting import Selection, selection_options
from hybridequiz.cli.settings import Settings, data_option, settings_of
from hybridequiz.cli.talk import loss_words, say_here, talk, wrapped, write
from hybridequiz.cli.using import Counted, Use, use_options
from hybridequiz.export.dialects import DialectName
from hybridequiz.export.errors import ExportConflict, ExportRefused, UnreadableRecord
from hybridequiz.export.export import export
from hybridequiz.export.formats import ExportRequest, FormatName
from hybridequiz.problems import ExitCode
from hybridequiz.store.errors import StorageError
from hybridequiz.values import replace
from hybridequiz.wording.interface import interface

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from hybridequiz.cli.exporting import Answers
    from hybridequiz.export.formats import CellValues
    from hybridequiz.export.words import Note
    from hybridequiz.problems import HybridequizError
    from hybridequiz.store.data import DataFolder


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
    help="Where the files come; an earlier export in the same format there is replaced.",
)
@kind_options("Export the rehearsals instead of what counts.", "Export what was made up instead.")
@click.option(
    "--values",
    type=click.Choice(["codes", "labels", "both"]),
    default="codes",
    show_default=True,
    help="What the tables have in them, in a bundle, csv and xlsx.",
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
@click.option(
    "--public",
    is_flag=True,
    help="Made to be passed on: without codes, texts and days; what identifies is withheld where too few share it.",
)
@click.option(
    "--answers",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    metavar="DIR",
    help="Export the answer files in this folder instead of what is kept here.",
)
@selection_options
@use_options
@data_option
@settings_of
def command(  # noqa: PLR0913 - a parameter an option
    settings: Settings,
    *,
    questionnaires: tuple[str, ...],
    form: str,
    out: Path,
    kind: Kind,
    values: str,
    language: str,
    paradata: bool,
    dialect: str,
    long: bool,
    public: bool,
    answers: Path | None,
    selection: Selection,
    use: Use | None,
) -> int:
    """Write the answers to files for analysis.

    QUESTIONNAIRE is an id, or a file with that id; without one all questionnaires with finished responses are exported.
    Who refused or was not eligible has a row without answers; what was withdrawn has none. Paths go to stdout.
    """
    request = ExportRequest(
        "",
        kind.rehearsal,
        synthetic=kind.synthetic,
        format=cast("FormatName", form),
        values=cast("CellValues", values),
        language=language,
        paradata=paradata,
        dialect=cast("DialectName", dialect),
        long=long,
        public=public,
        notes=(*selection.notes(), *(use.notes() if use else ())),
    )
    _refuse_unfit(request, selection)
    with settings.data_folder() as data:
        found = _answers(data, answers, selection, questionnaires, kind)
        usable = [] if found is None else _usable(found, request, questionnaires, use)
        if found is None or not usable:
            nothing = nothing_here(data, answers, questionnaires, kind)
            _tell_all(_nothing(found, selection, use) or nothing)
            return ExitCode.DONE
        how, in_files = [*_how(request, use), *selection.options()], answers is not None
        return _each(
            usable,
            lambda name: _export(found, replace(request, questionnaire=name), out, use),
            lambda name, number: _log(data, kind, Logged(name, number, how, from_files=in_files)),
        )


def _each(
    names: Sequence[str], export_one: Callable[[str], int], log: Callable[[str, int], None]
) -> ExitCode:
    """Export questionnaires, each that can be; tell what is wrong with the others, and which they are.

    Args:
        names: The questionnaires.
        export_one: Exports one; gives how many responses.
        log: Logs that one was exported, with so many responses.

    Returns: The exit code: of what is worst, if anything is.

    Raises:
        HybridequizError: There is only one questionnaire, and it cannot be exported; or nothing can go on.
    """
    failed: dict[str, HybridequizError] = {}
    for name in names:
        try:
            number = export_one(name)
        except (ExportConflict, ExportRefused, UnreadableRecord) as error:
            if len(names) == 1:
                raise
            if str(error) not in map(str, failed.values()):
                tell_error(error)
            failed[name] = error
        else:
            log(name, number)
    if not failed:
        return ExitCode.DONE
    talk(wrapped(say_here().say("Not exported: {names}", names=", ".join(failed))))
    return max(error.exit_code for error in failed.values())


def _how(request: ExportRequest, use: Use | None) -> Iterator[str]:
    """Give how an export is made, as options; of which responses is not among them."""
    yield f"--format {request.format}"
    yield from ([] if request.dialect == "rfc4180" else [f"--dialect {request.dialect}"])
    yield from ([] if request.values == "codes" else [f"--values {request.values}"])
    yield from ([f"--language {quote(request.language)}"] if request.language else [])
    flags = {"--long": request.long, "--public": request.public, "--paradata": request.paradata}
    for name, chosen in flags.items():
        if chosen:
            yield name
    yield from use.options() if use else ()


def _refuse_unfit(request: ExportRequest, selection: Selection) -> None:
    """Refuse options that the format does not have, or that do not go together.

    Raises:
        UsageError: Naming the formats that have it, or what to do instead.
    """
    say = say_here().say
    if request.public and request.paradata:
        message = say("--paradata does not go with --public: nothing of it may leave.")
        raise click.UsageError(message)
    if request.public and not selection.is_of_months:
        message = say(
            "--public tells months, never days, and its files say what was chosen: let --from be the first day of a"
            " month and --until the last one, such as --from 2026-11-01 --until 2026-11-30."
        )
        raise click.UsageError(message)
    if request.dialect != "rfc4180" and request.format != "csv":
        raise click.UsageError(say("--dialect is for --format csv only."))
    if request.long and request.format not in ("csv", "xlsx"):
        raise click.UsageError(say("--long is for --format csv and --format xlsx only."))
    if request.values != "codes" and request.format not in ("bundle", "csv", "xlsx"):
        raise click.UsageError(say("--values is for --format bundle, csv and xlsx only."))


def _log(data: DataFolder, kind: Kind, logged: Logged) -> None:
    """Write into the store who exported what; where that cannot be, the export is there all the same."""
    store = kind.store(data)
    if store is not None:
        try:
            store.exports.add(logged.line())
        except StorageError as error:
            ui = say_here()
            talk(wrapped(ui.say("The export is there, but it does not stand in the log:")))
            tell_error(error)


def _answers(
    data: DataFolder,
    folder: Path | None,
    selection: Selection,
    questionnaires: tuple[str, ...],
    kind: Kind,
) -> Answers | None:
    """Give where the records come from; None where nothing was ever kept."""
    if folder is not None:
        files = [one for one in questionnaires if Path(one).is_file()]
        found = FolderAnswers(folder, data, selection, kind, files=files)
        if found.withdrawn:
            talk(
                say_here().say_number(
                    "{number} response was withdrawn and is left out.",
                    "{number} responses were withdrawn and are left out.",
                    found.withdrawn,
                )
            )
        return found
    store = kind.store(data)
    return None if store is None else StoredAnswers(store, selection)


def _export(answers: Answers, request: ExportRequest, out: Path, use: Use | None) -> int:
    """Export one questionnaire, and write the paths of its files; give how many responses."""
    name = request.questionnaire
    versions = answers.versions(name)
    left = Counted(lambda: _records(answers, request, use))
    paged = answers.paged(name) if use is None else None
    total = paged.number if paged and request.public else answers.chosen[name]
    with Bars() as bars:
        paths = export(
            left,
            versions,
            out,
            request,
            paged=paged,
            translate=translate,
            progress=lambda done: bars.read(done, total),
            wrote=bars.wrote,
            lost=lambda loss: talk(loss_words(loss), styled=True),
            told=_tell,
        )
    number = left.number if use else left.number or total
    say_number = say_here().say_number
    if request.synthetic:
        exported = say_number("{number} synthetic response", "{number} synthetic responses", number)
    elif request.rehearsal:
        exported = say_number("{number} rehearsal", "{number} rehearsals", number)
    else:
        exported = say_number("{number} response", "{number} responses", number)
    talk(f"{name}: {exported}")
    for note in request.notes:
        _tell(note)
    for path in paths:
        write(str(path), raw=True)
    return number


def _records(answers: Answers, request: ExportRequest, use: Use | None) -> Iterator[str]:
    """Go through the records of a questionnaire that are exported."""
    name = request.questionnaire
    as_stored = request.format == "jsonl" and use is None
    found = answers.records(name, with_forgotten=not request.public, as_stored=as_stored)
    return found if use is None else use.permitted(found, answers.versions(name))


def _usable(
    answers: Answers, request: ExportRequest, questionnaires: tuple[str, ...], use: Use | None
) -> list[str]:
    """Give the questionnaires of which anything that is chosen may be used so; without a use all may."""

    def has_any(name: str) -> bool:
        return any(True for _ in _records(answers, replace(request, questionnaire=name), use))

    chosen = answers.named(questionnaires)
    return chosen if use is None else [name for name in chosen if has_any(name)]


def _tell(note: Note) -> None:
    message, parts = note
    talk(wrapped(say_here().say(message, **parts)))


def _tell_all(lines: Iterable[str]) -> None:
    for line in lines:
        talk(wrapped(line))


def _nothing(answers: Answers | None, selection: Selection, use: Use | None) -> list[str]:
    """Say that nothing of what there is was chosen, and what to look at; nothing if there is nothing."""
    say = say_here().say
    there = [] if answers is None else answers.everything
    if not (there and (selection or use)):
        return []
    notes = (*selection.notes(), *(use.notes() if use else ()), *selection.unmet(there))
    first = say("No response is chosen by all of this, so nothing was written:")
    return [first, *(say(message, **parts) for message, parts in notes)]


def translate(language: str, message: str) -> str:
    """Say a message of the program in a language."""
    return interface(language).say(message)
