"""Planning of rosters: which rows there can be, and what is known of them inside and behind their section."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Final, TypeVar

from hybridequiz.questionnaire.conditions import Condition, Fault, Guard, Kind, Roster, Symbol
from hybridequiz.questionnaire.model import Section
from hybridequiz.questionnaire.parts import Key
from hybridequiz.questionnaire.questions import (
    FORMS,
    MODES,
    Form,
    GridQuestion,
    IntegerQuestion,
    MultipleQuestion,
    Question,
)
from hybridequiz.questionnaire.repetition import Repetition
from hybridequiz.questionnaire.states import Code, Missing
from hybridequiz.questionnaire.texts import Text
from hybridequiz.values import replace

Report = Callable[[Key, str, Fault], None]
"""Told of a fault: the path of the condition, its source, and what is wrong."""

T = TypeVar("T", bound=str)

ALL_MODES: Final = frozenset(MODES)
ALL_FORMS: Final = frozenset(FORMS)
MOST_ROWS: Final = 250
"""Rows of a repeated section."""
ROW: Final = "row"
"""What conditions and texts of a repeated section call its row."""


class RosterPlanning:
    """What a planner knows of sections that are repeated."""

    _symbols: dict[str, Symbol]
    _notes: dict[str, str]
    _later: set[str]
    _kept_off: dict[str, frozenset[Missing]]
    _compiled: dict[tuple[str, Kind], Condition]
    _report: Report

    def __init__(self) -> None:
        self._rosters: dict[str, Roster] = {}
        self._questions: dict[str, Question] = {}

    def _condition(
        self, source: str, path: Key, this: Symbol | None = None, wanted: Kind = Kind.BOOLEAN
    ) -> Condition | None:
        """Compile one condition; report its faults."""
        raise NotImplementedError

    def _repetition(
        self, section: Section, number: int, guards: tuple[Guard, ...]
    ) -> Repetition | None:
        """Compile how a section is repeated, and let its questions know their row."""
        if section.repeat is None:
            return None
        path: Key = ("section", number, "repeat")
        present = self._presence(section.repeat, path)
        if present is None:
            return None
        some, rows, codes = present
        self._symbols[ROW] = row_symbol(codes, len(rows))
        self._later.discard(section.id)
        self._notes[section.id] = "its rows are gone through after it"
        title = section.row_title or _row_title(section, codes)
        return Repetition(
            id=section.id,
            source=section.repeat,
            fields=tuple(answered_in(section)),
            some=some,
            rows=rows,
            guards=guards,
            modes=allowed(ALL_MODES, section.mode),
            forms=allowed(ALL_FORMS, one_form(section.form)),
            codes=codes,
            title=title,
        )

    def _presence(
        self, source: str, path: Key
    ) -> tuple[Condition, tuple[Condition, ...], tuple[Code, ...]] | None:
        """Compile whether there is any row, and each; with the options that the rows belong to."""
        question = self._questions.get(source) if source in self._symbols else None
        codes: tuple[Code, ...] = ()
        if isinstance(question, IntegerQuestion):
            sources = [
                f"{source} >= {number}" for number in range(1, min(question.max, MOST_ROWS) + 1)
            ]
        elif isinstance(question, MultipleQuestion):
            codes = tuple(one.code for one in question.options if not one.exclusive)
            sources = [f"{code!r} in {source}" for code in codes]
            if not codes:
                self._no_rows(source, path)
                return None
        else:
            self._no_source(source, path)
            return None
        if isinstance(question, IntegerQuestion) and not 1 <= question.max <= MOST_ROWS:
            message = f"'{source}' can be {question.max}: a section has 1 to {MOST_ROWS} rows"
            hint = "raise its 'max'" if question.max < 1 else "lower its 'max'"
            self._report(path, source, Fault("bounds", message, 0, len(source), hint))
        some = f"answered({source})" if codes else f"{source} >= 1"
        compiled = [self._condition(one, path) for one in (some, *sources)]
        whole = [one for one in compiled if one is not None]
        if len(whole) < max(len(compiled), 2):
            return None
        return whole[0], tuple(whole[1:]), codes

    def _no_rows(self, source: str, path: Key) -> None:
        """Say that no option of a choice can be a row."""
        message = f"every option of '{source}' is exclusive: none of them can be a row"
        hint = "rows belong to the options without 'exclusive'"
        self._report(path, source, Fault("bounds", message, 0, len(source), hint))

    def _no_source(self, source: str, path: Key) -> None:
        """Say that what a section is repeated by is not there, or says nothing of rows."""
        outer = [one.name for one in self._rosters.values() if source in one.fields]
        if outer:
            hint = (
                f"ask the same questions once for all rows, or in the section '{outer[0]}' itself"
            )
            message = (
                f"'{source}' is asked once a row of '{outer[0]}': rosters cannot stand in rosters"
            )
            self._report(path, source, Fault("unusable-name", message, 0, len(source), hint))
            return
        known = source in self._symbols and source not in self._questions
        if not known and self._condition(f"answered({source})", path) is None:
            return
        hint = "name a question of type integer, or a multiple choice"
        message = f"'{source}' does not say how many rows there are"
        self._report(path, source, Fault("type-mismatch", message, 0, len(source), hint))

    def _close(self, section: Section) -> None:
        """After a roster its questions are named row by row."""
        name, symbols = section.id, self._symbols
        fields = {
            one: self._in_rows(symbols.pop(one)) for one in answered_in(section) if one in symbols
        }
        symbols.pop(ROW, None)
        self._notes.pop(name, None)
        self._later.discard(name)
        self._compiled.clear()
        self._rosters[name] = Roster(name, fields, section.repeat or "")
        for one in fields:
            self._notes[one] = (
                f"it is asked once a row of '{name}': any(row.{one} … for row in {name}), "
                "or count, sum, min, max, mean, all"
            )

    def _in_rows(self, symbol: Symbol) -> Symbol:
        """Say what a question of a row can hold where the row is there: it may still not be asked."""
        kept_off = self._kept_off.pop(symbol.name, frozenset())
        return replace(symbol, missing=symbol.missing | kept_off)


def row_symbol(codes: tuple[Code, ...], rows: int) -> Symbol:
    """Say what `row` is in conditions: one of the options, or a number from 1."""
    if codes:
        return Symbol(ROW, Kind.CODE, codes)
    return Symbol(ROW, Kind.NUMBER, minimum=Decimal(1), maximum=Decimal(rows), whole=True)


def answered_in(section: Section) -> Iterator[str]:
    """Give the ids of what has an answer in a section."""
    for item in section.question:
        if isinstance(item, GridQuestion):
            yield from (one.id for one in item.items)
        elif isinstance(item, Question):
            yield item.id


def _row_title(section: Section, codes: tuple[Code, ...]) -> Text:
    """Give what a row is called where the file does not say: its option, or its number of how many."""
    return Text({"": f"{{{ROW}}}" if codes else f"{{{ROW}}}/{{{section.repeat}}}"})


def reasons_in_rows(roster: Roster) -> frozenset[Missing]:
    """Give the reasons for which what is worked out of the rows of a roster can lack a value."""
    return frozenset[Missing]().union(*(one.missing for one in roster.fields.values()))


def one_form(form: Form | None) -> tuple[Form, ...] | None:
    """Give a form as what is allowed; None allows every one."""
    return None if form is None else (form,)


def allowed(everything: frozenset[T], *limits: Iterable[T] | None) -> frozenset[T]:
    """Keep what every limit allows."""
    allowed = everything
    for limit in limits:
        if limit:
            allowed &= frozenset(limit)
    return allowed
