"""Plain prompts on this terminal, and the signals that end them."""

from __future__ import annotations

import errno
import os
import select
import shutil
import signal
import sys
import textwrap
from contextlib import contextmanager
from functools import cache
from io import UnsupportedOperation
from typing import TYPE_CHECKING, Final

import click

from hybridequiz.garbage import collect_again
from hybridequiz.plain import Terminated, run_plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType
    from typing import NoReturn

    from hybridequiz.store.fieldwork import Sitting


HEED: Final = 0.25
"""Seconds after which a signal is heard at the latest."""


def read_line(prompt: str, *, err: bool = False) -> str:
    """Ask for a line.

    Args:
        prompt: What stands before it.
        err: Whether the prompt goes to stderr.

    Raises:
        EOFError: The input has ended.
    """
    click.echo(prompt, nl=False, err=err)
    try:
        return _typed()
    except (EOFError, KeyboardInterrupt):
        click.echo(err=err)  # what is said next begins on a line of its own
        raise


def _typed() -> str:
    try:
        descriptor = sys.stdin.fileno()
    except UnsupportedOperation:
        return input()
    return input() if os.name == "nt" else _lines_of(descriptor, sys.stdin.encoding).next()


@cache
def _lines_of(descriptor: int, encoding: str) -> _Lines:
    return _Lines(descriptor, encoding)


class _Lines:
    """The lines of an input, waited for so that a signal is always heard.

    A signal that comes between two instructions just before a read is heard by Python only when the read returns:
    when somebody types, or never. So no read begins before there is something to read.
    """

    def __init__(self, descriptor: int, encoding: str = "utf-8") -> None:
        self._descriptor = descriptor
        self._encoding = encoding
        self._held = b""

    def next(self) -> str:
        """Give the next line, without its end; bytes that are no text as surrogates.

        Raises:
            EOFError: The input has ended.
        """
        ended = False
        while not ended and b"\n" not in self._held:
            piece = self._read()
            ended = not piece
            self._held += piece
        if ended and not self._held:
            raise EOFError
        line, _, self._held = self._held.partition(b"\n")
        return line.removesuffix(b"\r").decode(self._encoding, "surrogateescape")

    def _read(self) -> bytes:
        """Give what can be read, once there is something; nothing at the end, or when the terminal is gone."""
        while not select.select([self._descriptor], [], [], HEED)[0]:
            pass
        try:
            return os.read(self._descriptor, 65_536)
        except OSError:
            return b""


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

    collect_again()
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
