"""`export --format sav` and `--format dta`: from rows and from pages the same bytes; what was lost is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.command_line import Invoke
from hybridequiz.export import labelled_frames, pages, sav_writer
from hybridequiz.problems import ExitCode
from hybridequiz.store import reading
from hybridequiz.values import replace

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


@pytest.mark.parametrize(
    ("language", "number", "told"),
    [
        (
            "en",
            1,
            """\
small: warning[text-cut] 1 text in 'why' is too long for SPSS and was cut
  hint: --format csv and --format jsonl keep all of it
""",
        ),
        ("en", 2, "2 texts in 'why' are too long for SPSS and were cut\n"),
        (
            "nl",
            1,
            """\
small: waarschuwing[text-cut] 1 tekst in ‘why’ is te lang voor SPSS en is afgekapt
  tip: --format csv en --format jsonl bewaren alles
""",
        ),
        ("nl", 2, "2 teksten in ‘why’ zijn te lang voor SPSS en zijn afgekapt\n"),
    ],
)
def test_what_spss_cannot_hold_is_told_beside_the_path_in_the_language_of_who_exports(
    invoke: Invoke,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    number: int,
    told: str,
) -> None:
    monkeypatch.setattr(sav_writer, "SPSS", replace(sav_writer.SPSS, text=32))
    invoke("fill", "small", "-", typed=GOOD + LONG * number)
    monkeypatch.setenv("LANG", f"{language}.UTF-8")
    result = invoke("export", "--out", "out", "--format", "sav")
    assert result.exit_code == ExitCode.DONE
    assert told in result.stderr
    assert (folder / "out" / "small.sav").exists()
