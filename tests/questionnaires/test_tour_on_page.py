"""What the authors' page shows of the tour stands in the tour."""

from __future__ import annotations

import re
from typing import Final

import pytest

from questionnaires.tour_kit import SHIPPED

PAGE: Final = SHIPPED.parent / "docs" / "authors.md"
EXAMPLE: Final = re.compile(r"^```toml\n# from tour\.toml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LEFT_OUT: Final = re.compile(r"\s*(\w+\.nl|help\.\w+)\s*=")
"""Lines that the page leaves out: Dutch texts, and helps, which say how something is made."""


def shown_of_the_tour() -> str:
    lines = (SHIPPED / "tour.toml").read_text(encoding="utf-8").splitlines()
    return "\n".join(["", *(line for line in lines if not LEFT_OUT.match(line)), ""])


def paragraphs() -> list[str]:
    examples = EXAMPLE.findall(PAGE.read_text(encoding="utf-8"))
    return [part.strip("\n") for example in examples for part in example.split("\n\n")]


@pytest.mark.parametrize("paragraph", dict.fromkeys(paragraphs()))
def test_an_example_from_the_tour_stands_in_the_tour(paragraph: str) -> None:
    assert f"\n{paragraph}\n" in shown_of_the_tour()


def test_the_page_shows_the_main_things_by_the_tour() -> None:
    shown = "\n".join(paragraphs())
    for key in ("[[exit]]", "[screens]", "[[section.question.check]]", "consent", "repeat"):
        assert key in shown
