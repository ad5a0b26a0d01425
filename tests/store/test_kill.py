"""What was said to be kept is there after kill -9, at any moment, and after a full disk."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from hybridequiz.interview.events import Event
from hybridequiz.store.errors import NotInStore, StorageError
from hybridequiz.store.journal import STORE_FILE, Store
from hybridequiz.store.salvage import salvage
from store.interviewer import batches
from store.store_kit import FINISHED, STARTED, head, open_store

TESTS = Path(__file__).parents[1]
PYTHON = [sys.executable, "-B"]
"""Run in the folder of the tests. No bytecode is written, which strace would count as calls of ours."""
INTERVIEWER = [*PYTHON, "-m", "store.interviewer"]
RUNS = 200
SWEPT = "pwrite64,fdatasync,fsync,rename,unlink,ftruncate,mkdir,write"
POINTS = 10_000 if os.environ.get("HYBRIDEQUIZ_FULL_SWEEP") else 30

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no SIGKILL")
traced = pytest.mark.skipif(
    shutil.which("strace") is None, reason="strace is missing: apt install strace"
)


def said(output: bytes) -> int:
    """Give how many events the process said were kept."""
    numbers = [line for line in output.splitlines(keepends=True) if line.endswith(b"\n")]
    return max((int(line) for line in numbers if line != b"filed\n"), default=0)


def kept(folder: Path, number: int) -> list[Event]:
    if not (folder / STORE_FILE).exists():
        return []
    with Store.open(folder) as store:
        try:
            return store.events(head(number).id)
        except NotInStore:
            return []


def possible(count: int) -> list[list[Event]]:
    """Give every state that an interview may be found in: whole batches, and nothing between."""
    states: list[list[Event]] = [[], [STARTED]]
    for batch in batches(count):
        states.append([*states[-1], *batch])
    return [*states, [*states[-1], FINISHED]]


def kill_one(folder: Path, number: int) -> tuple[int, list[Event]]:
    """Kill an interview at a moment that chance chooses; give what it said, and what is there."""
    chance = random.Random(number)  # noqa: S311 - chance that repeats
    command = [*INTERVIEWER, str(folder), str(number), "400"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=TESTS) as process:
        assert process.stdout is not None
        output = b"".join(process.stdout.readline() for _ in range(chance.randrange(25)))
        try:
            process.wait(chance.random() * 0.004)
        except subprocess.TimeoutExpired:
            process.kill()
        output += process.stdout.read()
    return said(output), kept(folder, number)


@posix
def test_kill_9_at_any_moment_loses_nothing_that_was_said_to_be_kept(tmp_path: Path) -> None:
    def kill_some(worker: int) -> list[tuple[int, list[Event]]]:
        folder = tmp_path / str(worker)
        return [kill_one(folder, number) for number in range(1, RUNS // 2 + 1)]

    with ThreadPoolExecutor(2) as pool:
        results = [result for some in pool.map(kill_some, range(2)) for result in some]
    states = possible(400)
    assert len(results) == RUNS
    assert sum(acknowledged > 0 for acknowledged, _ in results) > RUNS // 2
    for acknowledged, events in results:
        assert len(events) >= acknowledged
        assert events in states
    for worker in range(2):
        assert open_store(tmp_path / str(worker)).verify() == []


def test_processes_that_begin_at_once_in_one_folder_all_keep_their_answers(tmp_path: Path) -> None:
    commands = [[*INTERVIEWER, str(tmp_path / "data"), str(number), "20"] for number in range(1, 5)]
    processes = [
        subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=TESTS) for command in commands
    ]
    assert [process.wait() for process in processes] == [0, 0, 0, 0]
    for number in range(1, 5):
        assert kept(tmp_path / "data", number) == possible(20)[-1]
    assert open_store(tmp_path / "data").verify() == []


def test_opening_a_store_again_drops_no_lock_that_keeps_its_answers(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.begin(head(1), [STARTED])
    open_store(tmp_path).close()
    with pytest.raises(StorageError, match="is in use"):
        salvage(store.path, tmp_path / "salvaged.jsonl")
    command = [*INTERVIEWER, str(tmp_path), "2", "1"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=TESTS)
    store.append(head(1).id, [FINISHED])
    look = "from pathlib import Path; from store.test_kill import kept; print(len(kept(Path({!r}), 1)))"
    seen = subprocess.run(
        [*PYTHON, "-c", look.format(str(tmp_path))],
        check=True,
        capture_output=True,
        cwd=TESTS,
    )
    assert seen.stdout == b"2\n"


def trace(folder: Path, *inject: str) -> subprocess.CompletedProcess[bytes]:
    """Run a short interview; strace tells of its calls on stderr."""
    command = ["strace", "-qq", "-e", f"trace={SWEPT}", *inject]
    return subprocess.run(
        [*command, *INTERVIEWER, str(folder), "1", "4"],
        capture_output=True,
        check=False,
        cwd=TESTS,
    )


def points(folder: Path) -> list[tuple[str, int]]:
    """Give system calls spread over a whole interview, each by its name and its number."""
    whole = trace(folder)
    assert whole.stdout.endswith(b"filed\n"), whole.stderr.decode()
    seen: dict[str, int] = {}
    calls = []
    for line in whole.stderr.decode().splitlines():
        name = line.split("]")[-1].strip().split("(")[0]
        if name in SWEPT.split(","):
            seen[name] = seen.get(name, 0) + 1
            calls.append((name, seen[name]))
    assert len(calls) > 50
    return calls[:: max(1, len(calls) // POINTS)]


def sweep(tmp_path: Path, what: str) -> Sequence[tuple[Path, subprocess.CompletedProcess[bytes]]]:
    """Run the interview once for each call, with the call going wrong."""

    def run(point: tuple[str, int]) -> tuple[Path, subprocess.CompletedProcess[bytes]]:
        name, number = point
        folder = tmp_path / f"{name}-{number}"
        return folder, trace(folder, "-e", f"inject={name}:{what}:when={number}")

    calls = points(tmp_path / "whole")
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(run, calls))


@traced
def test_a_kill_at_each_system_call_loses_nothing(tmp_path: Path) -> None:
    states = possible(4)
    for folder, process in sweep(tmp_path, "signal=KILL"):
        events = kept(folder, 1)
        assert process.returncode != 0
        assert len(events) >= said(process.stdout), folder.name
        assert events in states, folder.name
        with open_store(folder) as store:
            store.file_answers()
            assert store.verify() == [], folder.name


@traced
def test_a_full_disk_at_each_system_call_is_told_and_the_next_try_keeps_all_once(
    tmp_path: Path,
) -> None:
    for folder, process in sweep(tmp_path, "error=ENOSPC"):
        if b"OSError" in process.stderr and b"os.write(1" in process.stderr:
            continue  # its own talk to this test was refused
        assert process.stdout.endswith(b"filed\n"), f"{folder.name}\n{process.stderr.decode()}"
        assert kept(folder, 1) == possible(4)[-1], folder.name
        assert open_store(folder).verify() == [], folder.name
