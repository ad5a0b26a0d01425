"""The first tables that the page for admins makes in SPSS, R and Stata."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from export.export_kit import document
from export.readers import needs_program
from export.statistics_kit import pspp, r, read
from hybridequiz.export.export import export
from hybridequiz.export.formats import ExportRequest
from hybridequiz.questionnaire.load import load

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "admins.md").read_text(encoding="utf-8")


def block(kind: str, of: str = "participants.sav") -> str:
    """Give the block of a kind that the page has, of the file that it reads."""
    blocks = re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    (found,) = [one for one in blocks if of in one]
    return str(found)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("first") / "out"
    one = load(ROOT / "questionnaires" / "participants.toml")
    chosen = [{"value": 4}, {"value": 5}, {"value": 5}, {"missing": "refused"}]
    records = [
        document(one, {"sat_overall": answer}, number=number, location=str(number % 2 + 1))
        for number, answer in enumerate(chosen)
    ]
    for form in ("sav", "dta"):
        request = ExportRequest("participants", rehearsal=False, format=form, language="en")
        export(records, {one.hash: one}, folder, request)
    return folder


@needs_program("pspp", "apt-get install pspp")
def test_the_first_table_in_spss_counts_answers_and_what_is_missing(folder: Path) -> None:
    said = pspp(block("spss"), folder)
    assert "error" not in said
    assert re.search(r"^,Very satisfied,2,50.0%,", said, re.MULTILINE), said
    assert re.search(r"^Missing,Prefer not to say,1,", said, re.MULTILINE), said


@needs_program("Rscript", "apt-get install r-base-core r-cran-haven", "haven")
def test_the_first_table_in_r_counts_answers_and_what_is_missing(folder: Path) -> None:
    said = r(block("r"), folder)
    assert re.search(r"^ +Very satisfied +1 +1", said, re.MULTILINE), said
    assert re.search(r"^ +Prefer not to say +0 +1", said, re.MULTILINE), said


def test_the_first_table_in_stata_is_of_variables_that_the_file_has(folder: Path) -> None:
    _, about = read(folder / "participants.dta")
    _, *tables = block("stata", "\ntabulate sat_overall session_location").splitlines()
    for line in tables:
        _, *names = line.partition(",")[0].split()
        assert set(names) <= set(about.column_names)
    assert about.variable_value_labels["sat_overall"]["b"] == "Prefer not to say"
