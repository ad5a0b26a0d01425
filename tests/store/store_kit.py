"""What the tests of the store begin with."""

from __future__ import annotations

import uuid
from pathlib import Path

from hybridequiz.interview.events import Event, EventKind, Json
from hybridequiz.store.codes import new_code
from hybridequiz.store.journal import Store
from hybridequiz.store.rows import ResponseHead

AT = "2026-05-12T09:30:00+02:00"
STARTED = Event(EventKind.STARTED, AT, 0, body={"location": 2})
FINISHED = Event(EventKind.FINISHED, "2026-05-12T10:00:00+02:00", 1_800_000)
FORGOTTEN = Event(
    EventKind.FORGOTTEN,
    "2026-05-13T09:00:00+02:00",
    0,
    body={"disposition": 22, "session": {"questionnaire": "participants"}},
)

OPENED: list[Store] = []
"""What the test has opened; closed after it."""


def answered(number: int, answer: Json = 4) -> Event:
    return Event(EventKind.ANSWERED, AT, number * 1000, f"q{number}", body={"answer": answer})


def open_store(folder: Path, *, rehearsal: bool = False) -> Store:
    store = Store.open(folder, rehearsal=rehearsal)
    OPENED.append(store)
    store.keep_questionnaire(hash="aa", id="participants", version="1.0", document='{"id":1}')
    return store


def head(number: int = 1, content: str = "aa") -> ResponseHead:
    symbols = iter(f"{number:07}".replace("0", "A").replace("1", "B"))
    code = new_code(lambda _: next(symbols))
    response = str(uuid.UUID(int=number, version=4))
    return ResponseHead(response, code, content, {"location": 2, "name": "Zoë \ud800 \0"})


def begun(store: Store, number: int = 1) -> str:
    response = head(number)
    store.begin(response, [STARTED])
    return response.id


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
