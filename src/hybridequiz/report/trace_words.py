"""A trace in words: what is counted, and what becomes of the responses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hybridequiz.questionnaire.states import Missing
from hybridequiz.report.figure_words import FigureWords
from hybridequiz.report.figures import IndicatorTable
from hybridequiz.report.tracing import REASONS, Fate, Traced, TracedLine
from hybridequiz.wording.rendering import reason_words

NOT_SHOWN: Final = "–"


def condition_words(table: IndicatorTable, words: FigureWords) -> Iterator[tuple[str, str]]:
    """Give the conditions of an indicator, each with what it says."""
    say, one = words.say, table.indicator
    yield say("base"), table.condition
    for part in table.parts:
        if part.id:
            yield words.text(part.name), part.count
        elif part.kind == "balance":
            yield say("counted for it (+)"), one.count or ""
            yield say("counted against it (−)"), one.minus or ""
        else:
            yield say("counted"), part.count


def trace_words(traced: Traced, words: FigureWords) -> Iterator[tuple[str, str, str]]:
    """Say what becomes of responses: in words, how many, and their codes. What is not told comes as one, at the end."""
    is_hidden = any(one.fate == Fate.BASE and one.number is None for one in traced.lines)
    hidden = words.hidden if is_hidden else NOT_SHOWN
    left_out = False
    for one in traced.lines:
        if one.fate in REASONS and one.number is None:
            left_out = True
        elif one.bound is not None:
            yield fate_words(one, words), words.figure(one.bound), ""
        else:
            number = hidden if one.number is None else words.number(one.number)
            yield fate_words(one, words), number, " ".join(one.codes)
    if left_out:
        yield words.say("not in the base for another reason"), words.say("not shown"), ""


def fate_words(one: TracedLine, words: FigureWords) -> str:
    """Say what becomes of responses in a figure, or why they are not in the base."""
    say = words.say
    if one.name is not None:
        return words.text(one.name)
    told = {
        Fate.COUNTED: say("counted"),
        Fate.PLUS: say("counted for it (+)"),
        Fate.MINUS: say("counted against it (−)"),
        Fate.NOT_COUNTED: say("in the base, not counted"),
        Fate.BASE: say("in the base"),
        Fate.NOT_LOOKED_AT: say("the figure is not about them"),
        Fate.NOT_IN_BASE: say("not in the base by their answers"),
    }
    if one.fate in told:
        return told[Fate(one.fate)]
    return say("not in the base: {reason}", reason=reason_words(Missing(one.fate), words.language))
