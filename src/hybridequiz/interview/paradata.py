"""Paradata: how an interview went, question by question. A pure reading of its events.

Time is monotonic. What lies between two events counts for the item where the person was; what lies between a pause and
coming back counts for none, nor does the wait before a screen was covered because nobody was there, nor what lies
between the last event before a crash and the next sitting.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, Literal

from hybridequiz.interview.events import Event, EventKind, Json
from hybridequiz.interview.interview import Interview, begin
from hybridequiz.interview.session import Session
from hybridequiz.questionnaire.addresses import parted
from hybridequiz.questionnaire.instrument import Instrument, Planned
from hybridequiz.questionnaire.parts import Key
from hybridequiz.values import frozen

PROBE: Final = "[+]"
"""What an interviewer types before the words that come after a probe."""
SAY_WHERE: Final = (EventKind.ANSWERED, EventKind.CLEARED, EventKind.SEEN, EventKind.HELPED)
"""Events that say by themselves where the person was."""
CONSEQUENCES: Final = (EventKind.SET_ASIDE, EventKind.RESTORED, EventKind.CONFIRMED)
"""Events that come with another in one commit: nobody moved between the two."""

Typist = Literal["interviewer", "respondent", "keyed"]


@frozen
class ItemParadata:
    """How it went at one question or note.

    Attributes:
        item: Its id.
        row: The roster row, from 1; 0 outside a roster.
        active: Milliseconds at it, all visits together.
        visits: How often the person came to it.
        returns: How often the person went back or jumped to it.
        answers: How often it was answered.
        changes: How often an answer that stood was replaced by another, or taken back.
        language: The language in which it was answered last; empty where it was not.
        helped: How often its help was opened.
        probes: How many probes are marked in its answer.
        pauses: How often the person left there, to go on later.
        resumes: How often the person came back there.
        typist: Who had the keyboard: in an interview the interviewer, but for what the respondent answers alone;
            `keyed` where answers on paper were keyed in later.
    """

    item: str
    row: int
    active: int
    visits: int
    returns: int
    answers: int
    changes: int
    language: str
    helped: int
    probes: int
    pauses: int
    resumes: int
    typist: Typist


@frozen
class Paradata:
    """How an interview went.

    Attributes:
        items: What was visited, in file order.
        active: Milliseconds at work, all sittings together.
        started: When it began, ISO 8601.
    """

    items: tuple[ItemParadata, ...]
    active: int
    started: str

    @property
    def answered(self) -> int:
        """Count the questions that somebody answered."""
        return sum(one.answers > 0 for one in self.items)


@dataclass(slots=True)
class _Count:
    """What is counted at one item on the way through the events."""

    active: int = 0
    visits: int = 0
    returns: int = 0
    answers: int = 0
    changes: int = 0
    language: str = ""
    helped: int = 0
    pauses: int = 0
    resumes: int = 0
    probes: int = 0
    standing: Json = None


def active_time(events: Iterable[Event]) -> int:
    """Add up the milliseconds at work; see the module for what counts."""
    return sum(spent(before, after) for before, after in pairwise(events))


def active_time_of_json(events: Iterable[Mapping[str, Any]]) -> int:
    """Do as `active_time` with what `Event.to_json` gave: an export reads millions, and makes no values of them."""
    return sum(
        _spent(
            before["kind"], before["elapsed"], after["kind"], after["elapsed"], after.get("body")
        )
        for before, after in pairwise(events)
    )


def spent(before: Event, after: Event) -> int:
    """Give the milliseconds at work between two events that follow each other."""
    return _spent(before.kind, before.elapsed, after.kind, after.elapsed, after.body)


def _spent(
    kind: str, since: int, next_kind: str, until: int, next_body: Mapping[str, Any] | None
) -> int:
    if kind == EventKind.PAUSED or next_kind == EventKind.RESUMED:
        return 0
    waited = next_body.get("idle", 0) if next_body and next_kind == EventKind.PAUSED else 0
    return max(0, until - since - waited)


def paradata(instrument: Instrument, events: Sequence[Event]) -> Paradata:
    """Say how an interview went.

    Args:
        instrument: The questionnaire.
        events: The events, from the first; those of a forgotten response give nothing.
    """
    if not events or events[0].kind is not EventKind.STARTED:
        return Paradata((), 0, "")
    session = Session.from_json(events[0].body)
    interview = begin(instrument, session)
    counts, by_id = _counted(interview, events), interview.instrument.by_id
    found = sorted(((by_id[name], count) for name, count in counts.items()), key=_in_file_order)
    items = tuple(_item(planned, count, session) for planned, count in found)
    return Paradata(items, active_time(events), events[0].at)


def _in_file_order(counted: tuple[Planned, _Count]) -> tuple[Key, int]:
    """Sort items as they stand in the file, and those of a roster by question, then by row."""
    planned = counted[0]
    return planned.path, planned.row.number if planned.row else 0


def _counted(interview: Interview, events: Sequence[Event]) -> dict[str, _Count]:
    """Walk through the events once more, and count at every item what happens there."""
    counts: dict[str, _Count] = {}
    place: str | None = None
    for before, event in pairwise(events):
        interview = interview.apply(before)
        if not _is_consequence(event):
            here = _place(interview, event)
            if here is not None and here != place:
                counts.setdefault(here, _Count()).visits += 1
            place = here
        if place is not None:
            counts[place].active += spent(before, event)
            if not _moves_a_row(event):
                _count(counts[place], event)
        target = counts.setdefault(event.address, _Count()) if event.question else None
        if target is not None and _goes_back(event):
            target.returns += 1
        if target is not None and _is_renewed(event):
            _take_back(target)
        if target is not None and _moves_a_row(event):
            _take_over(target, event)
    return {place: count for place, count in counts.items() if count.visits}


def _place(interview: Interview, event: Event) -> str | None:
    """Say where the person was when something happened: the address of the item."""
    if event.kind in SAY_WHERE or event.body.get("by") == "next":
        return event.address
    current = interview.current
    return None if current is None else current.id


def _is_consequence(event: Event) -> bool:
    return event.kind in CONSEQUENCES or _is_renewed(event) or _moves_a_row(event)


def _moves_a_row(event: Event) -> bool:
    """Tell whether an answer only moved up with its row: nobody was there."""
    return event.body.get("by") == "row" and event.kind is not EventKind.MOVED


def _is_renewed(event: Event) -> bool:
    """Tell whether an answer was taken back because what it is about changed."""
    return event.kind is EventKind.CLEARED and event.body.get("by") == "renewed"


def _goes_back(event: Event) -> bool:
    return event.kind is EventKind.MOVED and event.body.get("by") in ("back", "jump")


def _count(here: _Count, event: Event) -> None:
    """Count what an event says of the item where the person is."""
    match event.kind:
        case EventKind.ANSWERED:
            answer = event.body["answer"]
            here.answers += 1
            here.changes += here.standing is not None and here.standing != answer
            here.standing = answer
            here.language = str(event.body["language"])
            here.probes = _probes(answer)
        case EventKind.CLEARED if not _is_renewed(event):
            here.changes += here.standing is not None
            _take_back(here)
        case EventKind.HELPED:
            here.helped += 1
        case EventKind.PAUSED:
            here.pauses += 1
        case EventKind.RESUMED:
            here.resumes += 1


def _take_back(count: _Count) -> None:
    """Forget the answer that stood."""
    count.standing, count.language, count.probes = None, "", 0


def _take_over(count: _Count, event: Event) -> None:
    """Let the answer of a row that moved up stand here: nobody gave or changed it now."""
    if event.kind is EventKind.ANSWERED:
        answer = event.body["answer"]
        count.standing, count.language = answer, str(event.body["language"])
        count.probes = _probes(answer)
    elif event.kind is EventKind.CLEARED:
        _take_back(count)


def _probes(answer: Json) -> int:
    """Count the probes that are marked in a text."""
    value = answer.get("value") if isinstance(answer, dict) else None
    return value.count(PROBE) if isinstance(value, str) else 0


def _item(planned: Planned, count: _Count, session: Session) -> ItemParadata:
    name, row = parted(planned.id)
    return ItemParadata(
        item=name,
        row=row,
        active=count.active,
        visits=count.visits,
        returns=count.returns,
        answers=count.answers,
        changes=count.changes,
        language=count.language,
        helped=count.helped,
        probes=count.probes,
        pauses=count.pauses,
        resumes=count.resumes,
        typist=typist(planned, session),
    )


def typist(planned: Planned, session: Session) -> Typist:
    """Say who has the keyboard at an item."""
    if session.mode == "paper":
        return "keyed"
    alone = session.mode == "self" or planned.item.self_block
    return "respondent" if alone else "interviewer"
