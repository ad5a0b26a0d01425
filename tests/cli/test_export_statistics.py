"""`export --format sav` and `--format dta`: from rows and from pages the same bytes; what was lost is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.command_line import Invoke
from hybridequiz.export import labelled_frames, pages
from hybridequiz.problems import ExitCode
from hybridequiz.store import reading

GOOD = '{"mark": 7, "why": "één"}\n'
LONG = f'{{"mark": 7, "why": "{"x" * 33}"}}\n'


@pytest.mark.parametrize("form", ["sav", "dta"])
def test_a_large_store_gives_the_same_bytes_as_a_small_one(
    invoke: Invoke, folder: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    invoke("fill", "small", "-", typed=GOOD * 3)
    found = []
    for least in (1_000, 1):
        monkeypatch.setattr(pages, "LEAST", least)
        monkeypatch.setattr(labelled_frames, "AT_ONCE", least)
        monkeypatch.setattr(reading, "SIZE", 2)
        result = invoke("export", "--out", "out", "--format", form)
        assert result.exit_code == 0, result.output
        assert result.stdout.split() == [str(folder / "out" / f"small.{form}")]
        found.append((folder / "out" / f"small.{form}").read_bytes())
    assert found[0] == found[1]
    assert (folder / "out" / f"small.{form}").stat().st_mode & 0o077 == 0


def test_what_spss_cannot_hold_is_told_beside_the_path(
    invoke: Invoke, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from hybridequiz.export import sav_writer

    monkeypatch.setattr(sav_writer, "SPSS", replace(sav_writer.SPSS, text=32))
    invoke("fill", "small", "-", typed=GOOD + LONG * 2)
    result = invoke("export", "--out", "out", "--format", "sav")
    assert result.exit_code == ExitCode.DONE
    assert "warning[text-cut] texts in 'why' that are too long for SPSS" in result.stderr
    assert "were cut: 2" in result.stderr
    assert (folder / "out" / "small.sav").exists()
