"""`report` of a study that is wrong for the answers there are, and from a folder in which nothing can be written."""

from __future__ import annotations

import json
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cli.command_line import Invoke
from hybridequiz.cli.locating import shipped_folder
from hybridequiz.cli.program import program

Report = Callable[..., Result]
CLIMATE = 'count            = "climate in [1, 2]"'
SCHOOLS = "for       = { schools = {} }"
SCHOOL_CLAIM = 'lines   = ["schools"]'


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("golden")
    result = CliRunner().invoke(program, ["demo", "--data", str(folder)])
    assert result.exit_code == 0, result.stderr
    return folder


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A copy of the study that comes along, with its questionnaires, to make mistakes in."""
    folder = tmp_path / "mine"
    folder.mkdir()
    for name in ("study", "participants", "schools", "employers"):
        shutil.copy(shipped_folder() / f"{name}.toml", folder)
    return folder


@pytest.fixture
def report(shipped: Path, data: Path) -> Report:
    def run(*changes: tuple[str, str], options: tuple[str, ...] = ()) -> Result:
        file = shipped / "study.toml"
        text = file.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        file.write_text(text, encoding="utf-8")
        typed = ["report", str(file), "--synthetic", "--data", str(data), *options]
        return CliRunner().invoke(program, typed)

    return run


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (CLIMATE, 'count = "climat in [1, 2]"', "there is no question 'climat'"),
        (CLIMATE, 'count = "climate in [1, 7]"', "'7' is not an option of 'climate'"),
        (CLIMATE, 'count = "climate in [1, 2"', "'[' is opened here and never closed"),
        ('of               = "climate"', 'of = "climte"', "there is no question 'climte'"),
        ('mean      = "sat_grade"', 'mean = "sat_why"', "a number is wanted here"),
        ('mean      = "sat_grade"', 'mean = "sat_grade / 0"', "this divides by zero"),
        (SCHOOLS, "for = { schols = {} }", "has the audience 'schols'"),
        (SCHOOLS, 'for = { schools = { where = "statr == 1" } }', "no question 'statr'"),
        (SCHOOL_CLAIM, 'lines = ["school"]', "has the audience 'school'"),
        ('"p_status in [2, 3]"', '"p_stats in [2, 3]"', "there is no question 'p_stats'"),
        (
            'shares           = "applied_where"',
            'shares = "sat_why"',
            "has no options to give the shares of",
        ),
    ],
)
@pytest.mark.parametrize("options", [(), ("--trace", "I01")])
def test_a_study_that_does_not_fit_the_answers_is_refused_where_it_is_wrong(
    report: Report, shipped: Path, old: str, new: str, told: str, options: tuple[str, ...]
) -> None:
    result = report((old, new), options=options)
    assert result.exit_code == 3
    assert result.stdout == ""
    assert told in result.stderr
    assert f"{shipped / 'study.toml'}:" in result.stderr
    assert "defect" not in result.stderr


def test_all_that_is_wrong_is_told_at_once_and_as_check_tells_it(
    report: Report, shipped: Path
) -> None:
    changes = (
        (CLIMATE, 'count = "climat in [1, 2]"'),
        (SCHOOLS, 'for = { schols = {} }\nby = ["nothing"]'),
    )
    refused = report(*changes).stderr
    for told in ("'climat'", "'schols'", "'nothing'"):
        assert told in refused
    checked = CliRunner().invoke(program, ["check", str(shipped)])
    assert checked.exit_code == 3
    problems = checked.stdout.strip().split("\n\n")
    errors = [one for one in problems if ": error[" in one]
    assert len(errors) == 3
    assert all(one in refused for one in errors)


def test_warnings_do_not_stop_a_report(report: Report, shipped: Path) -> None:
    result = report(('where = "p_status in [2, 3]"', 'where = "p_status in [1, 2, 3]"'))
    assert "overlapping-groups" in CliRunner().invoke(program, ["check", str(shipped)]).stdout
    assert (result.exit_code, result.stderr) == (0, "")


def test_a_study_alone_says_of_whom_it_knows_nothing_and_reports_on_the_others(
    report: Report, shipped: Path
) -> None:
    for name in ("participants", "schools", "employers"):
        (shipped / f"{name}.toml").unlink()
    result = report((SCHOOLS, "for = { schools = {}, guests = {} }"))
    assert result.exit_code == 0
    assert "nobody answered as 'guests' yet" in result.stderr
    assert "schools" in result.stdout.casefold()


STUDY = """\
id = "club"
title = "The club"
languages = ["en"]
threshold = { internal = 5, public = 10 }

[[indicator]]
id = "C1"
name = "Came"
for = { people = {}, guests = {} }
of = "came"
base_kind = "valid"
count = "came in [1, 3]"

[[indicator]]
id = "C2"
name = "How"
for = { people = {} }
of = "came"
base_kind = "valid"
shares = "came"
"""
PEOPLE = """\
id = "people"
version = "1.0"
audience = "people"
study = "study.toml"
languages = ["en"]
title = "People"

[[section]]
id = "all"
title = "All"

[[section.question]]
id = "came"
type = "single"
options = [
  { code = 1, text = "Often" },
  { code = 2, text = "Never" },
  { code = 3, text = "Once" },
]
text = "Did you come?"
"""


def on_paper(code: int, times: int) -> str:
    """Give lines for `fill`."""
    return f'{{"came": {code}, "_mode": "paper"}}\n' * times


@pytest.fixture
def club(folder: Path, invoke: Invoke) -> Path:
    """A study with questionnaires for two audiences, one of which answered."""
    home = folder / "questionnaires"
    (home / "study.toml").write_text(STUDY, encoding="utf-8")
    (home / "people.toml").write_text(PEOPLE, encoding="utf-8")
    guests = PEOPLE.replace('"people"', '"guests"')
    (home / "guests.toml").write_text(guests, encoding="utf-8")
    result = invoke("fill", "people", "-", typed=on_paper(1, 6) + on_paper(2, 6) + on_paper(3, 8))
    assert result.exit_code == 0, result.stderr
    return home


def figures(result: Result, indicator: str) -> list[Any]:
    assert result.exit_code == 0, result.stderr
    (table,) = [
        one for one in json.loads(result.stdout)["indicators"] if one["indicator"] == indicator
    ]
    return [(one["count"], one["base"]) for one in table["rows"][0]["figures"]]


def test_an_audience_that_nobody_answered_for_yet_is_no_mistake(club: Path, invoke: Invoke) -> None:
    result = invoke("report", "--rehearsal", "--internal", "--format", "json")
    assert figures(result, "C1") == [(14, 20)]
    assert result.stderr == ""
    assert (club / "guests.toml").is_file()


def test_an_option_that_a_later_version_dropped_is_counted_for_those_who_chose_it(
    club: Path, invoke: Invoke
) -> None:
    later = PEOPLE.replace('"1.0"', '"1.1"').replace('  { code = 3, text = "Once" },\n', "")
    (club / "people.toml").write_text(later, encoding="utf-8")
    invoke("fill", "people", "-", typed=on_paper(1, 10))
    result = invoke("report", "--rehearsal", "--internal", "--format", "json")
    assert figures(result, "C1") == [(24, 30)]
    assert figures(result, "C2") == [(16, 30), (6, 30), (8, 30)]


BY_OPTION = """
[[breakdown]]
id = "by_coming"
name = "By coming"
of = "came"

[[claim]]
id = "seldom"
text = "{C1}"
lines = ["people/by_coming/4"]
"""


def test_a_line_of_an_option_that_nobody_could_choose_yet_is_told_and_does_not_stop_the_report(
    club: Path, invoke: Invoke
) -> None:
    study = STUDY.replace('base_kind = "valid"', 'by = ["by_coming"]\nbase_kind = "valid"', 1)
    study = study.replace("people = {}, guests = {}", "people = {}") + BY_OPTION
    (club / "study.toml").write_text(study, encoding="utf-8")
    later = PEOPLE.replace('"1.0"', '"1.1"').replace(
        '"Once" },', '"Once" },\n{ code = 4, text = "Seldom" },'
    )
    (club / "people.toml").write_text(later, encoding="utf-8")
    assert (
        "'4' is not an option"
        not in invoke("check", club / "study.toml", club / "people.toml").stdout
    )
    result = invoke("report", "--rehearsal", "--internal", "--format", "json")
    assert figures(result, "C1") == [(14, 20)]
    assert "warning[unknown-option]" in result.stderr
    assert "'4' is not an option of 'came'" in result.stderr


def test_a_location_that_came_since_can_be_named(club: Path, invoke: Invoke) -> None:
    place = '\n[[location]]\ncode = {}\ntext = "Place {}"\n'
    base = 'base_kind = "valid"\ncount = "came in [1, 3]'
    (club / "study.toml").write_text(STUDY + place.format(1, 1), encoding="utf-8")
    located = on_paper(1, 7).replace("{", '{"_location": 1, ')
    assert invoke("fill", "people", "-", typed=located).exit_code == 0
    study = STUDY.replace(base, f"{base} and not session_location == 2")
    assert study != STUDY
    study += place.format(1, 1) + place.format(2, 2)
    (club / "study.toml").write_text(study, encoding="utf-8")
    for options in (("--format", "json"), ("--trace", "C1")):
        result = invoke("report", "--rehearsal", "--internal", *options)
        assert result.exit_code == 0, result.stderr


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def made(club: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Path]]:
    """The folders made for temporary files, while nothing can be made in the data folder."""
    found: list[Path] = []
    make = tempfile.mkdtemp

    def refusing(suffix: str = "", prefix: str = "", dir: Path | None = None) -> str:  # noqa: A002 - as tempfile has it
        if dir is None or not Path(dir).is_relative_to(temporary):
            raise OSError(30, "Read-only file system", str(dir))
        path = make(suffix, prefix, dir)
        assert stat.S_IMODE(Path(path).stat().st_mode) == 0o700
        found.append(Path(path))
        return path

    monkeypatch.setattr("os.access", lambda *_: False)
    monkeypatch.setattr(tempfile, "mkdtemp", refusing)
    yield found
    assert club.is_dir()


def test_a_data_folder_that_can_only_be_read_gives_its_report_and_leaves_nothing_elsewhere(
    made: list[Path], invoke: Invoke
) -> None:
    result = invoke("report", "--rehearsal", "--internal", "--format", "json")
    assert figures(result, "C1") == [(14, 20)]
    assert made
    assert not any(path.exists() for path in made)
