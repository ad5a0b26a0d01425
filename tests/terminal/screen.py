"""The real program in a real pty, its screen read by a terminal of another maker (pyte)."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Self

import pyte

PATIENCE = 20.0
"""Seconds after which something that should have shown never will."""
KEYS = {
    "enter": "\r",
    "tab": "\t",
    "backtab": "\x1b[Z",
    "backspace": "\x7f",
    "escape": "\x1b",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "delete": "\x1b[3~",
    "pagedown": "\x1b[6~",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f5": "\x1b[15~",
    "f6": "\x1b[17~",
    "f7": "\x1b[18~",
    "f8": "\x1b[19~",
    "f9": "\x1b[20~",
    "f12": "\x1b[24~",
}
CODE = re.compile(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}\b")


class Terminal:
    """A terminal in which the program runs."""

    def __init__(
        self,
        *arguments: str,
        data: Path,
        columns: int = 80,
        lines: int = 24,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.raw = b""
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        variables = {
            **os.environ,
            "TERM": "xterm-256color",
            "HYBRIDEQUIZ_DATA": str(data),
            "LANG": "nl_NL.UTF-8",
            **(environment or {}),
        }
        for name in ("COLUMNS", "LINES"):
            variables.pop(name, None)  # they would be believed more than the terminal is
        size = struct.pack("HHHH", lines, columns, 0, 0)
        self.pid, self.fd = pty.fork()
        if self.pid == 0:  # pragma: no cover - the child becomes the program
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)  # before the program looks how large it is
            command = [sys.executable, "-m", "hybridequiz", *arguments]
            os.execvpe(sys.executable, command, variables)  # noqa: S606 - no shell is wanted

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        with suppress(OSError):
            os.close(self.fd)

    @property
    def text(self) -> str:
        """Give what stands on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def read(self, seconds: float = 0.05) -> bool:
        """Read what the program draws; tell whether there was anything."""
        ready, _, _ = select.select([self.fd], [], [], seconds)
        if not ready:
            return False
        try:
            drawn = os.read(self.fd, 65536)
        except OSError:
            return False
        self.raw += drawn
        self._stream.feed(drawn)
        return bool(drawn)

    def settle(self, seconds: float) -> None:
        """Read until nothing was drawn for so long; a program that never stops drawing fails."""
        until = time.monotonic() + PATIENCE
        while self.read(seconds):
            if time.monotonic() > until:
                raise AssertionError(f"it never stops drawing; the screen shows:\n{self.text}")

    def wait(self, found: Callable[[str], bool], *, what: str) -> str:
        """Wait until something shows."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if found(self.text):
                self.settle(0.02)
                return self.text
            self.read()
        raise AssertionError(f"never saw {what}; the screen shows:\n{self.text}")

    def see(self, *words: str) -> str:
        """Wait until all words stand on the screen."""
        return self.wait(lambda text: all(word in text for word in words), what=repr(words))

    def press(self, *keys: str) -> Self:
        """Press keys; what is no name of a key is typed."""
        for key in keys:
            os.write(self.fd, KEYS.get(key, key).encode())
            self.settle(0.06)
        return self

    def send(self, raw: bytes) -> Self:
        """Send bytes as they are."""
        os.write(self.fd, raw)
        self.settle(0.06)
        return self

    def code(self) -> str:
        """Give the code that stands on the screen."""
        found = CODE.search(self.text)
        assert found, self.text
        return found.group()

    def kill(self, number: int = signal.SIGKILL) -> int:
        """Send a signal; give the exit code, negative for a signal."""
        os.kill(self.pid, number)
        return self.end()

    def end(self) -> int:
        """Wait for the program to end; give the exit code."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            self.read(0.02)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.settle(0.02)
                return os.waitstatus_to_exitcode(status)
        raise AssertionError(f"the program did not end; the screen shows:\n{self.text}")
