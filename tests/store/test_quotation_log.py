"""The log of what was decided about texts: lines are only added, and go with the answers that they are about."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from hybridequiz.interview.quotations import Quotable
from hybridequiz.store.errors import NotInStore, StorageError
from hybridequiz.store.journal import STORE_FILE, Store
from hybridequiz.store.quotation_log import Decided, Decision
from hybridequiz.store.quotation_state import State, by_text, standing
from hybridequiz.store.salvage import salvage
from hybridequiz.store.schema import SCHEMA_VERSION
from store.store_kit import FINISHED, FORGOTTEN, begun, contents, open_store

CANARY = "Jansen Techniek is good"
AT = "2026-11-27T10:00:00+01:00"


def finished(store: Store, number: int = 1) -> str:
    response = begun(store, number)
    store.finish(response, [FINISHED], disposition=10, document=f'{{"n":{number}}}')
    return response


def line(
    response: str, decision: Decision = Decision.PASSED, printed: str = CANARY, text: str = "aa"
) -> Decided:
    return Decided(response, "said", text, decision, printed, "R2", AT)


def test_lines_are_kept_in_the_order_in_which_they_were_added(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    response = finished(store)
    lines = [line(response), line(response, Decision.REJECTED, ""), line(response)]
    for one in lines:
        store.quotations.add(one)
    assert store.quotations.all() == lines


def test_of_a_response_that_is_not_there_or_not_finished_nothing_is_noted(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    with pytest.raises(NotInStore):
        store.quotations.add(line("nobody"))
    with pytest.raises(NotInStore):
        store.quotations.add(line(begun(store)))
    assert store.quotations.all() == []


def test_with_the_answers_their_lines_go_and_no_byte_of_a_text_is_left(tmp_path: Path) -> None:
    store = open_store(tmp_path / "data")
    gone, kept = finished(store, 1), finished(store, 2)
    store.quotations.add(line(gone))
    store.quotations.add(line(kept, printed="Another text"))
    assert CANARY.encode() in b"".join(contents(tmp_path / "data").values())
    store.forget(gone, FORGOTTEN, disposition=22)
    assert [one.printed for one in store.quotations.all()] == ["Another text"]
    assert CANARY.encode() not in b"".join(contents(tmp_path / "data").values())
    store.close()
    assert salvage(tmp_path / "data" / STORE_FILE, tmp_path / "out.jsonl").rows["quotation"] == 1
    assert CANARY not in (tmp_path / "out.jsonl").read_text()


def test_what_cannot_be_forgotten_whole_keeps_its_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(tmp_path)
    response = finished(store)
    store.quotations.add(line(response))
    monkeypatch.setattr("hybridequiz.store.writer.event_row", _crash)
    with pytest.raises(KeyboardInterrupt):
        store.forget(response, FORGOTTEN, disposition=22)
    assert len(store.quotations.all()) == 1
    assert store.document(response) is not None


def _crash(*_: object) -> None:
    raise KeyboardInterrupt


def test_its_lines_are_salvaged_from_a_damaged_store(tmp_path: Path) -> None:
    store = open_store(tmp_path / "data")
    response = finished(store)
    store.quotations.add(line(response))
    store.close()
    salvage(tmp_path / "data" / STORE_FILE, tmp_path / "out.jsonl")
    found = [json.loads(one) for one in (tmp_path / "out.jsonl").read_text().splitlines()]
    (row,) = [one for one in found if one["table"] == "quotation"]
    assert (row["printed"], row["person"], row["decision"]) == (CANARY, "R2", "passed")


def test_a_store_of_the_fourth_version_is_brought_up(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    response = finished(store)
    store.close()
    with closing(sqlite3.connect(tmp_path / STORE_FILE)) as connection:
        connection.execute("DROP TABLE quotation")
        connection.execute("PRAGMA user_version = 4")
    with Store.open(tmp_path) as again:
        again.quotations.add(line(response))
        assert len(again.quotations.all()) == 1
    with closing(sqlite3.connect(tmp_path / STORE_FILE)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)


def test_an_older_store_that_may_not_be_written_has_no_lines_and_takes_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(tmp_path)
    response = finished(store)
    store.close()
    with closing(sqlite3.connect(tmp_path / STORE_FILE)) as connection:
        connection.execute("DROP TABLE quotation")
        connection.execute("PRAGMA user_version = 4")
    monkeypatch.setattr("os.access", lambda *_: False)
    with Store.open(tmp_path) as again:
        assert again.quotations.all() == []
        with pytest.raises(StorageError, match="earlier version"):
            again.quotations.add(line(response))


# --------------------------------------------------------------- Where a text stands

PASS, REJECT, APPROVE, REVOKE = (
    Decision.PASSED,
    Decision.REJECTED,
    Decision.APPROVED,
    Decision.REVOKED,
)


@pytest.mark.parametrize(
    ("needs_approval", "decisions", "state"),
    [
        (False, [], State.WAITS),
        (False, [(PASS, "A")], State.PASSED),
        (False, [(PASS, "A"), (REJECT, "")], State.REJECTED),
        (False, [(REJECT, ""), (PASS, "A")], State.PASSED),
        (False, [(REVOKE, "")], State.REVOKED),
        (False, [(REVOKE, ""), (PASS, "A")], State.REVOKED),
        (True, [], State.WANTS_APPROVAL),
        (True, [(PASS, "A")], State.WANTS_APPROVAL),
        (True, [(APPROVE, "A")], State.WAITS),
        (True, [(APPROVE, "A"), (PASS, "A")], State.PASSED),
        (True, [(APPROVE, "A"), (PASS, "B")], State.WAITS),
        (True, [(APPROVE, "A"), (PASS, "A"), (APPROVE, "B")], State.WAITS),
        (True, [(APPROVE, "A"), (PASS, "A"), (REVOKE, "")], State.REVOKED),
    ],
)
def test_where_a_text_stands_follows_from_its_permission_and_the_log(
    decisions: list[tuple[Decision, str]], state: State, *, needs_approval: bool
) -> None:
    text = Quotable("r", "said", "may_we", 4, "A", "aa", "en", needs_approval)
    lines = [line("r", decision, printed) for decision, printed in decisions]
    found = standing(text, by_text(lines))
    assert found.state is state
    assert bool(found.printed) == (state is State.PASSED)


def test_what_was_decided_about_another_text_does_not_count() -> None:
    text = Quotable("r", "said", "may_we", 2, "A", "aa", "en")
    others = [line("r", text="bb"), line("s"), Decided("r", "other", "aa", PASS, "A", "R2", AT)]
    assert standing(text, by_text(others)).state is State.WAITS
