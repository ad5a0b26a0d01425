"""`check`: every problem of every file once, whatever the files are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.command_line import SMALL, Invoke
from hybridequiz.cli.locating import available, shipped_folder
from hybridequiz.problems import ExitCode

STUDY = """\
id = "study"
title = "Study"
languages = ["en"]
core = ["mark", "colour"]
[values]
who = "us"
"""
MEMBER = """\
id = "{name}"
version = "1"
audience = "{name}"
study = "study.toml"
languages = ["en"]
title = "{name}"

[[section]]
id = "all"
title = "All"

[[section.question]]
id = "mark"
type = "scale"
min = {low}
max = 10
low = "Bad"
high = "Good"
text = "Which mark?"

[[section.question]]
id = "colour"
type = "{type}"
options = [{{ code = 1, text = "Red" }}, {{ code = {code}, text = "Blue" }}]
text = "Which colour?"
"""


def study(
    folder: Path,
    *,
    low: int = 1,
    kind: str = "single",
    code: int = 2,
    text: str = STUDY,
) -> Path:
    """Write a study of two questionnaires; the second differs as is said."""
    home = folder / "of_study"
    home.mkdir()
    (home / "study.toml").write_text(text, encoding="utf-8")
    first = MEMBER.format(name="first", low=1, type="single", code=2)
    second = MEMBER.format(name="second", low=low, type=kind, code=code)
    (home / "first.toml").write_text(first, encoding="utf-8")
    (home / "second.toml").write_text(second, encoding="utf-8")
    return home


def test_the_shipped_questionnaires_have_no_problems(invoke: Invoke) -> None:
    result = invoke("check", shipped_folder())
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr == "6 files: no problems\n"


def test_without_a_path_the_folder_here_is_checked(invoke: Invoke) -> None:
    result = invoke("check")
    assert result.exit_code == 0
    assert result.stderr == "1 file: no problems\n"


def test_without_a_path_and_a_folder_the_shipped_ones_are_checked(
    invoke: Invoke, folder: Path
) -> None:
    (folder / "questionnaires").rename(folder / "elsewhere")
    assert invoke("check").stderr.endswith("\n6 files: no problems\n")


def test_problems_go_to_stdout_and_the_count_to_stderr(invoke: Invoke, folder: Path) -> None:
    (folder / "bad.toml").write_text(SMALL.replace("min = 1\n", "mni = 1\n"), encoding="utf-8")
    result = invoke("check", "bad.toml", "small")
    assert result.exit_code == ExitCode.INVALID
    assert "bad.toml:15:" in result.stdout
    assert result.stderr.startswith("2 files: ")
    assert "error" in result.stderr


def test_json_has_a_schema_and_the_place_of_each_problem(invoke: Invoke, folder: Path) -> None:
    (folder / "bad.toml").write_text("x = ", encoding="utf-8")
    data = json.loads(invoke("check", "bad.toml", "--json").stdout)
    assert data["schema"] == 1
    assert data["files"] == ["bad.toml"]
    (problem,) = data["problems"]
    assert problem["code"] == "not-toml"
    assert problem["severity"] == "error"
    assert (problem["place"]["file"], problem["place"]["line"]) == ("bad.toml", 1)


BAD_FILES = [
    (b"", "missing"),
    (b"x = ", "not-toml"),
    (b"\xff\xfe", "not-utf8"),
    (b'title = "caf\xe9"', "not-utf8"),
    (b"x = " + b"[" * 100_000, "too-deep"),
    (b"x = " + b"9" * 100_000, "not-toml"),
    (b"x" * 5_000_001, "too-large"),
    (b"\x00" * 1000, "not-toml"),
    (b"x = nan", "not-toml"),
]


@pytest.mark.parametrize(
    ("content", "code"), BAD_FILES, ids=[f"{code}-{len(content)}" for content, code in BAD_FILES]
)
def test_whatever_a_file_holds_it_is_told_and_never_a_traceback(
    content: bytes, code: str, invoke: Invoke, folder: Path
) -> None:
    (folder / "bad.toml").write_bytes(content)
    result = invoke("check", "bad.toml")
    assert result.exit_code == ExitCode.INVALID
    assert code in result.stdout
    assert len(result.stdout) < 20_000


@pytest.mark.parametrize("name", ["nothing.toml", "nothing", "no/such/folder", "smal", ""])
def test_what_is_not_there_is_a_usage_error_that_tells_what_there_is(
    name: str, invoke: Invoke
) -> None:
    result = invoke("check", name)
    assert result.exit_code == ExitCode.USAGE
    assert result.stdout == ""


def test_a_near_match_is_told(invoke: Invoke) -> None:
    assert 'did you mean "small"?' in invoke("check", "smal").stderr


def test_a_folder_without_questionnaires_is_told(invoke: Invoke, folder: Path) -> None:
    (folder / "empty").mkdir()
    result = invoke("check", "empty")
    assert result.exit_code == ExitCode.USAGE
    assert "hybridequiz init" in result.stderr


def test_an_id_here_goes_before_a_shipped_one_and_need_not_be_the_file_name(
    invoke: Invoke, folder: Path
) -> None:
    mine = SMALL.replace('"small"', '"participants"')
    (folder / "questionnaires" / "mine.toml").write_text(mine, encoding="utf-8")
    (folder / "questionnaires" / "broken.toml").write_text("x = ", encoding="utf-8")
    found = available()
    assert found["participants"] == Path("questionnaires/mine.toml")
    assert found["schools"] == shipped_folder() / "schools.toml"
    assert not {"study", "tour_study"} & found.keys()
    assert [*found][-1] == "tour"
    assert invoke("check", "participants").stderr == "1 file: no problems\n"
    assert invoke("check", "broken").exit_code == ExitCode.INVALID


def test_a_study_whose_core_agrees_has_no_problems(invoke: Invoke, folder: Path) -> None:
    result = invoke("check", study(folder))
    assert result.stdout == ""
    assert result.stderr == "3 files: no problems\n"


@pytest.mark.parametrize(
    ("difference", "line", "words"),
    [
        ({"low": 0}, 15, "the scale 0-10, and 1-10 in of_study/first.toml"),
        ({"code": 3}, 24, "the codes 1, 3, and 1, 2 in of_study/first.toml"),
        ({"kind": "multiple"}, 23, "the type 'multiple', and 'single' in of_study/first.toml"),
    ],
)
def test_a_core_question_that_differs_is_told_at_the_one_that_differs(
    difference: dict[str, int], line: int, words: str, invoke: Invoke, folder: Path
) -> None:
    study(folder, **difference)  # type: ignore[arg-type]  # one of its parameters
    result = invoke("check", "of_study")
    assert result.exit_code == ExitCode.INVALID
    assert words in result.stdout
    assert "core-differs" in result.stdout
    assert f"of_study/second.toml:{line}:" in result.stdout
    assert result.stderr == "3 files: 1 error\n"


def test_a_core_question_that_no_questionnaire_has_is_told(invoke: Invoke, folder: Path) -> None:
    study(folder, text=STUDY.replace('"mark"', '"makr"'))
    result = invoke("check", "of_study")
    assert result.exit_code == 0
    assert "core-unused" in result.stdout
    assert 'did you mean "mark"?' in result.stdout
    assert result.stderr == "3 files: 1 warning\n"


def test_a_problem_in_the_study_is_told_once_however_many_questionnaires_use_it(
    invoke: Invoke, folder: Path
) -> None:
    study(folder, text=STUDY.replace("[values]", "vales = 1\n[values]"))
    result = invoke("check", "of_study")
    assert result.stdout.count("error[") == 1


def test_a_study_that_says_it_is_live_is_warned_of_each_value_that_keeps_it_from_that(
    invoke: Invoke, folder: Path
) -> None:
    path = folder / "questionnaires" / "study.toml"
    text = (
        'id = "x"\ntitle = "X"\nlanguages = ["nl", "en"]\nlive = {live}\n[values]\n'
        'client = "C"\ncontact = " "\nresearcher.nl = "R"\nresearcher.en = ""\n'
    )
    path.write_text(text.replace("{live}", "true"), encoding="utf-8")
    found = invoke("check", path)
    assert found.exit_code == 0, "a warning does not stop"
    assert found.stdout.count("warning[not-live]") == 2
    assert "study.toml:7:11" in found.stdout
    assert "'researcher' is not filled in" in found.stdout
    path.write_text(text.replace("{live}", "false"), encoding="utf-8")
    assert "no problems" in invoke("check", path).stderr
