"""Writing: data to stdout, talk to stderr; nothing that a terminal would obey."""

from __future__ import annotations

import json
import os
import shutil
import sys
import textwrap
from typing import TYPE_CHECKING, Any, Final

import click

from hybridequiz.characters import show_text
from hybridequiz.problems import Severity, show_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.segment import Segment

    from hybridequiz.export.losses import Loss
    from hybridequiz.problems import Problem
    from hybridequiz.wording.interface import Interface


MIN_WIDTH: Final = 20
"""Columns into which words are broken at least."""

WIDEST_DRAWN: Final = 100
"""Columns of what is drawn, at most."""


def talk(text: str, *, styled: bool = False) -> None:
    """Say something to the person: on stderr.

    Args:
        text: What is said; no terminal obeys what comes in it from files.
        styled: Whether it was made so already, and then coloured.
    """
    click.echo(text if styled else show_line(text), err=True)


def write(text: str, *, styled: bool = False, raw: bool = False) -> None:
    """Write data: on stdout.

    Args:
        text: What is written; no terminal obeys what comes in it from files.
        styled: Whether it was made so already, and then coloured.
        raw: Whether it is a file, or a path: as it is, but for a terminal that reads it.
    """
    click.echo(text if styled or (raw and not is_read_here()) else show_line(text))


def show(view: Callable[[int], RenderableType]) -> None:
    """Draw something on stdout, as wide as there is room for reading; no text in it is obeyed by a terminal.

    Args:
        view: Gives it for so many columns.
    """
    from rich.console import Console

    from hybridequiz.cli.settings import colour_wanted

    console = Console(highlight=False, no_color=colour_wanted() is False)
    width = min(console.width, WIDEST_DRAWN)
    console.print(_Drawn(view(width)), width=width)


class _Drawn:
    """What is drawn, without what a terminal would obey: texts of studies and answers come in from elsewhere.

    Args:
        view: What is drawn.
    """

    def __init__(self, view: RenderableType) -> None:
        self._view: Final = view

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        from rich.segment import Segment

        for one in console.render(self._view, options):
            yield one if one.control else Segment(show_text(one.text), one.style)


def write_json(data: dict[str, Any]) -> None:
    """Write a JSON document on stdout."""
    write(json.dumps(data, indent=2, ensure_ascii=True, default=str))


def machine_language() -> str:
    """Give the language of this machine, if the program speaks it; else English."""
    from hybridequiz.wording.interface import INTERFACE_LANGUAGES

    named = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    tag = next((one for one in named if one), "")[:2].lower()
    return tag if tag in INTERFACE_LANGUAGES else "en"


def say_here() -> Interface:
    """Give the interface texts in the language of this machine."""
    from hybridequiz.wording.interface import interface

    return interface(machine_language())


def problem_words(problem: Problem) -> str:
    """Show a problem, in the language of this machine if it has a translation; what it is stands out in colour."""
    from hybridequiz.wording import errors

    language = machine_language()
    first, *rest = show_text(errors.problem_words(problem, language)).split("\n")
    colour = "red" if problem.severity is Severity.ERROR else "yellow"
    mark = errors.problem_mark(problem, language)
    place, found, message = first.partition(mark)
    coloured = place + click.style(found, fg=colour, bold=True) + message
    return "\n".join([coloured, *rest])


def loss_words(loss: Loss) -> str:
    """Say what an export could not carry, in the language of this machine, and where it is whole."""
    ui = say_here()
    said = ui.say_number(loss.said.one, loss.said.many, loss.number, **loss.parts)
    mark = f"{ui.say('warning')}[{loss.code}]"
    place, found, rest = wrapped(show_text(f"{loss.questionnaire}: {mark} {said}")).partition(mark)
    lines = [place + click.style(found, fg="yellow", bold=True) + rest]
    if loss.hint:
        lines.append(wrapped(f"  {ui.say('hint:')} {ui.say(loss.hint)}"))
    return "\n".join(lines)


def counted(number: int, one: str) -> str:
    """Write a number of things: 1 file, 2 files."""
    return f"{number} {one}" if number == 1 else f"{number} {one}s"


def table(
    head: Sequence[str], rows: Iterable[Sequence[str]], most: int | None = None
) -> Iterator[str]:
    """Lay out rows in columns, two spaces apart.

    Args:
        head: The headings.
        rows: The cells of each row.
        most: Characters of a line at most; then what is too much of the last column becomes an ellipsis.
    """
    shown = [list(head), *([show_text(cell) for cell in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*shown, strict=True)]
    for row in shown:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        line = "  ".join(cells).rstrip()
        yield line if most is None or len(line) <= most else line[: most - 1].rstrip() + "…"


def widest() -> int | None:
    """Give the width of the terminal that reads stdout; None where something else reads it."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def wrapped(text: str) -> str:
    """Break a text between words where a terminal reads stderr."""
    if not sys.stderr.isatty():
        return text
    width = max(MIN_WIDTH, shutil.get_terminal_size().columns - 1)
    return textwrap.fill(text, width, break_on_hyphens=False, break_long_words=False)


def wrapped_to(text: str, indent: str) -> str:
    """Indent a text, and break it between words where a terminal reads stdout."""
    shown, most = show_text(text), widest()
    if most is None:
        return indent + shown
    return textwrap.fill(
        shown,
        max(MIN_WIDTH, most - 1),
        initial_indent=indent,
        subsequent_indent=f"{indent}  ",
        break_on_hyphens=False,
    )


def on_terminal() -> bool:
    """Tell whether stderr is a terminal: only there is anything drawn that changes."""
    return sys.stderr.isatty()


def is_read_here() -> bool:
    """Tell whether what is written is read on this terminal, not by another program or from a file."""
    return sys.stdout.isatty()
