"""`hybridequiz init`: questionnaires to start one's own study from."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

import click

from hybridequiz.cli.locating import shipped_folder, toml_files
from hybridequiz.cli.talk import talk, write
from hybridequiz.problems import ExitCode, HybridequizError


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

    They are copied to DIR; nothing that is there is overwritten.
    """
    sources = toml_files(shipped_folder())
    _refuse_overwriting([folder / source.name for source in sources])
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for source in sources:
            target = folder / source.name
            with target.open("xb") as file:
                file.write(source.read_bytes())
            write(str(target))
    except OSError as error:
        message = f"{error.filename or folder} cannot be written: {error.strerror or error}."
        raise NotWritten(message, hint="choose another folder") from error
    _tell_next_steps(folder)
    return ExitCode.DONE


def _refuse_overwriting(targets: list[Path]) -> None:
    there = [str(target) for target in targets if target.exists()]
    if there:
        raise NotEmpty(
            f"There are files already: {', '.join(there)}.",
            hint="choose a folder without them; nothing was written",
        )


def _tell_next_steps(folder: Path) -> None:
    shown = quote(str(folder))
    first = quote(str(folder / "participants.toml"))
    talk(
        f"\nNow:\n"
        f"  1. say in study.toml who asks, for whom and where: [values], [[location]]\n"
        f"  2. change the questions, and look for mistakes:  hybridequiz check {shown}\n"
        f"  3. rehearse:  hybridequiz run {first}\n"
        f"Set live = true in study.toml when fieldwork begins; until then nothing counts."
    )
