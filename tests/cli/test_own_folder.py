"""Which questionnaires and which study are meant: those of the folder one is in go before those that come along."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cli.command_line import Invoke
from cli.quote_kit import PEOPLE, STUDY, interviewed
from hybridequiz.cli.locating import at_hand, available, own_files, own_folders, shipped_folder
from hybridequiz.problems import ExitCode


@pytest.fixture
def empty(folder: Path) -> Path:
    """A folder to be in, without any questionnaire."""
    shutil.rmtree(folder / "questionnaires")
    return folder


@pytest.fixture
def mine(empty: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that `init` makes, with a questionnaire for an audience of its own; one is in it."""
    invoke("init", "my-study")
    there = empty / "my-study"
    monkeypatch.chdir(there)
    text = (there / "participants.toml").read_text(encoding="utf-8")
    for name in ("participants", "schools", "employers"):
        (there / f"{name}.toml").unlink()
    text = text.replace('id        = "participants"', 'id        = "cursisten"', 1)
    text = text.replace('audience  = "participants"', 'audience  = "cursisten"', 1)
    (there / "cursisten.toml").write_text(text, encoding="utf-8")
    (there / "pyproject.toml").write_text('[project]\nname = "x"\n', encoding="utf-8")
    return there


def quote_study(folder: Path) -> None:
    """Let a study with quotations be in the folder one is in; interviews are held from questionnaires/."""
    (folder / "study.toml").write_text(STUDY, encoding="utf-8")
    (folder / "people.toml").write_text(PEOPLE, encoding="utf-8")


def test_the_questionnaires_of_the_folder_one_is_in_are_checked(mine: Path, invoke: Invoke) -> None:
    result = invoke("check")
    assert "2 files" in result.stderr
    assert "participants.toml" not in result.stdout
    broken = (
        (mine / "cursisten.toml").read_text(encoding="utf-8").replace('"single"', '"singel"', 1)
    )
    (mine / "cursisten.toml").write_text(broken, encoding="utf-8")
    again = invoke("check")
    assert again.exit_code == ExitCode.INVALID
    assert again.stdout.startswith("cursisten.toml:")


def test_a_questionnaire_of_the_folder_one_is_in_has_an_id(mine: Path, invoke: Invoke) -> None:
    assert available()["cursisten"] == Path("cursisten.toml")
    assert "pyproject" not in available(), "that is no questionnaire"
    done = invoke("codebook", "cursisten", "--format", "md")
    assert done.exit_code == 0, done.stderr
    run = invoke("cases", "new", "2", "--audience", "cursisten", "--location", "1")
    assert run.exit_code == 0, run.stderr
    assert run.stdout.count("cursisten") == 2
    assert mine.name == "my-study"


def test_the_study_of_the_folder_one_is_in_is_reported(mine: Path, invoke: Invoke) -> None:
    text = (mine / "study.toml").read_text(encoding="utf-8")
    own = text.replace('"hybrid_trainers"', '"of_my_own"', 1)
    (mine / "study.toml").write_text(own, encoding="utf-8")
    assert own != text
    for arguments in ([], ["."], ["study.toml"], ["of_my_own"]):
        result = invoke("report", *arguments)
        assert "There are no finished responses." in result.stderr, (arguments, result.stderr)
        assert "The study is 'of_my_own'" in result.stderr
        assert "study.toml" in result.stderr


def test_beside_ones_own_questionnaires_only_the_tour_is_offered(
    mine: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [*at_hand()] == ["cursisten", "tour"]
    assert invoke("codebook", "employers", "--format", "md").exit_code == 0, "named it is found"
    monkeypatch.chdir(mine.parent)
    assert {"employers", "participants", "schools", "tour"} == at_hand().keys()


def test_a_folder_called_questionnaires_goes_first(folder: Path) -> None:
    (folder / "small.toml").write_text('id = "small"\naudience = "x"\n', encoding="utf-8")
    assert own_folders() == [Path("questionnaires"), Path()]
    assert available()["small"] == Path("questionnaires/small.toml")


def test_other_files_do_not_make_a_folder_one_of_questionnaires(empty: Path) -> None:
    for name, text in {
        "pyproject.toml": '[project]\nname = "x"\n[tool.mypy]\nstrict = true\n',
        "weights.toml": "seed = 7\n[participants]\n_language = { nl = 0.9 }\n",
    }.items():
        (empty / name).write_text(text, encoding="utf-8")
    (empty / "bytes.toml").write_bytes(b"\xff\xfe")
    assert own_folders() == []
    assert own_files(Path()) == []


def test_where_there_are_none_it_is_said_which_are_checked(empty: Path, invoke: Invoke) -> None:
    result = invoke("check")
    assert "6 files: no problems" in result.stderr
    said = " ".join(result.stderr.split())
    assert str(empty) in said
    assert "looked among those that come along" in said


@pytest.mark.parametrize("arguments", [("run", "cursisten"), ("report", "cursisten")])
def test_where_something_is_not_found_it_is_said_where_it_was_looked_for(
    arguments: tuple[str, ...], empty: Path, invoke: Invoke
) -> None:
    result = invoke(*arguments)
    assert result.exit_code == ExitCode.USAGE
    assert str(empty) in " ".join(result.stderr.split())


def test_an_audience_that_no_questionnaire_has_is_told_with_the_folder(
    folder: Path, invoke: Invoke
) -> None:
    result = invoke("cases", "new", "1", "--audience", "cursisten")
    assert result.exit_code == ExitCode.USAGE
    assert str(folder / "questionnaires") in " ".join(result.stderr.split())
    typed = "code,audience,location,organisation\nKE4W-QZYQ,cursisten,,\n"
    imported = invoke("cases", "import", "-", typed=typed)
    assert str(folder / "questionnaires") in " ".join(imported.stderr.split())


def test_quotations_are_those_of_the_study_in_the_folder_one_is_in(
    folder: Path, invoke: Invoke
) -> None:
    quote_study(folder / "questionnaires")
    interviewed(folder, "It was good.", 2)
    quote_study(folder)
    shutil.rmtree(folder / "questionnaires")
    assert "It was good." in invoke("quotes").stdout


def test_which_study_is_meant_can_be_said_before_the_command_too(
    folder: Path, invoke: Invoke
) -> None:
    quote_study(folder / "questionnaires")
    interviewed(folder, "It was good.", 2)
    shutil.move(folder / "questionnaires", folder / "elsewhere")
    result = invoke("quotes", "--study", "elsewhere")
    assert "It was good." in result.stdout, result.stderr
    result = invoke("quotes", "--study", "elsewhere/study.toml", "list", "--json")
    assert "It was good." in result.stdout, result.stderr
    nothing = invoke("quotes")
    assert f"The study is 'hybrid_trainers', in {shipped_folder()}" in " ".join(
        nothing.stderr.split()
    )


def test_the_kind_can_be_said_before_the_command_too(folder: Path, invoke: Invoke) -> None:
    quote_study(folder / "questionnaires")
    interviewed(folder, "It was good.", 2)
    before = invoke("quotes", "--rehearsal", "list")
    assert "There are no finished rehearsals." in before.stderr


def test_a_questionnaire_that_is_named_as_a_study_is_told_as_that(
    folder: Path, invoke: Invoke
) -> None:
    quote_study(folder / "questionnaires")
    result = invoke("report", "questionnaires/people.toml")
    assert result.exit_code == ExitCode.USAGE
    assert "is a questionnaire, not a study" in result.stderr
    assert "questionnaires/study.toml" in result.stderr
    assert "unknown" not in result.stderr
    quotes = invoke("quotes", "list", "--study", "questionnaires/people.toml")
    assert "is a questionnaire, not a study" in quotes.stderr


def test_the_closing_words_of_init_lead_to_commands_that_work(
    empty: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = invoke("init", "my study").stderr
    assert "cd 'my study'" in said
    monkeypatch.chdir(empty / "my study")
    assert "hybridequiz check\n" in said
    assert "4 files" in invoke("check").stderr
    assert "cd" not in invoke("init", ".").stderr.split("Now:")[-1].split()
