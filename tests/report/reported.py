"""Reports of kept studies, for the tests of what they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from hybridequiz.cli.commands.export import translate
from hybridequiz.cli.kinds import SYNTHETIC
from hybridequiz.cli.locating import shipped_folder
from hybridequiz.cli.reporting import load_study, responses_to
from hybridequiz.questionnaire.study_file import StudyFile
from hybridequiz.report.audience_report import Asked
from hybridequiz.report.figures import Figure, IndicatorTable, Level, Report, Row
from hybridequiz.report.making import make_report, make_trace
from hybridequiz.report.tracing import Traced
from hybridequiz.store.data import DataFolder

STUDY = shipped_folder() / "study.toml"


@contextmanager
def asked(folder: Path, path: Path = STUDY) -> Iterator[tuple[StudyFile, Sequence[Asked]]]:
    """Give a study and its audiences, read from a data folder of made-up responses."""
    study = load_study(path)
    with (
        DataFolder(folder) as data,
        responses_to(study, data.synthetic, SYNTHETIC, translate) as found,
    ):
        yield study, found


def report_of(folder: Path, level: Level = Level.PUBLIC, path: Path = STUDY) -> Report:
    with asked(folder, path) as (study, found):
        return make_report(study, found, level, rehearsal=True, synthetic=True, translate=translate)


def trace_of(
    folder: Path,
    indicator: str,
    level: Level,
    audience: str = "participants",
    path: Path = STUDY,
) -> Traced:
    with asked(folder, path) as (study, found):
        report = make_report(study, found, level, rehearsal=True, synthetic=True)
        traced = make_trace(study, found, report, indicator)
        return next(one for one in traced if one.audience == audience)


def table_of(report: Report, indicator: str, audience: str) -> IndicatorTable:
    return next(
        one for one in report.tables if (one.indicator.id, one.audience) == (indicator, audience)
    )


def row_of(report: Report, indicator: str, line: str) -> Row:
    table = table_of(report, indicator, line.partition("/")[0])
    return next(row for row in table.rows if row.line == line)


def figure_of(report: Report, indicator: str, line: str, part: str = "") -> Figure:
    table = table_of(report, indicator, line.partition("/")[0])
    places = [one.id for one in table.parts]
    return row_of(report, indicator, line).figures[places.index(part)]


def shown(report: Report, indicator: str, line: str, part: str = "") -> tuple[int | None, ...]:
    """Give how many are counted, of how many, and the percentage."""
    figure = figure_of(report, indicator, line, part)
    return figure.count, figure.base, figure.percent
