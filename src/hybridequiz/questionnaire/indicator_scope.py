"""What the conditions of a report can name: every question of a questionnaire, and what is known of the session."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from hybridequiz.questionnaire.conditions import Scope, Symbol
from hybridequiz.questionnaire.instrument import Instrument, session_symbols
from hybridequiz.questionnaire.states import Code
from hybridequiz.values import replace

LOCATION: Final = "session_location"
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


def scope_of_versions(instruments: Sequence[Instrument], locations: Iterable[Code] = ()) -> Scope:
    """Give what a condition can name where answers to several versions of a questionnaire are counted.

    What one of them has can be named, and every option that one of them has: those who chose it are counted.

    Args:
        instruments: The versions, oldest first; what they differ in is as the newest has it.
        locations: The locations of the study, with those that came since.
    """
    first, *later = map(report_scope, instruments)
    symbols, unusable = dict(first.symbols), dict(first.unusable)
    for scope in later:
        for name, symbol in scope.symbols.items():
            before = symbols.get(name, symbol)
            symbols[name] = symbol if symbol == before else _either(before, symbol)
        unusable |= scope.unusable
    if place := symbols.get(LOCATION):
        codes = tuple(dict.fromkeys((*place.codes, *locations)))
        symbols[LOCATION] = replace(place, codes=codes)
    return Scope(
        symbols, unusable={name: why for name, why in unusable.items() if name not in symbols}
    )


def _either(before: Symbol, newer: Symbol) -> Symbol:
    """Give what a name stands for in one version or another: what either can hold."""
    if before.kind is not newer.kind:
        return newer
    bounds = (before.minimum, newer.minimum), (before.maximum, newer.maximum)
    (low, newer_low), (high, newer_high) = bounds
    return replace(
        newer,
        codes=(
            tuple(dict.fromkeys((*newer.codes, *before.codes)))
            if newer.codes and before.codes
            else ()
        ),
        minimum=None if low is None or newer_low is None else min(low, newer_low),
        maximum=None if high is None or newer_high is None else max(high, newer_high),
        missing=before.missing | newer.missing,
        whole=before.whole and newer.whole,
        alone=before.alone & newer.alone,
    )
