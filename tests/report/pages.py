"""Reads a page as a program does that knows HTML: elements, what they hold, and what is seen of them."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib

HTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"


def parsed(page: str) -> Element:
    """Read a page.

    Raises:
        html5lib.html5parser.ParseError: At the first thing that HTML does not allow.
    """
    document: Element = html5lib.HTMLParser(strict=True).parse(page)
    return document


def name_of(element: Element) -> str:
    """Give the name of an element; a comment has none."""
    return str(element.tag).rpartition("}")[2]


def found(document: Element, name: str) -> list[Element]:
    """Find the elements of a name, in the order in which they come."""
    return list(document.iter(f"{HTML}{name}"))


def text_of(element: Element) -> str:
    """Give the text of an element, with single spaces."""
    return " ".join("".join(element.itertext()).split(" ")).strip()


def attributes(document: Element) -> Iterator[tuple[str, str]]:
    """Give all attributes of a page, each with its value."""
    for element in document.iter():
        yield from ((str(key), value) for key, value in element.items())
