"""Two figures of one report do not tell of the few between their bases."""

from __future__ import annotations

from pathlib import Path

import pytest

from golden_study import REFUSED, STUDIES, keep
from hybridequiz.report.audience_report import BLURRED
from hybridequiz.report.figures import Bound, Level
from report.reported import STUDY, figure_of, report_of, row_of, shown

NEARLY = """

[[indicator]]
id        = "X1"
name.nl   = "Deelnemers in dienst"
name.en   = "Employed participants"
base      = "given(sat_overall) and p_employ in [1, 2]"
count     = "sat_overall in [4, 5]"
for       = { participants = {} }

[[indicator]]
id        = "X2"
name.nl   = "Gemiddelde van wie in dienst is"
name.en   = "Mean of the employed"
base      = "given(sat_grade) and p_employ in [1, 2]"
mean      = "sat_grade"
for       = { participants = {} }
"""


def with_more(folder: Path, more: str) -> Path:
    """Give the study file with more indicators, its questionnaires beside it."""
    folder.mkdir()
    for source in STUDY.parent.iterdir():
        if source.is_file():
            (folder / source.name).write_bytes(source.read_bytes())
    path = folder / STUDY.name
    path.write_text(STUDY.read_text(encoding="utf-8") + more, encoding="utf-8")
    return path


def test_a_few_who_are_in_one_base_only_are_not_the_difference_of_two_counts(
    tmp_path: Path,
) -> None:
    keep(tmp_path / "data", STUDIES["golden"]())
    study = with_more(tmp_path / "study", NEARLY)
    report = report_of(tmp_path / "data", path=study)
    assert shown(report, "I01", "participants")[:2] == (47, 50)
    figure = figure_of(report, "X1", "participants")
    assert figure.base < 50
    assert (figure.count, figure.bound, figure.percent) == (None, Bound.AT_MOST, 100)
    assert row_of(report, "X2", "participants").is_hidden, "a mean has no bound"
    assert [note.in_language("en") for note in report.notes].count(BLURRED) == 1


def test_who_was_not_asked_tells_nothing_by_being_in_one_base_only(tmp_path: Path) -> None:
    keep(tmp_path, STUDIES["golden"]())
    report = report_of(tmp_path)
    assert shown(report, "I06x", "participants")[0] == 17
    assert shown(report, "I06a", "participants", "wants")[0] == 17


@pytest.mark.parametrize(("refusing", "is_blurred"), [(0, False), (1, True), (4, True), (5, False)])
def test_as_many_as_the_threshold_may_be_told_apart(
    tmp_path: Path, refusing: int, *, is_blurred: bool
) -> None:
    study = STUDIES["golden"]()
    asked = [one for one in study["participants"] if "p_hto_want" in one]
    for one in asked[-refusing:] if refusing else []:
        one["p_hto_want"] = REFUSED
    keep(tmp_path, study)
    report = report_of(tmp_path, Level.INTERNAL)
    assert shown(report, "I06w", "participants")[:2] == (18, 50)
    figure = figure_of(report, "I06a", "participants", "works")
    assert figure.base == 50 - refusing
    assert (figure.bound is not None) == is_blurred
