"""A small questionnaire that the tests of the condition language share."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from hybridequiz.questionnaire.conditions import (
    Condition,
    ConditionFaults,
    Fault,
    Kind,
    Roster,
    Scope,
    Symbol,
    compile_condition,
)
from hybridequiz.questionnaire.states import Missing

DONT_KNOW: Final = Missing.DONT_KNOW
REFUSED: Final = Missing.REFUSED
LEFT_EMPTY: Final = Missing.LEFT_EMPTY
NOT_APPLICABLE: Final = Missing.NOT_APPLICABLE
OFF_ROUTE: Final = Missing.OFF_ROUTE
NOT_REACHED: Final = Missing.NOT_REACHED

SAID: Final = frozenset({DONT_KNOW, REFUSED})

SYMBOLS: Final = {
    symbol.name: symbol
    for symbol in (
        Symbol("consent", Kind.CODE, (1, 2)),
        Symbol("sat", Kind.CODE, (1, 2, 3, 4, 5), missing=SAID),
        Symbol("other_sat", Kind.CODE, (1, 2, 3, 4, 5), missing=SAID),
        Symbol("status", Kind.CODE, ("current", "completed", "stopped"), missing=SAID),
        Symbol("said", Kind.CODE, ("refused", "agreed")),
        Symbol("years", Kind.NUMBER, (), Decimal(0), Decimal(40), SAID, whole=True),
        Symbol("wage", Kind.NUMBER, (), Decimal(0), Decimal(9999), SAID),
        Symbol("barriers", Kind.CHOICES, (1, 2, 3, 97), missing=frozenset({DONT_KNOW})),
        Symbol("helped", Kind.CHOICES, (1, 2, 3, 97)),
        Symbol("name", Kind.TEXT, missing=frozenset({LEFT_EMPTY})),
        Symbol("town", Kind.TEXT),
        Symbol("born", Kind.DATE, missing=SAID),
        Symbol("started", Kind.DATE),
        Symbol("flag", Kind.BOOLEAN, missing=SAID),
        Symbol("a", Kind.BOOLEAN),
        Symbol("b", Kind.BOOLEAN),
        Symbol("session_mode", Kind.CODE, ("interview", "self")),
    )
}
TRAINEE: Final = Roster(
    "trainee",
    {
        "age": Symbol("age", Kind.NUMBER, (), Decimal(0), Decimal(99), SAID, whole=True),
        "sex": Symbol("sex", Kind.CODE, (1, 2), missing=SAID),
    },
)
SCOPE: Final = Scope(
    symbols=SYMBOLS,
    later={"wishes"},
    rosters={"trainee": TRAINEE},
    unusable={"intro": "it is a note, which nobody answers"},
)
IN_CHECK: Final = Scope(symbols=SYMBOLS, this=SYMBOLS["years"])


def compiled(source: str, scope: Scope = SCOPE, wanted: Kind | None = None) -> Condition:
    """Compile in the sample questionnaire; anything may come out."""
    return compile_condition(source, scope, wanted=wanted)


def outcome(source: str, **env: object) -> object:
    """Evaluate in the sample questionnaire."""
    return compiled(source).evaluate(env)


def faults(
    source: str, scope: Scope = SCOPE, wanted: Kind | None = Kind.BOOLEAN
) -> tuple[Fault, ...]:
    """Give the faults of a condition; none if it has none."""
    try:
        compile_condition(source, scope, wanted=wanted)
    except ConditionFaults as error:
        return error.faults
    return ()
