"""The column plan of a questionnaire: computed from its versions, rendered by every format.

One question gives these columns; ids and codes are the file's own:

- a single choice `q`: its code; and `q__97__txt`, what was typed at option 97 if it asks "namely";
- a lookup `q`: its code; and `q__label`, the words of that code;
- a multiple choice `q`: `q__1`, `q__2`, … with 1 or 0, or in each of them why there is none;
  and `q__97__txt`;
- a text `q`: the text; and `q__miss`, why it is empty;
- what is shuffled: `q__order`, the codes of the options in the order in which they were shown;
  and `q__place`, at which place the question came;
- everything else: `q`, with the value, or the code of why there is none.

Names are never cut: the longest are valid in SPSS, R and SQL; what is too long for Stata is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from hybridequiz.export.columns import LONGEST_NAME, ColumnPlan
from hybridequiz.export.errors import ExportConflict, ExportRefused
from hybridequiz.export.question_columns import QuestionPlanner
from hybridequiz.export.system import system_columns
from hybridequiz.export.versions import conflicts, histories, merged, version_name
from hybridequiz.export.words import STATE_WORDS, Translate, Words, english
from hybridequiz.problems import Place, Problem, Severity
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.questions import Question
from hybridequiz.questionnaire.states import EXPORT_CODES


def column_plan(
    instruments: Mapping[str, Instrument], *, translate: Translate = english
) -> ColumnPlan:
    """Compute the columns of a questionnaire in all its versions.

    Args:
        instruments: The versions by hash, oldest first. Words and order are those of the newest.
        translate: Says what is not the questionnaire's own, such as "Left empty".

    Raises:
        ExportRefused: when there is no version.
        ExportConflict: when the answers of all versions do not fit in one table.
    """
    if not instruments:
        raise ExportRefused("There is nothing to export: no version of the questionnaire is known.")
    newest_first = tuple(reversed(tuple(instruments.values())))
    newest = newest_first[0].questionnaire
    found = histories(newest_first)
    if problems := [problem for history in found.values() for problem in conflicts(history)]:
        raise ExportConflict(problems)
    words = Words(tuple(merged(one.questionnaire.languages for one in newest_first)), translate)
    planner = QuestionPlanner(newest_first, words)
    plan = ColumnPlan(
        questionnaire=newest.id,
        title=words.label(newest.title),
        words=words,
        versions={one.hash: version_name(one) for one in instruments.values()},
        system=system_columns(newest_first, words),
        questions=tuple(planner.question(history) for history in found.values()),
        asked={one.hash: _questions(one) for one in newest_first},
        states={state: words.said(STATE_WORDS[state]) for state in EXPORT_CODES},
    )
    if clashes := list(_clashes(plan)):
        raise ExportConflict(clashes)
    return plan


def long_names(plan: ColumnPlan) -> list[Problem]:
    """Warn of names that Stata cuts."""
    hint = "Stata cuts it; SPSS, R and SQL take it as it is"
    return [
        Problem(
            code="long-name",
            message=f"the name '{column.name}' has more than {LONGEST_NAME} characters",
            place=Place(plan.questionnaire, key=column.source),
            hint=hint,
            severity=Severity.WARNING,
        )
        for column in plan.columns
        if len(column.name) > LONGEST_NAME
    ]


def _questions(instrument: Instrument) -> Mapping[str, Question]:
    return {one.id: one.question for one in instrument.items if one.question is not None}


def _clashes(plan: ColumnPlan) -> Iterator[Problem]:
    """Find names that two columns would have."""
    times = Counter(column.name for column in plan.columns)
    for column in {column.name: column for column in plan.columns}.values():
        if times[column.name] > 1:
            message = f"{times[column.name]} columns would be called '{column.name}'"
            place = Place(plan.questionnaire, key=column.source)
            yield Problem("name-clash", message, place, "give the option a code without '__'")
