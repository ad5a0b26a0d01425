"""`hybridequiz check`: every problem in questionnaires, in one run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from hybridequiz.cli.examining import Findings, examine_files, files_in
from hybridequiz.cli.locating import (
    find_questionnaire,
    looked_in,
    own_files,
    own_folders,
    shipped_folder,
)
from hybridequiz.cli.settings import json_option
from hybridequiz.cli.talk import (
    counted,
    problem_words,
    say_here,
    talk,
    wrapped,
    write,
    write_json,
)
from hybridequiz.problems import ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence

SCHEMA: Final = 1
"""The version of what `--json` writes."""


@click.command("check")
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@json_option
def command(paths: tuple[str, ...], *, as_json: bool) -> int:
    """Find every problem in questionnaires and studies.

    PATH is a file, a folder with files, or a questionnaire's id. Without it the questionnaires in
    ./questionnaires and in this folder are checked, else those that come along. Warnings do not stop a
    questionnaire; errors do, and give exit code 3.
    """
    findings = examine_files(_files(paths))
    if as_json:
        write_json(
            {
                "schema": SCHEMA,
                "files": [str(path) for path in findings.files],
                "problems": [problem.as_json() for problem in findings.problems],
            }
        )
    else:
        for problem in findings.problems:
            write(problem_words(problem) + "\n", styled=True)
    talk(_verdict(findings))
    return ExitCode.INVALID if findings.errors else ExitCode.DONE


def _files(paths: Sequence[str]) -> list[Path]:
    """Give the files to check, each once."""
    if not paths:
        own = [file for folder in own_folders() for file in own_files(folder)]
        return own or _shipped()
    found = (find_questionnaire(name) for name in paths)
    return list(
        dict.fromkeys(
            file for path in found for file in (files_in(path) if path.is_dir() else [path])
        )
    )


def _shipped() -> list[Path]:
    """Give the questionnaires that come along, and say that it is these."""
    looked, where = looked_in()
    talk(wrapped(say_here().say(looked, **where)))
    return files_in(shipped_folder())


def _verdict(findings: Findings) -> str:
    """Count what was found: 3 files: 2 errors, 1 warning."""
    parts = [
        counted(number, one)
        for number, one in ((findings.errors, "error"), (findings.warnings, "warning"))
        if number
    ]
    return f"{counted(len(findings.files), 'file')}: {', '.join(parts) or 'no problems'}"
