"""How far a long command is, as a bar on stderr; on a terminal only."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, ExitStack
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import click

from hybridequiz.cli.talk import on_terminal, say_here

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

LEAST: int = 20_000
"""Rows of a table whose writing gets a bar; fewer are soon written."""


class Bars(AbstractContextManager["Bars"]):
    """One bar after the other: reading, then each long table that is written."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._bar: ProgressBar[Any] | None = None
        self._on = on_terminal()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def read(self, done: int, total: int) -> None:
        """Show how many records are read."""
        self._show(say_here().say("reading"), done, total)

    def show(self, what: str, done: int, total: int) -> None:
        """Show how far something is that has a name of its own."""
        self._show(what, done, total)

    def wrote(self, done: int, total: int) -> None:
        """Show how many rows of a table are written."""
        if total >= LEAST:
            self._show(say_here().say("writing"), done, total)

    def _show(self, what: str, done: int, total: int) -> None:
        if not self._on:
            return
        if self._bar is None or self._bar.label != what or done < self._bar.pos:
            self._end()
            bar = click.progressbar(length=total, label=what, file=sys.stderr, width=0)
            self._bar = self._stack.enter_context(bar)
        self._bar.update(done - self._bar.pos)

    def _end(self) -> None:
        self._stack.close()
        self._bar = None
