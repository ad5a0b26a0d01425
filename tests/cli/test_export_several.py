"""Several questionnaires in one export: all that can be exported is, and what cannot is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.command_line import SMALL, Invoke

CHANGED = SMALL.replace('id = "small"', 'id = "changed"')
LATER = CHANGED.replace('version = "1"', 'version = "2"').replace(
    'type = "text"\ntext = "Why?"', 'type = "integer"\nmin = 0\nmax = 9\ntext = "Why?"'
)


@pytest.fixture
def two(folder: Path, invoke: Invoke) -> None:
    """Keep responses to two questionnaires, of which one has versions that do not fit in one table."""
    path = folder / "questionnaires" / "changed.toml"
    for text, line in ((CHANGED, '{"mark": 7, "why": "so"}\n'), (LATER, '{"mark": 7, "why": 3}\n')):
        path.write_text(text, encoding="utf-8")
        assert invoke("fill", "changed", "-", typed=line).exit_code == 0
    assert invoke("fill", "small", "-", typed='{"mark": 7}\n').exit_code == 0


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("named", [["changed", "small"], ["small", "changed"], []])
def test_what_can_be_exported_is_whatever_stands_before_it(
    named: list[str], folder: Path, invoke: Invoke
) -> None:
    result = invoke("export", *named, "--format", "csv", "--out", "out")
    assert result.exit_code == 3
    assert "error[changed-type]" in result.stderr
    assert "small: 1 response" in result.stderr
    assert result.stderr.endswith("Not exported: changed\n")
    assert sorted(path.name for path in (folder / "out").iterdir()) == [
        "small-codebook.csv",
        "small-codebook.md",
        "small.csv",
    ]
    assert "small" in invoke("exports").stdout
    assert "changed" not in invoke("exports").stdout


@pytest.mark.usefixtures("two")
def test_the_problems_of_all_are_told_in_one_run_each_once(folder: Path, invoke: Invoke) -> None:
    (folder / "out").mkdir()
    (folder / "out" / "small.csv").write_text("mine", encoding="utf-8")
    result = invoke("export", "--format", "csv", "--out", "out")
    assert result.exit_code == 3
    assert result.stderr.count("changed-type") == 1
    assert "small.csv is there already" in result.stderr
    assert result.stderr.endswith("Not exported: changed, small\n")
    again = invoke("export", "--format", "csv", "--out", "out", "--language", "fr")
    assert again.stderr.count("is not in the language 'fr'") == 1


@pytest.mark.usefixtures("two")
def test_one_alone_that_cannot_be_exported_is_told_as_before(invoke: Invoke) -> None:
    result = invoke("export", "changed", "--format", "csv", "--out", "out")
    assert result.exit_code == 3
    assert "Not exported" not in result.stderr
