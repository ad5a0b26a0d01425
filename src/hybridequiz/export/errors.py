"""What can stop an export, in the words of the person who reads it."""

from __future__ import annotations

from typing import Final

from hybridequiz.problems import ExitCode, HybridequizError, InvalidFile, say


class ExportRefused(HybridequizError):
    """What was asked for cannot be exported, or would destroy something."""

    exit_code = ExitCode.USAGE


class ExportConflict(InvalidFile):
    """Versions of a questionnaire do not fit in one table: all the reasons."""


class ExportFailed(HybridequizError):
    """The export could not be written. Nothing half written has the name of an export."""

    exit_code = ExitCode.STORAGE


class UnreadableRecord(HybridequizError):
    """A record is not what this program writes, or does not answer its questionnaire."""

    exit_code = ExitCode.INTEGRITY


CHANGED: Final = say(
    "It was changed outside the program, or is damaged; export --format jsonl writes it as is."
)
"""What may have happened to a record of which a part cannot be read."""
