"""Checks and options whose conditions could decide nothing: what the analysis is asked about them."""

from __future__ import annotations

from collections.abc import Iterator

from hybridequiz.problems import Severity
from hybridequiz.questionnaire.conditions import Condition, Guard
from hybridequiz.questionnaire.conditions.analysis import Step
from hybridequiz.questionnaire.instrument import Planned
from hybridequiz.questionnaire.parts import Key
from hybridequiz.questionnaire.questions import ChoiceQuestion
from hybridequiz.values import frozen


@frozen
class AnswerRule:
    """A condition on what is answered at a question, or on what is offered there.

    Attributes:
        condition: The condition; it can read the question itself.
        path: Where it is written.
        if_true: What to do where it is true wherever it is known.
        if_false: What to do where it never is.
        severity: How bad it is that it is never true.
    """

    condition: Condition
    path: Key
    if_true: str
    if_false: str
    severity: Severity

    def step(self, own: Step) -> Step:
        """Give a step for the analysis behind the question, where it is on the route and the rule is true."""
        rule = Guard(self.condition, shows_on_unknown=False)
        name = f"{own.name} {'.'.join(map(str, self.path))}"
        return Step(None, name, (*own.guards, rule), own.always)


def rules_of(planned: Planned) -> Iterator[AnswerRule]:
    """Give the checks of a question, and the conditions of its options."""
    question = planned.question
    if question is None:
        return
    for check, condition in planned.checks:
        number = next(at for at, one in enumerate(question.check) if one is check)
        path = (*planned.path, "check", number, "that")
        advice = "no answer passes it; look at the bounds and the codes of the question"
        severity = Severity.ERROR if check.level == "hard" else Severity.WARNING
        yield AnswerRule(condition, path, "every answer passes it: leave it out", advice, severity)
    if not isinstance(question, ChoiceQuestion):
        return
    for number, option in enumerate(question.options):
        if option.code in planned.options:
            yield AnswerRule(
                planned.options[option.code],
                (*planned.path_of("options"), number, "show_if"),
                "the option is always offered: leave the condition out",
                "the option is never offered; look at the codes and the bounds of what it reads",
                Severity.ERROR,
            )
