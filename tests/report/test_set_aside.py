"""A question that was changed under its name: what looks at it is left out and named, all else is told."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cli.quote_kit import PEOPLE, interviewed, write_study
from hybridequiz.cli.program import program
from report.kept_study import Kept
from report.test_method import QUESTIONS, STUDY, answers

ONE_TWO = 'options = [{ code = 1, nl = "een", en = "one" }, { code = 2, nl = "twee", en = "two" }]'
REPLACED = ONE_TWO.replace("code = 2", "code = 3")
TEXT = 'type = "text"'
OTHERS = """
[[indicator]]
id = "I4"
name.nl = "Van wie het werd gevraagd"
name.en = "Of who was asked"
of = "kind"
base_kind = "all"
shares = "kind"
for = { people = {} }
"""
WHY = "de codes van ‘kind’ zijn veranderd"


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """Give a study with twenty answers to a version, and twenty to one in which an option was replaced."""
    study = STUDY.replace("[[claim]]", f"{OTHERS}[[claim]]")
    kept = Kept(tmp_path, study, people=QUESTIONS)
    kept.fill(answers(20, "paper", 10))
    changed = QUESTIONS.replace(ONE_TWO, REPLACED).replace('version = "1"', 'version = "2"')
    assert "code = 3" in changed
    (tmp_path / "people.toml").write_text(changed, encoding="utf-8")
    kept.fill([{**one, "kind": 3} for one in answers(20, "paper", 15)])
    return kept


def run(kept: Kept, command: str, *options: str) -> tuple[int, str, str]:
    study = [str(kept.folder / "study.toml")] if command == "report" else []
    given = [command, *study, *options, "--data", str(kept.folder / "data")]
    result = CliRunner().invoke(program, given, catch_exceptions=False)
    return result.exit_code, result.stdout, result.stderr


def test_what_does_not_look_at_it_is_told_of_all_versions(kept: Kept) -> None:
    report = kept.data()
    (first, second) = report["indicators"]
    assert (first["indicator"], second["indicator"]) == ("I1", "I2")
    (row,) = first["rows"]
    assert (row["base"], row["figures"][0]["count"]) == (40, 25)
    assert report["audiences"][0]["number"] == 40


def test_what_looks_at_it_is_named_with_the_reason(kept: Kept) -> None:
    (one,) = kept.data()["set_aside"]
    assert (one["audience"], one["question"]) == ("people", "kind")
    assert (one["indicators"], one["breakdowns"]) == (["I3", "I4"], ["sort"])
    assert one["why"]["nl"].startswith(WHY)
    assert "kind" not in {each["question"] for each in kept.data()["distributions"]}


@pytest.mark.parametrize("form", ["screen", "html", "csv", "json"])
def test_no_form_leaves_anything_out_without_saying_so(kept: Kept, form: str) -> None:
    code, out, told = run(kept, "report", "--language", "nl", "--format", form)
    assert code == 0
    assert WHY in " ".join(out.replace("│", " ").split())
    assert "I3" in out
    assert (WHY in " ".join(told.split())) is (form != "screen")


def test_the_page_says_it_among_what_it_does_not_tell(kept: Kept) -> None:
    page = kept.report("html")
    limits = page[page.rindex("<h2") :]
    assert WHY in limits
    assert "I3, I4" in limits


def test_csv_has_a_line_without_numbers_for_every_figure_that_is_left_out(kept: Kept) -> None:
    lines = list(csv.DictReader(StringIO(kept.report("csv"), newline="")))
    found = [one for one in lines if one["kind"] == "set_aside"]
    assert [(one["indicator"], one["part"]) for one in found] == [
        ("", "kind"),
        ("I3", "kind"),
        ("I4", "kind"),
    ]
    assert not any(one["base"] or one["count"] or one["percent"] for one in found)


def test_a_trace_of_what_is_left_out_says_so(kept: Kept) -> None:
    code, out, told = run(kept, "report", "--language", "nl", "--trace", "I3", "--internal")
    assert (code, out) == (0, "")
    assert WHY in " ".join(told.split())


def test_a_question_of_another_type_is_left_out_too(tmp_path: Path) -> None:
    kept = Kept(
        tmp_path,
        STUDY.replace('base = "kind == 1"', 'of = "yes"\nbase_kind = "all"'),
        people=QUESTIONS,
    )
    kept.fill(answers(20, "paper", 10))
    changed = QUESTIONS.replace('version = "1"', 'version = "2"')
    changed = changed.replace('type = "text"', 'type = "integer"\nmin = 0\nmax = 9')
    (tmp_path / "people.toml").write_text(changed, encoding="utf-8")
    kept.fill(answers(20, "paper", 15, why=3))
    report = kept.data()
    assert [one["question"] for one in report["set_aside"]] == ["why"]
    assert report["set_aside"][0]["indicators"] == []
    assert report["indicators"][0]["rows"][0]["base"] == 40


def test_without_a_change_nothing_is_left_out(tmp_path: Path) -> None:
    kept = Kept(tmp_path, STUDY, people=QUESTIONS)
    kept.fill(answers(20, "paper", 10))
    report: dict[str, Any] = json.loads(kept.report("json"))
    assert report["set_aside"] == []


def test_an_export_that_cannot_be_made_names_the_command_that_can(kept: Kept) -> None:
    code, _, told = run(kept, "export", "--out", str(kept.folder / "out"))
    assert code == 3
    assert "export --format jsonl" in " ".join(told.split())
    code, _, _ = run(kept, "export", "--format", "jsonl", "--out", str(kept.folder / "out"))
    assert code == 0


def test_texts_stay_in_the_review_where_the_question_for_permission_was_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_study(tmp_path)
    interviewed(tmp_path, "It was good.")
    changed = PEOPLE.replace("code = 4, en", "code = 5, en")
    changed = changed.replace("approve_first = [4]", "approve_first = [5]")
    changed = changed.replace('version = "1"', 'version = "2"')
    assert "code = 5, en" in changed
    (tmp_path / "questionnaires" / "people.toml").write_text(changed, encoding="utf-8")
    interviewed(tmp_path, "It was better.")
    given = ["quotes", "list", "--json", "--data", str(tmp_path / "data")]
    result = CliRunner().invoke(program, given, catch_exceptions=False)
    assert result.exit_code == 0, result.stderr
    assert "It was good." in result.stdout
    assert "It was better." in result.stdout
