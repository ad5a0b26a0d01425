"""Writing: data to stdout, talk to stderr; nothing that a terminal would obey."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

import click

from hybridequiz.characters import show_text
from hybridequiz.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hybridequiz.problems import Problem
    from hybridequiz.wording.interface import Interface


def talk(text: str) -> None:
    """Say something to the person: on stderr."""
    click.echo(text, err=True)


def write(text: str) -> None:
    """Write data: on stdout."""
    click.echo(text)


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
    """Show a problem; its first line stands out where there is colour."""
    first, *rest = show_text(str(problem)).split("\n")
    colour = "red" if problem.severity is Severity.ERROR else "yellow"
    mark = f"{problem.severity}[{problem.code}]"
    place, found, message = first.partition(mark)
    coloured = place + click.style(found, fg=colour, bold=True) + message
    return "\n".join([coloured, *rest])


def counted(number: int, one: str) -> str:
    """Write a number of things: 1 file, 2 files."""
    return f"{number} {one}" if number == 1 else f"{number} {one}s"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Lay out rows in columns, two spaces apart."""
    shown = [list(head), *([show_text(cell) for cell in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*shown, strict=True)]
    for row in shown:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def on_terminal() -> bool:
    """Tell whether stderr is a terminal: only there is anything drawn that changes."""
    return sys.stderr.isatty()
