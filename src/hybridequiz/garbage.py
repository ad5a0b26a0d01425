"""When Python looks for garbage.

While a program starts, or a file is loaded, nearly everything that is made stays; a collection that looks through it
again and again finds nothing, and takes a sixth of the time.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


def put_off_collection() -> None:
    """Collect nothing from now on: the program starts."""
    gc.disable()


def collect_again() -> None:
    """Collect as usual: the program is up. What was made until now stays, and is looked through no more."""
    gc.freeze()
    gc.enable()


@contextmanager
def no_collection() -> Iterator[None]:
    """Collect nothing inside."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
