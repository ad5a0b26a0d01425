"""The benchmarks run; what they measure is not asserted: speed depends on the machine."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "name",
    ["saving", "chains", "rosters", "checking", "exporting", "reporting", "widgets", "memory"],
)
def test_a_quick_measurement_prints_its_rows(name: str) -> None:
    command = [sys.executable, "-m", "benchmarks", "--quick", "--json", "--only", name]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    document = json.loads(done.stdout)
    assert document["skipped"] == []
    assert document["rows"]
    assert all(row["ours"] > 0 for row in document["rows"])


def test_the_table_tells_the_machine_and_every_row() -> None:
    command = [sys.executable, "-m", "benchmarks", "--quick", "--only", "chains"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    head, _rule, *rows = [line for line in done.stdout.splitlines() if line.startswith("|")]
    assert head.split("|")[1].strip() == "what"
    assert len(rows) == 2
    assert "cores" in done.stdout.splitlines()[-1]
