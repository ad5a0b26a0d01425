"""The codebook alone, in the form that is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, Literal

from hybridequiz.export import codebook_html, codebook_xlsx, workbook
from hybridequiz.export.codebook_markdown import write_markdown
from hybridequiz.export.counts import counted
from hybridequiz.export.files import disk_errors, new_file
from hybridequiz.export.formats import Job
from hybridequiz.export.losses import Loss
from hybridequiz.export.rows import readings
from hybridequiz.export.source import Reading, Source

CodebookName = Literal["html", "md", "xlsx"]


class CodebookFormat:
    """The codebook as a page, as Markdown or as a workbook.

    Args:
        job: What it is about.
        form: Its form.
        has_answers: Whether there are answers to count.
    """

    def __init__(self, job: Job, form: CodebookName, *, has_answers: bool) -> None:
        self._job: Final = job
        self._form: Final = form
        self._has_answers: Final = has_answers
        self._name: Final = f"{job.request.stem}-codebook.{form}"
        self.readings: Final[Sequence[Reading]] = readings(job.plan) if has_answers else ()

    @property
    def files(self) -> Mapping[str, bytes]:
        """Give the one file."""
        beginnings: Mapping[CodebookName, bytes] = {
            "html": codebook_html.BEGINNING.encode(),
            "md": f"# {self._job.plan.questionnaire}: ".encode(),
            "xlsx": workbook.BEGINNING,
        }
        return {self._name: beginnings[self._form]}

    def write(self, stage: Path, source: Source) -> Iterable[Loss]:
        """Write it; a page and a text have room for all."""
        path = stage / self._name
        told = source if self._has_answers else None
        if self._form == "xlsx":
            return codebook_xlsx.write_codebook_xlsx(path, self._job, told)
        counts = None if told is None else counted(told)
        with new_file(path) as file, disk_errors(path):
            if self._form == "html":
                codebook_html.write_codebook_html(file, self._job, told, counts)
            else:
                write_markdown(file, self._job.plan, self._job.language, counts)
        return ()
