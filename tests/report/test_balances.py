"""A balance of what is asked in private tells no more than the shares that it is of."""

from __future__ import annotations

from pathlib import Path

import pytest

from golden_study import STUDIES, keep
from hybridequiz.report.charts import bar
from hybridequiz.report.csv_report import csv_report
from hybridequiz.report.figure_words import figure_words, kind_of
from hybridequiz.report.figures import Bound, Figure
from hybridequiz.report.json_report import figure_json
from report.reported import figure_of, report_of, table_of
from report.test_differencing import with_more

MORE, AS_MUCH, LESS = 4, 3, 2
SAME_IN_ANOTHER_BASE = """

[[indicator]]
id        = "X3"
name.nl   = "Motivatie van wie in dienst is"
name.en   = "Motivation of the employed"
base      = "answered(motivation_change) and p_employ == 1"
count     = "motivation_change in [4, 5]"
minus     = "motivation_change in [1, 2]"
for       = { participants = {} }
"""
BY_STATUS = """

[[indicator]]
id        = "X4"
name.nl   = "Motivatie naar deelname"
name.en   = "Motivation by status"
of        = "motivation_change"
base_kind = "valid"
count     = "motivation_change in [4, 5]"
minus     = "motivation_change in [1, 2]"
for       = { participants = {} }
by        = ["status"]
"""


def balance(folder: Path, more: int, less: int) -> Figure:
    """Give the balance of 23 participants of whom so many are more motivated, and so many less."""
    golden = STUDIES["golden"]()["participants"]
    asked = [one for one in golden if one.get("motivation_change") in range(1, 6)][:23]
    for place, one in enumerate(asked):
        is_less = place < more + less
        one["motivation_change"] = MORE if place < more else LESS if is_less else AS_MUCH
    folder.mkdir()
    keep(folder, {"participants": asked})
    return figure_of(report_of(folder), "I10c", "participants")


def test_all_of_a_small_group_are_told_as_nearly_all_in_a_balance_too(tmp_path: Path) -> None:
    figure = balance(tmp_path / "all", 23, 0)
    assert (figure.percent, figure.bound) == (80, Bound.AT_LEAST)
    assert balance(tmp_path / "one", 22, 1) == figure, "all of them is not told from nearly all"
    figure = balance(tmp_path / "less", 0, 23)
    assert (figure.percent, figure.bound) == (-80, Bound.AT_MOST)
    assert figure_words(figure, "nl").replace("\N{NO-BREAK SPACE}", " ") == "≤ −80"


def test_a_balance_beside_one_of_its_shares_does_not_tell_that_nobody_is_in_the_other(
    tmp_path: Path,
) -> None:
    figures = [balance(tmp_path / str(less), 15, less) for less in (0, 1, 2)]
    assert {(one.percent, one.bound) for one in figures} == {(50, Bound.AT_LEAST)}
    figures = [balance(tmp_path / f"up{more}", more, 15) for more in (0, 2)]
    assert {(one.percent, one.bound) for one in figures} == {(-50, Bound.AT_MOST)}


def test_nobody_on_either_side_is_not_told_from_a_few(tmp_path: Path) -> None:
    figures = [balance(tmp_path / f"{more}", more, 0) for more in (0, 2)]
    assert {(one.percent, one.bound) for one in figures} == {(10, Bound.AT_MOST)}


@pytest.mark.parametrize(("more", "less", "percent"), [(15, 5, 43), (3, 20, -74)])
def test_a_balance_of_which_both_shares_may_be_told_is_exact(
    tmp_path: Path, more: int, less: int, percent: int
) -> None:
    figure = balance(tmp_path / "some", more, less)
    assert (figure.percent, figure.bound) == (percent, None)


def test_a_bound_of_a_balance_is_one_in_every_format(tmp_path: Path) -> None:
    figure = balance(tmp_path / "all", 23, 0)
    assert kind_of(figure) == "balance"
    told = figure_json(figure)
    assert (told["kind"], told["percent"], told["bound"]) == ("balance", 80, "at_least")
    assert 'class="open" x="80" width="20"' in str(bar(figure))
    written = csv_report(report_of(tmp_path / "all"), "en")
    assert ",balance,23,,80,,at_least,0,," in written


def test_a_bound_of_a_balance_is_hidden_where_a_larger_base_would_tell_of_few(
    tmp_path: Path,
) -> None:
    balance(tmp_path / "data", 23, 0)
    path = with_more(tmp_path / "study", SAME_IN_ANOTHER_BASE)
    table = report_of(tmp_path / "data", path=path)
    found = next(one for one in table.tables if one.indicator.id == "X3")
    assert found.total.is_hidden


def test_a_balance_of_a_group_is_not_what_the_others_leave_of_the_whole(tmp_path: Path) -> None:
    study = STUDIES["golden"]()
    for place, one in enumerate(study["participants"]):
        if one.get("motivation_change") is not None:
            mixed = MORE if place % 2 else LESS
            one["motivation_change"] = mixed if one["p_status"] == 1 else MORE
    keep(tmp_path / "data", study)
    path = with_more(tmp_path / "study", BY_STATUS)
    table = table_of(report_of(tmp_path / "data", path=path), "X4", "participants")
    assert table.total.base is not None
    assert table.total.base >= 30
    assert table.total.figures[0].bound is None
    current, former = (row for row in table.rows if row.breakdown)
    assert current.is_hidden, (
        "beside the whole it would tell that all of the former are more motivated"
    )
    assert [one.bound for one in former.figures] == [Bound.AT_LEAST]
