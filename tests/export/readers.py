"""Programs of other makers that read what was exported."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache

import pytest


def needs_program(program: str, install: str, library: str = "") -> pytest.MarkDecorator:
    """Skip a test where a program is not installed.

    Args:
        program: The command.
        install: The command that installs it.
        library: A library of R that is needed too.
    """
    missing = library or program
    there = shutil.which(program) is not None and (not library or _r_has(library))
    return pytest.mark.skipif(not there, reason=f"{missing} is not installed: {install}")


@cache
def _r_has(library: str) -> bool:
    """Tell whether R has a library."""
    asked = f"quit(status = !requireNamespace('{library}', quietly = TRUE))"
    return (
        subprocess.run(["Rscript", "-e", asked], capture_output=True, check=False).returncode == 0
    )
