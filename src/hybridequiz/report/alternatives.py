"""What a respondent could have answered otherwise to what is asked in private.

Every alternative is an interview that the questionnaire allows: another option, and what is asked and not asked then.
Where it cannot be said from what is known here whether it allows one, there is none. Only answers change: whoever gave
one gives another, and nobody says "don't know" instead.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from hybridequiz.export.unlike import FORM
from hybridequiz.interview.computing import computed_answer
from hybridequiz.questionnaire.conditions import Condition
from hybridequiz.questionnaire.conditions.naming import THIS
from hybridequiz.questionnaire.instrument import Instrument, Planned
from hybridequiz.questionnaire.questions import ComputedQuestion
from hybridequiz.questionnaire.states import Missing, Value
from hybridequiz.report.by_mode import MODE
from hybridequiz.report.responses import Alike, Said
from hybridequiz.report.taken import is_known, near, takes
from hybridequiz.values import frozen

Names = frozenset[str]
MOST_WAYS: Final = 12
"""Ways to go on after another answer that are looked at."""
MOST_OTHERS: Final = 40
"""Other answers to a question that are looked at."""


@frozen
class Private:
    """What is asked in private, and what depends on it.

    Attributes:
        questions: The questions.
        following: Questions that are asked, or offer something, depending on these, and what is worked out from them.
        worked_out: Of these what is worked out from answers alone: it tells the same as they do.
    """

    questions: Names
    following: Names
    worked_out: Names = frozenset()

    @property
    def telling(self) -> Names:
        """Name what tells what was said in private."""
        return self.questions | self.worked_out

    @property
    def names(self) -> Names:
        """Name all that changes with an answer."""
        return self.questions | self.following


def private(instruments: Sequence[Instrument]) -> Private:
    """Find what is asked in private in some version of a questionnaire, and what depends on that.

    Args:
        instruments: The versions, oldest first.
    """
    items = [one for each in instruments for one in each.items]
    asked = frozenset(one.id for one in items if one.asked and one.item.self_block)
    computed = [one for one in items if one.computed]
    return Private(asked, following(asked, items) - asked, following(asked, computed) - asked)


def following(names: Names, items: Collection[Planned]) -> Names:
    """Name the questions that depend on any of these, directly or not; these themselves too."""
    found, more = names, names
    while more:
        more = frozenset(
            one.id
            for one in items
            if one.question is not None
            and one.id not in found
            and (one.looks_at | one.depends_on) & more
        )
        found |= more
    return found


class Alternatives:
    """Gives what respondents could have answered otherwise.

    Args:
        instruments: The versions of the questionnaire, oldest first: an alternative is one in each of them.
        found: The respondents, by all that is known of them.
    """

    def __init__(self, instruments: Sequence[Instrument], found: Iterable[Alike]) -> None:
        self._plans: Final = _by_id(instruments)
        self._instruments: Final = instruments
        order = {one.id: one.index for each in instruments for one in each.items}
        private_names = private(instruments)
        self._private: Final = sorted(private_names.questions, key=lambda name: order[name])
        self._following: Final = sorted(private_names.names, key=lambda name: order[name])
        self._known: Final[dict[int, tuple[Said, Sequence[Said]]]] = {}
        self._seen: Final[dict[str, dict[Value, None]]] = {}
        for one in found:
            for name in self._following:
                value = one.said.get(name)
                if value is not None and not isinstance(value, Missing):
                    self._seen.setdefault(name, {})[value] = None

    def of(self, said: Said) -> Sequence[Said]:
        """Give what a respondent could have answered otherwise, one answer changed, and what follows from it.

        Args:
            said: What is known of the respondent.
        """
        known = self._known.get(id(said))
        if known is None:
            known = self._known[id(said)] = (said, list(self._all(said)))
        return known[1]

    def _all(self, said: Said) -> Iterator[Said]:
        for name in self._private:
            value = said.get(name)
            if value is not None and not isinstance(value, Missing):
                for other in islice(self._others(name, value, said), MOST_OTHERS):
                    draft = {**said, name: other}
                    found = self._routed(draft, said, frozenset({name}), 0)
                    yield from islice(found, MOST_WAYS)

    def _others(self, name: str, value: Value, said: Said) -> Iterator[Value]:
        """Give other answers to a question that every version that has it takes."""
        plans = self._plans[name]
        for other in near(plans[-1], value, self._seen.get(name, {})):
            if other != value and all(takes(one, other, said) for one in plans):
                yield other

    def _routed(
        self, draft: dict[str, Value | Missing], said: Said, changed: Names, place: int
    ) -> Iterator[Said]:
        """Ask what is asked after another answer, and do not ask what is not."""
        for at in range(place, len(self._following)):
            name = self._following[at]
            if name not in said or name in changed or not _follows(self._plans[name], changed):
                continue
            found = self._after(name, draft, said)
            if len(found) == 1 and found[0] == draft[name]:
                continue
            for value in found:
                more = {**draft, name: value}
                yield from self._routed(more, said, changed | {name}, at + 1)
            return
        if all(
            self._is_allowed(instrument, draft, said, changed) for instrument in self._instruments
        ):
            yield draft

    def _after(self, name: str, draft: Said, said: Said) -> list[Value | Missing]:
        """Give what may stand at a question after other answers; nothing where that cannot be said."""
        plans, before = self._plans[name], said[name]
        was, is_ = self._is_asked(name, said), self._is_asked(name, draft)
        if was is None or is_ is None:
            return []
        if not is_ and not was:
            return [before]
        if not is_:  # nobody becomes a "don't know", nor is there one less
            return [] if isinstance(before, Missing) else [Missing.OFF_ROUTE]
        if any(one.computed for one in plans):
            return _worked_out(plans, draft)
        if was and _still_stands(plans, before, draft):
            return [before]
        if isinstance(before, Missing) and was:
            return []
        given = None if isinstance(before, Missing) else before
        answers = near(plans[-1], given, self._seen.get(name, {}))
        return [value for value in answers if all(takes(one, value, draft) for one in plans)]

    def _is_asked(self, name: str, said: Said) -> bool | None:
        """Tell whether every version that has a question asks it of a respondent; None where that is not known."""
        found = set[bool]()
        for one in self._plans[name]:
            facts = {MODE, FORM} if one.limited else set[str]()
            looked = facts.union(*(guard.condition.names for guard in one.guards))
            if not looked <= said.keys():
                return None
            is_there = not facts or (said[MODE] in one.modes and said[FORM] in one.forms)
            found.add(is_there and all(guard.lets_through(said) for guard in one.guards))
        return found.pop() if len(found) == 1 else None

    def _is_allowed(self, instrument: Instrument, draft: Said, said: Said, changed: Names) -> bool:
        """Tell whether no rule of a version is against it, and whether it ends where the interview ended."""
        for one in instrument.items:
            for check, condition in one.checks:
                concerns = one.id in changed or bool(condition.references & changed)
                if check.level == "hard" and concerns and not _keeps(one, condition, draft):
                    return False
        return all(
            is_known(one.when, draft) and one.when.holds(draft) == one.when.holds(said)
            for one in instrument.exits
            if one.when.references & changed
        )


def _by_id(instruments: Sequence[Instrument]) -> Mapping[str, list[Planned]]:
    found: dict[str, list[Planned]] = {}
    for instrument in instruments:
        for one in instrument.items:
            found.setdefault(one.id, []).append(one)
    return found


def _follows(plans: Iterable[Planned], changed: Names) -> bool:
    return any(changed & (one.looks_at | one.depends_on) for one in plans)


def _keeps(planned: Planned, condition: Condition, draft: Said) -> bool:
    if planned.id not in draft or not is_known(condition, draft):
        return False
    return condition.holds({**draft, THIS: draft[planned.id]}) is not False


def _worked_out(plans: Sequence[Planned], draft: Said) -> list[Value | Missing]:
    """Work a value out anew; nothing where that cannot be done, or versions differ in it."""
    found: list[Value | Missing] = []
    for one in plans:
        if not isinstance(one.question, ComputedQuestion) or one.computed is None:
            return []
        if not is_known(one.computed, draft):
            return []
        answer = computed_answer(one.question, one.computed, draft)
        found.append(Missing.NOT_REACHED if answer is None else answer.value)
    return found[:1] if all(value == found[0] for value in found) else []


def _still_stands(plans: Sequence[Planned], value: Value | Missing, draft: Said) -> bool:
    """Tell whether an answer can be given after other ones."""
    if not any(one.varies for one in plans):
        return True
    return not isinstance(value, Missing) and all(takes(one, value, draft) for one in plans)
