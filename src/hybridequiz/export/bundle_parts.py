"""What a bundle has beside its tables, and is made by other modules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from hybridequiz.export.codebook import write_codebook
from hybridequiz.export.codebook_markdown import write_markdown
from hybridequiz.export.files import new_file
from hybridequiz.export.formats import Job
from hybridequiz.export.source import Source
from hybridequiz.problems import say
from hybridequiz.values import frozen

_PEOPLE: Final = say("the codebook, to be read")
_PROGRAMS: Final = say("the codebook as a table, a row a variable and value")


@frozen
class Part:
    """A file that a library writes to the disk, and that is then put in the bundle.

    Attributes:
        name: Its name in the bundle.
        about: What it is, as a message.
        write: Writes it to a path where nothing stands yet.
    """

    name: str
    about: str
    write: Callable[[Path, Job, Source], object]


def codebooks() -> Sequence[Part]:
    """Give the codebooks that every bundle has."""
    return (Part("codebook.md", _PEOPLE, _markdown), Part("codebook.csv", _PROGRAMS, _table))


def _markdown(path: Path, job: Job, _source: Source) -> None:
    with new_file(path) as file:
        write_markdown(file, job.plan, job.language)


def _table(path: Path, job: Job, _source: Source) -> None:
    with new_file(path) as file:
        write_codebook(file, job.plan)
