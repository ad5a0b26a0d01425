from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from hybridequiz.store.errors import StorageError
from hybridequiz.store.journal import Store
from store.store_kit import FINISHED, FORGOTTEN, answered, begun, contents, head, open_store

CANARY = "CANARY"


def live_through(store: Store, chance: random.Random) -> list[str]:
    """Let some responses grow through one another; give those that said the canary."""
    responses = [begun(store, number) for number in range(2, 14)]
    talkers = responses[::2]
    for number in range(300):
        response = chance.choice(responses)
        text = (CANARY if response in talkers else "filler") * chance.choice([1, 2, 5, 40, 900])
        if chance.random() < 0.3:
            store.keep_draft(response, "why", 0, text)
        else:
            store.append(response, [answered(number, text)], drop_draft=chance.random() < 0.5)
    for response in talkers[::2]:
        store.finish(response, [FINISHED], disposition=10, document=f'{{"a":"{CANARY * 2000}"}}')
        store.file_answers()
    return talkers


@pytest.mark.parametrize("seed", range(8))
def test_nothing_of_a_forgotten_answer_is_left_in_any_file(tmp_path: Path, seed: int) -> None:
    store = open_store(tmp_path)
    talkers = live_through(store, random.Random(seed))  # noqa: S311 - chance that repeats
    assert any(CANARY.encode() in content for content in contents(tmp_path).values())
    for response in talkers:
        store.forget(response, FORGOTTEN, disposition=22)
    for name, content in contents(tmp_path).items():
        assert CANARY.encode() not in content, name
    assert store.verify() == []


def test_one_event_with_the_disposition_is_left(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    response = begun(store)
    store.append(response, [answered(1)])
    store.keep_draft(response, "why", 0, "because")
    store.forget(response, FORGOTTEN, disposition=22)
    row = store.find(head().code)
    assert row is not None
    assert (row.state, row.disposition, row.finished_at) == ("forgotten", 22, FORGOTTEN.at)
    assert row.session == {"questionnaire": "participants"}
    assert store.events(response) == [FORGOTTEN]
    assert store.draft(response) is None
    assert store.document(response) is None
    assert list(store.documents("participants")) == []


def test_the_answer_files_go_and_those_of_others_stay(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    for number in (1, 2):
        store.finish(begun(store, number), [FINISHED], disposition=10, document="{}")
    paths = store.file_answers()
    half_written = paths[0].with_name(f".{paths[0].name}.part")
    half_written.write_text("{")
    store.forget(head(1).id, FORGOTTEN, disposition=22)
    assert list(store.answers_folder.iterdir()) == [paths[1]]


def test_traces_that_could_not_be_removed_go_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hybridequiz.store.database._BUSY", 0.01)
    store = open_store(tmp_path)
    response = begun(store)
    store.append(response, [answered(1, CANARY)])
    reader = sqlite3.connect(store.path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM event").fetchone()
    with pytest.raises(StorageError, match="another process"):
        store.forget(response, FORGOTTEN, disposition=22)
    assert store.events(response) == [FORGOTTEN]
    reader.close()
    with open_store(tmp_path) as next_start:
        next_start.file_answers()
    assert not any(CANARY.encode() in content for content in contents(tmp_path).values())


def test_forgetting_again_ends_what_was_left_undone(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    response = begun(store)
    for _ in range(2):
        store.forget(response, FORGOTTEN, disposition=22)
    assert store.events(response) == [FORGOTTEN]
