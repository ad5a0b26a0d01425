"""`hybridequiz withdraw`: somebody wants their answers deleted."""

from __future__ import annotations

import sys

import click

from hybridequiz.cli.settings import Settings, data_option, settings_of
from hybridequiz.cli.talk import say_here, talk
from hybridequiz.plain.commands import YES
from hybridequiz.problems import ExitCode
from hybridequiz.store.casework import Casework
from hybridequiz.store.clock import SystemClock
from hybridequiz.store.withdrawal import find_withdrawable, withdraw


@click.command("withdraw")
@click.argument("code")
@click.option("--yes", is_flag=True, help="Do not ask whether it is right.")
@data_option
@settings_of
def command(settings: Settings, *, code: str, yes: bool) -> int:
    """Delete the answers with a code for good: somebody has withdrawn.

    They go from the store and from the answer files; a count of who withdrew stays, and a mark by
    which an old copy of these answers is known. Files that were exported before still hold them.
    """
    say = say_here().say
    with settings.data_folder() as data:
        store, row = find_withdrawable(data, code)
        began = row.started_at[:16].replace("T", " ")
        talk(f"{row.questionnaire_id} {row.questionnaire_version}, {began}")
        if not (yes or _is_meant()):
            talk(say("Nothing was deleted."))
            return ExitCode.DONE
        withdraw(store, row, SystemClock(), Casework(data))
    talk(say("The answers with that code are deleted from this computer."))
    talk(
        say("Files that were exported before still hold them: delete those files and export again.")
    )
    return ExitCode.DONE


def _is_meant() -> bool:
    """Ask whether it is right; where nobody can be asked, only `--yes` says so.

    Raises:
        click.UsageError: when there is no terminal to ask at.
    """
    if not sys.stdin.isatty():
        raise click.UsageError("nobody can be asked here whether that is right: add --yes")
    say = say_here().say
    question = say("All answers with this code are deleted for good. Is that right? (yes or no)")
    return click.prompt(question, err=True).strip().casefold() in YES
