"""Tables of the same people with different breakdowns do not tell together what each of them hides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from export.export_kit import instrument
from golden_study import STUDIES, keep
from hybridequiz.export.words import Words, english
from hybridequiz.questionnaire.indicators import Breakdown, Group, Indicator, OfAudience
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.texts import Text
from hybridequiz.report.compiled import Compiler
from hybridequiz.report.counting import count
from hybridequiz.report.figures import Row
from hybridequiz.report.responses import Alike
from hybridequiz.report.same_base import hidden_in_all, same_bases
from hybridequiz.report.spans import Span
from hybridequiz.report.suppression import Rules
from hybridequiz.report.tables import Manner, rows_of
from report.reported import report_of, row_of
from report.test_differencing import with_more

CELLS = 4
RULES = Rules(10)
QUESTION = """
[[section]]
id = "s"
title = "S"

[[section.question]]
id = "cell"
type = "single"
text = "Cell?"
options = [{ code = 0, text = "0" }, { code = 1, text = "1" }, { code = 2, text = "2" }, { code = 3, text = "3" }]
"""
Partition = Sequence[int]
"""By cell the number of its group."""


@cache
def questionnaire() -> Instrument:
    with TemporaryDirectory() as folder:
        return instrument(Path(folder), QUESTION)


def breakdown(name: str, partition: Partition) -> Breakdown:
    groups = tuple(
        Group(id=f"g{number}", name=Text({"": str(number)}), where=f"cell in {cells}")
        for number in sorted(set(partition))
        for cells in [[cell for cell in range(CELLS) if partition[cell] == number]]
    )
    return Breakdown(id=name, name=Text({"": name}), groups=groups)


def tables(sizes: Sequence[int], partitions: Sequence[Partition]) -> list[tuple[Row, ...]]:
    """Give the tables of one base, each with a breakdown of its own."""
    compiler = Compiler([questionnaire()], {})
    counted = []
    for place, partition in enumerate(partitions):
        name = f"by{place}"
        one = Indicator(
            id=f"I{place}",
            name=Text({"": name}),
            base="answered(cell)",
            count="cell == 0",
            for_={"people": OfAudience()},
            by=(name,),
        )
        counted.append(compiler.indicator(one, "people", {name: breakdown(name, partition)}))
    found = [Alike({"cell": cell}, size) for cell, size in enumerate(sizes) if size]
    manner = Manner(RULES, (), Words(("en",), english))
    (same,) = same_bases(counted)
    assert same.names == ("cell",)
    hidden = hidden_in_all(same, counted, found, RULES)
    return [
        rows_of(one, count(one, found), "people", Text({"": ""}), manner, hidden=hidden)
        for one in counted
    ]


def cells_of(row: Row, partition: Partition, rows: Sequence[Row]) -> frozenset[int]:
    """Say which cells a row counts."""
    if not row.breakdown:
        return frozenset(range(CELLS))
    names = [row.line] if not row.merged else [one.line for one in rows if one.is_hidden]
    numbers = {int(name.rpartition("/g")[2]) for name in names}
    return frozenset(cell for cell in range(CELLS) if partition[cell] in numbers)


partitions = st.lists(st.integers(0, 2), min_size=CELLS, max_size=CELLS)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.integers(0, 25), min_size=CELLS, max_size=CELLS),
    st.lists(partitions, min_size=2, max_size=3),
)
@example([15, 6, 14, 15], [[0, 1, 2, 3], [0, 1, 0, 1]])
def test_no_small_group_follows_from_all_tables_together(
    sizes: list[int], chosen: list[list[int]]
) -> None:
    filled = frozenset(cell for cell, size in enumerate(sizes) if size)
    known = []
    for rows, partition in zip(tables(sizes, chosen), chosen, strict=True):
        known += [cells_of(row, partition, rows) & filled for row in rows if not row.is_hidden]
    span = Span(known, filled)
    groups = [
        frozenset(cell for cell in filled if partition[cell] == number)
        for partition in chosen
        for number in set(partition)
    ]
    wanted = Counter([*groups, *(one & other for one, other in combinations(groups, 2))])
    for cells in wanted:
        if 0 < sum(sizes[cell] for cell in cells) < RULES.threshold:
            assert cells not in span


def test_where_one_table_would_give_away_what_another_hides_it_hides_too() -> None:
    alone, _ = tables([15, 6, 14, 15], [[0, 1, 2, 3], [0, 0, 0, 0]])
    assert [row.base for row in alone] == [50, 15, None, None, 15, 20]
    finer, coarser = tables([15, 6, 14, 15], [[0, 1, 2, 3], [0, 1, 0, 1]])
    assert finer[0].base == coarser[0].base == 50
    assert [row.base for row in (*finer[1:], *coarser[1:])] != [15, None, None, 15, 20, 29, 21]


BY_OTHER_GROUPS = """
[[breakdown]]
id      = "halves"
name.nl = "Helften"
name.en = "Halves"
for     = ["participants"]
groups  = [
  { id = "one", where = "sat_grade <= 7", name = { nl = "Een", en = "One" } },
  { id = "two", where = "sat_grade > 7", name = { nl = "Twee", en = "Two" } },
]

[[indicator]]
id        = "X1"
name.nl   = "Tevreden, naar helften"
name.en   = "Satisfied, by halves"
of        = "sat_overall"
base_kind = "valid"
count     = "sat_overall == 5"
for       = { participants = {} }
by        = ["halves"]

[[breakdown]]
id      = "parts"
name.nl = "Delen"
name.en = "Parts"
for     = ["participants"]
groups  = [
  { id = "a", where = "sat_grade <= 6", name = { nl = "A", en = "A" } },
  { id = "b", where = "sat_grade == 7", name = { nl = "B", en = "B" } },
  { id = "c", where = "sat_grade == 8", name = { nl = "C", en = "C" } },
  { id = "d", where = "sat_grade > 8", name = { nl = "D", en = "D" } },
]

[[indicator]]
id        = "X2"
name.nl   = "Tevreden, naar delen"
name.en   = "Satisfied, by parts"
of        = "sat_overall"
base_kind = "valid"
count     = "sat_overall == 4"
for       = { participants = {} }
by        = ["parts"]
"""


def test_a_report_hides_in_both_tables_what_follows_from_them_together(tmp_path: Path) -> None:
    study = STUDIES["golden"]()
    marks = [6] * 6 + [7] * 15 + [8] * 14 + [9] * 15
    for one, mark in zip(study["participants"], marks, strict=True):
        one["sat_grade"] = mark
    keep(tmp_path / "data", study)
    report = report_of(tmp_path / "data", path=with_more(tmp_path / "study", BY_OTHER_GROUPS))
    assert row_of(report, "X2", "participants/parts/a").is_hidden
    halves = [row_of(report, "X1", f"participants/halves/{one}") for one in ("one", "two")]
    seven = row_of(report, "X2", "participants/parts/b")
    assert seven.is_hidden or all(one.is_hidden for one in halves)
