"""One answer through route, validation and commit, beside a bare commit of the same row."""

from __future__ import annotations

import sqlite3
import statistics
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from benchmarks import samples
from benchmarks.measure import Row, timed
from hybridequiz.interview.answers import Answer
from hybridequiz.interview.events import Event, EventKind, Json
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.load import load
from hybridequiz.questionnaire.questions import IntegerQuestion
from hybridequiz.store.clock import SystemClock
from hybridequiz.store.data import DataFolder
from hybridequiz.store.fieldwork import Fieldwork, Sitting
from hybridequiz.store.rows import event_row
from hybridequiz.store.schema import PAGE_SIZE, TABLES
from hybridequiz.store.setup import Setup

PEER: Final = "bare SQLite WAL/FULL"
SETUP: Final = Setup("self", "extended", "nl")
BATCH: Final = 400
"""Answers that are measured in one interview."""
INSERT: Final = "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"


def measure(*, quick: bool = False) -> list[Row]:
    """Measure an answer at the start of 40 questions, and half-way 1,000."""
    answers = 20 if quick else 400
    long, middle = (100, 50) if quick else (1_000, 500)
    return [
        _row("an answer among 40 questions, saved", 40, 1, answers),
        _row(f"an answer at question {middle} of {long:,}, saved", long, middle, answers),
    ]


def begun(instrument: Instrument, folder: Path, *, at: int = 1) -> Sitting:
    """Begin an interview and answer every question before one, each with its first option, a count with its most."""
    sitting = Fieldwork(DataFolder(folder)).begin(instrument, SETUP)
    for _ in range(1, at):
        planned = sitting.conductor.current
        question = planned.question if planned else None
        most = question.max if isinstance(question, IntegerQuestion) else 1
        sitting.conductor.answer(Answer(most))
    return sitting


def _row(what: str, questions: int, at: int, answers: int) -> Row:
    with TemporaryDirectory() as name:
        folder = Path(name)
        instrument = load(samples.saved(samples.choices(questions), folder))
        ours, bare = _measured(instrument, folder, at, answers)
    return Row(what, ours * 1e6, bare * 1e6, PEER, "µs", 2.0)


def _measured(instrument: Instrument, folder: Path, at: int, answers: int) -> tuple[float, float]:
    """Give the median seconds of an answer and of the bare commit, taken in turn."""
    ours: list[float] = []
    bare: list[float] = []
    with _bare_database(folder / "bare.db") as connection:
        while len(ours) < answers:
            sitting = begun(instrument, folder / "data", at=at)
            for planned in instrument.items[at - 1 : at + BATCH]:
                ours.append(timed(partial(sitting.conductor.answer, Answer(1))))
                bare.append(_committed(connection, len(bare) + 1, _event(planned.id)))
            sitting.journal.close()
            sitting.journal.store.close()
    return statistics.median(ours), statistics.median(bare)


def _event(question: str) -> Event:
    """Make an event such as the journal keeps for an answer."""
    body: dict[str, Json] = {"answer": Answer(1).to_json(), "language": SETUP.language}
    clock = SystemClock()
    return Event(EventKind.ANSWERED, clock.now(), clock.elapsed(), question, 0, body)


def _committed(connection: sqlite3.Connection, number: int, event: Event) -> float:
    """Give the seconds of committing the row of an event."""
    row: tuple[Any, ...] = event_row(1, number, event)
    return timed(lambda: connection.execute(INSERT, row))


@contextmanager
def _bare_database(path: Path) -> Iterator[sqlite3.Connection]:
    """Make a database with the journal's table of events and nothing around it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        columns = TABLES["event"].replace("REFERENCES response (key)", "")
        connection.execute(f"CREATE TABLE event ({columns}) STRICT, WITHOUT ROWID")
        yield connection
