"""What a report says, as values: every renderer gives these and nothing else.

What is hidden is not here: suppression is done before these are made, so that no renderer can show it.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from hybridequiz.questionnaire.indicators import Indicator, Remarks
from hybridequiz.questionnaire.texts import Text
from hybridequiz.values import field, frozen

if TYPE_CHECKING:
    from hybridequiz.report.distributions import Distribution
    from hybridequiz.report.questionnaire_text import QuestionnaireText
    from hybridequiz.report.response import ResponseTable

PartKind = Literal["share", "mean", "balance"]


class Level(StrEnum):
    """For whom a report is; each has its threshold."""

    PUBLIC = "public"
    INTERNAL = "internal"


class Bound(StrEnum):
    """A figure that is told by a bound only: all of a small group, or none, said the same of something delicate."""

    AT_MOST = "at_most"
    AT_LEAST = "at_least"


@frozen
class Figure:
    """One number of a report.

    Attributes:
        base: How many respondents it is of.
        percent: A share or a balance in whole percent, half up; of a bound that of the bound. None for a mean.
        count: How many are counted in a share; None for a bound, a balance and a mean.
        mean: The mean, rounded half up; None otherwise.
        bound: The percentage is a bound.
        words: A share in words, by the rules of the study.
        interval: The Wilson 95 % interval of a share, in percent with one decimal; None where there is none.
        population: Of how many the base is a sample, where the interval reckons with that; None where it does not.
        is_balance: Whether it is a balance that is told by a bound: the percentage has a sign.
    """

    base: int
    percent: int | None = None
    count: int | None = None
    mean: Decimal | None = None
    bound: Bound | None = None
    words: Text | None = None
    interval: tuple[Decimal, Decimal] | None = None
    population: int | None = None
    is_balance: bool = False

    @property
    def counted(self) -> tuple[int, int]:
        """Give how many are counted at least and at most in a share, as far as that is told."""
        if self.bound is None or self.percent is None:
            return (self.count or 0,) * 2
        reached = self.percent * self.base
        if self.bound is Bound.AT_MOST:
            return 0, reached // 100
        return -(-reached // 100), self.base


@frozen
class Part:
    """A column of an indicator: the figure itself, what is printed beside it, or an option.

    Attributes:
        id: Empty for the figure itself; the id of what is beside it; `option_97` for an option.
        name: What it is called.
        kind: What its figures are.
        decimals: Digits of a mean.
        count: Who is counted, as the file's condition; of a mean its expression.
    """

    id: str
    name: Text
    kind: PartKind
    decimals: int = 0
    count: str = ""


@frozen
class Row:
    """The figures of an audience or of a group of it.

    Attributes:
        line: What it is of: `participants`, or `participants/status/former`.
        name: What that is called.
        breakdown: The breakdown that the group is of; empty for the whole audience.
        base: How many respondents are in the base; None where that is hidden.
        figures: One for every part, in their order; empty where the row is hidden.
        dont_know: How many of the base said "don't know" to a question of it; None where hidden.
        merged: The names of the groups that were taken together in this row because each was too small.
    """

    line: str
    name: Text
    breakdown: str = ""
    base: int | None = None
    figures: tuple[Figure, ...] = ()
    dont_know: int | None = None
    merged: tuple[Text, ...] = ()

    @property
    def is_hidden(self) -> bool:
        """Tell whether it is hidden: its base is too small, or would give that of another away."""
        return self.base is None


@frozen
class IndicatorTable:
    """An indicator for one audience.

    Attributes:
        indicator: The indicator.
        audience: The audience.
        parts: Its columns; the first is the figure itself, except where there is one for each option.
        base: Who is in the base, in words.
        condition: The base as a condition, `where` included.
        rows: The whole audience first, then the groups, breakdown by breakdown.
        notes: What must be said with its figures.
        versions: The versions whose questions it is of, where some had not all of them.
        modes: The same by how it was filled in, a row a mode: none where some mode has too few, or where these rows and
            the others together would tell too much.
    """

    indicator: Indicator
    audience: str
    parts: tuple[Part, ...]
    base: Text
    condition: str
    rows: tuple[Row, ...]
    notes: tuple[Text, ...] = ()
    versions: tuple[str, ...] = ()
    modes: tuple[Row, ...] = ()

    @property
    def total(self) -> Row:
        """Give the row of the whole audience."""
        return self.rows[0]


class Unsaid(StrEnum):
    """Why a sentence is not said."""

    NO_FIGURE = "no_figure"
    """Nobody answered, or what it counts is left out."""
    HIDDEN = "hidden"
    """A figure in it is not shown, or told by a bound only."""
    TOO_FEW = "too_few"
    """Its figures are shown, of fewer respondents than its rules ask for."""
    NO_RULE = "no_rule"
    """No rule of its words holds."""


@frozen
class ClaimSaid:
    """A sentence with its figures filled in.

    Attributes:
        id: The claim.
        text: The sentence; None where it is not said.
        lines: The figures behind it: for every line its name, and by indicator the figure; None where it is hidden.
        unsaid: Why it is not said.
        least: How many respondents its rules ask for.
    """

    id: str
    text: Text | None
    lines: tuple[tuple[Text, tuple[tuple[str, Figure | None], ...]], ...]
    unsaid: Unsaid | None = None
    least: int = 0


@frozen
class Difference:
    """A difference between two audiences that is worth looking at.

    Attributes:
        indicator: The indicator.
        higher: The audience with the higher share.
        lower: The other.
        points: The difference in percentage points.
        may_be_chance: Whether their intervals overlap.
    """

    indicator: str
    higher: str
    lower: str
    points: int
    may_be_chance: bool


@frozen
class Unsure:
    """A question to which many said "don't know".

    Attributes:
        question: Its id.
        text: What was asked.
        figure: The share of "don't know" among those who answered or said so.
    """

    question: str
    text: Text
    figure: Figure


@frozen
class Audience:
    """An audience of the study.

    Attributes:
        id: Its name.
        title: What it is called.
        number: How many responses figures can be of: complete and usable partial ones; None where that is hidden.
        versions: The versions of the questionnaire, oldest first, each with its number of responses; None where hidden.
        modes: By mode the number of responses; those that may not be told are left out.
        period: The first and the last month in which an interview began, `2026-11`.
        organisations: How many organisations they are of; None where that is hidden, or where none are known.
        organisations_hidden: Whether organisations are known, and their number is hidden.
        without_organisation: Of how many responses the organisation is not known; None where that is hidden.
        complete: How many are complete; None where that is hidden. The others are usable partial ones.
        dont_know: The share of "don't know" among all answers where it can be said, in whole percent; None where that
            is hidden, or where it can be said nowhere.
        unsure: The questions with more of it than the study takes for well asked.
    """

    id: str
    title: Text
    number: int | None
    versions: tuple[tuple[str, int | None], ...] = ()
    modes: tuple[tuple[str, int | None], ...] = ()
    period: tuple[str, str] | None = None
    organisations: int | None = None
    organisations_hidden: bool = False
    without_organisation: int | None = 0
    complete: int | None = None
    dont_know: int | None = None
    unsure: tuple[Unsure, ...] = ()


@frozen
class Quotation:
    """What a respondent said, as it may be printed: with permission, and reviewed.

    Attributes:
        audience: The audience of whoever said it.
        title: What that is called.
        text: The text; `[…]` stands where words were left out, `[…naam…]` where others stand for them.
        language: The language in which it was said.
        details: What is said of whoever said it, beside the audience, such as the job and the region.
    """

    audience: str
    title: Text
    text: str
    language: str
    details: tuple[Text, ...] = ()


@frozen
class SetAside:
    """A question that was changed under its name, so that its answers cannot be counted together.

    Attributes:
        audience: The audience that is asked it.
        title: What that is called.
        question: The id of the question.
        text: What is asked.
        why: What changed, between which versions.
        note: All of it in words.
        indicators: The indicators that are left out for it.
        breakdowns: The breakdowns that are.
    """

    audience: str
    title: Text
    question: str
    text: Text
    why: Text
    note: Text
    indicators: tuple[str, ...] = ()
    breakdowns: tuple[str, ...] = ()


@frozen
class Report:
    """A whole report.

    Attributes:
        study: The id of the study.
        title: Its title.
        languages: Its languages; the first is the source.
        level: For whom it is.
        threshold: The smallest group that is shown.
        rehearsal: Whether its answers are rehearsals.
        synthetic: Whether its answers were made up by `simulate`.
        audiences: The audiences.
        tables: The indicators, in the order of the study file; one a table for every audience.
        chapters: The chapters in order, id and title; those of no indicator are not here.
        claims: The headline card.
        differences: The differences between audiences.
        notes: What must be said of the report as a whole.
        version: The version of the program.
        breakdowns: What the breakdowns are called: id and name.
        remarks: From when on something is said with a figure.
        response: How many responded, where that is known.
        quotations: What respondents said, audience by audience.
        quotations_waiting: How many texts wait for a review; None where that is not told.
        distributions: How every closed question was answered, audience by audience, in the order of the questionnaire.
        questionnaires: What was asked, audience by audience, the newest version first.
        set_aside: The questions that are left out with all that looks at them, audience by audience.
    """

    study: str
    title: Text
    languages: tuple[str, ...]
    level: Level
    threshold: int
    rehearsal: bool
    synthetic: bool
    audiences: tuple[Audience, ...]
    tables: tuple[IndicatorTable, ...]
    chapters: tuple[tuple[str, Text], ...]
    claims: tuple[ClaimSaid, ...]
    differences: tuple[Difference, ...] = ()
    notes: tuple[Text, ...] = field(default=())
    version: str = ""
    breakdowns: tuple[tuple[str, Text], ...] = ()
    remarks: Remarks = field(default_factory=Remarks)
    response: ResponseTable | None = None
    quotations: tuple[Quotation, ...] = ()
    quotations_waiting: int | None = None
    distributions: tuple[Distribution, ...] = ()
    questionnaires: tuple[QuestionnaireText, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
