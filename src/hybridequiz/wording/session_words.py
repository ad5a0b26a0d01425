"""How an interview was held, in words."""

from __future__ import annotations

from hybridequiz.wording.interface import Interface


def mode_words(ui: Interface, mode: str) -> str:
    """Say who answered, and how."""
    words = {
        "interview": ui.say("Interview"),
        "self": ui.say("Filled in alone"),
        "paper": ui.say("On paper"),
    }
    return words.get(mode, mode)


def form_words(ui: Interface, form: str) -> str:
    """Say which form it was."""
    return ui.say("short form") if form == "short" else ui.say("extended form")
