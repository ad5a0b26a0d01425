"""A report as something to look at in a terminal, 60 columns wide or more.

Nothing is told by colour alone, and no background is set: it reads on light and dark terminals.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text as Drawn

from hybridequiz.questionnaire.texts import Text
from hybridequiz.report.figure_words import FigureWords
from hybridequiz.report.figures import (
    ClaimSaid,
    Figure,
    IndicatorTable,
    Level,
    Part,
    Report,
    Row,
)
from hybridequiz.report.method_view import method_view
from hybridequiz.report.quotation_words import quoted, said_with, whose
from hybridequiz.report.response_view import response_view
from hybridequiz.report.trace_words import condition_words, trace_words
from hybridequiz.report.tracing import Traced
from hybridequiz.values import frozen

NARROW: Final = 76
"""Below this width bars are short."""
LONG_BAR: Final = 24
SHORT_BAR: Final = 10
INDENT: Final = 2
FIGURE: Final = 7
"""Columns of a figure: `≥ 90 %`."""
BASE: Final = 18
"""Columns of a base: `n = 24 indicative`."""


@frozen
class Signs:
    """What lines and bars are drawn with."""

    rule: str
    full: str
    empty: str
    dot: str


DRAWN: Final = Signs("─", "━", "╌", " · ")
PLAIN: Final = Signs("-", "#", ".", ", ")


def report_view(
    report: Report, language: str, *, width: int, ascii_only: bool = False
) -> RenderableType:
    """Draw a report.

    Args:
        report: The report.
        language: In which language.
        width: How many columns there are.
        ascii_only: Draw with ASCII signs only.
    """
    view = _View(report, language, width, PLAIN if ascii_only else DRAWN)
    return Group(*view.everything())


class _View:
    """Draws a report."""

    def __init__(self, report: Report, language: str, width: int, signs: Signs) -> None:
        self._report: Final = report
        self._words: Final = FigureWords(report, language)
        self._say: Final = self._words.say
        self._width: Final = width
        self._signs: Final = signs
        self._bar: Final = LONG_BAR if width >= NARROW else SHORT_BAR

    def everything(self) -> Iterator[RenderableType]:
        yield from self._head()
        if self._report.audiences:
            yield self._rule(self._say("How it was done"))
            yield from method_view(self._words)
        if self._report.response is not None:
            yield self._rule(self._say("Response"))
            ascii_only = self._signs is PLAIN
            yield response_view(
                self._report.response, self._words.language, width=self._width, ascii=ascii_only
            )
        if self._report.claims:
            yield self._rule(self._say("In short"))
            yield from map(self._claim, self._report.claims)
        chapters = [*self._report.chapters, ("", Text({"": self._say("Other figures")}))]
        for chapter, title in chapters:
            tables = [
                one for one in self._report.tables if (one.indicator.chapter or "") == chapter
            ]
            if tables:
                yield self._rule(self._words.text(title))
                for indicator in dict.fromkeys(one.indicator.id for one in tables):
                    yield from self.indicator(
                        [one for one in tables if one.indicator.id == indicator]
                    )
        yield from self._differences()
        yield from self._quotations()
        hint = self._say("How every question was answered: in the page, --format html.")
        yield Padding(Drawn(hint, style="dim"), (1, 0, 0, 0))

    def _rule(self, title: str) -> RenderableType:
        rule = Rule(Drawn(title, style="bold"), align="left", characters=self._signs.rule, style="")
        return Padding(rule, (1, 0, 0, 0))

    def _head(self) -> Iterator[RenderableType]:
        report = self._report
        yield Drawn(self._words.text(report.title), style="bold")
        is_public = report.level is Level.PUBLIC
        level = (
            self._say("For publication.") if is_public else self._say("For the research team only.")
        )
        small = self._say("Groups of fewer than {least} are not shown.", least=report.threshold)
        yield Drawn(f"{level} {small}")
        if report.synthetic:
            yield Drawn(
                self._say("The answers were made up by a program: no figure here is real."),
                style="bold",
            )
        elif report.rehearsal:
            yield Drawn(
                self._say("The answers are rehearsals: no figure here is real."), style="bold"
            )
        for note in report.notes:
            yield Drawn(self._words.text(note))

    def _claim(self, claim: ClaimSaid) -> RenderableType:
        if claim.text is None:
            said = Drawn(self._words.unsaid(claim), style="dim")
        else:
            said = Drawn(self._words.text(claim.text))
        lines = [said]
        for name, figures in claim.lines:
            told = [f"{indicator} {self._told(figure)}" for indicator, figure in figures]
            line = f"{self._words.text(name)}: {self._signs.dot.join(told)}"
            lines.append(Drawn(line, style="dim"))
        return Padding(Group(*lines), (1, 0, 0, INDENT))

    def _told(self, figure: Figure | None) -> str:
        if figure is None:
            return self._words.hidden
        return f"{self._words.figure(figure)} ({self._words.of(figure.base)})"

    def indicator(self, tables: Sequence[IndicatorTable]) -> Iterator[RenderableType]:
        """Draw an indicator for all its audiences, side by side and never pooled."""
        first = tables[0]
        title = Drawn(f"{first.indicator.id} ", style="dim")
        title.append(self._words.text(first.indicator.name), style="bold")
        yield Padding(title, (1, 0, 0, 0))
        bases = dict.fromkeys(self._words.text(one.base) for one in tables)
        if len(bases) == 1:
            base = self._say("Base: {base}", base=next(iter(bases)))
            yield Padding(Drawn(base, style="dim"), (0, 0, 0, INDENT))
        for one in tables:
            yield from self._audience_rows(one, with_base=len(bases) > 1)

    def _audience_rows(self, table: IndicatorTable, *, with_base: bool) -> Iterator[RenderableType]:
        """Draw an audience, then its groups under the name of their breakdown."""
        grid = self._grid()
        self._row(grid, table, table.total)
        yield grid
        notes = list(map(self._words.text, table.notes))
        if with_base:
            notes.insert(0, self._say("Base: {base}", base=self._words.text(table.base)))
        if table.versions:
            versions = ", ".join(table.versions)
            notes.append(self._say("Asked in version {versions}.", versions=versions))
        for note in notes:
            yield _dim(note, 2 * INDENT)
        if table.indicator.kind == "shares":
            return  # the page and the table have every option of every group
        for breakdown in dict.fromkeys(row.breakdown for row in table.rows[1:]):
            yield from self._breakdown(table, breakdown)

    def _breakdown(self, table: IndicatorTable, breakdown: str) -> Iterator[RenderableType]:
        rows = [row for row in table.rows if row.breakdown == breakdown]
        shown = [row for row in rows if not row.is_hidden]
        name = self._words.breakdown(breakdown)
        grid = self._grid()
        if not shown:
            grid.add_row(_dim(name, 2 * INDENT), "", self._words.hidden, "")
            yield grid
            return
        yield _dim(name, 2 * INDENT)
        is_merged = any(row.merged for row in rows)
        for row in shown if is_merged else rows:
            self._row(grid, table, row)
        yield grid
        for row in shown:
            if row.merged:
                yield _dim(self._words.listed(row.merged), 4 * INDENT)

    def _grid(self) -> Table:
        """Give rows of a name, a bar, a figure and its base, as wide everywhere."""
        grid = Table.grid(padding=(0, 1), expand=True)
        grid.add_column(ratio=1, overflow="fold")
        grid.add_column(no_wrap=True, width=self._bar)
        grid.add_column(no_wrap=True, width=FIGURE, justify="right")
        grid.add_column(no_wrap=True, width=BASE)
        return grid

    def _row(self, grid: Table, table: IndicatorTable, row: Row) -> None:
        """Draw a row: its first figure with a bar, the others below it; of shares by option every option."""
        depth = 3 * INDENT if row.breakdown else INDENT
        name = self._words.text(row.name)
        if row.base is None:
            grid.add_row(_at(name, depth), "", self._words.hidden, "")
        elif table.indicator.kind == "shares":
            grid.add_row(_at(name, depth), "", "", self._base(row))
            for part, figure in sorted(
                zip(table.parts, row.figures, strict=True), key=lambda one: -(one[1].percent or 0)
            ):
                self._figure(grid, _at(self._words.text(part.name), depth + INDENT), figure, "")
        else:
            self._figure(grid, _at(name, depth), row.figures[0], self._base(row))
            if not row.breakdown:
                self._beside(grid, table.parts, row)

    def _beside(self, grid: Table, parts: Sequence[Part], row: Row) -> None:
        for part, figure in list(zip(parts, row.figures, strict=True))[1:]:
            name = _dim(self._words.text(part.name), 2 * INDENT)
            grid.add_row(name, "", Drawn(self._words.figure(figure), style="dim"), "")
        if told := self._words.dont_know(row.base, row.dont_know):
            grid.add_row(_dim(told, 2 * INDENT), "", "", "")

    def _base(self, row: Row) -> str:
        if row.base is None:
            return ""
        indicative = self._words.is_indicative(row.base)
        return f"{self._words.of(row.base)}{' ' + self._say('indicative') if indicative else ''}"

    def _figure(self, grid: Table, name: RenderableType, figure: Figure, base: str) -> None:
        bar = "" if figure.mean is not None else self._drawn(figure.percent or 0)
        grid.add_row(name, bar, Drawn(self._words.figure(figure), style="bold"), base)

    def _drawn(self, percent: int) -> str:
        full = max(0, (abs(percent) * self._bar + 50) // 100)
        return self._signs.full * full + self._signs.empty * (self._bar - full)

    def _differences(self) -> Iterator[RenderableType]:
        if not self._report.differences:
            return
        yield self._rule(self._say("Differences between audiences"))
        for one in self._report.differences:
            higher, lower = (
                self._words.text(self._words.audience(name)) for name in (one.higher, one.lower)
            )
            name = self._words.indicator(one.indicator)
            said = self._say(
                "{indicator}: {higher} {points} points above {lower}",
                indicator=name,
                higher=higher,
                points=one.points,
                lower=lower,
            )
            chance = (
                f" ({self._say('may be chance: the intervals overlap')})"
                if one.may_be_chance
                else ""
            )
            yield Padding(Drawn(f"{said}{chance}"), (0, 0, 0, INDENT))

    def _quotations(self) -> Iterator[RenderableType]:
        notes = list(said_with(self._words))
        if not (self._report.quotations or notes):
            return
        yield self._rule(self._say("Quotations"))
        for one in self._report.quotations:
            said = Drawn(quoted(one))
            yield Padding(Group(said, _dim(whose(self._words, one), INDENT)), (1, 0, 0, INDENT))
        if notes:
            lines = [Drawn(note, style="dim") for note in notes]
            yield Padding(Group(*lines), (1, 0, 0, INDENT))


def _at(words: str, depth: int) -> RenderableType:
    return Padding(Drawn(words), (0, 0, 0, depth))


def _dim(words: str, depth: int) -> RenderableType:
    return Padding(Drawn(words, style="dim"), (0, 0, 0, depth))


def trace_view(
    report: Report, indicator: str, traced: Sequence[Traced], language: str, *, width: int
) -> RenderableType:
    """Draw where a figure comes from.

    Args:
        report: A report that has the indicator.
        indicator: The indicator.
        traced: What becomes of the responses of every audience.
        language: In which language.
        width: How many columns there are.
    """
    view = _View(report, language, width, DRAWN)
    words = FigureWords(report, language)
    parts: list[RenderableType] = []
    tables = {one.audience: one for one in report.tables if one.indicator.id == indicator}
    parts += view.indicator(list(tables.values()))
    for one in traced:
        table = tables[one.audience]
        parts.append(Padding(Drawn(words.text(table.total.name), style="bold"), (1, 0, 0, 0)))
        conditions = Table.grid(padding=(0, 2))
        for name, condition in condition_words(table, words):
            conditions.add_row(_dim(name, INDENT), Drawn(condition))
        parts.append(conditions)
        grid = Table.grid(padding=(0, 2))
        for name, number, codes in trace_words(one, words):
            grid.add_row(_at(name, INDENT), number, Drawn(codes))
        parts.append(Padding(grid, (1, 0, 0, 0)))
    return Group(*parts)
