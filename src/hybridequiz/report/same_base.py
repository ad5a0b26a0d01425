"""Tables of the same people with different breakdowns: each may be safe, and a group of one follow from the other.

So the groups of all breakdowns that indicators of one base have are protected together first; each table then hides
what is hidden there, and what its own figures call for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from hybridequiz.report.compiled import Counted, CountedBreakdown
from hybridequiz.report.counting import Place
from hybridequiz.report.responses import Alike
from hybridequiz.report.suppression import Group, Rules, Shown, protect
from hybridequiz.values import field, frozen


@frozen
class SameBase:
    """Indicators of the same base that are broken down differently.

    Attributes:
        places: Their places.
        names: What their base and all their breakdowns look at.
    """

    places: tuple[int, ...]
    names: tuple[str, ...]


@frozen
class Hidden:
    """What a table must not show, whatever its own figures are.

    Attributes:
        lines: The groups, each by the ids of its breakdown and of itself.
        apart: The breakdowns whose hidden groups are not taken together in a row.
    """

    lines: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    apart: frozenset[str] = field(default_factory=frozenset)


def same_bases(indicators: Sequence[Counted]) -> list[SameBase]:
    """Find the indicators of the same base, as it is written, that are broken down differently."""
    found: dict[tuple[str, str, str], list[int]] = {}
    for place, one in enumerate(indicators):
        if one.breakdowns:
            found.setdefault(one.base_written, []).append(place)
    same = []
    for places in found.values():
        ways = {tuple(by.id for by in indicators[place].breakdowns) for place in places}
        if len(ways) > 1:
            names = frozenset[str]().union(*(_names(indicators[place]) for place in places))
            same.append(SameBase(tuple(places), tuple(sorted(names))))
    return same


def _names(one: Counted) -> frozenset[str]:
    base = [each.names for each in (one.base, one.where, one.needed) if each is not None]
    return frozenset[str]().union(*base, *(by.names for by in one.breakdowns))


def hidden_in_all(
    same: SameBase, indicators: Sequence[Counted], found: Iterable[Alike], rules: Rules
) -> Hidden:
    """Say what none of the tables of a base may show.

    Args:
        same: The indicators of the base.
        indicators: All indicators of the audience.
        found: Its responses, by what they say of all that is looked at.
        rules: What is too small.
    """
    breakdowns = {by.id: by for place in same.places for by in indicators[place].breakdowns}
    sizes: dict[Place, int] = {}
    for one in found:
        if indicators[same.places[0]].has(one.said):
            place = tuple(by.of(one.said) for by in breakdowns.values())
            sizes[place] = sizes.get(place, 0) + one.number
    shown, lines = hidden_lines(sizes, list(breakdowns.values()), rules)
    return Hidden(lines, frozenset(breakdowns.keys() - shown.merged.keys()))


def hidden_lines(
    sizes: Mapping[Place, int], breakdowns: Sequence[CountedBreakdown], rules: Rules
) -> tuple[Shown, frozenset[tuple[str, str]]]:
    """Protect the groups of breakdowns together.

    Args:
        sizes: How many are in each of the finest groups.
        breakdowns: The breakdowns that cut them.
        rules: What is too small.

    Returns:
        What may be shown; and the groups with somebody in them that may not, by the ids of breakdown and group.
    """
    cells = sorted(sizes)
    groups = {
        (by.id, name): Group(
            by.id, frozenset(cell for cell, place in enumerate(cells) if place[at] == number)
        )
        for at, by in enumerate(breakdowns)
        for number, name in enumerate(by.names_of_groups)
    }
    shown = protect([sizes[cell] for cell in cells], list(groups.values()), rules)
    hidden = frozenset(
        line
        for number, (line, group) in enumerate(groups.items())
        if group.cells and number not in shown.groups
    )
    return shown, hidden
