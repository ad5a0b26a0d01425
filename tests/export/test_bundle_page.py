"""The page for who exports shows how a bundle is opened in Python: its blocks run, and print the first table."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from export.bundle_kit import BUNDLE, bundled, faults, happened, unpacked
from hybridequiz.cli.locating import shipped_folder
from hybridequiz.questionnaire.load import load
from hybridequiz.values import replace

PAGE = Path(__file__).parents[2] / "docs" / "admins.md"
LIBRARIES = ("polars", "duckdb", "pandas")
BLOCKS = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)


def block_of(library: str) -> str:
    (found,) = [one for one in BLOCKS if f"import {library}" in one]
    return str(found)


def test_every_block_is_run() -> None:
    assert sorted(map(block_of, LIBRARIES)) == sorted(BLOCKS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Unpack a bundle of the participants' questionnaire: two are satisfied, one is not, and two did not say."""
    one = load(shipped_folder() / "participants.toml")
    said = [
        {"value": 4},
        {"value": 4},
        {"value": 1},
        {"missing": "refused"},
        {"missing": "withheld"},
    ]
    records = [happened(one, {"sat_overall": each}, number=n) for n, each in enumerate(said, 1)]
    request = replace(BUNDLE, questionnaire="participants", language="en")
    out = unpacked(bundled(one, records, tmp_path / "out", request))
    assert faults(out) == []
    return out.rename(tmp_path / "participants").parent


@pytest.mark.parametrize(
    "library",
    [
        pytest.param(
            one,
            marks=pytest.mark.skipif(
                find_spec(one) is None,
                reason=f"{one} is not installed: python -m pip install {one}",
            ),
        )
        for one in LIBRARIES
    ],
)
def test_the_first_table_is_made_from_a_bundle(library: str, folder: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", block_of(library)],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr
    numbers = dict(zip(*_columns(run.stdout), strict=True))
    one, four = ("1", "4") if library == "duckdb" else ("Very dissatisfied", "Satisfied")
    assert numbers == {one: 1, four: 2}


def _columns(printed: str) -> tuple[list[str], list[int]]:
    """Give what stands before the numbers, and the numbers, of a table as a library draws it."""
    found = re.findall(r"^\W*(\w[\w ]*?)\W+(\d+)\W*$", printed, re.MULTILINE)
    return [words for words, _ in found], [int(number) for _, number in found]
