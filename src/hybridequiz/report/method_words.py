"""Who answered, in words: the chapter on the method, the same on the screen and on the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hybridequiz.report.figure_words import FigureWords
from hybridequiz.report.figures import Audience
from hybridequiz.wording.interface import interface
from hybridequiz.wording.notation import month_names
from hybridequiz.wording.session_words import mode_words


def audience_facts(words: FigureWords, audience: Audience) -> Iterator[tuple[str, str]]:
    """Give what is known of the responses of an audience, each fact with its name."""
    say, ui = words.say, interface(words.language)
    yield say("Responses"), words.number_or_hidden(audience.number)
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
    return ", ".join(f"{name} ({words.number_or_hidden(number)})" for name, number in counts)


def _month(month: str, language: str) -> str:
    year, _, number = month.partition("-")
    return f"{month_names(language)[int(number) - 1]} {year}"
