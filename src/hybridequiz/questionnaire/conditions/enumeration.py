"""Going through every combination of states that an interview can come to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, Final, NamedTuple

from hybridequiz.questionnaire.states import Missing

from .condition import Condition, Guard
from .domains import states
from .logic import NO_RESULT
from .scope import Symbol
from .terms import Guess, Run, Test, Whole

Assignment = dict[str, Any]
Visit = Callable[[Assignment], object]

_OFF: Final = (Missing.OFF_ROUTE,)
_NOT_IN_MODE: Final = (Missing.NOT_IN_MODE,)


class Variable(NamedTuple):
    """A question or session value in an enumeration.

    Attributes:
        symbol: What it holds.
        position: Its place in the order of the questions; -1 for what is known from the start.
        guards: What it stands behind.
        always: It is asked after an exit too.
    """

    symbol: Symbol
    position: int
    guards: tuple[Guard, ...] = ()
    always: bool = False


class Exit(NamedTuple):
    """An exit in an enumeration.

    Attributes:
        condition: When it is taken.
        position: The place of the last question that it looks at.
        order: Its place among the exits.
    """

    condition: Condition
    position: int
    order: int


@dataclass(slots=True)
class _Known:
    """What the conditions of an enumeration say about its variables."""

    tests: dict[str, list[Test]] = field(default_factory=dict)
    one_by_one: set[str] = field(default_factory=set)
    guesses: dict[str, Guess] = field(default_factory=dict)

    def add(self, condition: Condition) -> None:
        for fact in condition.facts:
            if fact.__class__ is Test:
                self.tests.setdefault(fact.name, []).append(fact)
            elif isinstance(fact, Whole):
                self.one_by_one.update(fact.names)
            elif isinstance(fact, Guess):
                self.guesses[fact.key] = fact


class Enumeration:
    """Every combination of states before one point of the interview."""

    def __init__(self, steps: Sequence[_Step], after_exit: bool) -> None:  # noqa: FBT001 - named by the caller
        self._steps = steps
        self._after_exit = after_exit

    def run(self, visit: Visit) -> None:
        """Call `visit` with each combination that can occur."""
        self._walk(0, {}, False, visit)  # noqa: FBT003 - no exit was taken at the start

    def reasons(self, name: str, held: Missing) -> tuple[Missing, ...]:
        """Give all reasons that one which was met stands for."""
        merged = next(step.merged for step in self._steps if step.key == name)
        return merged if held in merged else (held,)

    def _walk(self, index: int, env: Assignment, left: bool, visit: Visit) -> None:  # noqa: FBT001 - an exit was taken
        if index == len(self._steps):
            visit(env)
            return
        step = self._steps[index]
        index += 1
        if step.exit is not None:
            taken = step.exit(env) is True
            if not taken or self._after_exit:
                self._walk(index, env, left or taken, visit)
            return
        key = step.key
        last = index == len(self._steps)
        free = not (left or step.guards or step.limits)
        for state in step.states if free else _states_of(step, env, left):
            env[key] = state
            if last:
                visit(env)
            else:
                self._walk(index, env, left, visit)
        env.pop(key, None)  # not there where it has no states at all


class _Step(NamedTuple):
    """One step of an enumeration: a variable takes its states, or an exit is looked at."""

    key: str = ""
    states: Sequence[Any] = ()
    merged: tuple[Missing, ...] = ()
    guards: Sequence[tuple[Run, bool]] = ()
    limits: Sequence[Run] = ()
    always: bool = True
    exit: Run | None = None


def _states_of(step: _Step, env: Assignment, left: bool) -> Sequence[Any]:  # noqa: FBT001 - an exit was taken
    """Give the states that a variable can have in a combination: as the route says why it has none."""
    if any(run(env) is not True for run in step.limits):
        return _NOT_IN_MODE
    if left and not step.always:
        return _OFF
    for run, shows in step.guards:
        result = run(env)
        if result is False or (result is not True and not shows):
            return _OFF
    return step.states


def enumeration(
    variables: Mapping[str, Variable],
    exits: Iterable[Exit],
    guards: Iterable[Guard],
    *,
    after_exit: bool,
    limit: int,
) -> Enumeration | None:
    """Prepare to go through the combinations of some variables.

    Args:
        variables: The variables; with each, those that its guards read.
        exits: The exits to look at; their variables are among these.
        guards: The guards of the point itself.
        after_exit: The point is reached after an exit too.
        limit: How many combinations are too many.

    Returns:
        The enumeration, or None if there are too many combinations.
    """
    exits = list(exits)
    known = _known(variables.values(), exits, guards)
    size = 1
    ordered: list[tuple[int, int, int, _Step]] = []
    for name, variable in variables.items():
        step = _variable_step(name, variable, known)
        if step is None:
            return None
        size *= len(step.states) + bool(step.guards or not step.always) + bool(step.limits)
        ordered.append((variable.position, _VARIABLE, len(ordered), step))
    for guess in known.guesses.values():
        read = [variables[name].position for name in guess.names if name in variables]
        step = _Step(guess.key, _outcomes(guess))
        size *= len(step.states)
        ordered.append((max(read, default=-1), _GUESS, len(ordered), step))
    ordered += [(one.position, _EXIT, one.order, _Step(exit=one.condition.sketch)) for one in exits]
    ordered.sort(key=_ORDER)
    return Enumeration([step for *_, step in ordered], after_exit) if size <= limit else None


_ORDER: Final = itemgetter(0, 1, 2)
_VARIABLE, _GUESS, _EXIT = range(3)
"""The order at one place: a question is answered, guesses are made, exits are looked at."""


def _known(variables: Iterable[Variable], exits: Iterable[Exit], guards: Iterable[Guard]) -> _Known:
    """Collect what all conditions of an enumeration say about its variables."""
    known = _Known()
    for guard in guards:
        known.add(guard.condition)
    for one in exits:
        known.add(one.condition)
    for variable in variables:
        for guard in variable.guards:
            known.add(guard.condition)
    return known


def _variable_step(name: str, variable: Variable, known: _Known) -> _Step | None:
    one_by_one = name in known.one_by_one
    found = states(variable.symbol, known.tests.get(name, ()), one_by_one=one_by_one)
    if found is None:
        return None
    guards = [
        (guard.condition.sketch, guard.shows_on_unknown)
        for guard in variable.guards
        if not guard.limits
    ]
    limits = [guard.condition.sketch for guard in variable.guards if guard.limits]
    return _Step(name, found.held, found.merged, guards, limits, variable.always)


def _outcomes(guess: Guess) -> list[bool | Missing]:
    if guess.strict and guess.fails is None:
        return [True, False]
    return [True, False, guess.fails or NO_RESULT]
