"""A store with many finished responses, made by writing the rows that interviews would have written.

One interview of each kind is held for real; the documents of all others are its document with other answers, ids and
moments in it. The journal of events is left out: exports read documents.
"""

from __future__ import annotations

import hashlib
import json
import random
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Final

from benchmarks import samples
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.load import load
from hybridequiz.store.answer_file import canonical
from hybridequiz.store.data import SYNTHETIC, DataFolder
from hybridequiz.store.journal import STORE_FILE

QUESTIONS: Final = 40
AT_ONCE: Final = 2_000
BEGAN: Final = datetime(2026, 2, 3, 9, 0, tzinfo=timezone(timedelta(hours=1)))
WORDS: Final = (
    "een",
    "goed",
    "antwoord",
    "van",
    "iemand",
    "die",
    "graag,",
    "en",
    "met",
    "komma's,",
    "over",
)
INSERTED: Final = "INSERT INTO response VALUES (?, ?, ?, ?, ?, 'finished', 10, ?, ?, '')"


def large_store(folder: Path, number: int, *, seed: int = 1, study: str = "") -> Instrument:
    """Make a store with so many finished responses to a questionnaire of 40 questions of five types.

    Args:
        folder: The data folder.
        number: How many.
        seed: Of what they answer.
        study: The study file that the questionnaire names, where it names one: they are marked as synthetic then.

    Returns:
        The questionnaire.
    """
    named = f'study = "{study}"\n' if study else ""
    instrument = load(samples.saved(named + samples.mixed(QUESTIONS), folder))
    kind = SYNTHETIC if study else "live"
    with DataFolder(folder) as data:
        store = data.synthetic if study else data.live
        store.keep_questionnaire(
            hash=instrument.hash,
            id=instrument.questionnaire.id,
            version=instrument.questionnaire.version,
            document=instrument.document,
        )
    path = folder / kind / STORE_FILE
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        made = _responses(instrument, number, random.Random(seed))  # noqa: S311 - a sample, not a secret
        for _ in range(0, number, AT_ONCE):
            connection.execute("BEGIN")
            for _, (row, document) in zip(range(AT_ONCE), made, strict=False):
                connection.execute(INSERTED, row)
                content = hashlib.sha256(document.encode()).hexdigest()
                connection.execute(
                    "INSERT INTO document VALUES (?, ?, ?)", (row[0], content, document)
                )
            connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return instrument


def _responses(
    instrument: Instrument, number: int, chance: random.Random
) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Make rows of the table of responses, each with its document."""
    questionnaire = instrument.questionnaire
    is_synthetic = questionnaire.study is not None
    for key in range(1, number + 1):
        began = BEGAN + timedelta(minutes=key)
        ended = began + timedelta(minutes=12)
        response = str(uuid.UUID(int=chance.getrandbits(128), version=4))
        session: dict[str, Any] = {
            "response": response,
            "code": f"C{key:09}",
            "questionnaire": questionnaire.id,
            "version": questionnaire.version,
            "hash": instrument.hash,
            "audience": questionnaire.audience,
            "mode": "self",
            "form": "extended",
            "language": "nl",
            "today": began.date().isoformat(),
            "rehearsal": is_synthetic,
            "tool": "0.1.0",
            "location": None,
            "interviewer": "",
            "case": "",
            **({"synthetic": True} if is_synthetic else {}),
        }
        answers: dict[str, Any] = {
            planned.id: _answer(at, chance) for at, planned in enumerate(instrument.items)
        }
        document = canonical(
            {
                "format": 1,
                "response": response,
                "parents": [],
                "questionnaire": {
                    "id": questionnaire.id,
                    "version": questionnaire.version,
                    "hash": instrument.hash,
                },
                "session": session,
                "language": "nl",
                "disposition": 10,
                "sittings": 1,
                "answers": answers,
                "remarks": {},
                "confirmed": [],
                "consents": [],
                "events": list(_events(answers, session, began, ended, chance)),
            }
        )
        row = (
            key,
            response,
            session["code"],
            instrument.hash,
            json.dumps(session),
            began.isoformat(),
            ended.isoformat(),
        )
        yield row, document


def _answer(place: int, chance: random.Random) -> dict[str, Any]:
    """Give an answer to the question at a place, see `samples.mixed`; one in twelve has none."""
    if chance.random() < 1 / 12:
        return {"missing": "left_empty"}
    by_type = (
        lambda: chance.randint(1, 4),
        lambda: sorted(chance.sample((1, 2, 3, 4), chance.randint(1, 4))),
        lambda: chance.randint(0, 40),
        lambda: " ".join(chance.choices(WORDS, k=chance.randint(2, 12))),
        lambda: chance.randint(0, 10),
    )
    return {"value": by_type[place % len(by_type)]()}


def _events(
    answers: dict[str, Any],
    session: dict[str, Any],
    began: datetime,
    ended: datetime,
    chance: random.Random,
) -> Iterator[dict[str, Any]]:
    elapsed = 0
    yield {"kind": "started", "at": began.isoformat(), "elapsed": 0, "body": session}
    for question, answer in answers.items():
        elapsed += chance.randint(2_000, 30_000)
        at = (began + timedelta(milliseconds=elapsed)).isoformat(timespec="seconds")
        body = {"answer": answer, "language": "nl"}
        yield {"kind": "answered", "at": at, "elapsed": elapsed, "question": question, "body": body}
    yield {
        "kind": "finished",
        "at": ended.isoformat(),
        "elapsed": elapsed,
        "body": {"disposition": 10},
    }
