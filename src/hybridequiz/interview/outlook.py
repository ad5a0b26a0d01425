"""What may still come: which items are open, and on which an answer still to come may decide.

It is computed anew from a route, or follows from the one before like the route itself; a law holds the two together.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from operator import attrgetter
from typing import Final, NamedTuple

from hybridequiz.interview.answers import Answer
from hybridequiz.interview.following import Following
from hybridequiz.interview.route import Route, is_off, route_after
from hybridequiz.interview.session import Session
from hybridequiz.questionnaire.instrument import Instrument, Planned, PlannedExit
from hybridequiz.questionnaire.questions import SingleQuestion
from hybridequiz.values import frozen

NEVER: Final = sys.maxsize
"""An index that no item has."""
ALWAYS: Final = -1
"""An index before every item."""


@frozen
class Outlook:
    """What may still come.

    Attributes:
        unsettled: The questions that are open, and the items of which it is not certain yet what becomes of them.
        sections: For every section how many of its items are on the route or may come on it.
        fewest: The fewest questions that are still to come.
        most: The most questions that are still to come.
    """

    unsettled: AbstractSet[str]
    sections: tuple[int, ...]
    fewest: int
    most: int


class _Doubt(NamedTuple):
    """What is not certain yet of an item.

    Attributes:
        route: Whether it may still come on the route, or leave it.
        answer: Whether what is answered there, or filled in, may still change.
    """

    route: bool
    answer: bool


class _Share(NamedTuple):
    """What an item adds to an outlook: whether it is unsettled, stands in its section, must come and may come."""

    unsettled: bool
    stands: bool
    must_come: bool
    may_come: bool


CERTAIN: Final = _Doubt(route=False, answer=False)


def outlook(
    instrument: Instrument, session: Session, route: Route, *, ended: bool = False
) -> Outlook:
    """Tell what may still come.

    Args:
        instrument: The questionnaire.
        session: The session.
        route: What is asked now.
        ended: Whether the interview was ended early.
    """
    on_route = {one.id for one in route.items}
    open_now = {one.id for one in route.items if one.asked}.difference(route.answers)
    doubts = _Doubts(instrument, session, route, on_route, ended=ended).found(open_now)
    sections = [0] * len(instrument.sections)
    fewest = most = 0
    for planned in instrument.items:
        name = planned.id
        share = _share(planned, route, doubts.get(name, CERTAIN), on=name in on_route)
        sections[planned.section] += share.stands
        fewest += share.must_come
        most += share.may_come
    return Outlook(open_now | doubts.keys(), tuple(sections), fewest, most)


def outlook_after(
    before: Outlook,
    instrument: Instrument,
    session: Session,
    routes: tuple[Route, Route],
    changed: str,
) -> Outlook:
    """Tell what may still come after one answer changed: only what leans on it is looked at again.

    Args:
        before: The outlook without the change.
        instrument: The questionnaire.
        session: The session.
        routes: The route without the change and the one with it, which `route_after` gave.
        changed: The question whose answer was given, changed or taken back.
    """
    old, new = routes
    unsettled, sections = set(before.unsettled), list(before.sections)
    fewest, most = before.fewest, before.most
    following = Following(instrument, changed)
    for planned in following:
        was = _share_among(planned, session, old, before.unsettled)
        now = _share_among(planned, session, new, unsettled)
        sections[planned.section] += now.stands - was.stands
        fewest += now.must_come - was.must_come
        most += now.may_come - was.may_come
        if now.unsettled:
            unsettled.add(planned.id)
        else:
            unsettled.discard(planned.id)
        value, held = new.values[planned.id], old.values[planned.id]
        if now.unsettled != was.unsettled or value != held or value.__class__ is not held.__class__:
            following.changed(planned)
    return Outlook(unsettled, tuple(sections), fewest, most)


def what_follows(
    before: tuple[Route, Outlook | None],
    instrument: Instrument,
    session: Session,
    given: Mapping[str, Answer],
    changed: str,
) -> dict[str, Route | Outlook]:
    """Give the route and the outlook after one answer changed, by name, as far as they follow from those before.

    Args:
        before: The route without the change, and the outlook if it is known; of an interview that was not ended early.
        instrument: The questionnaire.
        session: The session.
        given: The answers as they are given now.
        changed: The question whose answer was given, changed or taken back.
    """
    old, known = before
    new = route_after(old, instrument, given, changed)
    if new is None:
        return {}
    if known is None:
        return {"route": new}
    after = outlook_after(known, instrument, session, (old, new), changed)
    return {"route": new, "outlook": after}


def _share_among(
    planned: Planned, session: Session, route: Route, unsettled: AbstractSet[str]
) -> _Share:
    """Say what an item adds to the outlook where no exit is taken, by what is unsettled before it."""
    on = not is_off(planned.id, route.values, route.answers)
    doubt = CERTAIN
    if _is_put(planned, session):
        doubt = _doubt(planned, unsettled, on=on)
    return _share(planned, route, doubt, on=on)


def _doubt(
    planned: Planned, unsettled: AbstractSet[str], *, on: bool, by_exit: bool = False
) -> _Doubt:
    """Say what is not certain of an item, by what is unsettled before it; `by_exit`: an exit may still change it."""
    route = by_exit or not planned.looks_at.isdisjoint(unsettled)
    leans = not planned.depends_on.isdisjoint(unsettled)
    return _Doubt(route, leans and (route or on)) if route or leans else CERTAIN


def _share(planned: Planned, route: Route, doubt: _Doubt, *, on: bool) -> _Share:
    """Say what an item adds to the outlook; `on`: whether it is on the route."""
    name = planned.id
    unanswered = name not in route.answers
    is_open = on and planned.asked and unanswered
    in_doubt = doubt.route or doubt.answer
    may_pass = doubt.route or (doubt.answer and (_fills_itself_in(planned) or name in route.aside))
    may_come = in_doubt and planned.asked and (doubt.answer or unanswered)
    return _Share(
        unsettled=is_open or in_doubt,
        stands=on or doubt.route,
        must_come=is_open and not may_pass,
        may_come=is_open or may_come,
    )


def _fills_itself_in(planned: Planned) -> bool:
    return isinstance(planned.question, SingleQuestion) and planned.question.derive is not None


def _is_put(planned: Planned, session: Session) -> bool:
    """Tell whether an item is put in the mode and the form of the session."""
    if not planned.limited:
        return True
    return session.mode in planned.modes and session.form in planned.forms


class _Doubts:
    """Looks for what an answer still to come may concern, all anew.

    Args:
        instrument: The questionnaire.
        session: The session.
        route: What is asked now.
        on_route: The ids of that.
        ended: Whether the interview was ended early.
    """

    def __init__(
        self,
        instrument: Instrument,
        session: Session,
        route: Route,
        on_route: Collection[str],
        *,
        ended: bool,
    ) -> None:
        self._instrument = instrument
        self._session = session
        self._route = route
        self._on_route = on_route
        self._ended = ended

    def found(self, open_now: Collection[str]) -> dict[str, _Doubt]:
        """Give what is not certain, by item, in file order; `open_now`: the questions that are open."""
        exits, taken = self._instrument.exits, self._route.exit
        if taken is None:
            return dict(self._concerned(open_now, frozenset()))
        names = _looked_at(exits)
        doubts = dict(self._concerned(open_now, names))
        if names.isdisjoint(open_now) and names.isdisjoint(doubts):
            return doubts
        # it may still be undone, and make way for any other: also for one that leads out earlier
        return dict(self._concerned(open_now, names, exit_from=ALWAYS))

    def _concerned(
        self, open_now: Collection[str], exit_names: frozenset[str], exit_from: int = NEVER
    ) -> Iterator[tuple[str, _Doubt]]:
        """Give the items that an answer still to come may concern.

        Args:
            open_now: The questions that are open.
            exit_names: What decides whether an exit is taken.
            exit_from: The index of an item after which one may be taken in any case.
        """
        unsettled = set(open_now)
        by_id = self._instrument.by_id
        exit_from = min([exit_from, *(by_id[name].index for name in exit_names & unsettled)])
        looked_at = self._instrument.items
        if exit_from == NEVER:  # what comes before the first open question is settled
            looked_at = self._instrument.concerned[self._first_open(open_now) :]
        for planned in looked_at:
            by_exit = planned.index > exit_from and not planned.after_exit
            on = planned.id in self._on_route
            doubt = _doubt(planned, unsettled, on=on, by_exit=by_exit)
            if (doubt.route or doubt.answer) and self._is_possible(planned, by_exit=by_exit):
                unsettled.add(planned.id)
                if planned.id in exit_names:
                    exit_from = min(exit_from, planned.index)
                yield planned.id, doubt

    def _first_open(self, open_now: Collection[str]) -> int:
        """Give the place, among what an earlier answer may concern, where the first open question stands."""
        first = next((one.index for one in self._route.items if one.id in open_now), NEVER)
        return bisect_left(self._instrument.concerned, first, key=attrgetter("index"))

    def _is_possible(self, planned: Planned, *, by_exit: bool) -> bool:
        """Tell whether an item can be on the route at all from here on; `by_exit`: an exit may still change that."""
        if not _is_put(planned, self._session):
            return False
        if planned.after_exit:
            return True
        if self._ended:
            return planned.id in self._route.answers
        return by_exit or self._route.cut is None or planned.index <= self._route.cut


def _looked_at(exits: Iterable[PlannedExit]) -> frozenset[str]:
    return frozenset[str]().union(*(one.when.references for one in exits))
