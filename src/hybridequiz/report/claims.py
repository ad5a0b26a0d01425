"""The headline card: sentences of the study with the figures of now, and the words that its rules give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
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
    Bound,
    ClaimSaid,
    Difference,
    Figure,
    IndicatorTable,
    Part,
    Row,
)
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

    def ranked(self, indicator: str, line: str) -> list[tuple[Part, Figure]]:
        """Give the options of an indicator with their figures, the largest share first; of equals the first."""
        found = self.row(indicator, line)
        if found is None:
            return []
        table, row = found
        options = [
            (part, figure)
            for part, figure in zip(table.parts, row.figures, strict=True)
            if part.id.startswith(OPTION) and figure.bound is not Bound.AT_MOST
        ]
        return sorted(options, key=lambda one: -_rank(one[1]))

    def first(self, indicator: str, line: str) -> list[tuple[Part, Figure]]:
        """Give the option of an indicator that comes first; several where as many chose them."""
        ranked = self.ranked(indicator, line)
        return [one for one in ranked if _rank(one[1]) == _rank(ranked[0][1])]

    def name_of(self, line: str) -> Text | None:
        """Give what a line is called; None where no table has it."""
        rows = (row for table in self.tables.values() for row in table.rows)
        return next((row.name for row in rows if row.line == line), None)


def _rank(figure: Figure) -> int:
    """Give how many are counted; nearly all where a bound is told."""
    return figure.base if figure.bound is not None else figure.count or 0


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
        word = _word(claim, figures, scope)
        yield ClaimSaid(claim.id, _text(claim, word, figures, study.languages), lines)


def _text(
    claim: Claim, word: Text | None, figures: Figures, languages: Sequence[str]
) -> Text | None:
    """Fill a sentence in; None where something in it is hidden, or there is nothing."""
    said: dict[str, str] = {}
    for language in languages:
        missing: list[str] = []
        wording = claim.text.in_language(language)
        places = iter(
            claim_fills(wording)
        )  # what is filled in is asked for in the order of the sentence

        def filled(
            name: str,
            language: str = language,
            missing: list[str] = missing,
            wording: str = wording,
            places: Iterator[Fill] = places,
        ) -> str:
            at = next(places)
            beside = _Beside(wording[: at.start], wording[at.end :])
            line = claim.lines[0]
            own = word if name == OWN_WORD else _filled(name, line, figures, language, beside)
            words = own.in_language(language) if isinstance(own, Text) else own
            if words is None:
                missing.append(name)
            return with_capital(words or "") if beside.begins_sentence else words or ""

        said[language] = render(wording, filled)
        if missing:
            return None
    return Text(said)


_ENDED: Final = re.compile(r"(?:^|(?:\w\w|[)}%”’\"'])[.!?]\s+)[“‘\"'(]?$")
"""How a text ends behind which a sentence begins; a single letter with a point is an abbreviation."""


@frozen
class _Beside:
    """What a sentence of the study has before and behind something that is filled in."""

    before: str
    behind: str

    @property
    def begins_sentence(self) -> bool:
        """Tell whether a sentence begins with it."""
        return _ENDED.search(self.before) is not None

    @property
    def is_in_brackets(self) -> bool:
        """Tell whether it stands alone between brackets."""
        return self.before.endswith("(") and self.behind.startswith(")")


def with_capital(words: str) -> str:
    """Give words as a sentence begins with them; in Dutch `ij` is one letter."""
    first = 2 if words.startswith("ij") else 1
    return words[:first].upper() + words[first:]


def _filled(
    name: str, line: str, figures: Figures, language: str, beside: _Beside
) -> Text | str | None:
    """Give what stands for a name in a sentence."""
    indicator, what = named_in(name)
    if what == FIRST:
        names = [part.name.in_language(language) for part, _ in figures.first(indicator, line)]
        return " / ".join(names) or None
    figure = figures.figure(indicator, line, "" if what == OWN_WORD else what)
    if figure is None or what == OWN_WORD:
        return None if figure is None else figure.words
    shown = figure_words(figure, language)
    if what:
        return shown
    base = f"n = {count_words(figure.base, language)}"
    return f"{shown}, {base}" if beside.is_in_brackets else f"{shown} ({base})"


def _word(claim: Claim, figures: Figures, scope: Scope) -> Text | None:
    """Give the first word of a claim whose rule holds on every line; None where no line can tell, or there is none."""
    for one in claim.word:
        if one.when is None:
            return one.words
        when = compile_condition(one.when, scope)
        outcomes = [_holds(when, line, claim.least, figures) for line in claim.lines]
        if None in outcomes:
            return None
        if all(outcomes):
            return one.words
    return None


def _holds(when: Condition, line: str, least: int, figures: Figures) -> bool | None:
    """Tell whether a rule holds on a line; None where that cannot be said: of a hidden figure, or of too few."""
    found = {name: _value(name, line, figures) for name in when.references}
    known = {name: one for name, one in found.items() if one is not None}
    if len(known) < len(found):
        return None
    is_true = when.holds({name: value for name, (value, _) in known.items()}) is True
    is_enough = all(base >= least for _, base in known.values())
    return None if is_true and not is_enough else is_true


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
        second = rest[0][1].percent if rest else 0
        return (first.percent or 0) - (second or 0), first.base
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
