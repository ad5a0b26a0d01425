"""Who answered, in words: the chapter on the method, the same on the screen and on the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hybridequiz.report.figure_words import FigureWords, percent_words
from hybridequiz.report.figures import Audience, Figure, Unsure
from hybridequiz.report.numbers import percentage
from hybridequiz.values import frozen
from hybridequiz.wording.interface import interface
from hybridequiz.wording.notation import month_names
from hybridequiz.wording.session_words import mode_words


@frozen
class ByMode:
    """The figures of an audience by how a questionnaire was filled in.

    Attributes:
        audience: What the audience is called.
        modes: What the modes are called.
        rows: By figure what it is called, and the figure of each mode; None where nobody in the base was asked so.
    """

    audience: str
    modes: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Figure | None, ...]], ...]


def by_mode(words: FigureWords, audience: Audience) -> ByMode | None:
    """Give the figures of an audience by mode; None where there are none."""
    tables = [one for one in words.report.tables if one.audience == audience.id and one.modes]
    names = {row.line: row.name for one in tables for row in one.modes}
    rows = []
    for one in tables:
        found = {row.line: row.figures[0] for row in one.modes}
        name = f"{one.indicator.id} {words.text(one.indicator.name)}"
        rows.append((name, tuple(found.get(line) for line in names)))
    if not rows:
        return None
    title = words.text(words.audience(audience.id))
    return ByMode(title, tuple(map(words.text, names.values())), tuple(rows))


def mode_note(words: FigureWords) -> str:
    """Say what figures by mode are good for."""
    return words.say(
        "Answers to an interviewer are often a little more favourable. Who was asked how was not drawn by lot, so a"
        " difference can have other reasons as well."
    )


def audience_facts(words: FigureWords, audience: Audience) -> Iterator[tuple[str, str]]:
    """Give what is known of the responses of an audience, each fact with its name."""
    say, ui = words.say, interface(words.language)
    yield say("Responses"), words.number_or_hidden(audience.number)
    if told := _complete(words, audience):
        yield say("Complete"), told
    if told := _organisations(words, audience):
        yield say("Organisations"), told
    if audience.modes:
        modes = [(mode_words(ui, mode), number) for mode, number in audience.modes]
        yield say("How"), _counted(words, modes)
    if audience.versions:
        yield say("Version"), _counted(words, audience.versions)
    if audience.period is not None:
        first, last = (_month(one, words.language) for one in audience.period)
        yield say("Period"), first if first == last else f"{first} – {last}"
    if audience.dont_know is not None:
        percent = percent_words(audience.dont_know, words.language)
        yield say("“Don’t know”"), say("{percent} of the answers", percent=percent)
    if audience.unsure:
        yield say("Often not known"), "; ".join(_unsure(words, one) for one in audience.unsure)


def _complete(words: FigureWords, audience: Audience) -> str:
    """Say how many are complete, the others being usable; nothing where all are hidden."""
    if audience.number is None:
        return ""
    if audience.complete is None:
        return words.say("not shown: it would tell of a small group")
    percent = percent_words(percentage(audience.complete, audience.number), words.language)
    complete = words.number(audience.complete)
    if audience.complete == audience.number:
        return words.say("{percent} ({number})", percent=percent, number=complete)
    return words.say(
        "{percent} ({number}); the other {partial} partial, and usable",
        percent=percent,
        number=complete,
        partial=words.number(audience.number - audience.complete),
    )


def _unsure(words: FigureWords, one: Unsure) -> str:
    return f"{words.text(one.text)} {words.figure(one.figure)} ({words.of(one.figure.base)})"


def _organisations(words: FigureWords, audience: Audience) -> str:
    """Say of how many organisations they are, and of how many that is not known; nothing where none are known."""
    if audience.organisations_hidden:
        return words.say("not shown: it would tell of a small group")
    if audience.organisations is None:
        return ""
    number = words.number(audience.organisations)
    if audience.without_organisation == 0:
        return number
    unknown = words.number_or_hidden(audience.without_organisation)
    return words.say(
        "{number}, and {unknown} responses of which it is not known", number=number, unknown=unknown
    )


def _counted(words: FigureWords, counts: Sequence[tuple[str, int | None]]) -> str:
    """Write names with how many there are of each; of a single one that is known already."""
    if len(counts) == 1:
        return counts[0][0]
    told = ", ".join(
        name if number is None else f"{name} ({words.number(number)})" for name, number in counts
    )
    if all(number is not None for _, number in counts):
        return told
    return words.say("{names}; what is missing would tell of a small group", names=told)


def _month(month: str, language: str) -> str:
    year, _, number = month.partition("-")
    return f"{month_names(language)[int(number) - 1]} {year}"
