"""Every requirement from the field that this program has to meet by now has a test that is named after it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
NAMED = re.compile(r"_r0?(\d+)(?=_)")
REQUIRED = {*range(1, 14), *range(15, 18), *range(28, 34), *range(36, 40)}
"""Numbers of study section 9.5; the others belong to collecting, sealing and the report."""


def _requirements(path: Path) -> set[int]:
    """Give the requirements that the tests of a file are named after."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    return {
        int(found) for name in names if name.startswith("test_r") for found in NAMED.findall(name)
    }


def test_every_requirement_has_a_test() -> None:
    found = set[int]().union(*map(_requirements, TESTS.rglob("test_*.py")))
    assert found >= REQUIRED, f"nothing is named after {sorted(REQUIRED - found)}"
