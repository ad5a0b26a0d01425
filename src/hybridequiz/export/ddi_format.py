"""The format `ddi`: an export's tables described for archives, without their rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from hybridequiz.export.files import disk_errors, new_bytes
from hybridequiz.export.formats import Job, answers_and_consents
from hybridequiz.export.losses import Loss
from hybridequiz.export.source import Reading, Source


class DdiFormat:
    """One XML document; the tables that it describes are those that the format csv writes.

    Args:
        job: What is to be exported.
    """

    def __init__(self, job: Job) -> None:
        self._job: Final = job
        self._name: Final = f"{job.request.stem}-ddi.xml"
        self.readings: Final[Sequence[Reading]] = answers_and_consents(job)

    @property
    def files(self) -> Mapping[str, bytes]:
        """Give the document."""
        return {self._name: b"<?xml version='1.0' encoding='utf-8'?>\n<codeBook xmlns=\"ddi:"}

    def write(self, stage: Path, source: Source) -> Iterable[Loss]:
        """Write the document."""
        from hybridequiz.export.ddi import ddi

        stem = self._job.request.stem
        names = {one.ending: f"{stem}{one.ending}.csv" for one in source.tables}
        content = ddi(self._job, source, names)
        path = stage / self._name
        with new_bytes(path) as file, disk_errors(path):
            file.write(content)
        return ()
