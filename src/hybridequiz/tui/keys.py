"""The keys of an interview: each F key has a Ctrl twin, for laptops that hide F keys."""

from __future__ import annotations

from typing import Final

from textual.binding import Binding

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
}
"""None of these is used for editing text, and none is Tab, Enter or Backspace in disguise."""


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
    return key.replace("ctrl+", "Ctrl+").upper() if key.startswith("f") else key.title()
