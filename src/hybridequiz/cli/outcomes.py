"""Whatever comes of a command, as words on stderr and an exit code: here and nowhere else."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from hybridequiz.problems import ExitCode, HybridequizError, InvalidFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType
    from typing import NoReturn


class Stopped(BaseException):
    """A signal that asks the program to end: not an error, and nothing may take it for one.

    Attributes:
        signal: Its number.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.signal = number


@contextmanager
def exit_codes(ctx: click.Context) -> Iterator[None]:
    """Turn what happens inside into an exit code; defects of the program pass."""
    try:
        yield
    except HybridequizError as error:
        tell_error(error)
        ctx.exit(error.exit_code)
    except KeyboardInterrupt:
        ctx.exit(ExitCode.INTERRUPTED)
    except Stopped as stopped:
        ctx.exit(128 + stopped.signal)
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
    talk(click.style("error: ", fg="red", bold=True) + str(error))
    if error.hint:
        talk(f"hint: {error.hint}")


@contextmanager
def stop_signals() -> Iterator[None]:
    """Let a closed terminal, and a request to end, raise `Stopped` inside."""
    wanted = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    numbers = [number for number in wanted if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, _stop) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    raise Stopped(number)


def _silence_stdout() -> None:
    """Let what is still in the buffer go nowhere: whoever read it has had enough."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
