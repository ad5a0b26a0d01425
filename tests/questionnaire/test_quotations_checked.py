"""What a study says of quotations is held against its questionnaires, at its place in the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.quote_kit import STUDY, write_study
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
        ("detailed = [9]", "quotation-option", "no permission to quote has an option 9"),
        ("detailed = [1]", "quotation-option", "option 1 gives no permission"),
        ("approve_first = [2]", "quotation-option", "at once"),
        ("least_alike = 4", "wrong-value", "at least 5"),
        ('detailed = ["3.5"]', "bad-id", "3.5"),
        ("detailed = [3, 3]", "wrong-value", "stands twice"),
        ("least_alike = true", "wrong-type", "least_alike"),
        ("detials = [3]", "unknown-key", "detials"),
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


def test_without_a_question_that_asks_there_is_nothing_to_say(tmp_path: Path) -> None:
    write_study(tmp_path)
    path = tmp_path / "questionnaires" / "people.toml"
    text = path.read_text("utf-8").replace('consent = "quotation"\ngrants = [2, 3]\n', "")
    path.write_text(text.replace('about = "said"\n', ""), encoding="utf-8")
    problems = examine_files(sorted(path.parent.glob("*.toml"))).problems
    assert {one.code for one in problems} == {"quotation-option"}
    assert "asks for permission to quote" in problems[0].message
