"""A record as a row: in every column a value, or why there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any, Final

from hybridequiz.export.coded import CodedRow, coder
from hybridequiz.export.columns import (
    Column,
    ColumnPlan,
    Kind,
    PlannedQuestion,
    PlannedRoster,
    Role,
    Table,
)
from hybridequiz.export.errors import UnreadableRecord
from hybridequiz.export.question_columns import PRECISION_CODES, ROW, kind_of, offers
from hybridequiz.export.record import Record
from hybridequiz.export.source import Reading
from hybridequiz.export.system import FIRST, READ
from hybridequiz.interview.answers import Answer, answer_from_json
from hybridequiz.interview.route import codes_of
from hybridequiz.questionnaire.partial_dates import PartialDate
from hybridequiz.questionnaire.questions import ChoiceQuestion, Question
from hybridequiz.questionnaire.states import Missing, Value

Cell = int | str | Decimal | date | time | PartialDate | Missing | None
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
    Kind.PLACE: (tuple,),
    Kind.PARTIAL_DATE: (PartialDate,),
}


def readings(plan: ColumnPlan) -> list[Reading]:
    """Give the tables of a plan, the responses first, and how their rows are read."""
    responses, *rosters = plan.tables
    return [
        Reading(responses, _responses(plan, responses)),
        *(
            Reading(table, _roster_rows(plan, roster, table))
            for table, roster in zip(rosters, plan.rosters, strict=True)
        ),
    ]


def _responses(plan: ColumnPlan, table: Table) -> Callable[[Record], Iterable[CodedRow]]:
    code = coder(table.columns, plan.languages[0])
    return lambda record: (code(row_of(record, plan)),)


def _roster_rows(
    plan: ColumnPlan, roster: PlannedRoster, table: Table
) -> Callable[[Record], Iterable[CodedRow]]:
    code = coder(table.columns, plan.languages[0])
    return lambda record: map(code, rows_of(record, roster, plan))


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
    return cells + _cells(record, record.answers, plan.questions, questions)


def rows_of(record: Record, roster: PlannedRoster, plan: ColumnPlan) -> Iterator[list[Cell]]:
    """Give for each row of a roster its cells in the order of the roster's columns.

    Raises:
        UnreadableRecord: when a row has no readable answer to a question.
    """
    questions = plan.asked[record.session.hash]
    for row in record.rosters.get(roster.id, ()):
        facts = {FIRST: record.session.response, ROW: row["row"]}
        keys: list[Cell] = [facts.get(one.source, row.get("option")) for one in roster.keys]
        yield keys + _cells(record, row["answers"], roster.questions, questions)


def _cells(
    record: Record,
    answers: Mapping[str, Mapping[str, Any]],
    planned: Iterable[PlannedQuestion],
    asked: Mapping[str, Question],
) -> list[Cell]:
    """Give the cells of a row's answers."""
    cells: list[Cell] = []
    for one in planned:
        question = asked.get(one.id)
        if question is None:
            cells += [Missing.NOT_IN_VERSION] * len(one.columns)
        else:
            answer = _answer(record, answers, question)
            cells += [
                _order(column, record)
                if column.role in (Role.ORDER, Role.POSITION)
                else _cell(column, question, answer)
                for column in one.columns
            ]
    return cells


def _answer(record: Record, answers: Mapping[str, Mapping[str, Any]], question: Question) -> Answer:
    """Give the answer to a question that the record's version has."""
    try:
        answer = answer_from_json(question, answers[question.id])
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
    if column.role is Role.POSITION:
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
    if column.role is Role.DERIVED:
        return int(answer.derived)
    if column.role is Role.NAMELY and column.code is not None:
        return answer.other_text(column.code) or None
    if isinstance(value, tuple):
        return value.index(column.code) + 1 if column.code in value else 0
    if column.role is Role.PRECISION and isinstance(value, PartialDate):
        return PRECISION_CODES[value.precision]
    return int(column.code in value) if isinstance(value, frozenset) else value


def _unreadable(record: Record, question: Question) -> UnreadableRecord:
    return UnreadableRecord(
        f"Response {record.session.response} has no readable answer to '{question.id}'.",
        hint="It was changed outside the program, or is damaged; --format jsonl exports it as is.",
    )
