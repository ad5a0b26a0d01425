"""A lookup in plain prompts: words are typed, what is found is numbered, and a number or the code itself chooses."""

from __future__ import annotations

from typing import Final

from hybridequiz.plain.desk import Desk
from hybridequiz.questionnaire.instrument import Planned
from hybridequiz.wording.looking_up import PresentedLookup, PresentedRow, found_words, row_words

MOST: Final = 9
"""Rows that are read out at once: each has one digit."""


def looked_up(desk: Desk, planned: Planned, lookup: PresentedLookup, line: str) -> str | None:
    """Give the code that a line chooses; else read out what is found by it.

    A number stands for what was read out under it, also where a code is spelled like it. Nothing is chosen because it
    is the only one that was found.
    """
    offered = desk.found.get(planned.id, ())
    row = _numbered(offered, line) or lookup.exact(line)
    if row is not None:
        desk.found.pop(planned.id, None)
        desk.talk.tell(row_words(row))
        return row.code
    found = lookup.find(line)
    rows = tuple(lookup.rows(found, MOST))
    desk.found[planned.id] = rows
    desk.talk.tell(found_words(len(found), 1, len(rows), desk.language))
    for number, one in enumerate(rows, 1):
        desk.talk.tell(f"{number}  {row_words(one)}")
    if rows:
        desk.say("Type the number before it, or other words to look again.")
    return None


def _numbered(rows: tuple[PresentedRow, ...], line: str) -> PresentedRow | None:
    """Give the row that was read out under a number."""
    typed = line.strip()
    at = int(typed) if typed.isascii() and typed.isdigit() else 0
    return rows[at - 1] if 1 <= at <= len(rows) else None
