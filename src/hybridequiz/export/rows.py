"""A record as a row: in every column a value, or why there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
)
from hybridequiz.export.errors import CHANGED, UnreadableRecord
from hybridequiz.export.offered import Offers
from hybridequiz.export.question_columns import PRECISION_CODES, ROW, kind_of, offers
from hybridequiz.export.record import Record
from hybridequiz.export.source import Reading
from hybridequiz.export.system import FIRST, READ
from hybridequiz.interview.answers import Answer, answer_from_json
from hybridequiz.interview.route import codes_of
from hybridequiz.problems import say
from hybridequiz.questionnaire.addresses import parted
from hybridequiz.questionnaire.instrument import Planned
from hybridequiz.questionnaire.partial_dates import PartialDate
from hybridequiz.questionnaire.questions import ChoiceQuestion, Question
from hybridequiz.questionnaire.states import Code, Missing, Value

Cell = int | str | Decimal | date | time | PartialDate | Missing | None
"""A value, or why there is none.

None where there is nothing to tell: no reason is needed, or nothing was typed at the option.
"""

SHUFFLED: Final = (Role.ORDER, Role.POSITION)
"""Columns that tell of the record, not of an answer."""
MOST_KNOWN: Final = 4_096
"""Answers to a question whose cells are remembered."""
LONGEST_KNOWN: Final = 80
"""Characters of an answer that is remembered: longer ones are said once."""

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
    """Give the tables of a plan, the responses first, and how their rows are read.

    Reading raises `UnreadableRecord` where the plan does not know a record's questionnaire, or it does not answer that.
    """
    responses, *rosters = plan.tables
    return [
        Reading(responses, _responses(plan)),
        *(
            Reading(table, _roster_rows(plan, roster))
            for table, roster in zip(rosters, plan.rosters, strict=True)
        ),
    ]


def _responses(plan: ColumnPlan) -> Callable[[Record], Iterable[CodedRow]]:
    facts = [READ[column.source] for column in plan.system]
    code = coder(plan.system)
    cells = _AnswerCells(plan, plan.questions)

    def rows(record: Record) -> Iterable[CodedRow]:
        answered = cells.of(record, record.answers)
        return (code([fact(record) for fact in facts]) + answered,)

    return rows


def _roster_rows(plan: ColumnPlan, roster: PlannedRoster) -> Callable[[Record], Iterable[CodedRow]]:
    code = coder(roster.keys)
    cells = _AnswerCells(plan, roster.questions)

    def rows(record: Record) -> Iterator[CodedRow]:
        for row in record.rosters.get(roster.id, ()):
            facts = {FIRST: record.session.response, ROW: row["row"]}
            keys = [facts.get(one.source, row.get("option")) for one in roster.keys]
            yield code(keys) + cells.of(record, row["answers"], row["row"])

    return rows


class _AnswerCells:
    """Gives the cells in codes of the answers to some questions.

    Args:
        plan: The plan.
        questions: The questions, in the order of their columns.
    """

    def __init__(self, plan: ColumnPlan, questions: Sequence[PlannedQuestion]) -> None:
        self._plan: Final = plan
        self._questions: Final = questions
        self._by_version: Final[dict[str, list[_QuestionCells]]] = {}

    def of(
        self, record: Record, answers: Mapping[str, Mapping[str, Any]], row: int = 0
    ) -> CodedRow:
        """Give the cells of a record's answers, or of one of its rows."""
        version = self._by_version.get(record.session.hash) or self._known(record)
        cells: CodedRow = []
        for one in version:
            cells += one.of(record, answers, row)
        return cells

    def _known(self, record: Record) -> list[_QuestionCells]:
        """Look at a version once, when the first record of it comes."""
        asked = self._plan.asked.get(record.session.hash)
        if asked is None:
            raise UnreadableRecord(
                say("Response {response} answers another version: {version} ({hash})."),
                hint=say("Export with all versions of the questionnaire that have answers."),
                response=record.session.response,
                version=record.session.version,
                hash=record.session.hash[:8],
            )
        partly = self._plan.partly_offering.get(record.session.hash, {})
        offering: dict[str, dict[int, Planned]] = {}
        for place, planned in partly.items():
            name, row = parted(place)
            offering.setdefault(name, {})[row] = planned
        found = [
            _QuestionCells(
                one,
                asked.get(one.id),
                Offers(offering[one.id], asked) if one.id in offering else None,
            )
            for one in self._questions
        ]
        self._by_version[record.session.hash] = found
        return found


class _QuestionCells:
    """Gives the cells in codes of the answers to a question in a version.

    What an answer puts in the cells follows from it and from what was offered, and most answers are those of many: it
    is worked out once. Only the order in which things were shown is each record's own.
    """

    def __init__(
        self,
        planned: PlannedQuestion,
        question: Question | None,
        offers: Offers | None,
    ) -> None:
        self._columns: Final = planned.columns
        self._question: Final = question
        self._code: Final = coder(planned.columns)
        self._shuffled: Final = any(one.role in SHUFFLED for one in planned.columns)
        self._absent: Final = self._code([Missing.NOT_IN_VERSION] * len(planned.columns))
        self._offers: Final = offers
        self._found: Final[dict[tuple[str, frozenset[Code] | None], CodedRow]] = {}

    def of(self, record: Record, answers: Mapping[str, Mapping[str, Any]], row: int) -> CodedRow:
        """Give the cells; not to be changed."""
        question = self._question
        if question is None:
            return self._absent
        offered = None if self._offers is None else self._offered(record, question, row)
        if self._shuffled:
            return self._work_out(record, answers, question, offered)
        said = repr(answers.get(question.id))
        known = self._found.get((said, offered))
        if known is None:
            known = self._work_out(record, answers, question, offered)
            if len(said) <= LONGEST_KNOWN:
                if len(self._found) == MOST_KNOWN:
                    self._found.clear()
                self._found[said, offered] = known
        return known

    def _offered(self, record: Record, question: Question, row: int) -> frozenset[Code] | None:
        try:
            return None if self._offers is None else self._offers.of(record, row)
        except (LookupError, ValueError, TypeError, AttributeError) as error:
            raise _unreadable(record, question) from error

    def _work_out(
        self,
        record: Record,
        answers: Mapping[str, Mapping[str, Any]],
        question: Question,
        offered: frozenset[Code] | None,
    ) -> CodedRow:
        answer = _answer(record, answers, question)
        return self._code(
            [
                _order(column, record)
                if column.role in SHUFFLED
                else _cell(column, question, answer, offered)
                for column in self._columns
            ]
        )


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


def _cell(
    column: Column, question: Question, answer: Answer, offered: frozenset[Code] | None
) -> Cell:
    """Give what one answer puts in one of its columns; `offered`: the options that there were, if not all."""
    value = answer.value
    absent = _absent(column, question, value, offered)
    if absent is not None:
        return absent
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


def _absent(
    column: Column,
    question: Question,
    value: Value | Missing,
    offered: frozenset[Code] | None,
) -> Missing | None:
    """Say why there is no option that a column is about, where its question was answered; None where there is one."""
    if column.code is None:
        return None
    if not offers(question, column.code):
        return Missing.NOT_IN_VERSION
    if offered is None or isinstance(value, Missing) or column.role is Role.NAMELY:
        return None
    is_there = column.code in offered or column.code in codes_of(value)
    return None if is_there else Missing.OFF_ROUTE


def _unreadable(record: Record, question: Question) -> UnreadableRecord:
    return UnreadableRecord(
        say("Response {response} has no readable answer to '{question}'."),
        hint=CHANGED,
        response=record.session.response,
        question=question.id,
    )
