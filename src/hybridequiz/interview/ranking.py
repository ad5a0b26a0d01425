"""The order in which options are ranked, while it is being made: the first place, the second, and so on."""

from __future__ import annotations

from hybridequiz.questionnaire.states import Code

Order = tuple[Code, ...]


def placed(order: Order, code: Code) -> Order:
    """Give an option the next place; one that has a place loses it, and those behind it move up."""
    if code in order:
        return tuple(one for one in order if one != code)
    return (*order, code)


def moved(order: Order, code: Code, places: int) -> Order:
    """Move an option so many places back (below 0: to the front); where it cannot go, nothing changes."""
    if code not in order:
        return order
    here = order.index(code)
    there = here + places
    if not 0 <= there < len(order):
        return order
    rest = placed(order, code)
    return (*rest[:there], code, *rest[there:])
