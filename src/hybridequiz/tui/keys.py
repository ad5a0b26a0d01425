"""The keys of an interview: each F key has a Ctrl twin, for laptops that hide F keys."""

from __future__ import annotations

from typing import Final

from textual.binding import Binding

from hybridequiz.interview.interview import Interview
from hybridequiz.tui.chrome import Key
from hybridequiz.wording.interface import interface

TWINS: Final = {
    "f1": "ctrl+g",
    "f2": "ctrl+n",
    "f3": "ctrl+r",
    "f4": "ctrl+o",
    "f5": "ctrl+t",
    "f6": "ctrl+l",
    "f7": "ctrl+f",
    "f8": "ctrl+s",
    "f9": "ctrl+p",
    "f12": "ctrl+right_square_bracket",
}
"""None of these is used for editing text, and none is Tab, Enter or Backspace in disguise.

F10 and F11 are missing: many terminals keep them for their menu and for the full screen.
"""


def _binding(key: str, action: str) -> Binding:
    return Binding(f"{key},{TWINS[key]}", action, show=False, id=f"interview.{action}")


INTERVIEW_KEYS: Final = [
    Binding("enter", "next", show=False, id="interview.next"),
    Binding("shift+tab", "back", show=False, id="interview.back"),
    Binding("backspace", "erase", show=False),
    Binding("delete", "clear", show=False, id="interview.clear"),
    Binding("question_mark", "help", show=False),
    _binding("f1", "help"),
    _binding("f2", "say('dont_know')"),
    _binding("f3", "say('refused')"),
    _binding("f4", "say('not_applicable')"),
    _binding("f5", "remark"),
    _binding("f6", "language"),
    _binding("f7", "contents"),
    _binding("f9", "review"),
    Binding("ctrl+b", "probe", show=False, id="interview.probe"),
    Binding("pageup", "page('up')", show=False),
    Binding("pagedown", "page('down')", show=False),
]


def written(key: str) -> str:
    """Write a key as it stands on the keyboard."""
    if key.startswith("f"):
        return key.upper()
    return key.replace("right_square_bracket", "]").title()


def next_person_keys(interview: Interview) -> list[Key]:
    """Tell a respondent who is alone how to make way for the next one."""
    if interview.session.mode != "self":
        return []
    return [Key("F12", interface(interview.language).say("next person"), "app.next_person")]
