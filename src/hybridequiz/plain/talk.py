"""Talking in lines: what comes in is cleaned, what goes out is harmless to any terminal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol

from hybridequiz.characters import clean_text, has_foreign_bytes, show_text
from hybridequiz.wording.interface import Interface

Read = Callable[[str], str]
"""Shows a prompt and gives the line that was typed.

It raises `EOFError` where the input ends, and `CoverWanted` instead of giving a line.
"""

Write = Callable[[str], None]
"""Writes one line; it adds the line's end itself."""

Clear = Callable[[], bool]
"""Makes the terminal forget what was written, above it too; tells whether that could be done."""


class Terminal(Protocol):
    """Where plain prompts are read and written."""

    def read(self, prompt: str, /) -> str:
        """Show a prompt and give the line that was typed; see `Read`."""

    def read_hidden(self, prompt: str, /) -> str:
        """Do the same without showing what is typed."""

    def write(self, text: str, /) -> None:
        """Write one line."""

    def clear(self) -> bool:
        """Forget what was written; see `Clear`."""

    def is_open(self) -> bool:
        """Tell whether anything can still be typed, after the input has ended."""


class CoverWanted(Exception):
    """What stands on the terminal is to be covered: it was asked for, or nobody has typed for too long.

    Args:
        by: `key`, or `idle` where nobody asked for it.
        waited: Milliseconds that nobody has typed.
    """

    def __init__(self, by: str, waited: int = 0) -> None:
        super().__init__(by)
        self.by = by
        self.waited = waited


def cannot_clear() -> bool:
    """Clear nothing: for what is no terminal."""
    return False


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


def ask_typed(talk: Talk, ui: Interface, prompt: str) -> str:
    """Ask for a line and give it as it was typed; a letter that did not come through is told, not dropped.

    Raises:
        EOFError: where the input ends.
    """
    while has_foreign_bytes(typed := talk.ask_path(prompt)):
        talk.tell(
            ui.say(
                "Some letters did not come through: this terminal does not write UTF-8. "
                "Type the line again without them, or set the terminal to UTF-8."
            )
        )
    return typed


def ask_line(talk: Talk, ui: Interface, prompt: str) -> str:
    """Ask for a line and give it in clean characters; see `ask_typed`."""
    return clean_line(ask_typed(talk, ui, prompt))


def clean_line(typed: str) -> str:
    """Give a line that was typed in clean characters."""
    return " ".join(clean_text(typed).split("\n"))


def one_line(text: str, most: int = 70) -> str:
    """Give a text in one line, shortened to so many characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"
