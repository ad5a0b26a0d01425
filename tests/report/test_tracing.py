"""Where a figure comes from: all responses, and codes for the researchers only."""

from __future__ import annotations

from pathlib import Path

import pytest

from golden_study import REFUSED, STUDIES, keep
from hybridequiz.report.figures import Level
from hybridequiz.report.tracing import Fate
from report.reported import report_of, row_of, shown, trace_of


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("traced")
    study = STUDIES["golden"]()
    for one in [one for one in study["participants"] if "p_hto_want" in one][:2]:
        one["p_hto_want"] = REFUSED
    keep(folder, study)
    return folder


@pytest.mark.parametrize("indicator", ["I06a", "I06x", "I06s", "I01c", "I20a", "I03", "I21"])
def test_every_response_has_one_fate_and_the_counted_are_those_of_the_figure(
    folder: Path, indicator: str
) -> None:
    traced = trace_of(folder, indicator, Level.INTERNAL)
    numbers = dict(traced.numbers)
    assert sum(number or 0 for number in numbers.values()) == 50
    report = report_of(folder, Level.INTERNAL)
    base = row_of(report, indicator, "participants").base
    assert (numbers.get(Fate.COUNTED) or 0) + (numbers.get(Fate.BASE) or 0) == base
    codes = dict(traced.codes)
    assert {name: len(some) for name, some in codes.items()} == numbers
    assert len({code for some in codes.values() for code in some}) == 50


def test_who_is_counted_is_as_many_as_the_report_says(folder: Path) -> None:
    numbers = dict(trace_of(folder, "I06a", Level.INTERNAL).numbers)
    report = report_of(folder, Level.INTERNAL)
    assert numbers[Fate.COUNTED] == shown(report, "I06a", "participants")[0]
    assert numbers["refused"] == 2


@pytest.mark.parametrize("indicator", ["I06a", "I06s", "I01"])
def test_codes_are_for_the_researchers_only(folder: Path, indicator: str) -> None:
    assert trace_of(folder, indicator, Level.PUBLIC).codes == ()


def test_few_are_not_told_in_public(folder: Path) -> None:
    numbers = dict(trace_of(folder, "I06a", Level.PUBLIC).numbers)
    assert numbers["refused"] is None


def test_what_the_report_tells_by_a_bound_is_no_number_in_a_trace(tmp_path: Path) -> None:
    study = STUDIES["golden"]()
    for one in study["participants"]:
        if one.get("p_hto_stay") is not None:
            one["p_hto_stay"] = 5
    keep(tmp_path, study)
    assert shown(report_of(tmp_path), "I06s", "participants") == (None, 18, 90)
    numbers = dict(trace_of(tmp_path, "I06s", Level.PUBLIC).numbers)
    assert numbers[Fate.COUNTED] is None
