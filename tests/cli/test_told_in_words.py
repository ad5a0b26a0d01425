"""What commands say of options, codes and logs, in the words of whoever types."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from cli.command_line import Invoke
from cli.quote_kit import interviewed, write_study
from hybridequiz.problems import ExitCode

GOOD = '{"mark": 7, "why": "fine"}\n'


def said(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("27-11-2026", "2026-11-27"),
        ("27/11/2026", "2026-11-27"),
        ("2026-02-30", "2026-03-31"),
        ("20261127", "2026-03-31"),
        ("yesterday", "2026-03-31"),
    ],
)
def test_a_day_that_is_none_is_told_with_how_one_is_written(
    typed: str, day: str, invoke: Invoke
) -> None:
    result = invoke("export", "--from", typed, "--out", "out")
    assert result.exit_code == ExitCode.USAGE
    assert f"“{typed}” is no day" in result.stderr
    assert day in result.stderr
    assert "%Y" not in result.stderr


def test_a_day_is_taken_as_it_is_said_to_be_written(invoke: Invoke) -> None:
    invoke("fill", "small", "-", typed=GOOD)
    assert invoke("export", "--from", "2020-11-27", "--out", "out").stdout


def test_the_log_of_exports_tells_all_options(invoke: Invoke) -> None:
    invoke("fill", "small", "-", typed=GOOD)
    done = invoke("export", "--values", "both", "--language", "nl", "--format", "csv", "--out", "o")
    assert done.exit_code == 0, done.stderr
    (one,) = json.loads(invoke("exports", "--json").stdout)["exports"]
    assert one["options"] == "--format csv --values both --language nl"


def test_what_stands_in_the_log_of_exports_and_is_no_option_is_explained(
    folder: Path, invoke: Invoke
) -> None:
    write_study(folder)
    interviewed(folder, "Fine.", 2)
    invoke("export", "people", "--out", "out")
    assert "groups:" not in invoke("exports").stderr
    assert invoke("report", "--public", "--format", "html", "--out", "r.html").exit_code == 0
    shown = invoke("exports")
    assert "groups:" in shown.stdout
    assert "groups:… stands with a public report that showed groups." in said(shown.stderr)


def test_a_code_of_withdrawn_answers_is_told_as_that_by_summary_too(invoke: Invoke) -> None:
    invoke("fill", "small", "-", typed=GOOD)
    (one,) = json.loads(invoke("list", "--codes", "--json").stdout)["interviews"]
    invoke("withdraw", one["code"], "--yes")
    result = invoke("summary", one["code"])
    assert result.exit_code == ExitCode.USAGE
    assert "were withdrawn before" in said(result.stderr)
    assert "No response on this computer" in invoke("summary", "KE4W-QZYQ").stderr


def test_the_list_of_quotations_tells_who_is_to_act(folder: Path, invoke: Invoke) -> None:
    write_study(folder)
    for number in range(3):
        interviewed(folder, f"Good {number}.", 2)
    interviewed(folder, "Show me first.", 4)
    footer = said(invoke("quotes").stderr)
    assert "4 texts, 3 to be reviewed, 1 to be approved by the respondent first" in footer
    shutil.rmtree(folder / "data")
    interviewed(folder, "Good.", 2)
    assert "1 text, 1 to be reviewed" in said(invoke("quotes").stderr)
    assert "approved by the respondent first" not in invoke("quotes").stderr
