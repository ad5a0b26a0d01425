"""Cases in words: where they stand, for whom and where they are, and the cards with their codes."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Final

from hybridequiz.problems import say
from hybridequiz.store.field_book import Case, Standing
from hybridequiz.wording.interface import interface

STANDINGS: Final = {
    Standing.OPEN: say("open"),
    Standing.APPOINTMENT: say("appointment"),
    Standing.IN_PROGRESS: say("in progress"),
    Standing.NOT_REACHED: say("not reached"),
    Standing.OTHER: say("other reason"),
    Standing.COMPLETE: say("complete"),
    Standing.PARTIAL: say("partial"),
    Standing.REFUSED: say("refused"),
    Standing.BROKE_OFF: say("broke off"),
    Standing.NOT_ELIGIBLE: say("not eligible"),
    Standing.WITHDRAWN: say("withdrawn"),
}
CARD_WIDTH: Final = 38
"""Characters of a card, its border included: two beside each other fit on a page."""
CARD_LINES: Final = 8
"""Lines of text on a card beside the code."""
ACROSS: Final = 2
DOWN: Final = 5
PAGE_END: Final = "\f"


def standing_words(standing: Standing, language: str) -> str:
    """Say where a case stands."""
    return interface(language).say(STANDINGS[standing])


def audience_words(case: Case, language: str) -> str:
    """Say for whom a case is: the title of the questionnaire, or the audience as it is kept."""
    return _in_language(case.words.get("audience", {}), language) or case.audience


def place_words(case: Case, language: str) -> str:
    """Say where a case is, or nothing."""
    if case.location is None:
        return ""
    known = _in_language(case.words.get("location", {}), language)
    return known or interface(language).say("Location {code}", code=case.location)


def card_pages(cases: Iterable[Case], language: str) -> Iterator[str]:
    """Give the cards with the codes of cases, page by page, to be printed and cut.

    Args:
        cases: The cases.
        language: The language of the cards.
    """
    for page in _batches(list(cases), ACROSS * DOWN):
        rows = (_beside([_card(one, language) for one in row]) for row in _batches(page, ACROSS))
        yield "\n\n".join(rows)


def _card(case: Case, language: str) -> list[str]:
    """Draw one card with signs that every printer has."""
    room = CARD_WIDTH - 4
    ui = interface(language)
    use = ui.say("Keep this code: with it you begin, go on later, or have your answers deleted.")
    if not case.is_own:
        use = ui.say("Keep this code: with it you begin.")
    told = [
        *textwrap.wrap(audience_words(case, language), room)[:2],
        *textwrap.wrap(place_words(case, language), room)[:1],
        *textwrap.wrap(use, room),
    ][:CARD_LINES]
    told += [""] * (CARD_LINES - len(told))
    code = ui.say("Your code: {code}", code=case.shown)
    edge = "+" + "-" * (CARD_WIDTH - 2) + "+"
    first = textwrap.wrap(code, room)
    return [edge, *(f"| {line:<{room}} |" for line in [*first, "", *told]), edge]


def _beside(cards: Sequence[Sequence[str]]) -> str:
    """Put cards beside each other; one with a long code is higher than its neighbour."""
    return "\n".join("  ".join(line).rstrip() for line in zip_longest(*cards, fillvalue=""))


def _batches(cases: Sequence[Case], size: int) -> Iterator[Sequence[Case]]:
    return (cases[start : start + size] for start in range(0, len(cases), size))


def _in_language(words: dict[str, str], language: str) -> str:
    return words.get(language) or next(iter(words.values()), "")
