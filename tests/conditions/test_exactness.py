"""Over coded questions, the analysis says exactly what going through every interview says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from conditions.samples import DONT_KNOW, OFF_ROUTE, REFUSED, SYMBOLS, compiled
from conditions.test_properties import Env, Part, boolean_parts
from hybridequiz.questionnaire.conditions import (
    Condition,
    Guard,
    Kind,
    Scope,
    Symbol,
    compile_condition,
)
from hybridequiz.questionnaire.conditions.analysis import Leave, Step, analyse
from hybridequiz.questionnaire.states import Missing

said = st.sampled_from([DONT_KNOW, REFUSED])
possible_answers = st.fixed_dictionaries(
    {
        "years": st.integers(0, 40) | said,
        "sat": st.integers(1, 5) | said,
        "other_sat": st.integers(1, 5) | said,
        "barriers": st.frozensets(st.sampled_from([1, 2, 3, 97]), min_size=1) | st.just(DONT_KNOW),
        "flag": st.booleans() | said,
        "a": st.booleans(),
        "b": st.booleans(),
    }
)


@dataclass
class Seen:
    """What was met in all interviews at one condition or question."""

    outcomes: set[Any] = field(default_factory=set)
    reasons: dict[str, set[Missing]] = field(default_factory=dict)
    reached: bool = False
    passed: bool = False


def place(leave: Leave) -> int:
    return max((int(name[1:]) for name in leave.when.references), default=-1)


class EveryInterview:
    """Goes through every interview from the first question to the last."""

    def __init__(self, steps: list[Step], leaves: list[Leave]) -> None:
        self.steps = steps
        self.order = sorted(range(len(leaves)), key=lambda number: (place(leaves[number]), number))
        self.leaves = leaves
        self.guards = [[Seen() for _ in step.guards] for step in steps]
        self.questions = [Seen() for _ in steps]
        self.exits = [Seen() for _ in leaves]
        self._go(0, {}, False)

    def _go(self, index: int, env: Env, left: bool) -> None:
        left = self._leaving(index, env, left)
        if index == len(self.steps):
            return
        step = self.steps[index]
        on_route = (step.always or not left) and self._passes(index, env)
        assert step.symbol is not None
        states = [*step.symbol.codes, *step.symbol.missing] if on_route else [OFF_ROUTE]
        if on_route:
            self._note(index, env)
        for state in states:
            self._go(index + 1, {**env, step.name: state}, left)

    def _leaving(self, index: int, env: Env, left: bool) -> bool:
        for number in self.order:
            if place(self.leaves[number]) == index - 1 and not left:
                outcome = self.leaves[number].when.evaluate(env)
                self.exits[number].outcomes.add(outcome)
                left = outcome is True
        return left

    def _passes(self, index: int, env: Env) -> bool:
        for guard, seen in zip(self.steps[index].guards, self.guards[index], strict=True):
            outcome = guard.condition.evaluate(env)
            seen.outcomes.add(outcome)
            if outcome is False or (outcome is not True and not guard.shows_on_unknown):
                self.questions[index].passed = True
                return False
        return True

    def _note(self, index: int, env: Env) -> None:
        seen = self.questions[index]
        seen.reached = True
        for name, held in env.items():
            reasons = seen.reasons.setdefault(name, set())
            if type(held) is Missing:
                reasons.add(held)


def always(seen: Seen) -> bool | None:
    if seen.outcomes == {True}:
        return True
    return False if seen.outcomes == {False} else None


def can_be_unknown(seen: Seen) -> bool:
    return any(type(outcome) is Missing for outcome in seen.outcomes)


CODES = (1, 2, 3)
PREDICATES = ["answered", "dont_know", "missing", "off_route", "given"]


@st.composite
def conditions(draw: st.DrawFn, index: int) -> str:
    """Draw a condition on the questions before one."""
    names = st.sampled_from([f"q{number}" for number in range(index)])

    def one() -> str:
        kind = draw(st.integers(0, 5))
        name, other, code = draw(names), draw(names), draw(st.integers(1, 3))
        return (
            f"{name} == {code}",
            f"{name} >= {code}",
            f"{name} in [1, {code}]",
            f"{draw(st.sampled_from(PREDICATES))}({name})",
            f"{name} + {other} > 3",
            f"{name} == {other}",
        )[kind]

    parts = [
        f"{draw(st.sampled_from(['', 'not ']))}{one()}" for _ in range(draw(st.integers(1, 3)))
    ]
    return draw(st.sampled_from([" and ", " or "])).join(parts)


@st.composite
def questionnaires(draw: st.DrawFn) -> tuple[list[Step], list[Leave]]:
    """Draw four coded questions with conditions on those before, and some exits."""
    steps: list[Step] = []
    symbols: dict[str, Symbol] = {}
    for index in range(4):
        name = f"q{index}"
        scope = Scope(symbols)
        guards = [
            Guard(compile_condition(source, scope), draw(st.booleans()))
            for source in draw(st.lists(conditions(index), max_size=2 if index else 0))
        ]
        missing = draw(st.frozensets(st.sampled_from([DONT_KNOW, REFUSED])))
        symbols = {**symbols, name: Symbol(name, Kind.CODE, CODES, missing=missing)}
        after_exit = draw(st.sampled_from([False, False, True]))
        steps.append(Step(symbols[name], name, tuple(guards), after_exit, frozenset(scope.symbols)))
    sources = draw(st.lists(st.integers(1, 4).flatmap(conditions), max_size=2))
    return steps, [Leave(compile_condition(source, Scope(symbols))) for source in sources]


def examples_are_real(condition: Condition, name: str, reason: Missing, seen: Seen) -> bool:
    return name in condition.references and reason in seen.outcomes


@given(questionnaires())
@settings(max_examples=120, deadline=None)
def test_the_analysis_is_exact_over_coded_questions(drawn: tuple[list[Step], list[Leave]]) -> None:
    steps, leaves = drawn
    analysis = analyse(steps, leaves, limit=1_000_000)
    truth = EveryInterview(steps, leaves)
    for index, (step, found) in enumerate(zip(steps, analysis.steps, strict=True)):
        assert found.decided
        assert found.reachable is truth.questions[index].reached
        for guard, said, seen in zip(step.guards, found.guards, truth.guards[index], strict=True):
            assert said.always is always(seen)
            assert (said.unknown is not None) is can_be_unknown(seen)
            assert said.unknown is None or examples_are_real(
                guard.condition, *said.unknown[:2], seen
            )
        if found.reachable:
            assert found.off_route is truth.questions[index].passed
            assert found.no_value == {
                name: frozenset(reasons) for name, reasons in truth.questions[index].reasons.items()
            }
    for said, seen in zip(analysis.leaves, truth.exits, strict=True):
        assert said.always is always(seen)
        assert (said.unknown is not None) is can_be_unknown(seen)


@given(questionnaires(), st.integers(1, 60))
@settings(max_examples=60, deadline=None)
def test_below_the_limit_nothing_else_is_said_than_without_one(
    drawn: tuple[list[Step], list[Leave]], limit: int
) -> None:
    steps, leaves = drawn
    limited, full = analyse(steps, leaves, limit=limit), analyse(steps, leaves, limit=1_000_000)
    for said, certain in zip(limited.steps, full.steps, strict=True):
        if said.decided and said.closed_by is certain.closed_by:
            assert said.guards == certain.guards
            assert said.reachable == certain.reachable
        if certain.reachable:
            assert said.no_value.items() <= certain.no_value.items()


@given(boolean_parts, st.lists(possible_answers, min_size=5, max_size=20))
@settings(max_examples=150, deadline=None)
def test_no_interview_contradicts_what_is_said(part: Part, interviews: list[Env]) -> None:
    condition = compiled(part.source)
    steps = [Step(symbol, name) for name, symbol in SYMBOLS.items()]
    guard = Guard(condition, shows_on_unknown=False)
    found = analyse([*steps, Step(None, "end", (guard,))], []).steps[-1]
    outcomes = [condition.evaluate(interview) for interview in interviews]
    (said,) = found.guards
    if said.always is not None:
        assert all(outcome is said.always for outcome in outcomes)
    if found.decided and said.unknown is None:
        assert not any(type(outcome) is Missing for outcome in outcomes)
    if not found.reachable:
        assert True not in [outcome is True for outcome in outcomes]
