"""Patterns for texts, by an engine whose time grows with the text and no faster."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

_MAX_MEMORY: Final = 1 << 20
"""Bytes that one compiled pattern may take."""


class BadPattern(Exception):
    """A pattern that cannot be used.

    Attributes:
        hint: What to do about it.
    """

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@lru_cache(maxsize=256)
def matcher(pattern: str) -> Callable[[str], bool]:
    """Compile a pattern: the whole text must fit it.

    Raises:
        BadPattern: If it cannot be understood, is too large, or looks around.
    """
    import re2  # type: ignore[import-untyped]  # the package ships no types; needed by patterns only

    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MAX_MEMORY
    try:
        compiled = re2.compile(pattern, options)
    except re2.error as error:
        raise _explained(pattern, _reason(error)) from None
    except UnicodeEncodeError:
        raise _explained(pattern, "it has characters that are no text") from None

    def fits(text: str) -> bool:
        return compiled.fullmatch(text.encode("utf-8", "replace").decode("utf-8")) is not None

    return fits


def _reason(error: Exception) -> str:
    told = error.args[0] if error.args else ""
    return told.decode("utf-8", "replace") if isinstance(told, bytes) else str(told)


def _explained(pattern: str, reason: str) -> BadPattern:
    """Say in plain words why a pattern cannot be used."""
    if any(sign in pattern for sign in ("(?=", "(?!", "(?<=", "(?<!")):
        message = (
            "the pattern looks ahead or behind, with (?= or the like: that cannot be used here"
        )
        return BadPattern(message, "use two patterns with and, or not, in between")
    if "escape sequence" in reason:
        message = f"the pattern has a backslash with a meaning that is not known here ({reason})"
        return BadPattern(message, r"what was found before cannot be asked for again, as \1 would")
    if "too large" in reason or "repetition" in reason:
        return BadPattern(
            "the pattern repeats too much",
            "repeat at most 1,000 times, and not within a repetition",
        )
    return BadPattern(f"the pattern cannot be understood ({reason})", "try it on a few examples")
