"""What every command shares: where answers are kept, and whether to write in colour."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from hybridequiz.store.data import DataFolder
    from hybridequiz.store.fieldwork import Fieldwork

Decorated = TypeVar("Decorated", bound="Callable[..., Any] | click.Command")


class Settings:
    """What all commands share on the command line.

    Attributes:
        data: The data folder; nothing for the platform's own.
    """

    def __init__(self) -> None:
        self.data = ""

    def data_folder(self) -> DataFolder:
        """Give the folder where answers are kept; nothing is made or opened yet."""
        from pathlib import Path

        from hybridequiz.store.data import DataFolder, default_data_folder

        return DataFolder(Path(self.data) if self.data else default_data_folder())

    def fieldwork(self) -> Fieldwork:
        """Give what begins and resumes interviews there."""
        from hybridequiz.store.fieldwork import Fieldwork

        return Fieldwork(self.data_folder())


def _keep_data(ctx: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value:
        ctx.ensure_object(Settings).data = value


settings_of = click.make_pass_decorator(Settings, ensure=True)
"""Gives a command the settings as its first argument."""


def data_option(command: Decorated) -> Decorated:
    """Add `--data`: it may stand before the command or after it."""
    return click.option(
        "--data",
        type=click.Path(file_okay=False),
        metavar="DIR",
        expose_value=False,
        callback=_keep_data,
        help="Where answers are kept; else HYBRIDEQUIZ_DATA, else the platform's own place.",
    )(command)


def json_option(command: Decorated) -> Decorated:
    """Add `--json`: data for programs instead of text for people."""
    return click.option("--json", "as_json", is_flag=True, help="Write JSON.")(command)


def colour_wanted() -> bool | None:
    """Give False where colour is not wanted (no-color.org); None leaves it to the terminal."""
    return False if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" else None
