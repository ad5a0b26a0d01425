"""Exports of a large store: read once, kept beside it, and gone when a response is withdrawn."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.command_line import Invoke
from hybridequiz.export import pages
from hybridequiz.store import reading

GOOD = '{"mark": 7, "why": "CANARY", "_case": "A-17"}\n'


@pytest.fixture(autouse=True)
def _large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a store be large with one response, and two stand on a page."""
    monkeypatch.setattr(pages, "LEAST", 1)
    monkeypatch.setattr(reading, "SIZE", 2)


def exported(invoke: Invoke, folder: Path, *more: str) -> bytes:
    result = invoke("export", "small", "--out", "out", "--format", "csv", *more)
    assert result.exit_code == 0, result.output
    return (folder / "out" / "small.csv").read_bytes()


def kept(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "data").rglob("*.arrow"))


def codes(invoke: Invoke) -> list[str]:
    return [
        one["code"] for one in json.loads(invoke("list", "--codes", "--json").stdout)["interviews"]
    ]


def test_what_is_kept_is_exported_with_what_came_since(invoke: Invoke, folder: Path) -> None:
    invoke("fill", "small", "-", typed=GOOD * 3)
    assert exported(invoke, folder).count(b"CANARY") == 3
    first = kept(folder)
    assert len(first) == 2
    invoke("fill", "small", "-", typed=GOOD * 2)
    assert exported(invoke, folder).count(b"CANARY") == 5
    assert len(kept(folder)) == 3
    assert first[0] in kept(folder), "the full page stayed"


def test_the_number_of_responses_is_told_whether_they_were_read_or_not(
    invoke: Invoke, folder: Path
) -> None:
    invoke("fill", "small", "-", typed=GOOD * 3)
    for _ in range(2):
        result = invoke("export", "small", "--out", "out", "--format", "csv")
        assert "small: 3 responses" in result.stderr
    assert kept(folder)


def test_a_withdrawal_takes_away_what_was_kept_and_no_later_export_has_it(
    invoke: Invoke, folder: Path
) -> None:
    typed = GOOD.replace("CANARY", "WREN") + GOOD
    invoke("fill", "small", "-", typed=typed)
    assert b"WREN" in exported(invoke, folder)
    assert kept(folder)
    invoke("withdraw", codes(invoke)[0], "--yes")
    assert kept(folder) == []
    left = exported(invoke, folder)
    assert (left.count(b"WREN"), left.count(b"CANARY")) == (0, 1)
    found = [path for path in (folder / "data").rglob("*") if path.is_file()]
    assert not [path for path in found if b"WREN" in path.read_bytes()]


def test_an_export_for_a_purpose_keeps_nothing(invoke: Invoke, folder: Path) -> None:
    invoke("fill", "small", "-", typed=GOOD)
    assert invoke("export", "small", "--out", "out", "--for", "participation").exit_code == 0
    assert kept(folder) == []


def test_a_store_that_can_only_be_read_is_exported_as_before(
    invoke: Invoke, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    invoke("fill", "small", "-", typed=GOOD)
    monkeypatch.setattr("os.access", lambda *_: False)
    assert exported(invoke, folder).count(b"CANARY") == 1
    assert kept(folder) == []


def test_after_a_withdrawal_no_file_of_the_export_before_has_the_answers(
    invoke: Invoke, folder: Path
) -> None:
    invoke("fill", "small", "-", typed=GOOD + '{"mark": 3}\n')
    for form in ("csv", "sav"):
        more = ["--values", "both", "--paradata"] if form == "csv" else ["--paradata"]
        invoke("export", "small", "--format", form, *more, "--out", "out")
    gone = codes(invoke)[0]
    assert invoke("withdraw", gone, "--yes").exit_code == 0
    result = invoke("export", "small", "--format", "csv", "--out", "out")
    assert "Removed" in result.stderr
    assert "small-labels.csv, small-paradata.csv." in result.stderr
    assert "small-paradata.sav, small.sav. What was withdrawn" in result.stderr
    result = invoke("export", "small", "--format", "sav", "--out", "out")
    assert "small-paradata.sav." in result.stderr
    there = [path for path in (folder / "out").iterdir() if b"CANARY" in path.read_bytes()]
    assert there == []
