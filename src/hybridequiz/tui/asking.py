"""Asks of checks that are broken why the answer is right all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hybridequiz.interview.interview import Interview
from hybridequiz.interview.outcomes import NeedsConfirmation
from hybridequiz.tui.dialogs import TextDialog
from hybridequiz.tui.interview_texts import short
from hybridequiz.wording.interface import interface
from hybridequiz.wording.rendering import text_words

if TYPE_CHECKING:
    from textual.app import App


async def ask_reasons(
    app: App[Any], interview: Interview, question: NeedsConfirmation
) -> dict[int, str] | None:
    """Ask a reason of every soft check; give them by number of the check, None where the person goes back."""
    reasons: dict[int, str] = {}
    body = interface(interview.language).say(
        "If it is right, type why. Escape goes back to the question."
    )
    for broken in question.broken:
        heading = text_words(interview, broken.check.text)
        asked = short(interview, broken.planned)
        dialog = TextDialog(heading, f"{asked}\n\n{body}", "", interview.language, required=True)
        reason = await app.push_screen_wait(dialog)
        if reason is None:
            return None
        reasons[broken.number] = reason
    return reasons
