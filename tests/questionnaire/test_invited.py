"""Numbers of who is invited are read and checked as everything in a study file."""

from __future__ import annotations

from pathlib import Path

import pytest

from hybridequiz.cli.examining import examine_files
from hybridequiz.questionnaire.load import examine_study, load
from hybridequiz.questionnaire.study_file import StudyFile

PLACES = """
[[location]]
code = 1
nl = "Haarlem"

[[location]]
code = 2
nl = "Deventer"
"""
WRONG = "4:22 wrong-type 'people' must be a whole number, or a table of numbers by location, but is"
STUDY = 'id = "study"\ntitle = "Studie"\nlanguages = ["nl"]\n'
QUESTIONNAIRE = """
id = "people"
version = "1"
study = "study.toml"
audience = "people"
languages = ["nl"]
title = "Vragen"

[[section]]
id = "one"
title = "Een"

[[section.question]]
id = "age"
type = "integer"
min = 0
max = 120
text = "Hoe oud bent u?"
"""


def examined(
    tmp_path: Path, invited: str, places: str = PLACES
) -> tuple[StudyFile | None, list[str]]:
    """Read a study, and give what is wrong with it: line, column, code and message."""
    path = tmp_path / "study.toml"
    path.write_text(f"{STUDY}{invited}\n{places}", encoding="utf-8")
    _, found, problems = examine_study(path)
    return found, [
        f"{one.place.line}:{one.place.column} {one.code} {one.message}" for one in problems
    ]


def numbers(tmp_path: Path, invited: str) -> StudyFile:
    found, problems = examined(tmp_path, invited)
    assert not problems
    assert found is not None
    return found


def test_one_number_is_of_the_whole_audience_and_says_nothing_of_places(tmp_path: Path) -> None:
    people = numbers(tmp_path, "invited = { people = 72 }").invited["people"]
    assert (people.total, people.at(1), people.at(None)) == (72, None, None)


def test_numbers_by_place_add_up_to_the_whole_and_a_place_without_one_has_none(
    tmp_path: Path,
) -> None:
    people = numbers(tmp_path, "[invited.people]\n1 = 72\n").invited["people"]
    assert (people.total, people.at(1), people.at(2), people.at(None)) == (72, 72, 0, 0)


def test_a_total_beside_the_places_is_a_check_and_alone_is_a_number(tmp_path: Path) -> None:
    found = numbers(tmp_path, "invited = { a = { 1 = 40, 2 = 32, total = 72 }, b = { total = 9 } }")
    assert (found.invited["a"].total, found.invited["b"].total) == (72, 9)
    assert found.invited["b"].at(1) is None


def test_nobody_invited_is_a_number(tmp_path: Path) -> None:
    assert numbers(tmp_path, "invited = { people = 0 }").invited["people"].total == 0


def test_a_study_without_numbers_has_none(tmp_path: Path) -> None:
    assert numbers(tmp_path, "").invited == {}


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("-3", "4:22 wrong-value 'people' is -3, but must be at least 0"),
        ("7.5", f"{WRONG} 7.5"),
        ("true", f"{WRONG} true"),
        ('"72"', f"{WRONG} a text"),
        ("{}", f"{WRONG} an empty table"),
        ("[72]", f"{WRONG} a list"),
        ("{ 1 = -3 }", "4:28 wrong-value '1' is -3, but must be at least 0"),
        ('{ 1 = "x" }', "4:28 wrong-type '1' must be a whole number, but is a text"),
        ("{ 1 = true }", "4:28 wrong-type '1' must be a whole number, but is true"),
        ("{ 9 = 3 }", "4:24 invited-location there is no location '9'"),
        ("{ Haarlem = 3 }", "4:24 invited-location there is no location 'Haarlem'"),
        ("{ 01 = 3 }", "4:24 invited-location there is no location '01'"),
        ("{ totaal = 3 }", "4:24 invited-location there is no location 'totaal'"),
        (
            "{ 1 = 40, 2 = 32, total = 73 }",
            "4:48 invited-total 'total' is 73, but the locations add up to 72",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_a_number_of_invited_is_told_where_it_stands(
    tmp_path: Path, value: str, message: str
) -> None:
    _, problems = examined(tmp_path, f"invited = {{ people = {value} }}")
    assert problems == [message]


def test_numbers_by_place_need_places(tmp_path: Path) -> None:
    _, problems = examined(tmp_path, "invited = { people = { 1 = 3 } }", places="")
    assert problems == ["4:24 invited-location there is no location '1'"]


def test_all_that_is_wrong_is_told_in_one_run(tmp_path: Path) -> None:
    _, problems = examined(
        tmp_path, "invited = { a = -1, b = { 9 = 1 }, c = { 1 = 2, total = 3 }, d = 'x' }"
    )
    codes = [problem.split()[1] for problem in problems]
    assert codes == ["wrong-value", "invited-location", "invited-total", "wrong-type"]


@pytest.mark.parametrize("wrong", ["[1]", "'x'", "3"])
def test_invited_is_a_table(tmp_path: Path, wrong: str) -> None:
    _, (problem,) = examined(tmp_path, f"invited = {wrong}")
    assert problem.startswith("4:11 wrong-type 'invited' must be a table, but is ")


def test_an_audience_that_nobody_asks_is_told_beside_its_questionnaires(tmp_path: Path) -> None:
    study, people = tmp_path / "study.toml", tmp_path / "people.toml"
    study.write_text(f"{STUDY}invited = {{ peolpe = 3 }}\n{PLACES}", encoding="utf-8")
    people.write_text(QUESTIONNAIRE, encoding="utf-8")
    assert examine_files([study]).problems == ()
    (problem,) = examine_files([study, people]).problems
    assert problem.code == "invited-audience"
    assert (problem.place.line, problem.place.column) == (4, 13)
    assert 'did you mean "people"?' in problem.hint


def test_the_numbers_belong_to_no_questionnaire_so_its_content_does_not_change(
    tmp_path: Path,
) -> None:
    (tmp_path / "people.toml").write_text(QUESTIONNAIRE, encoding="utf-8")
    hashes = set()
    for invited in ("", "invited = { people = 3 }", "invited = { people = 4 }"):
        (tmp_path / "study.toml").write_text(f"{STUDY}{invited}\n{PLACES}", encoding="utf-8")
        hashes.add(load(tmp_path / "people.toml").hash)
    assert len(hashes) == 1
