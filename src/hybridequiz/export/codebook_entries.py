"""What a codebook tells: every variable with what is asked, when, with which values, and how often each stands there.

The codebooks of all forms are written from these.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hybridequiz.export.columns import Column, ColumnPlan, PlannedQuestion, Table
from hybridequiz.export.counts import Count, Counts, entry_states
from hybridequiz.export.source import Source
from hybridequiz.questionnaire.states import EXPORT_CODES, Code, Missing
from hybridequiz.questionnaire.texts import Text
from hybridequiz.values import frozen


@frozen
class ValueEntry:
    """A value that a variable can have, or a reason for none.

    Attributes:
        code: What stands in the cell.
        text: Its words in every language.
        state: The reason, where it is one.
        number: How often it stands there; None without answers.
    """

    code: Code
    text: Text
    state: Missing | None = None
    number: int | None = None


@frozen
class Entry:
    """A variable.

    Attributes:
        column: The column.
        table: The table that it stands in.
        question: The question that fills it; None for what is known of the session, and for keys.
        count: What stands in it; None without answers.
        states: The words of the reasons.
    """

    column: Column
    table: Table
    question: PlannedQuestion | None
    count: Count | None
    states: Mapping[Missing, Text]

    @property
    def is_telling(self) -> bool:
        """Tell whether it is the variable that tells how many answered its question."""
        return self.question is not None and self.question.telling.name == self.column.name

    @property
    def values(self) -> list[ValueEntry]:
        """Give the codes with their words."""
        counted = None if self.count is None else self.count.values
        return [
            ValueEntry(code, text, None, None if counted is None else counted.get(str(code), 0))
            for code, text in self.column.values
        ]

    @property
    def reasons(self) -> list[ValueEntry]:
        """Give the reasons why there can be no value."""
        counted = None if self.count is None else self.count.states
        return [
            ValueEntry(
                EXPORT_CODES[state],
                self.states[state],
                state,
                None if counted is None else counted.get(state, 0),
            )
            for state in entry_states(self.column, self.count)
        ]


def entries(plan: ColumnPlan, source: Source | None, counts: Counts | None) -> Iterator[Entry]:
    """Give the variables of the tables of answers, in the order of their columns.

    Args:
        plan: The columns.
        source: The tables; without it those of the plan.
        counts: What stands in them; without it nothing is said of that.
    """
    questions = {
        (column.table, column.name): question
        for one in (plan.questions, *(roster.questions for roster in plan.rosters))
        for question in one
        for column in question.columns
    }
    for table in plan.tables if source is None else source.tables:
        if table.beside:
            continue
        for column in table.columns:
            count = None if counts is None else counts.get((table.id, column.name))
            question = questions.get((table.id, column.name))
            yield Entry(column, table, question, count, plan.states)
