"""What there is to know of the tables, in sentences: they stand in every codebook."""

from __future__ import annotations

from typing import Final

from hybridequiz.export.columns import ColumnPlan, Kind
from hybridequiz.export.dialects import Dialect, DialectName
from hybridequiz.problems import say

_BEGINS: Final[dict[DialectName, str]] = {
    "rfc4180": say(
        "One row a response; comma between cells, point in decimals, days as 2026-01-31."
    ),
    "excel-nl": say(
        "One row a response; semicolon between cells, comma in decimals, days as 2026-01-31."
    ),
}
_ALWAYS: Final = (
    say(
        "Where there is no value stands the code of the reason; in the table with labels its words."
    ),
    say("A text without a value is an empty cell; the column that ends in __miss has the reason."),
    say("A multiple choice has a column an option: 1 chosen, 0 not chosen, or in each the reason."),
    say("A column that ends in __txt has what was typed at an option, or is empty."),
)
_ENDS: Final[dict[DialectName, str]] = {
    "rfc4180": say("Texts are as they were typed: a spreadsheet may take some for formulas."),
    "excel-nl": say(
        "An apostrophe stands before a text that a spreadsheet would take for a formula."
    ),
}
_KINDS: Final = {
    Kind.PLACE: say(
        "A ranking has a column an option: its place, 1 is the first; 0 not ranked, or in each the reason."
    ),
    Kind.PARTIAL_DATE: say(
        "A date that may be partial is a text: 2026-01-31, 2026-01 or 2026; a column that ends in __prec says which."
    ),
}
"""What there is to know of kinds that not every questionnaire has."""
_OFFERED: Final = say(
    "An option that was not offered to somebody has -96 in its column; that says nothing of the other options."
)


def about(plan: ColumnPlan, dialect: Dialect | None = None) -> list[str]:
    """Give the sentences, in English.

    Args:
        plan: The columns.
        dialect: How the tables are written, where they are CSV.
    """
    kinds = {column.kind for column in plan.columns}
    before = [] if dialect is None else [_BEGINS[dialect.name]]
    after = [] if dialect is None else [_ENDS[dialect.name]]
    rosters = [column for roster in plan.rosters for column in roster.columns]
    offered = [_OFFERED] if any(one.offer for one in (*plan.columns, *rosters)) else []
    own = [said for kind, said in _KINDS.items() if kind in kinds]
    return [*before, *_ALWAYS, *after, *own, *offered]
