"""Lookups: what `where` names, and whether it leaves something to choose from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hybridequiz.problems import Problem, Severity, did_you_mean
from hybridequiz.questionnaire.conditions import Kind
from hybridequiz.questionnaire.expand import Expanded
from hybridequiz.questionnaire.instrument import Instrument, Planned
from hybridequiz.questionnaire.lint_where import codes_met
from hybridequiz.questionnaire.parts import Key
from hybridequiz.questionnaire.questions import LookupQuestion
from hybridequiz.questionnaire.states import Code

MOST_NAMED: Final = 3
"""Codes that a message names."""


def lookup_problems(
    instrument: Instrument, expanded: Expanded, broken: frozenset[str]
) -> Iterator[Problem]:
    """Check what lookups say of their lists and of the questions before them.

    Args:
        instrument: The questionnaire, as far as it could be compiled.
        expanded: Where its parts are written.
        broken: Ids of questions that are reported already.
    """
    for planned in instrument.items:
        question = planned.question
        if isinstance(question, LookupQuestion):
            for column, name in question.where.items():
                if name not in broken:
                    yield from _Checker(instrument, expanded, planned).where(column, name)


class _Checker:
    """Checks one lookup."""

    def __init__(self, instrument: Instrument, expanded: Expanded, planned: Planned) -> None:
        self._instrument = instrument
        self._expanded = expanded
        self._planned = planned

    def where(self, column: str, name: str) -> Iterator[Problem]:
        """Check one column of `where`, and the question whose code it must hold."""
        path: Key = (*self._planned.path, "where", column)
        listed = self._planned.listed
        if listed is not None and column not in listed.columns:
            hint = did_you_mean(column, listed.columns, noun="the columns")
            message = f"'{listed.file}' has no column '{column}'"
            yield self._problem("unknown-column", path, message, hint)
        source = self._instrument.by_id.get(name)
        if source is None:
            known = [
                one.id for one in self._instrument.items[: self._planned.index] if one.question
            ]
            hint = did_you_mean(name, known)
            yield self._problem("unknown-name", path, f"there is no question '{name}'", hint)
        elif source.question is None:
            message = f"'{name}' is a note: it has no answer"
            yield self._problem("unusable-name", path, message)
        elif source.index >= self._planned.index:
            hint = "name a question that was asked before"
            message = f"'{name}' comes later than this question"
            yield self._problem("forward-reference", path, message, hint)
        elif source.symbol is not None and source.symbol.kind is not Kind.CODE:
            message = f"'{name}' is not a question of which one code is chosen"
            hint = "name a single choice or a lookup"
            yield self._problem("type-mismatch", path, message, hint)
        elif listed is not None and column in listed.columns:
            yield from self._without_rows(column, source, path)

    def _without_rows(self, column: str, source: Planned, path: Key) -> Iterator[Problem]:
        """Find the codes of an earlier answer that leave nothing to choose from."""
        question, listed = self._planned.question, self._planned.listed
        if question is None or listed is None:
            return
        codes: list[Code] = list(source.symbol.codes) if source.symbol else []
        if source.listed is not None:
            codes = list(source.listed.places)
        known = listed.values_in(column)
        found = [code for code in codes if str(code) not in known]
        lacking = codes_met(self._instrument, self._planned, source, found) if found else []
        if not lacking:
            return
        named = ", ".join(map(str, lacking[:MOST_NAMED])) + (
            ", …" if len(lacking) > MOST_NAMED else ""
        )
        message = (
            f"there may be nothing to choose from: '{listed.file}' has no row with"
            f" {named} under '{column}', which '{source.id}' can be"
        )
        hint = "add rows, or ask it only then: show_if"
        blocks = question.required and not question.missing and not self._planned.guards
        severity = Severity.ERROR if blocks else Severity.WARNING
        yield self._problem("no-options", path, message, hint, severity)

    def _problem(
        self,
        code: str,
        path: Key,
        message: str,
        hint: str = "",
        severity: Severity = Severity.ERROR,
    ) -> Problem:
        document, written = self._expanded.origin(path)
        return Problem(code, message, document.place(written), hint, severity)
