"""A record read back from its document, as exports need it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any, Final, Self

from hybridequiz.export.errors import UnreadableRecord
from hybridequiz.interview.consents import Consent, consents_of
from hybridequiz.interview.events import Event, EventKind
from hybridequiz.interview.paradata import active_time_of_json
from hybridequiz.interview.record import RECORD_FORMAT
from hybridequiz.interview.session import Session
from hybridequiz.problems import say
from hybridequiz.questionnaire.addresses import address
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
        remarks: The remarks, by address.
        confirmed: The soft checks that were confirmed, each with `question`, `check` and `reason`.
        events: What happened, as `Event.to_json` gave it.
        order: In which order came what was shuffled, see `shuffling.order_of`.
        consents: The consents that were asked for.
    """

    session: Session
    language: str
    disposition: int | None
    sittings: int
    answers: Mapping[str, Mapping[str, Any]]
    rosters: Mapping[str, Sequence[Mapping[str, Any]]]
    remarks: Mapping[str, str]
    confirmed: Sequence[Mapping[str, Any]]
    events: Sequence[Mapping[str, Any]]
    order: Mapping[str, Any] = field(default_factory=dict)
    consents: Sequence[Consent] = ()

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
                    say("Response {response} is in format {format}."),
                    hint=say("Only a newer version of the program reads that."),
                    response=data["response"],
                    format=data["format"],
                )
            return cls(
                session=Session.from_json(data["session"]),
                language=data["language"],
                disposition=data["disposition"],
                sittings=data["sittings"],
                answers=data["answers"],
                rosters=data.get("rosters", {}),
                remarks=data["remarks"],
                confirmed=data["confirmed"],
                events=data["events"],
                order=data.get("order", {}),
                consents=consents_of(data),
            )
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise UnreadableRecord(
                say("A record cannot be read: {reason}."),
                hint=say(
                    "Look whether the store is whole: hybridequiz list tells what it can read."
                ),
                reason=f"{type(error).__name__} {error}",
            ) from error

    @property
    def by_address(self) -> dict[str, Mapping[str, Any]]:
        """Give all answers, those in the rows of rosters too, by address."""
        in_rows = {
            address(name, row["row"]): answer
            for rows in self.rosters.values()
            for row in rows
            for name, answer in row["answers"].items()
        }
        return {**self.answers, **in_rows}

    @property
    def is_forgotten(self) -> bool:
        """Tell whether nothing is kept but that it ended, and how."""
        return any(one["kind"] == EventKind.FORGOTTEN for one in self.events)

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
        """Give the seconds at work, all sittings together, as `interview.paradata` counts them."""
        return Decimal(active_time_of_json(self.events)).scaleb(-3)

    @cached_property
    def happened(self) -> Sequence[Event]:
        """Give the events as values."""
        return [Event.from_json(one) for one in self.events]

    @property
    def without_value(self) -> int:
        """Count the questions that were asked and have no value."""
        in_rows = [row["answers"] for rows in self.rosters.values() for row in rows]
        return sum(
            answer.get("missing") in WITHOUT_VALUE
            for answers in (self.answers, *in_rows)
            for answer in answers.values()
        )
