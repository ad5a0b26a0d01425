"""The terminal of a plain interview: lines are waited for, not for ever, and what was written can be cleared."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager, suppress
from io import UnsupportedOperation
from typing import TYPE_CHECKING

import click

from hybridequiz.cli.prompting import drop_typed, read_line, write_line
from hybridequiz.plain import CoverWanted
from hybridequiz.store.idle import IdleWatch
from hybridequiz.terminal import forget_everything

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    from hybridequiz.questionnaire.questions import Mode

    Watched = Callable[[], Mode | None]
    Handler = Callable[[int, FrameType | None], None] | signal.Handlers


class Console:
    """Reads and writes the lines of an interview.

    Args:
        watch: Knows how long nobody has typed.
        watched: Gives whose limit holds now: the mode of the interview; None where there is nothing to cover.
    """

    def __init__(self, watch: IdleWatch, watched: Watched) -> None:
        self._watch = watch
        self._watched = watched
        self._stopped = self._interrupted = False

    def read(self, prompt: str) -> str:
        """Ask for a line.

        Raises:
            EOFError: The input has ended.
            CoverWanted: Nobody has typed for too long, or Ctrl+Z was pressed; what is half typed is dropped.
        """
        self._watch.touch()
        return read_line(prompt, look=self._look)

    def read_hidden(self, prompt: str) -> str:
        """Ask for a line that does not show.

        Raises:
            EOFError: as `read`.
            CoverWanted: as `read`.
        """
        if os.name == "nt":
            return str(click.prompt(prompt, prompt_suffix="", hide_input=True, default=""))
        with _no_echo():
            typed = self.read(prompt)
        click.echo()
        return typed

    def write(self, text: str) -> None:
        """Write a line."""
        write_line(text)

    def clear(self) -> bool:
        """Clear the screen and what scrolled off it; tell whether nothing stays."""
        with suppress(OSError):  # the terminal is gone
            if os.name != "nt":
                return forget_everything()
            click.clear()  # some windows keep what scrolled off
        return False

    def is_open(self) -> bool:
        """Tell whether anything can still be typed, after the input has ended: Ctrl+D ends a line only."""
        return sys.stdin.isatty()

    def _look(self) -> None:
        """Look around while a line is waited for."""
        if self._interrupted:
            self._interrupted = False
            drop_typed()
            raise KeyboardInterrupt
        if self._stopped:
            self._stopped = False
            drop_typed()
            raise CoverWanted("key")
        mode = self._watched()
        if mode is not None and self._watch.is_over(mode):
            drop_typed()
            raise CoverWanted("idle", self._watch.waited)

    @contextmanager
    def holding_keys(self, *, kiosk: bool = False) -> Iterator[None]:
        r"""Let Ctrl+Z cover what is shown and Ctrl+\ do nothing, instead of leaving it on the screen.

        At a kiosk Ctrl+C is heard at the next prompt: nowhere else, so that it never ends the program.
        """
        if os.name == "nt" or not _is_terminal():
            yield
            return
        wanted: dict[int, Handler] = {signal.SIGTSTP: self._stop, signal.SIGQUIT: signal.SIG_IGN}
        if kiosk:
            wanted[signal.SIGINT] = self._interrupt
        before = {number: signal.signal(number, how) for number, how in wanted.items()}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stopped = True

    def _interrupt(self, _number: int, _frame: FrameType | None) -> None:
        self._interrupted = True


def watch_for(idle: float | None) -> IdleWatch:
    """Give what knows how long nobody has typed; a program that feeds lines takes as long as it wants.

    Args:
        idle: Seconds for every mode; None for the usual ones, 0 for never.
    """
    return IdleWatch(idle if _is_terminal() else 0)


def _is_terminal() -> bool:
    try:
        return os.isatty(sys.stdin.fileno())
    except UnsupportedOperation:
        return False


@contextmanager
def _no_echo() -> Iterator[None]:
    """Let nothing that is typed show."""
    if not _is_terminal():
        yield
        return
    import termios

    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    hidden = [*before]
    hidden[3] &= ~termios.ECHO
    termios.tcsetattr(descriptor, termios.TCSADRAIN, hidden)
    try:
        yield
    finally:
        with suppress(termios.error):  # the terminal is gone
            termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
