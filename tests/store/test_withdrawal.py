"""Withdrawal: nothing of the person is left in any file, one count is, and an old copy is known."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hybridequiz.interview.answers import Answer
from hybridequiz.interview.events import Event
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.load import load
from hybridequiz.store.clock import SystemClock
from hybridequiz.store.codes import is_code, new_code, read_code
from hybridequiz.store.data import DataFolder
from hybridequiz.store.errors import CodeError, ResponseInUse, StoreNewer
from hybridequiz.store.fieldwork import Fieldwork, NotResumable, Sitting
from hybridequiz.store.journal import STORE_FILE, Store
from hybridequiz.store.lock import lock_response
from hybridequiz.store.schema import SCHEMA_VERSION
from hybridequiz.store.setup import Setup
from hybridequiz.store.tombstones import SALT_BYTES, tombstone
from hybridequiz.store.withdrawal import NothingToWithdraw, find_withdrawable, withdraw
from hybridequiz.store.writer import Writer
from store.store_kit import contents

CANARY = "my boss is the problem"
QUESTIONNAIRE = """\
id = "small"
version = "1"
audience = "people"
languages = ["en"]
title = "Small"

[[exit]]
when = "consent == 2"
disposition = "refused"
keep = "disposition"
text = "Fine."

[[section]]
id = "one"
title = "One"

[[section.question]]
id = "consent"
type = "single"
required = true
text = "May we?"
options = [ { code = 1, en = "Yes" }, { code = 2, en = "No" } ]

[[section.question]]
id = "why"
type = "text"
text = "Why?"
"""


@pytest.fixture
def instrument(tmp_path: Path) -> Instrument:
    path = tmp_path / "small.toml"
    path.write_text(QUESTIONNAIRE, encoding="utf-8")
    return load(path)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def _answered(fieldwork: Fieldwork, instrument: Instrument, *, finish: bool) -> Sitting:
    setup = Setup("interview", "extended", "en", interviewer="KL-007", case="CASE-4711")
    sitting = fieldwork.begin(instrument, setup)
    sitting.conductor.answer(Answer(1))
    sitting.conductor.remark(f"said twice: {CANARY}")
    sitting.conductor.answer(Answer(CANARY))
    if finish:
        sitting.conductor.finish()
    else:
        sitting.conductor.keep_draft(CANARY)
    sitting.journal.close()
    return sitting


def _withdrawn(folder: Path, code: str) -> None:
    with DataFolder(folder) as data:
        store, row = find_withdrawable(data, code)
        withdraw(store, row, SystemClock())


@pytest.mark.parametrize("finish", [True, False])
def test_nothing_that_leads_to_the_person_is_left_in_any_file(
    instrument: Instrument, data: Path, *, finish: bool
) -> None:
    with Fieldwork(DataFolder(data)) as fieldwork:
        session = _answered(fieldwork, instrument, finish=finish).interview.session
    before = b"".join(contents(data).values())
    traces = [CANARY, "KL-007", "CASE-4711", session.response, read_code(session.code)]
    assert all(trace.encode() in before for trace in traces)
    _withdrawn(data, session.code)
    for name, content in contents(data).items():
        found = [one for one in traces if one.encode() in content or one in name]
        assert found == [], name
    names = [str(path) for path in data.rglob("*")]
    assert not any(session.response in name for name in names)


def test_a_lock_that_is_taken_while_it_is_withdrawn_leaves_no_name_either(
    instrument: Instrument, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Fieldwork(DataFolder(data)) as fieldwork:
        session = _answered(fieldwork, instrument, finish=True).interview.session
    forget = Store.forget

    def and_be_looked_for(store: Store, response: str, event: Event, *, disposition: int) -> None:
        forget(store, response, event, disposition=disposition)
        with lock_response(store.locks_folder, response, since=event.at):
            pass

    monkeypatch.setattr(Store, "forget", and_be_looked_for)
    _withdrawn(data, session.code)
    assert [path for path in data.rglob("*") if session.response in path.name] == []


def test_a_crash_once_the_names_are_buried_leaves_no_lock_with_them(
    instrument: Instrument, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Fieldwork(DataFolder(data)) as fieldwork:
        session = _answered(fieldwork, instrument, finish=True).interview.session
    bury = Writer.bury

    def and_crash(writer: Writer, key: int) -> bool:
        bury(writer, key)
        raise KeyboardInterrupt

    monkeypatch.setattr(Writer, "bury", and_crash)
    with pytest.raises(KeyboardInterrupt):
        _withdrawn(data, session.code)
    assert [path for path in data.rglob("*") if session.response in path.name] == []


def test_one_count_is_left_and_others_stay_as_they_are(instrument: Instrument, data: Path) -> None:
    with Fieldwork(DataFolder(data)) as fieldwork:
        first, second = (_answered(fieldwork, instrument, finish=True) for _ in range(2))
    _withdrawn(data, first.interview.session.code)
    with DataFolder(data) as folder:
        rows = list(folder.live.responses())
        assert [(row.state, row.disposition) for row in rows] == [
            ("forgotten", 22),
            ("finished", 10),
        ]
        assert not is_code(rows[0].code)
        assert [row.id for row, _ in folder.live.documents("small")] == [
            second.interview.session.response
        ]
        assert folder.live.verify() == []


def test_the_code_of_withdrawn_answers_is_known_as_that_and_leads_nowhere(
    instrument: Instrument, data: Path
) -> None:
    with Fieldwork(DataFolder(data)) as fieldwork:
        session = _answered(fieldwork, instrument, finish=False).interview.session
    _withdrawn(data, session.code)
    with Fieldwork(DataFolder(data)) as fieldwork:
        with pytest.raises(NotResumable, match="withdrawn before"):
            fieldwork.look_up(session.code.lower())
        with pytest.raises(NothingToWithdraw, match="withdrawn before"):
            find_withdrawable(fieldwork.data, session.code)
        (stone,) = fieldwork.data.live.tombstones()
    assert stone.is_of_response(session.response)
    assert stone.is_of_code(read_code(session.code))


def test_who_refused_has_nothing_to_withdraw(instrument: Instrument, data: Path) -> None:
    with Fieldwork(DataFolder(data)) as fieldwork:
        sitting = fieldwork.begin(instrument, Setup("self", "extended", "en"))
        sitting.conductor.answer(Answer(2))
        sitting.conductor.finish()
        sitting.journal.close()
        with pytest.raises(NothingToWithdraw, match="they were refused"):
            find_withdrawable(fieldwork.data, sitting.interview.session.code)


def test_a_wrong_code_deletes_nothing(instrument: Instrument, data: Path) -> None:
    with Fieldwork(DataFolder(data)) as fieldwork:
        _answered(fieldwork, instrument, finish=True)
        other = new_code(lambda symbols: symbols[3])
        with pytest.raises(NothingToWithdraw, match="No response"):
            find_withdrawable(fieldwork.data, other)
        with pytest.raises(CodeError):
            find_withdrawable(fieldwork.data, "XXXX-XXXX")
        assert len(list(fieldwork.data.live.documents("small"))) == 1


def test_an_interview_that_is_open_elsewhere_is_not_taken_away(
    instrument: Instrument, data: Path
) -> None:
    with Fieldwork(DataFolder(data)) as fieldwork:
        sitting = fieldwork.begin(instrument, Setup("self", "extended", "en"))
        sitting.conductor.answer(Answer(1))
        store, row = find_withdrawable(fieldwork.data, sitting.interview.session.code)
        with pytest.raises(ResponseInUse):
            withdraw(store, row, SystemClock())
        sitting.conductor.answer(Answer("still here"))
        sitting.journal.close()
        assert len(store.events(row.id)) == 3


def test_a_crash_before_the_names_are_buried_is_ended_at_the_next_start(
    instrument: Instrument, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Fieldwork(DataFolder(data)) as fieldwork:
        session = _answered(fieldwork, instrument, finish=True).interview.session
    with monkeypatch.context() as patch:
        patch.setattr("hybridequiz.store.journal.Store._remove_traces", _crash)
        with pytest.raises(KeyboardInterrupt):
            _withdrawn(data, session.code)
    with DataFolder(data) as folder:
        folder.live.file_answers()
        (stone,) = folder.live.tombstones()
        assert stone.is_of_response(session.response)
    assert CANARY.encode() not in b"".join(contents(data).values())


def _crash(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_store_of_the_first_version_is_brought_up_and_keeps_its_answers(
    instrument: Instrument, data: Path
) -> None:
    with Fieldwork(DataFolder(data)) as fieldwork:
        session = _answered(fieldwork, instrument, finish=False).interview.session
    path = data / "live" / STORE_FILE
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE tombstone")
        connection.execute("PRAGMA user_version = 1")
    with DataFolder(data) as folder:
        assert folder.find(read_code(session.code)) is not None
        assert folder.live.tombstones() == []
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    _withdrawn(data, session.code)
    with DataFolder(data) as folder:
        assert len(folder.live.tombstones()) == 1


def test_a_newer_store_is_refused(instrument: Instrument, data: Path) -> None:
    with Fieldwork(DataFolder(data)) as fieldwork:
        _answered(fieldwork, instrument, finish=False)
    with closing(sqlite3.connect(data / "live" / STORE_FILE)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    with pytest.raises(StoreNewer), DataFolder(data) as folder:
        _ = folder.live


@settings(max_examples=20, deadline=None)
@given(st.binary(min_size=SALT_BYTES, max_size=SALT_BYTES), st.uuids(), st.uuids())
def test_a_tombstone_knows_its_own_and_no_other(salt: bytes, one: object, other: object) -> None:
    code, another = "ABCDEFGH", "ABCDEFGJ"
    stone = tombstone(str(one), code, salt)
    assert stone.is_of_response(str(one))
    assert stone.is_of_response(str(other)) == (one == other)
    assert stone.is_of_code(code)
    assert not stone.is_of_code(another)
    written = stone.salt + stone.response + stone.code
    assert str(one) not in written
    assert code not in written
