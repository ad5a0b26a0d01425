"""Programs of other makers that read what was exported."""

from __future__ import annotations

import shutil

import pytest


def needs_program(program: str, install: str) -> pytest.MarkDecorator:
    """Skip a test where a program is not installed.

    Args:
        program: The command.
        install: The command that installs it.
    """
    reason = f"{program} is not installed: {install}"
    return pytest.mark.skipif(shutil.which(program) is None, reason=reason)
