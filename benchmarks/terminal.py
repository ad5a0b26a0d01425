"""A terminal of 80 by 24 that a program runs in: it reads what is drawn, types keys, and knows when."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Final, Self

import pyte

COLUMNS: Final = 80
LINES: Final = 24
QUIET: Final = 0.08
"""Seconds without output after which a program is taken to have drawn what it wants."""
PATIENCE: Final = 30.0
"""Seconds after which something is wrong."""
ASKS_WHERE: Final = b"\x1b[6n"
"""A program asks where the cursor is; a terminal answers."""
AT_THE_TOP: Final = b"\x1b[1;1R"

Cells = tuple[object, ...]


@dataclass
class Terminal:
    """A program in a terminal of its own.

    Args:
        command: The program and its arguments.
        environment: Variables beside those of this process.
    """

    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)

    def __enter__(self) -> Self:
        """Start the program; the time counts from here."""
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)
        self._seen = bytearray()
        self.began = time.perf_counter()
        self.process, self._terminal = pty.fork()
        if self.process == 0:
            self._become_the_program()
        size = struct.pack("HHHH", LINES, COLUMNS, 0, 0)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, size)
        return self

    def _become_the_program(self) -> None:
        """In the child: wait for the window to have its size, then be the program."""
        try:
            size = struct.pack("HHHH", LINES, COLUMNS, 0, 0)
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            shown = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
            environment = {**os.environ, **shown, **self.environment}
            os.execvpe(self.command[0], [*self.command], environment)  # noqa: S606 - our own command
        finally:
            os._exit(127)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the program."""
        os.kill(self.process, signal.SIGKILL)
        os.close(self._terminal)
        os.waitpid(self.process, 0)

    def wait_for(self, *marks: str) -> float:
        """Wait until all of some texts were drawn; give the seconds since the program was started.

        Raises:
            TimeoutError: when they do not come; with what came.
        """
        wanted = [mark.encode() for mark in marks]
        while time.perf_counter() - self.began < PATIENCE:
            if self._read(0.5):
                now = time.perf_counter()
                if all(mark in self._seen for mark in wanted):
                    return now - self.began
        raise TimeoutError(f"{marks} did not come: {bytes(self._seen[-2_000:])!r}")

    def settle(self) -> None:
        """Wait until nothing more is drawn, and take that as what is on the screen."""
        while self._read(QUIET):
            pass
        self._stream.feed(bytes(self._seen))
        self._seen.clear()

    def press(self, key: bytes) -> float:
        """Press a key; give the seconds until the screen shows what it will show for good.

        The time is that of the last piece of output that changed a character or a colour on the screen. It is worked
        out when the program has been quiet for a while, by a terminal emulator, outside the measured time.

        Raises:
            ValueError: when the key changed nothing.
        """
        os.write(self._terminal, key)
        began = time.perf_counter()
        pieces: list[tuple[float, bytes]] = []
        while piece := self._read(QUIET if pieces else 2.0):
            pieces.append((time.perf_counter() - began, piece))
        self._seen.clear()
        shown = self._cells()
        changed = None
        for moment, piece in pieces:
            self._stream.feed(piece)
            before, shown = shown, self._cells()
            changed = moment if shown != before else changed
        if changed is None:
            raise ValueError(f"{key!r} changed nothing on the screen:\n{self.text}")
        return changed

    @property
    def text(self) -> str:
        """Give what is on the screen."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def memory(self) -> float:
        """Give the MiB of memory that the program holds."""
        with open(f"/proc/{self.process}/status", encoding="ascii") as status:  # noqa: PTH123 - no file of ours
            line = next(line for line in status if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1_024

    def _cells(self) -> Cells:
        return tuple(tuple(row[column] for column in range(COLUMNS)) for row in self._rows())

    def _rows(self) -> Sequence[Mapping[int, object]]:
        return [self._screen.buffer[line] for line in range(LINES)]

    def _read(self, seconds: float) -> bytes:
        """Read what comes within some seconds; nothing when nothing comes, or the program ended."""
        ready, _, _ = select.select([self._terminal], [], [], seconds)
        if not ready:
            return b""
        try:
            piece = os.read(self._terminal, 65_536)
        except OSError:
            return b""
        self._seen += piece
        if ASKS_WHERE in piece:
            os.write(self._terminal, AT_THE_TOP)
        return piece
