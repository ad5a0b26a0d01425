"""What a bundle has beside its tables, and is made by other modules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from hybridequiz.export.codebook import write_codebook
from hybridequiz.export.codebook_html import write_codebook_html
from hybridequiz.export.codebook_markdown import write_markdown
from hybridequiz.export.codebook_xlsx import write_codebook_xlsx
from hybridequiz.export.counts import Counts
from hybridequiz.export.files import new_file
from hybridequiz.export.formats import Job
from hybridequiz.export.losses import Loss
from hybridequiz.export.source import Source
from hybridequiz.problems import say
from hybridequiz.values import frozen

_WORKBOOK: Final = say("the codebook as a workbook, for Excel or LibreOffice")
_PAGE: Final = say("the codebook as a page, for a browser")
_TEXT: Final = say("the codebook as a text")
_PROGRAMS: Final = say("the codebook as a table, a row a variable and value")


@frozen
class Part:
    """A file that a library writes to the disk, and that is then put in the bundle.

    Attributes:
        name: Its name in the bundle.
        about: What it is, as a message.
        write: Writes it to a path where nothing stands yet, with what stands in the tables; gives what did not fit.
    """

    name: str
    about: str
    write: Callable[[Path, Job, Source, Counts], Iterable[Loss]]


def codebooks() -> Sequence[Part]:
    """Give the codebooks that every bundle has."""
    return (
        Part("codebook.xlsx", _WORKBOOK, _workbook),
        Part("codebook.html", _PAGE, _page),
        Part("codebook.md", _TEXT, _markdown),
        Part("codebook.csv", _PROGRAMS, _table),
    )


def _workbook(path: Path, job: Job, source: Source, counts: Counts) -> Iterable[Loss]:
    return write_codebook_xlsx(path, job, source, counts, name="codebook.xlsx")


def _page(path: Path, job: Job, source: Source, counts: Counts) -> Iterable[Loss]:
    with new_file(path) as file:
        write_codebook_html(file, job, source, counts)
    return ()


def _markdown(path: Path, job: Job, _source: Source, counts: Counts) -> Iterable[Loss]:
    with new_file(path) as file:
        write_markdown(file, job.plan, job.language, counts)
    return ()


def _table(path: Path, job: Job, _source: Source, counts: Counts) -> Iterable[Loss]:
    with new_file(path) as file:
        write_codebook(file, job.plan, counts=counts)
    return ()
