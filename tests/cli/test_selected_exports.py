"""Exports of a part, made to be handed on, from a folder of files; and who exported what."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from cli.command_line import Invoke
from hybridequiz.problems import ExitCode
from hybridequiz.store.clock import SystemClock

STUDY = """
id = "study"
languages = ["en"]
title = "Study"
threshold = { public = 5, internal = 5 }
[[location]]
code = 1
text = "North"
[[location]]
code = 2
text = "South"
"""
PEOPLE = """
id = "people"
version = "{version}"
audience = "people"
study = "study.toml"
languages = ["en"]
title = "People"
[[exit]]
when = "mark == 1"
disposition = "refused"
keep = "disposition"
text = "Goodbye."
[[section]]
id = "whole"
title = "All"
[[section.question]]
id = "mark"
type = "integer"
min = 1
max = 10
text = "Which mark?"
[[section.question]]
id = "job"
type = "single"
identifying = true
options = [{{ code = 1, text = "Yes" }}, {{ code = 2, text = "No" }}]
text = "Do you work?"
[[section.question]]
id = "why"
type = "text"
text = "Why?"
"""


def fill(
    invoke: Invoke,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    *lines: dict[str, Any],
    day: str = "2026-02-03",
    version: str = "1",
) -> None:
    home = folder / "questionnaires"
    (home / "study.toml").write_text(STUDY, encoding="utf-8")
    (home / "people.toml").write_text(PEOPLE.format(version=version), encoding="utf-8")
    monkeypatch.setattr(SystemClock, "now", lambda _self: f"{day}T10:00:00+01:00")
    typed = "".join(json.dumps(one) + "\n" for one in lines)
    result = invoke("fill", "people", "-", typed=typed)
    assert result.exit_code == 0, result.stderr


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def said(mark: int, job: int = 1, location: int = 1) -> dict[str, Any]:
    return {"mark": mark, "job": job, "why": "SECRET", "_location": location}


def test_a_public_export_tells_what_is_withheld_and_has_no_row_of_who_refused(
    invoke: Invoke, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [said(number) for number in range(2, 8)]
    fill(invoke, folder, monkeypatch, *people, said(8, job=2), {"mark": 1, "_location": 1})
    result = invoke("export", "people", "--rehearsal", "--public", "--out", "out")
    assert result.exit_code == ExitCode.DONE, result.stderr
    assert "people: 7 rehearsals" in result.stderr
    assert "Values and rows withheld: 7" in result.stderr
    found = table(folder / "out" / "rehearsal-people-public.csv")
    assert [row["mark"] for row in found] == [str(mark) for mark in range(2, 9)]
    assert {row["job"] for row in found} == {"-91"}
    assert "why" not in found[0]
    assert {row["started"] for row in found} == {"2026-02"}


def test_of_too_few_responses_no_public_file_is_written(
    invoke: Invoke, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(invoke, folder, monkeypatch, said(2), said(3))
    result = invoke("export", "people", "--rehearsal", "--public", "--out", "out")
    assert result.exit_code == ExitCode.USAGE
    assert "at least 5 responses must be alike" in result.stderr
    assert not (folder / "out").exists()


def test_paradata_are_not_public(invoke: Invoke) -> None:
    result = invoke("export", "--public", "--paradata", "--out", "out")
    assert result.exit_code == ExitCode.USAGE
    assert "nothing of it may leave" in result.stderr
