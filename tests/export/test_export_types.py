"""Rankings and partial dates in exports: a column an option, a text, and always why there is nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from export.export_kit import cells_of, document, instrument, rows, rows_by_duckdb
from hybridequiz.export.coded import Coded
from hybridequiz.export.columns import Column, Kind, Measure, Role
from hybridequiz.export.errors import ExportConflict, UnreadableRecord
from hybridequiz.export.export import export
from hybridequiz.export.formats import ExportRequest
from hybridequiz.export.plan import column_plan
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.states import Missing

TYPES = """
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "job"
type = "single"
options = [ { code = 1, nl = "Ja", en = "Yes" }, { code = 2, nl = "Nee", en = "No" } ]
text = "?"
[[section.question]]
id = "years"
type = "integer"
min = 0
max = 9
text = "?"
[[section.question]]
id = "wishes"
type = "ranking"
min_ranked = 1
show_if = "job == 1"
on_unknown = "hide"
missing = ["dont_know"]
options = [
  { code = 3, nl = "Groep", en = "Group" },
  { code = 1, nl = "Docent", en = "Teacher" },
  { code = 97, nl = "Anders", en = "Other", other = true },
]
text.nl = "Wat eerst?"
text.en = "What first?"
[[section.question]]
id = "born"
type = "date"
partial = true
missing = ["refused"]
text = "Wanneer?"
[[section.question]]
id = "began"
type = "date"
precision = "month"
text = "Welke maand?"
"""
WISHES = ["wishes__3", "wishes__1", "wishes__97", "wishes__97__txt"]


def cells(one: Instrument, **answers: Any) -> dict[str, Coded | Missing]:
    plan = column_plan({one.hash: one})
    return cells_of(document(one, answers), plan)


def columns(one: Instrument, question: str) -> dict[str, Column]:
    return {
        column.name: column
        for column in column_plan({one.hash: one}).columns
        if column.source == question
    }


def exported(
    one: Instrument, folder: Path, *answers: dict[str, Any], **request: Any
) -> list[dict[str, str]]:
    documents = [document(one, each, number=n) for n, each in enumerate(answers)]
    asked = ExportRequest("people", rehearsal=False, **request)
    paths = export(documents, {one.hash: one}, folder / "out", asked)
    table = next(path for path in paths if "codebook" not in path.name)
    assert rows(table) == rows_by_duckdb(table)
    return rows(table)


def test_every_option_of_a_ranking_has_a_column_with_its_place(tmp_path: Path) -> None:
    one = instrument(tmp_path, TYPES)
    assert list(columns(one, "wishes")) == WISHES
    ranked = {"value": [97, 3], "other": {"97": "koffie"}}
    found = cells(one, wishes=ranked)
    assert [found[name] for name in WISHES] == [2, 0, 1, "koffie"]
    column = columns(one, "wishes")["wishes__1"]
    assert (column.kind, column.role, column.measure) == (Kind.PLACE, Role.PLACE, Measure.ORDINAL)
    assert [code for code, _ in column.values] == [0]
    assert Missing.OFF_ROUTE in column.states


@pytest.mark.parametrize("reason", ["dont_know", "off_route", "left_empty", "not_reached"])
def test_not_ranked_and_not_asked_are_told_apart(tmp_path: Path, reason: str) -> None:
    found = cells(instrument(tmp_path, TYPES), wishes={"missing": reason})
    *places, typed = WISHES
    assert {found[name] for name in places} == {Missing(reason)}
    assert found[typed] is None


def test_a_partial_date_is_a_text_with_how_exact_it_is(tmp_path: Path) -> None:
    one = instrument(tmp_path, TYPES)
    assert list(columns(one, "born")) == ["born", "born__prec", "born__miss"]
    assert list(columns(one, "began")) == ["began", "began__miss"]
    for text, code in (("2019", 1), ("2019-05", 2), ("2019-05-17", 3)):
        found = cells(one, born={"value": text}, began={"value": "2019-05"})
        assert (str(found["born"]), found["born__prec"], found["born__miss"]) == (text, code, None)
        assert str(found["began"]) == "2019-05"


def test_the_table_has_places_texts_and_codes_of_reasons(tmp_path: Path) -> None:
    one = instrument(tmp_path, TYPES)
    whole = {"wishes": {"value": [1]}, "born": {"value": "2019"}, "began": {"value": "2019-05"}}
    none = {"wishes": {"missing": "off_route"}, "born": {"missing": "refused"}}
    first, second = exported(one, tmp_path, whole, none)
    names = [*WISHES, "born", "born__prec", "born__miss", "began", "began__miss"]
    assert [first[name] for name in names] == ["0", "1", "0", "", "2019", "1", "", "2019-05", ""]
    assert [second[name] for name in names] == (
        ["-96", "-96", "-96", "", "", "-98", "-98", "", "-95"]
    )


def test_the_table_with_labels_says_it_in_words(tmp_path: Path) -> None:
    one = instrument(tmp_path, TYPES)
    whole = {
        "wishes": {"value": [1]},
        "born": {"value": "2019-05"},
        "began": {"missing": "left_empty"},
    }
    (row,) = exported(one, tmp_path, whole, values="labels", language="en")
    assert [row[name] for name in WISHES] == ["Not ranked", "1", "Not ranked", ""]
    assert (row["born"], row["born__prec"], row["born__miss"]) == ("2019-05", "Month", "")
    assert (row["began"], row["began__miss"]) == ("", "Left empty")


def test_the_codebook_says_what_the_columns_hold(tmp_path: Path) -> None:
    one = instrument(tmp_path, TYPES)
    exported(one, tmp_path, {})
    listed = rows(tmp_path / "out" / "people-codebook.csv")
    kinds = {row["variable"]: (row["kind"], row["role"]) for row in listed}
    assert kinds["wishes__97"] == ("place", "place")
    assert kinds["born"] == ("partial_date", "answer")
    assert kinds["born__prec"] == ("choice", "precision")
    zero = [row for row in listed if row["variable"] == "wishes__3" and row["value"] == "0"]
    assert [row["value_en"] for row in zero] == ["Not ranked"]
    read = (tmp_path / "out" / "people-codebook.md").read_text(encoding="utf-8")
    assert "its place, 1 is the first" in read
    assert "2026-01-31, 2026-01 or 2026" in read


@pytest.mark.parametrize(
    "answers",
    [
        {"wishes": {"value": [1, 1]}},
        {"wishes": {"value": [4]}},
        {"wishes": {"value": 1}},
        {"born": {"value": "2019-5"}},
        {"born": {"value": 2019}},
        {"born": {"value": ["2019"]}},
    ],
)
def test_a_record_that_was_changed_outside_is_told(tmp_path: Path, answers: dict[str, Any]) -> None:
    with pytest.raises(UnreadableRecord):
        cells(instrument(tmp_path, TYPES), **answers)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('type = "ranking"\nmin_ranked = 1', 'type = "multiple"'),
        ("partial = true\n", ""),
        ('precision = "month"\n', ""),
    ],
)
def test_a_question_that_became_one_of_these_does_not_fit_in_the_same_columns(
    tmp_path: Path, old: str, new: str
) -> None:
    versions = [
        instrument(tmp_path, TYPES.replace(old, new), version="1.0"),
        instrument(tmp_path, TYPES, version="2.0"),
    ]
    with pytest.raises(ExportConflict) as caught:
        column_plan({one.hash: one for one in versions})
    assert [problem.code for problem in caught.value.problems] == ["changed-type"]


def test_two_precisions_fit_in_one_column(tmp_path: Path) -> None:
    versions = [
        instrument(tmp_path, TYPES.replace('precision = "month"', "partial = true"), version="1.0"),
        instrument(tmp_path, TYPES, version="2.0"),
    ]
    plan = column_plan({one.hash: one for one in versions})
    names = [column.name for column in plan.columns if column.source == "began"]
    assert names == ["began", "began__prec", "began__miss"]


def test_how_exact_a_date_is_stands_beside_it_where_versions_ask_it_differently(
    tmp_path: Path,
) -> None:
    years = instrument(tmp_path, TYPES.replace('"month"', '"year"'), version="1.0")
    months = instrument(tmp_path, TYPES, version="2.0")
    plan = column_plan({one.hash: one for one in (years, months)})
    first = cells_of(document(years, {"began": {"value": "2019"}}), plan)
    second = cells_of(document(months, {"began": {"value": "2019-05"}}), plan)
    assert (first["began__prec"], second["began__prec"]) == (1, 2)
    assert [name for name in columns(months, "began") if name.endswith("__prec")] == []
