"""The workbook: cells that are what they say, whatever was typed; and what a sheet cannot hold is told."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from export.answer_sets import ANSWERS
from export.export_kit import answers_of, canonical, document, household, instrument
from export.test_export_files import golden_records
from export.test_export_trouble import room_for
from hostile import HOSTILE
from hybridequiz.export import xlsx_format
from hybridequiz.export.coded import clean
from hybridequiz.export.errors import ExportFailed, ExportRefused
from hybridequiz.export.export import export
from hybridequiz.export.formats import ExportRequest
from hybridequiz.export.losses import Loss
from hybridequiz.export.plan import column_plan
from hybridequiz.export.workbook import LONGEST_CELL, Head, new_workbook
from hybridequiz.interview.record import response_record
from hybridequiz.questionnaire.states import EXPORT_CODES, Missing
from scenario import Scenario

LIVE = ExportRequest("people", rehearsal=False, format="xlsx")
CLOCK = """
[[section]]
id = "only"
title = "Only"

[[section.question]]
id = "wakes"
type = "time"
text = "When?"

[[section.question]]
id = "born"
type = "date"
text = "Born?"

[[section.question]]
id = "exact"
type = "decimal"
min = -50
max = 1000000000000000
decimals = 6
text = "How much?"

[[section.question]]
id = "much"
type = "integer"
min = 0
max = 9007199254740993
text = "How many?"
"""


def sheets(path: Path) -> Any:
    return openpyxl.load_workbook(path)


def table(path: Path, name: str = "people") -> list[dict[str, Any]]:
    """Read a sheet with a reader of another maker."""
    heads, *rows = sheets(path)[name].iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def typed(path: Path, texts: list[str], question: str = "place") -> list[Any]:
    """Export texts as they were typed, and give their cells."""
    one = instrument(path)
    documents = [document(one, {question: {"value": text}}) for text in texts]
    (book,) = export(documents, {one.hash: one}, path / "out", LIVE)
    sheet = sheets(book)["people"]
    place = [cell.value for cell in sheet[1]].index(question) + 1
    return [sheet.cell(row, place) for row in range(2, len(texts) + 2)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ANSWERS, max_size=4))
def test_any_answers_are_read_back_the_same_from_a_workbook(
    given_answers: list[dict[str, Any]],
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one = instrument(folder)
        documents = [document(one, answers) for answers in given_answers]
        (path,) = export(documents, {one.hash: one}, folder / "out", LIVE)
        plan = column_plan({one.hash: one})
        found = [answers_of(_as_text(row), plan) for row in table(path)]
        assert [_values(one) for one in found] == [_values(one) for one in given_answers]


def _as_text(row: Mapping[str, Any]) -> dict[str, str]:
    return {name: _text(cell) for name, cell in row.items()}


def _text(cell: object) -> str:
    if cell is None:
        return ""
    return str(cell.date()) if isinstance(cell, datetime) else str(cell)


def _values(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Give the answers as texts; a decimal has no zeros at its end in a workbook."""
    found = {}
    for name, answer in answers.items():
        value = answer.get("value")
        if name == "share" and value is not None:
            value = float(value)
        found[name] = {**answer, "value": sorted(value) if isinstance(value, list) else str(value)}
    return found


@pytest.mark.parametrize("state", list(Missing))
def test_every_state_is_its_code_also_among_days_and_times(tmp_path: Path, state: Missing) -> None:
    one = instrument(tmp_path, CLOCK)
    names = ["wakes", "born", "exact", "much"]
    documents = [document(one, {name: {"missing": state.value} for name in names})]
    (path,) = export(documents, {one.hash: one}, tmp_path / "out", LIVE)
    (row,) = table(path)
    assert [row[name] for name in names] == [EXPORT_CODES[state]] * 4


def test_numbers_days_and_times_are_what_they_are(tmp_path: Path) -> None:
    one = instrument(tmp_path, CLOCK)
    answers = {"wakes": "08:30", "born": "1990-02-03", "exact": "-12.50", "much": 7}
    documents = [document(one, {name: {"value": value} for name, value in answers.items()})]
    (path,) = export(documents, {one.hash: one}, tmp_path / "out", LIVE)
    (row,) = table(path)
    assert row["wakes"] == time(8, 30)
    assert row["born"] == datetime(1990, 2, 3)  # noqa: DTZ001 - a spreadsheet knows no zones
    assert (row["exact"], row["much"]) == (-12.5, 7)
    assert row["active_s"] == 90.506


def test_what_a_spreadsheet_would_change_stays_a_text(tmp_path: Path) -> None:
    one = instrument(tmp_path, CLOCK)
    answers = {
        "born": {"value": "1900-02-28"},
        "exact": {"value": "123456789012345.678901"},
        "much": {"value": 9_007_199_254_740_993},
    }
    (path,) = export([document(one, answers)], {one.hash: one}, tmp_path / "out", LIVE)
    (row,) = table(path)
    assert row["born"] == "1900-02-28"
    assert row["exact"] == "123456789012345.678901"
    assert row["much"] == "9007199254740993"


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "{=1+1}",
        "+31 6",
        "-1",
        "@naam",
        "\tx",
        "http://example.org",
        "mailto:a@example.org",
        "internal:Sheet1!A1",
        "external:c:\\x.xlsx",
        "0123",
        "1e5",
        "2026-01-31",
        "TRUE",
        " room around ",
        "emoji 👨\u200d👩\u200d👧 🙂",
        "<r>no markup</r>",
        "<r></r>",
        "a & b < c > d",
    ],
)
def test_a_text_is_a_text_whatever_it_looks_like(tmp_path: Path, text: str) -> None:
    (cell,) = typed(tmp_path, [text])
    assert cell.value == text
    assert cell.data_type in ("s", "inlineStr")
    assert cell.hyperlink is None


def test_all_mischief_comes_through_and_no_sheet_is_broken(tmp_path: Path) -> None:
    cells = typed(tmp_path, list(HOSTILE.values()), "tell")
    for cell, text in zip(cells, HOSTILE.values(), strict=True):
        assert cell.data_type in ("s", "inlineStr", "n"), "an empty cell is a number to openpyxl"
        expected = clean(text)[:LONGEST_CELL]
        if expected.isprintable():
            assert (cell.value or "") == expected


def test_a_zero_byte_and_half_a_character_become_the_replacement_character(tmp_path: Path) -> None:
    (cell,) = typed(tmp_path, ["a\0b\ud83dc 🙂"])
    assert cell.value == "a\ufffdb\ufffdc 🙂"


def test_forty_thousand_characters_are_cut_between_characters_and_told(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    texts = ["x" * 40_000, "🙂" * 20_000, "y" * LONGEST_CELL]
    documents = [document(one, {"tell": {"value": text}}) for text in texts]
    told: list[Loss] = []
    (path,) = export(documents, {one.hash: one}, tmp_path / "out", LIVE, lost=told.append)
    found = [row["tell"] for row in table(path)]
    assert found == ["x" * LONGEST_CELL, "🙂" * (LONGEST_CELL // 2), "y" * LONGEST_CELL]
    assert [(one.code, one.number) for one in told] == [("cell-cut", 2)]
    assert "2 texts are longer than a cell can be (32767 characters)" in told[0].message


def test_the_names_stay_in_sight_and_can_be_filtered(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    (path,) = export(golden_records(one), {one.hash: one}, tmp_path / "out", LIVE)
    sheet = sheets(path)["people"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert sheet["A1"].font.bold
    assert sheet.column_dimensions["A"].width > 20


def test_codes_labels_and_the_codebook_have_sheets_of_their_own(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    documents = golden_records(one)
    (path,) = export(
        documents, {one.hash: one}, tmp_path / "out", replace(LIVE, values="both", language="en")
    )
    book = sheets(path)
    assert book.sheetnames == ["people", "people-labels", "Variables", "Values", "About"]
    first, second = table(path, "people-labels")
    assert (first["job"], first["why__fun"], first["years"]) == ("Other, namely …", "Yes", 12)
    assert first["born"] == datetime(1990, 2, 3)  # noqa: DTZ001 - the same
    assert (second["job"], second["share"]) == ("Don’t know", "Prefer not to say")
    assert [row["job"] for row in table(path)] == [97, -99]
    (path,) = export(documents, {one.hash: one}, tmp_path / "out", replace(LIVE, values="labels"))
    assert sheets(path).sheetnames[0] == "people-labels"


def test_the_long_sheet_has_a_row_a_response_and_variable(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    (path,) = export(
        golden_records(one), {one.hash: one}, tmp_path / "out", replace(LIVE, long=True)
    )
    assert "people" not in sheets(path).sheetnames
    rows = table(path, "long")
    found = {(row["response_id"][-1], row["variable"]): row for row in rows}
    job = found["1", "job"]
    assert (job["question"], job["value"], job["label"], job["state"]) == (
        "job",
        97,
        "Anders, namelijk …",
        None,
    )
    assert found["1", "born"]["value"] == datetime(1990, 2, 3)  # noqa: DTZ001 - the same
    assert found["2", "place"]["state"] == EXPORT_CODES[Missing.WITHHELD]
    assert found["2", "place"]["value"] is None
    assert ("1", "place__miss") not in found


@pytest.mark.parametrize("long", [False, True])
def test_too_many_rows_are_told_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, long: bool
) -> None:
    one = instrument(tmp_path)
    documents = [document(one, {}, number=number) for number in range(3)]
    monkeypatch.setattr(xlsx_format, "MOST_ROWS", 3)
    with pytest.raises(ExportRefused, match=r"has 3 rows; a sheet takes 3"):
        export(documents, {one.hash: one}, tmp_path / "out", replace(LIVE, long=long))
    assert not (tmp_path / "out").exists()
    monkeypatch.setattr(xlsx_format, "MOST_ROWS", 1_000)
    assert export(documents, {one.hash: one}, tmp_path / "out", replace(LIVE, long=long))


def test_too_many_columns_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = instrument(tmp_path)
    monkeypatch.setattr(xlsx_format, "MOST_COLUMNS", 30)
    with pytest.raises(ExportRefused, match=r"columns; a sheet takes 30"):
        export([], {one.hash: one}, tmp_path / "out", LIVE)


def test_the_same_answers_give_the_same_bytes_for_the_owner_only(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    found = set()
    for place in ("a", "b"):
        (path,) = export(golden_records(one), {one.hash: one}, tmp_path / place, LIVE)
        found.add(path.read_bytes())
        assert path.stat().st_mode & 0o777 == 0o600
        assert [one.name for one in path.parent.iterdir()] == [path.name]
    assert len(found) == 1


def test_an_earlier_workbook_is_replaced_and_one_of_another_maker_is_not(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    for _ in range(2):
        (path,) = export([], {one.hash: one}, tmp_path / "out", LIVE)
    book = sheets(path)
    book.save(path)
    with pytest.raises(ExportRefused, match="is no export of this program"):
        export([], {one.hash: one}, tmp_path / "out", LIVE)


@pytest.mark.parametrize("size", [0, 1_000, 20_000])
def test_a_full_disk_leaves_no_half_workbook(tmp_path: Path, size: int) -> None:
    one = instrument(tmp_path)
    (path,) = export([document(one, {})], {one.hash: one}, tmp_path / "out", LIVE)
    before = path.read_bytes()
    many = (document(one, {}, number=number) for number in range(200))
    with room_for(size), pytest.raises(ExportFailed):
        export(many, {one.hash: one}, tmp_path / "out", LIVE)
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    assert path.read_bytes() == before


def test_names_of_sheets_are_ones_that_a_spreadsheet_takes(tmp_path: Path) -> None:
    names = ["a[b]:c*d?e/f\\g", "x" * 40, "X" * 40, "history", "'", "", "data", "Data"]
    with new_workbook(tmp_path / "a.xlsx", "A title") as book:
        for name in names:
            book.sheet(name, [Head("one")], [[1]])
    assert sheets(tmp_path / "a.xlsx").sheetnames == [
        "abcdefg",
        "x" * 31,
        f"{'X' * 29}~2",
        "history~2",
        "sheet",
        "sheet~2",
        "data",
        "Data~2",
    ]


def test_rosters_have_sheets_of_their_own(tmp_path: Path) -> None:
    one, record = household(tmp_path)
    (path,) = export([record], {one.hash: one}, tmp_path / "out", LIVE)
    assert sheets(path).sheetnames[:2] == ["people", "member"]
    assert [(row["row"], row["age"]) for row in table(path, "member")] == [(1, 40), (2, -98)]
    variables = {(row["table"], row["variable"]) for row in table(path, "Variables")}
    assert {("member", "age"), (None, "many")} <= variables


def test_what_stands_beside_the_answers_has_a_sheet_of_its_own(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    walk = Scenario.of(one, mode="self", form="short").read(next="job").answer(2)
    disposition = walk.finish()
    record = canonical(response_record(walk.interview, walk.journal.events, disposition))
    (path,) = export(
        [record],
        {one.hash: one},
        tmp_path / "out",
        replace(LIVE, rehearsal=True, paradata=True, values="labels", long=True),
    )
    assert sheets(path).sheetnames[:2] == ["paradata", "long"]
    found = {row["question"]: row for row in table(path, "paradata")}
    assert found["job"]["answers"] == 1
