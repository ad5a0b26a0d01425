"""The command line in a folder with a study of three locations and two audiences."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cases.kit import LIST, write_study
from cli.command_line import Invoke
from hybridequiz.cli.program import program


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to be in, with the study in ./questionnaires and a case list."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HYBRIDEQUIZ_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    for name in ("LC_ALL", "LC_MESSAGES", "NO_COLOR", "HYBRIDEQUIZ_PLAIN", "HYBRIDEQUIZ_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    write_study(tmp_path / "questionnaires")
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    return tmp_path


@pytest.fixture
def invoke(folder: Path) -> Invoke:  # noqa: ARG001 - the folder to be in
    """Run a command line in this process."""

    def run(*arguments: object, typed: str | bytes = "") -> Result:
        return CliRunner().invoke(
            program, [str(one) for one in arguments], input=typed, prog_name="hybridequiz"
        )

    return run
