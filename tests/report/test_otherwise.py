"""What all of a small group said in private does not follow from figures together: attacked by one who solves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from export.export_kit import instrument
from hybridequiz.export.words import Words, english
from hybridequiz.questionnaire.indicators import Beside, Breakdown, Indicator, OfAudience
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.states import Missing
from hybridequiz.questionnaire.texts import Text
from hybridequiz.report.compiled import Compiler, Counted
from hybridequiz.report.counting import count
from hybridequiz.report.figures import Bound, Figure
from hybridequiz.report.otherwise import told_otherwise
from hybridequiz.report.responses import Alike, Said
from hybridequiz.report.suppression import Rules, is_masked
from hybridequiz.report.tables import Manner, rows_of

RULES = Rules(10)
QUESTIONS = """
[[section]]
id = "s"
title = "S"

[[section.question]]
id = "group"
type = "single"
text = "Group?"
options = [{ code = 1, text = "One" }, { code = 2, text = "Two" }, { code = 3, text = "Three" }]

[[section.question]]
id = "work"
type = "single"
text = "Work?"
self_block = true
options = [{ code = 1, text = "Yes" }, { code = 2, text = "No" }, { code = 3, text = "Moved" }]

[[section.question]]
id = "want"
type = "single"
text = "Want?"
self_block = true
show_if = "work == 2"
options = [{ code = 1, text = "No" }, { code = 2, text = "Yes" }]

[[section.question]]
id = "mark"
type = "scale"
text = "Mark?"
self_block = true
min = 1
max = 3
low = "Low"
high = "High"
"""
ANSWERS: tuple[Said, ...] = tuple(
    {"group": group, "work": work, "want": want, "mark": mark}
    for group in (1, 2, 3)
    for work in (1, 2, 3)
    for want in ((1, 2) if work == 2 else (Missing.OFF_ROUTE,))
    for mark in (1, 2, 3)
)
"""Everything that can be said."""
BY = Breakdown(id="group", name=Text({"": "Group"}), of="group")
People = Mapping[int, int]
"""How many said what, by the place of that in `ANSWERS`."""


def indicator(name: str, base: str, *beside: str, **facts: Any) -> Indicator:
    more = tuple(
        Beside(id=f"b{place}", name=Text({"": each}), count=each)
        for place, each in enumerate(beside)
    )
    parts = {"id": name, "name": Text({"": name}), "base": base, "beside": more, "by": ("group",)}
    return Indicator(for_={"people": OfAudience()}, **{**parts, **facts})


POOL = (
    indicator("A1", "answered(work)", "work == 2", "work == 3", count="work == 1"),
    indicator("A2", "answered(work)", shares="work"),
    indicator("A3", "answered(work)", "work == 1", "want == 2", count="work == 1 or want == 2"),
    indicator("A4", "answered(work)", "want == 1", count="work == 3"),
    indicator("A5", "answered(want)", count="want == 2"),
    indicator("A6", "answered(work)", count="work == 1", minus="work == 3"),
    indicator("A7", "answered(mark)", "mark == 3", count="mark == 1"),
    indicator("A8", "answered(mark)", mean="mark"),
    indicator("A9", "work == 1", count="mark >= 2"),
    indicator("A10", "answered(work)", count="work in [1, 2]", by=()),
)


class Everybody:
    """The responses, counted by hand."""

    def __init__(self, people: People) -> None:
        self._people = people

    def __contains__(self, name: str) -> bool:
        return name in ANSWERS[0]

    def tally(self, wanted: Sequence[Sequence[str]]) -> list[list[Alike]]:
        return [self.alike(names) for names in wanted]

    def alike(self, names: Sequence[str]) -> list[Alike]:
        found: Counter[tuple[Any, ...]] = Counter()
        for place, number in self._people.items():
            found[tuple(ANSWERS[place][name] for name in names)] += number
        return [
            Alike(dict(zip(names, values, strict=True)), number)
            for values, number in sorted(found.items(), key=repr)
        ]


@cache
def questionnaire() -> Instrument:
    with TemporaryDirectory() as folder:
        return instrument(Path(folder), QUESTIONS)


@cache
def compiled(one: int) -> Counted:
    wanted = POOL[one]
    compiler = Compiler([questionnaire()], {})
    return compiler.indicator(wanted, "people", {"group": BY} if wanted.by else {})


class Published:
    """A report on some people, and what a reader who solves for it finds out.

    Args:
        people: The people.
        chosen: The places of its indicators in the pool.
    """

    def __init__(self, people: People, chosen: Sequence[int]) -> None:
        self.people = people
        self.counted = [compiled(one) for one in chosen]
        everybody, manner = Everybody(people), Manner(RULES, (), Words(("en",), english))
        self.before = [
            rows_of(one, count(one, everybody.alike(one.names)), "people", Text({"": ""}), manner)
            for one in self.counted
        ]
        told = told_otherwise([questionnaire()], everybody, self.counted, self.before, RULES)
        self.rows = [{row.line: row for row in some} for some in told.rows]
        self.is_loosened = told.is_loosened

    def figure(self, name: str, line: str, part: int = 0) -> Figure | None:
        """Give a figure as it is told; None where its row is hidden."""
        place = [one.indicator.id for one in self.counted].index(name)
        row = self.rows[place][line]
        return None if row.is_hidden else row.figures[part]

    def added(self, one: Counted, line: str) -> list[list[int]]:
        """Give what each answer adds to the base and the parts of a row, and to the sides of a balance."""
        groups = self._groups(one, line)
        parts = (*one.parts, *one.sides)
        found = [[0] * len(ANSWERS) for _ in range(1 + len(parts))]
        for place, said in enumerate(ANSWERS):
            if one.has(said) and said["group"] in groups:
                found[0][place] = 1
                for column, part in enumerate(parts, 1):
                    found[column][place] = int(part.counts(said))
        return found

    def _groups(self, one: Counted, line: str) -> frozenset[int]:
        """Give the groups that a row is of."""
        _, _, name = line.rpartition("/")
        if line == "people":
            return frozenset({1, 2, 3})
        if name != "together":
            return frozenset({int(name)})
        rows = self.before[self.counted.index(one)]
        hidden = {int(row.line[-1]) for row in rows if row.is_hidden and row.line[-1] in "123"}
        return frozenset(hidden)

    def known(self) -> Iterator[tuple[list[int], float, float]]:
        """Give what is printed: of a sum of answers between what it lies."""
        for one, rows in zip(self.counted, self.rows, strict=True):
            for line, row in rows.items():
                if not row.is_hidden:
                    base, *parts = self.added(one, line)
                    yield base, row.base or 0, row.base or 0
                    for figure, added in zip(row.figures, parts, strict=False):
                        yield added, *self._between(figure, added)

    def _between(self, figure: Figure, added: Sequence[int]) -> tuple[float, float]:
        if figure.mean is not None:
            mean = float(figure.mean)
            return (mean - 0.05) * figure.base, (mean + 0.05) * figure.base
        if figure.bound is None:
            exact = self.true(added)
            return exact, exact
        reached = (figure.percent or 0) * figure.base / 100
        if figure.bound is Bound.AT_MOST:
            return -figure.base, reached
        return reached, figure.base

    def true(self, added: Sequence[int]) -> int:
        return sum(added[place] * number for place, number in self.people.items())

    def private(self) -> Iterator[tuple[str, list[int], int]]:
        """Give every share that is told by a bound as it was asked in private: which, and of how many."""
        for one, rows in zip(self.counted, self.rows, strict=True):
            for line, row in rows.items():
                if row.is_hidden:
                    continue
                _, *columns = self.added(one, line)
                for column, figure in enumerate(row.figures):
                    if figure.bound is not None:
                        sides = range(len(one.parts), len(columns))
                        for each in (column,) if one.parts[column].part.kind == "share" else sides:
                            if is_masked(self.true(columns[each]), figure.base, RULES):
                                yield (
                                    f"{one.indicator.id} {line} {each}",
                                    columns[each],
                                    figure.base,
                                )

    def found_out(self) -> list[str]:
        """Name the shares of which the reader knows that all agree, with what was told of them by a bound."""
        known = list(self.known())
        if not known:
            return []
        constraint = LinearConstraint(
            np.array([added for added, _, _ in known]),
            [low for _, low, _ in known],
            [high for _, _, high in known],
        )
        found = []
        for name, added, base in self.private():
            if self.true(added) in (0, base):
                ends = [_end(sign * np.array(added), constraint) for sign in (1, -1)]
                if ends[0] == -ends[1]:
                    found.append(name)
        return found


def _end(wanted: np.ndarray, constraint: LinearConstraint) -> int:
    outcome = milp(
        wanted,
        constraints=constraint,
        bounds=Bounds(0, np.inf),
        integrality=np.ones(len(wanted)),
    )
    assert outcome.success, outcome.message
    least: float = outcome.fun
    return round(least)


def said(**numbers: int) -> dict[int, int]:
    """Give people by group and work: `g1w2=5` is five of the first group who do not work; all want, and mark 2."""
    found = {}
    for key, number in numbers.items():
        group, work = int(key[1]), int(key[3])
        want = 2 if work == 2 else Missing.OFF_ROUTE
        place = ANSWERS.index({"group": group, "work": work, "want": want, "mark": 2})
        found[place] = number
    return found


@st.composite
def worlds(draw: st.DrawFn) -> tuple[People, list[int]]:
    """Draw people who mostly agree within their group, and what is published of them."""
    chosen = draw(st.lists(st.sampled_from(range(len(POOL))), min_size=1, max_size=4, unique=True))
    people: Counter[int] = Counter()
    for group in (1, 2, 3):
        own = [place for place, one in enumerate(ANSWERS) if one["group"] == group]
        for place in draw(st.lists(st.sampled_from(own), max_size=4)):
            people[place] += draw(st.integers(1, 12))
    return people, sorted(chosen)


@settings(max_examples=150, deadline=None)
@given(worlds())
@example((said(g1w1=6, g1w2=4), [0]))
@example((said(g1w1=6, g1w2=4), [1]))
@example((said(g1w1=12, g2w2=11, g3w3=10), [0, 2, 4]))
@example((said(g1w1=5, g1w2=15, g2w1=13, g2w2=8, g2w3=2), [0, 3, 4]))
def test_nobody_finds_out_that_all_of_a_small_group_agree(
    world: tuple[People, list[int]],
) -> None:
    people, chosen = world
    if people:
        assert Published(people, chosen).found_out() == []


@pytest.mark.parametrize("chosen", [0, 1])
def test_the_options_of_a_single_choice_do_not_add_up_to_the_base(chosen: int) -> None:
    published = Published(said(g1w1=6, g1w2=4), [chosen])
    name = published.counted[0].indicator.id
    shares = [published.figure(name, "people", part) for part in range(3)]
    told = [None if one is None else (one.percent, one.bound) for one in shares]
    one_is_loose = (
        [(60, None), (40, Bound.AT_MOST), (10, Bound.AT_MOST)],
        [(50, Bound.AT_LEAST), (40, None), (10, Bound.AT_MOST)],
    )
    assert told in one_is_loose


def test_what_is_told_without_a_bound_beside_stays_as_it_is() -> None:
    published = Published(said(g1w1=20, g1w2=18, g1w3=12), [0, 1, 5])
    assert not published.is_loosened
    assert [list(one.values()) for one in published.rows] == [list(one) for one in published.before]


def test_the_number_who_were_asked_next_does_not_tell_who_said_what_before() -> None:
    alone = Published(said(g1w1=5, g1w2=15), [0])
    assert alone.figure("A1", "people", 2) == Figure(20, percent=10, bound=Bound.AT_MOST)
    both = Published(said(g1w1=5, g1w2=15), [0, 4])
    told = [both.figure("A1", "people"), both.figure("A5", "people")]
    assert any(one is None or one.bound for one in told)


def test_every_figure_of_a_report_is_still_there_for_those_who_agree_in_large_groups() -> None:
    published = Published(said(g1w1=40, g2w1=35), [0, 1])
    assert not published.is_loosened
