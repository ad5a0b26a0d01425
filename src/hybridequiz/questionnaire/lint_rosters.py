"""Rosters: what is said of rows where there are none, and what is named from outside its row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from hybridequiz.problems import Problem
from hybridequiz.questionnaire.conditions import Symbol
from hybridequiz.questionnaire.expand import Expanded
from hybridequiz.questionnaire.instrument import Instrument, Planned
from hybridequiz.questionnaire.parts import Key
from hybridequiz.questionnaire.questions import ChoiceQuestion, LookupQuestion, Question
from hybridequiz.questionnaire.roster_planning import ROW, row_symbol

PER_ROW: Final = "it is asked once a row: only questions of the same section can name it"


class _Told(NamedTuple):
    """A problem before its place in the file is worked out."""

    code: str
    path: Key
    message: str
    hint: str


def roster_problems(instrument: Instrument, expanded: Expanded) -> Iterator[Problem]:
    """Check the sections that are repeated.

    Args:
        instrument: The questionnaire, as far as it could be compiled, each question once.
        expanded: Where its parts are written.
    """
    for code, path, message, hint in (*_of_sections(instrument), *_of_questions(instrument)):
        document, written = expanded.origin(path)
        yield Problem(code, message, document.place(written), hint)


def row_of_all(instrument: Instrument) -> Symbol | None:
    """Give what `row` is in every repeated section; None where it differs, or is held against the count."""
    found = {planned.repetition for planned in instrument.items if planned.repetition}
    repeated = sum(section.repeat is not None for section in instrument.sections)
    kinds = {row_symbol(one.codes, len(one.rows)) for one in found}
    if len(kinds) != 1 or len(found) != repeated or any(map(_counts_off, instrument.items)):
        return None
    return kinds.pop()


def _counts_off(planned: Planned) -> bool:
    """Tell whether a condition holds the row against what says which rows there are: then not everything can be."""
    if planned.repetition is None:
        return False
    both = {ROW, planned.repetition.source}
    conditions = [
        *(guard.condition for guard in planned.guards),
        *(condition for _, condition in planned.checks),
        *planned.options.values(),
    ]
    return any(both <= one.references for one in conditions)


def _of_sections(instrument: Instrument) -> Iterator[_Told]:
    """Check what sections, and what stands at the top of the file, say of rows."""
    for number, section in enumerate(instrument.sections):
        path: Key = ("section", number)
        if section.row_title is not None and section.repeat is None:
            hint = "leave the key out, or say what the section is repeated by: repeat = …"
            message = "'row_title' says nothing here: the section is not repeated"
            yield _Told("wrong-value", (*path, "row_title"), message, hint)
        if section.repeat is not None and section.id in instrument.by_id:
            message = f"'{section.id}' is also the id of a question"
            hint = "conditions name the rows by the id of the section: give it one of its own"
            yield _Told("duplicate-id", (*path, "id"), message, hint)
    for number, name in enumerate(instrument.questionnaire.key_items):
        found = instrument.by_id.get(name)
        if found is not None and found.repetition is not None:
            message = f"'{name}' is asked once a row: there may be none"
            hint = "name the question that says how many rows there are"
            yield _Told("unusable-name", ("key_items", number), message, hint)


def _of_questions(instrument: Instrument) -> Iterator[_Told]:
    """Check what questions say in rows, and of rows."""
    for planned in instrument.items:
        asks_consent = getattr(planned.question, "consent", None) is not None
        if planned.repetition is not None and asks_consent:
            hint = "ask it in a section of its own"
            message = "a consent is asked once, not once a row"
            yield _Told("wrong-value", (*planned.path, "consent"), message, hint)
        for key, name in _references(planned):
            found = instrument.by_id.get(name)
            if found and found.repetition and found.repetition is not planned.repetition:
                message = f"'{name}' belongs to the rows of '{found.repetition.id}'"
                yield _Told("unusable-name", (*planned.path, *key), message, PER_ROW)


def _references(planned: Planned) -> Iterator[tuple[Key, str]]:
    """Give the keys of a question that name another, with the name."""
    question = planned.question
    if isinstance(question, Question) and question.about is not None:
        yield ("about",), question.about
    if isinstance(question, ChoiceQuestion) and question.chosen_in is not None:
        yield ("chosen_in",), question.chosen_in
    if isinstance(question, LookupQuestion):
        for column, name in question.where.items():
            yield ("where", column), name
