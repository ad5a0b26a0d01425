"""Between what the answers to a question are: its bounds, over all versions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any

from hybridequiz.export.columns import Column, ColumnPlan, Kind, Role

Bound = int | Decimal | date | time
_BOUNDED = (Kind.INTEGER, Kind.DECIMAL, Kind.DATE, Kind.TIME)


def limits(column: Column, plan: ColumnPlan) -> tuple[Bound | None, Bound | None]:
    """Give the lowest and the highest value that a column can have, of the versions together; None where there is none.

    Args:
        column: The column.
        plan: The plan that it is of.
    """
    if column.role is not Role.ANSWER or column.kind not in _BOUNDED:
        return None, None
    asked = [found for one in plan.asked.values() if (found := one.get(column.source))]
    lowest = _all([getattr(one, "min", None) for one in asked])
    highest = _all([getattr(one, "max", None) for one in asked])
    return min(lowest, default=None), max(highest, default=None)


def _all(bounds: Sequence[Any]) -> Sequence[Any]:
    """Give the bounds; none if a version has none."""
    return [] if any(one is None for one in bounds) else bounds
