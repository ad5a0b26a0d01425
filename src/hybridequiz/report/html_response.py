"""The response on the page: an audience a table, a location a column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hybridequiz.report.figure_words import FigureWords
from hybridequiz.report.html_tables import wide
from hybridequiz.report.markup import Html, tag
from hybridequiz.report.response import (
    AudienceResponse,
    BrokenDown,
    ResponseLine,
    ResponseTable,
)
from hybridequiz.report.response_rows import response_rows
from hybridequiz.report.response_words import (
    group_notes,
    method_words,
    notes_of,
    source_words,
)


def response(words: FigureWords) -> Iterator[Html]:
    """Give the response of each audience, and how rates are defined; nothing where it is not known."""
    table = words.report.response
    if table is None or not table.audiences:
        return
    yield tag("div", *(_audience(words, one, table) for one in table.audiences), class_="responses")
    method = list(method_words(table, words.language))
    if method:
        yield tag("ul", *(tag("li", one) for one in method))


def _audience(words: FigureWords, one: AudienceResponse, table: ResponseTable) -> Html:
    lines = [line for line in (one.total, *one.locations) if not line.is_hidden]
    name = words.text(one.total.name)
    notes = [tag("p", each, class_="note") for each in notes_of(one, table, words.language)]
    groups = (part for each in one.groups for part in _broken_down(words, name, each, table))
    held = (
        _counts(words, lines, name, source_words(one.source, words.language))
        if lines
        else tag("p", tag("b", name))
    )
    return tag("article", held, *notes, *groups)


def _broken_down(
    words: FigureWords, audience: str, one: BrokenDown, table: ResponseTable
) -> Iterator[Html]:
    """Give the response by a breakdown, and what must be said of it."""
    name = f"{audience}: {words.text(one.name)}"
    yield _counts(words, one.lines, name) if one.lines else tag("p", tag("b", name))
    for each in group_notes(one, table, words.language):
        yield tag("p", each, class_="note")


def _counts(words: FigureWords, lines: Sequence[ResponseLine], name: str, source: str = "") -> Html:
    """Give a table with a line of the response a column."""
    heads = [
        tag(
            "th",
            words.say("total") if line.is_total else words.text(line.name),
            scope="col",
            class_="n",
        )
        for line in lines
    ]
    rows = (
        tag(
            "tr",
            tag("th", row.name, scope="row"),
            *(tag("td", cell, class_="n") for cell in row.cells),
        )
        for row in response_rows(lines, words.language)
    )
    said = [Html(" "), tag("span", source)] if source else []
    whole = tag(
        "table",
        tag("caption", tag("b", name), *said),
        tag("thead", tag("tr", tag("th", words.say("What came of it"), scope="col"), *heads)),
        tag("tbody", *rows),
        class_="counts",
    )
    return whole if len(lines) == 1 else wide(whole, f"{words.say('Response')}, {name}")
