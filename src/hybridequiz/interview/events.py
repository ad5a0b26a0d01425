"""Everything that happens in an interview: the response, the audit trail and the recovery are readings of it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, cast

from hybridequiz.questionnaire.addresses import address
from hybridequiz.values import field, frozen

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]
"""JSON without floats: decimals travel as strings, and so do whole numbers beyond `LARGEST_NUMBER`."""

LARGEST_NUMBER: Final = 2**53 - 1
"""A number of JSON is a double to most readers; they round what is larger (RFC 8785, decision 0036)."""


class EventKind(StrEnum):
    """What happened. The body that goes with each is described beside it."""

    STARTED = "started"
    """The session began. Body: `Session.to_json()`."""
    PREFILLED = "prefilled"
    """Before the first question: what is thought to be an answer, to be confirmed. Body: `{"answer": …}`."""
    ANSWERED = "answered"
    """An answer, or a reason for none. Body: `{"answer": …, "language": "nl"}`, see `Answer.to_json`; where it
    was filled in beforehand, `"prefilled"` says whether that was `"confirmed"` or `"changed"`."""
    CLEARED = "cleared"
    """An answer was taken back. Body: empty."""
    SET_ASIDE = "set_aside"
    """The question left the route; its answer waits. Body: empty."""
    RESTORED = "restored"
    """The question came back on the route, its answer with it. Body: empty."""
    CONFIRMED = "confirmed"
    """A soft check was confirmed. Body: `{"check": number from 0, "reason": "…"}`."""
    REMARKED = "remarked"
    """A remark; an empty text takes it back. Body: `{"text": "…"}`."""
    SEEN = "seen"
    """A note was read. Body: empty; where a row moved up: `{"by": "row", "read": whether that of the row was read}`."""
    MOVED = "moved"
    """Went to this question, or past it. Body: `{"by": "back" | "jump" | "next", "past": true}`."""
    LANGUAGE = "language"
    """The language changed. Body: `{"language": "en"}`."""
    HELPED = "helped"
    """Help on this question was opened. Body: empty."""
    PAUSED = "paused"
    """Left, to go on later. Body: `{"by": "key" | "hang-up" | "signal" | …}`.

    Where nobody was there any more: `{"by": "idle", "idle": milliseconds since somebody was}`.
    """
    RESUMED = "resumed"
    """Came back. Body: `{"by": "respondent" | "interviewer"}`."""
    ENDED = "ended"
    """Ended early: only what is asked after an exit is still to come. Body: `{"reason": "…"}`."""
    FINISHED = "finished"
    """The end. Body: `{"disposition": 10}`. Nothing follows it."""
    FORGOTTEN = "forgotten"
    """The answers were deleted; this is all that is left. Body: `{"disposition": 20, "session": {…}}`."""


@frozen
class Event:
    """One thing that happened.

    Attributes:
        kind: What happened.
        at: Wall clock, ISO 8601 with UTC offset.
        elapsed: Milliseconds of monotonic time since this sitting began; order never comes from clocks.
        question: The question's id, where there is one.
        row: The roster row, from 1; 0 outside a roster.
        body: What belongs to the kind, as JSON.
    """

    kind: EventKind
    at: str
    elapsed: int
    question: str = ""
    row: int = 0
    body: Mapping[str, Json] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Give the address of the answer that it is about: `age`, in a roster `age[2]`."""
        return address(self.question, self.row)

    @classmethod
    def from_json(cls, record: Mapping[str, Json]) -> Event:
        """Read an event back that `to_json` gave."""
        return cls(
            kind=EventKind(cast(str, record["kind"])),
            at=cast(str, record["at"]),
            elapsed=cast(int, record["elapsed"]),
            question=cast(str, record.get("question", "")),
            row=cast(int, record.get("row", 0)),
            body=cast("dict[str, Json]", record.get("body", {})),
        )

    def to_json(self) -> dict[str, Json]:
        """Give the event as plain data; empty parts are left out."""
        record: dict[str, Json] = {"kind": self.kind.value, "at": self.at, "elapsed": self.elapsed}
        if self.question:
            record["question"] = self.question
        if self.row:
            record["row"] = self.row
        if self.body:
            record["body"] = dict(self.body)
        return record
