"""What stands before the chapters of the page, and between them and the annex."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hybridequiz.report.figure_words import FigureWords
from hybridequiz.report.figures import ClaimSaid, Figure, Level, Report
from hybridequiz.report.html_method import audience_article, modes
from hybridequiz.report.html_tables import columns, figure_cell, wide
from hybridequiz.report.markup import Html, tag


def head(words: FigureWords) -> Html:
    """Give the title, for whom the report is, and whether its answers are real."""
    report, say = words.report, words.say
    internal = report.level is Level.INTERNAL
    level = say("For the research team only.") if internal else say("For publication.")
    small = say("Groups of fewer than {least} are not shown.", least=report.threshold)
    warnings = []
    if report.synthetic:
        warnings.append(say("The answers were made up by a program: no figure here is real."))
    elif report.rehearsal:
        warnings.append(say("The answers are rehearsals: no figure here is real."))
    return tag(
        "header",
        tag("h1", words.text(report.title)),
        tag("p", f"{level} {small}"),
        *(tag("p", tag("b", one), class_="warning") for one in warnings),
    )


def method(words: FigureWords) -> Iterator[Html]:
    """Say who answered, when and how, and how figures are to be read."""
    audiences = (audience_article(words, one) for one in words.report.audiences)
    yield tag("div", *audiences, class_="beside-each-other")
    yield from modes(words)
    if words.report.notes:
        yield tag("ul", *(tag("li", words.text(one)) for one in words.report.notes))
    yield tag("h3", words.say("How to read the figures"))
    yield tag("ul", *(tag("li", one) for one in legend(words)))


def all_figures(report: Report) -> Iterator[Figure]:
    """Go through the figures of a report."""
    for table in report.tables:
        for row in table.rows:
            yield from row.figures


def legend(words: FigureWords) -> Iterator[str]:
    """Explain the signs that occur."""
    say, remarks, rows = (
        words.say,
        words.report.remarks,
        [row for table in words.report.tables for row in table.rows],
    )
    figures = list(all_figures(words.report))
    yield say("n: the number of respondents that a figure is of.")
    if any(words.is_indicative(one.base) for one in figures):
        yield say("indicative: fewer than {number} respondents.", number=remarks.indicative_below)
    if any(row.is_hidden for row in rows):
        yield say(
            "{hidden}: not shown, as the group is too small or would give a small one away.",
            hidden=words.hidden,
        )
    if any(one.bound is not None for one in figures):
        yield say(
            "≤ and ≥: on a delicate subject it is not told that nobody, or everybody, in a small group said so."
        )


def headline(words: FigureWords) -> Iterator[Html]:
    """Give the sentences of the report with the figures behind them."""
    for claim in words.report.claims:
        yield tag("article", *_claim(words, claim), class_="claim")


def _claim(words: FigureWords, claim: ClaimSaid) -> Iterator[Html]:
    if claim.text is None:
        yield tag("p", words.unsaid(claim), class_="unsaid")
    else:
        yield tag("p", words.text(claim.text), class_="said")
    indicators = list(dict.fromkeys(name for _, figures in claim.lines for name, _ in figures))
    if indicators:
        yield _claim_table(words, claim, indicators)


def _claim_table(words: FigureWords, claim: ClaimSaid, indicators: Sequence[str]) -> Html:
    rows = []
    for name, said in claim.lines:
        figures = dict(said)
        cells = (
            figure_cell(words, figures[one]) if one in figures else tag("td", "–")
            for one in indicators
        )
        rows.append(tag("tr", tag("th", words.text(name), scope="row"), *cells))
    heads = [tag("th", words.indicator(one), scope="col") for one in indicators]
    caption = words.say("The figures behind {claim}", claim=claim.id)
    table = tag(
        "table",
        tag("caption", caption, class_="unseen"),
        tag("thead", tag("tr", tag("th", words.say("Group"), scope="col"), *heads)),
        tag("tbody", *rows),
        class_="parts" if len(indicators) == 1 else "even",
        style=columns(len(indicators)) if len(indicators) > 1 else None,
    )
    return table if len(indicators) == 1 else wide(table, caption)
