"""CSV in the dialects: the same cells, and in that for Excel nothing that it would take for a formula."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from export.answer_sets import ANSWERS
from export.export_kit import document, household, instrument, rows
from export.test_export_files import golden_records
from hybridequiz.export.columns import Table
from hybridequiz.export.csv_writer import write_frames
from hybridequiz.export.dialects import EXCEL_NL
from hybridequiz.export.export import export
from hybridequiz.export.formats import ExportRequest
from hybridequiz.export.frames import frame_of
from hybridequiz.export.plan import column_plan
from hybridequiz.export.record import Record
from hybridequiz.export.rows import readings
from hybridequiz.export.source import Spool
from hybridequiz.questionnaire.states import EXPORT_CODES, Missing

if TYPE_CHECKING:
    import polars as pl

LIVE = ExportRequest("people", rehearsal=False)
EXCEL = replace(LIVE, dialect="excel-nl")
STATED = ("share", "born", "years", "mark", "job")
"""Columns of numbers and days, whose states begin with a minus."""
TYPED = ["=1+1", "+31 6", "-99", "@naam", "\tx", "'=1", "'s-Gravenhage", '"', "a;b\nc", "12.5", "-"]


def excel_rows(path: Path) -> list[dict[str, str]]:
    """Read a table in the dialect for Excel with Python's own reader."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";", strict=True))


def test_excel_gets_semicolons_commas_in_decimals_and_a_byte_order_mark(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    export(golden_records(one), {one.hash: one}, tmp_path / "out", EXCEL)
    raw = (tmp_path / "out" / "people.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfresponse_id;respondent_code;")
    assert raw.count(b"\xef\xbb\xbf") == 1
    assert raw.endswith(b"\r\n")
    first, second = excel_rows(tmp_path / "out" / "people.csv")
    assert (first["share"], first["active_s"], first["years"]) == ("12,50", "90,506", "12")
    assert (first["born"], second["born"]) == ("1990-02-03", "-94")
    assert (second["share"], second["job"]) == ("-98", "-99")


def test_the_two_dialects_have_the_same_cells_but_for_their_notation(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    export(golden_records(one), {one.hash: one}, tmp_path / "a", LIVE)
    export(golden_records(one), {one.hash: one}, tmp_path / "b", EXCEL)
    for name in ("people.csv", "people-codebook.csv"):
        programs, excel = rows(tmp_path / "a" / name), excel_rows(tmp_path / "b" / name)
        for plain, other in zip(programs, excel, strict=True):
            changed = {column for column in plain if plain[column] != other[column]}
            assert changed <= {"share", "active_s", "why__other__txt"}
    assert excel_rows(tmp_path / "b" / "people.csv")[0]["why__other__txt"] == "'=1+1"


def test_what_looks_like_a_formula_has_an_apostrophe_that_comes_off_again(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    documents = [document(one, {"place": {"value": text}}) for text in TYPED]
    export(documents, {one.hash: one}, tmp_path / "out", replace(EXCEL, values="both"))
    for name in ("people.csv", "people-labels.csv"):
        found = [row["place"] for row in excel_rows(tmp_path / "out" / name)]
        assert found == [
            "'=1+1",
            "'+31 6",
            "'-99",
            "'@naam",
            "'\tx",
            "''=1",
            "'s-Gravenhage",
            '"',
            "a;b\nc",
            "12.5",
            "'-",
        ]


def unguarded(text: str) -> str:
    """Take the apostrophe off again, as the page on formats says."""
    return text[1:] if text[:1] == "'" and EXCEL_NL.guarded(text[1:]) == text else text


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ANSWERS, max_size=4))
def test_any_answers_are_the_same_in_both_dialects(given_answers: list[dict[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one = instrument(folder)
        documents = [document(one, answers) for answers in given_answers]
        export(documents, {one.hash: one}, folder / "a", LIVE)
        export(documents, {one.hash: one}, folder / "b", EXCEL)
        excel = excel_rows(folder / "b" / "people.csv")
        for row in excel:
            row["share"] = row["share"].replace(",", ".")
            row["active_s"] = row["active_s"].replace(",", ".")
            row.update({name: unguarded(row[name]) for name in row if name not in STATED})
        assert excel == rows(folder / "a" / "people.csv")


@given(st.text(st.sampled_from("'=+-@\t\ra1"), max_size=6))
def test_no_guarded_text_begins_a_formula_and_no_two_are_the_same(text: str) -> None:
    guarded = EXCEL_NL.guarded(text)
    assert guarded[:1] not in list("=+-@\t\r") or not guarded
    assert unguarded(guarded) == text


def test_codes_and_labels_that_look_like_a_formula_are_guarded_too(tmp_path: Path) -> None:
    text = """
[[section]]
id = "only"
title = "Only"

[[section.question]]
id = "sign"
type = "single"
options = [{ code = 1, nl = "+1 of meer", en = "+1 or more" }, { code = 2, nl = "-", en = "-" }]
text = "=vraag"
"""
    one = instrument(tmp_path, text)
    documents = [document(one, {"sign": {"value": 1}}), document(one, {})]
    export(documents, {one.hash: one}, tmp_path / "out", replace(EXCEL, values="labels"))
    first, second = excel_rows(tmp_path / "out" / "people-labels.csv")
    assert (first["sign"], second["sign"]) == ("'+1 of meer", "Left empty")
    book = excel_rows(tmp_path / "out" / "people-codebook.csv")
    assert {row["label_nl"] for row in book if row["variable"] == "sign"} == {"'=vraag"}
    assert [row["value"] for row in book if row["variable"] == "sign"][-1].startswith("-9")


@pytest.mark.parametrize("first", [LIVE, EXCEL])
def test_an_export_in_one_dialect_is_replaced_by_one_in_the_other(
    tmp_path: Path, first: ExportRequest
) -> None:
    one = instrument(tmp_path)
    export([], {one.hash: one}, tmp_path / "out", first)
    other = EXCEL if first is LIVE else LIVE
    assert export([], {one.hash: one}, tmp_path / "out", other)


class Framed:
    """A spool whose frames are at hand."""

    framed = True

    def __init__(self, spool: Spool) -> None:
        self._spool = spool

    def frames(self, table: Table) -> Iterator[pl.DataFrame]:
        yield from (frame_of(table.columns, [row]) for row in self._spool.rows(table))

    def lazy_parts(self, table: Table) -> Iterator[pl.LazyFrame]:
        yield from (frame.lazy() for frame in self.frames(table))


def test_from_frames_come_the_same_bytes_as_row_by_row(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    texts = [document(one, {"place": {"value": text}}) for text in TYPED]
    documents = [*golden_records(one), *texts]
    export(documents, {one.hash: one}, tmp_path / "out", EXCEL)
    spool = Spool(tmp_path, readings(column_plan({one.hash: one})))
    spool.fill(map(Record.read, documents))
    write_frames(tmp_path / "frames.csv", Framed(spool), spool.tables[0], EXCEL_NL)  # type: ignore[arg-type]
    by_row = (tmp_path / "out" / "people.csv").read_bytes()
    assert (tmp_path / "frames.csv").read_bytes() == by_row


# ---------------------------------------------------------------- long


@pytest.mark.parametrize("request_", [LIVE, EXCEL])
def test_the_long_table_has_value_words_and_reason(tmp_path: Path, request_: ExportRequest) -> None:
    one = instrument(tmp_path)
    long = replace(request_, long=True)
    paths = export(golden_records(one), {one.hash: one}, tmp_path / "out", long)
    assert paths[0].name == "people-long.csv"
    assert "people.csv" not in [path.name for path in paths]
    found = {
        (row["response_id"][-1], row["variable"]): row
        for row in (rows if request_ is LIVE else excel_rows)(paths[0])
    }

    def cells(response: str, variable: str) -> tuple[str, ...]:
        row = found[response, variable]
        return row["question"], row["value"], row["label"], row["state"]

    assert cells("1", "job") == ("job", "97", "Anders, namelijk …", "")
    assert cells("2", "job") == ("job", "", "Don’t know", "-99")
    assert cells("1", "why__fun") == ("why", "1", "Yes", "")
    assert cells("2", "why__fun") == ("why", "", "Not asked", "-96")
    assert cells("1", "share")[1] == ("12.50" if request_ is LIVE else "12,50")
    assert cells("1", "why__other__txt")[1] == ("=1+1" if request_ is LIVE else "'=1+1")
    assert cells("2", "place") == ("place", "", "Withheld", str(EXPORT_CODES[Missing.WITHHELD]))
    assert ("1", "place__miss") not in found
    assert ("2", "job__97__txt") not in found, "the question's own row tells why"


def test_nothing_is_lost_from_wide_to_long(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    export(golden_records(one), {one.hash: one}, tmp_path / "wide", LIVE)
    export(golden_records(one), {one.hash: one}, tmp_path / "long", replace(LIVE, long=True))
    wide = rows(tmp_path / "wide" / "people.csv")
    told = rows(tmp_path / "long" / "people-long.csv")
    for row in wide:
        mine = {one["variable"]: one for one in told if one["response_id"] == row["response_id"]}
        for name, cell in row.items():
            if name == "response_id" or name.endswith("__miss"):
                continue
            if cell:
                assert cell in (mine[name]["value"], mine[name]["state"])
            else:
                reason = row.get(f"{name}__miss", "")
                assert (mine[name]["state"] if name in mine else "") == reason


def test_rows_of_a_roster_say_in_which_table_and_row_they_stand(tmp_path: Path) -> None:
    one, record = household(tmp_path)
    export([record], {one.hash: one}, tmp_path / "out", replace(LIVE, long=True))
    found = [row for row in rows(tmp_path / "out" / "people-long.csv") if row["table"]]
    assert [(row["table"], row["row"], row["value"], row["state"]) for row in found] == [
        ("member", "1", "40", ""),
        ("member", "2", "", "-98"),
    ]
