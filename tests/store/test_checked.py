"""A questionnaire that was checked opens without a new check, and only while nothing has changed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from hybridequiz.problems import InvalidFile
from hybridequiz.questionnaire import load as loading
from hybridequiz.store.checked import CheckedQuestionnaires

QUESTIONNAIRE: Final = """\
id = "test"
version = "1"
audience = "people"
study = "study.toml"
languages = ["nl"]
title = "Test"

[[section]]
id = "first"
title = "Eerst"

[[section.question]]
id = "age"
type = "integer"
min = 16
max = 99
text = "Hoe oud bent u?"
"""
STUDY: Final = 'id = "study"\ntitle = "Studie"\nlanguages = ["nl"]\nlive = false\n'
Checks = Callable[[], int]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A questionnaire with its study beside it."""
    (tmp_path / "study.toml").write_text(STUDY, encoding="utf-8")
    path = tmp_path / "test.toml"
    path.write_text(QUESTIONNAIRE, encoding="utf-8")
    return path


@pytest.fixture
def checked(tmp_path: Path) -> CheckedQuestionnaires:
    (tmp_path / "data").mkdir()
    return CheckedQuestionnaires(tmp_path / "data" / "checked")


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> Checks:
    """Count how often a file was checked."""
    done: list[Path] = []
    examine = loading.examine

    def counted(path: Path) -> loading.Loaded:
        done.append(path)
        return examine(path)

    monkeypatch.setattr(loading, "examine", counted)
    return lambda: len(done)


def _entry(checked: CheckedQuestionnaires) -> Path:
    (path,) = checked.folder.iterdir()
    return path


def test_the_second_time_is_not_checked_and_gives_the_same(
    file: Path, checked: CheckedQuestionnaires, checks: Checks
) -> None:
    first, second = checked.load(file), checked.load(file)
    assert checks() == 1
    assert (second.hash, second.document) == (first.hash, first.document)
    assert second.rehearsal_only == first.rehearsal_only


def test_it_is_found_from_another_folder(
    file: Path,
    checked: CheckedQuestionnaires,
    checks: Checks,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    checked.load(file)
    monkeypatch.chdir(file.parent)
    checked.load(Path(file.name))
    assert checks() == 1


def test_a_changed_questionnaire_is_checked_again(
    file: Path, checked: CheckedQuestionnaires, checks: Checks
) -> None:
    checked.load(file)
    file.write_text(QUESTIONNAIRE.replace("99", "98"), encoding="utf-8")
    assert checked.load(file).question("age").max == 98  # type: ignore[attr-defined]  # it is an integer question
    assert checks() == 2
    checked.load(file)
    assert checks() == 2
    assert len(list(checked.folder.iterdir())) == 1, (
        "one entry a questionnaire, however often it changes"
    )


def test_a_change_back_within_the_same_second_is_seen(
    file: Path, checked: CheckedQuestionnaires, checks: Checks
) -> None:
    """What counts is what the files say, not their times or sizes."""
    checked.load(file)
    times = file.stat()
    file.write_text(QUESTIONNAIRE.replace("99", "98"), encoding="utf-8")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert checked.load(file).question("age").max == 98  # type: ignore[attr-defined]  # the same
    assert checks() == 2


def test_a_changed_study_is_seen(
    file: Path, checked: CheckedQuestionnaires, checks: Checks
) -> None:
    assert checked.load(file).rehearsal_only
    (file.parent / "study.toml").write_text(STUDY.replace("false", "true"), encoding="utf-8")
    assert [checked.load(file).rehearsal_only for _ in range(2)] == [False, False]
    assert checks() == 2


def test_a_file_that_has_gone_wrong_is_refused_and_forgotten_by_nobody(
    file: Path, checked: CheckedQuestionnaires
) -> None:
    checked.load(file)
    file.write_text(QUESTIONNAIRE.replace("min = 16\n", ""), encoding="utf-8")
    with pytest.raises(InvalidFile) as refused:
        checked.load(file)
    assert [problem.code for problem in refused.value.problems] == ["missing-key"]
    file.write_text(QUESTIONNAIRE, encoding="utf-8")
    assert checked.load(file).questionnaire.id == "test"


def test_a_study_that_is_gone_is_told(file: Path, checked: CheckedQuestionnaires) -> None:
    checked.load(file)
    (file.parent / "study.toml").unlink()
    with pytest.raises(InvalidFile):
        checked.load(file)


def _other_tool(entry: dict[str, Any]) -> object:
    return {**entry, "tool": "0.0.1"}


def _no_table(_: dict[str, Any]) -> object:
    return []


def _no_sources(entry: dict[str, Any]) -> object:
    return {**entry, "sources": {}}


def _no_questionnaire(entry: dict[str, Any]) -> object:
    return {**entry, "document": "{}"}


def _wrong_condition(entry: dict[str, Any]) -> object:
    table = json.loads(entry["document"])
    table["section"][0]["question"][0]["show_if"] = "nothing == 1"
    return {**entry, "document": json.dumps(table)}


@pytest.mark.parametrize(
    "spoil", [_other_tool, _no_table, _no_sources, _no_questionnaire, _wrong_condition]
)
def test_what_cannot_be_used_is_checked_again_and_replaced(
    spoil: Callable[[dict[str, Any]], object],
    file: Path,
    checked: CheckedQuestionnaires,
    checks: Checks,
) -> None:
    good = checked.load(file)
    entry = _entry(checked)
    whole = entry.read_bytes()
    entry.write_text(json.dumps(spoil(json.loads(whole))), encoding="utf-8")
    assert checked.load(file).hash == good.hash
    assert checks() == 2
    assert entry.read_bytes() == whole


@pytest.mark.parametrize("length", [0, 1, 100, -1])
def test_a_cut_off_entry_is_replaced(
    length: int, file: Path, checked: CheckedQuestionnaires, checks: Checks
) -> None:
    checked.load(file)
    entry = _entry(checked)
    entry.write_bytes(entry.read_bytes()[:length])
    checked.load(file)
    assert checks() == 2


def test_before_the_first_interview_nothing_is_left_behind(
    file: Path, tmp_path: Path, checks: Checks
) -> None:
    checked = CheckedQuestionnaires(tmp_path / "elsewhere" / "checked")
    assert [checked.load(file).questionnaire.id for _ in range(2)] == ["test", "test"]
    assert checks() == 2
    assert not (tmp_path / "elsewhere").exists()


def test_where_nothing_can_be_kept_it_is_checked_each_time(
    file: Path, tmp_path: Path, checks: Checks
) -> None:
    in_the_way = tmp_path / "in_the_way"
    in_the_way.write_text("a file, not a folder", encoding="utf-8")
    checked = CheckedQuestionnaires(in_the_way)
    assert [checked.load(file).questionnaire.id for _ in range(2)] == ["test", "test"]
    assert checks() == 2


def test_two_files_with_one_entry_do_not_mix(
    file: Path, checked: CheckedQuestionnaires, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The entry's name is short: two paths may share it."""
    monkeypatch.setattr("hybridequiz.store.checked.crc32", lambda _: 7)
    other = file.with_name("other.toml")
    other.write_text(QUESTIONNAIRE.replace('"test"', '"other"'), encoding="utf-8")
    assert [checked.load(one).questionnaire.id for one in (file, other, file)] == [
        "test",
        "other",
        "test",
    ]


def test_what_is_kept_is_for_its_owner_only(file: Path, checked: CheckedQuestionnaires) -> None:
    checked.load(file)
    assert (_entry(checked).stat().st_mode & 0o777, checked.folder.stat().st_mode & 0o777) == (
        0o600,
        0o700,
    )


def test_a_link_that_leads_elsewhere_now_is_followed(
    file: Path, checked: CheckedQuestionnaires, tmp_path: Path
) -> None:
    old, new, link = tmp_path / "old.toml", tmp_path / "new.toml", tmp_path / "study.toml"
    old.write_text(STUDY, encoding="utf-8")
    new.write_text(STUDY.replace("false", "true"), encoding="utf-8")
    for target, live in ((old, False), (new, True), (old, False)):
        link.unlink()
        link.symlink_to(target)
        study = checked.load(file).questionnaire.study
        assert study is not None
        assert study.live == live


def test_one_file_in_two_folders_belongs_to_two_studies(
    file: Path, checked: CheckedQuestionnaires, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "study.toml").write_text(STUDY.replace("false", "true"), encoding="utf-8")
    (other / "test.toml").symlink_to(file)
    for path, live in ((file, False), (other / "test.toml", True), (file, False)):
        study = checked.load(path).questionnaire.study
        assert study is not None
        assert study.live == live


@pytest.mark.parametrize(
    "change",
    [
        lambda _: "[" * 100_000,
        lambda entry: json.dumps({**entry, "sources": None}),
        lambda entry: json.dumps({**entry, "sources": [*entry["sources"]]}),
        lambda entry: json.dumps({**entry, "document": None}),
        lambda entry: json.dumps({**entry, "document": '{"$decimal": "x"}'}),
        lambda entry: json.dumps({**entry, "document": '{"section": [{"show_if": 5}]}'}),
    ],
)
def test_whatever_is_wrong_with_what_was_kept_the_check_is_done_again(
    change: Callable[[dict[str, Any]], str], file: Path, checked: CheckedQuestionnaires
) -> None:
    checked.load(file)
    (entry,) = checked.folder.iterdir()
    entry.write_text(change(json.loads(entry.read_bytes())), encoding="utf-8")
    assert checked.load(file).questionnaire.id == "test"
