"""When the disk is full, the folder may not be written, or the program is killed."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from export.bundle_kit import bundled, happened
from export.export_kit import document, instrument
from hybridequiz.export.errors import ExportFailed
from hybridequiz.export.export import export
from hybridequiz.export.formats import ExportRequest
from hybridequiz.problems import ExitCode

resource = pytest.importorskip("resource", reason="Windows has no limit on the size of files")

LIVE = ExportRequest("people", rehearsal=False)


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let no file grow over a size: the next write fails, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("size", [0, 100, 20_000])
@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_a_full_disk_leaves_the_earlier_export_whole_and_nothing_half(
    tmp_path: Path, size: int, form: str
) -> None:
    one = instrument(tmp_path)
    request = LIVE if form == "csv" else replace(LIVE, format="jsonl")
    folder = tmp_path / "out"
    paths = export([document(one, {})], {one.hash: one}, folder, request)
    before = {path: path.read_bytes() for path in paths}
    many = (document(one, {}, number=number) for number in range(200))
    with room_for(size), pytest.raises(ExportFailed) as caught:
        export(many, {one.hash: one}, folder, request)
    assert caught.value.exit_code is ExitCode.STORAGE
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("size", [0, 100, 5_000, 12_000, 15_000])
def test_a_full_disk_leaves_the_earlier_bundle_whole_and_nothing_half(
    tmp_path: Path, size: int
) -> None:
    one = instrument(tmp_path)
    path = bundled(one, [happened(one, {})], tmp_path / "out")
    before = path.read_bytes()
    assert len(before) > 15_000, "the disk is full before the end of it"
    for folder in (tmp_path / "out", tmp_path / "new"):
        with room_for(size), pytest.raises(ExportFailed):
            bundled(one, [happened(one, {})], folder)
    assert [each.read_bytes() for each in path.parent.iterdir()] == [before]
    assert not (tmp_path / "new").exists()


def test_a_full_disk_at_the_first_export_leaves_no_folder(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    with room_for(100), pytest.raises(ExportFailed):
        export([document(one, {})], {one.hash: one}, tmp_path / "out", LIVE)
    assert [path.name for path in tmp_path.iterdir()] == ["people-1.0.toml"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    one = instrument(tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportFailed):
        export([], {one.hash: one}, tmp_path / "file" / "deep" / "out", LIVE)


TESTS = Path(__file__).parents[1]

KILLED = """
import os, signal, sys
from pathlib import Path
from export.export_kit import document, instrument
from hybridequiz.export.export import export
from hybridequiz.export.formats import ExportRequest

folder = Path(sys.argv[1])
one = instrument(folder)

def documents():
    for number in range(5000):
        if number == 3000:
            os.kill(os.getpid(), signal.SIGKILL)
        yield document(one, {}, number=number)

export(documents(), {one.hash: one}, folder / "out", ExportRequest("people", rehearsal=False))
"""


@pytest.mark.parametrize("before", [False, True])
def test_a_killed_export_leaves_no_half_file_under_a_final_name(
    tmp_path: Path, before: bool
) -> None:
    if before:
        (tmp_path / "out").mkdir()
    run = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path)],
        check=False,
        cwd=TESTS,
    )
    assert run.returncode == -signal.SIGKILL
    assert not (tmp_path / "out" / "people.csv").exists()
    one = instrument(tmp_path)
    assert export([], {one.hash: one}, tmp_path / "out", LIVE), "the next export is not in its way"
