"""Running the command line inside the test's process; a few tests start a process of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli.command_line import SMALL, Invoke, Start
from hybridequiz.cli.program import program


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to be in, with one questionnaire in ./questionnaires and a data folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HYBRIDEQUIZ_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    for name in ("LC_ALL", "LC_MESSAGES", "NO_COLOR", "HYBRIDEQUIZ_PLAIN", "HYBRIDEQUIZ_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "questionnaires").mkdir()
    (tmp_path / "questionnaires" / "small.toml").write_text(SMALL, encoding="utf-8")
    return tmp_path


@pytest.fixture
def invoke(folder: Path) -> Invoke:  # noqa: ARG001 - the folder to be in
    """Run a command line in this process."""

    def run(*arguments: object, typed: str | bytes = "") -> Result:
        return CliRunner().invoke(
            program, [str(one) for one in arguments], input=typed, prog_name="hybridequiz"
        )

    return run


@pytest.fixture
def start(folder: Path) -> Start:
    """Run a command line in a process of its own."""

    def run(
        *arguments: object, typed: str = "", **variables: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "hybridequiz", *map(str, arguments)],
            input=typed,
            capture_output=True,
            text=True,
            cwd=folder,
            env={**os.environ, **variables},
            timeout=60,
            check=False,
        )

    return run
