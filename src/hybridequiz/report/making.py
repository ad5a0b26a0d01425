"""Makes a report: everything is counted, then protected, then said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from hybridequiz import __version__
from hybridequiz.export.asked_if import Base, Clause
from hybridequiz.export.columns import ColumnPlan
from hybridequiz.export.routing_words import Routing
from hybridequiz.export.words import Translate, Words, english
from hybridequiz.problems import say
from hybridequiz.questionnaire.conditions.naming import TODAY
from hybridequiz.questionnaire.indicators import Breakdown, Indicator
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.study_file import StudyFile
from hybridequiz.questionnaire.texts import Text
from hybridequiz.report.claims import Figures, claims_said, differences
from hybridequiz.report.compiled import Compiler, Counted
from hybridequiz.report.counting import count
from hybridequiz.report.differencing import between, blurred, pairs
from hybridequiz.report.figures import Audience, IndicatorTable, Level, Report, Row
from hybridequiz.report.responses import Alike, Responses
from hybridequiz.report.suppression import Rules, told_alone
from hybridequiz.report.tables import Manner, rows_of
from hybridequiz.report.tracing import Traced, trace
from hybridequiz.values import frozen, replace

NO_GROUPS: Final = say(
    "no groups: fewer than {least} respondents came in since the last report that showed them"
)
VERSION: Final = "version"
MODE: Final = "session_mode"
ALL: Final = say("Everybody who was asked and did not refuse; “don’t know” counts")
VALID: Final = say("Everybody who gave an answer")
BLURRED: Final = say(
    "Some shares are told by a bound: beside the same share of somewhat more people they would tell of a few."
)
_MONTH: Final = len("2026-11")


@frozen
class Asked:
    """An audience with its responses.

    Attributes:
        id: The audience.
        instruments: The versions of its questionnaire, oldest first.
        plan: The columns of its questionnaire.
        responses: The usable responses.
    """

    id: str
    instruments: tuple[Instrument, ...]
    plan: ColumnPlan
    responses: Responses


def make_report(
    study: StudyFile,
    asked: Sequence[Asked],
    level: Level,
    *,
    rehearsal: bool,
    synthetic: bool = False,
    without_groups: Collection[str] = (),
    translate: Translate = english,
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

    Raises:
        ConditionFaults: A condition of the study is wrong for a questionnaire; `check` tells all of them.
    """
    manner = Manner(_rules(study, level), study.share_word, Words(study.languages, translate))
    made = [_AudienceReport(study, one, manner, one.id not in without_groups) for one in asked]
    order = {one.id: place for place, one in enumerate(study.indicator)}
    found = [table for one in made for table in one.tables()]
    tables = sorted(found, key=lambda one: order[one.indicator.id])
    figures = Figures({(one.indicator.id, one.audience): one for one in tables})
    used = {one.indicator.chapter for one in tables}
    return Report(
        study=study.id,
        title=study.title,
        languages=tuple(study.languages),
        level=level,
        threshold=manner.rules.threshold,
        rehearsal=rehearsal,
        synthetic=synthetic,
        audiences=tuple(one.audience() for one in made),
        tables=tuple(tables),
        chapters=tuple((one.id, one.title) for one in study.chapter if one.id in used),
        claims=tuple(claims_said(study, figures)),
        differences=tuple(differences(study.differences, figures, [one.id for one in asked])),
        notes=_each_once(note for one in made for note in one.notes()),
        version=__version__,
        breakdowns=tuple((one.id, one.name) for one in study.breakdown),
        remarks=study.remarks,
    )


def _rules(study: StudyFile, level: Level) -> Rules:
    return Rules(getattr(study.threshold, level), study.remarks.masked_below)


def _locations(study: StudyFile) -> dict[int, Text]:
    return {one.code: one.text for one in study.location}


def make_trace(
    study: StudyFile, asked: Sequence[Asked], level: Level, indicator: str
) -> list[Traced]:
    """Say where the figure of an indicator comes from, audience by audience.

    Args:
        study: What is published.
        asked: The audiences with responses.
        level: For whom it is; codes of responses are told in an internal report only.
        indicator: The id of the indicator.

    Raises:
        ConditionFaults: A condition of the study is wrong for a questionnaire.
    """
    rules = _rules(study, level)
    wanted = next(one for one in study.indicator if one.id == indicator)
    traced = []
    for one in asked:
        if one.id in wanted.for_:
            compiler = Compiler(one.instruments, _locations(study))
            counted = compiler.indicator(replace(wanted, by=()), one.id, {})
            (found,) = one.responses.tally([counted.names])
            codes = one.responses if level is Level.INTERNAL else None
            traced.append(trace(counted, one.id, found, rules, codes))
    return traced


class _AudienceReport:
    """What a report says of one audience.

    Args:
        study: What is published.
        asked: The audience with its responses.
        manner: How figures are shown.
        with_groups: Whether its groups may be shown.
    """

    def __init__(
        self,
        study: StudyFile,
        asked: Asked,
        manner: Manner,
        with_groups: bool,  # noqa: FBT001 - named by the caller
    ) -> None:
        self._asked: Final = asked
        self._with_groups: Final = with_groups
        self._name: Final = study.audiences.get(asked.id, asked.plan.title)
        self._manner: Final = manner
        compiler = Compiler(asked.instruments, _locations(study))
        breakdowns = {
            one.id: one for one in study.breakdown if with_groups and one.concerns(asked.id)
        }
        self._counted: Final = [
            compiler.indicator(_of_these(one, breakdowns), asked.id, breakdowns)
            for one in study.indicator
            if asked.id in one.for_
        ]
        self._pairs: Final = pairs(self._counted)
        wanted = [(), (VERSION,), (MODE,), (TODAY,), *(one.names for one in self._counted)]
        wanted += [one.names for one in self._pairs]
        everybody, versions, modes, days, *found = asked.responses.tally(wanted)
        self._number: Final = sum(one.number for one in everybody)
        self._versions: Final = _numbers(versions, VERSION)
        self._modes: Final = _numbers(modes, MODE)
        self._months: Final = sorted({str(one.said[TODAY])[:_MONTH] for one in days})
        self._found: Final = found
        self._rows, self._is_blurred = self._protected()

    def notes(self) -> Iterator[Text]:
        """Give what must be said of its figures as a whole."""
        if self._is_blurred:
            yield self._manner.words.said(BLURRED)
        if not self._with_groups:
            named = {"least": self._manner.rules.threshold}
            said = self._manner.words.noted((NO_GROUPS, named))
            yield self._manner.words.label(self._name, said)

    def audience(self) -> Audience:
        """Say who the audience is."""
        is_enough = self._number >= self._manner.rules.threshold
        return Audience(
            id=self._asked.id,
            title=self._name,
            number=self._number if is_enough else None,
            versions=self._shown(self._versions),
            modes=self._shown(self._modes),
            period=(self._months[0], self._months[-1]) if self._months and is_enough else None,
        )

    def _shown(self, numbers: Mapping[str, int]) -> tuple[tuple[str, int | None], ...]:
        """Give the numbers of a partition that may be shown."""
        return tuple(told_alone(dict(sorted(numbers.items())), self._manner.rules).items())

    def _protected(self) -> tuple[list[tuple[Row, ...]], bool]:
        """Give the rows of every indicator, and tell whether some figures had to be told by a bound for another."""
        number = len(self._counted)
        rows = [
            rows_of(one, count(one, found), self._asked.id, self._name, self._manner)
            for one, found in zip(self._counted, self._found[:number], strict=True)
        ]
        whole = list(rows)
        for pair, found in zip(self._pairs, self._found[number:], strict=True):
            apart = between(pair, self._counted, found, self._manner.rules)
            if apart is not None:
                larger = whole[apart.larger]
                rows[apart.smaller] = blurred(rows[apart.smaller], larger, apart)
        return rows, rows != whole

    def tables(self) -> Iterator[IndicatorTable]:
        """Give the table of every indicator."""
        routing = Routing(self._manner.words)
        for counted, rows in zip(self._counted, self._rows, strict=True):
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
            rows=rows,
            notes=tuple(note for note in (of.note, one.note) if note is not None),
            versions=self._having(counted),
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


def _of_these(one: Indicator, breakdowns: Mapping[str, Breakdown]) -> Indicator:
    """Give an indicator with those breakdowns only that an audience has."""
    return replace(one, by=tuple(name for name in one.by if name in breakdowns))


def _each_once(texts: Iterable[Text]) -> tuple[Text, ...]:
    found: list[Text] = []
    for text in texts:
        if text not in found:
            found.append(text)
    return tuple(found)


def _numbers(found: Sequence[Alike], name: str) -> Counter[str]:
    numbers: Counter[str] = Counter()
    for one in found:
        numbers[str(one.said[name])] += one.number
    return numbers
