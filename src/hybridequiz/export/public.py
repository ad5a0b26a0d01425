"""What of an export may leave: fewer columns, coarser dates, and what has to be withheld together.

Away go codes, texts, orders, the interviewer, moments, durations and counts of what happened; days become months. What
is left of questions that are marked `identifying`, of what is computed from them, of what decides whether they are
asked, and of where and when the session was, identifies: see `suppression`. Whatever is asked, or offered, only after
such an answer tells of it, and is withheld with it (decision 0032).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Final

from hybridequiz.export.coded import Coded
from hybridequiz.export.columns import (
    TEXTS,
    Column,
    ColumnPlan,
    Kind,
    Measure,
    PlannedQuestion,
    PlannedRoster,
    Role,
)
from hybridequiz.export.dependence import Dependence
from hybridequiz.export.system import FIRST, LOCATION
from hybridequiz.export.told import START, rows_of
from hybridequiz.export.words import WHY_EMPTY, Note
from hybridequiz.problems import say
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.model import Threshold
from hybridequiz.questionnaire.states import EXPORT_CODES, Missing
from hybridequiz.values import frozen, replace

SESSION: Final = (LOCATION, START)
"""What who was there knows of a session: where and when. It identifies, as questions do."""
KEPT: Final = (
    FIRST,
    "questionnaire",
    "version",
    "audience",
    "session_mode",
    "session_form",
    "session_language",
    LOCATION,
    "rehearsal",
    "synthetic",
    "status",
    "disposition",
    START,
)
"""The columns on the session that may leave."""
NUMBER: Final = say("Number of the response; it says nothing of when it was given")
MONTH: Final = say("Month of the start")
ABOUT: Final = say(
    "Made to be passed on: without codes, texts and days. What identifies stands here only where at least {least}"
    " responses share it all; elsewhere it is withheld, and with it what would tell of it."
)
WITHHELD: Final = say("Values and rows withheld: {number}")
LEFT_OUT: Final = say("Responses left out, as too few are like them: {number}")
_WITHHELD: Final = EXPORT_CODES[Missing.WITHHELD]
_MONTH_LENGTH: Final = 7  # 2026-01
_MONTH_PRECISE: Final = 2

Coarsen = Callable[[Coded], Coded]


@frozen
class PublicCell:
    """How a cell of a public column is made.

    Attributes:
        column: The column.
        read: The name of the column that is read.
        coarsen: Makes the cell of what is read.
        withheld: What stands in it where it is withheld.
    """

    column: Column
    read: str
    coarsen: Coarsen
    withheld: Coded


@frozen
class PublicPlan:
    """What of a plan may leave.

    Attributes:
        shown: The columns that leave.
        cells: For each table, by its ending: how the cells of its columns are made.
        units: What identifies: questions, or facts of the session.
        hidden: What never leaves, as it identifies and is asked in rows or typed, and what tells of it.
        depends: What tells of what.
        rosters: For each roster, by its ending: the name for which rows there are.
        least: How many must share a combination.
    """

    shown: ColumnPlan
    cells: Mapping[str, tuple[PublicCell, ...]]
    units: tuple[str, ...]
    hidden: frozenset[str]
    depends: Dependence
    rosters: Mapping[str, str]
    least: int

    def notes(self, withheld: Mapping[tuple[str, str], int], left_out: int) -> list[Note]:
        """Say what does not leave.

        Args:
            withheld: How many values are withheld, by ending of the table and name of the column.
            left_out: How many responses are left out.
        """
        number = sum(withheld.values())
        notes: list[Note] = [(ABOUT, {"least": self.least}), (WITHHELD, {"number": number})]
        return [*notes, *([(LEFT_OUT, {"number": left_out})] if left_out else [])]

    def counting(self, withheld: Mapping[tuple[str, str], int]) -> ColumnPlan:
        """Give the columns that leave with how many values are withheld, by ending of the table and name."""

        def counted(ending: str, columns: Iterable[Column]) -> tuple[Column, ...]:
            return tuple(_counted(one, withheld.get((ending, one.name), 0)) for one in columns)

        def asked(ending: str, questions: Iterable[PlannedQuestion]) -> tuple[PlannedQuestion, ...]:
            return tuple(replace(one, columns=counted(ending, one.columns)) for one in questions)

        rosters = tuple(
            replace(
                one,
                keys=counted(f".{one.id}", one.keys),
                questions=asked(f".{one.id}", one.questions),
            )
            for one in self.shown.rosters
        )
        plan = self.shown
        return replace(
            plan,
            system=counted("", plan.system),
            questions=asked("", plan.questions),
            rosters=rosters,
        )


def public_plan(plan: ColumnPlan, instruments: Mapping[str, Instrument]) -> PublicPlan:
    """Say what of a plan may leave.

    Args:
        plan: All columns.
        instruments: The versions of the questionnaire by hash.
    """
    depends = Dependence(tuple(instruments.values()))
    read = _narrowed(plan, depends)
    maker = _Maker(read, depends)
    tables = {table.ending: table for table in read.tables}
    cells = {
        ending: tuple(cell for column in table.columns for cell in maker.cells(column))
        for ending, table in tables.items()
    }
    names = [cell.column.source for cell in cells[""] if cell.column.source != FIRST]
    identifying = depends.identifying.union(SESSION) - depends.days
    units = tuple(one for one in dict.fromkeys(names) if one in identifying)
    never = depends.telling_of(depends.identifying - set(units)) | depends.days
    return PublicPlan(
        shown=maker.shown(cells),
        cells=cells,
        units=units,
        hidden=never - set(units),
        depends=depends,
        rosters={f".{one.id}": rows_of(one.id) for one in read.rosters},
        least=_least(instruments.values()),
    )


def _least(instruments: Iterable[Instrument]) -> int:
    """Give how many must be alike: the most that any version promised."""
    studies = [one.questionnaire.study for one in instruments]
    promised = [(one.threshold if one else Threshold()).public for one in studies]
    return max(promised, default=Threshold().public)


def _narrowed(plan: ColumnPlan, depends: Dependence) -> ColumnPlan:
    """Leave out the columns that may not leave."""

    def questions(found: Iterable[PlannedQuestion]) -> Iterator[PlannedQuestion]:
        for one in found:
            columns = tuple(column for column in one.columns if _may_leave(column, one))
            if columns and one.id not in depends.exact:
                yield replace(one, columns=columns)

    return replace(
        plan,
        system=tuple(one for one in plan.system if one.source in KEPT),
        questions=tuple(questions(plan.questions)),
        rosters=tuple(
            replace(one, questions=tuple(questions(one.questions))) for one in plan.rosters
        ),
    )


def _may_leave(column: Column, question: PlannedQuestion) -> bool:
    """Tell whether a column of a question may leave: nothing that was typed, and no order."""
    typed = any(one.role is Role.ANSWER and one.kind is Kind.TEXT for one in question.columns)
    return not typed and column.role not in (Role.NAMELY, Role.ORDER, Role.POSITION)


@frozen
class _Maker:
    """Makes the columns that leave of those that are read."""

    plan: ColumnPlan
    depends: Dependence

    def cells(self, column: Column) -> list[PublicCell]:
        """Say how the columns that come of one column are made."""
        if column.role is Role.SYSTEM and column.source == FIRST:
            label = self.plan.words.said(NUMBER)
            return [self._cell(replace(column, kind=Kind.INTEGER, label=label), column)]
        if column.kind is Kind.DATE or (column.role is Role.SYSTEM and column.source == START):
            return self._month_of_day(column)
        if column.kind is Kind.PARTIAL_DATE:
            return [self._cell(column, column, _month)]
        if column.role is Role.PRECISION:
            values = tuple(one for one in column.values if one[0] in (1, _MONTH_PRECISE))
            return [self._cell(replace(column, values=values), column, _precision)]
        return [self._cell(column, column)]

    def _month_of_day(self, column: Column) -> list[PublicCell]:
        """Make two columns of a day: the month, and why there is none."""
        words = self.plan.words
        label = words.said(MONTH) if column.role is Role.SYSTEM else column.label
        month = replace(
            column, kind=Kind.PARTIAL_DATE, measure=Measure.NOMINAL, label=label, max_length=None
        )
        reason = replace(
            month,
            name=f"{column.name}__miss",
            kind=Kind.CHOICE,
            role=Role.STATE,
            label=words.label(label, words.said(WHY_EMPTY)),
        )
        return [self._cell(month, column, _month), self._cell(reason, column, _reason)]

    def _cell(self, shown: Column, read: Column, coarsen: Coarsen | None = None) -> PublicCell:
        gone: Coded = _WITHHELD if shown.is_number else str(_WITHHELD)
        withheld = None if shown.kind in TEXTS else gone
        return PublicCell(shown, read.name, coarsen or _as_it_is, withheld)

    def shown(self, cells: Mapping[str, Collection[PublicCell]]) -> ColumnPlan:
        """Give the columns that leave as a plan."""
        plan = self.plan

        def of(ending: str, columns: Iterable[Column]) -> tuple[Column, ...]:
            names = {one.name for one in columns}
            return tuple(one.column for one in cells[ending] if one.read in names)

        def asked(ending: str, questions: Iterable[PlannedQuestion]) -> tuple[PlannedQuestion, ...]:
            return tuple(replace(one, columns=of(ending, one.columns)) for one in questions)

        def roster(one: PlannedRoster) -> PlannedRoster:
            ending = f".{one.id}"
            keys, questions = of(ending, one.keys), asked(ending, one.questions)
            return replace(one, keys=keys, questions=questions)

        return replace(
            plan,
            system=of("", plan.system),
            questions=asked("", plan.questions),
            rosters=tuple(roster(one) for one in plan.rosters),
        )


def _counted(column: Column, number: int) -> Column:
    """Give a column of which so many values are withheld."""
    if not number:
        return column
    states = {*column.states, Missing.WITHHELD}
    return replace(
        column,
        withheld=number,
        states=tuple(one for one in EXPORT_CODES if one in states),
    )


def _as_it_is(cell: Coded) -> Coded:
    return cell


def _month(cell: Coded) -> Coded:
    """Give the month of a day, or the year where no more is known; nothing where there is no value."""
    return None if _is_state(cell) else str(cell)[:_MONTH_LENGTH]


def _reason(cell: Coded) -> Coded:
    """Say why there is no day; what is not kept is withheld."""
    if cell is None:
        return _WITHHELD
    return int(cell) if _is_state(cell) else None


def _precision(cell: Coded) -> Coded:
    return min(cell, _MONTH_PRECISE) if isinstance(cell, int) else cell


def _is_state(cell: Coded) -> bool:
    return cell is None or str(cell).startswith("-")
