"""Two public reports after each other tell nothing of the few who came in between."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from hybridequiz.cli.commands import report as report_command
from hybridequiz.cli.program import program

STUDY = """\
id = "small"
title = "Klein"
languages = ["nl"]
live = true
[threshold]
public = 5
[[breakdown]]
id = "sort"
name = "Soort"
of = "kind"
[[indicator]]
id = "I1"
name = "Ja"
of = "yes"
base_kind = "valid"
count = "yes == 1"
for = { people = {} }
by = ["sort"]
"""
QUESTIONS = """\
id = "people"
version = "1"
audience = "people"
study = "study.toml"
languages = ["nl"]
title = "Mensen"
[[section]]
id = "all"
title = "Alles"
[[section.question]]
id = "kind"
type = "single"
options = [{ code = 1, nl = "een" }, { code = 2, nl = "twee" }]
text = "Soort?"
[[section.question]]
id = "yes"
type = "single"
options = [{ code = 1, nl = "ja" }, { code = 2, nl = "nee" }]
text = "Ja?"
"""


class Study:
    """A live study in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "study.toml").write_text(STUDY, encoding="utf-8")
        (folder / "people.toml").write_text(QUESTIONS, encoding="utf-8")

    def run(self, *arguments: str) -> Result:
        result = CliRunner().invoke(
            program, [*arguments, "--data", str(self.folder / "data")], catch_exceptions=False
        )
        assert result.exit_code == 0, result.stderr
        return result

    def fill(self, number: int) -> None:
        lines = [json.dumps({"kind": one % 2 + 1, "yes": one % 3 % 2 + 1}) for one in range(number)]
        path = self.folder / "lines.jsonl"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        self.run("fill", str(self.folder / "people.toml"), str(path))

    def report(self, *options: str) -> dict[str, Any]:
        study = str(self.folder / "study.toml")
        found: dict[str, Any] = json.loads(
            self.run("report", study, "--format", "json", *options).stdout
        )
        return found


def lines_of(report: dict[str, Any]) -> list[str]:
    return [row["line"] for table in report["indicators"] for row in table["rows"]]


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return Study(tmp_path)


def test_groups_are_shown_again_when_enough_came_in(study: Study) -> None:
    study.fill(12)
    first = study.report()
    assert lines_of(first) == ["people", "people/sort/1", "people/sort/2"]
    assert study.report() == first, "the same answers: the same report"
    study.fill(4)
    between = study.report()
    assert lines_of(between) == ["people"]
    assert "5" in between["notes"][0]["nl"]
    assert study.report() == between
    study.fill(1)
    assert len(lines_of(study.report())) == 3


def test_what_is_looked_at_on_the_screen_or_for_researchers_is_not_published(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_command, "is_read_here", lambda: True)
    study.fill(12)
    study.run("report", str(study.folder / "study.toml"))
    study.report("--internal")
    study.fill(1)
    assert len(lines_of(study.report())) == 3


def test_what_another_program_reads_of_the_screen_is_published(study: Study) -> None:
    study.fill(12)
    study.run("report", str(study.folder / "study.toml"))
    study.fill(1)
    assert lines_of(study.report()) == ["people"]


def test_groups_that_are_cut_otherwise_are_not_shown_beside_the_first(study: Study) -> None:
    study.fill(12)
    study.report()
    path = study.folder / "study.toml"
    groups = 'groups = [{ id = "one", name = "een", where = "kind == 1" }]'
    path.write_text(STUDY.replace('of = "kind"', groups), encoding="utf-8")
    assert lines_of(study.report()) == ["people"]
    study.fill(5)
    assert len(lines_of(study.report())) == 3


def test_a_withdrawal_shows_no_groups_until_enough_came_in(study: Study) -> None:
    study.fill(12)
    study.report()
    listed = json.loads(study.run("list", "--json", "--codes").stdout)["interviews"]
    study.run("withdraw", listed[0]["code"], "--yes")
    assert lines_of(study.report()) == ["people"]


def test_public_reports_stand_in_the_log_of_exports(study: Study) -> None:
    study.fill(12)
    study.report()
    (logged,) = json.loads(study.run("exports", "--json").stdout)["exports"]
    assert logged["questionnaire"] == "people"
    assert logged["options"].startswith("report --public --format json")
