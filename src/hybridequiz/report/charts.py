"""Charts as inline SVG: no colour tells anything alone, and no number stands in a chart only.

A bar stands in the cell of its number and is left out for screen readers, which would read the number twice. A chart of
intervals shows what no cell beside it does, so it has its text.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from hybridequiz.report.figure_words import kind_of
from hybridequiz.report.figures import Bound, Figure
from hybridequiz.report.markup import Html, tag

_HEIGHT: Final = 10
_WHOLE: Final = 100
_SCALE: Final = 4
"""Units of a chart of intervals for one percent."""
_EDGE: Final = 8
_ROW: Final = 20
_DOT: Final = 6


def bar(figure: Figure) -> Html:
    """Draw a share from 0 to 100, or a balance from −100 to 100; a mean has no bar, for its ends are not known."""
    kind = kind_of(figure)
    if kind == "mean":
        return Html()
    if kind == "balance":
        return _svg(f"{-_WHOLE} 0 {2 * _WHOLE} {_HEIGHT}", _balance(figure))
    return _svg(f"0 0 {_WHOLE} {_HEIGHT}", _share(figure))


def _svg(box: str, shapes: Sequence[Html]) -> Html:
    return tag(
        "svg", *shapes, class_="bar", viewBox=box, preserveAspectRatio="none", aria_hidden="true"
    )


def _rect(class_: str, start: int, width: int) -> Html:
    return tag("rect", class_=class_, x=start, width=width, height=_HEIGHT)


def _share(figure: Figure) -> list[Html]:
    """Draw what is certain full, and what a bound leaves open as a dashed frame."""
    percent = figure.percent or 0
    track = _rect("track", 0, _WHOLE)
    if figure.bound is Bound.AT_MOST:
        return [track, _rect("open", 0, percent)]
    if figure.bound is Bound.AT_LEAST:
        return [track, _rect("full", 0, percent), _rect("open", percent, _WHOLE - percent)]
    return [track, _rect("full", 0, percent)]


def _balance(figure: Figure) -> list[Html]:
    percent = figure.percent or 0
    middle = tag("line", class_="middle", x1=0, x2=0, y1=0, y2=_HEIGHT)
    shapes = [_rect("track", -_WHOLE, 2 * _WHOLE)]
    if figure.bound is None or (percent > 0) == (figure.bound is Bound.AT_LEAST):
        shapes.append(_rect("full", min(percent, 0), abs(percent)))
    if figure.bound is Bound.AT_MOST:
        shapes.append(_rect("open", -_WHOLE, _WHOLE + percent))
    elif figure.bound is Bound.AT_LEAST:
        shapes.append(_rect("open", percent, _WHOLE - percent))
    return [*shapes, middle]


def interval_chart(title: str, description: str, figures: Sequence[Figure], name: str) -> Html:
    """Draw shares under each other as dots on a line from 0 to 100, each with its interval as a stroke.

    Args:
        title: What it is of.
        description: What is to be seen, in words.
        figures: The shares; the first has a full dot, the others an open one.
        name: A name that no other chart of the page has.
    """
    width, height = _SCALE * _WHOLE + 2 * _EDGE, _ROW * len(figures)
    ticks = [
        tag("line", class_="tick", x1=_place(at), x2=_place(at), y1=0, y2=height)
        for at in range(0, _WHOLE + 1, 25)
    ]
    dots = [
        shape
        for at, figure in enumerate(figures)
        for shape in _dot(figure, at * _ROW + _ROW // 2, full=at == 0)
    ]
    return tag(
        "svg",
        tag("title", title, id=f"{name}-title"),
        tag("desc", description, id=f"{name}-text"),
        *ticks,
        *dots,
        class_="intervals",
        viewBox=f"0 0 {width} {height}",
        role="img",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-text",
    )


def _dot(figure: Figure, middle: int, *, full: bool) -> list[Html]:
    shapes = []
    if figure.interval is not None:
        low, high = map(_place, figure.interval)
        shapes.append(tag("line", class_="interval", x1=low, x2=high, y1=middle, y2=middle))
    share = _place(figure.percent or 0)
    shapes.append(
        tag("circle", class_="full" if full else "ring", cx=share, cy=middle, r=_DOT),
    )
    return shapes


def _place(percent: int | Decimal) -> str:
    """Give the place of a percentage on the line."""
    return format(_EDGE + _SCALE * percent, "f")
