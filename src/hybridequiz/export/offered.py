"""Which options an interview offered, worked out anew from its record: what was not offered is no "no".

A record has the answers to all questions, and the condition of an option names only these and the facts of the session;
so what was offered at the end of the interview follows from it, by the same function that the interview uses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from hybridequiz.export.record import Record
from hybridequiz.interview.answers import answer_from_json
from hybridequiz.interview.route import offered_options
from hybridequiz.questionnaire.addresses import parted
from hybridequiz.questionnaire.instrument import Instrument, Planned
from hybridequiz.questionnaire.questions import MultipleQuestion, Question, RankingQuestion
from hybridequiz.questionnaire.rosters import unrolled
from hybridequiz.questionnaire.states import Code, Missing, Value

MOST_KNOWN: Final = 4_096
"""Combinations of answers for which it is remembered what was offered."""
_OUTSIDE: Final = 0


def partly_offering(instrument: Instrument) -> Mapping[str, Planned]:
    """Give the multiple choices and rankings that do not offer everybody all options, by address."""
    if not any(map(_offers_partly, instrument.items)):
        return {}
    return {one.id: one for one in unrolled(instrument).items if _offers_partly(one)}


def _offers_partly(planned: Planned) -> bool:
    question = planned.question
    if not isinstance(question, MultipleQuestion | RankingQuestion):
        return False
    return bool(planned.options) or question.chosen_in is not None


class Offers:
    """Says which options of a question an interview offered.

    Args:
        planned: The question as it is administered: by row, or at 0 where it stands in none.
        questions: The questions of its version by id.
    """

    def __init__(self, planned: Mapping[int, Planned], questions: Mapping[str, Question]) -> None:
        self._planned: Final = planned
        self._questions: Final = questions
        self._names: Final = {row: _read(one) for row, one in planned.items()}
        self._simple: Final = {
            row: all(name in questions for name in names) for row, names in self._names.items()
        }
        self._known: Final[dict[str, frozenset[Code]]] = {}

    def of(self, record: Record, row: int = _OUTSIDE) -> frozenset[Code] | None:
        """Give the codes that were offered; None where that was all of them.

        Args:
            record: The record.
            row: In which row of a roster.

        Raises:
            ValueError: An answer that decides on it cannot be read.
            LookupError: There is none.
        """
        planned = self._planned.get(row)
        if planned is None:
            return None
        names = self._names[row]
        said = self._said(record, names, is_simple=self._simple[row])
        key = f"{row} {said}"
        known = self._known.get(key)
        if known is None:
            if len(self._known) == MOST_KNOWN:
                self._known.clear()
            values = dict(self._values(names, said))
            known = frozenset(one.code for one in offered_options(planned, values))
            self._known[key] = known
        return known

    def _said(self, record: Record, names: tuple[str, ...], *, is_simple: bool) -> list[Any]:
        """Give what a record has for some names; `is_simple`: each is of a question that is in no row."""
        if is_simple:
            return [record.answers[name] for name in names]
        return list(self._found(record, names))

    def _found(self, record: Record, names: tuple[str, ...]) -> Iterator[Any]:
        """Give what a record has for some names: answers as they stand in it, and facts of the session."""
        facts: Mapping[str, Any] = {}
        rows: Mapping[str, Mapping[str, Any]] | None = None
        for name in names:
            if name in self._questions:
                yield record.answers[name]
            elif parted(name)[1]:
                rows = record.by_address if rows is None else rows
                yield rows.get(name)
            else:
                facts = facts or record.session.values(record.language)
                yield facts.get(name)

    def _values(
        self, names: tuple[str, ...], said: list[Any]
    ) -> Iterator[tuple[str, Value | Missing]]:
        """Give the values of the names; of a row that there is not, none was reached."""
        for name, one in zip(names, said, strict=True):
            question = self._questions.get(parted(name)[0])
            if question is None:
                yield name, Missing.NOT_REACHED if one is None else one
            elif one is not None:
                yield name, answer_from_json(question, one).value


def _read(planned: Planned) -> tuple[str, ...]:
    """Name what decides on the options that are offered."""
    conditions = planned.options.values()
    names = {name for one in conditions for name in one.names}
    question = planned.question
    if isinstance(question, MultipleQuestion | RankingQuestion) and question.chosen_in:
        names.add(question.chosen_in)
    return tuple(sorted(names))
