"""The chapter on the method on the page: who answered, when and how, and what the mode makes of the figures."""

from __future__ import annotations

from collections.abc import Iterator

from hybridequiz.report.figure_words import FigureWords
from hybridequiz.report.figures import Audience
from hybridequiz.report.html_tables import columns, figure_cell, wide
from hybridequiz.report.markup import Html, joined, tag
from hybridequiz.report.method_words import ByMode, audience_facts, by_mode, mode_note


def audience_article(words: FigureWords, audience: Audience) -> Html:
    """Say who answered."""
    facts = (
        joined([tag("dt", name), tag("dd", value)])
        for name, value in audience_facts(words, audience)
    )
    return tag("article", tag("h3", words.text(audience.title)), tag("dl", *facts))


def modes(words: FigureWords) -> Iterator[Html]:
    """Give the figures by how a questionnaire was filled in, where there are some."""
    tables = [one for audience in words.report.audiences if (one := by_mode(words, audience))]
    if tables:
        yield tag("h3", words.say("By how it was filled in"))
        yield tag("p", mode_note(words), class_="note")
        yield from (_mode_table(words, one) for one in tables)


def _mode_table(words: FigureWords, one: ByMode) -> Html:
    heads = (tag("th", name, scope="col") for name in one.modes)
    rows = (
        tag(
            "tr",
            tag("th", name, scope="row"),
            *(tag("td", "–") if each is None else figure_cell(words, each) for each in figures),
        )
        for name, figures in one.rows
    )
    table = tag(
        "table",
        tag("caption", tag("b", one.audience)),
        tag("thead", tag("tr", tag("th", words.say("Figure"), scope="col"), *heads)),
        tag("tbody", *rows),
        class_="even",
        style=columns(len(one.modes)),
    )
    return wide(table, f"{words.say('By how it was filled in')}, {one.audience}")
