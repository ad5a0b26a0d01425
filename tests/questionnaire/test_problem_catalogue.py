"""The catalogue of problems, the page about them and the code say the same; every example on the page is run."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from hybridequiz.cli.examining import examine_files
from hybridequiz.questionnaire import catalogue, load
from hybridequiz.questionnaire.catalogue import RULES
from hybridequiz.questionnaire.documents import DEEPEST, LARGEST
from hybridequiz.questionnaire.toml_words import MOST

PAGE = Path(__file__).parents[2] / "docs" / "problems.md"
SOURCES = sorted(Path(load.__file__).parent.rglob("*.py"))
HEAD = 'id = "test"\nversion = "1"\naudience = "people"\nlanguages = ["nl"]\ntitle = "Test"\n'
AGE = """
[[section]]
id = "first"
title = "First"

[[section.question]]
id = "age"
type = "integer"
min = 16
max = 99
text = "Hoe oud bent u?"
"""
NOT_CODES = {
    "utf-8",
    "utf-8-sig",
    "constrained-",
    "constrained-int",
    "constrained-str",
    "2026-01-31",
}
"""Words with a hyphen in the sources that are no codes of problems."""

TELLING = {"Problem": 0, "_Told": 0, "Finding": 0, "Fault": 0, "fault": 0, "_refused": 0}
TELLING |= {"_no_study": 1, "_report": 2, "_problem": 0, "_at": 0, "_within": 0, "_Spot": 3}
"""What tells of a problem, with the place of the code among its arguments."""


@dataclass(frozen=True)
class Section:
    """What the page says of one problem.

    Attributes:
        code: The problem's code.
        rule: The first sentence.
        files: The files of the bad example, by name.
        printed: What `check` prints.
        change: The lines that mend it.
    """

    code: str
    rule: str
    files: dict[str, str]
    printed: str
    change: str

    def mended(self) -> dict[str, str]:
        """Give the files with the change made in the one place where it fits."""
        lines = self.change.splitlines()
        old = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("+"))
        new = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("-"))
        fitting = [name for name, text in self.files.items() if text.count(old) == 1]
        assert len(fitting) == 1, f"the change fits in {fitting}"
        return {**self.files, fitting[0]: self.files[fitting[0]].replace(old, new)}


def _file(kind: str, text: str) -> tuple[str, str]:
    """Give the name of a file, which stands in its first line, and its text; in CSV that line is none of it."""
    first, rest = text.split("\n", 1)
    return first.removeprefix("# "), rest if kind == "csv" else text


def _sections() -> Iterator[Section]:
    for part in PAGE.read_text(encoding="utf-8").split("\n### ")[1:]:
        code, rest = part.split("\n", 1)
        blocks = re.findall(r"^```(\w+)\n(.*?)^```$", part, re.MULTILINE | re.DOTALL)
        files = dict(_file(kind, text) for kind, text in blocks if kind in ("toml", "csv"))
        others = dict(blocks)
        rule = rest.strip().split("\n", 1)[0].removesuffix(" (A warning: it does not stop.)")
        yield Section(code, rule, files, others.get("text", ""), others.get("diff", ""))


SECTIONS = list(_sections())
EXAMPLES = [section for section in SECTIONS if section.files]


def _printed(files: dict[str, str], folder: Path) -> list[str]:
    """Write files and give what `check` prints for them, problem by problem."""
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [
        str(problem)
        for problem in examine_files(
            [Path(name) for name in files if name.endswith(".toml")]
        ).problems
    ]


@pytest.fixture(autouse=True)
def _in_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_page_has_a_section_for_every_problem_with_its_rule() -> None:
    assert {section.code: section.rule for section in SECTIONS} == RULES


@pytest.mark.parametrize("section", EXAMPLES, ids=lambda section: section.code)
def test_a_bad_example_gives_what_the_page_shows_and_nothing_else(
    section: Section, tmp_path: Path
) -> None:
    printed = _printed(section.files, tmp_path)
    assert "\n".join(printed) + "\n" == section.printed
    assert len(printed) == 1
    assert f"[{section.code}]" in printed[0]


@pytest.mark.parametrize("section", EXAMPLES, ids=lambda section: section.code)
def test_a_mended_example_has_no_problem(section: Section, tmp_path: Path) -> None:
    assert _printed(section.mended(), tmp_path) == []


def _no_such_file(path: Path) -> None:
    assert not path.exists()


def _unreadable(path: Path) -> None:
    path.symlink_to(path)  # a link to itself can be opened by nobody, not even by root


def _crowded(path: Path) -> None:
    path.write_text("".join(f"key_{n} = 1\n" for n in range(MOST + 5)), encoding="utf-8")


IN_WORDS: dict[str, Callable[[Path], object]] = {
    "no-such-file": _no_such_file,
    "not-a-file": Path.mkdir,
    "cannot-read": _unreadable,
    "too-large": lambda path: path.write_bytes(b"#" * (LARGEST + 1)),
    "not-utf8": lambda path: path.write_bytes("title = 'café'".encode("latin-1")),
    "too-deep": lambda path: path.write_text("a = " + "[" * 99 + "]" * 99),
    "too-many": _crowded,
    "not-a-questionnaire": lambda path: path.write_text('id = "x"\n[values]\nclient = ""\n'),
    "too-long": lambda path: path.write_text(
        HEAD + AGE + f"[[section.question.check]]\nthat = 'this > {'0' * 2_000}'\ntext = 'x'\n"
    ),
    "too-complex": lambda path: path.write_text(
        HEAD + AGE + f"[[section.question.check]]\nthat = '{'not ' * 60}this > 3'\ntext = 'x'\n"
    ),
}
"""How the files are made that the page describes in words."""


def test_every_problem_has_an_example_or_is_made_here() -> None:
    assert {section.code for section in EXAMPLES} | IN_WORDS.keys() == RULES.keys()
    assert not {section.code for section in EXAMPLES} & IN_WORDS.keys()


@pytest.mark.parametrize("code", IN_WORDS)
def test_a_problem_that_is_described_in_words_is_found(code: str) -> None:
    path = Path("test.toml")
    IN_WORDS[code](path)
    problems = load.examine(path).problems
    assert code in {problem.code for problem in problems}
    assert len(problems) == 1 or code == "too-many"
    assert all(problem.place.file == "test.toml" for problem in problems)


def test_a_depth_that_is_just_allowed_is_no_problem_of_depth() -> None:
    Path("test.toml").write_text("a = " + "[" * (DEEPEST - 1) + "]" * (DEEPEST - 1))
    assert "too-deep" not in {problem.code for problem in load.examine(Path("test.toml")).problems}


def _codes_told() -> set[str]:
    """Collect what stands in the sources as a code: in calls, in returned tuples, in `code = …`."""
    return {
        word
        for path in SOURCES
        if path != Path(catalogue.__file__)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for word in _codes_in(node)
    }


def _codes_in(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call):
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        if name in TELLING:
            yield from _text(node.args[TELLING[name]])
    elif isinstance(node, ast.Tuple) and len(node.elts) > 1:
        yield from (word for word in _text(node.elts[0]) if word in RULES or "-" in word)
    elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "code":
        yield from _text(node.value)


def _text(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def test_every_code_in_the_sources_is_in_the_catalogue_and_every_rule_is_told_somewhere() -> None:
    assert _codes_told() - NOT_CODES == RULES.keys()


def test_no_code_hides_in_another_kind_of_place() -> None:
    looks_like_a_code = re.compile(r'"([a-z0-9]+(?:-[a-z0-9]+)+)"')
    found = {
        word
        for path in SOURCES
        if path != Path(catalogue.__file__)
        for word in looks_like_a_code.findall(path.read_text(encoding="utf-8"))
    }
    assert found - NOT_CODES <= RULES.keys()
