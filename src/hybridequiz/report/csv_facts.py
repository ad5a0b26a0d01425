"""Who answered and who was invited, as lines of the report in CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from hybridequiz.report.csv_cells import numbers, told, words_of
from hybridequiz.report.figures import Audience, Report
from hybridequiz.report.numbers import percentage
from hybridequiz.report.response import AudienceResponse, Rate, ResponseLine
from hybridequiz.report.response_words import disposition_words
from hybridequiz.wording.interface import interface
from hybridequiz.wording.session_words import mode_words

Line = Sequence[str]
FACT: Final = "fact"
RESPONSE: Final = "response"
RATE: Final = "rate"
SET_ASIDE: Final = "set_aside"
LOCATION: Final = "session_location"
NONE: Final = "none"
"""Stands in a line for who has no location, or is in no group."""
HIDDEN: Final = told(is_hidden=True)


def fact_lines(report: Report, language: str) -> Iterator[Line]:
    """Give what is known of the responses of every audience, a line a number.

    Args:
        report: The report.
        language: In which language names are.
    """
    for one in report.audiences:
        title = words_of(one.title, language)
        for part, name, cells in _facts(one, language):
            about = ["", "", one.id, one.id, title]
            yield [*about, part, words_of(name, language), FACT, *cells, ""]
        for each in one.unsure:
            about = ["", words_of(each.text, language), one.id, one.id, title]
            name = interface(language).say("“Don’t know”")
            part = f"dont_know_{each.question}"
            yield [*about, part, name, FACT, *numbers(each.figure), ""]


def _facts(one: Audience, language: str) -> Iterator[tuple[str, str, Line]]:
    """Give facts: id, name, and the cells of their number."""
    ui = interface(language)
    yield "responses", ui.say("Responses"), _counted(one.number)
    if one.number is not None:
        yield "complete", ui.say("Complete"), _complete(one.number, one.complete)
    if one.organisations_hidden or one.organisations is not None:
        yield "organisations", ui.say("Organisations"), _counted(one.organisations)
    if one.organisations is not None:
        name = ui.say("of no known organisation")
        yield "without_organisation", name, _counted(one.without_organisation)
    for mode, number in one.modes:
        yield f"mode_{mode}", mode_words(ui, mode), _counted(number)
    for version, number in one.versions:
        yield f"version_{version}", f"{ui.say('Version')} {version}", _counted(number)
    if one.dont_know is not None:
        yield "dont_know", ui.say("“Don’t know”"), told(percent=one.dont_know)


def _counted(number: int | None) -> Line:
    return HIDDEN if number is None else told(count=number)


def _complete(number: int, complete: int | None) -> Line:
    return HIDDEN if complete is None else told(number, complete, percentage(complete, number))


def set_aside_lines(report: Report, language: str) -> Iterator[Line]:
    """Give what is left out because a question was changed: the question, then the indicators, without numbers.

    Args:
        report: The report.
        language: In which language names are.
    """
    for one in report.set_aside:
        what = [one.question, words_of(one.why, language), SET_ASIDE, *told(), ""]
        about = [one.audience, one.audience, words_of(one.title, language)]
        yield ["", words_of(one.text, language), *about, *what]
        for indicator in one.indicators:
            yield [indicator, "", *about, *what]


def response_lines(report: Report, language: str) -> Iterator[Line]:
    """Give what came of who was invited, and the rates: of every audience, its locations and its groups.

    Args:
        report: The report.
        language: In which language names are.
    """
    for one in report.response.audiences if report.response else ():
        for line, what in _lines(one):
            about = ["", "", one.audience, line, words_of(what.name, language)]
            for part, name, kind, cells in _numbers(what, language):
                yield [*about, part, words_of(name, language), kind, *cells, ""]
        groups = [(each.id, words_of(each.name, language)) for each in one.groups if each.is_hidden]
        if one.all_hidden:
            groups.insert(0, (LOCATION, interface(language).say("location")))
        for breakdown, name in groups:
            about = ["", "", one.audience, f"{one.audience}/{breakdown}", name]
            yield [*about, "", "", RESPONSE, *HIDDEN, ""]


def _lines(one: AudienceResponse) -> Iterator[tuple[str, ResponseLine]]:
    """Give the lines of an audience, each with its ids."""
    yield one.audience, one.total
    for place in one.locations:
        code = NONE if place.location is None else place.location
        yield f"{one.audience}/{LOCATION}/{code}", place
    for each in one.groups:
        for line in each.lines:
            yield f"{one.audience}/{each.id}/{line.group or NONE}", line


def _numbers(line: ResponseLine, language: str) -> Iterator[tuple[str, str, str, Line]]:
    """Give the numbers of a line: id, name, kind and cells; one line where it is hidden."""
    say = interface(language).say
    if line.counts is None:
        yield "", "", RESPONSE, HIDDEN
        return
    if line.invited is not None:
        yield "invited", say("invited"), RESPONSE, told(count=line.invited)
    for one, number in line.counts:
        name = disposition_words(one, language)
        yield one.name.lower(), name, RESPONSE, told(count=number)
    if line.no_result is not None:
        yield "no_result", say("no result yet"), RESPONSE, told(count=line.no_result)
    if line.rates is not None:
        yield "response_rate", say("response rate"), RATE, _rate(line.rates.response)
        yield "strict_rate", say("strict rate"), RATE, _rate(line.rates.strict)
        if line.rates.cooperation is not None:
            name = say("cooperation rate")
            yield "cooperation_rate", name, RATE, _rate(line.rates.cooperation)


def _rate(rate: Rate) -> Line:
    return told(rate.base, rate.part, rate.percent)
