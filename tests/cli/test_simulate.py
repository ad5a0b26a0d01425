"""`simulate` and `demo`: what they say, where it comes, and that it is never taken for anything else."""

from __future__ import annotations

import json
import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from cli.command_line import Invoke
from hybridequiz.cli.program import program
from hybridequiz.store.data import DataFolder

WEIGHTS = """\
seed = "seven"
first_day = 5

[small]
_mod = { self = 1 }
_mode = { self = 0.5, paper = 0.6, interview = 0.1 }
_break_off = 2

[small.mark]
"1..10" = 0.6
elven = 0.1
"20..30" = 0.1
dont_know = 0.1

[small.wy]
left_empty = 1

[smal.mark]
1 = 1
"""


def simulate(invoke: Invoke, *arguments: str) -> str:
    result = invoke("simulate", *arguments)
    assert result.exit_code == 0, result.stderr
    return str(result.stderr)


def exported(folder: Path) -> str:
    (path,) = (folder / "out").glob("*.jsonl")
    return path.read_text(encoding="utf-8")


def test_what_is_made_up_is_neither_an_interview_nor_a_rehearsal(
    folder: Path, invoke: Invoke
) -> None:
    said = simulate(invoke, "small", "-n", "12", "--seed", "7")
    assert "12 synthetic responses to small (seed 7): " in said
    for kind in ([], ["--rehearsal"]):
        listed = invoke("list", "--json", *kind)
        assert json.loads(listed.stdout)["interviews"] == []
        assert "12 synthetic responses – listed with --synthetic" in listed.stderr
        out = invoke("export", "--out", "out", *kind)
        assert "There are 12 synthetic responses: add --synthetic." in out.stderr
    assert not (folder / "out").exists()
    found = json.loads(invoke("list", "--synthetic", "--json").stdout)["interviews"]
    assert len(found) == 12
    assert all(one["synthetic"] and one["rehearsal"] for one in found)
    assert [one.name for one in (folder / "data").iterdir()] == ["synthetic"]


def test_every_file_of_an_export_of_it_says_so(folder: Path, invoke: Invoke) -> None:
    simulate(invoke, "small", "-n", "12", "--seed", "7")
    made_up = "These answers are synthetic: a program made them up, and nobody gave them."
    for form in ("csv", "bundle"):
        written = invoke("export", "small", "--synthetic", "--format", form, "--out", "out")
        assert "small: 12 synthetic responses" in written.stderr
    names = {one.name for one in (folder / "out").iterdir()}
    assert all(name.startswith("synthetic-small") for name in names)
    assert made_up in (folder / "out" / "synthetic-small-codebook.md").read_text(encoding="utf-8")
    head, *rows = (folder / "out" / "synthetic-small.csv").read_text(encoding="utf-8").splitlines()
    column = head.split(",").index("synthetic")
    assert {row.split(",")[column] for row in rows} == {"1"}
    with ZipFile(folder / "out" / "synthetic-small.zip") as bundle:
        readme = bundle.read("README.txt").decode()
        package = json.loads(bundle.read("datapackage.json"))
    assert made_up in readme
    assert "rehearsals" not in readme
    assert package["description"].startswith(made_up)


def test_a_summary_of_one_says_that_nobody_answered(invoke: Invoke) -> None:
    simulate(invoke, "small", "-n", "1", "--seed", "7")
    listed = invoke("list", "--synthetic", "--codes", "--json").stdout
    code = json.loads(listed)["interviews"][0]["code"]
    shown = invoke("summary", code).stdout  # in the language of the interview
    assert "SYNTHETIC  A program" in shown or "VERZONNEN  Een programma" in shown
    assert json.loads(invoke("summary", code, "--json").stdout)["facts"]["synthetic"] is True
    refused = invoke("resume", code)
    assert refused.exit_code == 2
    assert "was finished" in refused.stderr


def test_answer_files_of_it_are_not_exported_as_live_answers_or_rehearsals(
    folder: Path, invoke: Invoke
) -> None:
    simulate(invoke, "small", "-n", "5", "--seed", "7")
    with DataFolder(folder / "data") as data:
        files = data.synthetic.file_answers()
    assert len(files) == 5
    answers = ["--answers", str(files[0].parent), "--format", "jsonl", "--out", "out"]
    for kind in ([], ["--rehearsal"]):
        result = invoke("export", *answers, *kind)
        assert "There are 5 synthetic responses" in result.stderr
        assert not (folder / "out").exists()
    assert "5 synthetic responses" in invoke("export", *answers, "--synthetic").stderr
    records = [json.loads(line) for line in exported(folder).splitlines()]
    assert [one["session"]["synthetic"] for one in records] == [True] * 5


def test_a_second_time_is_refused_until_it_is_said_what_becomes_of_the_first(
    invoke: Invoke,
) -> None:
    simulate(invoke, "small", "-n", "5", "--seed", "7")
    again = invoke("simulate", "small", "-n", "5", "--seed", "8")
    assert again.exit_code == 2
    assert "Responses to 'small' were made up before: 5." in again.stderr
    more = simulate(invoke, "small", "-n", "8", "--seed", "7", "--add")
    assert "3 synthetic responses to small" in more
    assert "5 were there already, made up from the same seed." in more
    assert "5 synthetic" in simulate(invoke, "small", "-n", "5", "--seed", "8", "--fresh")
    assert invoke("list", "--synthetic").stderr.startswith("5 synthetic responses")


def test_a_seed_that_nobody_named_is_told_and_can_be_named_then(
    folder: Path, invoke: Invoke
) -> None:
    said = simulate(invoke, "small", "-n", "4")
    found = re.search(r"\(seed (\d+)\)", said)
    assert found is not None
    export = ["export", "--synthetic", "--format", "jsonl", "--out", "out"]
    invoke(*export)
    first = exported(folder)
    simulate(invoke, "small", "-n", "4", "--seed", found[1], "--fresh")
    invoke(*export)
    assert exported(folder) == first


def test_everything_that_is_wrong_with_weights_is_told_in_one_run_at_its_place(
    folder: Path, invoke: Invoke
) -> None:
    (folder / "weights.toml").write_text(WEIGHTS, encoding="utf-8")
    result = invoke("simulate", "small", "--weights", "weights.toml")
    assert result.exit_code == 3
    told = [line for line in result.stderr.splitlines() if line.startswith("weights.toml:")]
    assert [line.split(" ", 2)[0] for line in told] == [
        "weights.toml:1:8:",
        "weights.toml:2:13:",
        "weights.toml:5:1:",
        "weights.toml:6:1:",
        "weights.toml:7:14:",
        "weights.toml:11:1:",
        "weights.toml:12:1:",
        "weights.toml:13:1:",
        "weights.toml:15:8:",
        "weights.toml:18:2:",
    ]
    assert 'did you mean "_mode"?' in result.stderr
    assert 'did you mean "why"?' in result.stderr
    assert 'did you mean "small"?' in result.stderr
    assert "the shares add up to 1.2, not to 1" in result.stderr
    assert "'dont_know' is not offered at 'mark'" in result.stderr
    assert not (folder / "data").exists()


def test_weights_of_another_questionnaire_of_the_study_are_no_mistake(
    folder: Path, invoke: Invoke
) -> None:
    (folder / "weights.toml").write_text("seed = 3\n[schools.sat_overall]\n5 = 0.5\n", "utf-8")
    said = simulate(invoke, "small", "-n", "2", "--weights", "weights.toml")
    assert "(seed 3)" in said


def test_all_that_is_wrong_with_questionnaires_is_told_before_anything_is_made_up(
    folder: Path, invoke: Invoke
) -> None:
    (folder / "questionnaires" / "bad.toml").write_text('id = "bad"\naudience = 3\n', "utf-8")
    result = invoke("simulate", "small", "questionnaires/bad.toml")
    assert result.exit_code == 3
    assert "bad.toml:2:12: error[wrong-type]" in result.stderr
    assert not (folder / "data").exists()


@pytest.mark.parametrize("command", ["export", "list", "leads", "exports"])
def test_two_kinds_at_once_are_refused(invoke: Invoke, command: str) -> None:
    out = ["--out", "out"] if command == "export" else []
    result = invoke(command, "--rehearsal", "--synthetic", *out)
    assert result.exit_code == 2
    assert "--rehearsal does not go with --synthetic" in result.stderr


def test_an_export_of_it_stands_in_a_log_of_its_own(invoke: Invoke) -> None:
    simulate(invoke, "small", "-n", "2", "--seed", "1")
    invoke("export", "--synthetic", "--out", "out")
    assert json.loads(invoke("exports", "--json").stdout)["exports"] == []
    assert len(json.loads(invoke("exports", "--synthetic", "--json").stdout)["exports"]) == 1


def test_the_demo_makes_a_study_in_the_folder_that_is_named_and_says_what_to_do_with_it(
    folder: Path, invoke: Invoke
) -> None:
    result = invoke("demo", "--data", "shown")
    assert result.exit_code == 0
    assert "96% (n = 50)" in result.stdout, "the report is shown"
    assert "no figure here is real" in result.stdout
    assert "participants 50, schools 20, employers 25" in result.stderr
    assert "hybridequiz list --synthetic --data shown" in result.stderr
    listed = invoke("list", "--synthetic", "--data", "shown", "--json").stdout
    results = {one["result"] for one in json.loads(listed)["interviews"]}
    assert results == {"Complete"}
    assert not (folder / "data").exists()
    assert invoke("demo", "--data", "shown").exit_code == 2
    assert invoke("demo", "--data", "shown", "--fresh").exit_code == 0


def test_the_demo_leaves_your_own_answers_alone(
    folder: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder / "tmp"))
    result = invoke("demo")
    assert result.exit_code == 0
    (made,) = (folder / "tmp").iterdir()
    assert str(made) in result.stderr
    assert not (folder / "data").exists()


def test_commands_that_the_demo_names_are_there(invoke: Invoke) -> None:
    typed = re.findall(r"hybridequiz (\w+)", invoke("demo", "--data", "shown").stderr)
    assert len(typed) == 8
    assert set(typed) <= set(
        program.list_commands(program.make_context("x", ["--data", "y", "list"]))
    )
