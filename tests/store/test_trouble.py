"""What is said, and what is kept, when the disk or the store is not as it should be."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from hybridequiz.store.errors import StorageError, StoreDamaged, StoreNewer
from hybridequiz.store.journal import Store
from hybridequiz.store.schema import PAGE_SIZE
from store.store_kit import FINISHED, STARTED, answered, begun, contents, head, open_store


def filled(folder: Path, responses: int = 20, events: int = 30) -> Path:
    """Make a store that was closed, and give its file."""
    with open_store(folder) as store:
        for number in range(1, responses + 1):
            response = begun(store, number)
            for index in range(events):
                text = f"{'word ' * (index % 9)}event {index} of {number}"
                store.append(response, [answered(index, text)])
            if number % 2:
                store.finish(response, [FINISHED], disposition=10, document=f"[{number}]")
    return store.path


def abandoned(folder: Path, events: int = 30) -> Path:
    """Make a store as a killed process leaves it, its answers still in the log; give its file."""
    store = open_store(folder / "alive")
    response = begun(store)
    for index in range(events):
        store.append(response, [answered(index)])
    shutil.copytree(folder / "alive", folder / "killed")
    return folder / "killed" / store.path.name


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if (
        not shutil.which("mount")
        or subprocess.run(command, capture_output=True, check=False).returncode
    ):
        pytest.skip("a small disk cannot be mounted here: run as root on Linux")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_full_disk_is_told_and_the_same_call_keeps_it_once_there_is_room(
    small_disk: Path,
) -> None:
    with open_store(small_disk) as store:
        response = begun(store)
        kept = [STARTED]

        def answer_until_full() -> None:
            for index in range(10_000):
                store.append(response, [answered(index, "x" * 2000)])
                kept.append(answered(index, "x" * 2000))

        ballast = small_disk / "ballast"
        ballast.write_bytes(bytes(500_000))
        with pytest.raises(StorageError, match="disk is full") as caught:
            answer_until_full()
        assert caught.value.exit_code == 6
        assert store.events(response) == kept
        ballast.unlink()
        refused = answered(len(kept) - 1, "x" * 2000)
        store.append(response, [refused])
        assert store.events(response) == [*kept, refused]
        assert store.verify() == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
def test_a_limit_on_files_is_told_and_the_same_call_keeps_it_once_it_is_raised(
    tmp_path: Path,
) -> None:
    import resource

    store = open_store(tmp_path)
    response = begun(store)
    log = store.path.with_name("hybridequiz.db-wal")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    for batch in ([answered(1, "x" * 9000)], [answered(2), answered(3)]):
        resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size + 100, hard))
        try:
            with pytest.raises(StorageError, match="nothing of this was saved"):
                store.append(response, batch)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        store.append(response, batch)
    assert [event.question for event in store.events(response)] == ["", "q1", "q2", "q3"]


def test_a_place_where_no_folder_can_be_is_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="file") as caught:
        Store.open(tmp_path / "file" / "data")
    assert caught.value.exit_code == 6
    assert "--data" in caught.value.hint


def test_a_store_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    response = begun(store)
    store._connection.execute("PRAGMA query_only = ON")
    with pytest.raises(StorageError, match="may not be written") as caught:
        store.append(response, [answered(1)])
    assert caught.value.exit_code == 6


def test_a_store_of_a_newer_version_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = filled(tmp_path, 1, 1)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = contents(tmp_path)
    with pytest.raises(StoreNewer, match="newer version") as caught:
        Store.open(tmp_path)
    assert caught.value.exit_code == 5
    assert contents(tmp_path) == before


def make_other_database(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (name)")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_text("dear diary"),
        lambda path: path.write_bytes(bytes(PAGE_SIZE) + path.read_bytes()[PAGE_SIZE:]),
        lambda path: path.write_bytes(path.read_bytes()[:PAGE_SIZE]),
        lambda path: path.write_bytes(path.read_bytes()[:-1]),
        make_other_database,
    ],
    ids=["empty", "not a database", "no header", "one page left", "a byte short", "another's"],
)
def test_a_file_that_is_no_whole_store_is_refused_and_not_touched(
    tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    path = filled(tmp_path, 2, 5)
    spoil(path)
    before = contents(tmp_path)
    with pytest.raises(StoreDamaged) as caught:
        Store.open(tmp_path)
    assert caught.value.exit_code == 5
    assert str(path) in str(caught.value)
    assert contents(tmp_path) == before


def test_a_log_without_its_database_is_not_given_to_a_new_one(tmp_path: Path) -> None:
    path = abandoned(tmp_path)
    path.unlink()
    with pytest.raises(StoreDamaged, match="is gone"):
        Store.open(path.parent)
    assert not path.exists()


@pytest.mark.parametrize("place", [0, 4, 18, 30, 32, 40, 50, 60, 32 + 4120 * 3 + 500])
def test_answers_that_are_damaged_in_the_log_are_not_dropped_unsaid(
    tmp_path: Path, place: int
) -> None:
    path = abandoned(tmp_path)
    log = path.with_name("hybridequiz.db-wal")
    spoiled = bytearray(log.read_bytes())
    spoiled[place] ^= 0xFF
    log.write_bytes(spoiled)
    with pytest.raises(StoreDamaged, match="answers in it cannot be read"):
        Store.open(path.parent)
    assert log.read_bytes() == spoiled


@pytest.mark.parametrize("cut", [1, 100, 4119, 4120, 5000])
def test_a_log_that_was_cut_off_while_it_was_written_is_no_damage(tmp_path: Path, cut: int) -> None:
    path = abandoned(tmp_path)
    log = path.with_name("hybridequiz.db-wal")
    log.write_bytes(log.read_bytes()[:-cut])
    with Store.open(path.parent) as store:
        assert 29 <= len(store.events(head().id)) < 31


def test_a_log_that_was_begun_anew_after_older_answers_is_no_damage(tmp_path: Path) -> None:
    path = abandoned(tmp_path, 1200)
    with Store.open(path.parent) as store:
        assert len(store.events(head().id)) == 1201
        assert store.verify() == []


def test_a_changed_letter_is_reported_by_whatever_reads_it(tmp_path: Path) -> None:
    path = filled(tmp_path, 1, 3)
    content = path.read_bytes()
    assert content.count(b"word word event") == 1
    path.write_bytes(content.replace(b"word word event", b"ward word event"))
    store = open_store(tmp_path)
    with pytest.raises(StoreDamaged, match="Event 4"):
        store.events(head().id)
    assert [problem for problem in store.verify() if "Event 4" in problem]


def test_a_changed_document_is_reported_by_whatever_reads_it(tmp_path: Path) -> None:
    path = filled(tmp_path, 1, 1)
    content = path.read_bytes()
    assert content.count(b"[1]") == 1
    path.write_bytes(content.replace(b"[1]", b"[2]"))
    store = open_store(tmp_path)
    with pytest.raises(StoreDamaged):
        store.document(head().id)
    with pytest.raises(StoreDamaged):
        list(store.documents("participants"))
    assert [problem for problem in store.verify() if "not what was written" in problem]


def test_a_missing_event_is_reported(tmp_path: Path) -> None:
    path = filled(tmp_path, 1, 3)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DELETE FROM event WHERE seq = 2")
    with pytest.raises(StoreDamaged, match="Event 2 of an interview is missing"):
        open_store(tmp_path).events(head().id)


def test_a_missing_answer_file_is_reported(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.finish(begun(store), [FINISHED], disposition=10, document="{}")
    (path,) = store.file_answers()
    assert store.verify() == []
    path.unlink()
    assert [problem for problem in store.verify() if path.name in problem]


def test_no_flipped_page_goes_unreported(tmp_path: Path) -> None:
    whole = filled(tmp_path / "whole").read_bytes()
    for page in range(len(whole) // PAGE_SIZE):
        folder = tmp_path / str(page)
        folder.mkdir()
        spoiled = bytearray(whole)
        at = page * PAGE_SIZE
        spoiled[at : at + PAGE_SIZE] = bytes(byte ^ 0xFF for byte in spoiled[at : at + PAGE_SIZE])
        (folder / "hybridequiz.db").write_bytes(spoiled)
        try:
            with Store.open(folder) as store:
                assert store.verify() != [], page
        except StoreDamaged:
            continue
