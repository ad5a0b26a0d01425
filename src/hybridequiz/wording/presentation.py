"""What a client shows of an item: texts filled in, options with their keys, the answer so far."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from hybridequiz.interview.answers import Answer
from hybridequiz.interview.interview import Interview
from hybridequiz.interview.route import codes_of
from hybridequiz.questionnaire.instrument import Planned
from hybridequiz.questionnaire.partial_dates import PartialDate
from hybridequiz.questionnaire.questions import (
    ChoiceQuestion,
    GridQuestion,
    LongTextQuestion,
    LookupQuestion,
    MultipleQuestion,
    Option,
    Question,
    RankingQuestion,
    ScaleQuestion,
)
from hybridequiz.questionnaire.states import SAID, Code, Missing
from hybridequiz.questionnaire.texts import Text
from hybridequiz.values import frozen, replace
from hybridequiz.wording.instructions import confirmation_at, instruction_at
from hybridequiz.wording.notation import date_typed, day_typed, number_words, time_words
from hybridequiz.wording.rendering import other_typed, reason_words, text_words

if TYPE_CHECKING:
    from hybridequiz.wording.looking_up import PresentedLookup

REASON_KEYS: Final[dict[Missing, str]] = {
    Missing.DONT_KNOW: "F2",
    Missing.REFUSED: "F3",
    Missing.NOT_APPLICABLE: "F4",
}
LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
DIGITS: Final = range(10)


class Shape(StrEnum):
    """How an item is answered."""

    NOTE = "note"
    GRID = "grid"
    SINGLE = "single"
    MULTIPLE = "multiple"
    RANKING = "ranking"
    SCALE = "scale"
    LINE = "line"
    LOOKUP = "lookup"
    PROSE = "prose"


CHOICES: Final = (Shape.SINGLE, Shape.MULTIPLE, Shape.RANKING)
"""Shapes that are answered by choosing from options."""


@frozen
class PresentedOption:
    """One option as it is shown.

    Attributes:
        code: What is stored.
        key: The key that chooses it; empty when the keys ran out.
        label: Its words.
        other: Whether it asks "namely".
        exclusive: Whether it goes with no other.
        typed: What was typed at "namely" so far.
    """

    code: Code
    key: str
    label: str
    other: bool
    exclusive: bool
    typed: str


@frozen
class PresentedReason:
    """A reason for no value that is offered."""

    reason: Missing
    key: str
    label: str


@frozen
class PresentedColumn:
    """One column of a grid: an option, or a reason for no value, with the key that chooses it."""

    means: Code | Missing
    key: str
    label: str

    def is_meant_by(self, value: object) -> bool:
        """Tell whether a value is what this column stands for; a code may be spelled like a reason."""
        return value == self.means and isinstance(value, Missing) == isinstance(self.means, Missing)


@frozen
class PresentedItem:
    """One item of a grid.

    Attributes:
        planned: The item.
        label: Its words.
        chosen: The number of the column that is chosen, if one is.
        offered: The numbers of the columns that can be chosen.
    """

    planned: Planned
    label: str
    chosen: int | None
    offered: frozenset[int]


@frozen
class PresentedGrid:
    """The grid that an item is shown in.

    Attributes:
        stem: The text that its items go on from.
        columns: What can be chosen, in order.
        items: The items that are asked.
    """

    stem: str
    columns: tuple[PresentedColumn, ...]
    items: tuple[PresentedItem, ...]

    def number_of(self, planned: Planned) -> int:
        """Give the number of an item, from 0."""
        return next(number for number, one in enumerate(self.items) if one.planned is planned)


@frozen
class Presented:
    """An item as it is shown.

    Attributes:
        planned: The item.
        shape: How it is answered.
        before: A text to read first, or nothing.
        text: The question.
        instruction: How to answer it: the questionnaire's own words, or what its type asks.
        help: Who is meant, what counts, when to probe; or nothing.
        probes: Neutral ways to ask on.
        options: The options that are offered.
        reasons: What may be said instead of an answer.
        chosen: The codes that are chosen now; of a ranking a tuple, in its order.
        reason: The reason that is chosen now.
        typed: The answer so far, as it would be typed.
        low: The words at the low end of a scale.
        high: The words at the high end.
        unit: The unit of a number.
        most: How many characters fit.
        grid: What stands around an item of a grid.
        lookup: The list that a lookup chooses from.
        to_confirm: Says that the answer was filled in beforehand and is to be confirmed.
    """

    planned: Planned
    shape: Shape
    before: str = ""
    text: str = ""
    instruction: str = ""
    help: str = ""
    probes: tuple[str, ...] = ()
    options: tuple[PresentedOption, ...] = ()
    reasons: tuple[PresentedReason, ...] = ()
    chosen: Collection[Code] = frozenset()
    reason: Missing | None = None
    typed: str = ""
    low: str = ""
    high: str = ""
    unit: str = ""
    most: int = 0
    grid: PresentedGrid | None = None
    lookup: PresentedLookup | None = None
    to_confirm: str = ""

    def is_beside(self, other: Presented | None) -> bool:
        """Tell whether it stands in one grid with another item: it then shows where that one did."""
        if self.grid is None or other is None or other.grid is None:
            return False
        return other.planned.grid is self.planned.grid

    @property
    def is_last(self) -> bool:
        """Tell whether no item of a grid follows it there."""
        return self.grid is None or self.grid.items[-1].planned is self.planned

    @property
    def question(self) -> Question | None:
        """Give the question, or None for a note."""
        return self.planned.question


def present(interview: Interview, planned: Planned) -> Presented:
    """Say what is shown of an item in the interview's language."""
    item, question = planned.item, planned.question

    def words(text: Text | None) -> str:
        return text_words(interview, text) if text is not None else ""

    thought = interview.prefilled.get(planned.id)
    answer = interview.answers.get(planned.id) or thought
    options = _options(interview, planned, answer)
    scale = question if isinstance(question, ScaleQuestion) else None
    return Presented(
        planned=planned,
        shape=shape_at(planned),
        before=words(planned.grid.before if planned.grid else item.before),
        text=words(item.text),
        instruction=instruction_at(interview, planned, len(options)),
        help=words(item.help),
        probes=tuple(words(probe) for probe in question.probes) if question else (),
        options=options,
        reasons=_reasons(question, interview.language),
        chosen=_chosen(question, answer),
        reason=answer.missing if answer and answer.missing in SAID else None,
        typed="" if planned.listed else typed_form(answer, interview.language),
        low=words(scale.low) if scale else "",
        high=words(scale.high) if scale else "",
        unit=words(getattr(question, "unit", None)),
        most=getattr(question, "max_length", 0),
        grid=_grid(interview, planned.grid) if planned.grid else None,
        lookup=_lookup(interview, planned),
        to_confirm=confirmation_at(interview, planned),
    )


def _lookup(interview: Interview, planned: Planned) -> PresentedLookup | None:
    """Give what a lookup chooses from; most questionnaires have none, and do not load what it takes."""
    if planned.listed is None:
        return None
    from hybridequiz.wording.looking_up import presented_lookup

    return presented_lookup(interview, planned)


def apart(presented: Presented) -> Presented:
    """Give an item of a grid as a question of its own, with the text that it goes on from; all else as it is."""
    grid = presented.grid
    if grid is None:
        return presented
    text = "\n".join(filter(None, (grid.stem, presented.text)))
    return replace(presented, shape=shape_of(presented.question), text=text, grid=None)


def shape_at(planned: Planned) -> Shape:
    """Say how an item is answered where it stands."""
    return shape_of(planned.question) if planned.grid is None else Shape.GRID


def shape_of(question: Question | None) -> Shape:
    """Say how a question is answered."""
    match question:
        case None:
            return Shape.NOTE
        case MultipleQuestion():
            return Shape.MULTIPLE
        case RankingQuestion():
            return Shape.RANKING
        case ChoiceQuestion():
            return Shape.SINGLE
        case ScaleQuestion():
            return Shape.SCALE
        case LongTextQuestion():
            return Shape.PROSE
        case LookupQuestion():
            return Shape.LOOKUP
        case _:
            return Shape.LINE


def typed_form(answer: Answer | None, language: str) -> str:
    """Give an answer as it would be typed."""
    if answer is None or isinstance(answer.value, Missing | frozenset | tuple):
        return ""
    value = answer.value
    if isinstance(value, date):
        return day_typed(value)
    if isinstance(value, PartialDate):
        return date_typed(value)
    if isinstance(value, time):
        return time_words(value)
    return number_words(value, language) if isinstance(value, Decimal) else str(value)


def _chosen(question: Question | None, answer: Answer | None) -> frozenset[Code] | tuple[Code, ...]:
    """Give what is chosen or ranked so far."""
    if answer is None or not isinstance(question, ChoiceQuestion | LookupQuestion):
        return frozenset()
    return answer.value if isinstance(answer.value, tuple) else codes_of(answer.value)


def option_keys(options: Sequence[Option]) -> list[str]:
    """Give every option the key that chooses it.

    The key is the code where all codes are 0-9; otherwise 1-9 keep theirs and the others get letters.
    """
    codes = [option.code for option in options]
    every = all(code in DIGITS for code in codes)
    letters = iter(LETTERS)
    return [
        str(code)
        if isinstance(code, int) and code in DIGITS and (every or code)
        else next(letters, "")
        for code in codes
    ]


def _options(
    interview: Interview, planned: Planned, answer: Answer | None
) -> tuple[PresentedOption, ...]:
    """Give the offered options; an option keeps its key when others are not offered."""
    question = planned.question
    if not isinstance(question, ChoiceQuestion):
        return ()
    keys = dict(zip(question.codes, option_keys(question.options), strict=True))
    return tuple(
        PresentedOption(
            code=option.code,
            key=keys[option.code],
            label=text_words(interview, option.text),
            other=option.other and question.chosen_in is None,
            exclusive=option.exclusive,
            typed=other_typed(interview, planned, option.code, answer),
        )
        for option in interview.options(planned)
    )


def _grid(interview: Interview, grid: GridQuestion) -> PresentedGrid:
    """Give what stands around an item of a grid: the items that are asked beside it."""
    beside = [one for one in interview.route.items if one.grid is grid]
    keys = option_keys(grid.options)
    columns = [
        PresentedColumn(option.code, key, text_words(interview, option.text))
        for option, key in zip(grid.options, keys, strict=True)
    ]
    said = {*grid.missing, *(reason for one in grid.items for reason in one.missing or ())}
    columns += [
        PresentedColumn(reason, REASON_KEYS[reason], reason_words(reason, interview.language))
        for reason in SAID
        if reason.value in said
    ]
    items = tuple(_grid_item(interview, one, columns) for one in beside)
    return PresentedGrid(text_words(interview, grid.text), tuple(columns), items)


def _grid_item(
    interview: Interview, planned: Planned, columns: Sequence[PresentedColumn]
) -> PresentedItem:
    answer = interview.answers.get(planned.id)
    offered = {option.code for option in interview.options(planned)}
    reasons = set(planned.question.missing) if planned.question else set()

    def can_be_chosen(means: Code | Missing) -> bool:
        return means.value in reasons if isinstance(means, Missing) else means in offered

    numbers = range(len(columns))
    value = None if answer is None else answer.value
    chosen = next((n for n in numbers if columns[n].is_meant_by(value)), None)
    return PresentedItem(
        planned=planned,
        label=text_words(interview, planned.item.text),
        chosen=chosen,
        offered=frozenset(n for n in numbers if can_be_chosen(columns[n].means)),
    )


def _reasons(question: Question | None, language: str) -> tuple[PresentedReason, ...]:
    if question is None:
        return ()
    return tuple(
        PresentedReason(reason, REASON_KEYS[reason], reason_words(reason, language))
        for reason in SAID
        if reason.value in question.missing
    )
