"""Questions that were changed under their name: what looks at one is left out of a report, and that is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from hybridequiz.export.words import Words
from hybridequiz.problems import say
from hybridequiz.questionnaire.indicators import Breakdown, Indicator
from hybridequiz.questionnaire.texts import Text
from hybridequiz.report.compiled import Compiler, Counted, with_breakdowns
from hybridequiz.report.figures import SetAside
from hybridequiz.values import frozen
from hybridequiz.wording.errors import said_words
from hybridequiz.wording.interface import interface

if TYPE_CHECKING:
    from hybridequiz.report.audience_report import Asked

NOTE: Final = say(
    "Left out, with all that looks at it: the question '{question}', for its answers cannot be counted together: {why}."
)
INDICATORS: Final = say("Indicators: {names}.")
BREAKDOWNS: Final = say("Breakdowns: {names}.")
Names = Mapping[str, frozenset[str]]
"""By the id of a breakdown what it looks at."""


@frozen
class Kept:
    """What is left of an audience's indicators and breakdowns, and what is not.

    Attributes:
        counted: The indicators that look at no question that is set aside.
        breakdowns: The breakdowns that do not.
        set_aside: What is left out.
    """

    counted: Sequence[Counted]
    breakdowns: Mapping[str, Breakdown]
    set_aside: tuple[SetAside, ...] = ()


def kept_of(
    asked: Asked,
    title: Text,
    indicators: Iterable[Indicator],
    compiler: Compiler,
    breakdowns: Mapping[str, Breakdown],
    words: Words,
) -> Kept:
    """Compile the indicators of an audience; what looks at a question that is set aside is left out.

    Args:
        asked: The audience.
        title: What it is called.
        indicators: The indicators of the study.
        compiler: Compiles for the audience.
        breakdowns: Its breakdowns, by id.
        words: Says things in the languages of the study.

    Raises:
        ConditionFaults: A condition is wrong for the audience's questionnaire.
    """
    aside = asked.set_aside
    names = _names(compiler, breakdowns) if aside else {}
    left = {
        name: one
        for name, one in breakdowns.items()
        if not aside.keys() & names.get(name, frozenset())
    }
    counted = [
        compiler.indicator(with_breakdowns(one, left), asked.id, left)
        for one in indicators
        if asked.id in one.for_
    ]
    told = tuple(_set_aside(asked, title, counted, names, words))
    return Kept([one for one in counted if not aside.keys() & one.names], left, told)


def _names(compiler: Compiler, breakdowns: Mapping[str, Breakdown]) -> Names:
    """Give what breakdowns look at, those that the audience has."""
    found = {name: compiler.breakdown(one) for name, one in breakdowns.items()}
    return {name: one.names for name, one in found.items() if one is not None}


def _set_aside(
    asked: Asked, title: Text, counted: Sequence[Counted], names: Names, words: Words
) -> Iterator[SetAside]:
    """Say what is left out, question by question."""
    for question, problem in asked.set_aside.items():
        indicators = tuple(one.indicator.id for one in counted if question in one.names)
        breakdowns = tuple(name for name, looked_at in names.items() if question in looked_at)
        why = Text({tag: said_words(problem.message, tag) for tag in words.languages})
        note = {
            tag: _note(question, why.in_language(tag), indicators, breakdowns, tag)
            for tag in words.languages
        }
        texts = (one.by_id.get(question) for one in reversed(asked.instruments))
        text = words.label(next(one.text for one in texts if one is not None))
        note_text = words.label(title, Text(note))
        yield SetAside(asked.id, title, question, text, why, note_text, indicators, breakdowns)


def _note(
    question: str, why: str, indicators: Sequence[str], breakdowns: Sequence[str], language: str
) -> str:
    ui = interface(language)
    said = [ui.say(NOTE, question=question, why=why)]
    for message, names in ((INDICATORS, indicators), (BREAKDOWNS, breakdowns)):
        if names:
            said.append(ui.say(message, names=", ".join(names)))
    return " ".join(said)
