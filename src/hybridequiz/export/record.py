"""A record read back from its document, as exports need it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, Self

from hybridequiz.export.errors import UnreadableRecord
from hybridequiz.interview.events import EventKind
from hybridequiz.interview.record import RECORD_FORMAT
from hybridequiz.interview.session import Session
from hybridequiz.questionnaire.states import SAID, Missing
from hybridequiz.values import field, frozen

WITHOUT_VALUE: Final = (*SAID, Missing.LEFT_EMPTY)
"""States of a question that was asked and has no value."""


@frozen
class Record:
    """The record of one response.

    Attributes:
        session: The facts of the session.
        language: The language at the end.
        disposition: How it ended; None while it is open.
        sittings: How often it was begun or resumed.
        answers: By question: what `Answer.to_json` gave.
        rosters: By roster: its rows, each with `row`, for a row of an option `option`, and `answers`.
        remarks: How many remarks there are.
        confirmed: How many soft checks were confirmed.
        events: What happened, as `Event.to_json` gave it.
        order: In which order came what was shuffled, see `shuffling.order_of`.
    """

    session: Session
    language: str
    disposition: int | None
    sittings: int
    answers: Mapping[str, Mapping[str, Any]]
    rosters: Mapping[str, Sequence[Mapping[str, Any]]]
    remarks: int
    confirmed: int
    events: Sequence[Mapping[str, Any]]
    order: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def read(cls, document: str) -> Self:
        """Read a record back that `interview.record.response_record` gave.

        Raises:
            UnreadableRecord: when it is something else, or of a later format.
        """
        try:
            data = json.loads(document)
            if data["format"] != RECORD_FORMAT:
                raise UnreadableRecord(
                    f"Response {data['response']} is in format {data['format']}.",
                    hint="Only a newer version of the program reads that.",
                )
            return cls(
                session=Session.from_json(data["session"]),
                language=data["language"],
                disposition=data["disposition"],
                sittings=data["sittings"],
                answers=data["answers"],
                rosters=data.get("rosters", {}),
                remarks=len(data["remarks"]),
                confirmed=len(data["confirmed"]),
                events=data["events"],
                order=data.get("order", {}),
            )
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise UnreadableRecord(
                f"A record cannot be read: {type(error).__name__} {error}.",
                hint="Look whether the store is whole: hybridequiz list tells what it can read.",
            ) from error

    @property
    def finished(self) -> str:
        """Give the moment of the finish, ISO 8601; empty while it is open."""
        ends = (EventKind.FINISHED, EventKind.FORGOTTEN)
        return next((str(one["at"]) for one in self.events if one["kind"] in ends), "")

    @property
    def started(self) -> str:
        """Give the moment of the start, ISO 8601; empty where only the end is kept."""
        began = self.events[:1]
        return str(began[0]["at"]) if began and began[0]["kind"] == EventKind.STARTED else ""

    @property
    def active_seconds(self) -> Decimal:
        """Give the seconds from the first event to the last of every sitting, together."""
        milliseconds = sum(times[-1] - times[0] for times in self._sittings())
        return Decimal(milliseconds).scaleb(-3)

    def _sittings(self) -> Iterator[list[int]]:
        """Give the times of the events, sitting by sitting: each has a clock of its own."""
        times: list[int] = []
        for event in self.events:
            if event["kind"] == EventKind.RESUMED and times:
                yield times
                times = []
            times.append(int(event["elapsed"]))
        if times:
            yield times

    @property
    def without_value(self) -> int:
        """Count the questions that were asked and have no value."""
        in_rows = [row["answers"] for rows in self.rosters.values() for row in rows]
        return sum(
            answer.get("missing") in WITHOUT_VALUE
            for answers in (self.answers, *in_rows)
            for answer in answers.values()
        )
