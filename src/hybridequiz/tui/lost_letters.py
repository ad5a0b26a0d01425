"""Letters that did not come through: the terminal writes no UTF-8, and they are read as U+FFFD."""

from __future__ import annotations

from hybridequiz.characters import REPLACEMENT
from hybridequiz.interview.answers import Answer
from hybridequiz.tui.chrome import MessageLine
from hybridequiz.wording.interface import interface


class LostLetters:
    """Tells of an answer, once, that letters of it were lost; it can still be mended then."""

    def __init__(self) -> None:
        self._told: Answer | None = None

    def hold_up(self, answer: Answer, message: MessageLine, language: str) -> bool:
        """Say what was lost, unless it was said of this answer; tell whether it was said now."""
        if answer == self._told or not _has_lost(answer):
            return False
        self._told = answer
        message.say(lost_words(language), "wrong")
        return True


def has_lost(text: str) -> bool:
    """Tell whether letters of a text were lost."""
    return REPLACEMENT in text


def lost_words(language: str) -> str:
    """Say that letters were lost, and what to do."""
    return interface(language).say(
        "Some letters did not come through: {sign}. Type them again, or go on again to keep the text so.",
        sign=REPLACEMENT,
    )


def _has_lost(answer: Answer) -> bool:
    texts = [text for _, text in answer.other]
    return any(map(has_lost, [*texts, *([answer.value] if isinstance(answer.value, str) else [])]))
