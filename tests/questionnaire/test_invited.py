"""Numbers of who is invited are read and checked as everything in a study file."""

from __future__ import annotations

from pathlib import Path

import pytest

from hybridequiz.cli.examining import examine_files
from hybridequiz.problems import Severity
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
AGES = """
[[breakdown]]
id = "age"
name = "Leeftijd"
groups = [
  { id = "young", where = "age < 30", name = "Jong" },
  { id = "old", where = "age >= 30", name = "Oud" },
]

[[breakdown]]
id = "place"
name = "Plaats"
of = "session_location"

[[breakdown]]
id = "mode"
name = "Manier"
of = "session_mode"

[[breakdown]]
id = "size"
name = "Grootte"
for = ["firms"]
groups = [{ id = "small", where = "size < 10", name = "Klein" }]
"""
WORK = """
[[breakdown]]
id = "work"
name = "Werk"
of = "work"
"""
WORKS = """
[[section.question]]
id = "work"
type = "single"
options = [{ code = 1, nl = "Ja" }, { code = 2, nl = "Nee" }]
text = "Werkt u?"
"""
WRONG = "4:22 wrong-type 'people' must be a whole number, or a table of numbers by location or group, but is"
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


def numbers(tmp_path: Path, invited: str, places: str = PLACES) -> StudyFile:
    found, problems = examined(tmp_path, invited, places)
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


def test_an_audience_that_nobody_asks_is_an_error_beside_all_its_questionnaires(
    tmp_path: Path,
) -> None:
    study, people = tmp_path / "study.toml", tmp_path / "people.toml"
    study.write_text(f"{STUDY}invited = {{ peolpe = 3 }}\n{PLACES}", encoding="utf-8")
    people.write_text(QUESTIONNAIRE, encoding="utf-8")
    assert examine_files([study]).problems == ()
    (problem,) = examine_files([study, people]).problems
    assert (problem.code, problem.severity) == ("invited-audience", Severity.ERROR)
    assert (problem.place.line, problem.place.column) == (4, 13)
    assert 'did you mean "people"?' in problem.hint


def test_an_audience_may_be_asked_by_a_questionnaire_that_is_not_looked_at(tmp_path: Path) -> None:
    study, people, firms = (tmp_path / f"{name}.toml" for name in ("study", "people", "firms"))
    study.write_text(f"{STUDY}invited = {{ firms = 3 }}\n{PLACES}", encoding="utf-8")
    people.write_text(QUESTIONNAIRE, encoding="utf-8")
    firms.write_text(QUESTIONNAIRE.replace('"people"', '"firms"'), encoding="utf-8")
    (problem,) = examine_files([study, people]).problems
    assert (problem.code, problem.severity) == ("invited-audience", Severity.WARNING)
    assert examine_files([study, people, firms]).problems == ()


def test_numbers_by_group_stand_beside_those_by_place_and_add_up_to_the_same(
    tmp_path: Path,
) -> None:
    written = "[invited.people]\n1 = 40\n2 = 32\nage = { young = 30, old = 42 }\n"
    people = numbers(tmp_path, written, PLACES + AGES).invited["people"]
    assert (people.total, people.at(1), people.at(None)) == (72, 40, 0)
    assert people.by_group == {"age": {"young": 30, "old": 42}}


def test_numbers_by_group_alone_say_how_many_there_are_and_nothing_of_places(
    tmp_path: Path,
) -> None:
    written = "invited = { people = { age = { young = 30, old = 42 } } }"
    people = numbers(tmp_path, written, PLACES + AGES).invited["people"]
    assert (people.total, people.at(1)) == (72, None)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("{ aeg = { young = 3 } }", "4:24 invited-group there is no breakdown 'aeg'"),
        (
            "{ age = { jong = 3 } }",
            "4:32 invited-group the breakdown 'age' has no group 'jong'",
        ),
        (
            "{ place = { 1 = 3 } }",
            "4:24 invited-group 'place' is by location, and that has no table of its own here",
        ),
        (
            "{ mode = { paper = 3 } }",
            "4:24 invited-group 'mode' is known of an interview only: nobody is invited by it",
        ),
        (
            "{ size = { small = 3 } }",
            "4:24 invited-group the breakdown 'size' is not for the audience 'people'",
        ),
        (
            "{ total = 72, age = { young = 30, old = 41 } }",
            "4:36 invited-total the groups of 'age' add up to 71, but 72 are invited",
        ),
        (
            "{ 1 = 40, 2 = 32, age = { young = 30 } }",
            "4:40 invited-total the groups of 'age' add up to 30, but 72 are invited",
        ),
        ("{ age = { young = -1 } }", "4:40 wrong-value 'young' is -1, but must be at least 0"),
        (
            "{ age = { young = 2.5 } }",
            "4:40 wrong-type 'young' must be a whole number, but is 2.5",
        ),
        ("{ age = {} }", "4:30 wrong-type 'age' must be a whole number, but is an empty table"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_number_of_a_group_is_told_where_it_stands(
    tmp_path: Path, value: str, message: str
) -> None:
    _, problems = examined(tmp_path, f"invited = {{ people = {value} }}", PLACES + AGES)
    assert problems == [message]


def test_nothing_is_said_of_groups_of_a_breakdown_that_is_wrong_itself(tmp_path: Path) -> None:
    wrong = AGES.replace('where = "age >= 30"', "where = 3")
    value = "invited = { people = { age = { jong = 3 } } }"
    _, (problem,) = examined(tmp_path, value, PLACES + wrong)
    assert "wrong-type" in problem


def test_groups_that_are_options_are_compared_with_those_of_the_question(tmp_path: Path) -> None:
    study, people = tmp_path / "study.toml", tmp_path / "people.toml"
    value = "invited = { people = { work = { 1 = 30, 3 = 42 } } }"
    study.write_text(f"{STUDY}{value}\n{PLACES}{WORK}", encoding="utf-8")
    people.write_text(QUESTIONNAIRE + WORKS, encoding="utf-8")
    (problem,) = examine_files([study, people]).problems
    assert problem.message == "the breakdown 'work' has no group '3'"
    assert (problem.code, problem.place.line, problem.place.column) == ("invited-group", 4, 41)


def test_the_numbers_belong_to_no_questionnaire_so_its_content_does_not_change(
    tmp_path: Path,
) -> None:
    (tmp_path / "people.toml").write_text(QUESTIONNAIRE, encoding="utf-8")
    hashes = set()
    for invited in ("", "invited = { people = 3 }", "invited = { people = 4 }"):
        (tmp_path / "study.toml").write_text(f"{STUDY}{invited}\n{PLACES}", encoding="utf-8")
        hashes.add(load(tmp_path / "people.toml").hash)
    assert len(hashes) == 1
