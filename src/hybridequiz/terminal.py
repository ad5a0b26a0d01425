"""The terminal that is written to, and what it forgets when it is told to."""

from __future__ import annotations

import os
import sys
from typing import Final

CLEAR_SCREEN: Final = "\x1b[H\x1b[2J"
CLEAR_SCROLLBACK: Final = "\x1b[3J"
"""After the screen: some terminals keep what was on it above, when it is cleared."""


def can_forget() -> bool:
    """Tell whether stdout is a terminal that can be told to forget what was written."""
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def forget_scrollback() -> bool:
    """Leave nothing for who scrolls up; tell whether the terminal was told so.

    Raises:
        OSError: when the terminal is gone.
    """
    return _forget(CLEAR_SCROLLBACK)


def forget_everything() -> bool:
    """Leave nothing on the screen, and nothing for who scrolls up; tell whether the terminal was told so.

    Raises:
        OSError: when the terminal is gone.
    """
    return _forget(CLEAR_SCREEN + CLEAR_SCROLLBACK)


def _forget(sequence: str) -> bool:
    if not can_forget():
        return False
    sys.stdout.write(sequence)
    sys.stdout.flush()
    return True
