"""`hybridequiz codebook`: every variable in words, and how often every value stands in it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args

import click

from hybridequiz.cli.commands.export import translate
from hybridequiz.cli.exporting import Kept, kept
from hybridequiz.cli.kinds import LIVE, Kind, kind_options
from hybridequiz.cli.locating import find_questionnaire
from hybridequiz.cli.other_kind import nothing_here
from hybridequiz.cli.settings import Settings, data_option, settings_of
from hybridequiz.cli.talk import loss_words, say_here, talk, wrapped, write
from hybridequiz.export.codebook_format import CodebookFormat, CodebookName
from hybridequiz.export.export import export
from hybridequiz.export.formats import ExportRequest
from hybridequiz.problems import ExitCode
from hybridequiz.questionnaire.load import load

if TYPE_CHECKING:
    from hybridequiz.store.data import DataFolder


@click.command("codebook")
@click.argument("questionnaire")
@click.option(
    "--format",
    "form",
    type=click.Choice(get_args(CodebookName)),
    default="html",
    show_default=True,
    help="A page, Markdown, or a workbook.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    default=".",
    show_default=True,
    help="Where it comes; an earlier codebook there is replaced.",
)
@click.option(
    "--language", default="", metavar="TAG", help="The language of the codebook's own words."
)
@kind_options("Count the rehearsals instead of what counts.", "Count what was made up instead.")
@data_option
@settings_of
def command(
    settings: Settings, *, questionnaire: str, form: str, out: Path, language: str, kind: Kind
) -> int:
    """Write the codebook: every variable with its question, when that is asked, values and reasons for none.

    QUESTIONNAIRE is an id, or a file. Where an id has finished responses the codebook is of the
    versions that were answered, and counts; a file is described as it is. The path is written to
    stdout.
    """
    with settings.data_folder() as data:
        found = None if Path(questionnaire).exists() else _answered(data, questionnaire, kind)
        has_answers = found is not None
        if found is None and kind != LIVE:
            for line in nothing_here(data, None, (questionnaire,), kind):
                talk(wrapped(line))
            return ExitCode.DONE
        if found is None:
            found = _from_file(questionnaire)
        paths = export(
            found.records,
            found.versions,
            out,
            ExportRequest(
                questionnaire=found.questionnaire,
                rehearsal=kind.rehearsal,
                synthetic=kind.synthetic,
                language=language,
            ),
            paged=found.paged,
            translate=translate,
            lost=lambda loss: talk(loss_words(loss), styled=True),
            made=partial(CodebookFormat, form=cast("CodebookName", form), has_answers=has_answers),
        )
    if not has_answers:
        talk(say_here().say("Without answers: nothing is counted."))
    for path in paths:
        write(str(path), raw=True)
    return ExitCode.DONE


def _answered(data: DataFolder, questionnaire: str, kind: Kind) -> Kept | None:
    """Give what is kept of a questionnaire, where it has finished responses of a kind."""
    store = kind.store(data)
    found = None if store is None else kept(store, questionnaire)
    return found if found is not None and found.versions else None


def _from_file(questionnaire: str) -> Kept:
    path = find_questionnaire(questionnaire)
    if path.is_dir():
        raise click.UsageError(f"{path} is a folder; a codebook is of one questionnaire.")
    instrument = load(path)
    return Kept(instrument.questionnaire.id, {instrument.hash: instrument})
