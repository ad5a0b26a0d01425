"""The page for who exports shows how a bundle is opened: its blocks run, and print the first table."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import openpyxl
import pytest

from export.bundle_kit import BUNDLE, bundled, faults, happened, unpacked
from export.readers import needs_program
from export.statistics_kit import pspp, r
from export.test_libreoffice import SHEETS, convert
from export.test_statistics_docs import block
from hybridequiz.cli.locating import shipped_folder
from hybridequiz.questionnaire.load import load
from hybridequiz.values import replace

PAGE = Path(__file__).parents[2] / "docs" / "admins.md"
LIBRARIES = ("polars", "duckdb", "pandas")
BLOCKS = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)


def block_of(library: str) -> str:
    (found,) = [one for one in BLOCKS if f"import {library}" in one]
    return str(found)


def test_every_block_is_run() -> None:
    assert sorted(map(block_of, LIBRARIES)) == sorted(BLOCKS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Unpack a bundle of the participants' questionnaire: two are satisfied, one is not, and two did not say."""
    one = load(shipped_folder() / "participants.toml")
    said = [
        {"value": 4},
        {"value": 4},
        {"value": 1},
        {"missing": "refused"},
        {"missing": "withheld"},
    ]
    records = [happened(one, {"sat_overall": each}, number=n) for n, each in enumerate(said, 1)]
    request = replace(BUNDLE, questionnaire="participants", language="en")
    out = unpacked(bundled(one, records, tmp_path / "out", request))
    assert faults(out) == []
    return out.rename(tmp_path / "participants").parent


@pytest.mark.parametrize(
    "library",
    [
        pytest.param(
            one,
            marks=pytest.mark.skipif(
                find_spec(one) is None,
                reason=f"{one} is not installed: python -m pip install {one}",
            ),
        )
        for one in LIBRARIES
    ],
)
def test_the_first_table_is_made_from_a_bundle(library: str, folder: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", block_of(library)],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr
    numbers = dict(zip(*_columns(run.stdout), strict=True))
    one, four = ("1", "4") if library == "duckdb" else ("Very dissatisfied", "Satisfied")
    assert numbers == {one: 1, four: 2}


def _columns(printed: str) -> tuple[list[str], list[int]]:
    """Give what stands before the numbers, and the numbers, of a table as a library draws it."""
    found = re.findall(r"^\W*(\w[\w ]*?)\W+(\d+)\W*$", printed, re.MULTILINE)
    return [words for words, _ in found], [int(number) for _, number in found]


@needs_program("pspp", "apt-get install pspp")
def test_the_first_table_is_made_from_a_bundle_in_spss(folder: Path) -> None:
    said = pspp(block("spss", "import.sps"), folder)
    assert "error" not in said
    assert re.search(r"^Valid,Very dissatisfied,1,", said, re.MULTILINE), said
    assert re.search(r"^,Satisfied,2,", said, re.MULTILINE), said
    assert re.search(r"^Missing,Prefer not to say,1,", said, re.MULTILINE), said


@needs_program("Rscript", "apt-get install r-base-core r-cran-haven", "haven")
def test_the_first_table_is_made_from_a_bundle_in_r(folder: Path) -> None:
    said = r(block("r", "import.R"), folder)
    counts = " ".join(re.findall(r"[A-Za-z]+|[0-9]+", said))
    assert "Prefer not to say Withheld Very dissatisfied Satisfied 1 1 1 2" in counts


def test_the_first_table_in_stata_is_of_what_the_script_in_the_bundle_saves(folder: Path) -> None:
    inside, do, use, tabulate = block("stata", "import.do").splitlines()
    script = (folder / inside.split()[1] / do.split()[1]).read_text(encoding="utf-8")
    assert f'save `"{use.split()[1].strip(",")}"\'' in script
    assert tabulate.split()[1].strip(",") in script


@needs_program("soffice", "apt-get install libreoffice-calc")
def test_the_first_table_in_excel_is_worked_out_by_a_spreadsheet(folder: Path) -> None:
    formula = block("excel", "COUNTIF").strip()
    book = openpyxl.Workbook()
    asked, loaded = book.active, book.create_sheet("participants")
    assert asked is not None
    for place, code in enumerate((1, 4, 5, -98), 2):
        asked[f"A{place}"] = code
        asked[f"B{place}"] = formula.replace("A2", f"A{place}")
    with (folder / "participants" / "participants.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            loaded.append([int(cell) if re.fullmatch(r"-?\d+", cell) else cell for cell in row])
    made = folder / "first" / "first.xlsx"
    made.parent.mkdir()
    book.save(made)
    found = (convert(made, "read", SHEETS) / "first-Sheet.csv").read_text(encoding="utf-8")
    assert found.split() == [",", "1,1", "4,2", "5,0", "-98,1"]
