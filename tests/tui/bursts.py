"""Keys that come faster than they are handled: over a slow line, on a busy laptop, or as an unbracketed paste."""

from __future__ import annotations

from textual.app import App
from textual.events import Key
from textual.keys import key_to_character
from textual.pilot import Pilot


def burst(app: App[int], *keys: str) -> None:
    """Let keys come all at once, as from the driver."""
    for key in keys:
        event = Key(key, key_to_character(key) if len(key) > 1 else key)
        event.set_sender(app)
        app.post_message(event)


async def settled(pilot: Pilot[int]) -> None:
    """Wait until all keys are handled, and what they brought about."""
    for _ in range(4):
        await pilot.pause()
