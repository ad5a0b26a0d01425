"""Another order in every interview: of options, of the items of a grid, of questions, and of sections.

An order follows from a seed and from the names of what is put in order, and from nothing else: parts are sorted by the
SHA-256 (FIPS 180-4) of seed, whole and part. It is the same after a resume, on every machine and with every version of
Python; `random.shuffle` promises none of that: only `random.random` keeps its sequence (Python's documentation of
`random`, "Notes on Reproducibility"). Every part has a number of its own that looks drawn at random, so every order is
as likely as any other; and a part that is added leaves the others in the order that they had.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from itertools import groupby
from typing import Any, TypeVar

from hybridequiz.questionnaire.addresses import parted
from hybridequiz.questionnaire.instrument import Instrument, Planned, PlannedExit
from hybridequiz.questionnaire.model import Questionnaire, Section
from hybridequiz.questionnaire.parts import Part
from hybridequiz.questionnaire.questions import (
    MODES,
    ChoiceQuestion,
    GridQuestion,
    Item,
    Mode,
    Option,
    Shuffle,
)
from hybridequiz.values import replace

T = TypeVar("T")


def shuffles(questionnaire: Questionnaire, *modes: Mode) -> bool:
    """Tell whether anything in a questionnaire comes in another order in every interview.

    Args:
        questionnaire: The questionnaire.
        modes: Of which interviews it is asked; of all if none is named.
    """
    asked = modes or MODES
    return bool(questionnaire.shuffle) or any(
        applies(part.shuffle, mode)
        for section in questionnaire.section
        for part in (section, *section.question)
        if isinstance(part, Section | ChoiceQuestion | GridQuestion)
        for mode in asked
    )


def applies(shuffle: Shuffle, mode: Mode) -> bool:
    """Tell whether something is shuffled in a mode; "self": only on the screen of who reads it alone."""
    return shuffle is True or shuffle == mode


def in_order(instrument: Instrument, seed: str, mode: Mode) -> Instrument:
    """Give an instrument as one interview sees it: all that is shuffled in the order of its seed.

    Its items have new places, so whatever goes by place (the route, the way back, the progress) goes by this order.
    What is not shuffled in its mode does not say so any more.

    Args:
        instrument: The questionnaire, in file order.
        seed: Drawn once, when the interview began; nothing where the order is that of the file.
        mode: Who fills it in.
    """
    if seed == instrument.seed or not shuffles(instrument.questionnaire, mode):
        return instrument
    units = {
        place: list(items)
        for place, items in groupby(instrument.items, lambda one: one.path[1:4:2])
    }
    sections: list[Section] = []
    planned: list[Planned] = []
    for old in _section_order(instrument.questionnaire, seed):
        section = _in_mode(instrument.sections[old], mode)
        questions = []
        for at in _question_order(section, seed):
            item = _in_mode(section.question[at], mode)
            item, items = _unit(item, units.get((old, at), ()), seed)
            questions.append(item)
            for one in items:
                planned.append(_moved(one, len(planned), len(sections)))
        sections.append(replace(section, question=tuple(questions)))
    places = {one.id: one.index for one in planned}
    exits = tuple(_placed(one, places) for one in instrument.exits)
    questionnaire = replace(instrument.questionnaire, section=tuple(sections))
    return replace(
        instrument, questionnaire=questionnaire, items=tuple(planned), exits=exits, seed=seed
    )


def _in_mode(part: Part, mode: Mode) -> Any:
    """Give a section or an item as it is in a mode: shuffled or not."""
    shuffle = getattr(part, "shuffle", False)
    return replace(part, shuffle=applies(shuffle, mode)) if shuffle else part


def shuffled(seed: str, whole: str, parts: Sequence[T], name: Callable[[T], object]) -> list[T]:
    """Give parts in the order of a seed.

    Args:
        seed: The seed of the interview.
        whole: The name of what they are parts of: no two wholes have the same order.
        parts: The parts.
        name: Names a part; no two have the same.
    """
    return sorted(parts, key=lambda part: sha256(f"{seed}/{whole}/{name(part)}".encode()).digest())


def is_fixed(option: Option) -> bool:
    """Tell whether an option keeps its place among shuffled ones: it says so, or stands apart by what it means."""
    return option.fixed or option.exclusive or option.other


def _section_order(questionnaire: Questionnaire, seed: str) -> list[int]:
    """Give the numbers of the sections; those that are shuffled change places among each other."""
    ids = [section.id for section in questionnaire.section]
    among = [number for number, name in enumerate(ids) if name in questionnaire.shuffle]
    return _permuted(range(len(ids)), among, shuffled(seed, "sections", among, ids.__getitem__))


def _question_order(section: Section, seed: str) -> list[int]:
    """Give the numbers of a section's questions."""
    numbers = range(len(section.question))
    if not section.shuffle:
        return list(numbers)
    return shuffled(seed, f"section {section.id}", numbers, lambda at: section.question[at].id)


def _permuted(parts: Sequence[T], among: Sequence[int], order: Sequence[int]) -> list[T]:
    """Give parts with some in other places: at each place of `among` stands the part at that of `order`."""
    moved = list(parts)
    for place, comes in zip(among, order, strict=True):
        moved[place] = parts[comes]
    return moved


def _unit(item: Item, planned: Sequence[Planned], seed: str) -> tuple[Any, list[Planned]]:
    """Give a question with its options, or a grid with its items, in the order of a seed; and what is planned of it."""
    if isinstance(item, GridQuestion):
        items = item.items
        if item.shuffle:
            items = tuple(shuffled(seed, f"items {item.id}", items, lambda one: one.id))
        grid, by_id = replace(item, items=items), {one.id: one for one in planned}
        return grid, [replace(by_id[one.id], grid=grid) for one in items]
    if isinstance(item, ChoiceQuestion):
        question = replace(item, options=_option_order(item, seed)) if item.shuffle else item
        return question, [replace(one, item=question) for one in planned]
    return item, list(planned)


def _option_order(question: ChoiceQuestion, seed: str) -> tuple[Option, ...]:
    options = question.options
    among = [at for at, option in enumerate(options) if not is_fixed(option)]
    order = shuffled(seed, f"options {question.id}", among, lambda at: options[at].code)
    return tuple(_permuted(options, among, order))


def _moved(planned: Planned, index: int, section: int) -> Planned:
    if (planned.index, planned.section) == (index, section):
        return planned
    return replace(planned, index=index, section=section)


def _placed(planned: PlannedExit, places: dict[str, int]) -> PlannedExit:
    """Give an exit with the place of the last item that it looks at in this order."""
    after = max((places.get(name, 0) for name in planned.when.references), default=0)
    return replace(planned, after=after)


def order_of(instrument: Instrument) -> dict[str, Any]:
    """Say in which order an interview had what was shuffled, as JSON.

    Args:
        instrument: The questionnaire as the interview saw it, see `in_order`.

    Returns:
        `sections`: the ids of those that are shuffled; `places`: by question, its place in its section, or among the
        items of its grid, from 1; `options`: by question, the codes. What was not shuffled is left out.
    """
    questionnaire = instrument.questionnaire
    names = [one.id for one in questionnaire.section if one.id in questionnaire.shuffle]
    options = {
        parted(one.id)[0]: list(one.question.codes)
        for one in instrument.items
        if isinstance(one.question, ChoiceQuestion) and one.question.shuffle
    }
    parts = {"sections": names, "places": dict(_places(instrument)), "options": options}
    return {key: part for key, part in parts.items() if part}


def _places(instrument: Instrument) -> Iterator[tuple[str, int]]:
    """Give the questions whose place varies, each with its place among those beside it, from 1."""
    for section in instrument.sections:
        for place, item in enumerate(section.question, 1):
            if isinstance(item, GridQuestion):
                for number, one in enumerate(item.items, 1):
                    if item.shuffle or section.shuffle:
                        yield one.id, number if item.shuffle else place
            elif section.shuffle:
                yield item.id, place


def why_apart(instrument: Instrument, one: Planned, other: Planned) -> str:
    """Say why neither of two items comes before the other in every order; nothing where one does.

    Args:
        instrument: The questionnaire, in file order.
        one: An item.
        other: Another one.
    """
    questionnaire, here = instrument.questionnaire, instrument.sections[one.section]
    if one.section != other.section:
        there = instrument.sections[other.section]
        together = here.id in questionnaire.shuffle and there.id in questionnaire.shuffle
        return together_sections(questionnaire) if together else ""
    if here.shuffle and one.path[3] != other.path[3]:
        return together_questions(here)
    if one.grid is not None and one.grid.shuffle and one.grid is other.grid and one is not other:
        return together_items(one.grid)
    return ""


def together_sections(questionnaire: Questionnaire) -> str:
    """Say that sections are shuffled."""
    return f"the sections {', '.join(questionnaire.shuffle)} are shuffled"


def together_questions(section: Section) -> str:
    """Say that the questions of a section are shuffled."""
    return f"the questions of section '{section.id}' are shuffled"


def together_items(grid: GridQuestion) -> str:
    """Say that the items of a grid are shuffled."""
    return f"the items of '{grid.id}' are shuffled"
