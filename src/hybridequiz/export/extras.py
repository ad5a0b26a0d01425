"""Libraries that only some formats need, and that need not be installed."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Final

from hybridequiz.export.errors import ExportRefused
from hybridequiz.problems import say

ANALYSIS: Final = "analysis"
"""The extra with which these libraries are installed."""


def needed(library: str, form: str) -> ModuleType:
    """Import a library that a format cannot do without.

    Args:
        library: Its name, such as `polars`.
        form: The format, as `--format` names it.

    Raises:
        ExportRefused: It is not installed; the hint is the command that installs it.
    """
    try:
        return import_module(library)
    except ImportError as error:
        message = say("The format {form} needs {library}, which is not installed.")
        hint = say("Install it: {command}")
        command = f"python -m pip install 'hybridequiz[{ANALYSIS}]'"
        raise ExportRefused(
            message, hint=hint, form=form, library=library, command=command
        ) from error
