"""What `import.sps` cannot carry of a bundle: texts are as wide as it says beforehand, and SPSS knows no early days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from hybridequiz.export.columns import Table
from hybridequiz.export.labelled import Holds, Losses, column_path, variables_of
from hybridequiz.export.lines import cells_over, days_before
from hybridequiz.export.losses import Loss, say_number
from hybridequiz.export.sav_writer import SPSS
from hybridequiz.export.script_spss import text_widths
from hybridequiz.export.source import Source
from hybridequiz.problems import say

if TYPE_CHECKING:
    from hybridequiz.export.formats import Job

_CUT: Final = say_number(
    "{number} text in '{name}' is too long for import.sps, which cuts it in SPSS",
    "{number} texts in '{name}' are too long for import.sps, which cuts them in SPSS",
)
_EARLY: Final = say_number(
    "{number} day in '{name}' is too early for SPSS: import.sps leaves it empty",
    "{number} days in '{name}' are too early for SPSS: import.sps leaves them empty",
)
_WHOLE: Final = say("nothing is cut in the tables of the bundle")


def lost_by_spss(job: Job, source: Source, tables: Sequence[Table]) -> Iterator[Loss]:
    """Tell which columns have texts that `import.sps` cuts, or days that it leaves empty, with how many.

    Args:
        job: What is exported.
        source: Where the rows come from.
        tables: The tables that the script reads.
    """
    name = job.plan.questionnaire
    for table in tables:
        # labels that the script cuts are not told: the codebook beside it has them
        variables = variables_of(table, job.plan, job.language, SPSS, Losses(name, SPSS.program))
        over = cells_over(source, table, text_widths(variables))
        days = [one.column.name for one in variables if one.holds is Holds.DAY]
        early = days_before(source, table, days, SPSS.first_day)
        for column in table.columns:
            where = column_path(column)
            if number := over.get(column.name):
                yield Loss("text-cut", _CUT, number, name, where, {"name": where}, _WHOLE)
            if number := early.get(column.name):
                yield Loss("day-out-of-range", _EARLY, number, name, where, {"name": where}, _WHOLE)
