"""The format of questionnaire files, as frozen models that pydantic validates (`parts` says how).

Every model is strict: a key that nobody knows is a problem, and a text is not read as a number.
`docs/authors.md` shows the format by example; the types of questions stand in `questions`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from hybridequiz.questionnaire.parts import Items, Part, Rule
from hybridequiz.questionnaire.questions import (
    AnyItem,
    Form,
    Id,
    Labelled,
    Language,
    Mode,
    Option,
    Shuffle,
)
from hybridequiz.questionnaire.texts import Text
from hybridequiz.values import field, frozen


@frozen(kw_only=True)
class Section(Part):
    """A block of questions with a title that respondents see as progress."""

    id: Id
    title: Text
    show_if: str | None = None
    on_unknown: Literal["show", "hide"] | None = None
    mode: Items[Mode] | None = None
    form: Form | None = None
    after_exit: bool = False
    """Asked after an exit and a break-off too: what the interviewer notes about the session."""
    repeat: Id | None = None
    """Asked once a row: so many times as this count says, or once for every option chosen in this multiple choice."""
    row_title: Text | None = None
    """What a row is called; `{row}` is its number, or the option that it belongs to."""
    shuffle: Shuffle = False
    """Asks its questions in another order in every interview."""
    question: Annotated[Items[AnyItem], Rule(min_length=1)]


@frozen(kw_only=True)
class Exit(Part):
    """Leaving early: the exit that an answer decides first is taken; of several at once the first in file order."""

    when: str
    disposition: Literal["refused", "not_eligible"]
    keep: Literal["disposition", "answers"] = "answers"
    text: Text


@frozen(kw_only=True)
class Screens(Part):
    """The questionnaire's own wording for some screens; the program has its own where one is left out."""

    end: Text | None = None
    code_card: Text | None = None
    pause: Text | None = None
    hand_over: Text | None = None
    hand_back: Text | None = None


@frozen(kw_only=True)
class Location(Labelled):
    """A place where the study is held."""

    code: Annotated[int, Rule(ge=0, le=9999)]
    text: Text


@frozen(kw_only=True)
class Threshold(Part):
    """The smallest group that a report shows."""

    public: Annotated[int, Rule(ge=5)] = 10
    internal: Annotated[int, Rule(ge=5)] = 5


@frozen(kw_only=True)
class StudyPart(Part):
    """What a questionnaire takes from its study."""

    id: Id
    values: dict[str, Text] = field(default_factory=dict)
    threshold: Threshold = Threshold()
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

    def words(self, name: str, language: str) -> str | None:
        """Give what a text is filled with that is the same for everybody; None where the study has no such name."""
        if name == "threshold":
            return str(self.threshold.public)
        if name in self.values:
            return self.values[name].in_language(language).strip() or f"[{name}]"
        return None


@frozen(kw_only=True)
class Questionnaire(Part):
    """A questionnaire file with everything that it names taken in: it works alone."""

    id: Id
    version: Annotated[str, Rule(pattern=r"^[0-9A-Za-z][0-9A-Za-z.\-]{0,23}$")]
    audience: Id
    title: Text
    languages: Annotated[Items[Language], Rule(min_length=1)]
    study: StudyPart | None = None
    key_items: Items[Id] = ()
    """What a usable partial interview must have answered."""
    screens: Screens = Screens()
    texts: dict[str, Text] = field(default_factory=dict)
    options: dict[str, Items[Option]] = field(default_factory=dict)
    exit: Items[Exit] = ()
    shuffle: Items[Id] = ()
    """Sections that come in another order in every interview: randomised blocks."""
    section: Annotated[Items[Section], Rule(min_length=1)]
