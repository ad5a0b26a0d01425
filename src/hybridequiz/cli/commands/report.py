"""`hybridequiz report`: the figures of a study, each with its base, small groups protected."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, cast, get_args

import click

from hybridequiz.cli.commands.export import translate
from hybridequiz.cli.kinds import LIVE, Kind, kind_options
from hybridequiz.cli.other_kind import nothing_here
from hybridequiz.cli.publishing import Publishing
from hybridequiz.cli.reporting import (
    NoStudy,
    find_study,
    responses_to,
    tell_study,
    with_organisations,
)
from hybridequiz.cli.settings import Settings, data_option, settings_of
from hybridequiz.cli.study_checks import read_study
from hybridequiz.cli.talk import is_read_here, machine_language, show, talk, wrapped, write
from hybridequiz.export.files import new_file, publish, staged
from hybridequiz.problems import ExitCode, offers, say
from hybridequiz.report.audience_report import Asked
from hybridequiz.report.figures import Level, Report
from hybridequiz.report.hiding import hidden_locations
from hybridequiz.report.making import make_report, make_trace
from hybridequiz.report.quotations import QuotedTexts
from hybridequiz.report.response_grouping import known_groups
from hybridequiz.report.response_groups import Groups, hidden_breakdowns, with_groups
from hybridequiz.report.response_source import known_response, response_table
from hybridequiz.values import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from hybridequiz.cli.study_checks import StudyRead
    from hybridequiz.questionnaire.study_file import StudyFile
    from hybridequiz.report.response import ResponseTable
    from hybridequiz.store.data import DataFolder
    from hybridequiz.store.journal import Store

Form = Literal["screen", "html", "json", "csv"]


@click.command("report")
@click.argument("study", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(get_args(Form)),
    default="screen",
    show_default=True,
    help="On the screen, as one page, or for other programs.",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where it comes; without it html, json and csv go to stdout.",
)
@click.option(
    "--public/--internal",
    "public",
    default=True,
    show_default=True,
    help="For everybody, or for the researchers: groups may be smaller then.",
)
@kind_options(
    "Report on the rehearsals instead of what counts.", "Report on what was made up instead."
)
@click.option("--language", default="", metavar="TAG", help="The language of the report.")
@click.option(
    "--trace",
    "indicator",
    metavar="INDICATOR",
    help="Say where a figure comes from: who is counted, who is in the base, who is not and why.",
)
@click.option("--ascii", "ascii_only", is_flag=True, help="Draw with ASCII signs only.")
@data_option
@settings_of
def command(  # noqa: PLR0913 - a parameter an option
    settings: Settings,
    *,
    study: str | None,
    form: str,
    out: Path | None,
    public: bool,
    kind: Kind,
    language: str,
    indicator: str | None,
    ascii_only: bool,
) -> int:
    """Show the figures of a study, each with its base; small groups protected.

    Shares, means and differences of shares; in sentences and words where the study says so.
    STUDY is a study file, its folder, or its id; without it the study.toml in ./questionnaires or in
    this folder, else the one that comes along. Small groups are not shown, nor what would give them away.
    """
    if indicator is not None and form != "screen":
        raise click.UsageError("--trace is shown on the screen: leave out --format.")
    if out is not None and form == "screen":
        raise click.UsageError("--out is for a file: name its --format, html, json or csv.")
    read = read_study(find_study(study))
    file = read.studied.study
    spoken = "" if read.errors else spoken_language(file, language)
    level = Level.PUBLIC if public else Level.INTERNAL
    with settings.data_folder() as data:
        store = kind.store(data)
        if store is None:
            return _nothing(data, kind, read)
        with responses_to(file, store, kind, translate, read.refuse_wrong) as found:
            asked = found if kind.synthetic else with_organisations(found, data)
            if not asked:
                return _nothing(data, kind, read)
            making = _Making(data, store, file, asked, level, kind)
            if indicator is not None:
                _trace(file, asked, making.traced(), indicator, spoken)
                return ExitCode.DONE
            report = making.report(form)
    if form == "screen":
        draw(report, spoken, ascii_only=ascii_only)
    else:
        _write(_written(report, cast("Form", form), spoken), out)
        for one in report.set_aside:
            talk(wrapped(one.note.in_language(spoken)))
    return ExitCode.DONE


class _Making:
    """Makes the report of what is in a store, beside what was published before.

    Args:
        data: The data folder.
        store: The store of the responses.
        study: What is published.
        asked: The audiences with responses.
        level: For whom the report is.
        kind: Which responses these are.
    """

    def __init__(
        self,
        data: DataFolder,
        store: Store,
        study: StudyFile,
        asked: Sequence[Asked],
        level: Level,
        kind: Kind,
    ) -> None:
        self._store: Final = store
        self._study: Final = study
        self._asked: Final = asked
        self._kind: Final = kind
        self._published: Final = (
            Publishing(
                store, asked, study.threshold.public, study.breakdown, study.quotations.details
            )
            if level is Level.PUBLIC and kind == LIVE
            else None
        )
        self._withheld: Final = self._published.withheld if self._published else frozenset[str]()
        make = partial(report_of, study, asked, level, kind)
        self._make: Final = partial(make, without_groups=self._withheld)
        self._data: Final = data
        self._level: Final = level

    def traced(self) -> Report:
        """Make the report of which a figure is traced."""
        return self._make()

    def report(self, form: str) -> Report:
        """Make the report for a form, and log it where it is published by that.

        Raises:
            StorageError: It cannot be logged.
        """
        annex = form != "screen"
        made_up = self._kind.synthetic
        report = self._make(with_annex=annex) if made_up else self._with_response(annex=annex)
        texts = QuotedTexts(self._study, self._asked, self._store, self._withheld)
        report = with_quotations(report, texts)
        if self._published and (form != "screen" or not is_read_here()):
            self._published.log(form)
        return report

    def _with_response(self, *, annex: bool) -> Report:
        """Make the report of what is no simulation: its response hides what its figures hide."""
        data, study, rehearsal = self._data, self._study, self._kind.rehearsal
        known = known_response(data, study, rehearsal=rehearsal, titles=study.audiences)
        table = partial(response_table, known, study, self._level, rehearsal=rehearsal)
        report = self._make(response=table(), with_annex=annex)
        numbers = {one.id: one.number for one in report.audiences}
        groups = Groups(
            known_groups(data, study, known, self._asked, rehearsal=rehearsal),
            hidden_breakdowns(report.tables, numbers, report.threshold),
            self._withheld,
        )
        places = hidden_locations(report.tables, study.breakdown)
        return replace(report, response=with_groups(table(hidden=places), groups))


def report_of(
    study: StudyFile,
    asked: Sequence[Asked],
    level: Level,
    kind: Kind,
    *,
    without_groups: Collection[str] = (),
    response: ResponseTable | None = None,
    with_annex: bool = False,
) -> Report:
    """Make the report of a study.

    Args:
        study: What is published.
        asked: The audiences with responses.
        level: For whom it is.
        kind: Which responses these are.
        without_groups: The audiences whose groups may not be shown.
        response: How many responded, where that is known.
        with_annex: Say how every question was answered, too: the screen does not show it.
    """
    return make_report(
        study,
        asked,
        level,
        rehearsal=kind.rehearsal,
        synthetic=kind.synthetic,
        without_groups=without_groups,
        translate=translate,
        response=response,
        with_annex=with_annex,
    )


def with_quotations(report: Report, texts: QuotedTexts) -> Report:
    """Give a report with its quotations; how many texts wait is told to the research team only."""
    waiting = None if report.level is Level.PUBLIC else texts.waiting()
    return replace(report, quotations=texts.quotations(), quotations_waiting=waiting)


def spoken_language(study: StudyFile, wanted: str) -> str:
    """Give the language of the report: the one that is wanted, that of this machine, or the study's first.

    Raises:
        NoStudy: The study is not in the language that is wanted.
    """
    if not wanted:
        here = machine_language()
        return here if here in study.languages else study.languages[0]
    if wanted not in study.languages:
        hints, parts = offers(wanted, list(study.languages), say("its languages are: {known}"))
        message = say("The study '{name}' is not in the language '{language}'.")
        raise NoStudy(message, hint=hints, name=study.id, language=wanted, **parts)
    return wanted


def _nothing(data: DataFolder, kind: Kind, read: StudyRead) -> int:
    read.refuse_wrong()
    for line in nothing_here(data, None, (), kind):
        talk(wrapped(line))
    tell_study(read.studied.study, read.path)
    return ExitCode.DONE


def _trace(
    study: StudyFile, asked: Sequence[Asked], report: Report, indicator: str, language: str
) -> None:
    from hybridequiz.report.screen import trace_view

    known = [one.id for one in study.indicator]
    if indicator not in known:
        hints, parts = offers(indicator, known, say("the indicators are: {known}"))
        raise NoStudy(say("There is no indicator '{name}'."), hint=hints, name=indicator, **parts)
    traced = make_trace(study, asked, report, indicator)
    for one in report.set_aside:
        if indicator in one.indicators:
            talk(wrapped(one.note.in_language(language)))
    if not traced:
        return
    show(lambda width: trace_view(report, indicator, traced, language, width=width))


def draw(report: Report, language: str, *, ascii_only: bool = False) -> None:
    """Draw a report on stdout, as wide as there is room for reading."""
    from hybridequiz.report.screen import report_view

    show(lambda width: report_view(report, language, width=width, ascii_only=ascii_only))


def _write(written: str, out: Path | None) -> None:
    """Write to a file, whole or not at all, or to stdout."""
    if out is None:
        write(written.removesuffix("\n"), raw=True)
        return
    with staged(out.parent) as stage:
        with new_file(stage / out.name) as file:
            file.write(written)
        publish(stage, out.parent, [out.name])
    write(str(out), raw=True)


def _written(report: Report, form: Form, language: str) -> str:
    if form == "html":
        from hybridequiz.report.html import html_report

        return html_report(report, language)
    if form == "json":
        from hybridequiz.report.json_report import json_report

        return json_report(report)
    from hybridequiz.report.csv_report import csv_report

    return csv_report(report, language)
