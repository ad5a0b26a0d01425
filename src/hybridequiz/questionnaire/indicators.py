"""What a study publishes, as data: indicators with their bases, groups to break them down by, and claims in words.

They stand in the study file, beside what its questionnaires share; `docs/authors.md` shows them by example. Conditions
here are those of the condition language and see every question of a questionnaire.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Final, Literal

from hybridequiz.questionnaire.parts import PYTHONS_WORDS, Items, Part, Rule
from hybridequiz.questionnaire.questions import Id
from hybridequiz.questionnaire.texts import Text
from hybridequiz.values import field, frozen

BaseKind = Literal["all", "valid"]
"""all: answered or "don't know"; valid: answered."""
IndicatorKind = Literal["share", "shares", "mean", "balance"]
FIGURE_ID: Final = "^[A-Za-z][A-Za-z0-9]{0,11}$"
LINE: Final = "^[a-z][a-z0-9_]*(/[a-z0-9_]+/[a-z0-9_]+)?$"
IndicatorId = Annotated[str, Rule(pattern=FIGURE_ID)]
PartId = Annotated[str, Rule(pattern=r"^[a-z][a-z0-9_]{0,23}$")]
Line = Annotated[str, Rule(pattern=LINE)]
"""What a figure is of: an audience, `participants`, or a group of it, `participants/status/former`."""
Percent = Annotated[int, Rule(ge=0, le=100)]


@frozen(kw_only=True)
class Beside(Part):
    """A share that is printed beside a figure, of the same base.

    Attributes:
        id: Its name within the indicator.
        name: What it is called.
        count: Who is in it; what is unknown is not.
    """

    id: PartId
    name: Text
    count: str


@frozen(kw_only=True)
class OfAudience(Part):
    """What is different of an indicator for one audience.

    Attributes:
        where: Who is looked at; all where nothing is said.
        note: What must be said with the figure: "as observed".
    """

    where: str | None = None
    note: Text | None = None


@frozen(kw_only=True)
class Indicator(Part):
    """A figure that a study publishes.

    It is one of four kinds: a share (`count`), a share for every option of a question (`shares`), a mean (`mean`), or
    the difference of two shares (`count` and `minus`). Its base is said: `of` with `base_kind`, or a condition `base`.

    Attributes:
        id: Its name, `I11`.
        name: What it is called.
        chapter: The chapter of the report that it stands in.
        of: The questions that its base is derived from.
        base_kind: all: answered or "don't know" to each of them; valid: answered.
        base: Who is in the base, as a condition.
        base_text: The base in words, where the program's own words for it would not do.
        count: Who is counted, within the base; what is unknown is not.
        minus: Who is counted off.
        mean: The number of which the mean is given, an expression; who has none is not in the base.
        decimals: Digits of the mean.
        shares: The question of which every option's share is given.
        for_: The audiences; in the file the key is `for`.
        by: The breakdowns.
        beside: Shares that are printed beside it.
        note: What must be said with every figure of it.
    """

    __pydantic_config__: ClassVar = PYTHONS_WORDS

    id: IndicatorId
    name: Text
    chapter: Id | None = None
    of: Id | Items[Id] | None = None
    base_kind: BaseKind | None = None
    base: str | None = None
    base_text: Text | None = None
    count: str | None = None
    minus: str | None = None
    mean: str | None = None
    decimals: Annotated[int, Rule(ge=0, le=4)] = 1
    shares: Id | None = None
    for_: dict[Id, OfAudience]
    by: Items[Id] = ()
    beside: Items[Beside] = ()
    note: Text | None = None

    @property
    def questions(self) -> tuple[str, ...]:
        """Name the questions that the base is derived from."""
        if self.of is None:
            return ()
        return (self.of,) if isinstance(self.of, str) else self.of

    @property
    def kind(self) -> IndicatorKind:
        """Say what kind of figure it is."""
        if self.mean is not None:
            return "mean"
        if self.shares is not None:
            return "shares"
        return "share" if self.minus is None else "balance"

    @property
    def base_condition(self) -> str:
        """Give the base as a condition."""
        if self.base is not None:
            return self.base
        predicate = "answered" if self.base_kind == "valid" else "given"
        return " and ".join(f"{predicate}({name})" for name in self.questions)


@frozen(kw_only=True)
class Group(Part):
    """A group of a breakdown.

    Attributes:
        id: Its name within the breakdown.
        name: What it is called.
        where: Who is in it.
    """

    id: PartId
    name: Text
    where: str


@frozen(kw_only=True)
class Breakdown(Part):
    """Groups that an audience falls into: nobody is in two of them.

    Attributes:
        id: Its name.
        name: What it is called.
        of: The question, or `session_location` or `session_mode`, of which every option is a group.
        groups: Or the groups.
        for_: The audiences that it is for, where that is not every audience of an indicator; in the file the key is
            `for`.
        least: How many there must be in every group before any is shown, where that is more than the threshold.
    """

    __pydantic_config__: ClassVar = PYTHONS_WORDS

    id: Id
    name: Text
    of: str | None = None
    groups: Items[Group] = ()
    for_: Items[Id] = ()
    least: Annotated[int, Rule(ge=1)] | None = None

    def concerns(self, audience: str) -> bool:
        """Tell whether an audience is broken down by it, where an indicator asks for that."""
        return not self.for_ or audience in self.for_


@frozen(kw_only=True)
class Chapter(Part):
    """A chapter of the report."""

    id: Id
    title: Text


@frozen(kw_only=True)
class ShareWord(Part):
    """Words for a share: the first whose `from` it reaches.

    Attributes:
        from_: The least whole percentage; in the file the key is `from`.
        words: What is said then.
    """

    __pydantic_config__: ClassVar = PYTHONS_WORDS

    from_: Percent
    words: Text


@frozen(kw_only=True)
class ClaimWord(Part):
    """A word of a claim, by rule.

    Attributes:
        when: A condition on the figures: `I01 >= 90`. The word is said where it holds on every line of the claim, each
            of them with enough respondents; without a condition it is said where none before it was.
        words: What is said then.
    """

    when: str | None = None
    words: Text


@frozen(kw_only=True)
class Claim(Part):
    """A sentence of the report with figures in it.

    Attributes:
        id: Its name.
        text: The sentence. `{I04a}` is the figure with its base, `{I04a_word}` its share in words, `{I11_expected}`
            what is printed beside it, `{I12_first}` the option that comes first, `{word}` the claim's own word. They
            are those of its first line.
        lines: What the figures are of.
        also: Further lines that the figures are shown for; neither the text nor the words look at them.
        shows: The indicators that are printed with it, for each line.
        word: Its own words, the first that holds.
        least: How many respondents every line must have for a word with a condition.
    """

    id: IndicatorId
    text: Text
    lines: Annotated[Items[Line], Rule(min_length=1)]
    also: Items[Line] = ()
    shows: Items[IndicatorId] = ()
    word: Items[ClaimWord] = ()
    least: Annotated[int, Rule(ge=1)] = 10


@frozen(kw_only=True)
class Differences(Part):
    """Which differences between audiences are looked at.

    Attributes:
        indicators: The indicators.
        points: From how many percentage points on a difference is listed.
        least: How many respondents both must have.
    """

    indicators: Items[IndicatorId] = ()
    points: Percent = 15
    least: Annotated[int, Rule(ge=1)] = 10


@frozen(kw_only=True)
class Remarks(Part):
    """From when on something is said with a figure.

    Attributes:
        indicative_below: Figures with fewer respondents are marked as indicative.
        dont_know_over: The share of "don't know", in percent, above which it is printed.
        dont_know_flag: The share above which the item is flagged.
        masked_below: A group of fewer that agrees completely on a question of a self-block is masked.
        modes_from: The figures behind the sentences are shown by mode where every mode has so many.
    """

    indicative_below: Annotated[int, Rule(ge=1)] = 30
    dont_know_over: Percent = 10
    dont_know_flag: Percent = 15
    masked_below: Annotated[int, Rule(ge=1)] = 30
    modes_from: Annotated[int, Rule(ge=1)] = 30


@frozen(kw_only=True)
class Quotations(Part):
    """How texts are quoted that respondents gave permission for; what a permission means, its own question says.

    Attributes:
        least_alike: How many respondents of the audience must have the same details before they are said.
        details: By audience the questions whose options are said of who is quoted.
    """

    least_alike: Annotated[int, Rule(ge=5)] = 5
    details: dict[Id, Items[Id]] = field(default_factory=dict)


@frozen(kw_only=True)
class Publishing(Part):
    """What a study file says of its report."""

    audiences: dict[Id, Text] = field(default_factory=dict)
    """What the audiences are called; by the title of their questionnaire where nothing is said."""
    indicator: Items[Indicator] = ()
    breakdown: Items[Breakdown] = ()
    chapter: Items[Chapter] = ()
    share_word: Items[ShareWord] = ()
    claim: Items[Claim] = ()
    differences: Differences = field(default_factory=Differences)
    remarks: Remarks = field(default_factory=Remarks)
    quotations: Quotations = field(default_factory=Quotations)
