"""Responses of cases that were answered before: of each case one counts (requirement R18 of the field)."""

from __future__ import annotations

from hybridequiz.export.columns import ColumnPlan
from hybridequiz.export.source import Source
from hybridequiz.export.system import FIRST
from hybridequiz.report.combinations import DISPOSITION, USABLE
from hybridequiz.report.organisations import CASE
from hybridequiz.report.reading import STARTED


def doubles_in(source: Source, plan: ColumnPlan) -> frozenset[str]:
    """Give the ids of usable responses that are not counted, where frames are at hand; as a store gives them.

    Args:
        source: Has the tables of the responses.
        plan: The columns of their questionnaire.
    """
    import polars as pl

    response, case = plan.fact(FIRST), plan.fact(CASE)
    ended, started = plan.fact(DISPOSITION), plan.fact(STARTED)
    of_cases = [
        part.filter(pl.col(ended).is_in(USABLE) & (pl.col(case).fill_null("") != ""))
        .select(response, case, ended, started)
        .collect()
        for part in source.lazy_parts(plan.tables[0])
    ]
    if not any(map(len, of_cases)):
        return frozenset()
    found = pl.concat(of_cases).sort(ended, started, response)
    return frozenset(found.filter(~pl.col(case).is_first_distinct())[response])
