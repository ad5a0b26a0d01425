"""What `import.sps` cuts of the texts in a bundle: it says beforehand how wide each column is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from hybridequiz.export.columns import Table
from hybridequiz.export.labelled import Losses, column_path, variables_of
from hybridequiz.export.lines import cells_over
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
_WHOLE: Final = say("nothing is cut in the tables of the bundle")


def cut_by_spss(job: Job, source: Source, tables: Sequence[Table]) -> Iterator[Loss]:
    """Tell which columns have texts that `import.sps` cuts, with how many.

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
        for column in table.columns:
            if number := over.get(column.name):
                where = column_path(column)
                yield Loss("text-cut", _CUT, number, name, where, {"name": where}, _WHOLE)
