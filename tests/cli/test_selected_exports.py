"""Exports of a part, made to be handed on, from a folder of files; and who exported what."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from cli.command_line import Invoke
from hybridequiz.export import pages
from hybridequiz.problems import ExitCode
from hybridequiz.store import database
from hybridequiz.store.clock import SystemClock
from hybridequiz.store.schema import SCHEMA_VERSION

CSV = ("--format", "csv")
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
    result = invoke("export", *CSV, "people", "--rehearsal", "--public", "--out", "out")
    assert result.exit_code == ExitCode.DONE, result.stderr
    assert "people: 7 rehearsals" in result.stderr
    assert "Values and rows withheld: 14" in result.stderr, "of each the job, and how it ended"
    found = table(folder / "out" / "rehearsal-people-public.csv")
    assert [row["mark"] for row in found] == [str(mark) for mark in range(2, 9)]
    assert {row["job"] for row in found} == {"-91"}
    assert "why" not in found[0]
    assert {row["started"] for row in found} == {"2026-02"}


def test_who_refused_is_not_counted_in_a_public_export_of_a_large_store_either(
    invoke: Invoke, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [said(number) for number in range(2, 8)]
    fill(invoke, folder, monkeypatch, *people, {"mark": 1, "_location": 1})
    monkeypatch.setattr(pages, "LEAST", 1)
    for _ in range(2):
        result = invoke("export", *CSV, "people", "--rehearsal", "--public", "--out", "out")
        assert "people: 6 rehearsals" in result.stderr
    whole = invoke("export", *CSV, "people", "--rehearsal", "--out", "out")
    assert "people: 7 rehearsals" in whole.stderr
    logged = json.loads(invoke("exports", "--rehearsal", "--json").stdout)["exports"]
    assert sorted(one["number"] for one in logged) == [6, 6, 7]


def test_of_too_few_responses_no_public_file_is_written(
    invoke: Invoke, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(invoke, folder, monkeypatch, said(2), said(3))
    result = invoke("export", *CSV, "people", "--rehearsal", "--public", "--out", "out")
    assert result.exit_code == ExitCode.USAGE
    assert "at least 5 responses must be alike" in result.stderr
    assert not (folder / "out").exists()


def test_paradata_are_not_public(invoke: Invoke) -> None:
    result = invoke("export", *CSV, "--public", "--paradata", "--out", "out")
    assert result.exit_code == ExitCode.USAGE
    assert "nothing of it may leave" in result.stderr


def marks(folder: Path, name: str = "rehearsal-people.csv") -> list[str]:
    return [row["mark"] for row in table(folder / "out" / name)]


def three_days(invoke: Invoke, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(invoke, folder, monkeypatch, said(2), said(3, location=2), day="2026-02-03")
    fill(invoke, folder, monkeypatch, said(4), {"mark": 1, "_location": 1}, day="2026-02-04")
    fill(invoke, folder, monkeypatch, said(5, location=2), day="2026-02-05", version="2")


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (["--from", "2026-02-04"], ["4", "5", "-91"]),
        (["--until", "2026-02-03"], ["2", "3"]),
        (["--from", "2026-02-04", "--until", "2026-02-04"], ["4", "-91"]),
        (["--location", "2"], ["3", "5"]),
        (["--location", "1", "--location", "2", "--disposition", "10"], ["2", "3", "4", "5"]),
        (["--disposition", "20"], ["-91"]),
        (["--version", "2"], ["5"]),
        (["--version", "1", "--location", "2"], ["3"]),
    ],
)
def test_only_what_is_chosen_is_exported_and_the_codebook_says_so(
    invoke: Invoke,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    chosen: list[str],
    expected: list[str],
) -> None:
    three_days(invoke, folder, monkeypatch)
    result = invoke("export", *CSV, "people", "--rehearsal", "--out", "out", *chosen)
    assert result.exit_code == ExitCode.DONE, result.stderr
    assert marks(folder) == expected
    book = (folder / "out" / "rehearsal-people-codebook.md").read_text(encoding="utf-8")
    assert "Only responses" in book
    assert "Only responses" in result.stderr


def test_where_nothing_is_chosen_it_says_what_there_is_and_writes_nothing(
    invoke: Invoke, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    three_days(invoke, folder, monkeypatch)
    chosen = ["--location", "9", "--from", "2027-01-01", "--version", "3", "--disposition", "11"]
    result = invoke("export", *CSV, "people", "--rehearsal", "--out", "out", *chosen)
    assert result.exit_code == ExitCode.DONE
    assert "No response is chosen by all of this" in result.stderr
    assert "The first began on 2026-02-03, the last on 2026-02-05." in result.stderr
    assert "The locations that responses have are: 1, 2" in result.stderr
    assert "The dispositions that responses have are: 10, 20" in result.stderr
    assert "The versions that responses have are: 1, 2" in result.stderr
    assert result.stdout == ""
    assert not (folder / "out").exists()


def test_days_that_cannot_both_be_are_refused(invoke: Invoke) -> None:
    result = invoke("export", *CSV, "--out", "out", "--from", "2026-02-02", "--until", "2026-02-01")
    assert result.exit_code == ExitCode.USAGE
    assert "--until is earlier than --from" in result.stderr


def answer_files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("rehearsal/answers/*.json"))


def test_a_folder_of_answer_files_gives_the_same_export_as_the_store(
    invoke: Invoke, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(2, 6):
        fill(invoke, folder, monkeypatch, said(number), day=f"2026-02-{number:02}")
    (answers,) = {path.parent for path in answer_files(folder)}
    for form in ("csv", "jsonl"):
        for source, out in (([], "one"), (["--answers", str(answers)], "two")):
            command = ["export", *CSV, "people", "--rehearsal", "--format", form, "--out", out]
            result = invoke(*command, "--disposition", "10", *source)
            assert result.exit_code == ExitCode.DONE, result.stderr
    for one in (folder / "one").iterdir():
        assert one.read_bytes() == (folder / "two" / one.name).read_bytes()


def test_a_folder_on_another_computer_needs_the_questionnaires_file_only(
    invoke: Invoke, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(invoke, folder, monkeypatch, said(2), said(3))
    stick = folder / "stick"
    stick.mkdir()
    lines = [path.read_text(encoding="utf-8") for path in answer_files(folder)]
    (stick / "answers.jsonl").write_text("\n".join([*lines, lines[0], ""]), encoding="utf-8")
    command = [
        "export",
        *CSV,
        "--rehearsal",
        "--answers",
        str(stick),
        "--out",
        "out",
        "--data",
        "elsewhere",
    ]
    result = invoke(*command)
    assert result.exit_code == ExitCode.DONE, result.stderr
    assert sorted(marks(folder)) == ["2", "3"], "the same record twice is one response"
    (folder / "questionnaires" / "people.toml").unlink()
    gone = invoke(*command)
    assert gone.exit_code == ExitCode.INVALID
    assert gone.stderr.count("unknown-questionnaire") == 2
    assert "people 1" in gone.stderr


def test_everything_that_is_wrong_in_a_folder_is_told_in_one_run_and_nothing_is_written(
    invoke: Invoke, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(invoke, folder, monkeypatch, said(2), said(3), said(4))
    one, two, three = answer_files(folder)
    stick = folder / "stick"
    stick.mkdir()
    (stick / one.name).write_bytes(one.read_bytes()[:-1])
    (stick / "mine.json").write_text("{}", encoding="utf-8")
    changed = three.read_text(encoding="utf-8").replace("SECRET", "OTHER")
    unreadable = json.loads(two.read_text(encoding="utf-8"))
    unreadable["answers"]["mark"] = {"value": "seven"}
    lines = [
        "no json",
        '{"a": 1}',
        three.read_text(encoding="utf-8"),
        changed,
        json.dumps(unreadable),
    ]
    (stick / "more.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (stick / "photo.jpg").write_bytes(b"\xff")
    result = invoke("export", *CSV, "--rehearsal", "--answers", str(stick), "--out", "out")
    assert result.exit_code == ExitCode.INVALID
    for told in (
        f"{one.name}: error[not-an-answer-file]",
        "mine.json: error[not-an-answer-file]",
        "more.jsonl:1: error[not-an-answer-file] this is not JSON",
        "more.jsonl:2: error[not-an-answer-file] this is not the record of a response",
        "more.jsonl:4: error[two-of-a-response]",
        "more.jsonl:5: error[unreadable-record]",
    ):
        assert told in result.stderr
    assert result.stderr.count("error[") == 6
    assert "SECRET" not in result.stderr
    assert not (folder / "out").exists()


def test_what_was_withdrawn_does_not_come_back_from_a_folder(
    invoke: Invoke, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(invoke, folder, monkeypatch, said(2), said(3))
    stick = folder / "stick"
    stick.mkdir()
    for path in answer_files(folder):
        (stick / path.name).write_bytes(path.read_bytes())
    listed = json.loads(invoke("list", "--rehearsal", "--codes", "--json").stdout)
    code = listed["interviews"][0]["code"]
    assert invoke("withdraw", code, "--yes").exit_code == ExitCode.DONE
    result = invoke("export", *CSV, "--rehearsal", "--answers", str(stick), "--out", "out")
    assert result.exit_code == ExitCode.DONE, result.stderr
    assert "1 response was withdrawn and is left out." in result.stderr
    assert len(marks(folder)) == 1


def test_a_folder_without_answer_files_is_told(invoke: Invoke, folder: Path) -> None:
    (folder / "stick").mkdir()
    result = invoke("export", *CSV, "--answers", "stick", "--out", "out")
    assert result.exit_code == ExitCode.INVALID
    assert "there are no answer files in this folder" in result.stderr


def logged(invoke: Invoke, *more: str) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads(invoke("exports", "--json", *more).stdout)["exports"]
    return listed


def test_who_exported_what_is_logged_and_listed_without_anything_of_a_respondent(
    invoke: Invoke, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    three_days(invoke, folder, monkeypatch)
    monkeypatch.setenv("LOGNAME", "robin")
    assert invoke("exports", "--rehearsal").stderr == "Nothing was exported here yet.\n"
    invoke("export", *CSV, "--rehearsal", "--out", "out", "--from", "2026-02-04", "--location", "2")
    invoke("export", *CSV, "--rehearsal", "--out", "out", "--format", "jsonl", "--for", "quotation")
    invoke("export", *CSV, "--rehearsal", "--out", "out", "--location", "9")
    (answers,) = {path.parent for path in answer_files(folder)}
    invoke("export", *CSV, "--rehearsal", "--out", "out", "--answers", str(answers))
    assert [
        (one["account"], one["questionnaire"], one["number"], one["options"])
        for one in logged(invoke, "--rehearsal")
    ] == [
        ("robin", "people", 1, "--format csv --from 2026-02-04 --location 2"),
        ("robin", "people", 4, "--format csv --answers"),
    ]
    assert {one["at"] for one in logged(invoke, "--rehearsal")} == {"2026-02-05T10:00:00+01:00"}
    assert logged(invoke) == [], "rehearsals are logged with the rehearsals"
    shown = invoke("exports", "--rehearsal").stdout
    assert "2026-02-05 10:00  robin  people" in shown
    assert "SECRET" not in shown
    assert str(answers) not in shown


def test_an_export_that_is_refused_is_not_in_the_log(
    invoke: Invoke, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(invoke, folder, monkeypatch, said(2))
    invoke("export", *CSV, "--rehearsal", "--public", "--out", "out")
    assert logged(invoke, "--rehearsal") == []


def test_a_store_of_the_third_version_is_brought_up_and_keeps_its_answers(
    invoke: Invoke, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(invoke, folder, monkeypatch, said(2))
    (path,) = folder.rglob("rehearsal/hybridequiz.db")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE exported")
        connection.execute("PRAGMA user_version = 3")
    invoke("export", *CSV, "--rehearsal", "--out", "out")
    assert marks(folder) == ["2"]
    assert [one["number"] for one in logged(invoke, "--rehearsal")] == [1]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)


def test_where_the_log_cannot_be_written_the_export_is_there_and_says_so(
    invoke: Invoke, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(invoke, folder, monkeypatch, said(2))
    monkeypatch.setattr(database, "_BUSY", 0.0)
    (path,) = folder.rglob("rehearsal/hybridequiz.db")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        result = invoke("export", *CSV, "--rehearsal", "--out", "out")
    assert result.exit_code == ExitCode.DONE, result.stderr
    assert marks(folder) == ["2"]
    assert "does not stand in the log" in result.stderr
    assert "Another process is writing to the answers." in result.stderr


def test_a_store_that_may_only_be_read_is_exported_and_its_exports_are_listed(
    invoke: Invoke, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(invoke, folder, monkeypatch, said(2))
    (path,) = folder.rglob("rehearsal/hybridequiz.db")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE exported")
        connection.execute("PRAGMA user_version = 3")
    monkeypatch.setattr("os.access", lambda *_: False)
    result = invoke("export", *CSV, "--rehearsal", "--out", "out")
    assert result.exit_code == ExitCode.DONE, result.stderr
    assert "does not stand in the log" in result.stderr
    assert invoke("exports", "--rehearsal").exit_code == ExitCode.DONE


@pytest.mark.parametrize(
    "days",
    [
        ("--from", "2026-02-03", "--until", "2026-02-03"),
        ("--from", "2026-02-02"),
        ("--until", "2026-02-27"),
    ],
)
def test_a_public_export_of_days_is_refused_as_its_files_would_tell_them(
    invoke: Invoke, folder: Path, monkeypatch: pytest.MonkeyPatch, days: tuple[str, ...]
) -> None:
    fill(invoke, folder, monkeypatch, *[said(number) for number in range(2, 8)])
    command = ("export", "people", "--rehearsal", "--public", "--out", "out")
    result = invoke(*command, *days)
    assert result.exit_code == ExitCode.USAGE
    assert "--from 2026-11-01 --until 2026-11-30" in result.stderr
    assert not (folder / "out").exists()
    result = invoke(*command, "--from", "2026-02-01", "--until", "2026-02-28")
    assert result.exit_code == ExitCode.DONE, result.stderr


def test_where_nobody_gave_the_consent_that_is_needed_nothing_is_written(
    invoke: Invoke, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(invoke, folder, monkeypatch, said(2), said(3))
    command = ("export", "people", "--rehearsal", "--out", "out", "--for", "recontact")
    result = invoke(*command)
    assert result.exit_code == ExitCode.DONE
    assert "No response is chosen by all of this" in result.stderr
    assert "consent to be contacted again" in result.stderr
    assert result.stdout == ""
    assert not (folder / "out").exists()
    logged = json.loads(invoke("exports", "--rehearsal", "--json").stdout)["exports"]
    assert logged == []
