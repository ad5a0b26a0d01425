"""LibreOffice opens the workbook and both dialects of CSV, and shows the same cells."""

from __future__ import annotations

import csv
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest

from export.export_kit import document, instrument
from export.readers import needs_program
from export.test_export_files import golden_records
from hybridequiz.export.codebook_format import CodebookFormat
from hybridequiz.export.dialects import DialectName
from hybridequiz.export.export import export
from hybridequiz.export.formats import ExportRequest, FormatName, Job

pytestmark = needs_program("soffice", "apt-get install libreoffice-calc")

FORMULAS: Final = ["=1+1", "=cmd|'/C calc'!A0", "+31 6", "@SUM(A1)", "\tx", "'=1"]
"""What a spreadsheet takes for a formula, or may; in `rfc4180` nothing keeps it from that."""
PLAIN: Final = [
    "'s-Gravenhage",
    'a;b,"c"\nd',
    "<r>no markup</r>",
    "_x0041_",
    " room around ",
    "http://example.org",
    "emoji 🙂 é 漢",
    "x" * 32_767,
]
TEXTS: Final = [*FORMULAS, *PLAIN]
SHEETS: Final = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
"""Every sheet as UTF-8 with commas, cells as they are shown."""
DUTCH: Final = "Text - txt - csv (StarCalc):59,34,76,1,,1043,false,true"
"""Semicolons, UTF-8, in the locale nl-NL, numbers and days recognised."""
ENGLISH: Final = "Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true"


def convert(path: Path, to: str, form: str, infilter: str = "") -> Path:
    """Let LibreOffice convert a file; give the folder with what it wrote."""
    profile = path.parents[1] / "profile"
    folder = path.parent / to
    options = [f"--infilter={infilter}"] if infilter else []
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation={profile.as_uri()}",
            *options,
            "--convert-to",
            form,
            "--outdir",
            str(folder),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder


def records(folder: Path) -> list[str]:
    one = instrument(folder)
    answers = {"born": {"value": "2001-02-03"}, "share": {"value": "0.5"}}
    typed = [document(one, {**answers, "tell": {"value": text}}) for text in TEXTS]
    return [*golden_records(one), *typed]


def exported(folder: Path, form: FormatName, dialect: DialectName = "rfc4180") -> Path:
    one = instrument(folder)
    request = ExportRequest("people", rehearsal=False, format=form, dialect=dialect)
    return export(records(folder), {one.hash: one}, folder / dialect, request)[0]


def cells(path: Path) -> list[dict[str, Any]]:
    """Read the first sheet of a workbook."""
    book = openpyxl.load_workbook(path)
    heads, *rows = book[book.sheetnames[0]].iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_the_workbook_opens_with_the_same_cells(tmp_path: Path) -> None:
    path = exported(tmp_path, "xlsx")
    folder = convert(path, "opened", SHEETS)
    with (folder / "people-people.csv").open(encoding="utf-8", newline="") as file:
        shown = list(csv.DictReader(file, strict=True))
    expected = cells(path)
    assert len(shown) == len(expected) == len(TEXTS) + 2
    for row, other in zip(expected, shown, strict=True):
        for name, cell in row.items():
            if name != "tell":
                assert other[name] == _shown(cell), name
    assert [row["tell"] for row in shown[2:]] == TEXTS
    assert sorted(one.name for one in folder.iterdir()) == [
        "people-About.csv",
        "people-Values.csv",
        "people-Variables.csv",
        "people-people.csv",
    ]


def _shown(cell: object) -> str:
    if isinstance(cell, datetime):
        return str(cell.date())
    return "" if cell is None else str(cell)


@pytest.mark.parametrize(
    ("dialect", "infilter"), [("excel-nl", DUTCH), ("rfc4180", ENGLISH)], ids=["nl", "en"]
)
def test_both_dialects_open_with_the_cells_of_the_workbook(
    tmp_path: Path, dialect: DialectName, infilter: str
) -> None:
    expected = cells(exported(tmp_path / "book", "xlsx"))
    path = exported(tmp_path / "table", "csv", dialect)
    opened = cells(convert(path, "opened", "xlsx", infilter) / "people.xlsx")
    for row, other in zip(expected, opened, strict=True):
        for name, cell in row.items():
            if name not in ("tell", "why__other__txt", "version"):
                assert other[name] == cell, name
    typed = [row["tell"] for row in opened[2:]]
    if dialect == "excel-nl":
        assert typed[: len(FORMULAS)] == [f"'{text}" for text in FORMULAS]
    assert typed[len(FORMULAS) :] == PLAIN


@pytest.fixture(autouse=True)
def _folders(tmp_path: Path) -> None:
    for name in ("book", "table"):
        (tmp_path / name).mkdir()


def test_the_codebook_as_a_workbook_opens(tmp_path: Path) -> None:
    one = instrument(tmp_path)

    def made(job: Job) -> CodebookFormat:
        return CodebookFormat(job, "xlsx", has_answers=True)

    (path,) = export(
        golden_records(one),
        {one.hash: one},
        tmp_path / "out",
        ExportRequest("people", rehearsal=False),
        made=made,
    )
    folder = convert(path, "opened", SHEETS)
    with (folder / "people-codebook-Variables.csv").open(encoding="utf-8", newline="") as file:
        found = {row["variable"]: row for row in csv.DictReader(file, strict=True)}
    assert found["why__money"]["condition"] == "job == 1"
    assert (found["job"]["rows"], found["job"]["answered"], found["job"]["Don’t know"]) == (
        "2",
        "1",
        "1",
    )
