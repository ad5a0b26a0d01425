"""Talking in lines: what comes in is cleaned, what goes out is harmless to any terminal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from hybridequiz.characters import clean_text, show_text

Read = Callable[[str], str]
"""Shows a prompt and gives the line that was typed; raises `EOFError` where the input ends."""

Write = Callable[[str], None]
"""Writes one line; it adds the line's end itself."""

QUOTE: Final = "> "
"""Stands before every line that a person typed: none of them passes for the program's own."""


class Talk:
    """A conversation in lines.

    Args:
        read: Prompts for a line.
        write: Writes a line.
    """

    def __init__(self, read: Read, write: Write) -> None:
        self._read = read
        self._write = write

    def tell(self, text: str) -> None:
        """Write a text, each of its lines by itself."""
        for line in show_text(text).split("\n"):
            self._write(line)

    def quote(self, text: str) -> None:
        """Write what a person typed, marked as such."""
        for line in text.split("\n"):
            self.tell(QUOTE + line)

    def ask(self, prompt: str) -> str:
        """Ask for a line and give it in clean characters.

        Raises:
            EOFError: where the input ends.
        """
        return clean_line(self.ask_path(prompt))

    def ask_path(self, prompt: str) -> str:
        """Ask for a line and give it as it was typed: a file's name is not ours to clean.

        Raises:
            EOFError: where the input ends.
        """
        return self._read(show_text(" ".join(prompt.split("\n"))))


def clean_line(typed: str) -> str:
    """Give a line that was typed in clean characters."""
    return " ".join(clean_text(typed).split("\n"))


def one_line(text: str, most: int = 70) -> str:
    """Give a text in one line, shortened to so many characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"
