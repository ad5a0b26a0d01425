"""The column plan of a questionnaire: computed from its versions, rendered by every format.

One question gives these columns; ids and codes are the file's own:

- a single choice `q`: its code; and `q__97__txt`, what was typed at option 97 if it asks "namely";
- a lookup `q`: its code; and `q__label`, the words of that code;
- a multiple choice `q`: `q__1`, `q__2`, … with 1 or 0, or in each of them why there is none; an option that was not
  offered is not asked; and `q__97__txt`;
- a ranking `q`: `q__1`, `q__2`, … with the place, 0 where it is not ranked, or in each of them
  why there is none; and `q__97__txt`;
- a date of which a part may be unknown `q`: what is known, as ISO 8601 writes it; `q__prec`, how
  exact that is, where that differs; and `q__miss`, why it is empty;
- a text `q`: the text; and `q__miss`, why it is empty;
- what is shuffled: `q__order`, the codes of the options in the order in which they were shown;
  and `q__place`, at which place the question came;
- everything else: `q`, with the value, or the code of why there is none.

A section that is repeated has a table of its own, with a row for each of its rows: `response_id`, `row`, and where the
rows belong to the options of a choice that question's id, with the option.

Names are never cut: the longest are valid in SPSS, R and SQL; what is too long for Stata is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence

from hybridequiz.export.columns import Column, ColumnPlan, PlannedRoster
from hybridequiz.export.errors import ExportConflict, ExportRefused
from hybridequiz.export.offered import partly_offering
from hybridequiz.export.question_columns import QuestionPlanner
from hybridequiz.export.routing_words import Routing
from hybridequiz.export.system import system_columns
from hybridequiz.export.versions import (
    Asked,
    conflicts,
    histories,
    merged,
    roster_conflicts,
    version_name,
)
from hybridequiz.export.words import STATE_WORDS, Translate, Words, english
from hybridequiz.problems import Place, Problem, Said, say
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.questions import Question
from hybridequiz.questionnaire.states import EXPORT_CODES
from hybridequiz.values import replace


def column_plan(
    instruments: Mapping[str, Instrument],
    *,
    translate: Translate = english,
    synthetic: bool = False,
    without: Container[str] = (),
) -> ColumnPlan:
    """Compute the columns of a questionnaire in all its versions.

    Args:
        instruments: The versions by hash, oldest first. Words and order are those of the newest.
        translate: Says what is not the questionnaire's own, such as "Left empty".
        synthetic: Whether a column says that the answers were made up.
        without: Questions that have no columns; see `versions.changed`.

    Raises:
        ExportRefused: when there is no version.
        ExportConflict: when the answers of all versions do not fit in one table.
    """
    if not instruments:
        message = say("There is nothing to export: no version of the questionnaire is known.")
        raise ExportRefused(message)
    newest_first = tuple(reversed(tuple(instruments.values())))
    newest = newest_first[0].questionnaire
    found = {name: one for name, one in histories(newest_first).items() if name not in without}
    if problems := _conflicts(newest_first, found):
        raise ExportConflict(problems)
    languages = tuple(merged(one.questionnaire.languages for one in newest_first))
    words = Words(languages, translate).of(newest_first[0])
    routing = Routing(words)
    planner = QuestionPlanner(newest_first, words, routing)
    outside = {name: one for name, one in found.items() if not one[0].roster}
    system = system_columns(newest_first, words, synthetic=synthetic)
    plan = ColumnPlan(
        questionnaire=newest.id,
        title=words.label(newest.title),
        words=words,
        versions={one.hash: version_name(one) for one in instruments.values()},
        system=system,
        questions=tuple(planner.question(history) for history in outside.values()),
        rosters=tuple(_rosters(newest_first, found, planner, system[0])),
        asked={one.hash: _questions(one) for one in newest_first},
        states={state: words.said(STATE_WORDS[state]) for state in EXPORT_CODES},
        partly_offering={one.hash: partly_offering(one) for one in newest_first},
        exits=routing.exits(newest_first),
    )
    if clashes := list(_clashes(plan)):
        raise ExportConflict(clashes)
    return plan


def _conflicts(
    newest_first: Sequence[Instrument], found: Mapping[str, Sequence[Asked]]
) -> list[Problem]:
    """Find what does not fit: questions, or else rows of rosters that have any."""
    problems = [problem for history in found.values() for problem in conflicts(history)]
    rosters = {one.roster for history in found.values() for one in history}
    rows = (one for one in roster_conflicts(newest_first) if one.place.key in rosters)
    return problems or list(rows)


def _rosters(
    newest_first: Sequence[Instrument],
    found: Mapping[str, Sequence[Asked]],
    planner: QuestionPlanner,
    response: Column,
) -> Iterator[PlannedRoster]:
    """Plan the table of every roster; `response`: the column that tells the response."""
    for name in merged([_roster_ids(one) for one in newest_first]):
        inside = [history for history in found.values() if history[0].roster == name]
        if not inside:
            continue  # in the newest version that has its questions they are asked once
        first = inside[0][0]
        source = first.planned.repetition.source if first.planned.repetition else ""
        keys = [replace(response, table=name), planner.row_number(inside[0])]
        if first.planned.repetition and first.planned.repetition.codes:
            keys.append(planner.row_option(found[source], name))
        questions = tuple(planner.question(history) for history in inside)
        title = planner.words.label(first.section.title)
        yield PlannedRoster(name, title, tuple(keys), questions)


def _roster_ids(instrument: Instrument) -> list[str]:
    return [section.id for section in instrument.sections if section.repeat is not None]


def _questions(instrument: Instrument) -> Mapping[str, Question]:
    return {one.id: one.question for one in instrument.items if one.question is not None}


def _clashes(plan: ColumnPlan) -> Iterator[Problem]:
    """Find names that two columns would have."""
    for columns in (plan.columns, *(roster.columns for roster in plan.rosters)):
        yield from _clashes_in(plan, columns)


def _clashes_in(plan: ColumnPlan, columns: Sequence[Column]) -> Iterator[Problem]:
    times = Counter(column.name for column in columns)
    for column in {column.name: column for column in columns}.values():
        if times[column.name] > 1:
            message = Said(
                say("{number} columns would be called '{name}'"),
                number=times[column.name],
                name=column.name,
            )
            place = Place(plan.questionnaire, key=column.source)
            hint = Said(say("give the option a code without '__'"))
            yield Problem("name-clash", message, place, hint)
