"""Errors in the reader's language."""

from __future__ import annotations

from hybridequiz.problems import HybridequizError
from hybridequiz.wording.interface import interface


def error_words(error: Exception, language: str) -> str:
    """Say what is wrong; an error that has no translation is said in English."""
    if not isinstance(error, HybridequizError):
        return str(error)
    return interface(language).say(error.message, **error.parts)


def hint_words(error: Exception, language: str) -> str:
    """Say what to do about it, or nothing."""
    hint = error.hint if isinstance(error, HybridequizError) else ""
    return interface(language).say(hint) if hint else ""
