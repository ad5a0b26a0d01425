"""The audiences beside each other, never added up: differences worth a look, and every figure that several have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hybridequiz.report.charts import interval_chart
from hybridequiz.report.figure_words import FigureWords, parts_with
from hybridequiz.report.figures import Difference, Figure, IndicatorTable, Part
from hybridequiz.report.html_tables import columns, figure_cell, number, part_name, wide
from hybridequiz.report.markup import Html, tag

Group = Sequence[IndicatorTable]
"""The tables of one indicator, one an audience."""


def by_indicator(tables: Sequence[IndicatorTable]) -> list[list[IndicatorTable]]:
    """Put the tables of each indicator together, in the order of the report."""
    found: dict[str, list[IndicatorTable]] = {}
    for table in tables:
        found.setdefault(table.indicator.id, []).append(table)
    return list(found.values())


def whole_figure(table: IndicatorTable, part: str) -> Figure | None:
    """Give a figure of the whole audience; None where it is hidden or the audience has none."""
    return {one.id: figure for one, figure in parts_with(table, table.total)}.get(part)


def differences(words: FigureWords) -> Html:
    """Give the differences between audiences."""
    say = words.say
    heads = [
        say("Figure"),
        say("Higher"),
        say("Lower"),
        say("Points apart"),
        "0–100",
        say("By chance?"),
    ]
    rows = [_difference(words, one, at) for at, one in enumerate(words.report.differences)]
    caption = say("● higher, ○ lower, on a line from 0 to 100; the stroke is the 95% interval.")
    table = tag(
        "table",
        tag("caption", caption),
        tag("thead", tag("tr", *(tag("th", one, scope="col") for one in heads))),
        tag("tbody", *rows),
    )
    return wide(table, say("Differences"))


def _difference(words: FigureWords, one: Difference, at: int) -> Html:
    say = words.say
    tables = {
        table.audience: table
        for table in words.report.tables
        if table.indicator.id == one.indicator
    }
    names = [words.text(words.audience(each)) for each in (one.higher, one.lower)]
    figures = [
        whole_figure(tables[each], "") if each in tables else None
        for each in (one.higher, one.lower)
    ]
    chance = (
        say("may be chance: the intervals overlap")
        if one.may_be_chance
        else say("unlikely: the intervals do not overlap")
    )
    known = [figure for figure in figures if figure is not None]
    name = words.indicator(one.indicator)
    chart = _chart(words, name, names, known, at) if len(known) == len(names) else Html()
    cells = [_side(words, *side) for side in zip(names, figures, strict=True)]
    return tag(
        "tr",
        tag("th", name, scope="row"),
        *cells,
        tag("td", str(one.points)),
        tag("td", chart),
        tag("td", chance),
    )


def _side(words: FigureWords, name: str, figure: Figure | None) -> Html:
    if figure is None:
        return tag("td", name)
    told = f"{words.figure(figure)} ({words.of(figure.base)})"
    return tag("td", name, tag("span", told, class_="of"))


def _chart(
    words: FigureWords, name: str, names: Sequence[str], figures: Sequence[Figure], at: int
) -> Html:
    told = [
        words.say(
            "{group}: {figure}, interval {interval}",
            group=group,
            figure=words.figure(figure),
            interval=words.interval(figure),
        )
        for group, figure in zip(names, figures, strict=True)
    ]
    return interval_chart(name, "; ".join(told), figures, f"difference-{at}")


def triangulation(words: FigureWords) -> Iterator[Html]:
    """Give what several audiences have, side by side: a row an indicator, or where it has options a row an option."""
    several = [one for one in by_indicator(words.report.tables) if len(one) > 1]
    single = [one for one in several if one[0].indicator.kind != "shares"]
    if single:
        yield _single(words, single)
    yield from (_options(words, group) for group in several if group not in single)


def _single(words: FigureWords, groups: Sequence[Group]) -> Html:
    have = {table.audience for group in groups for table in group}
    audiences = [one.id for one in words.report.audiences if one.id in have]
    rows = []
    for group in groups:
        tables = {table.audience: table for table in group}
        cells = (_cell(words, tables.get(one), "") for one in audiences)
        name = words.text(group[0].indicator.name)
        rows.append(tag("tr", tag("th", name, scope="row"), *cells))
    heads = [tag("th", words.text(words.audience(one)), scope="col") for one in audiences]
    return _beside_each_other(words, words.say("The whole audiences"), heads, rows)


def _options(words: FigureWords, group: Group) -> Html:
    parts: dict[str, Part] = {}
    for table in group:
        for part in table.parts:
            parts.setdefault(part.id, part)
    rows = []
    for id_, part in parts.items():
        name = part_name(words, group[0], part)
        cells = (_cell(words, table, id_, table.total.base) for table in group)
        rows.append(tag("tr", tag("th", name, scope="row"), *cells))
    heads = [_head(words, table) for table in group]
    return _beside_each_other(words, words.text(group[0].indicator.name), heads, rows)


def _head(words: FigureWords, table: IndicatorTable) -> Html:
    base = table.total.base
    of = [] if base is None else [number(words, base)]
    return tag("th", words.text(table.total.name), *of, scope="col")


def _cell(
    words: FigureWords, table: IndicatorTable | None, part: str, base: int | None = None
) -> Html:
    """Give the cell of an audience, which may not have this figure."""
    if table is None or part not in [one.id for one in table.parts]:
        return tag("td", "–")
    return figure_cell(words, whole_figure(table, part), base)


def _beside_each_other(
    words: FigureWords, caption: str, heads: Sequence[Html], rows: Sequence[Html]
) -> Html:
    table = tag(
        "table",
        tag("caption", caption),
        tag("thead", tag("tr", tag("th", words.say("Figure"), scope="col"), *heads)),
        tag("tbody", *rows),
        class_="even",
        style=columns(len(heads)),
    )
    return wide(table, words.say("Side by side: {figures}", figures=caption))
