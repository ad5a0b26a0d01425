"""The tables of the page: no figure without its number of respondents, no group that may not be shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from hybridequiz.problems import say
from hybridequiz.questionnaire.texts import Text
from hybridequiz.report.charts import bar
from hybridequiz.report.figure_words import FigureWords
from hybridequiz.report.figures import Figure, IndicatorTable, Part, PartKind, Row
from hybridequiz.report.markup import Html, tag

_HEADS: dict[PartKind, str] = {
    "share": say("Share"),
    "mean": say("Mean"),
    "balance": say("Balance"),
}


def figure_cell(words: FigureWords, figure: Figure | None, base: int | None = None) -> Html:
    """Give the cell of a figure, with its bar; with its base where that is another than is said already."""
    if figure is None:
        return tag("td", words.hidden, class_="hidden")
    shown = [bar(figure), tag("span", words.figure(figure), class_="value")]
    beside = [] if figure.base == base else [number(words, figure.base)]
    return tag("td", tag("div", *shown, class_="figure"), *beside)


def number(words: FigureWords, base: int) -> Html:
    """Give of how many a figure is, and that it is indicative where they are few."""
    return tag("span", words.of(base), *_indicative(words, base), class_="of")


def _indicative(words: FigureWords, base: int) -> list[Html]:
    if not words.is_indicative(base):
        return []
    return [Html(", "), tag("span", words.say("indicative"), class_="remark")]


def caption_of(words: FigureWords, table: IndicatorTable) -> Html:
    """Give the caption of a table of one audience: its name, and who is in the base."""
    audience = tag("b", words.text(table.total.name))
    return tag("caption", audience, Html(" "), tag("span", base_of(words, table)))


def base_of(words: FigureWords, table: IndicatorTable) -> str:
    """Say who is in the base."""
    return words.say("Base: {base}", base=words.text(table.base))


def by_group(words: FigureWords, table: IndicatorTable) -> Html:
    """Give the table of an indicator for one audience, with a row a group and a column a figure."""
    several = len(table.parts) > 1
    heads = [words.say("Group")]
    if several:
        heads += [part_name(words, table, part) for part in table.parts]
    else:
        heads.append(words.say(_HEADS[table.parts[0].kind]))
    cells = [
        *(tag("th", one, scope="col") for one in heads),
        tag("th", "n", scope="col", class_="n"),
    ]
    bodies = []
    for breakdown, rows in groupby(told_rows(table), lambda row: row.breakdown):
        lines = list(_group_rows(words, table, list(rows)))
        if breakdown:
            name = tag("th", words.breakdown(breakdown), scope="rowgroup", colspan=len(cells))
            lines.insert(0, tag("tr", name))
        bodies.append(tag("tbody", *lines))
    whole = tag(
        "table",
        caption_of(words, table),
        tag("thead", tag("tr", *cells)),
        *bodies,
        class_="groups even" if several else "groups",
        style=columns(len(heads) - 1) if several else None,
    )
    label = f"{words.text(table.indicator.name)}, {words.text(table.total.name)}"
    return wide(whole, label) if several else whole


def told_rows(table: IndicatorTable) -> list[Row]:
    """Give the rows that are told of: not those that are counted together in another, which names them."""
    together = {(row.breakdown, name) for row in table.rows for name in map(_key, row.merged)}
    return [
        row
        for row in table.rows
        if not (row.is_hidden and (row.breakdown, _key(row.name)) in together)
    ]


def _key(name: Text) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(name))


def _group_rows(words: FigureWords, table: IndicatorTable, rows: Sequence[Row]) -> Iterator[Html]:
    for some in shown_or_hidden(rows):
        if some[0].is_hidden:
            span = len(table.parts) + 1
            head = tag("th", names(words, some), scope="row", colspan=span, class_="hidden")
            yield tag("tr", head, tag("td", words.hidden, class_="n"))
        else:
            yield from (_group_row(words, row) for row in some)


def shown_or_hidden(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Part rows where one that is shown meets one that is not: the latter are told together."""
    for _, some in groupby(rows, lambda row: row.is_hidden):
        yield list(some)


def names(words: FigureWords, rows: Sequence[Row]) -> str:
    """Name groups; the whole audience is all."""
    return ", ".join(words.text(row.name) if row.breakdown else words.say("All") for row in rows)


def _group_row(words: FigureWords, row: Row) -> Html:
    base = row.figures[0].base if len(row.figures) == 1 else row.base or 0
    number_cell = tag("td", words.number(base), *_indicative(words, base)[1:], class_="n")
    cells = (figure_cell(words, figure, base) for figure in row.figures)
    return tag("tr", tag("th", *named(words, row), scope="row"), *cells, number_cell)


def named(words: FigureWords, row: Row) -> Iterator[str]:
    """Name a group, and what must be said of it."""
    yield names(words, [row])
    if row.merged:
        yield tag("span", words.listed(row.merged), class_="remark")
    if remark := words.dont_know(row.base, row.dont_know):
        yield tag("span", remark, class_="remark")


def columns(number: int) -> str:
    """Tell the styles how many columns of figures a table has: so wide it is at least, and they are equal."""
    return f"--columns: {number}"


def wide(table: Html, label: str, more: str = "") -> Html:
    """Let a table that may be wider than the page be moved by itself, by the keyboard too."""
    return tag(
        "div", table, class_=f"wide {more}".strip(), role="group", tabindex=0, aria_label=label
    )


def part_name(words: FigureWords, table: IndicatorTable, part: Part) -> str:
    """Name a figure of an indicator; the figure itself has the indicator's name."""
    return words.text(part.name) or words.text(table.indicator.name)
