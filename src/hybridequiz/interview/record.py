"""The record of a response: what the answer file holds, and every export is made from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from hybridequiz.interview.answers import Answer
from hybridequiz.interview.events import Event, EventKind, Json
from hybridequiz.interview.interview import Interview
from hybridequiz.questionnaire.states import Missing, Value

RECORD_FORMAT: Final = 1


def response_record(
    interview: Interview, events: Iterable[Event], disposition: int
) -> dict[str, Json]:
    """Give the record of a finished response.

    Every question of the questionnaire has its value, or why it has none; a value that was set aside is blanked in
    the answers and in the events, while the events stay.
    """
    session, journal = interview.session, list(events)
    blanked = blanked_events(journal, interview.route.aside)
    return {
        "format": RECORD_FORMAT,
        "response": session.response,
        "parents": [],
        "questionnaire": {
            "id": session.questionnaire,
            "version": session.version,
            "hash": session.hash,
        },
        "session": session.to_json(),
        "language": interview.language,
        "disposition": int(disposition),
        "sittings": interview.sittings,
        "answers": {name: one.to_json() for name, one in final_answers(interview).items()},
        "remarks": dict(interview.remarks),
        "confirmed": [
            {"question": name, "check": number + 1, "reason": reason}
            for (name, number), (reason, _) in sorted(interview.confirmed.items())
            if name in interview.answers
        ],
        "events": [blanked.get(seq, event).to_json() for seq, event in enumerate(journal, 1)],
    }


def final_answers(interview: Interview) -> dict[str, Answer]:
    """Give every question's answer, or why it has none."""
    return {
        planned.id: interview.answers.get(planned.id) or Answer(_reason(interview, planned.id))
        for planned in interview.instrument.items
        if planned.question is not None
    }


def _reason(interview: Interview, name: str) -> Missing:
    """Say why a question has no answer; on the route of an interview that came to its end, it was left empty."""
    state: Value | Missing = interview.values[name]
    if state is Missing.NOT_REACHED and interview.ended is None:
        return Missing.LEFT_EMPTY
    return state if isinstance(state, Missing) else Missing.OFF_ROUTE


def blanked_events(events: Iterable[Event], aside: frozenset[str]) -> dict[int, Event]:
    """Give, by number from 1, the events whose answer was set aside, without its value."""
    return {
        seq: _blank(event)
        for seq, event in enumerate(events, 1)
        if event.kind is EventKind.ANSWERED and event.question in aside
    }


def _blank(event: Event) -> Event:
    """Give an answering event without its value."""
    body = {**event.body, "answer": Answer(Missing.WITHHELD).to_json()}
    return Event(event.kind, event.at, event.elapsed, event.question, event.row, body)
