"""Makes a report: everything is counted, then protected, then said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from hybridequiz import __version__
from hybridequiz.export.asked_if import Base, Clause
from hybridequiz.export.coded import Coded
from hybridequiz.export.columns import ColumnPlan
from hybridequiz.export.routing_words import Routing
from hybridequiz.export.words import Translate, Words, english
from hybridequiz.problems import Problem, say
from hybridequiz.questionnaire.indicators import Breakdown, Indicator
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.study_file import StudyFile
from hybridequiz.questionnaire.texts import Text
from hybridequiz.report.answered import Answered
from hybridequiz.report.by_mode import (
    MODE,
    Rows,
    Told,
    in_sentences,
    is_split,
    may_be_split,
    mode_breakdown,
    modes_of,
    told_with_modes,
    without_modes,
)
from hybridequiz.report.claims import Figures, claims_said, differences
from hybridequiz.report.compiled import Compiler, Counted, session_labels
from hybridequiz.report.counting import count
from hybridequiz.report.differencing import between, blurred, pairs
from hybridequiz.report.distributions import Distribution
from hybridequiz.report.figures import IndicatorTable, Level, Report, Row
from hybridequiz.report.population import agreed, is_of_all, population_of
from hybridequiz.report.questionnaire_text import questionnaire_texts
from hybridequiz.report.response import ResponseTable
from hybridequiz.report.responses import Alike, Responses
from hybridequiz.report.set_aside import kept_of
from hybridequiz.report.spreading import Spreading
from hybridequiz.report.suppression import Rules
from hybridequiz.report.tables import Manner, rows_of
from hybridequiz.report.tracing import Traced, trace
from hybridequiz.values import field, frozen, replace

NO_GROUPS: Final = say(
    "no groups: fewer than {least} respondents came in since the last report that showed them"
)
ALL: Final = say("Everybody who was asked and did not refuse; “don’t know” counts")
VALID: Final = say("Everybody who gave an answer")
BLURRED: Final = say(
    "Some shares are told by a bound: beside the same share of somewhat more people they would tell of a few."
)


@frozen
class Asked:
    """An audience with its responses.

    Attributes:
        id: The audience.
        instruments: The versions of its questionnaire, oldest first.
        plan: The columns of its questionnaire.
        responses: The usable responses.
        organisations: By the code of a case its organisation, where the case list says one.
        set_aside: The questions whose answers cannot be counted together, each with the reason.
    """

    id: str
    instruments: tuple[Instrument, ...]
    plan: ColumnPlan
    responses: Responses
    organisations: Mapping[str, str] = field(default_factory=dict)
    set_aside: Mapping[str, Problem] = field(default_factory=dict)

    def fact(self, name: str) -> str:
        """Give what a fact of the session is called among the columns: a question may have its name."""
        return next(one.name for one in self.plan.system if one.source == name)


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
    make = partial(_AudienceReport, study, manner, response, with_annex=with_annex)
    made = [make(one, with_groups=one.id not in without_groups) for one in asked]
    report = replace(
        _figures(study, level, manner, made),
        rehearsal=rehearsal,
        synthetic=synthetic,
        response=response,
    )
    return _annexed(report, made, asked, manner.words) if with_annex else report


def _figures(
    study: StudyFile, level: Level, manner: Manner, made: Sequence[_AudienceReport]
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


def _tables(study: StudyFile, made: Sequence[_AudienceReport]) -> list[IndicatorTable]:
    """Give the indicators of all audiences, in the order of the study file."""
    order = {one.id: place for place, one in enumerate(study.indicator)}
    found = [table for one in made for table in one.tables()]
    return sorted(found, key=lambda one: order[one.indicator.id])


def _annexed(
    report: Report, made: Sequence[_AudienceReport], asked: Sequence[Asked], words: Words
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


class _AudienceReport:
    """What a report says of one audience.

    Args:
        study: What is published.
        manner: How figures are shown.
        response: How many responded, as far as that is told.
        asked: The audience with its responses.
        with_groups: Whether its groups may be shown.
        with_annex: Count the answers to every question, too; only where groups may be shown.

    Attributes:
        audience: Who answered.
        distributions: How every question was answered.
        set_aside: What is left out.
    """

    def __init__(
        self,
        study: StudyFile,
        manner: Manner,
        response: ResponseTable | None,
        asked: Asked,
        *,
        with_groups: bool,
        with_annex: bool,
    ) -> None:
        self._asked: Final = asked
        self._with_groups: Final = with_groups
        self._name: Final = study.audiences.get(asked.id, asked.plan.title)
        self._manner: Final = manner
        compiler = Compiler(asked.instruments, session_labels(asked.plan, study.location))
        breakdowns = {
            one.id: one for one in study.breakdown if with_groups and one.concerns(asked.id)
        }
        kept = kept_of(asked, self._name, study.indicator, compiler, breakdowns, manner.words)
        self.set_aside: Final = kept.set_aside
        self._counted: Final = kept.counted
        self._split: Final = self._by_mode(study, compiler, kept.breakdowns) if with_groups else {}
        both = [self._split.get(place, one) for place, one in enumerate(self._counted)]
        self._pairs: Final = pairs(both)
        answered = Answered(
            asked, self._name, manner.rules, study.remarks.dont_know_flag, with_groups=with_groups
        )
        wanted = [*answered.wanted, *(one.names for one in both)]
        wanted += [one.names for one in self._pairs]
        own = len(wanted)
        spreading = self._spreading() if with_annex and with_groups else None
        wanted += spreading.wanted if spreading else ()
        tallies, cells = asked.responses.tally_with(wanted, spreading.alone if spreading else ())
        found = tallies[:own]
        facts = len(answered.wanted)
        line = None if response is None else response.line_of(asked.id)
        self.audience: Final = agreed(answered.audience(found[:facts]), line)
        self._population: Final = population_of(self.audience, line)
        self._found: Final = found[facts:]
        self._alone: Final[dict[tuple[int, bool], Rows]] = {}
        least = study.remarks.modes_from
        places = self._split if is_split(answered.modes(found[:facts]), least) else ()
        self._told: Final = told_with_modes(places, self._protected)
        is_told = spreading is not None and self.audience.number is not None
        self.distributions: Final = (
            self._spread(spreading, tallies[own:], cells) if spreading and is_told else ()
        )

    def _spreading(self) -> Spreading:
        asked = self._asked
        return Spreading(asked.id, asked.instruments, asked.plan, asked.responses, self._counted)

    def _spread(
        self,
        spreading: Spreading,
        tallies: Sequence[Sequence[Alike]],
        cells: Sequence[Counter[Coded]],
    ) -> tuple[Distribution, ...]:
        found, manner = self._found[: len(self._counted)], self._manner
        return tuple(spreading.told(found, tallies, cells, manner.rules, manner.words))

    def notes(self) -> Iterator[Text]:
        """Give what must be said of its figures as a whole."""
        yield from (one.note for one in self.set_aside)
        if self._told.is_blurred:
            yield self._manner.words.said(BLURRED)
        if not self._with_groups:
            named = {"least": self._manner.rules.threshold}
            said = self._manner.words.noted((NO_GROUPS, named))
            yield self._manner.words.label(self._name, said)

    def _by_mode(
        self, study: StudyFile, compiler: Compiler, breakdowns: Mapping[str, Breakdown]
    ) -> dict[int, Counted]:
        """Give the indicators that may be shown by mode, so broken down, by their place."""
        wanted, all_ = in_sentences(study), {**breakdowns, MODE: mode_breakdown(study)}
        found = {}
        for place, counted in enumerate(self._counted):
            one = counted.indicator
            if one.id in wanted and may_be_split(one, breakdowns):
                split = replace(one, by=(*one.by, MODE))
                found[place] = replace(
                    compiler.indicator(split, self._asked.id, all_), indicator=one
                )
        return found

    def _rows_of(self, place: int, one: Counted, is_split: bool) -> Rows:  # noqa: FBT001 - half of the key
        """Give the rows of an indicator by itself; what was counted once is not counted again."""
        if (place, is_split) not in self._alone:
            self._alone[place, is_split] = rows_of(
                one,
                count(one, self._found[place]),
                self._asked.id,
                self._name,
                self._manner,
                self._population if is_of_all(one, self._asked.plan) else None,
            )
        return self._alone[place, is_split]

    def _protected(self, split: frozenset[int]) -> Told:
        """Give the rows of every indicator, some of them by mode too; some figures are told by a bound for another."""
        counted = [
            self._split[place] if place in split else one for place, one in enumerate(self._counted)
        ]
        rows = [self._rows_of(place, one, place in split) for place, one in enumerate(counted)]
        whole = list(rows)
        for pair, found in zip(self._pairs, self._found[len(counted) :], strict=True):
            apart = between(pair, counted, found, self._manner.rules)
            if apart is not None:
                larger = whole[apart.larger]
                rows[apart.smaller] = blurred(rows[apart.smaller], larger, apart)
        return Told(rows, is_blurred=rows != whole)

    def tables(self) -> Iterator[IndicatorTable]:
        """Give the table of every indicator."""
        routing = Routing(self._manner.words)
        for counted, rows in zip(self._counted, self._told.rows, strict=True):
            yield self._table(counted, rows, routing)

    def _table(self, counted: Counted, rows: tuple[Row, ...], routing: Routing) -> IndicatorTable:
        one, asked = counted.indicator, self._asked
        of = one.for_[asked.id]
        conditions = [f"({where})" for where in (of.where, one.base_condition) if where]
        return IndicatorTable(
            indicator=one,
            audience=asked.id,
            parts=tuple(part.part for part in counted.parts),
            base=self._base(one, of.where, routing),
            condition=" and ".join(conditions) if len(conditions) > 1 else one.base_condition,
            rows=without_modes(rows),
            notes=tuple(note for note in (of.note, one.note) if note is not None),
            versions=self._having(counted),
            modes=modes_of(rows),
        )

    def _base(self, one: Indicator, where: str | None, routing: Routing) -> Text:
        """Say who is in the base."""
        words, newest = self._manner.words, self._asked.instruments[-1]
        if one.base_text is not None:
            base = one.base_text
        elif one.base is not None:
            base = routing.said(Base((Clause(one.base),)), newest)
        else:
            base = words.said(VALID if one.base_kind == "valid" else ALL)
        if where is None:
            return base
        return words.label(base, routing.said(Base((Clause(where),)), newest))

    def _having(self, counted: Counted) -> tuple[str, ...]:
        """Name the versions that have what an indicator asks, where some have not."""
        names = set(counted.asked)
        having = [one for one in self._asked.instruments if names <= one.by_id.keys()]
        if len(having) == len(self._asked.instruments):
            return ()
        return tuple(dict.fromkeys(one.questionnaire.version for one in having))


def _each_once(texts: Iterable[Text]) -> tuple[Text, ...]:
    found: list[Text] = []
    for text in texts:
        if text not in found:
            found.append(text)
    return tuple(found)
