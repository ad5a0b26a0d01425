"""`codebook`: of what was answered, with counts; of a file, as it is."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from cli.command_line import SMALL, Invoke

GOOD = '{"mark": 7, "why": "CANARY", "_case": "A-17"}\n{"mark": 7}\n'


@pytest.mark.parametrize("form", ["html", "md", "xlsx"])
def test_a_questionnaire_without_answers_is_described_without_counts(
    invoke: Invoke, folder: Path, form: str
) -> None:
    result = invoke("codebook", "small", "--format", form, "--out", "out")
    assert result.exit_code == 0, result.output
    assert result.stdout.strip() == str(folder / "out" / f"small-codebook.{form}")
    assert "nothing is counted" in result.stderr
    assert (folder / "out" / f"small-codebook.{form}").stat().st_size > 500


def test_finished_responses_are_counted_and_no_answer_is_shown(
    invoke: Invoke, folder: Path
) -> None:
    invoke("fill", "small", "-", typed=GOOD)
    for form in ("md", "html", "xlsx"):
        result = invoke("codebook", "small", "--format", form)
        assert result.exit_code == 0, result.output
        assert "nothing is counted" not in result.stderr
    lines = (folder / "small-codebook.md").read_text("utf-8").splitlines()
    assert "- answered: 1 / 2" in lines
    page = (folder / "small-codebook.html").read_text("utf-8")
    assert "CANARY" not in page
    assert "A-17" not in page
    sheet = openpyxl.load_workbook(folder / "small-codebook.xlsx")["Variables"]
    heads, *cells = sheet.iter_rows(values_only=True)
    found = {row[0]: dict(zip(heads, row, strict=True)) for row in cells}
    assert (found["mark"]["answered"], found["why"]["answered"], found["why"]["Left empty"]) == (
        2,
        1,
        1,
    )


def test_a_file_is_described_as_it_is_whatever_was_answered(invoke: Invoke, folder: Path) -> None:
    invoke("fill", "small", "-", typed=GOOD)
    path = folder / "questionnaires" / "small.toml"
    path.write_text(SMALL.replace('id = "why"', 'id = "reason"'), encoding="utf-8")
    invoke("codebook", "questionnaires/small.toml", "--format", "md")
    text = (folder / "small-codebook.md").read_text("utf-8")
    assert "### `reason`" in text
    assert "answered" not in text


def test_an_earlier_codebook_is_replaced_and_a_foreign_file_is_not(
    invoke: Invoke, folder: Path
) -> None:
    for _ in range(2):
        assert invoke("codebook", "small").exit_code == 0
    (folder / "small-codebook.html").write_text("mine", encoding="utf-8")
    result = invoke("codebook", "small")
    assert result.exit_code != 0
    assert "no export of this program" in result.stderr
    assert (folder / "small-codebook.html").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nothere"], "There is no questionnaire 'nothere'"),
        (["small", "--language", "fr"], "is not in the language 'fr'"),
        (["questionnaires"], "is a folder"),
    ],
)
def test_what_cannot_be_described_is_told(invoke: Invoke, arguments: list[str], told: str) -> None:
    result = invoke("codebook", *arguments)
    assert result.exit_code != 0
    assert told in result.stderr
    assert "Traceback" not in result.output


def test_a_faulty_questionnaire_is_told_with_all_its_problems(invoke: Invoke, folder: Path) -> None:
    (folder / "bad.toml").write_text(SMALL.replace('"integer"', '"intger"'), encoding="utf-8")
    result = invoke("codebook", "bad.toml")
    assert result.exit_code == 3
    assert "intger" in result.stderr


def test_options_that_a_format_does_not_have_are_refused(invoke: Invoke) -> None:
    invoke("fill", "small", "-", typed=GOOD)
    for more, told in (
        (["--format", "xlsx", "--dialect", "excel-nl"], "--dialect is for --format csv only"),
        (["--format", "jsonl", "--long"], "--long is for"),
        (
            ["--format", "sav", "--values", "labels"],
            "--values is for --format bundle, csv and xlsx",
        ),
        (
            ["--format", "jsonl", "--values", "both"],
            "--values is for --format bundle, csv and xlsx",
        ),
    ):
        result = invoke("export", "small", "--out", "out", *more)
        assert result.exit_code == 2
        assert told in result.stderr


def test_a_workbook_and_the_dialect_for_excel_are_exported(invoke: Invoke, folder: Path) -> None:
    invoke("fill", "small", "-", typed=GOOD)
    result = invoke("export", "small", "--out", "out", "--format", "xlsx")
    assert result.stdout.splitlines() == [str(folder / "out" / "small.xlsx")]
    result = invoke(
        "export", "small", "--out", "out", "--format", "csv", "--dialect", "excel-nl", "--long"
    )
    assert str(folder / "out" / "small-long.csv") in result.stdout.splitlines()
    raw = (folder / "out" / "small-long.csv").read_bytes()
    assert raw.startswith("\ufeffresponse_id;table;row;question".encode())
