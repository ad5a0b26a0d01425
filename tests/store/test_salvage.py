from __future__ import annotations

import json
import random
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from hybridequiz.store.errors import StorageError, StoreDamaged
from hybridequiz.store.journal import Store
from hybridequiz.store.salvage import salvage
from hybridequiz.store.schema import PAGE_SIZE, TABLES
from store.store_kit import contents
from store.test_trouble import abandoned, filled

Rows = dict[str, set[tuple[Any, ...]]]


def lines(path: Path, *, sure: bool = True) -> Rows:
    """Give the rows in a salvaged file."""
    rows: Rows = {table: set() for table in TABLES}
    for line in path.read_text().splitlines():
        row = json.loads(line)
        table, unsure = row.pop("table"), row.pop("unsure")
        if sure is not unsure:
            rows[table].add(tuple(row.values()))
    return rows


def in_tables(path: Path) -> Rows:
    """Give the rows as SQLite reads them."""
    with closing(sqlite3.connect(path)) as connection:
        return {table: set(connection.execute(f"SELECT * FROM {table}")) for table in TABLES}  # noqa: S608 - our own tables


def test_all_of_an_undamaged_store_is_salvaged(tmp_path: Path) -> None:
    path = filled(tmp_path / "data", 40)
    found = salvage(path, tmp_path / "out.jsonl")
    assert lines(tmp_path / "out.jsonl") == in_tables(path)
    assert found.rows["event"] == 40 * 31 + 20
    assert (found.unsure, found.damaged) == (0, 0)


def test_long_rows_that_go_on_in_other_pages_are_salvaged(tmp_path: Path) -> None:
    path = filled(tmp_path / "data", 1, 1)
    for size in (900, 1000, 1100, 4000, 4100, 5000, 40_000, 200_000):
        with Store.open(path.parent) as store:
            store.keep_questionnaire(hash=str(size), id="x", version=str(size), document="é" * size)
    salvage(path, tmp_path / "out.jsonl")
    assert lines(tmp_path / "out.jsonl") == in_tables(path)


def test_answers_that_are_only_in_the_log_are_salvaged(tmp_path: Path) -> None:
    path = abandoned(tmp_path, 1200)
    salvage(path, tmp_path / "out.jsonl")
    assert lines(tmp_path / "out.jsonl") == in_tables(path)


def test_a_damaged_frame_in_the_log_does_not_cost_those_that_follow(tmp_path: Path) -> None:
    path = abandoned(tmp_path)
    log = path.with_name("hybridequiz.db-wal")
    spoiled = bytearray(log.read_bytes())
    spoiled[32 + 4120 * 3 + 500] ^= 0xFF
    log.write_bytes(spoiled)
    found = salvage(path, tmp_path / "out.jsonl")
    assert found.rows["event"] == 31
    assert found.damaged == 1


@pytest.mark.parametrize("seed", range(12))
def test_every_event_in_an_intact_page_is_salvaged_and_nothing_is_changed(
    tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - chance that repeats
    path = filled(tmp_path / "data")
    expected = in_tables(path)
    whole = path.read_bytes()
    pages = [whole[at : at + PAGE_SIZE] for at in range(0, len(whole), PAGE_SIZE)]
    for lost in chance.sample(range(len(pages)), 3):
        pages[lost] = chance.randbytes(PAGE_SIZE)
    path.write_bytes(b"".join(pages))
    answers = {row for row in expected["event"] if row[2] == "answered"}  # no two of them alike
    intact = {row for row in answers if any(row[7].encode() in page for page in pages)}
    before = contents(path.parent)
    salvage(path, tmp_path / "out.jsonl")
    found = lines(tmp_path / "out.jsonl")
    assert contents(path.parent) == before
    assert len(intact) > 400
    assert intact <= found["event"]
    assert all(found[table] <= expected[table] for table in TABLES)


def test_a_row_that_is_not_what_was_written_is_salvaged_and_marked(tmp_path: Path) -> None:
    path = filled(tmp_path / "data", 1, 3)
    path.write_bytes(path.read_bytes().replace(b"word word event 2 ", b"ward word event 2 "))
    found = salvage(path, tmp_path / "out.jsonl")
    assert (found.unsure, found.rows["event"]) == (1, 5)
    (row,) = lines(tmp_path / "out.jsonl", sure=False)["event"]
    assert "ward word" in row[7]


@pytest.mark.parametrize("size", [0, 1, 100, 5000, 20_000])
def test_whatever_is_left_of_a_file_can_be_given_to_it(tmp_path: Path, size: int) -> None:
    path = filled(tmp_path / "data")
    expected = in_tables(path)
    path.write_bytes(path.read_bytes()[:size])
    salvage(path, tmp_path / "out.jsonl")
    found = lines(tmp_path / "out.jsonl")
    assert all(found[table] <= expected[table] for table in TABLES)


def test_noise_never_breaks_it(tmp_path: Path) -> None:
    whole = filled(tmp_path / "data", 3).read_bytes()
    path = tmp_path / "noise.db"
    for seed in range(60):
        chance = random.Random(seed)  # noqa: S311 - chance that repeats
        spoiled = bytearray(whole)
        for _ in range(200):
            spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
        path.write_bytes(spoiled)
        path.with_name("noise.db-wal").write_bytes(chance.randbytes(9000))
        salvage(path, tmp_path / f"{seed}.jsonl")


def test_it_writes_to_a_new_file_for_its_owner_only(tmp_path: Path) -> None:
    path = filled(tmp_path / "data", 1, 1)
    out = tmp_path / "out.jsonl"
    salvage(path, out)
    assert out.stat().st_mode & 0o777 == 0o600
    with pytest.raises(StorageError, match="is there already"):
        salvage(path, out)
    with pytest.raises(StorageError, match=r"missing\.db"):
        salvage(tmp_path / "missing.db", tmp_path / "other.jsonl")
    assert not (tmp_path / "other.jsonl").exists()


def test_a_store_that_is_open_here_is_not_salvaged_as_its_locks_would_go(tmp_path: Path) -> None:
    with Store.open(tmp_path / "data") as store, pytest.raises(StorageError, match="is in use"):
        salvage(store.path, tmp_path / "out.jsonl")
    assert salvage(store.path, tmp_path / "out.jsonl").damaged == 0


def test_a_store_that_sqlite_refuses_is_salvaged(tmp_path: Path) -> None:
    path = filled(tmp_path / "data")
    expected = in_tables(path)
    path.write_bytes(bytes(PAGE_SIZE) + path.read_bytes()[PAGE_SIZE:])
    with pytest.raises(StoreDamaged):
        Store.open(path.parent)
    salvage(path, tmp_path / "out.jsonl")
    assert lines(tmp_path / "out.jsonl") == expected
