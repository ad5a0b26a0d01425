"""The headline card: sentences of the study with the figures of now, and the words that its rules give."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from hybridequiz.questionnaire.claim_words import (
    FIRST,
    LEAD,
    OWN_WORD,
    claim_fills,
    figure_scope,
    named_in,
)
from hybridequiz.questionnaire.conditions import Condition, Scope, compile_condition
from hybridequiz.questionnaire.indicators import Claim, Differences
from hybridequiz.questionnaire.states import Code, Missing
from hybridequiz.questionnaire.study_file import StudyFile
from hybridequiz.questionnaire.texts import Fill, Text, render
from hybridequiz.report.figure_words import figure_words
from hybridequiz.report.figures import (
    ClaimSaid,
    Difference,
    Figure,
    IndicatorTable,
    Part,
    Row,
    Unsaid,
)
from hybridequiz.report.sentences import Beside
from hybridequiz.values import frozen
from hybridequiz.wording.notation import count_words

OPTION: Final = "option_"
"""How the id of a part begins that is of an option."""


@frozen
class Figures:
    """The figures of a report, by what they are of.

    Attributes:
        tables: The tables, by indicator and audience.
    """

    tables: Mapping[tuple[str, str], IndicatorTable]

    def row(self, indicator: str, line: str) -> tuple[IndicatorTable, Row] | None:
        """Give the row of an indicator for a line; None where there is none, or it is hidden."""
        table = self.tables.get((indicator, line.partition("/")[0]))
        if table is None:
            return None
        found = next((row for row in table.rows if row.line == line), None)
        return None if found is None or found.is_hidden else (table, found)

    def figure(self, indicator: str, line: str, part: str = "") -> Figure | None:
        """Give a figure; None where there is none, or it is hidden."""
        found = self.row(indicator, line)
        if found is None:
            return None
        table, row = found
        named = zip(table.parts, row.figures, strict=True)
        return next((figure for one, figure in named if one.id == part), None)

    def why_not(self, indicator: str, line: str) -> Unsaid:
        """Say why there is no figure for a line, or none that is known well enough."""
        is_there = (indicator, line.partition("/")[0]) in self.tables
        return Unsaid.HIDDEN if is_there else Unsaid.NO_FIGURE

    def ranked(self, indicator: str, line: str) -> list[tuple[Part, Figure]]:
        """Give the options of an indicator with their figures, the largest share first; of equals the first.

        None where it is hidden, or bounds leave open which is the largest.
        """
        found = self.row(indicator, line)
        if found is None:
            return []
        table, row = found
        options = [
            (part, figure)
            for part, figure in zip(table.parts, row.figures, strict=True)
            if part.id.startswith(OPTION)
        ]
        if not options:
            return []
        first = max(options, key=lambda one: one[1].counted[0])
        others = sorted(
            (one for one in options if one is not first), key=lambda one: -one[1].counted[1]
        )
        is_open = any(
            one.counted[1] >= first[1].counted[0]
            for _, one in others
            if one.bound is not None or first[1].bound is not None
        )
        return [] if is_open else [first, *others]

    def first(self, indicator: str, line: str) -> list[tuple[Part, Figure]]:
        """Give the option of an indicator that comes first; several where as many chose them."""
        ranked = self.ranked(indicator, line)
        return [one for one in ranked if one[1].counted[0] == ranked[0][1].counted[0]]

    def name_of(self, line: str) -> Text | None:
        """Give what a line is called; None where no table has it."""
        rows = (row for table in self.tables.values() for row in table.rows)
        return next((row.name for row in rows if row.line == line), None)


def claims_said(study: StudyFile, figures: Figures) -> Iterator[ClaimSaid]:
    """Say the claims of a study, in its languages.

    Args:
        study: The study.
        figures: The figures of the report.

    Raises:
        ConditionFaults: A rule of a word is wrong; `check` tells all of them.
    """
    scope = figure_scope(study.indicator)
    for claim in study.claim:
        lines = tuple(
            (name, tuple((one, figures.figure(one, line)) for one in claim.shows))
            for line in (*claim.lines, *claim.also)
            if (name := figures.name_of(line)) is not None
        )
        said = _text(claim, _word(claim, figures, scope), figures, study.languages)
        if isinstance(said, Unsaid):
            yield ClaimSaid(claim.id, None, lines, said, claim.least)
        else:
            yield ClaimSaid(claim.id, said, lines)


def _text(
    claim: Claim, word: Text | Unsaid, figures: Figures, languages: Sequence[str]
) -> Text | Unsaid:
    """Fill a sentence in; or say why it is not said."""
    said: dict[str, str] = {}
    for language in languages:
        missing: list[Unsaid] = []
        wording = claim.text.in_language(language)
        places = iter(claim_fills(wording))  # asked for in the order of the sentence

        def filled(
            name: str,
            language: str = language,
            missing: list[Unsaid] = missing,
            wording: str = wording,
            places: Iterator[Fill] = places,
        ) -> str:
            at, line = next(places), claim.lines[0]
            beside = Beside(wording[: at.start], wording[at.end :])
            own = word if name == OWN_WORD else _filled(name, line, figures, language, beside)
            if isinstance(own, Unsaid):
                missing.append(own)
                return ""
            return beside.written(own.in_language(language) if isinstance(own, Text) else own)

        said[language] = render(wording, filled)
        if missing:
            return _first(missing)
    return Text(said)


def _first(reasons: Collection[Unsaid]) -> Unsaid:
    """Choose of several reasons the one that is told: that nothing is known before that little is."""
    return next(one for one in Unsaid if one in reasons)


def _filled(
    name: str, line: str, figures: Figures, language: str, beside: Beside
) -> Text | str | Unsaid:
    """Give what stands for a name in a sentence; or why nothing does."""
    indicator, what = named_in(name)
    if what == FIRST:
        names = [part.name.in_language(language) for part, _ in figures.first(indicator, line)]
        return " / ".join(names) or figures.why_not(indicator, line)
    figure = figures.figure(indicator, line, "" if what == OWN_WORD else what)
    if figure is None:
        return figures.why_not(indicator, line)
    if what == OWN_WORD and figure.words is None:
        return Unsaid.NO_RULE if figure.bound is None else Unsaid.HIDDEN
    if what == OWN_WORD:
        return figure.words or Text()
    shown = figure_words(figure, language)
    return shown if what else beside.with_base(shown, f"n = {count_words(figure.base, language)}")


def _word(claim: Claim, figures: Figures, scope: Scope) -> Text | Unsaid:
    """Give the first word of a claim whose rule holds on every line; or why there is none, or no line can tell."""
    for one in claim.word:
        if one.when is None:
            return one.words
        when = compile_condition(one.when, scope)
        outcomes = [_holds(when, line, claim.least, figures) for line in claim.lines]
        if unsaid := [outcome for outcome in outcomes if isinstance(outcome, Unsaid)]:
            return _first(unsaid)
        if all(outcomes):
            return one.words
    return Unsaid.NO_RULE


def _holds(when: Condition, line: str, least: int, figures: Figures) -> bool | Unsaid:
    """Tell whether a rule holds on a line; or why that cannot be said: of a hidden figure, or of too few."""
    found = {name: _value(name, line, figures) for name in when.references}
    known = {name: one for name, one in found.items() if one is not None}
    if unknown := found.keys() - known.keys():
        return _first({figures.why_not(named_in(name)[0], line) for name in unknown})
    is_true = when.holds({name: value for name, (value, _) in known.items()}) is True
    is_enough = all(base >= least for _, base in known.values())
    return Unsaid.TOO_FEW if is_true and not is_enough else is_true


def _value(name: str, line: str, figures: Figures) -> tuple[Decimal | Code | Missing, int] | None:
    """Give what a name in a rule stands for, and the base of it; of several that come first none is the first."""
    indicator, what = named_in(name)
    if what in (FIRST, LEAD):
        ranked = figures.ranked(indicator, line)
        if not ranked:
            return None
        (part, first), *rest = ranked
        if what == FIRST and len(figures.first(indicator, line)) > 1:
            return Missing.NOT_APPLICABLE, first.base
        if what == FIRST:
            code = part.id.removeprefix(OPTION)
            return int(code) if code.isdigit() else code, first.base
        second = rest[0][1] if rest else Figure(first.base, percent=0)
        if first.bound is not None or second.bound is not None:
            return None
        return (first.percent or 0) - (second.percent or 0), first.base
    figure = figures.figure(indicator, line, what)
    if figure is None or figure.bound is not None:
        return None
    value = figure.mean if figure.mean is not None else figure.percent
    return None if value is None else (value, figure.base)


def differences(
    wanted: Differences, figures: Figures, audiences: Sequence[str]
) -> Iterator[Difference]:
    """Find differences between audiences that are worth looking at.

    Args:
        wanted: Which indicators are compared, and what is worth looking at.
        figures: The figures of the report.
        audiences: The audiences, in order.
    """
    for indicator in wanted.indicators:
        name, part = named_in(indicator)
        known = [
            (audience, figure)
            for audience in audiences
            if (figure := figures.figure(name, audience, part)) is not None
            and figure.interval is not None
            and figure.base >= wanted.least
        ]
        for place, (one, first) in enumerate(known):
            for other, second in known[place + 1 :]:
                gap = (first.percent or 0) - (second.percent or 0)
                if abs(gap) >= wanted.points:
                    higher, lower = (one, other) if gap > 0 else (other, one)
                    yield Difference(indicator, higher, lower, abs(gap), _overlap(first, second))


def _overlap(one: Figure, other: Figure) -> bool:
    """Tell whether the intervals of two shares overlap."""
    if one.interval is None or other.interval is None:
        return True
    return one.interval[0] <= other.interval[1] and other.interval[0] <= one.interval[1]
