"""Figures in words, in one language: every renderer says them in the same way."""

from __future__ import annotations

from typing import Final

from hybridequiz.export.words import best_wording
from hybridequiz.interview.typing_rules import COMMA_LANGUAGES
from hybridequiz.problems import say
from hybridequiz.questionnaire.texts import Text
from hybridequiz.report.figures import (
    Audience,
    Bound,
    ClaimSaid,
    Figure,
    IndicatorTable,
    Part,
    PartKind,
    Report,
    Row,
    Unsaid,
)
from hybridequiz.report.numbers import percentage
from hybridequiz.wording.interface import interface
from hybridequiz.wording.notation import count_words, number_words

SPACE: Final = "\N{NO-BREAK SPACE}"
MINUS: Final = "\N{MINUS SIGN}"
BOUNDS: Final = {Bound.AT_MOST: "≤", Bound.AT_LEAST: "≥"}

UNSAID: Final = {
    Unsaid.NO_FIGURE: say("{claim} cannot be said: there is no figure for it."),
    Unsaid.HIDDEN: say("{claim} cannot be said: a figure in it is not shown."),
    Unsaid.TOO_FEW: say(
        "{claim} cannot be said: its rule asks for {least} respondents, and a group in it has fewer."
    ),
    Unsaid.NO_RULE: say("{claim} is not said: no rule of its words holds."),
}


def kind_of(figure: Figure) -> PartKind:
    """Tell what kind of figure it is: of a balance nobody is counted."""
    if figure.mean is not None:
        return "mean"
    is_exact_balance = figure.count is None and figure.bound is None
    return "balance" if figure.is_balance or is_exact_balance else "share"


def parts_with(table: IndicatorTable, row: Row) -> list[tuple[Part, Figure | None]]:
    """Give the parts of an indicator, each with its figure in a row; without where the row is hidden."""
    if row.is_hidden:
        return [(part, None) for part in table.parts]
    return list(zip(table.parts, row.figures, strict=True))


def percent_words(percent: int, language: str) -> str:
    """Write a percentage: 96 % in Dutch, with a space that does not break, 96% in English."""
    return f"{percent}{percent_sign(language)}"


def percent_sign(language: str) -> str:
    """Give what stands behind the digits of a percentage."""
    return f"{SPACE}%" if language in COMMA_LANGUAGES else "%"


def balance_words(balance: int) -> str:
    """Write a difference of two shares with its sign."""
    sign = "+" if balance > 0 else MINUS if balance < 0 else ""
    return f"{sign}{abs(balance)}"


def figure_words(figure: Figure, language: str) -> str:
    """Write a figure without its base."""
    if figure.mean is not None:
        return number_words(figure.mean, language).replace("-", MINUS)
    percent = figure.percent or 0
    is_balance = kind_of(figure) == "balance"
    said = balance_words(percent) if is_balance else percent_words(percent, language)
    return said if figure.bound is None else f"{BOUNDS[figure.bound]}{SPACE}{said}"


class FigureWords:
    """Says what is in a report.

    Args:
        report: The report.
        language: In which language.
    """

    def __init__(self, report: Report, language: str) -> None:
        self.report: Final = report
        self.language: Final = language
        self.say: Final = interface(language).say
        self._breakdowns: Final = dict(report.breakdowns)
        self._audiences: Final = {one.id: one for one in report.audiences}

    def text(self, text: Text) -> str:
        """Give the wording of a text."""
        return best_wording(text, self.language)

    def listed(self, texts: tuple[Text, ...]) -> str:
        """Name several things."""
        return ", ".join(map(self.text, texts))

    def figure(self, figure: Figure) -> str:
        """Write a figure without its base."""
        return figure_words(figure, self.language)

    def number(self, number: int) -> str:
        """Write how many."""
        return count_words(number, self.language)

    def number_or_hidden(self, number: int | None) -> str:
        """Write how many, or that it is not shown."""
        return self.hidden if number is None else self.number(number)

    def of(self, base: int) -> str:
        """Write of how many a figure is."""
        return f"n{SPACE}={SPACE}{self.number(base)}"

    @property
    def hidden(self) -> str:
        """Give what stands where a group is not shown."""
        return f"<{SPACE}{self.report.threshold}"

    def is_indicative(self, base: int) -> bool:
        """Tell whether figures with this base are of few respondents."""
        return base < self.report.remarks.indicative_below

    def interval(self, figure: Figure) -> str:
        """Write the interval of a share: 83,8–97,9 %; with the number that they are a sample of, where it is known."""
        if figure.interval is None:
            return ""
        if figure.population == figure.base:
            return self.say("all answered")
        low, high = (number_words(one, self.language) for one in figure.interval)
        told = f"{low}–{high}{percent_sign(self.language)}"
        if figure.population is None:
            return told
        return f"{told} (N{SPACE}={SPACE}{self.number(figure.population)})"

    def dont_know(self, base: int | None, number: int | None) -> str:
        """Say how many did not know, where that is worth saying."""
        remarks = self.report.remarks
        if not base or number is None or 100 * number <= remarks.dont_know_over * base:
            return ""
        percent = percent_words(percentage(number, base), self.language)
        if 100 * number > remarks.dont_know_flag * base:
            return self.say("don’t know: {percent}, which is many", percent=percent)
        return self.say("don’t know: {percent}", percent=percent)

    def unsaid(self, claim: ClaimSaid) -> str:
        """Say why a sentence is not said."""
        return self.say(UNSAID[claim.unsaid or Unsaid.HIDDEN], claim=claim.id, least=claim.least)

    def breakdown(self, breakdown: str) -> str:
        """Name a breakdown."""
        named = self._breakdowns.get(breakdown)
        return breakdown if named is None else self.text(named)

    def audience(self, audience: str) -> Text:
        """Name an audience: as its tables do, else by the title of its questionnaire."""
        for table in self.report.tables:
            if table.audience == audience:
                return table.total.name
        known: Audience | None = self._audiences.get(audience)
        return Text({"": audience}) if known is None else known.title

    def indicator(self, indicator: str) -> str:
        """Name an indicator, or what is printed beside it: `I11_expected`."""
        id_, _, part = indicator.partition("_")
        found: IndicatorTable | None = next(
            (one for one in self.report.tables if one.indicator.id == id_), None
        )
        if found is None:
            return indicator
        names = [
            found.indicator.name,
            *(one.name for one in found.parts if part and one.id == part),
        ]
        return ": ".join(map(self.text, names))
