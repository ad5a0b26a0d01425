"""Variables with labels: how SPSS and Stata see the columns of a table, and what they cannot carry.

Both know numbers, texts, days and times, with a label for the variable and for each number. So a code that is a name
becomes its place among the options, from 1; a day, a time and the code of a list in a file leave the cell empty where
there is no value, and a column `…__miss` beside them says why, as it does for texts.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum, auto
from typing import Final

from hybridequiz.export.coded import clean
from hybridequiz.export.columns import Column, ColumnPlan, Kind, Measure, Role, Table
from hybridequiz.export.losses import IN_CODEBOOK, IN_CSV, Loss, say_number
from hybridequiz.export.words import WHY_EMPTY, best_wording
from hybridequiz.questionnaire.states import EXPORT_CODES, Code, Missing
from hybridequiz.values import frozen, replace

STATE_CODES: Final[Mapping[int, Missing]] = {code: state for state, code in EXPORT_CODES.items()}


class Holds(Enum):
    """What the cells of a variable are."""

    NUMBER = auto()
    TEXT = auto()
    DAY = auto()
    TIME = auto()


@frozen
class Limits:
    """What a format can carry.

    Attributes:
        program: The program whose format it is.
        label: The size of a variable's label, at most.
        value_label: The size of the label of a value, at most.
        table_label: The size of the label of a table, at most.
        in_bytes: Whether labels are measured in bytes of UTF-8, else in characters.
        text: Bytes of a text, at most; None where there is no such limit.
        name: Characters of a name, at most.
        reserved: Names that a variable cannot have.
        first_day: The first day that it knows.
    """

    program: str
    label: int
    value_label: int
    table_label: int
    in_bytes: bool
    text: int | None
    name: int
    reserved: Collection[str]
    first_day: date

    def cut(self, text: str, size: int) -> str:
        """Cut a label between two characters; an ellipsis says so."""
        if not self.in_bytes:
            return text if len(text) <= size else f"{text[: size - 1]}…"
        if len(text.encode()) <= size:
            return text
        return f"{cut_bytes(text, size - len('…'.encode()))}…"


@frozen
class Variable:
    """A variable of a table.

    Attributes:
        name: Its name in the file.
        column: The column that it is made of.
        holds: What its cells are.
        label: What it is about.
        values: The numbers that have a label, with the label; states too.
        numbers: For codes that are names: the number of each.
        missing: Whether states stand in its cells, which are no values then.
        why: Whether it says why the column is empty.
    """

    name: str
    column: Column
    holds: Holds
    label: str
    values: tuple[tuple[int, str], ...] = ()
    numbers: Mapping[str, int] | None = None
    missing: bool = False
    why: bool = False

    @property
    def measure(self) -> Measure:
        """Give the level of measurement."""
        return Measure.NOMINAL if self.why else self.column.measure


TOGETHER: Final = 3
"""Labels of variables that were cut and are told one by one; more are told in one message."""


class Losses:
    """What a format could not carry, told once for each variable with how often; labels of many variables together.

    Args:
        questionnaire: The questionnaire's id.
        program: The program whose format it is.
    """

    def __init__(self, questionnaire: str, program: str) -> None:
        self._questionnaire = questionnaire
        self._program = program
        self._numbers: Counter[tuple[str, str, str]] = Counter()
        self._names: dict[tuple[str, str], str] = {}

    def add(self, code: str, column: Column, number: int = 1) -> None:
        """Note that something of a column was lost, a number of times."""
        if number:
            self._numbers[code, column_path(column), column.source] += number

    def renamed(self, column: Column, name: str, new: str) -> None:
        """Note that a variable has another name than its column."""
        self._numbers["renamed", f"{column.table}.{name}" if column.table else name, new] = 1

    def told(self) -> Iterator[Loss]:
        """Tell all of it."""
        cut = [where for code, where, _ in self._numbers if code == LABEL]
        if len(cut) > TOGETHER:
            yield self._loss(LABEL, "", len(cut), names=", ".join(cut))
        for (code, where, about), number in self._numbers.items():
            if code != LABEL or len(cut) <= TOGETHER:
                yield self._loss(code, where, number, names=where, name=where, about=about)

    def _loss(self, code: str, where: str, number: int, **parts: object) -> Loss:
        said, hint = _TOLD[code]
        parts = {"program": self._program, **parts}
        return Loss(code, said, number, self._questionnaire, where, parts, hint)


LABEL: Final = "label-cut"
_RENAMED: Final = say_number(
    "'{name}' cannot be a name in {program}: it is called '{about}' there",
    "'{name}' cannot be a name in {program}: it is called '{about}' there",
)
_TOLD: Final = {
    LABEL: (
        say_number(
            "the label of '{names}' is too long for {program} and was cut",
            "the labels of {number} variables are too long for {program} and were cut: {names}",
        ),
        IN_CODEBOOK,
    ),
    "value-label-cut": (
        say_number(
            "{number} label of a value of '{name}' is too long for {program} and was cut",
            "{number} labels of values of '{name}' are too long for {program} and were cut",
        ),
        IN_CODEBOOK,
    ),
    "text-cut": (
        say_number(
            "{number} text in '{name}' is too long for {program} and was cut",
            "{number} texts in '{name}' are too long for {program} and were cut",
        ),
        IN_CSV,
    ),
    "inexact-number": (
        say_number(
            "{number} number in '{name}' has more digits than {program} holds and was rounded",
            "{number} numbers in '{name}' have more digits than {program} holds and were rounded",
        ),
        IN_CSV,
    ),
    "day-out-of-range": (
        say_number(
            "{number} day in '{name}' is too early for {program} and was left empty",
            "{number} days in '{name}' are too early for {program} and were left empty",
        ),
        IN_CSV,
    ),
    "code-without-number": (
        say_number(
            "{number} code in '{name}' is in no version of the questionnaire and was left empty",
            "{number} codes in '{name}' are in no version of the questionnaire and were left empty",
        ),
        IN_CSV,
    ),
    "renamed": (_RENAMED, ""),
}


def cut_bytes(text: str, size: int) -> str:
    """Cut a text to a number of bytes of UTF-8, between two characters."""
    return text.encode()[:size].decode(errors="ignore")


def one_line(text: str) -> str:
    """Give a label on one line, without what no file can have."""
    return " ".join(clean(text).split())


def variables_of(
    table: Table, plan: ColumnPlan, language: str, limits: Limits, losses: Losses
) -> tuple[Variable, ...]:
    """Give the variables of a table.

    Args:
        table: The table.
        plan: The plan that has the words.
        language: The language of the labels.
        limits: What the format can carry.
        losses: Told what it cannot.
    """
    made = [one for column in table.columns for one in _of_column(column, plan, language)]
    taken: set[str] = set()
    fitting = []
    for one in made:
        name = _free_name(one.name, limits, taken)
        taken.add(name.lower())
        if name != one.name:
            losses.renamed(one.column, one.name, name)
        fitting.append(_fitting(replace(one, name=name), limits, losses))
    return tuple(fitting)


def is_listed(column: Column) -> bool:
    """Tell whether the cells are codes of a list in a file, or states."""
    return bool(column.lists) and column.kind is Kind.CHOICE


def state_label(plan: ColumnPlan, code: int, language: str) -> str:
    """Give the words for a state."""
    return one_line(best_wording(plan.states[STATE_CODES[code]], language))


def _of_column(column: Column, plan: ColumnPlan, language: str) -> Iterator[Variable]:
    """Give the variable of a column; and the one that says why it is empty, where no column of the plan does."""
    label = one_line(best_wording(column.label, language))
    states = sorted(EXPORT_CODES[state] for state in column.states)
    labelled = tuple((code, state_label(plan, code, language)) for code in states)
    holds = _holds(column)
    if holds is not Holds.NUMBER:
        yield Variable(column.name, column, holds, label)
        if column.kind in (Kind.DATE, Kind.TIME, Kind.CHOICE) and states:
            why = one_line(plan.words.said(WHY_EMPTY).in_language(language))
            name = f"{column.name}__miss"
            yield Variable(name, column, Holds.NUMBER, f"{label} – {why}", labelled, why=True)
        return
    numbers = _numbers(column.values)
    yield Variable(
        column.name,
        column,
        holds,
        label,
        (*_value_labels(column, numbers, language), *labelled),
        numbers,
        missing=bool(states) and column.role is not Role.STATE,
    )


def _holds(column: Column) -> Holds:
    found = {Kind.DATE: Holds.DAY, Kind.TIME: Holds.TIME, Kind.TEXT: Holds.TEXT}
    found[Kind.PARTIAL_DATE] = Holds.TEXT
    return Holds.TEXT if is_listed(column) else found.get(column.kind, Holds.NUMBER)


def _numbers(values: Sequence[tuple[Code, object]]) -> Mapping[str, int] | None:
    """Number codes that are names by their place; codes that are numbers stay as they are."""
    if not any(isinstance(code, str) for code, _ in values):
        return None
    return {str(code): place for place, (code, _) in enumerate(values, 1)}


def _value_labels(
    column: Column, numbers: Mapping[str, int] | None, language: str
) -> Iterator[tuple[int, str]]:
    for code, text in column.values:
        number = numbers[str(code)] if numbers is not None else int(code)
        yield number, one_line(best_wording(text, language))


def _fitting(one: Variable, limits: Limits, losses: Losses) -> Variable:
    """Cut labels that are too long."""
    label = limits.cut(one.label, limits.label)
    losses.add("label-cut", one.column, label != one.label)
    values = tuple((code, limits.cut(text, limits.value_label)) for code, text in one.values)
    cut = sum(left != right for left, right in zip(values, one.values, strict=True))
    losses.add("value-label-cut", one.column, cut)
    return replace(one, label=label, values=values)


def _free_name(name: str, limits: Limits, taken: Collection[str]) -> str:
    """Give a name that the program takes: the same for the same column, whatever stands beside it."""
    mark = hashlib.sha256(name.encode()).hexdigest()
    new = f"{name}_x" if name.lower() in limits.reserved else name
    size = 5
    while len(new) > limits.name or new.lower() in taken:
        new = f"{name[: limits.name - size - 1]}_{mark[:size]}"
        size += 1
    return new


def column_path(column: Column) -> str:
    """Give the name of a column, with its table if that is not the first."""
    return f"{column.table}.{column.name}" if column.table else column.name
