"""Errors in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from hybridequiz.problems import HybridequizError, Problem, Reason, Said, Severity, say
from hybridequiz.values import replace
from hybridequiz.wording.interface import Interface, interface

_SEVERITIES: Final = {Severity.ERROR: say("error"), Severity.WARNING: say("warning")}


def error_words(error: Exception, language: str) -> str:
    """Say what is wrong; an error that has no translation is said in English."""
    if not isinstance(error, HybridequizError):
        return str(error)
    ui = interface(language)
    return ui.say(error.message, **_parts(error.parts, ui))


def hint_words(error: Exception, language: str) -> str:
    """Say what to do about it, or nothing."""
    if not isinstance(error, HybridequizError):
        return ""
    ui = interface(language)
    parts = _parts(error.parts, ui)
    return "  ".join(ui.say(hint, **parts) for hint in error.hints)


def problem_mark(problem: Problem, language: str) -> str:
    """Say how severe a problem is, in the language in which `problem_words` says it."""
    ui = interface(language if isinstance(problem.message, Said) else "en")
    return f"{ui.say(_SEVERITIES[problem.severity])}[{problem.code}]"


def problem_words(problem: Problem, language: str) -> str:
    """Show a problem; one that has no translation in English."""
    if not isinstance(problem.message, Said):
        return str(problem)
    ui = interface(language)
    said = replace(problem, message=_said(problem.message, ui), hint=_said(problem.hint, ui))
    return said.shown(ui.say(_SEVERITIES[problem.severity]), ui.say("hint:"))


def said_words(text: str, language: str) -> str:
    """Say a sentence of the program, with all that is filled in; what is none of its own stays as it is."""
    return _said(text, interface(language))


def _parts(parts: Mapping[str, object], ui: Interface) -> dict[str, object]:
    """Give what is filled in; what the program or the operating system said in the reader's language."""
    return {
        name: _said(part, ui) if isinstance(part, str) else part for name, part in parts.items()
    }


def _said(text: str, ui: Interface) -> str:
    if isinstance(text, Said):
        return ui.say(text.message, **_parts(text.parts, ui))
    return ui.say(text) if isinstance(text, Reason) else text
