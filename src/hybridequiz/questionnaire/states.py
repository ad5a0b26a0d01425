"""What an answer can be: a value, or no value with its reason."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import Final

from hybridequiz.questionnaire.partial_dates import PartialDate

Code = int | str
"""An option's code: an integer 0-9999, or a name; one kind a list."""

Value = int | Decimal | str | date | time | bool | frozenset[Code] | tuple[Code, ...] | PartialDate
"""What an answered question holds: a code, a number, a text, a day, a time, a set of codes, codes in an order, or a
date of which a part may be unknown."""


class Missing(StrEnum):
    """Why there is no value. The order is the order in which a computed value takes its reason."""

    DONT_KNOW = "dont_know"
    """Said by the respondent."""
    REFUSED = "refused"
    """Said by the respondent."""
    LEFT_EMPTY = "left_empty"
    """Asked, and passed over where that is allowed."""
    NOT_APPLICABLE = "not_applicable"
    """Said by the respondent."""
    OFF_ROUTE = "off_route"
    """Not asked: the routing passed it."""
    NOT_REACHED = "not_reached"
    """On the route, not yet asked; after a break-off it stays so."""
    NOT_IN_VERSION = "not_in_version"
    """This person's version of the questionnaire did not have the question."""
    NOT_IN_MODE = "not_in_mode"
    """This person's mode or form did not have the question."""
    WITHHELD = "withheld"
    """Erased or suppressed."""


SAID: Final = (Missing.DONT_KNOW, Missing.REFUSED, Missing.NOT_APPLICABLE)
"""What a respondent can say instead of an answer, in the order in which it is offered."""

EXPORT_CODES: Final[dict[Missing, int]] = {
    Missing.DONT_KNOW: -99,
    Missing.REFUSED: -98,
    Missing.NOT_APPLICABLE: -97,
    Missing.OFF_ROUTE: -96,
    Missing.LEFT_EMPTY: -95,
    Missing.NOT_REACHED: -94,
    Missing.NOT_IN_VERSION: -93,
    Missing.NOT_IN_MODE: -92,
    Missing.WITHHELD: -91,
}
"""The codes that stand for a state in formats that want numbers."""

RESERVED: Final = range(-99, -89)
"""Numbers that no answer may have: they stand for states."""

WHOLE_NUMBERS: Final = range(-(2**63), 2**63)
"""The whole numbers that a question's bounds can be (TOML has 64 bits), and that exports can hold."""
