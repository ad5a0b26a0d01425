"""Makes a report: everything is counted, then protected, then said."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import partial

from hybridequiz import __version__
from hybridequiz.export.words import Translate, Words, english
from hybridequiz.questionnaire.study_file import StudyFile
from hybridequiz.questionnaire.texts import Text
from hybridequiz.report.audience_report import Asked, AudienceReport
from hybridequiz.report.claims import Figures, claims_said, differences
from hybridequiz.report.compiled import Compiler, session_labels
from hybridequiz.report.figures import IndicatorTable, Level, Report
from hybridequiz.report.questionnaire_text import questionnaire_texts
from hybridequiz.report.response import ResponseTable
from hybridequiz.report.suppression import Rules
from hybridequiz.report.tables import Manner
from hybridequiz.report.tracing import Traced, trace
from hybridequiz.values import replace


def make_report(  # noqa: PLR0913 - all that a report is made of
    study: StudyFile,
    asked: Sequence[Asked],
    level: Level,
    *,
    rehearsal: bool,
    synthetic: bool = False,
    without_groups: Collection[str] = (),
    translate: Translate = english,
    response: ResponseTable | None = None,
    with_annex: bool = False,
) -> Report:
    """Make a report.

    Args:
        study: What is published.
        asked: The audiences with responses.
        level: For whom it is.
        rehearsal: Whether these are rehearsals.
        synthetic: Whether these were made up.
        without_groups: The audiences whose groups may not be shown: beside an earlier report they would tell of few.
        translate: Says what is not the study's own in a language.
        response: How many responded, where that is known, as it may be told.
        with_annex: Count the answers to every question, too, and say what was asked.

    Raises:
        ConditionFaults: A condition of the study is wrong for a questionnaire; `check` tells all of them.
    """
    manner = Manner(_rules(study, level), study.share_word, Words(study.languages, translate))
    make = partial(AudienceReport, study, manner, response, with_annex=with_annex)
    made = [make(one, with_groups=one.id not in without_groups) for one in asked]
    report = replace(
        _figures(study, level, manner, made),
        rehearsal=rehearsal,
        synthetic=synthetic,
        response=response,
    )
    return _annexed(report, made, asked, manner.words) if with_annex else report


def _figures(
    study: StudyFile, level: Level, manner: Manner, made: Sequence[AudienceReport]
) -> Report:
    """Put together what the audiences are said to be, their figures, and what follows from these."""
    tables = _tables(study, made)
    figures = Figures({(one.indicator.id, one.audience): one for one in tables})
    audiences = tuple(one.audience for one in made)
    return Report(
        study=study.id,
        title=study.title,
        languages=tuple(study.languages),
        level=level,
        threshold=manner.rules.threshold,
        rehearsal=False,
        synthetic=False,
        audiences=audiences,
        tables=tuple(tables),
        chapters=_chapters(study, tables),
        claims=tuple(claims_said(study, figures)),
        differences=tuple(differences(study.differences, figures, [one.id for one in audiences])),
        notes=_each_once(note for one in made for note in one.notes()),
        version=__version__,
        breakdowns=tuple((one.id, one.name) for one in study.breakdown),
        remarks=study.remarks,
        set_aside=tuple(each for one in made for each in one.set_aside),
    )


def _chapters(study: StudyFile, tables: Sequence[IndicatorTable]) -> tuple[tuple[str, Text], ...]:
    """Give the chapters that have indicators."""
    used = {one.indicator.chapter for one in tables}
    return tuple((one.id, one.title) for one in study.chapter if one.id in used)


def _tables(study: StudyFile, made: Sequence[AudienceReport]) -> list[IndicatorTable]:
    """Give the indicators of all audiences, in the order of the study file."""
    order = {one.id: place for place, one in enumerate(study.indicator)}
    found = [table for one in made for table in one.tables()]
    return sorted(found, key=lambda one: order[one.indicator.id])


def _annexed(
    report: Report, made: Sequence[AudienceReport], asked: Sequence[Asked], words: Words
) -> Report:
    """Add how every question was answered, and what was asked in every version."""
    texts = [questionnaire_texts(one.id, one.instruments, words) for one in asked]
    return replace(
        report,
        distributions=tuple(each for one in made for each in one.distributions),
        questionnaires=tuple(each for some in texts for each in some),
    )


def _rules(study: StudyFile, level: Level) -> Rules:
    return Rules(getattr(study.threshold, level), study.remarks.masked_below)


def make_trace(
    study: StudyFile, asked: Sequence[Asked], report: Report, indicator: str
) -> list[Traced]:
    """Say where the figure of an indicator comes from, audience by audience.

    Args:
        study: What is published.
        asked: The audiences with responses.
        report: The report of these: a trace tells no more; codes of responses are told in an internal one only.
        indicator: The id of the indicator.

    Raises:
        ConditionFaults: A condition of the study is wrong for a questionnaire.
    """
    rules = _rules(study, report.level)
    rows = {one.audience: one.total for one in report.tables if one.indicator.id == indicator}
    wanted = next(one for one in study.indicator if one.id == indicator)
    traced = []
    for one in asked:
        if one.id in rows:
            compiler = Compiler(one.instruments, session_labels(one.plan, study.location))
            counted = compiler.indicator(replace(wanted, by=()), one.id, {})
            (found,) = one.responses.tally([counted.names])
            codes = one.responses if report.level is Level.INTERNAL else None
            traced.append(trace(counted, rows[one.id], found, rules, codes))
    return traced


def _each_once(texts: Iterable[Text]) -> tuple[Text, ...]:
    found: list[Text] = []
    for text in texts:
        if text not in found:
            found.append(text)
    return tuple(found)
