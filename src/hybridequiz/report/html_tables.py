"""The tables of the page: no figure without its number of respondents, no group that may not be shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from hybridequiz.problems import say
from hybridequiz.report.charts import bar
from hybridequiz.report.figure_words import FigureWords
from hybridequiz.report.figures import Figure, IndicatorTable, Part, PartKind, Row
from hybridequiz.report.markup import Html, joined, tag

_HEADS: dict[PartKind, str] = {
    "share": say("Share"),
    "mean": say("Mean"),
    "balance": say("Balance"),
}


def indicator_tables(words: FigureWords, table: IndicatorTable) -> Iterator[Html]:
    """Give the tables of an indicator for one audience.

    A single figure is one table, with a row a group. Of several figures each is a row: one table for the whole
    audience, or where there are groups to be seen one for each breakdown, with a column a group.
    """
    if len(table.parts) == 1:
        yield _by_group(words, table)
        return
    whole, groups = table.rows[0], table.rows[1:]
    found = [(one, list(rows)) for one, rows in groupby(groups, lambda row: row.breakdown)]
    seen = [(one, rows) for one, rows in found if not all(row.is_hidden for row in rows)]
    unseen = [row for one in found if one not in seen for row in one[1]]
    for at, (_, rows) in enumerate(seen):
        yield _by_part(words, table, [whole, *rows], unseen if at == 0 else [])
    if not seen:
        yield _by_part(words, table, [whole], unseen)


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


def _caption(words: FigureWords, table: IndicatorTable) -> Html:
    audience = tag("b", words.text(table.total.name))
    base = words.say("Base: {base}", base=words.text(table.base))
    return tag("caption", audience, Html(" "), tag("span", base))


def _by_group(words: FigureWords, table: IndicatorTable) -> Html:
    say = words.say
    heads = [say("Group"), say(_HEADS[table.parts[0].kind]), "n"]
    head = joined(tag("th", one, scope="col", class_="n" if one == "n" else None) for one in heads)
    bodies = []
    for breakdown, rows in groupby(table.rows, lambda row: row.breakdown):
        lines = list(_group_rows(words, list(rows)))
        if breakdown:
            name = tag("th", words.breakdown(breakdown), scope="rowgroup", colspan=len(heads))
            lines.insert(0, tag("tr", name))
        bodies.append(tag("tbody", *lines))
    return tag(
        "table",
        _caption(words, table),
        tag("thead", tag("tr", head)),
        *bodies,
        class_="groups",
    )


def _group_rows(words: FigureWords, rows: Sequence[Row]) -> Iterator[Html]:
    for some in shown_or_hidden(rows):
        if some[0].is_hidden:
            head = tag("th", names(words, some), scope="row", colspan=2, class_="hidden")
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
    (figure,) = row.figures
    remark = _indicative(words, figure.base)[1:]
    base = tag("td", words.number(figure.base), *remark, class_="n")
    cells = [figure_cell(words, figure, figure.base), base]
    return tag("tr", tag("th", *_name(words, row), scope="row"), *cells)


def _name(words: FigureWords, row: Row) -> Iterator[str]:
    """Name a group, and what must be said of it."""
    yield names(words, [row])
    if row.merged:
        together = words.say("together: {groups}", groups=words.listed(row.merged))
        yield tag("span", together, class_="remark")
    if remark := words.dont_know(row.base, row.dont_know):
        yield tag("span", remark, class_="remark")


def _by_part(
    words: FigureWords, table: IndicatorTable, rows: Sequence[Row], unseen: Sequence[Row]
) -> Html:
    shown = [row for row in rows if not row.is_hidden]
    heads = [tag("th", words.say("Figure"), scope="col")]
    heads += [_column(words, row) for row in shown]
    body = []
    if shown:
        body = [_part(words, table, at, shown) for at in range(len(table.parts))]
    else:
        heads.append(tag("th", words.say("All"), scope="col"))
        body = [_hidden_part(words, table, part) for part in table.parts]
    left_out = [row for row in [*rows, *unseen] if row.is_hidden and row.breakdown]
    foot = []
    if left_out:
        named = words.say(
            "Not shown ({hidden}): {groups}",
            hidden=words.hidden,
            groups=names(words, left_out),
        )
        foot = [tag("tfoot", tag("tr", tag("td", named, colspan=len(heads))))]
    whole = tag(
        "table",
        _caption(words, table),
        tag("thead", tag("tr", *heads)),
        tag("tbody", *body),
        *foot,
        class_="parts",
    )
    if len(shown) <= 1:
        return whole
    label = f"{words.text(table.indicator.name)}, {words.text(table.total.name)}"
    return wide(whole, label)


def wide(table: Html, label: str) -> Html:
    """Let a table that may be wider than the page be moved by itself, by the keyboard too."""
    return tag("div", table, class_="wide", role="group", tabindex=0, aria_label=label)


def _column(words: FigureWords, row: Row) -> Html:
    name, *remarks = _name(words, row)
    of = [] if row.base is None else [number(words, row.base)]
    return tag("th", name, *of, *remarks, scope="col")


def _part(words: FigureWords, table: IndicatorTable, at: int, rows: Sequence[Row]) -> Html:
    cells = [figure_cell(words, row.figures[at], row.base) for row in rows]
    return tag("tr", _part_head(words, table, table.parts[at]), *cells)


def _hidden_part(words: FigureWords, table: IndicatorTable, part: Part) -> Html:
    return tag("tr", _part_head(words, table, part), figure_cell(words, None))


def _part_head(words: FigureWords, table: IndicatorTable, part: Part) -> Html:
    """Name a figure: what stands beside the figure itself comes in."""
    beside = part.id and not table.parts[0].id
    return tag(
        "th", part_name(words, table, part), scope="row", class_="beside" if beside else None
    )


def part_name(words: FigureWords, table: IndicatorTable, part: Part) -> str:
    """Name a figure of an indicator; the figure itself has the indicator's name."""
    return words.text(part.name) or words.text(table.indicator.name)
