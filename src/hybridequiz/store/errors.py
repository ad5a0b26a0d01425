"""What can go wrong with what is kept, in the words of the person who reads it."""

from __future__ import annotations

from typing import Final

from hybridequiz.problems import ExitCode, HybridequizError, say

SALVAGE: Final = say(
    "Copy the whole folder first. What can still be read can be salvaged into a new file."
)
"""What to do about damage."""


class CodeError(HybridequizError):
    """What was typed is not a response code. Never says which code it might have been."""

    exit_code = ExitCode.USAGE


class StorageError(HybridequizError):
    """The storage is full, locked, or may not be written.

    Nothing of the call was kept; the same call may be made again.
    """

    exit_code = ExitCode.STORAGE


class ResponseInUse(StorageError):
    """Another process has this interview open."""


class StoreDamaged(HybridequizError):
    """What is stored cannot be read, or is not what it claims to be. Nothing in it was changed."""

    exit_code = ExitCode.INTEGRITY

    def __init__(self, message: str, *, hint: str = SALVAGE, **parts: object) -> None:
        super().__init__(message, hint=hint, **parts)


class StoreNewer(HybridequizError):
    """A newer version of the program wrote this. It was not touched."""

    exit_code = ExitCode.INTEGRITY


class NotInStore(HybridequizError):
    """What was asked for is not here."""

    exit_code = ExitCode.INTEGRITY


class CodeTaken(HybridequizError):
    """Another response has this code already: choose another."""

    exit_code = ExitCode.CONFLICTS


class QuestionnaireChanged(HybridequizError):
    """A questionnaire with answers has other content under the same version."""

    exit_code = ExitCode.INVALID


class ResponseClosed(HybridequizError):
    """The response was finished or forgotten: nothing can be added to it."""

    exit_code = ExitCode.INVALID


NOT_SAVED: Final = (StorageError, StoreDamaged)
"""Errors after which what was just done is not saved: the person must choose how to go on."""


class NotOfThisStore(HybridequizError):
    """What a program made up has no place among answers, nor answers among what was made up."""

    exit_code = ExitCode.INVALID
