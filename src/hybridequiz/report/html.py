"""The report as a page: one file that asks nothing of any network, for every reader, in light and dark, and on paper.

Plain functions make it, without templates: they are typed and tested as everything else is, and `markup.tag` escapes
all that is no HTML, so that nobody can forget to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from hybridequiz.report.figure_words import FigureWords
from hybridequiz.report.figures import IndicatorTable, Report
from hybridequiz.report.html_annex import adds_up_to_more, anchor, annex
from hybridequiz.report.html_answers import answers, questionnaires
from hybridequiz.report.html_compare import Group, by_indicator, differences, triangulation
from hybridequiz.report.html_cross import cross_tables, goes_by_group
from hybridequiz.report.html_limits import limits
from hybridequiz.report.html_parts import head, headline, method
from hybridequiz.report.html_quotations import quotations
from hybridequiz.report.html_response import response
from hybridequiz.report.html_style import STYLE
from hybridequiz.report.html_tables import by_group
from hybridequiz.report.markup import Html, tag

BEGINNING: Final = "<!doctype html>\n<!-- hybridequiz report -->\n"
"""How the page begins."""

_NOTHING_ELSE: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)
"""What a browser may do for the page: use the styles in it. It fetches nothing and runs nothing."""

Section = tuple[str, str, Sequence[Html]]
"""The anchor of a part of the page, its heading, and what is in it."""


def html_report(report: Report, language: str) -> str:
    """Write a report as one self-contained page.

    Args:
        report: The report.
        language: In which language the page is; texts of the study that it does not have are in another.
    """
    words = FigureWords(report, language)
    sections = [one for one in _sections(words) if one[2]]
    page = tag("html", _head(words), _body(words, sections), lang=language)
    return f"{BEGINNING}{page}"


def _head(words: FigureWords) -> Html:
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_NOTHING_ELSE),
        tag("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        tag("title", words.text(words.report.title)),
        tag("style", Html(STYLE)),
    )


def _body(words: FigureWords, sections: Sequence[Section]) -> Html:
    say = words.say
    links = (tag("li", tag("a", name, href=f"#{one}")) for one, name, _ in sections)
    contents = tag("nav", tag("h2", say("Contents")), tag("ul", *links), aria_label=say("Contents"))
    parts = (
        tag("section", tag("h2", name, id=one), *held, class_=_kind(one), aria_labelledby=one)
        for one, name, held in sections
    )
    made = say("Made with hybridequiz {version}.", version=words.report.version)
    return tag(
        "body",
        tag("a", say("To the report"), class_="skip", href="#main"),
        head(words),
        contents,
        tag("main", *parts, id="main"),
        tag("footer", tag("p", made)),
    )


def _kind(section: str) -> str:
    return section.partition("-")[0]


def _sections(words: FigureWords) -> Iterator[Section]:
    report, say = words.report, words.say
    yield "method", say("How it was done"), list(method(words))
    yield "response", say("Response"), list(response(words))
    yield "headline", say("In short"), list(headline(words))
    known = [id_ for id_, _ in report.chapters]
    groups = by_indicator(report.tables)
    for id_, title in report.chapters:
        some = [one for one in groups if one[0].indicator.chapter == id_]
        yield f"chapter-{id_}", words.text(title), [_indicator(words, one) for one in some]
    rest = [one for one in groups if one[0].indicator.chapter not in known]
    yield "chapter", say("Other figures"), [_indicator(words, one) for one in rest]
    if report.differences:
        yield "differences", say("Differences between audiences"), [differences(words)]
    yield "triangulation", say("Side by side"), list(triangulation(words))
    yield "quotations", say("Quotations"), list(quotations(words))
    yield "annex", say("Annex: definitions and intervals"), list(annex(words))
    yield "annex--answers", say("Annex: all answers"), list(answers(words))
    yield "annex--asked", say("Annex: what was asked"), list(questionnaires(words))
    yield "annex--limits", say("Annex: what this report does not tell"), list(limits(words))


def _indicator(words: FigureWords, group: Group) -> Html:
    first = group[0]
    name = words.text(first.indicator.name)
    definition = tag(
        "a",
        first.indicator.id,
        href=f"#{anchor(first)}",
        aria_label=words.say("{indicator}: definition and intervals", indicator=first.indicator.id),
    )
    return tag(
        "article", tag("h3", name, Html(" "), tag("small", definition)), *_tables(words, group)
    )


def _tables(words: FigureWords, group: Group) -> Iterator[Html]:
    """Give the tables of an indicator, and what must be said with them."""
    if goes_by_group(group):
        alone = (tag("div", by_group(words, one), *_notes(_noted(words, one))) for one in group)
        roomy = " roomy" if any(len(one.parts) > 1 for one in group) else ""
        yield tag("div", *alone, class_=f"beside-each-other{roomy}")
        return
    yield from cross_tables(words, group)
    notes = [(table, _noted(words, table)) for table in group]
    of_all = [one for one in notes[0][1] if all(one in some for _, some in notes)]
    yield from _notes(of_all)
    for table, some in notes:
        name = words.text(table.total.name)
        yield from _notes([f"{name}: {one}" for one in some if one not in of_all])


def _noted(words: FigureWords, table: IndicatorTable) -> list[str]:
    """Give what must be said with the figures of an audience."""
    notes = [words.text(one) for one in table.notes]
    if table.versions:
        notes.append(words.say("Asked in version {versions}.", versions=", ".join(table.versions)))
    if adds_up_to_more(table):
        notes.append(words.say("Several answers could be chosen."))
    return notes


def _notes(notes: Sequence[str]) -> Iterator[Html]:
    yield from (tag("p", one, class_="note") for one in notes)
