"""`hybridequiz init`: questionnaires to start one's own study from."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

import click

from hybridequiz.cli.locating import FOLDER, HERE, TOUR, shipped_folder, toml_files
from hybridequiz.cli.talk import say_here, talk, write
from hybridequiz.problems import ExitCode, HybridequizError, Reason, say


class NotEmpty(HybridequizError):
    """Files would be overwritten."""

    exit_code = ExitCode.USAGE


class NotWritten(HybridequizError):
    """The files could not be written."""

    exit_code = ExitCode.STORAGE


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def command(folder: Path) -> int:
    """Make a study of your own from the questionnaires that come along.

    They are copied to DIR; nothing that is there is overwritten. The tour is not: its answers
    never count. To see it: hybridequiz run tour
    """
    sources = [one for one in toml_files(shipped_folder()) if not one.stem.startswith(TOUR)]
    _refuse_overwriting([folder / source.name for source in sources])
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for source in sources:
            target = folder / source.name
            with target.open("xb") as file:
                file.write(source.read_bytes())
            write(str(target), raw=True)
    except OSError as error:
        raise NotWritten(
            say("{path} cannot be written: {reason}."),
            hint=say("choose another folder"),
            path=error.filename or folder,
            reason=Reason.of(error),
        ) from error
    _tell_next_steps(folder)
    return ExitCode.DONE


def _refuse_overwriting(targets: list[Path]) -> None:
    there = [str(target) for target in targets if target.exists()]
    if there:
        raise NotEmpty(
            say("There are files already: {paths}."),
            hint=say("choose a folder without them; nothing was written"),
            paths=", ".join(there),
        )


def _tell_next_steps(folder: Path) -> None:
    say = say_here().say
    steps = [
        (say("say in study.toml who asks, for whom and where: [values], [[location]]"), ""),
        (say("change the questions, and look for mistakes:"), "hybridequiz check"),
        (say("rehearse:"), "hybridequiz run participants"),
        (
            say("see every kind of question, and how it is made:"),
            f"hybridequiz run {TOUR}  ({shipped_folder() / 'tour.toml'})",
        ),
    ]
    if folder not in (HERE, FOLDER):
        go = say("go there: in that folder every command takes its questionnaires and its study:")
        steps.insert(0, (go, f"cd {quote(str(folder))}"))
    talk("\n" + say("Now:"))
    for number, (words, typed) in enumerate(steps, 1):
        talk(f"  {number}. {words}" + (f"  {typed}" if typed else ""))
    talk(say("Set live = true in study.toml when fieldwork begins; until then nothing counts."))
