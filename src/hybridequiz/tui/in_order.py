"""Keys are handled in the order in which they were typed, whatever the pace, and as if they were typed slowly."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from contextlib import suppress
from typing import Final

from textual.app import App
from textual.events import Event, Key, Paste
from textual.message_pump import MessagePump
from textual.worker import WorkerState

PATIENCE: Final = 2.0
"""Seconds that a key waits at most for what the one before it brings about."""
QUIET: Final = 2
"""How often nothing must have been left to do: what is done last may bring about something more."""
SPINS: Final = 100
"""How often it is looked at once more whether something is done, before that is left for a moment."""
MOMENT: Final = 0.001
BREATH: Final = 0.03
"""Seconds that what a key changed has to be drawn, before it is looked whether all is done; unless a key waits."""


class OrderlyApp(App[int]):
    """An app in which a key, or a paste, is handled when all that the one before it brought about is done.

    In Textual a letter is handled by the field that has the focus, and a key such as Enter or Backspace when it has
    come up from there to the app. Of keys that come faster than that, the letters would overtake the others: digits
    would be deleted by the Backspace that was typed before them, and what was typed after Enter would still go to the
    question that Enter answers.
    """

    def __init__(self) -> None:
        super().__init__()
        self._typed: deque[Event] = deque()
        self._settling: asyncio.Task[None] | None = None
        self._waits: Final = asyncio.Event()

    async def on_event(self, event: Event) -> None:
        """Handle an event; a key that was typed only when it is its turn."""
        if not isinstance(event, Key | Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self._settling is None:
            await self._handle(event)
        else:
            self._typed.append(event)
            self._waits.set()

    async def _handle(self, event: Event) -> None:
        """Handle a key; the next one waits until what it brings about is done."""
        if not self._typed:
            self._waits.clear()
        self._settling = asyncio.create_task(self._settle())
        await super().on_event(event)

    async def _handle_next(self) -> None:
        """Handle the key that waits longest, if one does."""
        self._settling = None
        if self._typed:
            await self._handle(self._typed.popleft())

    async def _settle(self) -> None:
        """Wait until nothing is left to do, and let the next key come."""
        with suppress(TimeoutError):
            async with asyncio.timeout(BREATH):
                await self._waits.wait()
        deadline = time.monotonic() + PATIENCE
        quiet = 0
        while quiet < QUIET and time.monotonic() < deadline and self.is_running:
            quiet = quiet + 1 if await self._is_quiet(deadline) else 0
        self.call_later(self._handle_next)

    async def _is_quiet(self, deadline: float) -> bool:
        """Let everything between the focus and the app do what waits there; tell whether nothing did."""
        if not self.screen_stack:
            return True
        screen = self.screen
        starting = any(worker.state is WorkerState.PENDING for worker in self.workers)
        quiet = screen.is_mounted and not starting
        for node in (self.focused or screen).ancestors_with_self:
            quiet &= node.message_queue_size == 0
            await _done(node, deadline)
        return quiet and self.screen_stack[-1:] == [screen]


async def _done(node: MessagePump, deadline: float) -> None:
    """Wait until a node has done what waits for it now."""
    done = asyncio.Event()
    spins = 0
    if not node.call_later(done.set):
        return
    while not done.is_set() and node.is_running and time.monotonic() < deadline:
        await asyncio.sleep(0 if spins < SPINS else MOMENT)
        spins += 1
