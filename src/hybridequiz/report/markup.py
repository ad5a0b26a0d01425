"""HTML from values: what is not HTML is escaped, so that no text of a study can be markup."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

from hybridequiz.export.coded import clean_page

Attribute = str | int | None
_VOID: Final = {"meta": ">", "br": ">", "rect": "/>", "line": "/>", "circle": "/>"}
"""Elements that hold nothing, and how they end: those of SVG with a stroke."""
_WITHIN: Final = frozenset({"a", "b", "code", "small", "span", "td", "th", *_VOID} - {"meta"})
"""Elements after which the line goes on; after the others it ends: people read the file, and compare it."""


class Html(str):
    """Text that is HTML."""

    __slots__ = ()


def tag(name: str, *children: str, **attributes: Attribute) -> Html:
    """Make an element.

    Args:
        name: Its name.
        children: What it holds; what is not HTML is escaped.
        attributes: Its attributes: `class_` for `class`, `aria_label` for `aria-label`; None leaves one out.
    """
    given = "".join(
        f' {_written(key)}="{escape(clean_page(str(value)))}"'
        for key, value in attributes.items()
        if value is not None
    )
    end = "" if name in _WITHIN else "\n"
    if name in _VOID:
        return Html(f"<{name}{given}{_VOID[name]}{end}")
    return Html(f"<{name}{given}>{joined(children)}</{name}>{end}")


def joined(children: Iterable[str], between: str = "") -> Html:
    """Join what is HTML and what is not."""
    return Html(between.join(one if isinstance(one, Html) else _escaped(one) for one in children))


def _escaped(text: str) -> str:
    return escape(clean_page(text), quote=False)


def _written(key: str) -> str:
    """Give an attribute's name: SVG's own have capitals and no dashes."""
    return key.removesuffix("_").replace("_", "-")
