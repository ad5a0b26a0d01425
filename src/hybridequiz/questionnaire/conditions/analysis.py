"""What can be said about the conditions of a questionnaire before anybody answers it.

Every combination of states that an interview can come to before a question is gone through: each
way of answering the questions that its conditions read, directly or through the conditions of
those questions, and each reason that those can have for no value. Combinations on which an exit
was taken do not come to later questions. What is said is certain: "always", "never" and "cannot
be reached" hold for every interview. Over coded questions it is exact. Where a part cannot be
followed (a calculation over large numbers, a pattern), it is taken to be true or false as it
likes. Where there are more combinations than the limit, nothing is said.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from hybridequiz.questionnaire.states import Missing

from .condition import Condition, Guard
from .enumeration import Assignment, Enumeration, Exit, Variable, enumeration
from .naming import THIS
from .scope import Symbol
from .terms import Run, Test
from .verdicts import Analysis, Leave, NoValue, Step, StepVerdict, Verdict

__all__ = ["Analysis", "Guard", "Leave", "NoValue", "Step", "StepVerdict", "Verdict", "analyse"]

MOST_VARIABLES: Final = 24
"""More questions than this are not taken together, however few states they have."""


def analyse(steps: Sequence[Step], leaves: Sequence[Leave], *, limit: int = 4096) -> Analysis:
    """Tell what is certain about the conditions of a questionnaire.

    Args:
        steps: The questions and notes in their order.
        leaves: The exits in their order.
        limit: How many combinations are gone through for one question at most.
    """
    return _Analyst(steps, leaves, limit).analysis()


@dataclass(slots=True)
class _Tally:
    """What became of one guard in the combinations that came to it."""

    run: Run
    guard: Guard
    true: bool = False
    false: bool = False
    unknown: NoValue | None = None

    def passes(self, env: Assignment) -> bool:
        """Tell whether a combination passes the guard, and note how it went."""
        result = self.run(env)
        if result is True:
            self.true = True
            return True
        if result is False:
            self.false = True
            return False
        if self.unknown is None:
            self.unknown = _culprit(self.guard.condition, env, result)
        return self.guard.shows_on_unknown

    @property
    def lets_through(self) -> bool:
        """Tell whether some combination passed it."""
        return self.true or (self.unknown is not None and self.guard.shows_on_unknown)

    @property
    def stops(self) -> bool:
        """Tell whether some combination did not pass it."""
        return self.false or (self.unknown is not None and not self.guard.shows_on_unknown)

    def verdict(self) -> Verdict:
        """Say what is certain about the guard."""
        known = self.true if self.true != self.false else None
        always = known if self.unknown is None else None
        return Verdict(decided=True, always=always, unknown=self.unknown, known=known)


def _culprit(condition: Condition, env: Assignment, reason: Missing) -> NoValue:
    """Name the first question whose lack of a value makes a condition unknown."""
    names: list[str] = []
    for fact in condition.facts:
        if isinstance(fact, Test):
            names += [] if fact.probes else [fact.name]
        else:
            names += fact.names
    for name in names:
        if env.get(name, Missing.NOT_REACHED) is reason:
            return NoValue(name, reason)
    first = names or sorted(condition.references)
    return NoValue(first[0] if first else "", reason, worked_out=True)


class _Findings(NamedTuple):
    """What came out for one list of guards at one point of the interview."""

    guards: tuple[Verdict, ...]
    names: Collection[str]
    reachable: bool
    off_route: bool
    blocked_by: int | None


class _Point(NamedTuple):
    """A point of the interview: what comes before it, and whether an exit matters to it."""

    position: int
    exits: int
    after_exit: bool


class _Analyst:
    """Goes through a questionnaire once, from the first question to the last."""

    def __init__(self, steps: Sequence[Step], leaves: Sequence[Leave], limit: int) -> None:
        self._steps = steps
        self._leaves = leaves
        self._limit = limit
        self._places = {step.name: place for place, step in enumerate(steps)}
        self._symbols: dict[str, Symbol] = {}
        for condition in self._conditions():
            self._symbols.update(condition.symbols)
        self._symbols.update({step.name: step.symbol for step in steps if step.symbol})
        self._exits = self._placed_exits()
        self._exits_of: dict[str, list[tuple[int, Exit]]] = {}
        for number, one in enumerate(self._exits):
            for name in self._behind(one.condition):
                self._exits_of.setdefault(name, []).append((number, one))
        self._findings: dict[object, _Findings | None] = {}
        self._reasons: dict[object, frozenset[Missing] | None] = {}
        self._verdicts: list[StepVerdict] = []

    def _conditions(self) -> list[Condition]:
        guards = [guard.condition for step in self._steps for guard in step.guards]
        return guards + [leave.when for leave in self._leaves]

    def _placed_exits(self) -> list[Exit]:
        """Give the exits in the order in which the interview comes to them."""
        exits = [
            Exit(
                leave.when,
                max((self._places.get(name, -1) for name in leave.when.symbols), default=-1),
                order,
            )
            for order, leave in enumerate(self._leaves)
        ]
        return sorted(exits, key=lambda one: (one.position, one.order))

    def _behind(self, condition: Condition) -> set[str]:
        """Give all names that a condition depends on, itself or through the guards of others."""
        found: set[str] = set()
        waiting = list(condition.symbols)
        while waiting:
            name = waiting.pop()
            if name in found:
                continue
            found.add(name)
            if name in self._places:
                for guard in self._steps[self._places[name]].guards:
                    waiting += guard.condition.symbols
        return found

    def analysis(self) -> Analysis:
        """Give all verdicts."""
        leaves: dict[int, Verdict] = {}
        closed: Leave | None = None
        passed = 0
        for place in range(len(self._steps) + 1):
            while passed < len(self._exits) and self._exits[passed].position < place:
                order = self._exits[passed].order
                leaves[order] = self._leave_verdict(passed, closed)
                if leaves[order].always:
                    closed = closed or self._leaves[order]
                passed += 1
            if place < len(self._steps):
                self._verdicts.append(self._step_verdict(place, passed, closed))
        return Analysis(
            tuple(self._verdicts), tuple(leaves[order] for order in range(len(self._leaves)))
        )

    def _leave_verdict(self, number: int, closed: Leave | None) -> Verdict:
        if closed is not None:
            return Verdict(decided=True)
        one = self._exits[number]
        guards = (Guard(one.condition, shows_on_unknown=False),)
        found = self._judge(guards, _Point(one.position + 1, number, after_exit=False))
        return found.guards[0] if found else Verdict()

    def _step_verdict(self, place: int, exits: int, closed: Leave | None) -> StepVerdict:
        step = self._steps[place]
        if closed is not None and not step.always:
            verdicts = tuple(Verdict(decided=True) for _ in step.guards)
            return StepVerdict(
                decided=True, guards=verdicts, reachable=False, closed_by=closed, off_route=True
            )
        point = _Point(place, exits, step.always)
        found = self._judge(step.guards, point) if step.guards else _UNGUARDED
        if found is None:
            return StepVerdict(decided=False, guards=tuple(Verdict() for _ in step.guards))
        return StepVerdict(
            decided=True,
            guards=found.guards,
            reachable=found.reachable,
            blocked_by=None if found.blocked_by is None else step.guards[found.blocked_by],
            off_route=found.off_route,
            no_value=self._no_values(step, point, found) if step.mentions else {},
        )

    def _judge(self, guards: tuple[Guard, ...], point: _Point) -> _Findings | None:
        """Go through the combinations at a point; the same guards are judged once."""
        key = (_written(guards), point.exits, point.after_exit)
        if key not in self._findings:
            for guard in guards:
                if symbol := guard.condition.symbols.get(THIS):
                    self._symbols[THIS] = symbol
            self._findings[key] = self._judged(guards, point)
        return self._findings[key]

    def _judged(self, guards: tuple[Guard, ...], point: _Point) -> _Findings | None:
        prepared = self._prepare(guards, point)
        if prepared is None:
            return None
        combinations, names = prepared
        tallies = [_Tally(guard.condition.sketch, guard) for guard in guards]

        def visit(env: Assignment) -> None:
            for tally in tallies:
                if not tally.passes(env):
                    return

        combinations.run(tallies[0].passes if len(tallies) == 1 else visit)
        closed = [place for place, tally in enumerate(tallies) if not tally.lets_through]
        blocking = closed[0] if closed else None
        return _Findings(
            guards=tuple(tally.verdict() for tally in tallies),
            names=names,
            reachable=blocking is None,
            off_route=any(tally.stops for tally in tallies),
            blocked_by=blocking,
        )

    def _prepare(
        self, guards: tuple[Guard, ...], point: _Point, *more: str
    ) -> tuple[Enumeration, Collection[str]] | None:
        names = [*more, *(name for guard in guards for name in guard.condition.symbols)]
        reached = self._closure(names, point)
        if reached is None:
            return None
        variables, exits = reached
        found = enumeration(
            variables, exits, guards, after_exit=point.after_exit, limit=self._limit
        )
        return None if found is None else (found, variables)

    def _closure(
        self, names: Sequence[str], point: _Point
    ) -> tuple[dict[str, Variable], Collection[Exit]] | None:
        """Give all variables that matter to some, and the exits that do; None if too many."""
        variables: dict[str, Variable] = {}
        exits: dict[int, Exit] = {}
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            place = self._places.get(name, -1)
            if name in variables or name not in self._symbols or place >= point.position:
                continue
            if len(variables) == MOST_VARIABLES:
                return None
            step = self._steps[place] if place >= 0 else None
            variables[name] = self._variable(name, place, step)
            for guard in step.guards if step else ():
                waiting += guard.condition.symbols
            for number, one in self._exits_that_matter(name, place, step, point):
                if number not in exits:
                    exits[number] = one
                    waiting += one.condition.symbols
        return variables, exits.values()

    def _variable(self, name: str, place: int, step: Step | None) -> Variable:
        symbol = self._symbols[name]
        return (
            Variable(symbol, place, step.guards, step.always)
            if step
            else Variable(symbol, -1, always=True)
        )

    def _exits_that_matter(
        self, name: str, place: int, step: Step | None, point: _Point
    ) -> list[tuple[int, Exit]]:
        """Give the exits before a point that change what can be known of a variable there."""
        matter = [pair for pair in self._exits_of.get(name, ()) if pair[0] < point.exits]
        if point.after_exit and step and not step.always:
            before = enumerate(self._exits[: point.exits])
            matter += [(number, one) for number, one in before if one.position < place]
        return matter

    def _no_values(
        self, step: Step, point: _Point, found: _Findings
    ) -> dict[str, frozenset[Missing]]:
        """Say for each name that a question mentions why it can be without a value."""
        answers: dict[str, frozenset[Missing]] = {}
        if not found.reachable:
            return answers
        for name in sorted(step.mentions):
            if name not in self._symbols or self._places.get(name, -1) >= point.position:
                continue
            reasons = self._lacking(name, step, point, found)
            if reasons is not None:
                answers[name] = reasons
        return answers

    def _lacking(
        self, name: str, step: Step, point: _Point, found: _Findings
    ) -> frozenset[Missing] | None:
        place = self._places.get(name, -1)
        symbol = self._symbols[name]
        alone = name not in found.names and name not in self._exits_of and not point.after_exit
        if alone and (place < 0 or not self._steps[place].guards):
            return symbol.missing
        key = (name, _written(step.guards), point.exits, point.after_exit)
        if key not in self._reasons:
            self._reasons[key] = self._lacking_in(name, step.guards, point)
        return self._reasons[key]

    def _lacking_in(
        self, name: str, guards: tuple[Guard, ...], point: _Point
    ) -> frozenset[Missing] | None:
        """Collect a question's reasons in all combinations that pass some guards."""
        prepared = self._prepare(guards, point, name)
        if prepared is None:
            return None
        combinations, _ = prepared
        held: set[Missing] = set()
        tallies = [_Tally(guard.condition.sketch, guard) for guard in guards]

        def visit(env: Assignment) -> None:
            if env[name].__class__ is Missing and all(tally.passes(env) for tally in tallies):
                held.add(env[name])

        combinations.run(visit)
        return frozenset(reason for one in held for reason in combinations.reasons(name, one))


_UNGUARDED: Final = _Findings((), (), reachable=True, off_route=False, blocked_by=None)


def _written(guards: tuple[Guard, ...]) -> tuple[object, ...]:
    """Give what guards amount to: the same words mean something else where `this` is another question."""
    return tuple(
        (one.condition.source, one.shows_on_unknown, one.limits, one.condition.symbols.get(THIS))
        for one in guards
    )
