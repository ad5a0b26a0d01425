"""What a paste may hold on its way from the terminal to a field.

Textual reads ESC within a bracketed paste as the beginning of a key: what follows is pressed instead of pasted, Enter
too. Many terminals take ESC out of what is pasted, not all do; so it is taken out here.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from importlib import import_module
from typing import Final

from textual._xterm_parser import XTermParser
from textual.message import Message

ESCAPE: Final = "\x1b"
START: Final = f"{ESCAPE}[200~"
END: Final = f"{ESCAPE}[201~"


class PasteFilter:
    """Takes ESC out of pastes in a stream that comes in pieces; all else goes through as it is."""

    def __init__(self) -> None:
        self._is_pasting = False
        self._recent = ""
        self._held = ""

    def __call__(self, piece: str) -> str:
        """Give what goes through of a piece; the beginning of an end mark waits for the next one."""
        return "".join(map(self._through, piece))

    def _through(self, character: str) -> str:
        if self._is_pasting:
            return self._pasted(character)
        self._recent = (self._recent + character)[-len(START) :]
        self._is_pasting = self._recent == START
        return character

    def _pasted(self, character: str) -> str:
        held = self._held + character
        if held == END:
            self._is_pasting, self._held, self._recent = False, "", ""
            return END
        if END.startswith(held):
            self._held = held
            return ""
        self._held = ESCAPE if character == ESCAPE else ""
        return held.replace(ESCAPE, "")


class PasteParser(XTermParser):
    """Reads keys and pastes from the terminal; nothing within a paste is a key."""

    def __init__(self, debug: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's signature
        super().__init__(debug)
        self._filter = PasteFilter()

    def feed(self, data: str) -> Iterable[Message]:
        """Read a piece; an empty one is the end of the input."""
        through = self._filter(data)
        return super().feed(through) if through or not data else ()


def keep_pastes_whole() -> None:
    """Let the drivers of this platform read pastes in our way; they look the reader up by its name."""
    driver = import_module(f"textual.drivers.{'win32' if os.name == 'nt' else 'linux_driver'}")
    vars(driver)["XTermParser"] = PasteParser
