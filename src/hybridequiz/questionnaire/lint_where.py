"""Which codes of an earlier answer a lookup can meet where it is asked: what it stands behind may rule some out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from hybridequiz.questionnaire.conditions import (
    ConditionFaults,
    Guard,
    Scope,
    compile_condition,
)
from hybridequiz.questionnaire.conditions.analysis import Leave, Step, analyse
from hybridequiz.questionnaire.instrument import Instrument, Planned, session_symbols
from hybridequiz.questionnaire.lint_rosters import row_of_all
from hybridequiz.questionnaire.roster_planning import ROW
from hybridequiz.questionnaire.states import Code

MOST_ASKED: Final = 40
"""Codes that are looked at one by one; of more it is not said which can be met."""


def codes_met(
    instrument: Instrument, planned: Planned, source: Planned, codes: Sequence[Code]
) -> list[Code]:
    """Give the codes that an earlier answer can have where a question is asked.

    Args:
        instrument: The questionnaire, as far as it could be compiled.
        planned: The question.
        source: The earlier one, of which one code is chosen.
        codes: The codes that are asked about.

    Returns:
        Those among them; all of them where nothing stands before the question, or too little can be said.
    """
    if len(codes) > MOST_ASKED or not (planned.guards or instrument.exits) or not source.symbol:
        return list(codes)
    before = list(_before(instrument, planned))
    scope = Scope({source.id: source.symbol})
    try:
        found = [compile_condition(f"{source.id} == {code!r}", scope) for code in codes]
    except ConditionFaults:
        return list(codes)
    steps = [
        Step(
            None,
            f"{planned.id} with {code!r}",
            (*planned.guards, Guard(one, shows_on_unknown=False)),
            planned.after_exit,
        )
        for code, one in zip(codes, found, strict=True)
    ]
    verdicts = analyse([*before, *steps], [Leave(one.when) for one in instrument.exits]).steps
    told = zip(codes, verdicts[len(before) :], strict=True)
    return [code for code, one in told if one.reachable or not one.decided]


def _before(instrument: Instrument, planned: Planned) -> Iterator[Step]:
    """Give what the analysis has to know of everything that comes before a question."""
    for name, symbol in session_symbols(instrument.questionnaire).items():
        yield Step(symbol, name)
    if (row := row_of_all(instrument)) is not None:
        yield Step(row, ROW)
    for one in instrument.items[: planned.index]:
        yield Step(one.symbol, one.id, one.guards, one.after_exit)
