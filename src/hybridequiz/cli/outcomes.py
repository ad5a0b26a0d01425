"""Whatever comes of a command, as words on stderr and an exit code: here and nowhere else."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final, TextIO

import click

from hybridequiz.characters import show_text
from hybridequiz.problems import ExitCode, HybridequizError, InvalidFile, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator


_UNWRITABLE: Final = frozenset(
    getattr(errno, name)
    for name in ("ENOSPC", "EDQUOT", "EFBIG", "EIO", "EBADF")
    if name in dir(errno)
)
"""What a stream says to which nothing can be written; the stores tell their own errors."""


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
        _silence(sys.stdout)
        ctx.exit(ExitCode.DONE)
    except OSError as error:
        if error.errno not in _UNWRITABLE:
            raise
        _tell_unwritten(error)
        ctx.exit(ExitCode.STORAGE)


def tell_error(error: HybridequizError) -> None:
    """Say on stderr what is wrong and how to mend it."""
    from hybridequiz.cli.talk import machine_language, problem_words, say_here, talk, wrapped
    from hybridequiz.wording.errors import error_words, hint_words

    if isinstance(error, InvalidFile):
        for problem in error.problems:
            talk(problem_words(problem) + "\n", styled=True)
        return
    say, language = say_here().say, machine_language()
    mark = say("error:")
    told = wrapped(f"{mark} {show_text(error_words(error, language))}")
    talk(click.style(mark, fg="red", bold=True) + told.removeprefix(mark), styled=True)
    if hint := hint_words(error, language):
        talk(wrapped(f"{say('hint:')} {show_text(hint)}"))


def _salvage_after(error: HybridequizError, ctx: click.Context) -> None:
    """After damage to a store, save what can be read of it."""
    if error.exit_code is ExitCode.INTEGRITY:
        from hybridequiz.store.errors import StoreDamaged

        if isinstance(error, StoreDamaged):
            from hybridequiz.cli.salvaging import salvage_stores
            from hybridequiz.cli.settings import Settings

            salvage_stores(ctx.ensure_object(Settings).data)


def _tell_unwritten(error: OSError) -> None:
    """Say that the output could not be written, if that can be said, and write nothing more."""
    from hybridequiz.cli.talk import say_here

    with suppress(OSError):
        say = say_here().say
        told = say("the output cannot be written: {reason}", reason=say(Reason.of(error)))
        click.echo(f"{say('error:')} {told}", err=True)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            _silence(stream)


def _silence(stream: TextIO) -> None:
    """Let what is still in the buffer go nowhere: whoever read it has had enough, or it cannot be written."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
