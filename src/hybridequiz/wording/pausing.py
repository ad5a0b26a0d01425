"""What is said while an interview is covered: nothing of it."""

from __future__ import annotations

from hybridequiz.interview.interview import Interview
from hybridequiz.wording.interface import interface
from hybridequiz.wording.rendering import text_words


def pause_words(interview: Interview, *, saved: bool) -> str:
    """Say that it is paused, in the questionnaire's words or the program's; `saved`: whether all is."""
    say = interface(interview.language).say
    if not saved:
        return say("Paused. What was typed last is NOT saved.")
    own = interview.instrument.questionnaire.screens.pause
    return text_words(interview, own) if own else say("Paused. All is saved.")
