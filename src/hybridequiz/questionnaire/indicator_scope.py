"""What the conditions of a report can name: every question of a questionnaire, and what is known of the session."""

from __future__ import annotations

from typing import Final

from hybridequiz.questionnaire.conditions import Scope
from hybridequiz.questionnaire.instrument import Instrument, session_symbols

NO_VALUE: Final = "a note is read, it has no answer"
NO_ROWS: Final = "a report looks at no rows"


def report_scope(instrument: Instrument) -> Scope:
    """Give what a condition of an indicator, a group or what stands beside a figure can name.

    A report looks at whole interviews: nothing is earlier or later in it. Rows of rosters are not looked at one by one;
    a computed question behind the roster says what a report needs of them.

    Args:
        instrument: The questionnaire, in file order.
    """
    symbols = session_symbols(instrument.questionnaire)
    unusable: dict[str, str] = {}
    for planned in instrument.items:
        if planned.grid is not None and planned.grid.id not in unusable:
            items = ", ".join(item.id for item in planned.grid.items)
            unusable[planned.grid.id] = f"a grid has no answer of its own; its items have: {items}"
        if planned.symbol is None:
            unusable[planned.id] = NO_VALUE
        elif planned.repetition is not None:
            unusable[planned.id] = (
                f"it is asked once a row of '{planned.repetition.id}', and {NO_ROWS}"
            )
        else:
            symbols[planned.id] = planned.symbol
    for section in instrument.sections:
        if section.repeat is not None:
            unusable[section.id] = f"it is repeated, and {NO_ROWS}"
    return Scope(symbols, unusable=unusable)
