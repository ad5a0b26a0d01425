"""The answers of the golden study, as lines for `fill`: the same walk and the same checks as anybody's answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from hybridequiz.synthetic.golden_tables import SEVERAL, SPREAD, TABLES, TEXTS

Line = dict[str, Any]
"""A line for `fill`, before it is written as JSON."""

STEP: Final = 7
"""Answers that are dealt out go to every seventh respondent; no table has a number of rows that 7 divides."""
REASONS: Final[Mapping[str, str]] = {"dk": "dont_know", "rf": "refused", "na": "not_applicable"}
NOT_ASKED: Final = "-"
BETWEEN_GROUPS: Final = "|"
BY_INTERVIEWER: Final[Mapping[str, Any]] = {
    "iv_typist": 1,
    "iv_place": 1,
    "iv_privacy": [1],
    "iv_understood": 3,
    "iv_interrupted": 2,
    "iv_remarks": {"missing": "not_applicable"},
}
"""What the interviewer notes, the same of every interview."""


def golden_lines(questionnaire: str) -> list[Line]:
    """Give the answers to one of the questionnaires of the golden study.

    Args:
        questionnaire: participants, schools or employers.
    """
    number, table = TABLES[questionnaire]
    columns = {name: column(name, written, number) for name, written in table.items()}
    return [_line(questionnaire, columns, row) for row in range(number)]


def column(name: str, written: str, number: int) -> list[str]:
    """Give the answers of a column, a respondent each.

    Args:
        name: The question.
        written: The answers, as the tables have them.
        number: How many there must be.

    Raises:
        ValueError: when there are more or fewer.
    """
    answers = list(_unfolded(written))
    if len(answers) != number:
        raise ValueError(f"{name} has {len(answers)} answers, not {number}")
    if name not in SPREAD:
        return answers
    dealt = [""] * number
    for place, answer in enumerate(answers):
        dealt[place * STEP % number] = answer
    return dealt


def _unfolded(written: str) -> Iterator[str]:
    """Give each answer as often as it is written."""
    for part in written.split():
        if part != BETWEEN_GROUPS:
            answer, _, times = part.partition("*")
            yield from [answer] * int(times or 1)


def _line(questionnaire: str, columns: Mapping[str, Sequence[str]], row: int) -> Line:
    """Give the line of one respondent."""
    line: Line = {"_case": f"{questionnaire[0].upper()}{row + 1:02}", "_form": "extended"}
    line["consent"] = 1
    for name, answers in columns.items():
        answer = answers[row]
        if answer != NOT_ASKED:
            line[name] = answer if name.startswith("_") else _value(name, answer)
    line["_location"] = line["location"]
    if line["_mode"] == "interview":
        line |= BY_INTERVIEWER
    return line


def _value(name: str, answer: str) -> Any:
    """Give an answer as a line has it."""
    if answer in REASONS:
        return {"missing": REASONS[answer]}
    if answer in TEXTS:
        return TEXTS[answer]
    if name in SEVERAL:
        return [int(code) for code in answer.split("+")]
    return int(answer)
