"""What a study says of quotations is held against its questionnaires, at its place in the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.quote_kit import PEOPLE, STUDY, write_study
from hybridequiz.cli.examining import examine_files


def told(folder: Path, written: str) -> list[tuple[str, str, str]]:
    """Check the study with another part on quotations; give codes, the lines that they are about, and messages."""
    write_study(folder)
    study = folder / "questionnaires" / "study.toml"
    text = f"{STUDY.split('[quotations]')[0]}[quotations]\n{written}"
    study.write_text(text, encoding="utf-8")
    found = examine_files(sorted(study.parent.glob("*.toml"))).problems
    lines = text.splitlines()
    return [
        (one.code, lines[(one.place.line or 0) - 1], str(one.message))
        for one in dict.fromkeys(found)
    ]


def test_what_the_shipped_study_says_is_right(tmp_path: Path) -> None:
    assert told(tmp_path, STUDY.split("[quotations]\n")[1]) == []


@pytest.mark.parametrize(
    ("written", "code", "message"),
    [
        ("least_alike = 4", "wrong-value", "at least 5"),
        ("least_alike = true", "wrong-type", "least_alike"),
        ("detailed = [3]", "unknown-key", "detailed"),
        ('details.persons = ["job"]', "unknown-name", "the audience 'persons'"),
        ('details.people = ["jobs"]', "unknown-name", "there is no question 'jobs'"),
        ('details.people = ["said"]', "type-mismatch", "not one option"),
        ('details.people = ["job", "job"]', "wrong-value", "stands twice"),
    ],
)
def test_a_mistake_is_told_once_and_where_it_stands(
    tmp_path: Path, written: str, code: str, message: str
) -> None:
    ((found, line, said),) = told(tmp_path, written)
    assert (found, line) == (code, written)
    assert message in said


@pytest.mark.parametrize("key", ["detailed", "approve_first"])
def test_what_stood_in_the_study_file_is_told_to_stand_with_its_question(
    tmp_path: Path, key: str
) -> None:
    write_study(tmp_path)
    path = tmp_path / "questionnaires" / "study.toml"
    path.write_text(STUDY.replace("[quotations]", f"[quotations]\n{key} = [3]"), encoding="utf-8")
    (found,) = dict.fromkeys(examine_files(sorted(path.parent.glob("*.toml"))).problems)
    assert found.code == "unknown-key"
    assert "beside 'grants'" in str(found.hint)


@pytest.mark.parametrize(
    ("said", "instead", "code", "message"),
    [
        ("detailed = [3]", "detailed = [9]", "unknown-option", "no option 9"),
        ("detailed = [3]", "detailed = [1]", "quotation-option", "option 1 gives no permission"),
        ("approve_first = [4]", "approve_first = [2]", "quotation-option", "at once"),
        ("approve_first = [4]", "approve_first = [8]", "unknown-option", "no option 8"),
        ("detailed = [3]", 'detailed = ["3.5"]', "bad-id", "3.5"),
    ],
)
def test_an_option_of_a_permission_means_nothing_that_it_does_not_grant(
    tmp_path: Path, said: str, instead: str, code: str, message: str
) -> None:
    write_study(tmp_path)
    path = tmp_path / "questionnaires" / "people.toml"
    text = PEOPLE.replace(said, instead)
    path.write_text(text, encoding="utf-8")
    (found,) = dict.fromkeys(examine_files(sorted(path.parent.glob("*.toml"))).problems)
    assert found.code == code
    assert text.splitlines()[(found.place.line or 0) - 1] == instead
    assert message in str(found.message)


def test_what_is_no_permission_to_quote_says_nothing_of_quotations(tmp_path: Path) -> None:
    write_study(tmp_path)
    path = tmp_path / "questionnaires" / "people.toml"
    path.write_text(PEOPLE.replace('consent = "quotation"', 'consent = "recontact"'), "utf-8")
    problems = examine_files(sorted(path.parent.glob("*.toml"))).problems
    assert {one.code for one in problems} == {"missing-key"}
    assert {str(one.message).split()[0] for one in problems} == {"'detailed'", "'approve_first'"}
