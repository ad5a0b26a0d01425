"""A live study in a folder with answers, on which commands are run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from hybridequiz.cli.program import program

Line = Mapping[str, object]
PEOPLE = """\
id = "people"
version = "1"
audience = "people"
study = "study.toml"
languages = ["en"]
title = "People"
[[section]]
id = "all"
title = "All"
"""
"""How a questionnaire for people begins, in English, before its first question."""


class Kept:
    """A live study in a folder.

    Args:
        folder: The folder.
        study: The text of its study file.
        questionnaires: The texts of its questionnaires, by name.
    """

    def __init__(self, folder: Path, study: str, **questionnaires: str) -> None:
        self.folder = folder
        self._language = "nl" if '"nl"' in study else "en"
        (folder / "study.toml").write_text(study, encoding="utf-8")
        for name, text in questionnaires.items():
            (folder / f"{name}.toml").write_text(text, encoding="utf-8")

    def invoke(self, *arguments: str) -> Result:
        given = [*arguments, "--data", str(self.folder / "data")]
        return CliRunner().invoke(program, given, catch_exceptions=False)

    def run(self, *arguments: str) -> str:
        result = self.invoke(*arguments)
        assert result.exit_code == 0, result.stderr
        return result.stdout

    def fill(self, lines: Iterable[Line], name: str = "people") -> None:
        path = self.folder / "lines.jsonl"
        path.write_text("".join(f"{json.dumps(one)}\n" for one in lines), encoding="utf-8")
        self.run("fill", str(self.folder / f"{name}.toml"), str(path))

    def report(self, form: str, *options: str) -> str:
        study = str(self.folder / "study.toml")
        return self.run("report", study, "--format", form, "--language", self._language, *options)

    def data(self, *options: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.report("json", *options))
        return found


def rows_of(report: Mapping[str, Any], indicator: str) -> dict[str, dict[str, Any]]:
    """Give the rows of an indicator by their line."""
    (found,) = (one for one in report["indicators"] if one["indicator"] == indicator)
    return {row["line"]: row for row in found["rows"]}


def answers_of(report: Mapping[str, Any], question: str) -> dict[str, Any]:
    """Give how a question was answered, as the annex has it."""
    (found,) = (one for one in report["distributions"] if one["question"] == question)
    return dict(found)
