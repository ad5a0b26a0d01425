"""`report` on the golden study: what it shows, where it comes, and what it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hybridequiz.cli.program import program

Invoke = Callable[..., Result]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("golden")
    result = CliRunner().invoke(program, ["demo", "--data", str(folder)])
    assert result.exit_code == 0, result.stderr
    return folder


@pytest.fixture
def report(data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Invoke:
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments: str, width: int = 80) -> Result:
        monkeypatch.setenv("COLUMNS", str(width))
        return CliRunner().invoke(
            program, ["report", *arguments, "--synthetic", "--data", str(data)]
        )

    return invoke


def words(result: Result) -> str:
    assert result.exit_code == 0, result.stderr
    return " ".join(result.stdout.split())


def test_the_published_sentences_come_out_in_dutch(report: Invoke) -> None:
    said = words(report("--language", "nl"))
    for sentence in (
        "Deelnemers, oud-deelnemers, scholen en werkgevers zijn uitermate tevreden over het traject.",
        "96 % (n = 50) van de deelnemers en oud-deelnemers zegt dat zij nieuwe kennis",
        "70 % (n = 50) van de deelnemers en oud-deelnemers werkt als hybride techniekopleider",
        "met name om hun actuele technische kennis en vaardigheden: 60 % (n = 20)",
        "een zeer groot deel, 88 % (n = 25). Nu al te merken: 56 %; verwacht: 32 %",
    ):
        assert sentence in said


def test_on_a_wide_screen_it_is_no_wider_than_reads_well(report: Invoke) -> None:
    assert max(map(len, report(width=200).stdout.splitlines())) == 100


@pytest.mark.parametrize("width", [60, 80, 100])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_line_is_wider_than_the_window(report: Invoke, language: str, width: int) -> None:
    result = report("--language", language, width=width)
    assert max(map(len, result.stdout.splitlines())) <= width


def test_with_ascii_nothing_else_is_drawn(report: Invoke) -> None:
    drawn = set(report("--ascii").stdout) - set("≥≤–‘’“”…é\N{NO-BREAK SPACE}")
    assert all(sign.isascii() for sign in drawn)


def test_a_public_report_names_no_location_and_an_internal_one_does(report: Invoke) -> None:
    lines = {
        level: {
            row["line"]: row["base"]
            for table in json.loads(report("--format", "json", level).stdout)["indicators"]
            if table["indicator"] == "I01" and table["audience"] == "participants"
            for row in table["rows"]
        }
        for level in ("--public", "--internal")
    }
    places = {
        level: {name: base for name, base in rows.items() if "/location/" in name}
        for level, rows in lines.items()
    }
    assert set(places["--public"].values()) == {None}
    assert any(places["--internal"].values())


def test_a_figure_is_traced_to_those_who_are_counted(report: Invoke) -> None:
    traced = report("--trace", "I06a", "--internal", "--language", "nl", width=100).stdout
    assert "geteld" in traced
    codes = [word for word in traced.split() if len(word) == 9 and word[4] == "-"]
    assert len(set(codes)) == 50


def test_no_code_is_told_in_public(report: Invoke) -> None:
    traced = report("--trace", "I06a", width=100).stdout
    assert not [word for word in traced.split() if len(word) == 9 and word[4:5] == "-"]


@pytest.mark.parametrize("form", ["html", "json", "csv"])
def test_the_same_report_is_the_same_bytes_in_a_file_and_on_stdout(
    report: Invoke, form: str, tmp_path: Path
) -> None:
    written = tmp_path / f"report.{form}"
    result = report("--format", form, "--out", str(written))
    assert result.stdout == f"{written}\n"
    assert written.read_bytes() == report("--format", form).stdout_bytes
    assert written.stat().st_mode & 0o077 == 0


def test_a_wrong_indicator_is_told_with_the_nearest(report: Invoke) -> None:
    result = report("--trace", "I06")
    assert result.exit_code == 2
    assert "the indicators are" in result.stderr or "I06x" in result.stderr


def test_a_study_that_is_not_there_is_told_with_those_that_are(report: Invoke) -> None:
    result = report("hybrid_trainer")
    assert result.exit_code == 2
    assert "hybrid_trainers" in result.stderr


def test_a_language_that_the_study_has_not_is_told(report: Invoke) -> None:
    result = report("--language", "de")
    assert result.exit_code == 2
    assert "nl, en" in result.stderr


def test_without_responses_it_says_so(tmp_path: Path) -> None:
    result = CliRunner().invoke(program, ["report", "--data", str(tmp_path / "empty")])
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "no finished responses" in result.stderr
