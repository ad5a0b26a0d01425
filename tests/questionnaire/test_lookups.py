"""Lists in files: what is wrong with them is told where it stands, and what is in them is part of the questionnaire."""

from __future__ import annotations

from pathlib import Path

import pytest

from hybridequiz.problems import Severity
from hybridequiz.questionnaire import code_list_files
from hybridequiz.questionnaire.core import Member, core_problems
from hybridequiz.questionnaire.load import examine
from hybridequiz.questionnaire.stored import load_stored, no_lists
from hybridequiz.questionnaire.study_file import StudyFile
from hybridequiz.questionnaire.texts import Text
from lookups import ASKED, SCHOOLS, lookup_questionnaire


def told(folder: Path, schools: str | bytes = SCHOOLS, text: str = ASKED) -> list[str]:
    """Give what is wrong, as `file:line code`."""
    raw = schools if isinstance(schools, bytes) else schools.encode()
    (folder / "schools.csv").write_bytes(raw)
    path = folder / "test.toml"
    path.write_text(text, encoding="utf-8")
    return [
        f"{Path(one.place.file).name}:{one.place.line} {one.code}" for one in examine(path).problems
    ]


def test_a_right_list_has_no_problem_with_any_of_the_marks_between_cells(tmp_path: Path) -> None:
    assert told(tmp_path) == []
    assert told(tmp_path, "\ufeff" + SCHOOLS.replace("\n", "\r\n")) == []
    for mark in (";", "\t"):
        assert told(tmp_path, SCHOOLS.replace(",", mark)) == []


def test_everything_that_is_wrong_with_a_list_is_told_in_one_run(tmp_path: Path) -> None:
    schools = (
        "code;nl;en;province;town\na;A;A;1;x\na;B;B;1;x\nb;;B;2;x\n-99;C;C;1;x\n;D;D;1;x\nc;C;C\n"
    )
    assert told(tmp_path, schools) == [
        "schools.csv:3 duplicate-code",
        "schools.csv:4 missing-label",
        "schools.csv:5 reserved-numbers",
        "schools.csv:6 bad-row",
        "schools.csv:7 bad-row",
    ]


@pytest.mark.parametrize(
    ("schools", "problems"),
    [
        (b"", ["schools.csv:1 empty-list"]),
        (b"code,nl,en,province,town\n", ["schools.csv:1 empty-list"]),
        (b"code,nl,en,province,town\na,caf\xe9,x,1,\n", ["schools.csv:2 not-utf8"]),
        (b"key,label,province,town\na,A,1,x\n", ["schools.csv:1 missing-column"]),
        (b"code,nl,province,town\na,A,1,x\n", ["schools.csv:1 missing-column"]),
        (b'code,label,province,town\na,"A,1,x\n', ["schools.csv:3 bad-row"]),
        (b"code,label,label,province,town\na,A,B,1,x\n", ["schools.csv:1 bad-row"]),
    ],
    ids=["nothing", "header only", "latin-1", "no code", "no en", "open quote", "twice"],
)
def test_a_list_that_cannot_be_used_is_told(
    tmp_path: Path, schools: bytes, problems: list[str]
) -> None:
    assert told(tmp_path, schools) == problems


def test_a_column_for_all_languages_serves_each(tmp_path: Path) -> None:
    assert told(tmp_path, "code,label,province,town\na,A,1,x\nb,B,2,Gouda\n") == []


def test_of_many_wrong_rows_some_are_told_and_how_many_more(tmp_path: Path) -> None:
    rows = "".join(f"a,A{number},x,1,y\n" for number in range(500))
    (tmp_path / "schools.csv").write_text("code,nl,en,province,town\n" + rows, encoding="utf-8")
    path = tmp_path / "test.toml"
    path.write_text(ASKED, encoding="utf-8")
    problems = examine(path).problems
    assert len(problems) == code_list_files.MOST_TOLD + 1
    assert "and 479 such problems from here on" in problems[-1].message


@pytest.mark.parametrize("name", ["../schools.csv", "sub/schools.csv", "/etc/passwd", ".", ""])
def test_a_list_stands_beside_its_questionnaire(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "sub"
    folder.mkdir()
    for one in (tmp_path, folder):
        (one / "schools.csv").write_text(SCHOOLS, encoding="utf-8")
    text = ASKED.replace('"schools.csv"', f'"{name}"')
    assert told(tmp_path if name.startswith("sub") else folder, text=text) == [
        "test.toml:22 unknown-file"
    ]


def test_a_list_that_is_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(code_list_files, "LARGEST", 20)
    assert told(tmp_path) == ["schools.csv:None too-large"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("{ province =", "{ provnce =", "test.toml:23 unknown-column"),
        ('= "province" }', '= "provnce" }', "test.toml:23 unknown-name"),
        ('= "province" }', '= "why" }', "test.toml:23 forward-reference"),
        ('(school, "town")', '(school, "twn")', "test.toml:30 unknown-column"),
        ('(school, "town")', '(province, "town")', "test.toml:30 wrong-arguments"),
        ('(school, "town")', "(school, school)", "test.toml:30 wrong-arguments"),
        ("label(school) ==", "school ==", "test.toml:30 unknown-option"),
        ('label(school) == "Zadkine Rotterdam"', "school == 3", "test.toml:30 unknown-option"),
        ('list = "schools.csv"', "list = 3", "test.toml:22 wrong-type"),
    ],
)
def test_what_is_said_of_a_list_is_held_against_it(
    tmp_path: Path, old: str, new: str, problem: str
) -> None:
    assert told(tmp_path, text=ASKED.replace(old, new)) == [problem]


def test_a_code_that_is_not_in_the_list_gets_a_near_match(tmp_path: Path) -> None:
    text = ASKED.replace('label(school) == "Zadkine Rotterdam"', 'school == "00AC"')
    path = tmp_path / "test.toml"
    lookup_questionnaire(tmp_path)
    path.write_text(text, encoding="utf-8")
    (problem,) = examine(path).problems
    assert 'did you mean "00AB"?' in problem.hint


def test_a_province_without_rows_is_told_and_blocks_where_an_answer_is_needed(
    tmp_path: Path,
) -> None:
    schools = SCHOOLS.replace(",2,", ",1,")
    lookup_questionnaire(tmp_path, schools=schools)
    path = tmp_path / "test.toml"
    (problem,) = examine(path).problems
    assert (problem.code, problem.severity) == ("no-options", Severity.WARNING)
    required = ASKED.replace('missing = ["refused"]', "required = true")
    path.write_text(required, encoding="utf-8")
    (problem,) = examine(path).problems
    assert (problem.code, problem.severity) == ("no-options", Severity.ERROR)


def test_a_core_lookup_has_the_same_list_everywhere(tmp_path: Path) -> None:
    study = StudyFile(id="s", title=Text.of("S"), languages=("nl",), core=("school",))
    members = []
    for name, schools in (("a", SCHOOLS), ("b", SCHOOLS), ("c", SCHOOLS.replace("Gouda", "Delft"))):
        folder = tmp_path / name
        folder.mkdir()
        members.append(Member(folder / "test.toml", lookup_questionnaire(folder, schools=schools)))
    (problem,) = core_problems(study, members)
    assert (problem.code, problem.place.line) == ("core-differs", 22)
    assert "c/test.toml" in problem.place.file


def test_the_content_of_the_list_is_part_of_the_questionnaire_and_not_written_out_in_it(
    tmp_path: Path,
) -> None:
    one = lookup_questionnaire(tmp_path)
    other = lookup_questionnaire(tmp_path, schools=SCHOOLS.replace("Zadkine R", "Zadkine te R"))
    assert one.hash != other.hash
    assert "Zadkine" not in one.document.replace("Zadkine Rotterdam", "", 1)
    ((content, listed),) = one.lists.items()
    again = load_stored(one.document, texts={content: listed.text}.__getitem__)
    assert (again.hash, again.document) == (one.hash, one.document)
    with pytest.raises(ValueError, match="was not kept"):
        load_stored(one.document, texts=no_lists)


UTRECHT_LACKS = SCHOOLS.replace(",2,", ",1,")
EXIT = '[[exit]]\nwhen = "answered(province) and province == 2"\ndisposition = "not_eligible"\ntext = "Dag"\n'


@pytest.mark.parametrize(
    ("show_if", "top", "codes"),
    [
        ("answered(province) and province != 2", "", []),
        ("answered(province) and province == 1", "", []),
        ("answered(province) and province != 1", "", ["no-options"]),
        ("answered(province)", "", ["no-options"]),
        ("answered(province)", EXIT, []),
    ],
)
def test_a_code_without_rows_is_told_only_where_it_can_be_met(
    tmp_path: Path, show_if: str, top: str, codes: list[str]
) -> None:
    head, school, rest = ASKED.partition('id = "school"\n')
    text = f"{head}{school}show_if = '{show_if}'\n{rest}"
    text = text.replace("[[section]]\nid", f"{top}\n[[section]]\nid")
    (tmp_path / "schools.csv").write_text(UTRECHT_LACKS, encoding="utf-8")
    path = tmp_path / "test.toml"
    path.write_text(text, encoding="utf-8")
    assert [problem.code for problem in examine(path).problems] == codes


def test_of_codes_without_rows_only_those_that_can_be_met_are_named(tmp_path: Path) -> None:
    """The earlier answer is a code of another list here: codes are texts then."""
    (tmp_path / "provinces.csv").write_text(
        "code,nl,en\n1,ZH,SH\nUT,Utrecht,Utrecht\nFR,Friesland,Frisia\n", "utf-8"
    )
    options = 'options = [{ code = 1, text = "Zuid-Holland" }, { code = 2, text = "Utrecht" }]'
    assert options in ASKED
    text = ASKED.replace('type = "single"\nmissing', 'type = "lookup"\nmissing', 1)
    text = text.replace(options, 'list = "provinces.csv"')
    text = text.replace(
        'id = "school"\n', 'id = "school"\nshow_if = \'answered(province) and province != "UT"\'\n'
    )
    (tmp_path / "schools.csv").write_text(UTRECHT_LACKS, encoding="utf-8")
    path = tmp_path / "test.toml"
    path.write_text(text, encoding="utf-8")
    (problem,) = examine(path).problems
    assert problem.code == "no-options"
    assert "FR" in problem.message
    assert "UT" not in problem.message
