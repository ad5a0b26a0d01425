"""The record of a response: what the answer file holds, and every export is made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Final, cast

from hybridequiz.interview.answers import Answer
from hybridequiz.interview.consents import consents, refused_consents
from hybridequiz.interview.dispositions import Disposition
from hybridequiz.interview.events import Event, EventKind, Json
from hybridequiz.interview.interview import Interview
from hybridequiz.interview.session import Session
from hybridequiz.questionnaire.addresses import address, parted
from hybridequiz.questionnaire.instrument import Instrument, Planned
from hybridequiz.questionnaire.repetition import Repetition, Row
from hybridequiz.questionnaire.shuffling import order_of
from hybridequiz.questionnaire.states import Missing, Value
from hybridequiz.questionnaire.telling import telling
from hybridequiz.values import replace

RECORD_FORMAT: Final = 1


def response_record(
    interview: Interview, events: Iterable[Event], disposition: int
) -> dict[str, Json]:
    """Give the record of a finished response.

    Every question of the questionnaire has its value, or why it has none; a value that was set aside or taken back
    is blanked in the answers and in the events, while the events stay. Where something was shuffled, `order` says in
    which order it came.
    """
    session, journal = interview.session, list(events)
    blanked = blanked_events(journal, interview.route.aside)
    return {
        **_head(session),
        **({"order": order_of(interview.instrument)} if session.seed else {}),
        "language": interview.language,
        "disposition": int(disposition),
        "sittings": interview.sittings,
        "answers": {name: one.to_json() for name, one in final_answers(interview).items()},
        **_rosters(interview),
        "remarks": dict(interview.remarks),
        "confirmed": _confirmations(interview),
        "consents": [one.to_json() for one in consents(interview, journal)],
        "events": [blanked.get(seq, event).to_json() for seq, event in enumerate(journal, 1)],
    }


def _head(session: Session) -> dict[str, Json]:
    """Give what every record begins with, whether or not its answers are kept."""
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
    }


def _confirmations(interview: Interview) -> list[Json]:
    """Give the confirmations that still hold: of answers that count, for the values that were confirmed."""
    return [
        {
            "question": one.planned.id,
            "check": one.number + 1,
            "reason": interview.confirmed[one.planned.id, one.number][0],
        }
        for one in interview.confirmed_checks()
    ]


def forgotten(
    session: Session, last: Event, disposition: int, notes: Mapping[str, Answer] | None = None
) -> Event:
    """Give the one event that stays of a response whose answers are deleted.

    Args:
        session: Its session.
        last: The event with which it ended; its moment stays.
        disposition: How it ended.
        notes: What the interviewer noted, see `kept_notes`; None where that goes too.
    """
    body: dict[str, Json] = {
        "disposition": int(disposition),
        "session": kept_session(session).to_json(),
    }
    if notes is not None:
        body["notes"] = {name: answer.to_json() for name, answer in notes.items()}
    return Event(EventKind.FORGOTTEN, last.at, last.elapsed, body=body)


def forgotten_record(instrument: Instrument, event: Event) -> dict[str, Json]:
    """Give the record of a response whose answers are deleted: how it ended, and what the interviewer noted.

    Args:
        instrument: The questionnaire.
        event: What is left of it, see `forgotten`.
    """
    session = Session.from_json(cast(dict[str, Json], event.body["session"]))
    notes = cast(dict[str, Json], event.body.get("notes", {}))
    questions = [one.id for one in instrument.items if one.question and not one.repetition]
    withheld: Json = Answer(Missing.WITHHELD).to_json()
    refused = event.body["disposition"] == Disposition.REFUSED
    return {
        **_head(session),
        "language": session.language,
        "disposition": event.body["disposition"],
        "sittings": 1,
        "answers": {name: notes.get(name, withheld) for name in questions},
        **_rows_of_notes(instrument, notes),
        "remarks": {},
        "confirmed": [],
        "consents": [one.to_json() for one in refused_consents(instrument)] if refused else [],
        "events": [event.to_json()],
    }


def _rows_of_notes(instrument: Instrument, notes: Mapping[str, Json]) -> dict[str, Json]:
    """Give the rows in which the interviewer noted something, as `response_record` gives rows."""
    numbers = sorted({row for _, row in map(parted, notes) if row})
    repetitions = {one.repetition for one in instrument.items if one.repetition}
    found: dict[str, Json] = {}
    for repetition in sorted(repetitions, key=attrgetter("id")):
        rows: list[Json] = []
        for number in numbers:
            held = {name: notes.get(address(name, number)) for name in repetition.fields}
            if any(one is not None for one in held.values()):
                row: dict[str, Json] = {"row": number}
                if repetition.codes:
                    row["option"] = repetition.codes[number - 1]
                withheld = Answer(Missing.WITHHELD).to_json()
                row["answers"] = {name: one or withheld for name, one in held.items()}
                rows.append(row)
        if rows:
            found[repetition.id] = rows
    return {"rosters": found} if found else {}


def kept_session(session: Session) -> Session:
    """Give the facts of a session that stay when its answers are deleted: none that leads back to a person."""
    return replace(session, interviewer="", code="", case="", seed="")


def kept_notes(interview: Interview) -> dict[str, Answer]:
    """Give what the interviewer noted about the session: no answer of the respondent, and nothing made from one."""
    instrument = interview.instrument
    said = telling(instrument, (one.id for one in instrument.items if not one.after_exit))
    return {
        planned.id: interview.answers[planned.id]
        for planned in interview.route.items
        if planned.after_exit and planned.id in interview.answers and planned.id not in said
    }


def final_answers(interview: Interview) -> dict[str, Answer]:
    """Give the answer of every question outside rosters, or why it has none."""
    return {
        planned.id: final_answer(interview, planned)
        for planned in interview.instrument.items
        if planned.question is not None and planned.row is None
    }


def all_final_answers(interview: Interview) -> dict[str, Answer]:
    """Give the answer of every question, also in the rows that there are, or why it has none; by address."""
    in_rows = [
        one for rows in final_rows(interview).values() for row in rows.values() for one in row
    ]
    rows = {planned.id: final_answer(interview, planned) for planned in in_rows}
    return {**final_answers(interview), **rows}


def final_rows(interview: Interview) -> dict[str, dict[int, list[Planned]]]:
    """Give by roster and row the questions of the rows that there are."""
    found: dict[str, dict[int, list[Planned]]] = {}
    present: dict[str, frozenset[int]] = {}
    for planned in interview.instrument.items:
        if (row := planned.row) is None or planned.question is None:
            continue
        name = row.repetition.id
        if name not in present:
            present[name] = _rows_there(interview, row.repetition)
        rows = found.setdefault(name, {})
        if row.number in present[name]:
            rows.setdefault(row.number, []).append(planned)
    return found


def _rows_there(interview: Interview, repetition: Repetition) -> frozenset[int]:
    present = repetition.present(interview.values)
    return frozenset() if isinstance(present, Missing) else frozenset(present)


def final_answer(interview: Interview, planned: Planned) -> Answer:
    """Give a question's answer, or why it has none."""
    return interview.answers.get(planned.id) or Answer(_reason(interview, planned.id))


def _rosters(interview: Interview) -> dict[str, Json]:
    """Give the rows of every roster, each with its number, its option where it belongs to one, and its answers."""
    rosters: dict[str, Json] = {
        name: [
            {
                "row": number,
                **_option_of(questions[0].row),
                "answers": {
                    parted(one.id)[0]: final_answer(interview, one).to_json() for one in questions
                },
            }
            for number, questions in rows.items()
        ]
        for name, rows in final_rows(interview).items()
    }
    return {"rosters": rosters} if rosters else {}


def _option_of(row: Row | None) -> dict[str, Json]:
    return {} if row is None or row.code is None else {"option": row.code}


def _reason(interview: Interview, name: str) -> Missing:
    """Say why a question has no answer; on the route of an interview that came to its end, it was left empty."""
    state: Value | Missing = interview.values[name]
    if state is Missing.NOT_REACHED and interview.ended is None:
        return Missing.LEFT_EMPTY
    return state if isinstance(state, Missing) else Missing.OFF_ROUTE


def blanked_events(events: Iterable[Event], aside: frozenset[str]) -> dict[int, Event]:
    """Give, by number from 1, the events of answers that do not count, without what was said in them.

    What was filled in beforehand goes too: where somebody confirmed it, it stands in the answer.

    Args:
        events: All events, from the first.
        aside: The questions whose answers were set aside.
    """
    journal = list(events)
    unkept, moved = aside | _taken_back(journal), _moved_at(journal)

    def is_blanked(seq: int, event: Event) -> bool:
        if event.kind is EventKind.PREFILLED or seq < moved.get(event.address, 0):
            return True
        return event.kind is not EventKind.REMARKED and event.address in unkept

    return {
        seq: replace(event, body={**event.body, **_NOTHING_SAID[event.kind]})
        for seq, event in enumerate(journal, 1)
        if event.kind in _NOTHING_SAID and is_blanked(seq, event)
    }


def _moved_at(journal: Sequence[Event]) -> dict[str, int]:
    """Give by address the last event by which a row that was taken away, or moved up, left it.

    What was said there before is of somebody else's row: of one that is no more, or of one that stands elsewhere now.
    """
    return {
        event.address: seq
        for seq, event in enumerate(journal, 1)
        if event.body.get("by") == "row" and event.kind is not EventKind.MOVED
    }


def _taken_back(events: Iterable[Event]) -> frozenset[str]:
    """Name the questions whose answer was cleared, and that were not answered again."""
    last = {
        event.address: event.kind
        for event in events
        if event.kind in (EventKind.ANSWERED, EventKind.CLEARED)
    }
    return frozenset(name for name, kind in last.items() if kind is EventKind.CLEARED)


_NOTHING_SAID: Final[Mapping[EventKind, dict[str, Json]]] = {
    EventKind.PREFILLED: {"answer": Answer(Missing.WITHHELD).to_json()},
    EventKind.ANSWERED: {"answer": Answer(Missing.WITHHELD).to_json()},
    EventKind.CONFIRMED: {"reason": ""},
    EventKind.REMARKED: {"text": ""},
}
"""What stands in an event in the place of what was said."""
