"""The golden study and what differs from it, as the report says them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from golden_study import STUDIES, keep, keep_versions, keep_withdrawn
from hybridequiz.report.audience_report import BLURRED
from hybridequiz.report.csv_report import csv_report
from hybridequiz.report.figure_words import FigureWords
from hybridequiz.report.figures import Bound, Level, Report
from hybridequiz.report.json_report import json_report
from report.reported import figure_of, report_of, row_of, shown, table_of

GOLDEN = Path(__file__).parent.parent / "golden"
TABLE = [
    ("I04a", "participants", "", (48, 50, 96)),
    ("I04b", "participants", "", (49, 50, 98)),
    ("I06a", "participants", "", (35, 50, 70)),
    ("I01", "participants", "", (47, 50, 94)),
    ("I01", "participants/status/current", "", (23, 24, 96)),
    ("I01", "participants/status/former", "", (24, 26, 92)),
    ("I02", "participants", "", (27, 50, 54)),
    ("I02", "participants/status/current", "", (13, 24, 54)),
    ("I02", "participants/status/former", "", (14, 26, 54)),
    ("I01", "schools", "", (18, 20, 90)),
    ("I02", "schools", "", (11, 20, 55)),
    ("I12d", "schools", "", (12, 20, 60)),
    ("I12b", "schools", "option_1", (12, 20, 60)),
    ("I12b", "schools", "option_4", (3, 20, 15)),
    ("I01", "employers", "", (23, 25, 92)),
    ("I02", "employers", "", (13, 25, 52)),
    ("I11", "employers", "", (22, 25, 88)),
    ("I11", "employers", "already", (14, 25, 56)),
    ("I11", "employers", "expected", (8, 25, 32)),
    ("I09", "employers", "", (23, 25, 92)),
    ("I07", "employers", "", (21, 25, 84)),
    ("I10b", "employers", "", (19, 25, 76)),
    ("I10a", "employers", "", (18, 25, 72)),
    ("I14a", "employers", "", (20, 25, 80)),
    ("I14b", "employers", "", (19, 25, 76)),
    ("I14c", "employers", "", (22, 25, 88)),
]
"""The table of the study, section 10: indicator, line, what is beside it, how many, of how many, percent."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("golden")
    keep(folder, STUDIES["golden"]())
    return folder


@pytest.fixture(scope="module")
def golden(folder: Path) -> Report:
    return report_of(folder)


@pytest.fixture(scope="module")
def internal(folder: Path) -> Report:
    return report_of(folder, Level.INTERNAL)


def changed(folder: Path, name: str, level: Level = Level.PUBLIC) -> Report:
    keep(folder, STUDIES[name]())
    return report_of(folder, level)


def claims(report: Report) -> dict[str, str]:
    return {one.id: one.text.in_language("nl") for one in report.claims if one.text is not None}


def visible(report: Report, indicator: str, audience: str, breakdown: str) -> list[int]:
    table = table_of(report, indicator, audience)
    return [row.base for row in table.rows if row.breakdown == breakdown and row.base is not None]


JSON = {
    Level.PUBLIC: "0c20ebfe7793450d2a8238005f92e76c027ffa7bda4ffae3028eef2ec5d2c3c7",
    Level.INTERNAL: "daa007f8e22e4f0396caf72d3d19da6b06e0839623b937f82f6a08dcc1a826d3",
}
"""The hash of the report as JSON; what differs is seen in the tables beside the tests."""


@pytest.mark.parametrize(("indicator", "line", "part", "figure"), TABLE)
def test_every_row_of_the_studys_table_is_in_the_report(
    golden: Report, indicator: str, line: str, part: str, figure: tuple[int, int, int]
) -> None:
    assert shown(golden, indicator, line, part) == figure


def test_of_all_participants_eighteen_work_seventeen_want_to_and_two_moved(golden: Report) -> None:
    assert shown(golden, "I06a", "participants", "works")[0] == 18
    assert shown(golden, "I06a", "participants", "wants")[0] == 17
    assert shown(golden, "I06a", "participants", "moved")[0] == 2


def test_the_published_sentences_come_out_by_rule(golden: Report) -> None:
    said = claims(golden)
    assert said["C8"] == (
        "Deelnemers, oud-deelnemers, scholen en werkgevers zijn uitermate tevreden over het traject."
    )
    assert said["C11"].startswith("Scholen waarderen hybride techniekopleiders met name om hun")
    assert "een zeer groot deel, 88\u00a0% (n = 25)." in said["I11"]
    assert "Nu al te merken: 56\u00a0%; verwacht: 32\u00a0%" in said["I11"]
    assert len(said) == len(golden.claims)
    lines = next(one for one in golden.claims if one.id == "C8").lines
    assert len(lines) == 4


def test_an_impulse_is_a_very_large_part_of_which_more_than_half_already(golden: Report) -> None:
    words = figure_of(golden, "I11", "employers").words
    assert words is not None
    assert words.in_language("nl") == "een zeer groot deel"


def test_one_dissatisfied_school_less_and_nobody_is_extremely_satisfied(tmp_path: Path) -> None:
    study = STUDIES["golden"]()
    satisfied = [one for one in study["schools"] if one["sat_overall"] == 4]
    satisfied[0]["sat_overall"] = 3
    keep(tmp_path, study)
    assert "uitermate" not in claims(report_of(tmp_path))["C8"]


def test_no_location_is_published_and_seven_minus_one_are_for_research(
    golden: Report, internal: Report
) -> None:
    assert visible(golden, "I01", "participants", "location") == []
    assert visible(golden, "I01", "schools", "location") == []
    assert sorted(visible(internal, "I01", "participants", "location")) == [5, 6, 7, 7, 8, 8, 9]


def test_twenty_three_participants_are_indicative(tmp_path: Path) -> None:
    report = changed(tmp_path, "twenty-three")
    assert shown(report, "I04a", "participants") == (22, 23, 96)
    assert shown(report, "I06a", "participants") == (16, 23, 70)
    words = FigureWords(report, "nl")
    bases = {row.base for one in report.tables for row in one.rows if row.base is not None}
    assert bases
    assert all(words.is_indicative(base) for base in bases)


def test_a_dont_know_on_the_climate_lowers_the_figure_and_not_its_base(tmp_path: Path) -> None:
    report = changed(tmp_path, "climate-dont-know")
    assert shown(report, "I11", "employers") == (21, 25, 84)
    assert row_of(report, "I11", "employers").dont_know == 2


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("work-dont-know", (34, 50, 68)),
        ("placement-only", (34, 50, 68)),
        ("want-refused", (35, 49, 71)),
    ],
)
def test_who_does_not_know_stays_in_the_base_of_working_and_who_refuses_leaves_it(
    tmp_path: Path, name: str, expected: tuple[int, int, int]
) -> None:
    assert shown(changed(tmp_path, name), "I06a", "participants") == expected


def test_what_the_one_who_refused_said_before_is_not_the_difference_of_two_figures(
    tmp_path: Path,
) -> None:
    report = changed(tmp_path, "want-refused")
    assert shown(report, "I06w", "participants")[:2] == (18, 50)
    works = figure_of(report, "I06a", "participants", "works")
    assert (works.base, works.count, works.percent, works.bound) == (49, None, 40, Bound.AT_MOST)
    assert BLURRED in [note.in_language("en") for note in report.notes]


def test_the_golden_report_needs_no_such_bounds(golden: Report) -> None:
    assert BLURRED not in [note.in_language("en") for note in golden.notes]


def test_of_a_case_that_was_answered_twice_one_response_counts(
    tmp_path: Path, golden: Report
) -> None:
    report = changed(tmp_path, "duplicate")
    assert report.tables == golden.tables
    assert report.audiences == golden.audiences
    (note,) = (one for one in report.notes if one not in golden.notes)
    assert "one response is not counted" in note.in_language("en")


def test_a_dissatisfied_one_who_stopped_lowers_the_former_and_not_the_current(
    tmp_path: Path,
) -> None:
    report = changed(tmp_path, "stopped-dissatisfied")
    assert shown(report, "I01", "participants/status/former") == (23, 26, 88)
    assert shown(report, "I01", "participants/status/current") == (23, 24, 96)
    assert "uitermate" not in claims(report)["C8"]


def test_who_withdrew_is_in_no_figure(tmp_path: Path) -> None:
    keep_withdrawn(tmp_path)
    report = report_of(tmp_path)
    assert next(one for one in report.audiences if one.id == "participants").number == 49
    assert shown(report, "I01", "participants")[:2] == (46, 49)


def test_a_question_of_a_later_version_is_of_those_who_were_asked(tmp_path: Path) -> None:
    keep_versions(tmp_path / "data", tmp_path / "sources")
    report = report_of(tmp_path / "data")
    assert table_of(report, "I15b", "participants").versions == ("1.1",)
    assert row_of(report, "I15b", "participants").base == 25
    assert row_of(report, "I01", "participants").base == 50


@pytest.mark.parametrize("level", list(Level))
def test_the_report_of_the_golden_study_is_the_same_to_the_byte(folder: Path, level: Level) -> None:
    report = report_of(folder, level)
    again = report_of(folder, level)
    assert json_report(report) == json_report(again)
    kept = GOLDEN / f"report-{level}.csv"
    assert csv_report(report, "nl").encode() == kept.read_bytes()
    assert hashlib.sha256(json_report(report).encode()).hexdigest() == JSON[level]
