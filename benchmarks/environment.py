"""The environment that every measured process gets, ours and the peers' alike."""

from __future__ import annotations

import os
from pathlib import Path


def as_installed(folder: Path) -> None:
    """Let every process keep and use compiled modules, as an installed program does.

    Some machines forbid it to Python by PYTHONDONTWRITEBYTECODE; then sources that are not installed would be compiled
    at every start, and the start of this program would be measured together with the compiler.

    Args:
        folder: Where the compiled modules are kept; the warm-up of each measurement fills it.
    """
    os.environ["PYTHONDONTWRITEBYTECODE"] = ""
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder)
    root = str(Path(__file__).parents[1])
    os.environ["PYTHONPATH"] = os.pathsep.join(
        part for part in (root, os.environ.get("PYTHONPATH")) if part
    )
