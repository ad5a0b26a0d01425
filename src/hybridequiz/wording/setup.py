"""The choices before an interview, in words."""

from __future__ import annotations

from hybridequiz.questionnaire.model import Form, Mode
from hybridequiz.wording.interface import interface


def mode_words(mode: Mode, language: str) -> str:
    """Say who fills it in."""
    say = interface(language).say
    return {
        "interview": say("An interviewer asks and types"),
        "self": say("The respondent fills it in alone"),
        "paper": say("A form on paper is typed over"),
    }[mode]


def form_words(form: Form, language: str) -> str:
    """Say how long the form is."""
    say = interface(language).say
    return {"extended": say("Extended"), "short": say("Short")}[form]
