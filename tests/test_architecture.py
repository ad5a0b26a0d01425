"""The house keeps its own rules: sizes, docstrings, rooms, and what a command may import (docs/contributing.md)."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from shutil import which

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "hybridequiz"
MODULES = sorted(SOURCE.rglob("*.py"))
LONGEST_MODULE = 400
LONGEST_FUNCTION = 50
PRINTERS = ("cli",)
WIDGETS_WITH_MARKUP = ("Label", "Static", "notify")

Function = ast.FunctionDef | ast.AsyncFunctionDef
Named = Function | ast.ClassDef


def name_of(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def nodes(kind: type[ast.AST] | tuple[type[ast.AST], ...]) -> Iterator[tuple[str, ast.AST]]:
    """Go through all nodes of a kind in all modules, each with where it stands."""
    for path in MODULES:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, kind):
                yield f"{name_of(path)}:{getattr(node, 'lineno', 0)}", node


def functions() -> Iterator[tuple[str, Function]]:
    for place, node in nodes((ast.FunctionDef, ast.AsyncFunctionDef)):
        assert isinstance(node, Function)
        yield f"{place} {node.name}", node


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    """Go through all calls, each with its place and the last name of what is called."""
    for place, node in nodes(ast.Call):
        assert isinstance(node, ast.Call)
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        yield place, name, node


def test_there_is_something_to_look_at() -> None:
    assert len(MODULES) > 50


def test_no_module_is_over_400_lines() -> None:
    long = {name_of(path): path.read_text(encoding="utf-8").count("\n") for path in MODULES}
    assert {name: lines for name, lines in long.items() if lines > LONGEST_MODULE} == {}


def test_no_function_is_over_50_lines() -> None:
    long = {
        place: node.end_lineno - node.lineno + 1
        for place, node in functions()
        if node.end_lineno and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    }
    assert long == {}


def test_every_function_says_what_it_takes_and_gives() -> None:
    bare = []
    for place, node in functions():
        every = node.args
        named = [*every.posonlyargs, *every.args, *every.kwonlyargs]
        named += [one for one in (every.vararg, every.kwarg) if one is not None]
        unsaid = [one.arg for one in named if one.annotation is None]
        if node.returns is None or set(unsaid) - {"self", "cls"}:
            bare.append(place)
    assert bare == []


def public(body: list[ast.stmt]) -> Iterator[Named]:
    """Give the public classes and functions of a body, and those within its classes."""
    for node in body:
        if isinstance(node, Named) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node.body)


def overrides_or_answers(node: Named) -> bool:
    """Tell whether a decorator says that the base class or a property documents it."""
    said = {ast.unparse(one) for one in node.decorator_list}
    return bool(said & {"override", "overload"}) or any(one.endswith(".setter") for one in said)


def test_every_public_name_has_a_docstring() -> None:
    silent = [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for path in MODULES
        for node in public(tree_of(path).body)
        if ast.get_docstring(node) is None and not overrides_or_answers(node)
    ]
    assert silent == []


def test_every_module_that_holds_code_says_what_it_is_for() -> None:
    silent = [
        name_of(path)
        for path in MODULES
        if tree_of(path).body and ast.get_docstring(tree_of(path)) is None
    ]
    assert silent == []


def test_nothing_swallows_every_error() -> None:
    greedy = []
    for place, node in nodes(ast.ExceptHandler):
        assert isinstance(node, ast.ExceptHandler)
        caught = ast.unparse(node.type) if node.type else ""
        passes_on = ast.unparse(node.body[-1]) == "raise"
        if caught in ("", "Exception", "BaseException") and not passes_on:
            greedy.append(f"{place} except {caught}".strip())
    assert greedy == []


def test_only_the_command_line_prints() -> None:
    printed = [
        place
        for place, name, _ in calls()
        if name == "print" and not place.startswith(tuple(f"{room}/" for room in PRINTERS))
    ]
    assert printed == []


def test_no_text_on_screen_is_read_as_markup() -> None:
    """A widget or a notice that takes markup would read a respondent's brackets as styles."""
    risky = []
    for place, name, node in calls():
        if not place.startswith("tui/") or name not in WIDGETS_WITH_MARKUP:
            continue
        said = {one.arg: ast.unparse(one.value) for one in node.keywords}
        if said.get("markup") != "False":
            risky.append(f"{place} {name}")
    assert risky == []


def test_nothing_evaluates_text_as_python() -> None:
    assert [place for place, name, _ in calls() if name in ("eval", "exec", "__import__")] == []


@cache
def imports_of(path: Path) -> frozenset[str]:
    """Name the modules that a module imports anywhere in it."""
    found = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
    return frozenset(found)


FORBIDDEN = {
    "interview": (
        "textual",
        "rich",
        "click",
        "sqlite3",
        "tomli",
        "time",
        "random",
        "os",
        "pathlib",
    ),
    "questionnaire": ("textual", "rich", "click", "sqlite3", "hybridequiz.interview"),
    "store": ("textual", "rich", "click", "hybridequiz.wording", "hybridequiz.tui"),
    "export": ("textual", "hybridequiz.wording", "hybridequiz.tui"),
    "wording": ("textual", "sqlite3", "hybridequiz.tui", "hybridequiz.plain"),
    "plain": ("textual", "sqlite3", "hybridequiz.tui", "hybridequiz.cli"),
    "batch": ("textual", "sqlite3", "hybridequiz.tui", "hybridequiz.cli"),
    "tui": ("sqlite3", "hybridequiz.cli", "hybridequiz.plain"),
}


@pytest.mark.parametrize("room", FORBIDDEN)
def test_a_room_does_not_know_what_is_above_it(room: str) -> None:
    known = {
        f"{name_of(path)} imports {module}"
        for path in (SOURCE / room).rglob("*.py")
        for module in imports_of(path)
        for forbidden in FORBIDDEN[room]
        if module == forbidden or module.startswith(f"{forbidden}.")
    }
    assert known == set()


def tool(name: str) -> str | None:
    """Find a tool beside the Python that runs the tests, or on the path."""
    beside = Path(sys.executable).with_name(name)
    return str(beside) if beside.exists() else which(name)


@pytest.mark.skipif(tool("lint-imports") is None, reason="python -m pip install import-linter")
def test_the_import_contracts_are_kept() -> None:
    result = subprocess.run(
        [tool("lint-imports") or "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr


PROBE = """
import sys
from hybridequiz.__main__ import main
sys.argv = ["hybridequiz", *sys.argv[1:]]
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
heavy = sorted({name.split(".")[0] for name in sys.modules} & {"textual", "sqlite3", "polars"})
print("HEAVY", *heavy, file=sys.stderr)
"""


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["check", "participants"]])
def test_a_light_command_loads_no_screen_and_no_database(arguments: list[str]) -> None:
    result = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert result.stderr.splitlines()[-1] == "HEAVY"
