"""Of how many the responses of an audience are a sample, where the report tells that anyway (decision 0041)."""

from __future__ import annotations

from collections.abc import Sequence

from hybridequiz.export.columns import ColumnPlan, PlannedQuestion
from hybridequiz.interview.dispositions import Disposition
from hybridequiz.questionnaire.questions import ComputedQuestion, Question
from hybridequiz.report.compiled import Counted
from hybridequiz.report.figures import Audience
from hybridequiz.report.response import ResponseLine
from hybridequiz.values import replace


def _is_of_these(audience: Audience, line: ResponseLine | None) -> bool:
    """Tell whether the response is of just those whose answers the figures are of."""
    return line is not None and not line.is_hidden and line.usable == audience.number


def population_of(audience: Audience, line: ResponseLine | None) -> int | None:
    """Give of how many the responses are a sample: of the invited, those left out who are not eligible.

    It is the base of the response rate. So it is known only where that is told, and no interval gives away what is
    hidden.

    Args:
        audience: Who answered.
        line: The response of the audience, as it is told.
    """
    if line is None or line.rates is None or not _is_of_these(audience, line):
        return None
    return line.rates.response.base


def agreed(audience: Audience, line: ResponseLine | None) -> Audience:
    """Say how many are complete, where the table of the response tells it anyway.

    Args:
        audience: Who answered.
        line: The response of the audience, as it is told.
    """
    if line is None or line.counts is None or not _is_of_these(audience, line):
        return audience
    return replace(audience, complete=dict(line.counts)[Disposition.COMPLETE])


def is_of_all(counted: Counted, plan: ColumnPlan) -> bool:
    """Tell whether a figure is of a whole audience: of how many a part of it is a sample is not known.

    Its base is that of questions that everybody was asked, in every version, mode and form, whatever was answered; not
    of what was worked out.

    Args:
        counted: The indicator for the audience.
        plan: The columns of its questionnaire.
    """
    if counted.where is not None or counted.indicator.base is not None:
        return False
    names = counted.indicator.questions
    planned = {one.id: one for one in plan.questions}
    return all(
        _is_asked_everybody(planned[name], [asked.get(name) for asked in plan.asked.values()])
        for name in names
    )


def _is_asked_everybody(planned: PlannedQuestion, asked: Sequence[Question | None]) -> bool:
    """Tell whether every version asks everybody a question, in every mode and form."""
    told = planned.telling
    if planned.condition or told.modes or told.forms:
        return False
    return not any(one is None or isinstance(one, ComputedQuestion) for one in asked)
