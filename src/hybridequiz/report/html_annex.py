"""The annex of the page: what each figure is of, in the study file's own conditions, and all that there is to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from hybridequiz.report.figure_words import FigureWords
from hybridequiz.report.figures import Figure, IndicatorTable, Row
from hybridequiz.report.html_compare import Group, by_indicator
from hybridequiz.report.html_parts import all_figures
from hybridequiz.report.html_tables import names, part_name, shown_or_hidden, told_rows, wide
from hybridequiz.report.markup import Html, joined, tag

_MOST: Final = 101
"""What shares of which nobody has two can add up to, rounded."""


def annex(words: FigureWords) -> Iterator[Html]:
    """Give definitions and whole tables, an indicator at a time, and what is to be known of all figures."""
    yield tag("ul", *(tag("li", one) for one in footnotes(words)))
    for group in by_indicator(words.report.tables):
        yield tag("article", *_indicator(words, group))


def footnotes(words: FigureWords) -> Iterator[str]:
    """Say what is to be known of all figures."""
    say = words.say
    yield say("Percentages are whole, half up: together they may be 99 or 101.")
    if any(adds_up_to_more(table) for table in words.report.tables):
        yield say("Where several answers could be chosen, they add up to more than 100%.")
    yield say("Nothing is weighted, and audiences are never added up.")
    yield say("Intervals are Wilson’s, of 95%.")
    if any(one.population is not None for one in all_figures(words.report)):
        yield say(
            "Where N stands beside an interval, it reckons with how many there are: N were invited, not counting who"
            " turned out not to be eligible. Where all of them answered, nothing is uncertain."
        )


def adds_up_to_more(table: IndicatorTable) -> bool:
    """Tell whether the shares of the options are more than a whole."""
    return table.indicator.kind == "shares" and any(
        sum(one.percent or 0 for one in row.figures) > _MOST for row in table.rows
    )


def anchor(table: IndicatorTable) -> str:
    """Give the anchor of an indicator's entry in the annex."""
    return f"annex-{table.indicator.id}"


def _indicator(words: FigureWords, group: Group) -> Iterator[Html]:
    first = group[0]
    name = f"{first.indicator.id} {words.text(first.indicator.name)}"
    yield tag("h3", name, id=anchor(first))
    yield tag("dl", *_definitions(words, group))
    several = len(first.parts) > 1
    heads = [tag("th", words.say("Figure") if several else words.say("Group"), scope="col")]
    heads += [tag("th", one, scope="col", class_="n") for one in _number_heads(words)]
    heads.append(tag("th", words.say("In words"), scope="col"))
    table = tag(
        "table",
        tag("caption", words.say("All figures of {indicator}", indicator=first.indicator.id)),
        tag("thead", tag("tr", *heads)),
        *(body for one in group for body in _bodies(words, one, len(heads))),
    )
    yield wide(table, name)


def _number_heads(words: FigureWords) -> list[str]:
    return [words.say("Result"), words.say("Counted"), "n", words.say("95% interval")]


def _definitions(words: FigureWords, group: Group) -> Iterator[Html]:
    """Give the conditions; those of the base by audience, where they differ."""
    bases = {table.condition for table in group}
    for table in group if len(bases) > 1 else group[:1]:
        name = words.say("Base")
        if len(bases) > 1:
            name = f"{name}: {words.text(table.total.name)}"
        yield from _condition(name, table.condition)
    first = group[0]
    if first.indicator.shares is not None:
        yield from _condition(words.say("Each option of"), first.indicator.shares)
        return
    for part in first.parts:
        yield from _condition(part_name(words, first, part), part.count)
    if first.indicator.minus is not None:
        yield from _condition(words.say("counted off"), first.indicator.minus)


def _condition(name: str, condition: str) -> Iterator[Html]:
    if condition:
        yield joined([tag("dt", name), tag("dd", tag("code", condition))])


def _bodies(words: FigureWords, table: IndicatorTable, width: int) -> Iterator[Html]:
    """Give the lines of an audience; where there are several figures, those of each of its groups apart."""
    audience = words.text(table.total.name)
    if len(table.parts) == 1:
        lines = (_lines(words, some) for some in shown_or_hidden([*told_rows(table), *table.modes]))
        yield _body(audience, [one for some in lines for one in some], width)
        return
    for some in shown_or_hidden([*told_rows(table), *table.modes]):
        if some[0].is_hidden:
            yield _body(audience, _lines(words, some), width)
            continue
        for row in some:
            remark = "".join(f", {one}" for one in _unknown(words, row))
            yield _body(
                f"{audience}: {names(words, [row])}{remark}", _parts(words, table, row), width
            )


def _body(name: str, lines: Sequence[Html], width: int) -> Html:
    return tag("tbody", tag("tr", tag("th", name, scope="rowgroup", colspan=width)), *lines)


def _lines(words: FigureWords, rows: Sequence[Row]) -> list[Html]:
    """Give a line a group; those that are not shown are one line."""
    if rows[0].is_hidden:
        told = tag("td", words.hidden, class_="n"), *(tag("td") for _ in _number_heads(words))
        return [tag("tr", tag("th", names(words, rows), scope="row"), *told)]
    lines = []
    for row in rows:
        remarks = (tag("span", one, class_="remark") for one in _unknown(words, row))
        name = tag("th", names(words, [row]), *remarks, scope="row")
        lines.append(tag("tr", name, *_cells(words, row.figures[0])))
    return lines


def _parts(words: FigureWords, table: IndicatorTable, row: Row) -> list[Html]:
    return [
        tag("tr", tag("th", part_name(words, table, part), scope="row"), *_cells(words, figure))
        for part, figure in zip(table.parts, row.figures, strict=True)
    ]


def _unknown(words: FigureWords, row: Row) -> Iterator[str]:
    if row.dont_know:
        yield words.say("don’t know: {number}", number=words.number(row.dont_know))


def _cells(words: FigureWords, figure: Figure) -> Sequence[Html]:
    counted = "" if figure.count is None else words.number(figure.count)
    in_words = "" if figure.words is None else words.text(figure.words)
    numbers = [words.figure(figure), counted, words.number(figure.base), words.interval(figure)]
    return [*(tag("td", one, class_="n") for one in numbers), tag("td", in_words)]
