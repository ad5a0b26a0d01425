"""Whole numbers that other readers of JSON would round: asked, computed, kept, and exported to the last digit."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pyreadstat
import pytest

from cli.command_line import Invoke
from hybridequiz.store.data import DataFolder

LARGE = """\
id = "large"
version = "1"
audience = "people"
languages = ["en"]
title = "Large"

[[section]]
id = "s"
title = "S"

[[section.question]]
id = "a"
type = "integer"
min = 0
max = 99999999999999999
text = "a?"

[[section.question]]
id = "square"
type = "computed"
gives = "integer"
value = "a * a"
text = "square"
"""
ROW = "9007199254740993"


@pytest.fixture
def large(folder: Path) -> str:
    (folder / "large.toml").write_text(LARGE, encoding="utf-8")
    return "large.toml"


def kept(folder: Path, out: str = "out") -> list[dict[str, object]]:
    """Give the answers in the records of an export."""
    lines = (folder / out / "large.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["answers"] for line in lines]


def test_an_interview_with_large_numbers_is_finished_and_exported_to_the_last_digit(
    large: str, folder: Path, invoke: Invoke
) -> None:
    for typed in (ROW, "1000000000"):
        run = invoke(
            "run", large, "--mode", "self", "--yes", "--plain", typed=f"{typed}\n/finish\n"
        )
        assert run.exit_code == 0, run.output
    assert invoke("export", "large", "--format", "csv", "--out", "out").exit_code == 0
    with (folder / "out" / "large.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["a"], row["square"]) for row in csv.DictReader(file)]
    assert rows == [(ROW, "-97"), ("1000000000", "1000000000000000000")]
    invoke("export", "large", "--format", "jsonl", "--out", "out")
    first, second = kept(folder)
    assert first["a"] == {"value": ROW}
    assert second["a"] == {"value": 1000000000}
    assert second["square"] == {"value": "1000000000000000000", "derived": True}
    told = invoke("export", "large", "--format", "sav", "--out", "out")
    assert "inexact-number" in told.output
    frame, _ = pyreadstat.read_sav(str(folder / "out" / "large.sav"))
    assert frame["a"].tolist() == [float(ROW), 1e9]


def test_answers_from_a_file_and_to_files_and_back_are_the_same(
    large: str, folder: Path, invoke: Invoke
) -> None:
    filled = invoke("fill", large, "-", typed=f'{{"a": {ROW}}}\n{{"a": 8}}\n')
    assert filled.exit_code == 0, filled.output
    invoke("export", "large", "--format", "jsonl", "--out", "out")
    assert [one["a"] for one in kept(folder)] == [{"value": ROW}, {"value": 8}]
    answers = next((folder / "data").rglob("answers"))
    again = invoke("export", "--answers", str(answers), "--format", "csv", "--out", "again")
    assert again.exit_code == 0, again.output
    assert f",{ROW},-97" in (folder / "again" / "large.csv").read_text(encoding="utf-8")
    assert "8,64" in (folder / "again" / "large.csv").read_text(encoding="utf-8")
    with DataFolder(folder / "data") as data:
        assert data.live.verify() == []


def test_a_number_in_an_answer_file_that_no_question_can_have_is_told(
    large: str, folder: Path, invoke: Invoke
) -> None:
    invoke("fill", large, "-", typed=f'{{"a": {ROW}}}\n')
    invoke("export", "large", "--format", "jsonl", "--out", "out")
    file = folder / "out" / "large.jsonl"
    changed = file.read_text(encoding="utf-8").replace(f'"{ROW}"', "9" * 30)
    file.write_text(changed, encoding="utf-8")
    told = invoke("export", "--answers", "out", "--format", "parquet", "--out", "again")
    assert told.exit_code == 3
    assert "no readable answer to 'a'" in told.output
