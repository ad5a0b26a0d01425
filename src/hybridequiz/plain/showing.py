"""What is read out of an item, the contents and the review: one line a thing, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from hybridequiz.interview.interview import Interview
from hybridequiz.interview.outcomes import Consequences
from hybridequiz.interview.progress import progress
from hybridequiz.interview.waiting import asked_again
from hybridequiz.plain.commands import REASON_COMMANDS, Command, command_word
from hybridequiz.plain.talk import one_line
from hybridequiz.questionnaire.instrument import Planned
from hybridequiz.questionnaire.questions import ScaleQuestion
from hybridequiz.questionnaire.repetition import Row
from hybridequiz.questionnaire.states import Code
from hybridequiz.values import replace
from hybridequiz.wording.interface import interface
from hybridequiz.wording.presentation import Presented, PresentedOption, Shape
from hybridequiz.wording.rendering import answer_words, named_label, section_words, text_words
from hybridequiz.wording.reviewing import left_empty, review_words, waiting

_EXAMPLE: Final = 2
"""How many marks stand in an example."""


def section_line(interview: Interview, planned: Planned) -> str:
    """Say in which section an item is, and how many questions are left."""
    ui = interface(interview.language)
    now = progress(interview)
    title = section_words(interview, planned)
    where = {"section": now.section, "sections": now.sections, "title": one_line(title)}
    if now.fewest == now.most:
        return ui.say_number(
            "Section {section} of {sections}: {title}, {number} question left",
            "Section {section} of {sections}: {title}, {number} questions left",
            now.most,
            **where,
        )
    return ui.say(
        "Section {section} of {sections}: {title}, {fewest} to {most} questions left",
        fewest=now.fewest,
        most=now.most,
        **where,
    )


def item_lines(presented: Presented, language: str, *, beside: bool = False) -> Iterator[str]:
    """Give what is read out of an item, without the answer so far.

    Args:
        presented: The item.
        language: The language of what is said around it.
        beside: Whether another item of its grid was read just before: then only what differs is.
    """
    if presented.grid is not None:
        if not beside:
            asked = replace(presented, grid=None, text=presented.grid.stem)
            yield from item_lines(asked, language)
        yield presented.text
        if beside:
            marks = [*marked_options(presented), *_reason_words(presented, language)]
            yield interface(language).say("One of: {marks}", marks=" ".join(marks))
        return
    yield from (part for part in (presented.before, presented.text, presented.instruction) if part)
    yield from _how_lines(presented, language)
    for mark, option in marked_options(presented).items():
        named = option.typed and not option.other  # where it was chosen first
        label = named_label(option.label, option.typed) if named else option.label
        yield f"{mark}  {label}"
    for word, reason in zip(_reason_words(presented, language), presented.reasons, strict=True):
        yield f"{word}  {reason.label}"


def _reason_words(presented: Presented, language: str) -> list[str]:
    """Give the commands that say the reasons that are offered."""
    return [command_word(REASON_COMMANDS[one.reason], language) for one in presented.reasons]


def _how_lines(presented: Presented, language: str) -> Iterator[str]:
    """Say what is special about answering a shape in lines."""
    ui, question = interface(language), presented.question
    if presented.unit:
        yield ui.say("Unit: {unit}", unit=presented.unit)
    if isinstance(question, ScaleQuestion):
        low, high = f"{question.min}: {presented.low}", f"{question.max}: {presented.high}"
        yield ui.say("A number from {min} to {max}.", min=question.min, max=question.max)
        yield from (low, high)
    if presented.shape is Shape.MULTIPLE:
        example = " ".join(list(marked_options(presented))[:_EXAMPLE])
        yield ui.say("Type what stands before the options, such as: {example}", example=example)
    if presented.shape is Shape.RANKING:
        example = " ".join(list(marked_options(presented))[_EXAMPLE::-1])
        yield ui.say(
            "Type what stands before the options, the first place first, such as: {example}",
            example=example,
        )
    if presented.shape is Shape.PROSE:
        yield ui.say("Type as many lines as you like. A line with only a full stop ends the text.")


def marked_options(presented: Presented) -> Mapping[str, PresentedOption]:
    """Give the options by what stands before them: no two have the same.

    A number stands for itself; a code that is a name has its key, or its place if the keys ran out.
    """
    return {_mark(option, place): option for place, option in enumerate(presented.options, start=1)}


def _mark(option: PresentedOption, place: int) -> str:
    return str(option.code) if isinstance(option.code, int) else option.key or str(place)


def typed_codes(presented: Presented) -> Mapping[str, Code]:
    """Give what may be typed for each option: its mark, its key or its code.

    What stands before an option always means that option, whatever another one's code is.
    """
    codes = {str(option.code): option.code for option in presented.options}
    keys = {option.key: option.code for option in presented.options if option.key}
    marks = {mark: option.code for mark, option in marked_options(presented).items()}
    return {**codes, **keys, **marks}


def contents_lines(interview: Interview) -> Iterator[str]:
    """List the items on the route by section, each with its number and its answer."""
    section: tuple[int, Row | None] | None = None
    for planned in interview.route.items:
        if planned.computed:
            continue
        if (planned.section, planned.row) != section:
            section = planned.section, planned.row
            yield one_line(section_words(interview, planned))
        yield f"{named(interview, planned)}: {state_words(interview, planned)}"


def named(interview: Interview, planned: Planned) -> str:
    """Name an item by its number, which never changes, and its text."""
    return f"{planned.index + 1}  {one_line(text_words(interview, planned.text))}"


def state_words(interview: Interview, planned: Planned) -> str:
    """Say the answer to an item, or that it is open; an interviewer is not shown a self-block's."""
    ui = interface(interview.language)
    if interview.is_open(planned):
        return ui.say("open")
    if planned.question is None:
        return ui.say("read")
    if planned.item.self_block and interview.session.mode == "interview":
        return ui.say("answered, not shown")
    words = one_line(answer_words(interview, planned, interview.answers[planned.id]))
    if interview.is_derived(planned) and not planned.computed:
        return f"{words} {ui.say('(filled in by the program)')}"
    return words


def review_lines(interview: Interview) -> Iterator[str]:
    """Say what is open, and which checks are broken."""
    ui = interface(interview.language)
    yield review_words(interview)
    yield from (named(interview, one) for one in (*waiting(interview), *left_empty(interview)))
    for broken in interview.broken_checks("hard", "soft"):
        sentence = one_line(text_words(interview, broken.check.text), most=200)
        yield ui.say("Look again at: {question}", question=named(interview, broken.planned))
        yield sentence
    if interview.remarks:
        number = len(interview.remarks)
        yield ui.say_number("{number} remark was noted.", "{number} remarks were noted.", number)


def consequence_lines(interview: Interview, consequences: Consequences) -> Iterator[str]:
    """Say what an answer brought about beside itself."""
    ui = interface(interview.language)
    again = len(asked_again(interview, consequences.set_aside))
    if again:
        yield ui.say_number(
            "{number} answer is set aside: its question is asked again, because its options have changed.",
            "{number} answers are set aside: their questions are asked again, because their options have changed.",
            again,
        )
    if number := len(consequences.set_aside) - again:
        yield ui.say_number(
            "{number} answer is set aside: it counts again if its question is asked again.",
            "{number} answers are set aside: they count again if their questions are asked again.",
            number,
        )
    if number := len(consequences.restored):
        yield ui.say_number(
            "{number} answer that was set aside counts again.",
            "{number} answers that were set aside count again.",
            number,
        )
    if number := len(consequences.renewed):
        yield ui.say_number(
            "{number} question is asked again, because what it is about has changed.",
            "{number} questions are asked again, because what they are about has changed.",
            number,
        )
    yield from (text_words(interview, told.check.text) for told in consequences.told)


def command_list(language: str, meanings: Mapping[Command, str]) -> Iterator[str]:
    """Name all commands, each with what it does."""
    ui = interface(language)
    for command, meaning in meanings.items():
        yield f"{command_word(command, language)}  {ui.say(meaning)}"
