"""Plain prompts on this terminal, and the signals that end them."""

from __future__ import annotations

import errno
import gc
import shutil
import signal
import sys
import textwrap
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from hybridequiz.plain import Terminated, run_plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType
    from typing import NoReturn

    from hybridequiz.store.fieldwork import Sitting


def read_line(prompt: str) -> str:
    """Ask for a line.

    Raises:
        EOFError: The input has ended.
    """
    return input(prompt)


def write_line(text: str) -> None:
    """Write a line; on a terminal it is broken between words."""
    if sys.stdout.isatty():
        width = max(20, shutil.get_terminal_size().columns - 1)
        indent = " " * (len(text) - len(text.lstrip()))
        text = textwrap.fill(text, width, subsequent_indent=indent, break_on_hyphens=False)
    click.echo(text)


def conduct_plainly(sitting: Sitting) -> int:
    """Hold an interview in plain prompts; give the exit code."""
    from pathlib import Path

    gc.enable()

    first = sitting.journal
    unwritten: list[OSError] = []

    def rescue(folder: str) -> None:
        sitting.move_to(Path(folder).expanduser())

    def write(text: str) -> None:
        try:
            write_line(text)
        except OSError as error:
            if error.errno == errno.ENOSPC:  # the terminal is not gone: a file cannot take it
                unwritten.append(error)
            raise

    try:
        with prompts():
            code = run_plain(sitting, read=read_line, write=write, rescue=rescue).exit_code
        if unwritten:
            raise unwritten[0]
        return code
    finally:
        first.close()
        sitting.journal.close()


@contextmanager
def prompts() -> Iterator[None]:
    """Let a closed terminal, and a request to end, raise `Terminated` inside."""
    wanted = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    heard = [number for number in wanted if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, _end) for number in heard}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    raise Terminated(number)
