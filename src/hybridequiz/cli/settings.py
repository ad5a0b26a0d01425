"""What every command shares: where answers are kept, and whether to write in colour."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click
from click.core import ParameterSource

if TYPE_CHECKING:
    from collections.abc import Callable

    from hybridequiz.store.data import DataFolder
    from hybridequiz.store.fieldwork import Fieldwork

Decorated = TypeVar("Decorated", bound="Callable[..., Any] | click.Command")
THEMES: Final = ("dark", "light", "high-contrast", "high-contrast-light", "terminal")


class Settings:
    """What all commands share on the command line.

    Attributes:
        data: The data folder; nothing for the platform's own.
        theme: The colours of the screens.
        large: Whether the screens show one thing at a time, with room around it.
    """

    def __init__(self) -> None:
        self.data = ""
        self.theme = THEMES[0]
        self.large = False

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


def _keep_theme(ctx: click.Context, parameter: click.Parameter, value: str) -> None:
    """Keep what was said; what is typed before the command is not undone by what is not typed behind it."""
    source = ctx.get_parameter_source(parameter.name or "")
    if source is ParameterSource.COMMANDLINE or ctx.parent is None:
        ctx.ensure_object(Settings).theme = value


def _keep_large(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's signature
    if value:
        ctx.ensure_object(Settings).large = True


def seeing_options(command: Decorated) -> Decorated:
    """Add `--theme` and `--large`: they may stand before the command or after it."""
    large = click.option(
        "--large",
        is_flag=True,
        envvar="HYBRIDEQUIZ_LARGE",
        expose_value=False,
        callback=_keep_large,
        help="Show one thing at a time, with room around it. Letters grow with the terminal's own zoom.",
    )
    theme = click.option(
        "--theme",
        type=click.Choice(THEMES),
        default=THEMES[0],
        envvar="HYBRIDEQUIZ_THEME",
        expose_value=False,
        callback=_keep_theme,
        help="Colours of the screens; 'terminal' keeps those of the terminal itself.",
    )
    return theme(large(command))


def json_option(command: Decorated) -> Decorated:
    """Add `--json`: data for programs instead of text for people."""
    return click.option("--json", "as_json", is_flag=True, help="Write JSON.")(command)


def colour_wanted() -> bool | None:
    """Give False where colour is not wanted (no-color.org); None leaves it to the terminal."""
    return False if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" else None
