"""The floor of a start: a Textual app with one list of options, that also imports tomli and pydantic."""

import sys
from typing import ClassVar

import pydantic
import tomli
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList

LOADED = (pydantic.__name__, tomli.__name__)


class Minimal(App[None]):
    """Shows one list."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit")]

    def compose(self) -> ComposeResult:
        """Show the options that the command line names."""
        yield OptionList(*sys.argv[1:])


if __name__ == "__main__":
    Minimal().run()
