"""Whatever comes of a command, as words on stderr and an exit code: here and nowhere else."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from hybridequiz.characters import show_text
from hybridequiz.problems import ExitCode, HybridequizError, InvalidFile

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def exit_codes(ctx: click.Context) -> Iterator[None]:
    """Turn what happens inside into an exit code; defects of the program pass."""
    try:
        yield
    except HybridequizError as error:
        tell_error(error)
        _salvage_after(error, ctx)
        ctx.exit(error.exit_code)
    except KeyboardInterrupt:
        ctx.exit(ExitCode.INTERRUPTED)
    except BrokenPipeError:
        _silence_stdout()
        ctx.exit(ExitCode.DONE)


def tell_error(error: HybridequizError) -> None:
    """Say on stderr what is wrong and how to mend it."""
    from hybridequiz.cli.talk import problem_words, talk

    if isinstance(error, InvalidFile):
        for problem in error.problems:
            talk(problem_words(problem) + "\n")
        return
    talk(click.style("error: ", fg="red", bold=True) + show_text(str(error)))
    if error.hint:
        talk(f"hint: {show_text(error.hint)}")


def _salvage_after(error: HybridequizError, ctx: click.Context) -> None:
    """After damage to a store, save what can be read of it."""
    if error.exit_code is ExitCode.INTEGRITY:
        from hybridequiz.store.errors import StoreDamaged

        if isinstance(error, StoreDamaged):
            from hybridequiz.cli.salvaging import salvage_stores
            from hybridequiz.cli.settings import Settings

            salvage_stores(ctx.ensure_object(Settings).data)


def _silence_stdout() -> None:
    """Let what is still in the buffer go nowhere: whoever read it has had enough."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
