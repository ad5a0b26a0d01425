"""Plain prompts on this terminal, and the signals that end them."""

from __future__ import annotations

import os
import select
import shutil
import signal
import sys
import textwrap
from contextlib import contextmanager, suppress
from functools import cache
from io import UnsupportedOperation
from typing import TYPE_CHECKING, Final

import click

from hybridequiz.characters import show_text
from hybridequiz.plain import CoverWanted, Terminated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType
    from typing import NoReturn


HEED: Final = 0.25
"""Seconds after which a signal is heard at the latest."""


def read_line(prompt: str, *, err: bool = False, look: Callable[[], None] | None = None) -> str:
    """Ask for a line.

    Args:
        prompt: What stands before it.
        err: Whether the prompt goes to stderr.
        look: Looks around while nothing is typed, and may raise what ends the wait. Not on Windows, where
            nothing tells whether there is something to read.

    Raises:
        EOFError: The input has ended.
    """
    click.echo(show_text(prompt), nl=False, err=err)
    lines = _lines()
    try:
        return input() if lines is None else lines.next(look)
    except (EOFError, KeyboardInterrupt, CoverWanted):
        click.echo(err=err)  # what is said next begins on a line of its own
        raise


def drop_typed() -> None:
    """Forget what was typed and not read yet: on a terminal it is for nobody any more."""
    lines = _lines()
    if lines is not None and sys.stdin.isatty():
        lines.drop()


def _lines() -> _Lines | None:
    try:
        descriptor = sys.stdin.fileno()
    except UnsupportedOperation:
        return None
    return None if os.name == "nt" else _lines_of(descriptor, sys.stdin.encoding)


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

    def next(self, look: Callable[[], None] | None = None) -> str:
        """Give the next line, without its end; bytes that are no text as surrogates.

        Args:
            look: Looks around while there is nothing to read; it may raise what ends the wait.

        Raises:
            EOFError: The input has ended.
        """
        ended = False
        while not ended and b"\n" not in self._held:
            piece = self._read(look)
            ended = not piece
            self._held += piece
        if ended and not self._held:
            raise EOFError
        line, _, self._held = self._held.partition(b"\n")
        return line.removesuffix(b"\r").decode(self._encoding, "surrogateescape")

    def drop(self) -> None:
        """Forget what was typed so far, also the line that the terminal still holds."""
        import termios

        self._held = b""
        with suppress(termios.error):  # the terminal is gone
            termios.tcflush(self._descriptor, termios.TCIFLUSH)

    def _read(self, look: Callable[[], None] | None) -> bytes:
        """Give what can be read, once there is something; nothing at the end, or when the terminal is gone."""
        while not select.select([self._descriptor], [], [], HEED)[0]:
            if look is not None:
                look()
        try:
            return os.read(self._descriptor, 65_536)
        except OSError:
            return b""


def write_line(text: str) -> None:
    """Write a line that no terminal obeys; on one it is broken between words."""
    text = show_text(text)
    if sys.stdout.isatty():
        width = max(20, shutil.get_terminal_size().columns - 1)
        indent = " " * (len(text) - len(text.lstrip()))
        text = textwrap.fill(text, width, subsequent_indent=indent, break_on_hyphens=False)
    click.echo(text)


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
