"""The questions of a questionnaire file, as frozen models: what one can ask, and how."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from hybridequiz.questionnaire.partial_dates import PRECISIONS, Precision
from hybridequiz.questionnaire.parts import Items, Part, Rule
from hybridequiz.questionnaire.states import Code
from hybridequiz.questionnaire.texts import LANGUAGE, Text
from hybridequiz.values import field, frozen, names_of

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

Id = Annotated[str, Rule(pattern=r"^[a-z][a-z0-9_]{0,23}$")]
Language = Annotated[str, Rule(pattern=rf"^{LANGUAGE.pattern}$")]
SaidReason = Literal["dont_know", "refused", "not_applicable"]
Mode = Literal["interview", "self", "paper"]
Form = Literal["short", "extended"]
Shuffle = Literal[True, False, "self"]
"""Whether something is shuffled: in every interview, or only where the respondent is alone, without a printed card."""
Level = Literal["hard", "soft", "info"]
Gives = Literal["integer", "decimal", "text", "date", "time", "yes_no"]
Purpose = Literal["participation", "quotation", "recontact"]
Number = int | Decimal

PURPOSES: Final[tuple[Purpose, ...]] = ("participation", "quotation", "recontact")
MODES: Final[tuple[Mode, ...]] = ("interview", "self", "paper")
FORMS: Final[tuple[Form, ...]] = ("short", "extended")
LINE_LENGTH: Final = 200
PROSE_LENGTH: Final = 4_000
LONGEST: Final = 20_000
OTHER_LENGTH: Final = 100
TEXT_KEYS: Final = frozenset(
    {"title", "row_title", "text", "before", "instruction", "help", "low", "high", "unit"}
    | {"end", "code_card", "pause", "hand_over", "hand_back"}
)
"""Keys whose value is a text, wherever they stand."""


@frozen(kw_only=True)
class Labelled(Part):
    """A code with words. The languages stand beside the code: `{ code = 1, nl = "Ja" }`."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Let pydantic gather the language keys into one text first."""
        from pydantic_core.core_schema import no_info_before_validator_function

        schema = super().__get_pydantic_core_schema__(source, handler)
        whole: Any = handler.resolve_ref_schema(schema)
        whole["schema"] = no_info_before_validator_function(cls.gathered, whole["schema"])
        return schema

    @classmethod
    def gathered(cls, raw: Any) -> Any:
        """Gather the language keys of a table into one text; anything else as it is."""
        if not isinstance(raw, Mapping) or "text" in raw:
            return raw
        known = names_of(cls)
        wordings = {key: value for key, value in raw.items() if key not in known}
        if not wordings:
            return raw
        return {**{key: raw[key] for key in raw if key in known}, "text": wordings}


@frozen(kw_only=True)
class Option(Labelled):
    """One option of a choice question."""

    code: Annotated[int, Rule(ge=0, le=9999)] | Id
    text: Text
    exclusive: bool = False
    """Chosen alone, or not at all."""
    other: bool = False
    """Asks "namely" for a text of at most 100 characters."""
    show_if: str | None = None
    fixed: bool = False
    """Keeps its place at the end where the options are shuffled."""


@frozen(kw_only=True)
class Check(Part):
    """A rule that an answer keeps. It never fires where a value is missing."""

    that: str
    level: Level = "hard"
    """hard blocks; soft asks and keeps the reason; info only tells."""
    text: Text


@frozen(kw_only=True)
class Item(Part):
    """What a question and a note share."""

    id: Id
    text: Text
    before: Text | None = None
    """A text to read first."""
    instruction: Text | None = None
    help: Text | None = None
    show_if: str | None = None
    on_unknown: Literal["show", "hide"] | None = None
    mode: Items[Mode] | None = None
    form: Form | None = None
    self_block: bool = False
    """In an interview the respondent answers this alone."""


@frozen(kw_only=True)
class Note(Item):
    """A text to read; it has no answer."""

    type: Literal["note"]


@frozen(kw_only=True)
class Question(Item):
    """What all questions share."""

    required: bool = False
    missing: Items[SaidReason] = ()
    """What the respondent may say instead of an answer."""
    probes: Items[Text] = ()
    identifying: bool = False
    about: str | None = None
    """The question whose answer this one is about: when that changes, this one is asked again."""
    check: Items[Check] = ()


@frozen(kw_only=True)
class ChoiceQuestion(Question):
    """What single and multiple choice, and rankings, share."""

    options: Annotated[Items[Option], Rule(min_length=1)]
    chosen_in: str | None = None
    """Offers only the options that were chosen in this multiple choice."""
    shuffle: Shuffle = False
    """Shows the options in another order in every interview."""

    def option(self, code: Code) -> Option | None:
        """Give the option with this code."""
        return next((option for option in self.options if option.code == code), None)

    @property
    def codes(self) -> tuple[Code, ...]:
        """Give the codes in order."""
        return tuple(option.code for option in self.options)


@frozen(kw_only=True)
class SingleQuestion(ChoiceQuestion):
    """One option of several."""

    type: Literal["single"]
    derive: Literal["only_choice"] | None = None
    """Filled in, and marked derived, where `chosen_in` has exactly one choice."""
    consent: Purpose | None = None
    """Asks for consent to this: what was shown, when and how it was given is kept with the answer."""
    grants: Annotated[Items[Annotated[int, Rule(ge=0, le=9999)] | Id], Rule(min_length=1)] = ()
    """The codes that give the consent; every other answer, and none, does not."""
    detailed: Items[Annotated[int, Rule(ge=0, le=9999)] | Id] = ()
    approve_first: Items[Annotated[int, Rule(ge=0, le=9999)] | Id] = ()
    """Of a permission to quote: codes that let details be said, and that grant nothing before an approval."""


def is_consent(question: Question) -> bool:
    """Tell whether a question asks for consent: only the person who is asked can give it."""
    return isinstance(question, SingleQuestion) and question.consent is not None


@frozen(kw_only=True)
class MultipleQuestion(ChoiceQuestion):
    """Some options of several. Nothing chosen is no answer."""

    type: Literal["multiple"]
    min_chosen: Annotated[int, Rule(ge=1)] = 1
    max_chosen: Annotated[int, Rule(ge=1)] | None = None


@frozen(kw_only=True)
class RankingQuestion(ChoiceQuestion):
    """Options in an order: the first place, the second, and so on. Nothing ranked is no answer."""

    type: Literal["ranking"]
    min_ranked: Annotated[int, Rule(ge=1)] | None = None
    """How many places are given at least; if not said, all that there are."""
    max_ranked: Annotated[int, Rule(ge=1)] | None = None
    """How many places there are; if not said, as many as options are offered."""

    def most(self, offered: int) -> int:
        """Say how many places there are where so many options are offered."""
        return offered if self.max_ranked is None else min(self.max_ranked, offered)

    def fewest(self, offered: int) -> int:
        """Say how many places must be given where so many options are offered."""
        return self.most(offered) if self.min_ranked is None else self.min_ranked


@frozen(kw_only=True)
class ListRef(Part):
    """A list of codes in a file beside the questionnaire, and what was in it."""

    file: str
    hash: str
    """The SHA-256 of its text: whatever stands in the list is part of the questionnaire."""


@frozen(kw_only=True)
class LookupQuestion(Question):
    """One code of a long list, found by typing words."""

    type: Literal["lookup"]
    list: ListRef
    where: dict[str, Id] = field(default_factory=dict)
    """By column: the earlier question whose code a row must have there."""


@frozen(kw_only=True)
class IntegerQuestion(Question):
    """A whole number between bounds."""

    type: Literal["integer"]
    min: int
    max: int
    unit: Text | None = None


@frozen(kw_only=True)
class DecimalQuestion(Question):
    """A number with at most so many decimals between bounds."""

    type: Literal["decimal"]
    min: Number
    max: Number
    decimals: Annotated[int, Rule(ge=1, le=9)] = 2
    unit: Text | None = None


@frozen(kw_only=True)
class ScaleQuestion(Question):
    """A whole number on a scale whose ends have words, such as 0-10."""

    type: Literal["scale"]
    min: int
    max: int
    low: Text
    high: Text


@frozen(kw_only=True)
class TextQuestion(Question):
    """One line of text."""

    type: Literal["text"]
    max_length: Annotated[int, Rule(ge=1, le=LONGEST)] = LINE_LENGTH


@frozen(kw_only=True)
class LongTextQuestion(Question):
    """A text of several lines."""

    type: Literal["long_text"]
    max_length: Annotated[int, Rule(ge=1, le=LONGEST)] = PROSE_LENGTH


@frozen(kw_only=True)
class DateQuestion(Question):
    """A day; or a month or a year, or whichever of them is known (decision 0016)."""

    type: Literal["date"]
    precision: Precision = "day"
    """What is asked."""
    partial: bool = False
    """Less will do: a month, or a year."""
    min: date | None = None
    max: date | None = None

    @property
    def precisions(self) -> tuple[Precision, ...]:
        """Say how exact an answer may be, the most exact first."""
        asked = PRECISIONS.index(self.precision)
        return PRECISIONS[asked:] if self.partial else (self.precision,)

    @property
    def takes_spans(self) -> bool:
        """Tell whether an answer may be less than a day: it is then a `PartialDate`."""
        return self.precisions != ("day",)


@frozen(kw_only=True)
class TimeQuestion(Question):
    """A time of the day, in hours and minutes."""

    type: Literal["time"]
    min: time | None = None
    max: time | None = None


@frozen(kw_only=True)
class ComputedQuestion(Question):
    """Worked out from earlier answers; nobody is asked."""

    type: Literal["computed"]
    value: str
    """The expression, in the language of conditions."""
    gives: Gives
    """What it gives; a decimal is rounded, a half away from zero."""
    decimals: Annotated[int, Rule(ge=1, le=9)] = 2
    unit: Text | None = None


@frozen(kw_only=True)
class GridItem(Labelled):
    """One item of a grid: a question of its own, that stands beside others with the same options."""

    id: Id
    text: Text
    show_if: str | None = None
    on_unknown: Literal["show", "hide"] | None = None
    mode: Items[Mode] | None = None
    form: Form | None = None
    missing: Items[SaidReason] | None = None
    """What may be said instead of an answer, where that differs from the grid's."""


@frozen(kw_only=True)
class GridQuestion(Item):
    """Several items on one scale, shown together. Each is a single choice with an id and an answer of its own."""

    type: Literal["grid"]
    options: Annotated[Items[Option], Rule(min_length=1)]
    items: Annotated[Items[GridItem], Rule(min_length=1)]
    required: bool = False
    missing: Items[SaidReason] = ()
    probes: Items[Text] = ()
    identifying: bool = False
    shuffle: Shuffle = False
    """Shows the items in another order in every interview."""

    def question(self, item: GridItem) -> SingleQuestion:
        """Give the question that an item is; its text is the item's, the grid's is its stem."""
        return SingleQuestion(
            type="single",
            id=item.id,
            text=item.text,
            show_if=item.show_if,
            on_unknown=item.on_unknown,
            mode=item.mode,
            form=item.form,
            missing=self.missing if item.missing is None else item.missing,
            options=self.options,
            required=self.required,
            probes=self.probes,
            identifying=self.identifying,
            instruction=self.instruction,
            help=self.help,
            self_block=self.self_block,
        )


AnyItem = Annotated[
    SingleQuestion
    | MultipleQuestion
    | RankingQuestion
    | LookupQuestion
    | IntegerQuestion
    | DecimalQuestion
    | ScaleQuestion
    | TextQuestion
    | LongTextQuestion
    | DateQuestion
    | TimeQuestion
    | ComputedQuestion
    | GridQuestion
    | Note,
    Rule(discriminator="type"),
]

ITEM_TYPES: Final[dict[str, type[Item]]] = {
    "single": SingleQuestion,
    "multiple": MultipleQuestion,
    "ranking": RankingQuestion,
    "lookup": LookupQuestion,
    "integer": IntegerQuestion,
    "decimal": DecimalQuestion,
    "scale": ScaleQuestion,
    "text": TextQuestion,
    "long_text": LongTextQuestion,
    "date": DateQuestion,
    "time": TimeQuestion,
    "computed": ComputedQuestion,
    "grid": GridQuestion,
    "note": Note,
}
