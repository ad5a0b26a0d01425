"""Scripts that read the tables in codes into SPSS, R and Stata, with names, labels, states and levels.

They need no library here and no other one there: for who cannot have `.sav` or `.dta`. What they make is the same as
`--format sav` and `--format dta` give, but for what no plan knows: how long the longest text is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from hybridequiz.export.columns import Table
from hybridequiz.export.dta_writer import STATA
from hybridequiz.export.labelled import Limits, Losses, one_line, variables_of
from hybridequiz.export.sav_writer import SPSS
from hybridequiz.export.script_r import r_script
from hybridequiz.export.script_spss import spss_script
from hybridequiz.export.script_stata import stata_script
from hybridequiz.export.script_table import ScriptTable
from hybridequiz.export.words import best_wording

if TYPE_CHECKING:
    from hybridequiz.export.formats import Job

CsvName = Callable[[Table], str]
"""Gives the name of the CSV in codes of a table, seen from the folder of the scripts."""
R: Final = Limits(
    program="R",
    label=100_000,
    value_label=100_000,
    table_label=100_000,
    in_bytes=False,
    text=None,
    name=10_000,
    reserved=frozenset(),
    first_day=date.min,
)


def import_scripts(
    job: Job, tables: Sequence[Table], csv_name: CsvName, spss_csv_name: CsvName | None = None
) -> dict[str, str]:
    """Give the scripts, by their file names.

    Args:
        job: What is exported.
        tables: The tables, the responses first.
        csv_name: Gives the name of a table's CSV in codes, dialect `rfc4180`.
        spss_csv_name: The same for SPSS, which takes each line for a row: its texts must have no line breaks, see
            `lines.write_joined`. Where it is left out it reads the other.
    """

    def prepared(limits: Limits, name: CsvName) -> list[ScriptTable]:
        # labels that are cut are told where `.sav` and `.dta` are written, texts by `cut_by_spss`
        losses = Losses(job.plan.questionnaire, limits.program)
        return [
            ScriptTable(
                table=table,
                title=limits.cut(
                    one_line(best_wording(table.title, job.language)), limits.table_label
                ),
                csv=name(table),
                frame=f"{job.request.stem}{table.ending}",
                variables=variables_of(table, job.plan, job.language, limits, losses),
            )
            for table in tables
        ]

    return {
        "import.sps": spss_script(prepared(SPSS, spss_csv_name or csv_name)),
        "import.R": r_script(prepared(R, csv_name)),
        "import.do": stata_script(prepared(STATA, csv_name)),
    }
