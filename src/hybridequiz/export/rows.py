"""A record as a row: in every column a value, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import Final

from hybridequiz.export.columns import Column, ColumnPlan, Kind, Role
from hybridequiz.export.errors import UnreadableRecord
from hybridequiz.export.question_columns import kind_of, offers
from hybridequiz.export.record import Record
from hybridequiz.export.system import READ
from hybridequiz.interview.answers import Answer, answer_from_json
from hybridequiz.interview.route import codes_of
from hybridequiz.questionnaire.questions import ChoiceQuestion, Question
from hybridequiz.questionnaire.states import Missing, Value

Cell = int | str | Decimal | date | time | Missing | None
"""A value, or why there is none.

None where there is nothing to tell: no reason is needed, or nothing was typed at the option.
"""

_TYPES: Final[Mapping[Kind, tuple[type, ...]]] = {
    Kind.INTEGER: (int,),
    Kind.DECIMAL: (Decimal,),
    Kind.TEXT: (str,),
    Kind.DATE: (date,),
    Kind.TIME: (time,),
    Kind.CHOICE: (int, str),
    Kind.FLAG: (frozenset,),
}


def row_of(record: Record, plan: ColumnPlan) -> list[Cell]:
    """Give a record's cells in the order of the plan's columns.

    Raises:
        UnreadableRecord: when the plan does not know its questionnaire, or it does not answer that.
    """
    questions = plan.asked.get(record.session.hash)
    if questions is None:
        raise UnreadableRecord(
            f"Response {record.session.response} answers another version:"
            f" {record.session.version} ({record.session.hash[:8]}).",
            hint="Export with all versions of the questionnaire that have answers.",
        )
    cells: list[Cell] = [READ[column.source](record) for column in plan.system]
    for planned in plan.questions:
        question = questions.get(planned.id)
        if question is None:
            cells += [Missing.NOT_IN_VERSION] * len(planned.columns)
        else:
            answer = _answer(record, question)
            cells += [
                _order(column, record)
                if column.role in (Role.ORDER, Role.PLACE)
                else _cell(column, question, answer)
                for column in planned.columns
            ]
    return cells


def _answer(record: Record, question: Question) -> Answer:
    """Give the answer to a question that the record's version has."""
    try:
        answer = answer_from_json(question, record.answers[question.id])
    except (LookupError, ValueError, TypeError, AttributeError) as error:
        raise _unreadable(record, question) from error
    if not isinstance(answer.value, Missing) and not _fits(question, answer.value):
        raise _unreadable(record, question)
    return answer


def _fits(question: Question, value: Value) -> bool:
    """Tell whether a value is of the question's kind, and its codes are the question's."""
    if type(value) not in _TYPES[kind_of(question)]:
        return False
    return not isinstance(question, ChoiceQuestion) or codes_of(value) <= set(question.codes)


def _order(column: Column, record: Record) -> Cell:
    """Give the order of a question's options, or its place; nothing where the interview shuffled nothing."""
    if column.role is Role.PLACE:
        place: int | None = record.order.get("places", {}).get(column.source)
        return place
    codes = record.order.get("options", {}).get(column.source)
    return None if codes is None else " ".join(map(str, codes))


def _cell(column: Column, question: Question, answer: Answer) -> Cell:
    """Give what one answer puts in one of its columns."""
    if column.code is not None and not offers(question, column.code):
        return Missing.NOT_IN_VERSION
    value = answer.value
    if isinstance(value, Missing):
        return value
    if column.role is Role.STATE:
        return None
    if column.role is Role.NAMELY and column.code is not None:
        return answer.other_text(column.code) or None
    return int(column.code in value) if isinstance(value, frozenset) else value


def _unreadable(record: Record, question: Question) -> UnreadableRecord:
    return UnreadableRecord(
        f"Response {record.session.response} has no readable answer to '{question.id}'.",
        hint="It was changed outside the program, or is damaged; --format jsonl exports it as is.",
    )
