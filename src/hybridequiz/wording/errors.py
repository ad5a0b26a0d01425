"""Errors in the reader's language."""

from __future__ import annotations

from hybridequiz.problems import HybridequizError, Reason
from hybridequiz.wording.interface import interface


def error_words(error: Exception, language: str) -> str:
    """Say what is wrong; an error that has no translation is said in English."""
    if not isinstance(error, HybridequizError):
        return str(error)
    return interface(language).say(error.message, **_parts(error, language))


def hint_words(error: Exception, language: str) -> str:
    """Say what to do about it, or nothing."""
    if not isinstance(error, HybridequizError):
        return ""
    parts, say = _parts(error, language), interface(language).say
    return "  ".join(say(hint, **parts) for hint in error.hints)


def _parts(error: HybridequizError, language: str) -> dict[str, object]:
    """Give what is filled in; what the operating system said in the reader's language."""
    say = interface(language).say
    return {
        name: say(part) if isinstance(part, Reason) else part for name, part in error.parts.items()
    }
