"""`hybridequiz resume`: go on with an interview."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hybridequiz.characters import show_text
from hybridequiz.cli.clients import Look, client, look_options
from hybridequiz.cli.prompting import read_line
from hybridequiz.cli.settings import Settings, data_option, settings_of
from hybridequiz.cli.talk import machine_language, talk
from hybridequiz.plain.commands import NO, YES
from hybridequiz.problems import ExitCode
from hybridequiz.wording.interface import interface
from hybridequiz.wording.rendering import location_words

if TYPE_CHECKING:
    from hybridequiz.store.fieldwork import Waiting


@click.command("resume")
@click.argument("code", required=False)
@click.option("--yes", is_flag=True, help="Do not ask whether it is the right interview.")
@look_options
@data_option
@settings_of
def command(
    settings: Settings,
    *,
    code: str | None,
    yes: bool,
    look: Look,
) -> int:
    """Go on with an interview, by its code, at the question where it stopped.

    CODE is what the code card said, XXXX-XXXX; case, spaces and hyphens do not matter. It is asked
    if it is not given. Before an answer shows, questionnaire and location are asked about.
    """
    say = interface(machine_language()).say
    with settings.fieldwork() as fieldwork:
        waiting = fieldwork.look_up(code or _ask(say("Code: ")))
        if not yes and not _is_right(waiting):
            talk(say("Nothing was opened. Look at the code again."))
            return ExitCode.USAGE
        hold = client(fieldwork, look)
        return hold(fieldwork.resume(waiting, by=waiting.session.mode))


def _is_right(waiting: Waiting) -> bool:
    """Ask whether questionnaire and location are those of the person who sits here."""
    instrument, session = waiting.instrument(), waiting.session
    say = interface(session.language).say
    place = location_words(instrument, session.location, session.language)
    talk(show_text(instrument.questionnaire.title.in_language(session.language)))
    if place:
        talk(show_text(place))
    while True:
        typed = _ask(say("Is this your questionnaire?") + " " + say("(yes or no)") + " ").casefold()
        if typed in YES | NO:
            return typed in YES
        talk(say("Type yes or no."))


def _ask(prompt: str) -> str:
    """Ask on stderr: stdout is for data. The interview reads on behind the answer."""
    try:
        return read_line(prompt, err=True).strip()
    except EOFError:
        say = interface(machine_language()).say
        raise click.UsageError(
            say("The input has ended. Give the code as CODE, and --yes to be asked nothing.")
        ) from None
