"""The documentation is true: its questionnaires load, its conditions compile, its commands exist."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
import pytest
from click.testing import CliRunner

from hybridequiz.cli.examining import examine_files
from hybridequiz.cli.program import COMMANDS, program
from hybridequiz.problems import ExitCode
from hybridequiz.questionnaire.conditions import (
    Condition,
    Kind,
    Roster,
    Scope,
    Symbol,
    compile_condition,
)
from hybridequiz.questionnaire.instrument import session_symbols, symbol_of
from hybridequiz.questionnaire.load import examine, examine_study, load
from hybridequiz.questionnaire.states import EXPORT_CODES, Missing
from hybridequiz.synthetic.reading import read_weights
from hybridequiz.tui.keys import TWINS

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", *DOCS.rglob("*.md")])
HEAD = 'id = "test"\nversion = "1"\naudience = "people"\nlanguages = ["nl"]\ntitle = "Test"\n'
SECTION = '[[section]]\nid = "test"\ntitle = "Test"\n'
AGE = '[[section.question]]\nid = "age"\ntype = "integer"\nmin = 16\nmax = 99\ntext = "Hoe oud?"\n'
FROM_TOUR = "# from tour.toml\n"
"""How an example begins that is taken from the tour: questionnaires/test_tour_on_page.py holds it against that."""
WEIGHTS = "# weights.toml\n"
"""How a file of weights begins, for `simulate`."""
RUN_ELSEWHERE = ("problems.md",)
"""Pages whose examples have a test of their own."""


def _blocks(page: Path, kind: str) -> Iterator[str]:
    """Give the blocks of a kind, those in lists too."""
    text = page.read_text(encoding="utf-8")
    pattern = rf"^( *)```{kind}\n(.*?)^ *```$"
    for match in re.finditer(pattern, text, re.MULTILINE | re.DOTALL):
        yield re.sub(rf"^{match[1]}", "", match[2], flags=re.MULTILINE)


def _whole(block: str) -> str:
    """Give a questionnaire; one of which only a part is shown gets a minimal rest."""
    if "version" in block.split("[", 1)[0]:
        return block
    if "[[section]]" in block:
        return HEAD + block
    return HEAD + SECTION + AGE + block


def _write_list(folder: Path) -> None:
    """Write the list that the pages use, as the authors' page shows it."""
    schools = next(_blocks(DOCS / "authors.md", "csv"))
    (folder / "schools.csv").write_text(schools, encoding="utf-8")


TOML = [
    pytest.param(block, id=f"{page.name}-{number}")
    for page in PAGES
    if page.name not in RUN_ELSEWHERE
    for number, block in enumerate(_blocks(page, "toml"), 1)
    if not block.startswith((FROM_TOUR, WEIGHTS))
]


@pytest.mark.parametrize("block", TOML)
def test_a_questionnaire_in_the_documentation_loads_without_problems(
    block: str, tmp_path: Path
) -> None:
    path = tmp_path / "test.toml"
    if block.startswith("# study.toml"):
        path.write_text(block, encoding="utf-8")
        assert examine_study(path)[2] == []
        return
    path.write_text(_whole(block), encoding="utf-8")
    _write_list(tmp_path)
    assert [str(problem) for problem in examine(path).problems] == []


def test_the_report_on_the_authors_page_fits_the_questionnaire_there(tmp_path: Path) -> None:
    blocks = list(_blocks(DOCS / "authors.md", "toml"))
    study = next(block for block in blocks if "[[indicator]]" in block)
    (tmp_path / "study.toml").write_text(study, encoding="utf-8")
    (tmp_path / "course.toml").write_text(f'study = "study.toml"\n{blocks[0]}', encoding="utf-8")
    assert [str(one) for one in examine_files(sorted(tmp_path.glob("*.toml"))).problems] == []


def test_the_types_in_the_authors_page_are_all_that_there_are() -> None:
    from hybridequiz.questionnaire.questions import ITEM_TYPES

    text = (DOCS / "authors.md").read_text(encoding="utf-8")
    assert set(re.findall(r'^type +[=] "(\w+)"', text, re.MULTILINE)) == ITEM_TYPES.keys()


# ----------------------------------------------------------------- Conditions


def _scope(tmp_path: Path) -> Scope:
    """Give what the example of the page lets conditions name."""
    path = tmp_path / "test.toml"
    path.write_text(next(_blocks(DOCS / "conditions.md", "toml")), encoding="utf-8")
    _write_list(tmp_path)
    instrument = examine(path).instrument
    assert instrument is not None
    symbols = session_symbols(instrument.questionnaire)
    symbols |= {
        one.id: symbol_of(one.question, listed=one.listed)
        for one in instrument.items
        if one.question
    }
    return Scope(symbols)


def test_every_condition_on_the_page_compiles(tmp_path: Path) -> None:
    scope = _scope(tmp_path)
    conditions = next(_blocks(DOCS / "conditions.md", "python")).splitlines()
    assert conditions
    for condition in conditions:
        compile_condition(condition, scope)


def test_every_condition_on_rows_compiles() -> None:
    page = (DOCS / "authors.md").read_text("utf-8").split("## Rosters", 1)[1]
    assert 'id        = "trainer"' in page
    assert 'id      = "experience"' in page
    roster = Roster("trainer", {"experience": Symbol("experience", Kind.NUMBER)})
    blocks = _blocks(DOCS / "conditions.md", "python")
    conditions = next(block for block in blocks if "for one in trainer" in block)
    for condition in conditions.splitlines():
        compile_condition(condition, Scope({}, rosters={"trainer": roster}), wanted=None)


def _rows(page: Path, head: str) -> list[list[str]]:
    """Give the cells of the table that begins with a head."""
    lines = page.read_text(encoding="utf-8").split(f"{head}\n", 1)[1].split("\n\n", 1)[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines.split("\n")[1:]]


WORDS = {"true": True, "false": False, "unknown": None}
OPEN: dict[bool | None, Any] = {True: 1, False: 2, None: Missing.DONT_KNOW}
"""What makes `status == 1` and `age == 1` true, false or unknown."""


def test_the_truth_table_is_what_the_language_does(tmp_path: Path) -> None:
    scope = _scope(tmp_path)
    sources = ("status == 1 and age == 1", "status == 1 or age == 1", "not status == 1")
    compiled: list[Condition] = [compile_condition(source, scope) for source in sources]
    rows = _rows(DOCS / "conditions.md", "| a | b | a and b | a or b | not a |")
    assert len(rows) == 9
    for row in rows:
        one, other, *outcomes = (WORDS[word] for word in row)
        answers = {"status": OPEN[one], "age": OPEN[other]}
        assert [condition.holds(answers) for condition in compiled] == outcomes


def test_the_table_of_predicates_is_what_the_language_does(tmp_path: Path) -> None:
    scope = _scope(tmp_path)
    reasons = ["dont_know", "refused", "not_applicable", "left_empty", "off_route"]
    states: list[Any] = [40, *(Missing(reason) for reason in reasons)]
    rows = _rows(
        DOCS / "conditions.md",
        "| | answered | don't know | refused | not applicable | left empty | off the route |",
    )
    assert len(rows) == 8
    for source, *words in rows:
        condition = compile_condition(source.strip("`"), scope)
        assert [condition.holds({"age": state}) for state in states] == [
            WORDS[word] for word in words
        ]


# ------------------------------------------------------------------- Commands


def _commands() -> Iterator[tuple[str, str]]:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        shown = [
            line
            for kind in ("console", "sh")
            for block in _blocks(page, kind)
            for line in block.splitlines()
        ]
        inline = re.findall(r"`(hybridequiz [a-z][^`]*)`", text)
        for line in [*shown, *inline]:
            command = line.strip().removeprefix("$ ").split(" > ")[0]
            if re.match(r"hybridequiz( |$)", command):
                yield page.name, command


@pytest.mark.parametrize(("page", "command"), list(_commands()))
def test_a_command_in_the_documentation_exists_with_its_options(page: str, command: str) -> None:
    _, *words = shlex.split(command)
    if not words:
        return
    assert words[0] in COMMANDS, page
    found = program.get_command(click.Context(program), words[0])
    assert found is not None
    if isinstance(found, click.Group) and (words[1:] or not found.invoke_without_command):
        found = found.get_command(click.Context(found), words[1])
        assert found is not None, command
    options = {
        option
        for parameter in found.params
        for option in (*parameter.opts, *parameter.secondary_opts)
    }
    assert {word for word in words if word.startswith("--")} <= options


def test_the_weights_on_the_page_for_admins_are_right() -> None:
    (block,) = (one for one in _blocks(DOCS / "admins.md", "toml") if one.startswith(WEIGHTS))
    participants = load(ROOT / "questionnaires" / "participants.toml")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "weights.toml"
        path.write_text(block, encoding="utf-8")
        said = read_weights(path, [participants])
    assert said.of["participants"].questions.keys() == {"sat_overall", "barriers"}


def test_the_line_for_fill_is_taken(tmp_path: Path) -> None:
    (line,) = _blocks(DOCS / "admins.md", "json")
    file = tmp_path / "paper.jsonl"
    file.write_text(json.dumps(json.loads(line)), encoding="utf-8")
    study = str(ROOT / "questionnaires" / "participants.toml")
    result = CliRunner().invoke(
        program, ["--data", str(tmp_path / "data"), "fill", study, str(file)]
    )
    assert result.exit_code == ExitCode.DONE, result.output


# ------------------------------------------------------------ Tables and links


def test_the_codes_for_no_answer_are_those_of_the_exports() -> None:
    rows = _rows(DOCS / "admins.md", "| code | state | |")
    assert [int(row[0].replace("−", "-")) for row in rows] == list(EXPORT_CODES.values())


def test_the_exit_codes_are_those_of_the_program() -> None:
    rows = _rows(DOCS / "admins.md", "| code | means |")
    told = {int(code) for row in rows for code in row[0].split(",")}
    assert told == {int(code) for code in ExitCode}


def test_every_key_has_the_twin_that_the_page_for_interviewers_names() -> None:
    rows = _rows(DOCS / "interviewers.md", "| key | instead | does |")
    twins = {row[0].lower(): row[1].split(", ")[-1].lower() for row in rows if row[0][0] == "F"}
    assert twins == {key: twin.replace("right_square_bracket", "]") for key, twin in TWINS.items()}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_within_the_repository_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists() or target.endswith("benchmarks.md"), target
