"""`status` and `codebook` look at what was made up when asked to, and at nothing else of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hybridequiz.cli.program import program


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("golden")
    result = CliRunner().invoke(program, ["demo", "--data", str(folder)])
    assert result.exit_code == 0, result.stderr
    return folder


def run(data: Path, *arguments: str) -> Result:
    result = CliRunner().invoke(program, [*arguments, "--data", str(data)], catch_exceptions=False)
    assert result.exit_code == 0, result.stderr
    return result


def test_status_counts_what_was_made_up_and_says_that_nobody_was_interviewed(data: Path) -> None:
    result = run(data, "status", "--synthetic", "--json")
    told = json.loads(result.stdout)
    assert (told["synthetic"], told["rehearsal"], told["case_list"]) == (True, True, False)
    assert told["total"]["complete"] + told["total"]["partial"] == 95
    assert {one["audience"] for one in told["cells"]} == {"participants", "schools", "employers"}
    assert "made up" in result.stderr
    assert "rehearsals" not in result.stderr


def test_status_knows_nothing_of_it_unless_it_is_asked(data: Path) -> None:
    for options in ((), ("--rehearsal",)):
        told = json.loads(run(data, "status", "--json", *options).stdout)
        assert (told["synthetic"], told["cells"]) == (False, [])


def test_a_case_list_is_not_held_against_what_was_made_up(tmp_path: Path) -> None:
    kept = tmp_path / "data"
    run(kept, "simulate", "tour", "--number", "5", "--seed", "1")
    run(kept, "cases", "new", "3", "--audience", "visitors", "--location", "1")
    told = json.loads(run(kept, "status", "--synthetic", "--json").stdout)
    assert (told["case_list"], told["total"]["invited"], told["not_on_the_list"]) == (
        False,
        None,
        0,
    )
    assert json.loads(run(kept, "status", "--json").stdout)["total"]["invited"] == 3


def test_a_codebook_counts_what_was_made_up_and_says_so(data: Path, tmp_path: Path) -> None:
    given = ["codebook", "schools", "--format", "md", "--language", "en"]
    result = run(data, *given, "--synthetic", "--out", str(tmp_path / "made-up"))
    path = Path(result.stdout.strip())
    assert path.name.startswith("synthetic-")
    text = path.read_text(encoding="utf-8")
    assert "synthetic" in text
    plain = run(data, *given, "--out", str(tmp_path / "plain"))
    assert "nothing is counted" in plain.stderr
    assert "synthetic" not in Path(plain.stdout.strip()).read_text(encoding="utf-8")


def test_a_codebook_of_what_is_not_there_is_none_and_says_how_to_get_it(
    data: Path, tmp_path: Path
) -> None:
    result = run(data, "codebook", "schools", "--rehearsal", "--out", str(tmp_path))
    assert result.stdout == ""
    assert "add --synthetic" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_it_is_of_one_kind(data: Path) -> None:
    for command in (["status"], ["codebook", "schools"]):
        given = [*command, "--rehearsal", "--synthetic", "--data", str(data)]
        assert CliRunner().invoke(program, given).exit_code == 2
