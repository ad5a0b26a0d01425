from __future__ import annotations

import dataclasses
import os
import sqlite3
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hybridequiz.interview.events import Event, EventKind
from hybridequiz.store.database import LONG_LOG, connect
from hybridequiz.store.errors import (
    CodeTaken,
    NotInStore,
    QuestionnaireChanged,
    ResponseClosed,
    ResponseInUse,
    StorageError,
)
from hybridequiz.store.journal import Store
from hybridequiz.store.rows import Count, Draft, ResponseState
from store.store_kit import AT, FINISHED, FORGOTTEN, STARTED, answered, begun, head, open_store

any_text = st.text(st.characters(), max_size=30)
bodies = st.dictionaries(any_text, st.none() | st.integers() | any_text | st.lists(any_text))
events = st.builds(
    Event,
    kind=st.sampled_from(EventKind),
    at=st.just(AT),
    elapsed=st.integers(0, 2**62),
    question=st.sampled_from(["", "sat_overall"]),
    row=st.integers(0, 99),
    body=bodies,
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "data")


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(events, max_size=4), max_size=5))
def test_whatever_is_kept_comes_back_in_its_order(batches: list[list[Event]]) -> None:
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder)) as store:
        response = begun(store)
        for batch in batches:
            store.append(response, batch)
        expected = [STARTED, *(event for batch in batches for event in batch)]
        assert store.events(response) == expected
        with open_store(Path(folder)) as again:
            assert again.events(response) == expected


def test_the_numbers_go_on_when_an_interview_is_resumed(tmp_path: Path) -> None:
    response = begun(open_store(tmp_path))
    for number in range(3):
        with open_store(tmp_path) as store:
            store.append(response, [answered(number)])
    assert [event.question for event in open_store(tmp_path).events(response)] == [
        "",
        "q0",
        "q1",
        "q2",
    ]


def test_a_response_is_found_by_its_code_with_all_that_is_known_of_it(store: Store) -> None:
    begun(store, 7)
    row = store.find(head(7).code)
    assert row is not None
    assert dataclasses.asdict(row) == {
        "id": head(7).id,
        "code": head(7).code,
        "questionnaire_hash": "aa",
        "questionnaire_id": "participants",
        "questionnaire_version": "1.0",
        "session": head(7).session,
        "state": ResponseState.OPEN,
        "disposition": None,
        "started_at": AT,
        "finished_at": None,
    }
    assert store.find("22222222") is None


def test_finishing_keeps_events_state_and_document_at_once(store: Store) -> None:
    response = begun(store)
    assert store.document(response) is None
    store.finish(response, [answered(1), FINISHED], disposition=10, document='{"a":1}')
    row = store.find(head().code)
    assert row is not None
    assert (row.state, row.disposition, row.finished_at) == ("finished", 10, FINISHED.at)
    assert store.document(response) == '{"a":1}'
    assert store.events(response)[1:] == [answered(1), FINISHED]


def test_finishing_again_with_the_same_document_changes_nothing(store: Store) -> None:
    response = begun(store)
    for _ in range(2):
        store.finish(response, [FINISHED], disposition=10, document="{}")
    assert len(store.events(response)) == 2
    with pytest.raises(ResponseClosed):
        store.finish(response, [FINISHED], disposition=10, document='{"a":2}')


def test_nothing_is_added_to_a_closed_response(store: Store) -> None:
    finished, forgotten = begun(store, 1), begun(store, 2)
    store.finish(finished, [FINISHED], disposition=10, document="{}")
    store.forget(forgotten, FORGOTTEN, disposition=22)
    for response in (finished, forgotten):
        before = store.events(response)
        for batch in ([answered(1)], [answered(1), answered(2)]):
            with pytest.raises(ResponseClosed):
                store.append(response, batch)
        with pytest.raises(ResponseClosed):
            store.keep_draft(response, "q1", 0, "half")
        assert store.events(response) == before


def test_what_is_not_in_the_store_is_named(store: Store) -> None:
    for call in (store.events, store.draft, store.document):
        with pytest.raises(NotInStore, match="no such response"):
            call(head().id)
    with pytest.raises(NotInStore, match="no such response"):
        store.append(head().id, [answered(1)])
    with pytest.raises(NotInStore, match="questionnaire"):
        store.questionnaire("bb")
    with pytest.raises(NotInStore, match="questionnaire"):
        store.begin(head(content="bb"), [STARTED])


def test_no_two_responses_have_one_code(store: Store) -> None:
    begun(store, 1)
    with pytest.raises(CodeTaken):
        store.begin(dataclasses.replace(head(2), code=head(1).code), [STARTED])
    store.begin(head(2), [STARTED])
    assert len(list(store.responses())) == 2


def test_beginning_the_same_response_again_keeps_it_once(store: Store) -> None:
    begun(store)
    begun(store)
    assert store.events(head().id) == [STARTED]


def test_a_draft_is_replaced_and_goes_with_the_answer(store: Store) -> None:
    response = begun(store)
    assert store.draft(response) is None
    store.keep_draft(response, "why", 0, "because")
    store.keep_draft(response, "why", 2, "because \ud800\0 it")
    store.append(response, [answered(1)])
    assert store.draft(response) == Draft("why", 2, "because \ud800\0 it")
    store.append(response, [answered(2)], drop_draft=True)
    assert store.draft(response) is None
    store.keep_draft(response, "why", 0, "again")
    store.append(response, [], drop_draft=True)
    assert store.draft(response) is None
    assert len(store.events(response)) == 3


def test_a_draft_of_an_earlier_sitting_goes_too(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    response = begun(store)
    store.keep_draft(response, "why", 0, "because")
    with open_store(tmp_path) as resumed:
        resumed.append(response, [answered(1)], drop_draft=True)
    assert store.draft(response) is None


def test_content_that_changed_under_its_version_is_refused_once_there_are_answers(
    store: Store,
) -> None:
    store.keep_questionnaire(hash="bb", id="participants", version="1.0", document="new")
    with pytest.raises(NotInStore):
        store.questionnaire("aa")
    store.begin(head(content="bb"), [STARTED])
    store.keep_questionnaire(hash="bb", id="participants", version="1.0", document="new")
    with pytest.raises(QuestionnaireChanged, match=r"1\.0 of participants") as caught:
        store.keep_questionnaire(hash="cc", id="participants", version="1.0", document="newer")
    assert caught.value.exit_code == 3
    assert "new version" in caught.value.hint
    store.keep_questionnaire(hash="cc", id="participants", version="1.1", document="newer")
    assert [store.questionnaire(content) for content in ("bb", "cc")] == ["new", "newer"]


def test_rehearsals_may_change_under_one_version_and_keep_their_own_content(tmp_path: Path) -> None:
    store = open_store(tmp_path, rehearsal=True)
    begun(store)
    store.keep_questionnaire(hash="bb", id="participants", version="1.0", document="new")
    assert store.questionnaire("aa") == '{"id":1}'
    assert store.questionnaire("bb") == "new"


def test_lists_and_documents_come_in_the_order_of_the_start_however_many(store: Store) -> None:
    store.keep_questionnaire(hash="ee", id="employers", version="1.0", document="{}")
    for number in range(2, 452):
        store.begin(head(number, "ee" if number % 9 == 0 else "aa"), [STARTED])
        if number % 2:
            store.finish(head(number).id, [FINISHED], disposition=10, document=str(number))
    numbers = range(2, 452)
    assert [row.id for row in store.responses()] == [head(number).id for number in numbers]
    assert [row.id for row in store.responses("employers")] == [
        head(number).id for number in numbers if number % 9 == 0
    ]
    assert [int(document) for _, document in store.documents("participants")] == [
        number for number in numbers if number % 2 and number % 9
    ]
    assert store.counts() == [
        Count("employers", "1.0", ResponseState.OPEN, 25),
        Count("employers", "1.0", ResponseState.FINISHED, 25),
        Count("participants", "1.0", ResponseState.OPEN, 200),
        Count("participants", "1.0", ResponseState.FINISHED, 200),
    ]


def test_answers_can_be_added_while_documents_are_read(store: Store) -> None:
    first, second = begun(store, 1), begun(store, 2)
    store.finish(first, [FINISHED], disposition=10, document="{}")
    for _ in store.documents("participants"):
        store.append(second, [answered(1)])
        store.forget(second, FORGOTTEN, disposition=22)


def test_two_processes_cannot_both_write_to_one_response(tmp_path: Path) -> None:
    one, other = open_store(tmp_path), open_store(tmp_path)
    response = begun(one)
    other.append(response, [answered(1)])
    one.append(response, [answered(2)])
    for _ in range(2):
        with pytest.raises(ResponseInUse):
            other.append(response, [answered(3)])
    assert one.events(response) == [STARTED, answered(1), answered(2)]


def test_a_call_that_was_kept_although_it_seemed_to_fail_is_not_kept_twice(store: Store) -> None:
    response = begun(store)
    store.append(response, [answered(1)])
    known = store._writer._known
    before = known[response]
    store.append(response, [answered(2), answered(3)])
    known[response] = dataclasses.replace(before, sure=False)
    store.append(response, [answered(2), answered(3)])
    store.append(response, [answered(4)])
    assert store.events(response)[1:] == [answered(number) for number in (1, 2, 3, 4)]


def test_a_call_that_was_kept_does_not_swallow_the_next(store: Store) -> None:
    response = begun(store)
    store.append(response, [answered(1)])
    before = store._writer._known[response]
    store.append(response, [answered(2)])
    store._writer._known[response] = dataclasses.replace(before, sure=False)
    store.append(response, [answered(3)])
    assert store.events(response)[1:] == [answered(number) for number in (1, 2, 3)]


def test_a_store_that_another_process_writes_to_is_told_and_can_be_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hybridequiz.store.database._BUSY", 0.01)
    store = open_store(tmp_path)
    response = begun(store)
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageError, match="Another process") as caught:
        store.append(response, [answered(1)])
    assert caught.value.exit_code == 6
    other.execute("ROLLBACK")
    store.append(response, [answered(1)])
    assert store.events(response) == [STARTED, answered(1)]


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights than these")
def test_files_and_folders_are_for_their_owner_only(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        store = open_store(tmp_path / "a" / "data")
        response = begun(store)
        store.finish(response, [FINISHED], disposition=10, document="{}")
        store.file_answers()
    finally:
        os.umask(before)
    modes = {path: path.stat().st_mode & 0o777 for path in (tmp_path / "a").rglob("*")}
    assert {path.name for path in modes} >= {"hybridequiz.db", "hybridequiz.db-wal", "answers"}
    assert all(mode == (0o700 if path.is_dir() else 0o600) for path, mode in modes.items())


def test_a_folder_that_was_there_keeps_its_rights(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    open_store(tmp_path)
    assert tmp_path.stat().st_mode & 0o777 == 0o755


def test_what_a_crash_left_undone_is_done_at_the_next_start(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    response = begun(store)
    store.finish(response, [FINISHED], disposition=10, document="{}")
    assert not store.answers_folder.exists()
    with open_store(tmp_path) as next_start:
        assert [path.read_text() for path in next_start.file_answers()] == ["{}"]
        assert next_start.file_answers() == []


def test_looking_does_not_make_a_store(tmp_path: Path) -> None:
    with pytest.raises(NotInStore, match="no answers"):
        Store.open(tmp_path / "data", create=False)
    assert not (tmp_path / "data").exists()


def test_a_response_is_kept_whole_once_and_may_be_kept_again(store: Store) -> None:
    events = [STARTED, answered(1), FINISHED]
    for _ in range(2):
        store.keep_whole(head(), events, disposition=10, document='{"a":1}')
    (row,) = store.responses()
    assert (row.state, row.disposition, row.finished_at) == ("finished", 10, FINISHED.at)
    assert store.events(row.id) == events
    assert store.document(row.id) == '{"a":1}'
    assert len(store.file_answers()) == 1
    assert store.verify() == []


def test_a_forgotten_response_that_is_kept_whole_has_no_document(store: Store) -> None:
    store.keep_whole(head(), [FORGOTTEN], disposition=22, document=None)
    (row,) = store.responses()
    assert (row.state, row.disposition) == ("forgotten", 22)
    assert store.document(row.id) is None
    assert store.file_answers() == []
    assert store.verify() == []


def test_whole_responses_have_codes_of_their_own_too(store: Store) -> None:
    begun(store)
    other = dataclasses.replace(head(2), code=head().code)
    with pytest.raises(CodeTaken):
        store.keep_whole(other, [STARTED, FINISHED], disposition=10, document="{}")


@pytest.mark.skipif(
    os.name == "nt" or not hasattr(os, "geteuid"), reason="rights are another thing on Windows"
)
@pytest.mark.parametrize("left", ["nothing", "journal"])
def test_a_store_in_a_folder_where_nothing_may_be_written_is_read(
    left: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(tmp_path)
    response = begun(store)
    if left == "nothing":
        store.close()
    monkeypatch.setattr(os, "access", lambda *_: False)  # as root may write everywhere
    with Store.open(tmp_path, create=False) as reader:
        assert reader.events(response) == [STARTED]
        with pytest.raises(StorageError, match="may not be written"):
            begun(reader, 2)


def test_a_long_log_that_a_killed_process_left_is_taken_in(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        response = begun(store)
        for number in range(300):
            store.append(response, [answered(number)])
        database = next(tmp_path.rglob("*.db"))
        left = tmp_path / "left"
        left.mkdir()
        for file in database.parent.glob(database.name + "*"):
            (left / file.name).write_bytes(file.read_bytes())  # as a kill leaves them
    log = left / (database.name + "-wal")
    assert log.stat().st_size >= LONG_LOG
    connection = connect(left / database.name)
    assert log.stat().st_size == 0, "closing would take it in too"
    assert connection.execute("SELECT count(*) FROM event").fetchone()[0] == 301
    connection.close()
