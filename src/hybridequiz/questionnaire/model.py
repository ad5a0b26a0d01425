"""The format of questionnaire files, as frozen pydantic models.

Every model is strict: a key that nobody knows is a problem, and a text is not read as a number.
`docs/authors.md` shows the format by example.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Final, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, Strict, model_validator

from hybridequiz.questionnaire.states import Code
from hybridequiz.questionnaire.texts import LANGUAGE, Text

T = TypeVar("T")
Items = Annotated[tuple[T, ...], Strict(False)]  # noqa: FBT003 - pydantic's own spelling; TOML has lists, not tuples
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,23}$")]
Language = Annotated[str, Field(pattern=rf"^{LANGUAGE.pattern}$")]
SaidReason = Literal["dont_know", "refused", "not_applicable"]
Mode = Literal["interview", "self", "paper"]
Form = Literal["short", "extended"]
Level = Literal["hard", "soft", "info"]
Number = int | Decimal

MODES: Final[tuple[Mode, ...]] = ("interview", "self", "paper")
FORMS: Final[tuple[Form, ...]] = ("short", "extended")
LINE_LENGTH: Final = 200
PROSE_LENGTH: Final = 4_000
LONGEST: Final = 20_000
OTHER_LENGTH: Final = 100


class Model(BaseModel):
    """What all parts of a file share: frozen, strict, no unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)


class Labelled(Model):
    """A code with words. The languages stand beside the code: `{ code = 1, nl = "Ja" }`."""

    @model_validator(mode="before")
    @classmethod
    def _gather_languages(cls, raw: Any) -> Any:
        """Gather the language keys into one text."""
        if not isinstance(raw, Mapping) or "text" in raw:
            return raw
        known = cls.model_fields
        wordings = {key: value for key, value in raw.items() if key not in known}
        if not wordings:
            return raw
        return {**{key: raw[key] for key in raw if key in known}, "text": wordings}


class Option(Labelled):
    """One option of a choice question."""

    code: Annotated[int, Field(ge=0, le=9999)] | Id
    text: Text
    exclusive: bool = False
    """Chosen alone, or not at all."""
    other: bool = False
    """Asks "namely" for a text of at most 100 characters."""
    show_if: str | None = None


class Check(Model):
    """A rule that an answer keeps. It never fires where a value is missing."""

    that: str
    level: Level = "hard"
    """hard blocks; soft asks and keeps the reason; info only tells."""
    text: Text


class Item(Model):
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


class Note(Item):
    """A text to read; it has no answer."""

    type: Literal["note"]


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


class ChoiceQuestion(Question):
    """What single and multiple choice share."""

    options: Annotated[Items[Option], Field(min_length=1)]
    chosen_in: str | None = None
    """Offers only the options that were chosen in this multiple choice."""

    def option(self, code: Code) -> Option | None:
        """Give the option with this code."""
        return next((option for option in self.options if option.code == code), None)

    @property
    def codes(self) -> tuple[Code, ...]:
        """Give the codes in order."""
        return tuple(option.code for option in self.options)


class SingleQuestion(ChoiceQuestion):
    """One option of several."""

    type: Literal["single"]
    derive: Literal["only_choice"] | None = None
    """Filled in, and marked derived, where `chosen_in` has exactly one choice."""


class MultipleQuestion(ChoiceQuestion):
    """Some options of several. Nothing chosen is no answer."""

    type: Literal["multiple"]
    min_chosen: Annotated[int, Field(ge=1)] = 1
    max_chosen: Annotated[int, Field(ge=1)] | None = None


class IntegerQuestion(Question):
    """A whole number between bounds."""

    type: Literal["integer"]
    min: int
    max: int
    unit: Text | None = None


class DecimalQuestion(Question):
    """A number with at most so many decimals between bounds."""

    type: Literal["decimal"]
    min: Number
    max: Number
    decimals: Annotated[int, Field(ge=1, le=9)] = 2
    unit: Text | None = None


class ScaleQuestion(Question):
    """A whole number on a scale whose ends have words, such as 0-10."""

    type: Literal["scale"]
    min: int
    max: int
    low: Text
    high: Text


class TextQuestion(Question):
    """One line of text."""

    type: Literal["text"]
    max_length: Annotated[int, Field(ge=1, le=LONGEST)] = LINE_LENGTH


class LongTextQuestion(Question):
    """A text of several lines."""

    type: Literal["long_text"]
    max_length: Annotated[int, Field(ge=1, le=LONGEST)] = PROSE_LENGTH


class DateQuestion(Question):
    """A day."""

    type: Literal["date"]
    min: date | None = None
    max: date | None = None


AnyItem = Annotated[
    SingleQuestion
    | MultipleQuestion
    | IntegerQuestion
    | DecimalQuestion
    | ScaleQuestion
    | TextQuestion
    | LongTextQuestion
    | DateQuestion
    | Note,
    Field(discriminator="type"),
]

ITEM_TYPES: Final[dict[str, type[Item]]] = {
    "single": SingleQuestion,
    "multiple": MultipleQuestion,
    "integer": IntegerQuestion,
    "decimal": DecimalQuestion,
    "scale": ScaleQuestion,
    "text": TextQuestion,
    "long_text": LongTextQuestion,
    "date": DateQuestion,
    "note": Note,
}


class Section(Model):
    """A block of questions with a title that respondents see as progress."""

    id: Id
    title: Text
    show_if: str | None = None
    on_unknown: Literal["show", "hide"] | None = None
    mode: Items[Mode] | None = None
    form: Form | None = None
    after_exit: bool = False
    """Asked after an exit and a break-off too: what the interviewer notes about the session."""
    question: Annotated[Items[AnyItem], Field(min_length=1)]


class Exit(Model):
    """Leaving early: looked at after every event, the first true one in file order wins."""

    when: str
    disposition: Literal["refused", "not_eligible"]
    keep: Literal["disposition", "answers"] = "answers"
    text: Text


class Screens(Model):
    """The questionnaire's own wording for some screens; the program has its own where one is left out."""

    end: Text | None = None
    code_card: Text | None = None
    pause: Text | None = None
    hand_over: Text | None = None
    hand_back: Text | None = None


class Location(Labelled):
    """A place where the study is held."""

    code: Annotated[int, Field(ge=0, le=9999)]
    text: Text


class Threshold(Model):
    """The smallest group that a report shows."""

    public: Annotated[int, Field(ge=5)] = 10
    internal: Annotated[int, Field(ge=5)] = 5


class StudyPart(Model):
    """What a questionnaire takes from its study."""

    id: Id
    values: dict[str, Text] = Field(default_factory=dict)
    threshold: Threshold = Threshold.model_construct(public=10, internal=5)
    location: Items[Location] = ()
    live: bool = False

    @property
    def unfilled(self) -> tuple[str, ...]:
        """Name the values that nobody has filled in yet."""
        return tuple(
            name
            for name, text in self.values.items()
            if not all(wording.strip() for _, wording in text)
        )


class StudyFile(StudyPart):
    """A study file: what its questionnaires share."""

    title: Text
    languages: Annotated[Items[Language], Field(min_length=1)]
    texts: dict[str, Text] = Field(default_factory=dict)
    options: dict[str, Items[Option]] = Field(default_factory=dict)
    core: Items[Id] = ()
    """Ids that have the same type and codes in every questionnaire that has them."""
    invited: dict[str, Any] = Field(default_factory=dict)
    indicator: Items[dict[str, Any]] = ()
    """Read and kept for the report."""


class Questionnaire(Model):
    """A questionnaire file with everything that it names taken in: it works alone."""

    id: Id
    version: Annotated[str, Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z.\-]{0,23}$")]
    audience: Id
    title: Text
    languages: Annotated[Items[Language], Field(min_length=1)]
    study: StudyPart | None = None
    key_items: Items[Id] = ()
    """What a usable partial interview must have answered."""
    screens: Screens = Screens.model_construct()
    texts: dict[str, Text] = Field(default_factory=dict)
    options: dict[str, Items[Option]] = Field(default_factory=dict)
    exit: Items[Exit] = ()
    section: Annotated[Items[Section], Field(min_length=1)]
