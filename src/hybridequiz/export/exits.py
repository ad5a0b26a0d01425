"""From where in a questionnaire an exit may have led out."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from hybridequiz.questionnaire.conditions.reading import read
from hybridequiz.questionnaire.instrument import Instrument, PlannedExit


def first_way_out(instrument: Instrument) -> int:
    """Give the place of the first item whose answer may lead out; that of none where there is no exit."""
    ways = [_leads_out_from(one, instrument) for one in instrument.exits]
    return min(ways, default=len(instrument.items))


def _leads_out_from(planned: PlannedExit, instrument: Instrument) -> int:
    """Give the place of the first item whose answer can decide on an exit: `consent == 2 or age < 18` has two."""
    places: dict[str, int] = {}
    for item in reversed(instrument.items):
        places[item.id] = item.index
        if item.repetition is not None:
            places[item.repetition.id] = item.index
    named = [places[one] for one in planned.when.references if one in places]
    first = min(named, default=planned.after)
    return max(first, _true_from(read(planned.exit.when).tree, places, negated=False))


def _true_from(node: ast.expr, places: Mapping[str, int], *, negated: bool) -> int:
    """Give the place of the item from which on a condition can be true; before all of them where none decides."""
    if isinstance(node, ast.BoolOp):
        found = [_true_from(one, places, negated=negated) for one in node.values]
        return min(found) if isinstance(node.op, ast.Or) != negated else max(found)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return _true_from(node.operand, places, negated=not negated)
    parts = list(ast.walk(node))
    named = [places[one.id] for one in parts if isinstance(one, ast.Name) and one.id in places]
    is_plain = not any(isinstance(one, ast.Call | ast.IfExp) for one in parts)
    # a comparison is unknown while a part of it is; what functions make of that differs
    return max(named, default=-1) if is_plain else min(named, default=-1)
