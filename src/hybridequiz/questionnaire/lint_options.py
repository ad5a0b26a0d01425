"""Choices that can come to have no options: they could not be answered, and would block the finish."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from math import comb
from typing import Final

from hybridequiz.problems import Severity
from hybridequiz.questionnaire.conditions import (
    Condition,
    ConditionFaults,
    Guard,
    Scope,
    Symbol,
    compile_condition,
)
from hybridequiz.questionnaire.conditions.analysis import Step
from hybridequiz.questionnaire.instrument import Instrument, Planned
from hybridequiz.questionnaire.parts import Key
from hybridequiz.questionnaire.questions import ChoiceQuestion, MultipleQuestion, RankingQuestion
from hybridequiz.values import frozen

MOST_COMBINATIONS: Final = 60
"""More ways to choose as many options as are wanted are not gone through."""


@frozen
class Lack:
    """A choice that would lack options, if its condition can be true where it is asked.

    Attributes:
        planned: The choice.
        condition: True where fewer options are offered than must be chosen.
        key: The key that is to blame.
        message: What is wrong.
        hint: How to mend it.
        severity: An error where nobody could go on, a warning where the choice can be passed over.
    """

    planned: Planned
    condition: Condition
    key: str
    message: str
    hint: str
    severity: Severity

    @property
    def path(self) -> Key:
        """Give where the key stands."""
        return self.planned.path_of(self.key)

    def step(self, own: Step) -> Step:
        """Give a step for the analysis that is on the route where the choice is and lacks options."""
        lacking = Guard(self.condition, shows_on_unknown=False)
        return Step(None, f"{own.name} lacks options", (*own.guards, lacking), own.always)


def lack_of(planned: Planned, instrument: Instrument, symbols: Mapping[str, Symbol]) -> Lack | None:
    """Say when a choice would lack options; None where it never can, or too little is known of it.

    Args:
        planned: Any item.
        instrument: The questionnaire that it is part of.
        symbols: What conditions can name before it.
    """
    question = planned.question
    if not isinstance(question, ChoiceQuestion):
        return None
    if sum(option.show_if is not None for option in question.options) > len(planned.options):
        return None
    source = _source(question, planned, instrument)
    if (source is None) != (question.chosen_in is None):
        return None
    wanted = _wanted(question)
    if source is None and len(question.options) - len(planned.options) >= wanted:
        return None
    if wanted > len(question.options) or comb(len(question.options), wanted) > MOST_COMBINATIONS:
        return None
    try:
        condition = compile_condition(_lacking(planned, question, source, wanted), Scope(symbols))
    except ConditionFaults:  # more conditions than one can hold: nothing is said
        return None
    key, message, hint = _words(question, source, wanted)
    blocks = question.required and not question.missing
    severity = Severity.ERROR if blocks else Severity.WARNING
    return Lack(planned, condition, key, message, hint, severity)


def _source(
    question: ChoiceQuestion, planned: Planned, instrument: Instrument
) -> MultipleQuestion | None:
    """Give the multiple choice whose chosen options are offered, if it is a right one."""
    found = instrument.by_id.get(question.chosen_in or "")
    if found is None or found.index >= planned.index:
        return None
    source = found.question
    if not isinstance(source, MultipleQuestion) or not {*question.codes} <= {*source.codes}:
        return None
    return source


def _wanted(question: ChoiceQuestion) -> int:
    """Give how many options there must be; an option that stands alone is enough by itself."""
    alone = any(option.exclusive for option in question.options)
    if isinstance(question, RankingQuestion):
        return question.min_ranked or 1
    return question.min_chosen if isinstance(question, MultipleQuestion) and not alone else 1


def _all_are_offered(planned: Planned, question: ChoiceQuestion, source: MultipleQuestion) -> bool:
    """Tell whether everything that was chosen in the source is offered."""
    return not planned.options and {*question.codes} == {*source.codes}


def _lacking(
    planned: Planned, question: ChoiceQuestion, source: MultipleQuestion | None, wanted: int
) -> str:
    """Write the condition under which fewer options are offered than are wanted."""
    if source is None:
        return _too_few(list(_conditions(planned, question, None)), wanted)
    empty = f"not answered({source.id})"
    if not _all_are_offered(planned, question, source):
        return f"{empty} or {_too_few(list(_conditions(planned, question, source)), wanted)}"
    enough = source.min_chosen >= wanted and not any(one.exclusive for one in source.options)
    return empty if wanted == 1 or enough else f"{empty} or count({source.id}) < {wanted}"


def _too_few(offered: list[str], wanted: int) -> str:
    """Write that fewer hold than are wanted, in parts that the analysis can follow one by one."""
    enough = (" and ".join(f"({one})" for one in some) for some in combinations(offered, wanted))
    return f"not ({' or '.join(enough)})"


def _conditions(
    planned: Planned, question: ChoiceQuestion, source: MultipleQuestion | None
) -> Iterator[str]:
    """Write for every option when it is offered."""
    for option in question.options:
        parts = [] if source is None else [f"{option.code!r} in {source.id}"]
        if option.code in planned.options:
            parts.append(f"({planned.options[option.code].source}\n)")
        yield " and ".join(parts) or "True"


def _words(
    question: ChoiceQuestion, source: MultipleQuestion | None, wanted: int
) -> tuple[str, str, str]:
    """Give the key that is to blame, what is wrong, and how to mend it."""
    if wanted > 1:
        key = "min_ranked" if isinstance(question, RankingQuestion) else "min_chosen"
        message = f"fewer options may be offered than '{key}' asks for: {wanted}"
        chosen = f'ask it only then: show_if = "count({source.id}) >= {wanted}"' if source else ""
        return key, message, chosen or "let more options stand without a show_if"
    if source is None:
        message = "none of these options may be offered"
        return "options", message, "let one of them stand without a show_if"
    message = f"there may be nothing to choose from: '{source.id}' may have none of these chosen"
    if {*question.codes} != {*source.codes}:
        codes = ", ".join(repr(code) for code in question.codes)
        return "chosen_in", message, f'ask it only then: show_if = "selected({source.id}, {codes})"'
    message = f"there may be nothing to choose from: '{source.id}' may have no answer"
    return "chosen_in", message, f'ask it only then: show_if = "answered({source.id})"'
