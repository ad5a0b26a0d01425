"""What a respondent could have answered otherwise to what is asked in private.

Every alternative is an interview that the questionnaire allows: another option, and what is asked and not asked then.
Where it cannot be said from what is known here whether it allows one, there is none. Only answers change: whoever gave
one gives another, and nobody says "don't know" instead.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from hybridequiz.questionnaire.conditions import Condition
from hybridequiz.questionnaire.conditions.naming import THIS
from hybridequiz.questionnaire.instrument import Instrument, Planned
from hybridequiz.questionnaire.questions import (
    ComputedQuestion,
    LongTextQuestion,
    MultipleQuestion,
    ScaleQuestion,
    SingleQuestion,
    TextQuestion,
)
from hybridequiz.questionnaire.states import Code, Missing, Value
from hybridequiz.report.responses import Alike, Said
from hybridequiz.values import frozen

Names = frozenset[str]
MODE: Final = "session_mode"
FORM: Final = "session_form"


@frozen
class Private:
    """What is asked in private, and what depends on it.

    Attributes:
        questions: The questions.
        following: Questions that are asked, or offer something, depending on these; they and what they look at.
    """

    questions: Names
    following: Names

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
    return Private(asked, following(asked, items) - asked)


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
        self._seen: Final[dict[str, dict[Value, None]]] = {}
        for one in found:
            for name in self._private:
                value = one.said.get(name)
                if value is not None and not isinstance(value, Missing):
                    self._seen.setdefault(name, {})[value] = None

    def of(self, said: Said) -> Iterator[Said]:
        """Give what a respondent could have answered otherwise, one answer changed, and what follows from it.

        Args:
            said: What is known of the respondent.
        """
        for name in self._private:
            value = said.get(name)
            if value is not None and not isinstance(value, Missing):
                for other in self._others(name, value):
                    draft = {**said, name: other}
                    yield from self._routed(draft, said, frozenset({name}), 0)

    def _others(self, name: str, value: Value) -> Iterator[Value]:
        """Give other answers to a question that every version that has it takes."""
        for other in self._answers(name, value):
            if other != value and all(_takes(one, other) for one in self._plans[name]):
                yield other

    def _answers(self, name: str, value: Value | None) -> Iterable[Value]:
        question = self._plans[name][-1].question
        if isinstance(question, SingleQuestion):
            return question.codes
        if isinstance(question, ScaleQuestion):
            return range(question.min, question.max + 1)
        if isinstance(question, MultipleQuestion):
            chosen = value if isinstance(value, frozenset) else frozenset[Code]()
            return [chosen ^ {code} for code in question.codes]
        return self._seen.get(name, {})

    def _routed(
        self, draft: dict[str, Value | Missing], said: Said, changed: Names, place: int
    ) -> Iterator[Said]:
        """Ask what is asked after another answer, and do not ask what is not."""
        for at in range(place, len(self._following)):
            name = self._following[at]
            plans = self._plans[name]
            if name not in said or name in changed or not _follows(plans, changed):
                continue
            was, is_ = self._is_asked(name, said), self._is_asked(name, draft)
            if was is None or is_ is None or any(changed & one.depends_on for one in plans):
                return
            if was == is_:
                continue
            if is_:
                for value in self._answers(name, None):
                    if all(_takes(one, value) for one in plans):
                        more = {**draft, name: value}
                        yield from self._routed(more, said, changed | {name}, at + 1)
                return
            if isinstance(said[name], Missing):
                return
            draft[name] = Missing.OFF_ROUTE
            changed |= {name}
        if all(
            self._is_allowed(instrument, draft, said, changed) for instrument in self._instruments
        ):
            yield draft

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
            _is_known(one.when, draft) and one.when.holds(draft) == one.when.holds(said)
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


def _is_known(condition: Condition, said: Said) -> bool:
    return condition.names - {THIS} <= said.keys()


def _keeps(planned: Planned, condition: Condition, draft: Said) -> bool:
    if planned.id not in draft or not _is_known(condition, draft):
        return False
    return condition.holds({**draft, THIS: draft[planned.id]}) is not False


_TYPED: Final = (TextQuestion, LongTextQuestion, ComputedQuestion)


def _takes(planned: Planned, value: Value) -> bool:
    """Tell whether a question takes an answer of everybody who is asked it."""
    question = planned.question
    if planned.varies or isinstance(question, _TYPED):
        return False
    if isinstance(question, SingleQuestion):
        return value in question.codes
    if isinstance(question, ScaleQuestion):
        return isinstance(value, int) and question.min <= value <= question.max
    if isinstance(question, MultipleQuestion) and isinstance(value, frozenset):
        alone = {one.code for one in question.options if one.exclusive}
        fits = question.min_chosen <= len(value) <= (question.max_chosen or len(question.codes))
        return fits and value <= set(question.codes) and (len(value) == 1 or not value & alone)
    return True
