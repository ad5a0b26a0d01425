"""The route is a function: what is asked, computed from the answers and nothing else."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping
from itertools import compress
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any, Final

from hybridequiz.interview.answers import Answer
from hybridequiz.interview.computing import computed_answer
from hybridequiz.interview.following import Following
from hybridequiz.questionnaire.instrument import Instrument, Planned, PlannedExit
from hybridequiz.questionnaire.questions import (
    ChoiceQuestion,
    ComputedQuestion,
    LookupQuestion,
    Option,
    RankingQuestion,
    SingleQuestion,
)
from hybridequiz.questionnaire.states import Code, Missing, Value
from hybridequiz.values import frozen

if TYPE_CHECKING:
    from hybridequiz.questionnaire.code_lists import Where

Values = Mapping[str, Value | Missing]
NOBODY: Final[frozenset[str]] = frozenset()
FEW: Final = 16
"""So many items are put in their places on the route; where more come and go, sorting all is faster."""


class Known(dict[str, Value | Missing]):
    """Every item's value, or why it has none; with the rows of rosters as they are once a condition looked at them.

    No condition looks at a roster before all of its rows are known, and they do not change after that: whatever has
    other values is another `Known`, or a plain mapping, which keeps no rows.
    """

    __slots__ = ("rows",)

    def __init__(self, values: Values) -> None:
        super().__init__(values)
        self.rows: dict[object, Any] = {}


@frozen
class Route:
    """What is asked, given the answers so far.

    Attributes:
        items: The items on the route, in order; what has no answer yet among them.
        values: For every item of the questionnaire, its value or why it has none; and the session's facts.
        answers: The answers that count: given ones on the route, and derived ones.
        aside: Ids whose answers wait, because the question left the route or its options changed.
        exit: The exit that was taken, if any.
        cut: The index of the item after which that exit leads out.
    """

    items: tuple[Planned, ...]
    values: Values
    answers: Mapping[str, Answer]
    aside: frozenset[str]
    exit: PlannedExit | None
    cut: int | None = None

    def __contains__(self, item_id: str) -> bool:
        """Tell whether an item is on the route."""
        return any(planned.id == item_id for planned in self.items)


def route(
    instrument: Instrument,
    session_values: Values,
    given: Mapping[str, Answer],
    *,
    ended: bool = False,
) -> Route:
    """Compute the route.

    Args:
        instrument: The questionnaire.
        session_values: The session's facts, see `Session.values`.
        given: The answers as they were given, whether or not they still count.
        ended: Whether the interview was ended early: only what is asked after an exit is still to come.
    """
    items, values, answers = _walk(instrument, session_values, given)
    taken, cut = _exit_taken(instrument, values)
    if taken is not None:
        items, values, answers = _walk(instrument, session_values, given, cut)
    if ended:
        items = tuple(one for one in items if one.after_exit or one.id in answers)
    return Route(items, values, answers, _aside(given, answers), taken, cut)


def route_after(
    before: Route, instrument: Instrument, given: Mapping[str, Answer], changed: str
) -> Route | None:
    """Compute the route after one answer changed: only what leans on it is looked at again.

    Args:
        before: The route without the change; of an interview that was not ended early.
        instrument: The questionnaire.
        given: The answers as they are given now.
        changed: The question whose answer was given, changed or taken back.

    Returns:
        What `route` gives; None where an exit is involved, and all must be looked at.
    """
    if before.exit is not None:
        return None
    values, answers = Known(before.values), dict(before.answers)
    looked_at, moved = set[str](), list[Planned]()
    following = Following(instrument, changed)
    for planned in following:
        looked_at.add(planned.id)
        was, was_off = values[planned.id], is_off(planned.id, values, answers)
        kept_off = _kept_off(planned, values)
        counting = None if kept_off else _counting(planned, given.get(planned.id), values)
        now = counting.value if counting else kept_off or Missing.NOT_REACHED
        values[planned.id] = now
        if counting is None:
            answers.pop(planned.id, None)
        else:
            answers[planned.id] = counting
        if was_off != is_off(planned.id, values, answers):
            moved.append(planned)
        if now != was or now.__class__ is not was.__class__:  # a text can say "refused"
            following.changed(planned)
    if any(one.when.holds(values) is True for one in instrument.exits):
        return None
    waits = _aside({name: given[name] for name in looked_at & given.keys()}, answers)
    items = _moved(before.items, moved)
    return Route(items, values, answers, (before.aside - looked_at) | waits, exit=None)


def _moved(items: tuple[Planned, ...], moved: Collection[Planned]) -> tuple[Planned, ...]:
    """Give the items on the route after some came on it, and some left it; the very same where none did."""
    if not moved:
        return items
    if len(moved) > FEW:
        return tuple(sorted({*items} ^ {*moved}, key=attrgetter("index")))
    there = list(items)
    for planned in moved:
        place = bisect_left(there, planned.index, key=attrgetter("index"))
        if there[place : place + 1] == [planned]:
            del there[place]
        else:
            there.insert(place, planned)
    return tuple(there)


def _walk(
    instrument: Instrument,
    session_values: Values,
    given: Mapping[str, Answer],
    cut: int | None = None,
) -> tuple[tuple[Planned, ...], Known, dict[str, Answer]]:
    """Go through what may leave the route, in file order; after a cut only what is asked after an exit still comes.

    A condition looks at earlier questions only: what is certain can be filled in before.
    """
    values = Known({**session_values, **instrument.unreached})
    answers: dict[str, Answer] = {}
    certain = instrument.certain if cut is None else NOBODY
    for name, answer in given.items():
        if name in certain:
            values[name], answers[name] = answer.value, answer
    on_route = bytearray(b"\1") * len(instrument.items)
    for planned in instrument.items if cut is not None else instrument.uncertain:
        name = planned.id
        kept_off = _kept_off(planned, values, cut)
        if kept_off is not None:
            values[name], on_route[planned.index] = kept_off, 0
        elif (counting := _counting(planned, given.get(name), values)) is not None:
            values[name], answers[name] = counting.value, counting
    return tuple(compress(instrument.items, on_route)), values, answers


def _kept_off(planned: Planned, values: Values, cut: int | None = None) -> Missing | None:
    """Say what keeps an item off the route; None where it is on it."""
    if planned.limited and (
        values["session_mode"] not in planned.modes or values["session_form"] not in planned.forms
    ):
        return Missing.NOT_IN_MODE
    if cut is not None and planned.index > cut and not planned.after_exit:
        return Missing.OFF_ROUTE
    for guard in planned.guards:
        if not guard.lets_through(values):
            return Missing.OFF_ROUTE
    return None


def is_off(name: str, values: Values, answers: Mapping[str, Answer]) -> bool:
    """Tell whether an item is off the route; a computed value on it can be off the route as its inputs are."""
    off = values[name] is Missing.NOT_IN_MODE or values[name] is Missing.OFF_ROUTE
    return off and name not in answers


def _counting(planned: Planned, answer: Answer | None, values: Values) -> Answer | None:
    """Give the answer that counts: the given one if its options are still offered, or a derived one."""
    if not planned.varies:
        return answer
    question = planned.question
    if isinstance(question, ComputedQuestion):
        return computed_answer(question, planned.computed, values)
    if isinstance(question, LookupQuestion):
        return answer if answer is None or _is_listed(planned, answer, values) else None
    if not isinstance(question, ChoiceQuestion):
        return answer
    offered = {option.code for option in offered_options(planned, values)}
    if isinstance(question, SingleQuestion) and question.derive:
        chosen = values.get(question.chosen_in or "")
        if isinstance(chosen, frozenset) and len(chosen) == 1 and chosen <= offered:
            return Answer(next(iter(chosen)), derived=True)
    if answer is None or answer.missing is Missing.WITHHELD:
        return None  # set aside at the finish: what it was is not known any more
    if answer.missing:
        return answer
    return (
        answer
        if codes_of(answer.value) <= offered and _is_whole(answer, question, offered)
        else None
    )


def _is_whole(answer: Answer, question: ChoiceQuestion, offered: Collection[Code]) -> bool:
    """Tell whether a ranking still has as many places as it must have, now that other options may be offered."""
    if not isinstance(question, RankingQuestion):
        return True
    return len(codes_of(answer.value)) >= question.fewest(len(offered))


def _is_listed(planned: Planned, answer: Answer, values: Values) -> bool:
    """Tell whether the code that was looked up is still among the rows that are offered."""
    if answer.missing is not None or planned.listed is None:
        return answer.missing is not Missing.WITHHELD
    return planned.listed.fits(answer.value, rows_wanted(planned, values))


def rows_wanted(planned: Planned, values: Values) -> Where:
    """Give what the rows that a lookup offers must have, by column; what has no value limits nothing."""
    question = planned.question
    if not isinstance(question, LookupQuestion):
        return ()
    return tuple(
        (column, str(values[name]))
        for column, name in question.where.items()
        if not isinstance(values.get(name, Missing.NOT_REACHED), Missing)
    )


def offered_options(planned: Planned, values: Values) -> tuple[Option, ...]:
    """Give the options that are offered; an option whose condition is unknown stays."""
    question = planned.question
    if not isinstance(question, ChoiceQuestion):
        return ()
    chosen = values.get(question.chosen_in) if question.chosen_in else None
    return tuple(
        option
        for option in question.options
        if (question.chosen_in is None or _was_chosen(option.code, chosen))
        and (
            option.code not in planned.options
            or planned.options[option.code].holds(values) is not False
        )
    )


def _was_chosen(code: Code, chosen: Value | Missing | None) -> bool:
    return isinstance(chosen, frozenset) and code in chosen


def _exit_taken(
    instrument: Instrument, values: Values
) -> tuple[PlannedExit, int] | tuple[None, None]:
    """Give the exit that is taken, and the place of the item after which it leads out.

    Exits are looked at after every answer, so the one that is decided first is taken; of those that one answer
    decides, the first in file order. Who goes back and refuses has refused, whatever was answered behind that.
    """
    true = [one for one in instrument.exits if one.when.holds(values) is True]
    cuts = [_decided_after(instrument, one, values) for one in true]
    return min(zip(true, cuts, strict=True), key=itemgetter(1)) if true else (None, None)


def _decided_after(instrument: Instrument, taken: PlannedExit, values: Values) -> int:
    """Give the place of the item after which an exit leads out.

    `consent == 2 or age < 18` leads out right after a refusal: the age is not asked any more. What the exit looks at is
    put back one answer after the other; the first with which it is true decides.
    """
    places = {
        name: instrument.by_id[name].index
        for name in taken.when.references
        if name in instrument.by_id
    }
    for place in sorted(places.values()):
        later = [name for name in places if places[name] > place]
        if taken.when.holds({**values, **dict.fromkeys(later, Missing.NOT_REACHED)}) is True:
            return place
    return taken.after


def _aside(given: Mapping[str, Answer], answers: Mapping[str, Answer]) -> frozenset[str]:
    """Name the questions whose given answer does not count."""
    return frozenset(
        name
        for name, answer in given.items()
        if answers.get(name) is not answer and _waits(answer, answers.get(name))
    )


def _waits(answer: Answer, counting: Answer | None) -> bool:
    """Tell whether a given answer does not count: there is none now, or the program filled in another."""
    return counting is None or counting.value != answer.value


def codes_of(value: Value | Missing | None) -> frozenset[Code]:
    """Give the codes of a single or multiple choice, or of a ranking, as a set; none for anything else."""
    if isinstance(value, frozenset):
        return value
    if isinstance(value, tuple):
        return frozenset(value)
    if isinstance(value, int | str) and not isinstance(value, Missing | bool):
        return frozenset({value})
    return frozenset()
