"""What was asked, version by version, in words: what the annex of a report has of the questionnaires."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hybridequiz.export.asked_if import Base, asked_if, forms_of, limited_words, modes_of
from hybridequiz.export.routing_words import Routing
from hybridequiz.export.versions import Asked, histories
from hybridequiz.export.words import STATE_WORDS, Words
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.questions import ChoiceQuestion, ScaleQuestion
from hybridequiz.questionnaire.states import Missing
from hybridequiz.questionnaire.texts import Text
from hybridequiz.values import field, frozen, replace

BETWEEN = " "
"""Between the names of modes, or forms."""


@frozen
class QuestionText:
    """A question, as a version asks it.

    Attributes:
        id: Its id.
        text: What is asked, with what the study says filled in; what is from answers is shown by its name.
        before: What is read first.
        instruction: How it is answered.
        asked: Whom it is asked, in words; empty where that is everybody.
        options: The codes with their words; of a scale its ends.
        instead: What may be said instead of an answer.
        modes: The modes in which it is asked, if not in all.
        forms: The forms in which it is asked, if not in all.
    """

    id: str
    text: Text
    before: Text | None = None
    instruction: Text | None = None
    asked: Text = field(default_factory=Text)
    options: tuple[tuple[str, Text], ...] = ()
    instead: tuple[Text, ...] = ()
    modes: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()


@frozen
class SectionText:
    """A section of a questionnaire: its title and its questions."""

    title: Text
    questions: tuple[QuestionText, ...]


@frozen
class QuestionnaireText:
    """A version of a questionnaire.

    Attributes:
        audience: The audience.
        title: The title of the questionnaire.
        version: The version.
        hash: The SHA-256 of the questionnaire: what it is known by.
        is_newest: Whether it is the newest version, and told whole.
        sections: The sections; of an older version with those questions only that are otherwise in the newest.
        without: The questions of the newest version that it does not have.
        exits: When it ends early, in sentences.
    """

    audience: str
    title: Text
    version: str
    hash: str
    is_newest: bool
    sections: tuple[SectionText, ...]
    without: tuple[str, ...] = ()
    exits: tuple[Text, ...] = ()


def routed(asked: Asked) -> Base:
    """Say whom a version asks a question; that nobody is asked who left is said once, not with every question."""
    return replace(asked_if(asked), after_exit=False)


def questionnaire_texts(
    audience: str, instruments: Sequence[Instrument], words: Words
) -> Iterator[QuestionnaireText]:
    """Say what was asked in every version, the newest first.

    Args:
        audience: The audience.
        instruments: The versions, oldest first.
        words: Says texts of the program in the languages of the study.
    """
    routing = Routing(words)
    newest: dict[str, QuestionText] = {}
    for instrument in reversed(instruments):
        filled = words.of(instrument)
        found = {
            name: _question(history[0], routing, filled)
            for name, history in histories((instrument,)).items()
        }
        is_newest = not newest
        told = [one for name, one in found.items() if newest.get(name) != one]
        yield QuestionnaireText(
            audience=audience,
            title=filled.label(instrument.questionnaire.title),
            version=instrument.questionnaire.version,
            hash=instrument.hash,
            is_newest=is_newest,
            sections=tuple(_sections(instrument, told, filled)),
            without=tuple(name for name in newest if name not in found),
            exits=routing.exits((instrument,)) if is_newest else (),
        )
        newest = newest or found


def _sections(
    instrument: Instrument, told: Sequence[QuestionText], words: Words
) -> Iterator[SectionText]:
    """Part questions by the section of a version that they stand in."""
    for number, section in enumerate(instrument.sections):
        some = tuple(one for one in told if instrument.by_id[one.id].section == number)
        if some:
            yield SectionText(words.label(section.title), some)


def _question(asked: Asked, routing: Routing, words: Words) -> QuestionText:
    item, question = asked.planned.item, asked.question
    options: list[tuple[str, Text]] = []
    if isinstance(question, ChoiceQuestion):
        options = [(str(one.code), words.label(one.text)) for one in question.options]
    elif isinstance(question, ScaleQuestion):
        ends = ((question.min, question.low), (question.max, question.high))
        options = [(str(code), words.label(text)) for code, text in ends]
    return QuestionText(
        id=question.id,
        text=words.label(asked.planned.text),
        before=None if item.before is None else words.label(item.before),
        instruction=None if item.instruction is None else words.label(item.instruction),
        asked=routing.said(routed(asked), asked.instrument),
        options=tuple(options),
        instead=tuple(words.said(STATE_WORDS[Missing(one)]) for one in question.missing),
        modes=tuple(limited_words(modes_of((asked,)), BETWEEN).split()),
        forms=tuple(limited_words(forms_of((asked,)), BETWEEN).split()),
    )
