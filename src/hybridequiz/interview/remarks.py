"""What is typed beside the answers: a remark, a reason."""

from __future__ import annotations

from typing import Final

from hybridequiz.characters import clean_text, is_blank
from hybridequiz.questionnaire.questions import PROSE_LENGTH

LONGEST_REMARK: Final = PROSE_LENGTH
"""Characters of a remark or a reason that are kept."""


def remark_words(text: str) -> str:
    """Clean a remark or a reason; nothing where there is no sign in it."""
    cleaned = clean_text(text).strip()[:LONGEST_REMARK]
    return "" if is_blank(cleaned) else cleaned
