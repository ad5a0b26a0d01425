"""The stores that this process has open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from weakref import WeakSet

if TYPE_CHECKING:
    from pathlib import Path

    from hybridequiz.store.journal import Store

OPEN: Final[WeakSet[Store]] = WeakSet()


def is_open_here(path: Path) -> bool:
    """Tell whether this process has the store open that is in this file."""
    return any(store.path.samefile(path) for store in OPEN if store.path.exists())
