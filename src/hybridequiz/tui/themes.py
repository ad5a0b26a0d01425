"""The colours of the screens. Every theme is measured: each text on each screen has a contrast of 4.5 at least."""

from __future__ import annotations

from typing import Final

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from textual.theme import Theme

DARK: Final = Theme(
    name="hybridequiz-dark",
    primary="#7FB3FF",
    secondary="#B8A6FF",
    accent="#FFC46B",
    foreground="#E6E9EF",
    background="#14171F",
    surface="#1C212B",
    panel="#262C38",
    success="#7FD19B",
    warning="#FFC46B",
    error="#FF8B8B",
    dark=True,
)
LIGHT: Final = Theme(
    name="hybridequiz-light",
    primary="#1F5FBF",
    secondary="#5B46B8",
    accent="#8A5A00",
    foreground="#1B1F27",
    background="#FBFBF8",
    surface="#F0F0EA",
    panel="#E5E5DD",
    success="#1E7A3C",
    warning="#8A5A00",
    error="#B3261E",
    dark=False,
)


def _stark(name: str, *, ink: str, paper: str, mark: str, good: str, bad: str, dark: bool) -> Theme:
    """Make a theme of one ink on one paper, in which nothing is fainter than the rest."""
    said = {"text-muted": ink, "text-primary": mark, "text-success": good, "text-error": bad}
    return Theme(
        name=name,
        primary=mark,
        secondary=ink,
        accent=mark,
        foreground=ink,
        background=paper,
        surface=paper,
        panel=paper,
        success=good,
        warning=mark,
        error=bad,
        dark=dark,
        variables=said,
    )


HIGH_CONTRAST: Final = _stark(
    "hybridequiz-high-contrast",
    ink="#FFFFFF",
    paper="#000000",
    mark="#FFFF00",
    good="#FFFFFF",
    bad="#FFB3B3",
    dark=True,
)
HIGH_CONTRAST_LIGHT: Final = _stark(
    "hybridequiz-high-contrast-light",
    ink="#000000",
    paper="#FFFFFF",
    mark="#000080",
    good="#004000",
    bad="#800000",
    dark=False,
)
ON_LIGHT: Final = TerminalTheme(
    background=(251, 251, 248),
    foreground=(27, 31, 39),
    normal=[
        (27, 31, 39),
        (179, 38, 30),
        (30, 122, 60),
        (138, 90, 0),
        (31, 95, 191),
        (91, 70, 184),
        (31, 95, 191),
        (251, 251, 248),
    ],
)
"""What the eight names of colours mean on a light screen, for what is drawn for terminals too: the summary."""
OWN: Final = (DARK, LIGHT, HIGH_CONTRAST, HIGH_CONTRAST_LIGHT)
"""The themes of our own; the terminal's colours are not ours to measure."""
THEMES: Final = {
    "dark": DARK.name,
    "light": LIGHT.name,
    "high-contrast": HIGH_CONTRAST.name,
    "high-contrast-light": HIGH_CONTRAST_LIGHT.name,
    "terminal": "ansi-dark",
}
"""What the person can choose; `terminal` keeps the colours of the terminal itself."""
STARK: Final = {"dark": "high-contrast", "light": "high-contrast-light"}
"""What stands in for a theme where a terminal has 16 colours: its nearest ones to ours can hardly be told apart."""
NOTHING_FAINT: Final = frozenset({HIGH_CONTRAST.name, HIGH_CONTRAST_LIGHT.name})
"""The themes in which nothing is drawn dim."""
FEW: Final = frozenset({"standard", "windows"})
"""What Rich calls the terminals that have 16 colours."""


def drawable(theme: str) -> str:
    """Give the theme that this terminal can draw so that it can be read: the one asked for, or its stark likeness.

    Args:
        theme: One of `THEMES`.
    """
    console = Console(force_terminal=True)
    return STARK.get(theme, theme) if console.color_system in FEW else theme
