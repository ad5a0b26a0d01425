"""What the store takes and gives, and how it stands in the tables."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from hybridequiz.interview.events import Event, EventKind, Json
from hybridequiz.problems import say
from hybridequiz.questionnaire.addresses import address
from hybridequiz.store.errors import StoreDamaged
from hybridequiz.values import frozen

EventRow = tuple[int, int, str, str, int, str, int, str, int]
"""A row of the table `event`: response, seq, kind, at, elapsed, question, row, body, checksum."""

_encode = json.JSONEncoder(
    separators=(",", ":")
).encode  # ASCII: every text can be kept, whatever is in it


class ResponseState(StrEnum):
    """Where a response stands."""

    OPEN = "open"
    FINISHED = "finished"
    FORGOTTEN = "forgotten"


@frozen
class ResponseHead:
    """A response that begins.

    Attributes:
        id: A uuid4, which tells nothing of when it was made.
        code: The code that people type, without its hyphen.
        questionnaire_hash: The content it is an answer to.
        session: What the interview knows of its session.
    """

    id: str
    code: str
    questionnaire_hash: str
    session: Mapping[str, Json]


@frozen
class ResponseRow:
    """A response as the store knows it. Times are the wall clock of its events, ISO 8601."""

    id: str
    code: str
    questionnaire_hash: str
    questionnaire_id: str
    questionnaire_version: str
    session: Mapping[str, Json]
    state: ResponseState
    disposition: int | None
    started_at: str
    finished_at: str | None


@frozen
class Draft:
    """What was half typed. It is not an answer."""

    question: str
    row: int
    text: str

    @property
    def address(self) -> str:
        """Give the address of the answer that it was to be."""
        return address(self.question, self.row)


@frozen
class Count:
    """How many responses a questionnaire has in a state."""

    questionnaire_id: str
    questionnaire_version: str
    state: ResponseState
    responses: int


def event_row(response: int, seq: int, event: Event) -> EventRow:
    """Give the event as a row, with its checksum."""
    body = to_text(event.body)
    fields = (event.kind.value, event.at, event.elapsed, event.question, event.row, body)
    return (response, seq, *fields, checksum((response, seq, *fields)))


def event_rows(response: int, seq: int, events: Iterable[Event]) -> list[EventRow]:
    """Give the events as rows, numbered from `seq`."""
    return [event_row(response, number, event) for number, event in enumerate(events, seq)]


def read_events(rows: Sequence[EventRow]) -> list[Event]:
    """Give the events that stand in all the rows of a response.

    Raises:
        StoreDamaged: One is missing, or is not what was written.
    """
    for expected, row in enumerate(rows, 1):
        if row[1] != expected:
            raise StoreDamaged(say("Event {number} of an interview is missing."), number=expected)
    return [read_event(row) for row in rows]


def read_event(row: EventRow) -> Event:
    """Give the event that stands in the row.

    Raises:
        StoreDamaged: The row is not what was written.
    """
    _, seq, kind, at, elapsed, question, roster_row, body, kept = row
    if checksum(row[:-1]) != kept or kind not in list(EventKind):
        raise StoreDamaged(say("Event {number} of an interview is damaged."), number=seq)
    return Event(EventKind(kind), at, elapsed, question, roster_row, from_text(body))


def checksum(fields: Sequence[object]) -> int:
    """Give the CRC-32 over the fields of a row: SQLite itself does not see a changed letter."""
    return zlib.crc32("\x1f".join(map(str, fields)).encode("utf-8", "surrogatepass"))


def to_text(data: Mapping[str, Json]) -> str:
    """Write a mapping as JSON."""
    return _encode(data if isinstance(data, dict) else dict(data))


def from_text(text: str) -> dict[str, Json]:
    """Read a mapping from JSON.

    Raises:
        StoreDamaged: It is not a mapping.
    """
    try:
        data = json.loads(text)
    except ValueError as error:
        raise StoreDamaged(say("A record is damaged: it is not JSON.")) from error
    if not isinstance(data, dict):
        raise StoreDamaged(say("A record is damaged: it is not what was written."))
    return data
