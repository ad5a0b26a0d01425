"""Codebooks in every form: each variable with its question, when it is asked, its values, and how often."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import partial
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from export.answer_sets import ANSWERS
from export.export_kit import document, instrument, rows
from export.test_export_files import golden_records
from hybridequiz.export.codebook_format import CodebookFormat
from hybridequiz.export.codebook_html import write_codebook_html
from hybridequiz.export.codebook_markdown import write_markdown
from hybridequiz.export.codebook_xlsx import write_codebook_xlsx
from hybridequiz.export.columns import Table
from hybridequiz.export.counts import counted
from hybridequiz.export.export import export
from hybridequiz.export.formats import ExportRequest, Job
from hybridequiz.export.frames import frame_of
from hybridequiz.export.losses import Loss
from hybridequiz.export.plan import column_plan
from hybridequiz.export.record import Record
from hybridequiz.export.rows import readings
from hybridequiz.export.source import Spool
from hybridequiz.export.tallies import Tally, tally_frame
from hybridequiz.export.workbook import LONGEST_CELL
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.states import EXPORT_CODES, Missing
from hybridequiz.wording.interface import interface

if TYPE_CHECKING:
    import polars as pl

LIVE = ExportRequest("people", rehearsal=False)
VOID: Final = {"meta", "br"}


def job_of(one: Instrument, language: str = "en") -> Job:
    plan = column_plan({one.hash: one}, translate=lambda tag, words: interface(tag).say(words))
    return Job(LIVE, plan, {one.hash: one}, language)


def spool_of(job: Job, folder: Path, documents: list[str]) -> Spool:
    spool = Spool(folder, readings(job.plan))
    spool.fill(map(Record.read, documents))
    return spool


# ---------------------------------------------------------------- counts


class Framed:
    """A spool whose frames are at hand."""

    framed = True

    def __init__(self, spool: Spool) -> None:
        self._spool = spool
        self.tables = spool.tables
        self.number = spool.number

    def frames(self, table: Table) -> Iterator[pl.DataFrame]:
        yield from (frame_of(table.columns, [row]) for row in self._spool.rows(table))

    def tally(self, table: Table) -> Tally:
        tally: Tally = [Counter() for _ in table.columns]
        for frame in self.frames(table):
            more = tally_frame(table.columns, frame)
            tally = [one + another for one, another in zip(tally, more, strict=True)]
        return tally


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ANSWERS, max_size=5))
def test_what_is_counted_is_what_stands_in_the_table(answers: list[dict[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one = instrument(folder)
        documents = [document(one, each) for each in answers]
        export(documents, {one.hash: one}, folder / "out", LIVE)
        job = job_of(one)
        spool = spool_of(job, folder, documents)
        counts = counted(spool)
        assert counts == counted(Framed(spool)), "rows and frames are counted alike"  # type: ignore[arg-type]
        found = rows(folder / "out" / "people.csv")
        for column in job.plan.columns:
            cells = Counter(row[column.name] for row in found)
            reasons = Counter(row.get(f"{column.name}__miss", "") for row in found)
            count = counts["", column.name]
            assert count.rows == len(answers)
            for code, _ in column.values:
                assert count.values.get(str(code), 0) == cells[str(code)]
            for state, code in EXPORT_CODES.items():
                where = reasons if f"{column.name}__miss" in (found or [{}])[0] else cells
                assert count.states.get(state, 0) == where[str(code)]
            if column.name in answers_columns(answers):
                told = sum("value" in each[column.name] for each in answers)
                assert count.answered == told


def answers_columns(answers: list[dict[str, Any]]) -> set[str]:
    return {"job", "years", "share", "mark", "born", "place", "tell"} if answers else set()


# ---------------------------------------------------------------- the workbook


def workbook(folder: Path, *, documents: list[str] | None, language: str = "en") -> Any:
    one = instrument(folder)
    job = job_of(one, language)
    spool = None if documents is None else spool_of(job, folder, documents)
    write_codebook_xlsx(folder / "codebook.xlsx", job, spool)
    return openpyxl.load_workbook(folder / "codebook.xlsx")


def table(sheet: Any) -> list[dict[str, Any]]:
    heads, *cells = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in cells]


def test_the_workbook_has_every_variable_with_question_routing_values_and_n(
    tmp_path: Path,
) -> None:
    one = instrument(tmp_path)
    book = workbook(tmp_path, documents=golden_records(one))
    assert book.sheetnames == ["Variables", "Values", "About"]
    variables = table(book["Variables"])
    assert [row["variable"] for row in variables] == [
        column.name for column in job_of(one).plan.columns
    ]
    found = {row["variable"]: row for row in variables}
    why = found["why__money"]
    assert why["text (nl)"] == "Waarom? – Geld"
    assert why["asked if (en)"] == "‘Do you work?’ (job) is “Yes”"
    assert why["asked if (nl)"] == "‘Hebt u werk?’ (job) is “Ja”"
    assert why["condition"] == "job == 1"
    assert (why["rows"], why["answered"], why["Not asked"]) == (2, 1, 1)
    assert (found["place"]["answered"], found["place"]["Withheld"]) == (1, 1)
    assert found["years"]["only in the mode"] == "interview"
    values = {(row["variable"], row["code"]): row for row in table(book["Values"])}
    assert values["job", 97]["number"] == 1
    assert values["job", 97]["words (nl)"] == "Anders, namelijk …"
    assert values["job", 1]["number"] == 0
    assert values["job", -99]["no value"] == "dont_know"
    assert values["job", -99]["number"] == 1


def test_without_answers_nothing_is_counted(tmp_path: Path) -> None:
    book = workbook(tmp_path, documents=None)
    heads = {cell.value for cell in book["Variables"][1]} | {
        cell.value for cell in book["Values"][1]
    }
    assert not heads & {"rows", "answered", "number", "Not asked"}
    page = html(tmp_path, documents=None)
    assert "answered" not in page.text
    assert "0 / 0" not in page.text


def test_a_state_that_no_question_was_expected_to_have_is_shown_where_it_is_there(
    tmp_path: Path,
) -> None:
    one = instrument(tmp_path)
    withheld = document(one, {"job": {"missing": "withheld"}})
    book = workbook(tmp_path, documents=[withheld])
    found = [row for row in table(book["Values"]) if row["variable"] == "job"]
    assert [row["number"] for row in found if row["no value"] == Missing.WITHHELD.value] == [1]


def test_the_workbook_speaks_dutch(tmp_path: Path) -> None:
    book = workbook(tmp_path, documents=[], language="nl")
    assert book.sheetnames == ["Variabelen", "Waarden", "Over"]
    heads = [cell.value for cell in book["Variabelen"][1]]
    assert heads[0] == "variabele"
    assert {"gevraagd als (nl)", "voorwaarde", "beantwoord", "Weet ik niet"} <= set(heads)


# ---------------------------------------------------------------- the page


class Page(HTMLParser):
    """Reads a page: that every element is closed, and what it has in it."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self._open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: Counter[str] = Counter()
        self.attributes: set[tuple[str, str, str | None]] = set()
        self.text = ""
        self.source = source
        self.feed(source)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes |= {(tag, name, value) for name, value in attrs}
        found = dict(attrs)
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if "href" in found:
            self.links.append(str(found["href"]))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self._open or self._open[-1] != "style":
            self.text += data


def html(folder: Path, *, documents: list[str] | None, language: str = "en") -> Page:
    job = job_of(instrument(folder), language)
    file = StringIO()
    write_codebook_html(file, job, None if documents is None else spool_of(job, folder, documents))
    return Page(file.getvalue())


def test_the_page_is_one_file_that_any_reader_can_go_through(tmp_path: Path) -> None:
    page = html(tmp_path, documents=golden_records(instrument(tmp_path)))
    assert page.tags["script"] == page.tags["img"] == page.tags["link"] == 0
    assert all(link.startswith("#") for link in page.links), "nothing is fetched"
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert page.tags["h1"] == page.tags["main"] == page.tags["nav"] == 1
    assert page.tags["caption"] == page.tags["table"]
    assert {
        ("th", "scope", "col"),
        ("th", "scope", "row"),
        ("html", "lang", "en"),
    } <= page.attributes
    assert {("td", "lang", "nl"), ("td", "lang", "en"), ("p", "lang", "nl")} <= page.attributes
    assert "prefers-color-scheme: dark" in page.source
    assert "@media print" in page.source


def test_the_page_has_every_variable_with_question_routing_values_and_n(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    page = html(tmp_path, documents=golden_records(one))
    for column in job_of(one).plan.columns:
        assert column.name in page.text
    assert "Tell us *more*, <please>." in page.text, "nothing of a text is markup"
    assert "‘Do you work?’ (job) is “Yes”" in page.text
    assert "not refused(job)" in page.text
    assert "1 / 2" in page.text
    assert "Other, namely …" in page.text
    dutch = html(tmp_path, documents=None, language="nl")
    assert "gevraagd als" in dutch.text
    assert ("html", "lang", "nl") in dutch.attributes


# ---------------------------------------------------------------- Markdown and CSV


def test_markdown_says_when_in_words_and_how_often(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    job = job_of(one)
    file = StringIO()
    write_markdown(file, job.plan, "en", counted(spool_of(job, tmp_path, golden_records(one))))
    lines = file.getvalue().splitlines()
    assert (
        "- asked if: ‘Hebt u werk?’ (job) is “Ja”; ‘Do you work?’ (job) is “Yes”; `job == 1`"
        in lines
    )
    assert "- answered: 1 / 2" in lines
    assert "| 97 | Anders, namelijk … | Other, namely … | 1 |" in lines
    assert (
        "| `why__fun` | flag | Waarom? – Plezier, \\| of zo | Why? – Fun, \\| or so | 1 (1: 1) |"
        in lines
    )


def test_csv_says_it_too(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    export(golden_records(one), {one.hash: one}, tmp_path / "out", LIVE)
    found = {
        (row["variable"], row["value"]): row
        for row in rows(tmp_path / "out" / "people-codebook.csv")
    }
    assert found["why__money", "1"]["asked_if_en"] == "‘Do you work?’ (job) is “Yes”"
    assert (found["job", "97"]["n"], found["job", "1"]["n"], found["job", "-99"]["n"]) == (
        "1",
        "0",
        "1",
    )


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_questionnaire_full_of_markup_is_described_as_it_is(tmp_path: Path, form: str) -> None:
    text = """
[[section]]
id = "only"
title = "<h2>=1+1</h2>"

[[section.question]]
id = "odd"
type = "single"
options = [{ code = 1, nl = "<r>x</r>", en = "<script>alert(1)</script>" }, { code = 2, nl = "=1+1", en = "&amp;" }]
text = "<r>'\\"&<b></r>"
"""
    one = instrument(tmp_path, text)
    (path, *_) = export(
        [document(one, {"odd": {"value": 1}})],
        {one.hash: one},
        tmp_path / "out",
        ExportRequest("people", rehearsal=False, format=form, values="labels"),  # type: ignore[arg-type]
    )
    assert path.exists()
    file = StringIO()
    write_codebook_html(file, job_of(one), None)
    read = Page(file.getvalue())
    assert read.tags["script"] == read.tags["r"] == 0
    assert "<script>alert(1)</script>" in read.text
    if form == "xlsx":
        book = openpyxl.load_workbook(path)
        assert [cell.value for cell in book["people-labels"][2]][-1] == "<r>x</r>"
        values = {row["words (nl)"] for row in table(book["Values"])}
        assert {"<r>x</r>", "=1+1"} <= values


LONG_QUESTION = f"""
[[section]]
id = "only"
title.nl = "Alles"
title.en = "All"

[[section.question]]
id = "tell"
type = "text"
text.nl = "{"x" * 40_000}"
text.en = "Tell."

[[section.question]]
id = "more"
type = "text"
text.nl = "{"y" * LONGEST_CELL}"
text.en = "More."
"""


def test_a_bundle_tells_what_its_workbook_cuts_and_has_it_whole_elsewhere(tmp_path: Path) -> None:
    one = instrument(tmp_path, LONG_QUESTION)
    request = ExportRequest("people", rehearsal=False, format="bundle")
    told: list[Loss] = []
    (path,) = export([], {one.hash: one}, tmp_path / "out", request, lost=told.append)
    with zipfile.ZipFile(path) as bundle:
        book = openpyxl.load_workbook(io.BytesIO(bundle.read("codebook.xlsx")))
        assert "x" * 40_000 in bundle.read("codebook.html").decode()
        assert "x" * 40_000 in bundle.read("codebook.md").decode()
    texts = {row["variable"]: row["text (nl)"] for row in table(book.worksheets[0])}
    assert texts["tell"] == "x" * LONGEST_CELL
    assert texts["more"] == "y" * LONGEST_CELL
    assert {len(text) for text in texts.values() if text[0] in "xy"} == {LONGEST_CELL}
    assert [(loss.code, loss.number) for loss in told] == [("cell-cut", 3)]
    assert told[0].message == (
        "3 texts in codebook.xlsx are longer than a cell can be (32767 characters) and were cut"
    )


@pytest.mark.parametrize(("form", "number"), [("xlsx", 1), ("html", 0), ("md", 0)])
def test_the_codebook_alone_tells_it_too(tmp_path: Path, form: Any, number: int) -> None:
    one = instrument(tmp_path, LONG_QUESTION)
    made = partial(CodebookFormat, form=form, has_answers=False)
    told: list[Loss] = []
    export([], {one.hash: one}, tmp_path / "out", LIVE, made=made, lost=told.append)
    assert [loss.code for loss in told] == ["cell-cut"] * number
    assert all("people-codebook.xlsx" in loss.message for loss in told)


def test_what_was_chosen_of_all_there_is_stands_in_every_codebook(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    note = ("Only responses to the version: {chosen}.", {"chosen": "1.0"})
    request = ExportRequest("people", rehearsal=False, format="bundle", notes=(note,))
    (path,) = export([], {one.hash: one}, tmp_path / "out", request)
    said = "Only responses to the version: 1.0."
    with zipfile.ZipFile(path) as bundle:
        for name in ("LEESMIJ.txt", "README.txt", "codebook.html", "codebook.md", "ddi.xml"):
            if name in bundle.namelist():
                assert said in bundle.read(name).decode(), name
        book = openpyxl.load_workbook(io.BytesIO(bundle.read("codebook.xlsx")))
    assert said in {cell for row in book.worksheets[-1].values for cell in row}
