"""The formats of statistics programs: SPSS and Stata; a file a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hybridequiz.export.columns import Table
from hybridequiz.export.dta_bytes import BEGINNING as DTA
from hybridequiz.export.dta_writer import write_dta
from hybridequiz.export.extras import needed
from hybridequiz.export.formats import answers_and_consents
from hybridequiz.export.labelled import Losses
from hybridequiz.export.sav_writer import BEGINNING as SAV
from hybridequiz.export.sav_writer import write_sav

if TYPE_CHECKING:
    from hybridequiz.export.files import Beginning
    from hybridequiz.export.formats import Job
    from hybridequiz.export.losses import Loss
    from hybridequiz.export.source import Source

Write = Callable[[Path, "Source", Table, "Job", Losses], None]


class _StatisticsFormat:
    """A format with a file for every table.

    Args:
        job: What is to be exported.
        ending: How the names of the files end; the name of the format too.
        program: The program whose format it is.
        beginning: How a file begins.
        write: Writes a file.

    Raises:
        ExportRefused: A library is not installed.
    """

    def __init__(
        self, job: Job, ending: str, program: str, beginning: Beginning, write: Write
    ) -> None:
        for library in ("polars", "pyreadstat"):
            needed(library, ending)
        self.readings: Final = answers_and_consents(job)
        self._job: Final = job
        self._program: Final = program
        self._beginning: Final = beginning
        self._write_table: Final = write
        self._tables: Final = {
            f"{job.request.stem}{one.table.ending}.{ending}": one.table for one in self.readings
        }

    @property
    def files(self) -> Mapping[str, Beginning]:
        """Give the tables of answers, then those beside them."""
        return dict.fromkeys(self._tables, self._beginning)

    def write(self, stage: Path, source: Source) -> Iterable[Loss]:
        """Write the tables; tell what the program cannot carry."""
        losses = Losses(self._job.plan.questionnaire, self._program)
        for name, table in self._tables.items():
            self._write_table(stage / name, source, table, self._job, losses)
        return tuple(losses.told())


class SavFormat(_StatisticsFormat):
    """The tables for SPSS.

    Args:
        job: What is to be exported.
    """

    def __init__(self, job: Job) -> None:
        super().__init__(job, "sav", "SPSS", SAV, write_sav)


class DtaFormat(_StatisticsFormat):
    """The tables for Stata.

    Args:
        job: What is to be exported.
    """

    def __init__(self, job: Job) -> None:
        super().__init__(job, "dta", "Stata", DTA, write_dta)
