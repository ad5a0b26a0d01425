"""The floor of a start: a Textual app with one list of options, that also imports tomli and pydantic.

`import pydantic` alone imports next to nothing: its names are fetched when they are used. So one is.
"""

import sys
from typing import ClassVar

import tomli
from pydantic import BaseModel
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList

LOADED = (BaseModel.__name__, tomli.__name__)


class Minimal(App[None]):
    """Shows one list."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit")]

    def compose(self) -> ComposeResult:
        """Show the options that the command line names."""
        yield OptionList(*sys.argv[1:])


if __name__ == "__main__":
    Minimal().run()
