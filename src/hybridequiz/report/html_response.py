"""The response on the page: an audience a table, a location a column."""

from __future__ import annotations

from collections.abc import Iterator

from hybridequiz.report.figure_words import FigureWords
from hybridequiz.report.html_tables import wide
from hybridequiz.report.markup import Html, tag
from hybridequiz.report.response import AudienceResponse, ResponseTable
from hybridequiz.report.response_rows import response_rows
from hybridequiz.report.response_words import method_words, notes_of, source_words


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
    name = words.text(one.total.name)
    source = tag("span", source_words(one.source, words.language))
    whole = tag(
        "table",
        tag("caption", tag("b", name), Html(" "), source),
        tag("thead", tag("tr", tag("th", words.say("What came of it"), scope="col"), *heads)),
        tag("tbody", *rows),
        class_="counts",
    )
    notes = (tag("p", each, class_="note") for each in notes_of(one, table, words.language))
    held = [whole] if len(lines) == 1 else [wide(whole, f"{words.say('Response')}, {name}")]
    return tag("article", *(held if lines else [tag("p", tag("b", name))]), *notes)
