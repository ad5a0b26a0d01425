"""Routes: conditions that decide nothing, questions that nobody reaches, and values that may not be there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from hybridequiz.problems import Problem, Severity
from hybridequiz.questionnaire.conditions import Guard, Scope, Symbol, compile_condition
from hybridequiz.questionnaire.conditions.analysis import (
    Leave,
    NoValue,
    Step,
    StepVerdict,
    Verdict,
    analyse,
)
from hybridequiz.questionnaire.expand import Expanded
from hybridequiz.questionnaire.instrument import (
    NO_NAMES,
    Instrument,
    Planned,
    PlannedExit,
    session_symbols,
)
from hybridequiz.questionnaire.lint_options import Lack, lack_of
from hybridequiz.questionnaire.lint_rosters import row_of_all
from hybridequiz.questionnaire.lint_rules import AnswerRule, rules_of
from hybridequiz.questionnaire.lint_shuffling import unsure_through_exits
from hybridequiz.questionnaire.lint_texts import (
    Mentions,
    placed_fills,
    texts_asked,
    without_fallback,
)
from hybridequiz.questionnaire.model import Section
from hybridequiz.questionnaire.parts import Key
from hybridequiz.questionnaire.questions import FORMS, MODES, DateQuestion, Item, RankingQuestion
from hybridequiz.questionnaire.repetition import Repetition
from hybridequiz.questionnaire.roster_planning import ROW
from hybridequiz.questionnaire.states import Missing
from hybridequiz.values import frozen

WHY = {
    Missing.DONT_KNOW: "may be 'don't know'",
    Missing.REFUSED: "may be refused",
    Missing.NOT_APPLICABLE: "may be 'not applicable'",
    Missing.LEFT_EMPTY: "may be left empty",
    Missing.OFF_ROUTE: "may not be asked",
    Missing.NOT_IN_MODE: "may not be asked",
}
"""How a question can come to have no value, in an author's words."""


LEAVE_OUT: Final = "leave the condition out"
LOOK_AT: Final = "look at the codes, and at the conditions of the questions that it looks at"
"""What to do about a condition that is always, or never, true."""
Guarded = Section | Item
"""What can have a `show_if`."""
NAME: Final = re.compile(r"[a-z][a-z0-9_]*")


@frozen
class Written:
    """A guard with the place where its author wrote it.

    Attributes:
        guard: The guard.
        path: Where it stands.
        settled: Whether `on_unknown` says what happens when it is unknown.
        shared: Whether it belongs to the section, and so is told once.
    """

    guard: Guard
    path: Key
    settled: bool
    shared: bool


def route_problems(
    instrument: Instrument,
    expanded: Expanded,
    doubtful: frozenset[str],
    mentions: Mentions,
) -> list[Problem]:
    """Check the routes of a questionnaire.

    Args:
        instrument: The questionnaire, as far as it could be compiled.
        expanded: Where its parts are written.
        doubtful: Ids of questions of which too little is known; what depends on them is left unsaid.
        mentions: What the texts of each item fill in.
    """
    doubtful |= unsure_through_exits(instrument)
    return list(_RouteChecker(instrument, expanded, doubtful, mentions).problems())


def _names_in_exits_left_out(instrument: Instrument) -> frozenset[str]:
    """Give the names in exits with faults: these exits may rule out what would be said of those names."""
    kept = {id(planned.exit) for planned in instrument.exits}
    left_out = (one.when for one in instrument.questionnaire.exit if id(one) not in kept)
    return frozenset(name for when in left_out for name in NAME.findall(when))


def _tells_rows(guard: Guard, repetition: Repetition | None) -> bool:
    """Tell whether a guard only says that there are rows."""
    return repetition is not None and guard.condition is repetition.some


def _verdicts_of(
    written: Sequence[Written], planned: Planned, verdict: StepVerdict
) -> list[Verdict]:
    """Give what was found of the guards that the author wrote, in their order."""
    guards = planned.guards
    found = verdict.guards[len(verdict.guards) - len(guards) :]
    by_guard = {id(guard): one for guard, one in zip(guards, found, strict=True)}
    return [by_guard[id(one.guard)] for one in written]


def _one_line(source: str) -> str:
    """Give a condition as a message repeats it; it may be written over several lines."""
    return " ".join(source.split())


class _RouteChecker:
    """Holds the analysis against what the author wrote."""

    def __init__(
        self,
        instrument: Instrument,
        expanded: Expanded,
        doubtful: frozenset[str],
        mentions: Mentions,
    ) -> None:
        self._mentions = mentions
        self._instrument = instrument
        self._expanded = expanded
        self._row = row_of_all(instrument)
        self._doubtful = self._behind(doubtful | ({ROW} if self._row is None else NO_NAMES))
        self._symbols = session_symbols(instrument.questionnaire)
        self._told: set[Key] = set()
        self._rosters = {one.repeat: one.id for one in instrument.sections if one.repeat}
        self._closed: set[str] = set()
        self._doubted = _names_in_exits_left_out(instrument)

    def problems(self) -> Iterator[Problem]:
        entries = list(self._entries())
        leaves = [Leave(one.when) for one in self._instrument.exits]
        analysis = analyse([step for _, step in entries], leaves)
        for (one, _), verdict in zip(entries, analysis.steps, strict=True):
            if isinstance(one, Lack):
                yield from self._lack_problems(one, verdict)
            elif isinstance(one, AnswerRule):
                yield from self._rule_problems(one, verdict)
            elif one and one.id not in self._doubtful and not self._is_closed_in_doubt(verdict):
                yield from self._step_problems(one, verdict)
        for planned_exit, found in zip(self._instrument.exits, analysis.leaves, strict=True):
            if not planned_exit.when.references & self._doubtful:
                yield from self._leave_problems(planned_exit, found)

    def _entries(self) -> Iterator[tuple[Planned | Lack | AnswerRule | None, Step]]:
        """Give what the analysis looks at, in order, with what it is about; None for facts of the session."""
        for name, symbol in self._symbols.items():
            yield None, Step(symbol, name)
        if self._row is not None:
            yield None, Step(self._row, ROW)
        before = dict(self._symbols) | ({ROW: self._row} if self._row else {})
        for planned in self._instrument.items:
            step = self._step(planned)
            if planned.varies and (lack := self._lack(planned, before)):
                yield lack, lack.step(step)
            if step.symbol:
                before[planned.id] = step.symbol
            yield planned, step
            if planned.checks or planned.options:
                for rule in self._rules(planned):
                    yield rule, rule.step(step)

    def _rules(self, planned: Planned) -> Iterator[AnswerRule]:
        """Give the rules of a question of which enough is known."""
        if planned.id not in self._doubtful:
            unknown = self._doubtful | self._doubted
            yield from (one for one in rules_of(planned) if not one.condition.references & unknown)

    def _behind(self, doubtful: frozenset[str]) -> frozenset[str]:
        """Add the questions whose conditions have faults, or look at a question of which too little is known."""
        found = set(doubtful)
        for planned in self._instrument.items:
            if planned.looks_at & found or self._has_faulty_guard(planned):
                found.add(planned.id)
        return frozenset(found)

    def _lack(self, planned: Planned, before: Mapping[str, Symbol]) -> Lack | None:
        """Say when a choice would lack options, if enough is known to say it."""
        if planned.id in self._doubtful:
            return None
        lack = lack_of(planned, self._instrument, before)
        unknown = self._doubtful | self._doubted
        return None if lack is None or lack.condition.references & unknown else lack

    def _lack_problems(self, lack: Lack, verdict: StepVerdict) -> Iterator[Problem]:
        """Tell of a choice that can be asked while it lacks options."""
        if verdict.decided and verdict.reachable:
            document, written = self._expanded.origin(lack.path)
            place = document.place(written)
            yield Problem("no-options", lack.message, place, lack.hint, lack.severity)

    def _rule_problems(self, rule: AnswerRule, verdict: StepVerdict) -> Iterator[Problem]:
        """Tell of a check, or of the condition of an option, that decides nothing."""
        known = verdict.guards[-1].known if verdict.decided else None
        if known is None:
            return
        advice = rule.if_true if known else rule.if_false
        yield self._decided(rule.path, rule.condition.source, known, advice, rule.severity)

    def _is_closed_in_doubt(self, verdict: StepVerdict) -> bool:
        """Tell whether an item is out of reach only because of an exit of which too little is known."""
        exit_ = verdict.closed_by
        return exit_ is not None and bool(exit_.when.references & self._doubtful)

    def _step(self, planned: Planned) -> Step:
        guards = (*self._limits(planned), *planned.guards)
        return Step(
            planned.symbol,
            planned.id,
            guards,
            planned.after_exit,
            self._mentions.get(planned.id, NO_NAMES),
        )

    def _limits(self, planned: Planned) -> list[Guard]:
        """Give the guards that `mode` and `form` amount to."""
        if not planned.limited:
            return []
        scope = Scope(symbols=self._symbols)
        sources = []
        if not (planned.modes and planned.forms):
            return [Guard(compile_condition("False", scope), shows_on_unknown=False, limits=True)]
        if len(planned.modes) < len(MODES):
            sources.append(f"session_mode in {sorted(planned.modes)!r}")
        if len(planned.forms) < len(FORMS):
            sources.append(f"session_form in {sorted(planned.forms)!r}")
        return [
            Guard(compile_condition(source, scope), shows_on_unknown=False, limits=True)
            for source in sources
        ]

    def _written(self, planned: Planned) -> list[Written]:
        """Give the author's guards of an item with their places, in the order of `planned.guards`."""
        if not planned.guards:
            return []
        places: list[tuple[Key, bool, bool]] = [
            ((*path, "show_if"), part.on_unknown is not None, shared)
            for part, path, shared in self._guarded_parts(planned)
            if part.show_if is not None
        ]
        repetition = planned.repetition
        guards = [one for one in planned.guards if not _tells_rows(one, repetition)]
        if len(places) != len(guards):
            return []
        return [
            Written(guard, path, settled, shared)
            for guard, (path, settled, shared) in zip(guards, places, strict=True)
        ]

    def _guarded_parts(self, planned: Planned) -> list[tuple[Guarded, Key, bool]]:
        """Give what an item stands behind, with its place, and whether others stand behind it too."""
        section = self._instrument.sections[planned.section]
        parts: list[tuple[Guarded, Key, bool]] = [(section, ("section", planned.section), True)]
        if planned.grid is not None:
            parts.append((planned.grid, planned.path[:-2], True))
        return [*parts, (planned.item, planned.path, False)]

    def _step_problems(self, planned: Planned, verdict: StepVerdict) -> Iterator[Problem]:
        if not verdict.decided:
            return
        written = self._written(planned)
        own = _verdicts_of(written, planned, verdict)
        decided = False
        for one, found in zip(written, own, strict=True):
            problems = list(self._guard_problems(one, found))
            decided = decided or found.always is False
            yield from problems
        if not verdict.reachable and not decided:
            yield from self._unreachable(planned, verdict)
        elif verdict.reachable:
            yield from self._fill_problems(planned, verdict)

    def _has_faulty_guard(self, planned: Planned) -> bool:
        """Tell whether a condition that it stands behind could not be compiled."""
        section = self._instrument.sections[planned.section]
        if not (planned.grid or section.show_if or section.repeat or planned.item.show_if):
            return False
        parts = self._guarded_parts(planned)
        wanted = sum(part.show_if is not None for part, _, _ in parts) + bool(section.repeat)
        return wanted > len(planned.guards)

    def _guard_problems(self, written: Written, found: Verdict) -> Iterator[Problem]:
        if not found.decided or (written.shared and written.path in self._told):
            return
        self._told.add(written.path)
        if found.always is not None:
            advice = LEAVE_OUT if found.always else LOOK_AT
            yield self._decided(written.path, written.guard.condition.source, found.always, advice)
        elif found.unknown and not written.settled and found.unknown.name not in self._doubted:
            yield self._unknown(
                written.path,
                found.unknown,
                "then the question is hidden",
                'write on_unknown = "hide" or "show" beside it, or use answered(…)',
            )

    def _leave_problems(self, planned: PlannedExit, found: Verdict) -> Iterator[Problem]:
        if not found.decided:
            return
        exits = self._instrument.questionnaire.exit
        number = next(place for place, one in enumerate(exits) if one is planned.exit)
        path: Key = ("exit", number, "when")
        source = planned.when.source
        if found.always is not None:
            advice = "then everybody leaves here" if found.always else LOOK_AT
            yield self._decided(path, source, found.always, advice)
        elif found.unknown and found.unknown.name not in self._doubted:
            name = found.unknown.name
            hint = f"say so: answered({name}) and …"
            yield self._unknown(path, found.unknown, "then there is no exit", hint)

    def _decided(
        self,
        path: Key,
        source: str,
        always: bool,  # noqa: FBT001 - the verdict itself
        advice: str,
        if_never: Severity = Severity.ERROR,
    ) -> Problem:
        document, written = self._expanded.origin(path)
        code, word = ("always-true", "always") if always else ("always-false", "never")
        severity = Severity.WARNING if always else if_never
        message = f"this is {word} true: '{_one_line(source)}'"
        return Problem(code, message, document.place(written), advice, severity)

    def _unknown(self, path: Key, example: NoValue, outcome: str, hint: str) -> Problem:
        document, written = self._expanded.origin(path)
        why = f"'{example.name}' {WHY.get(example.reason, 'may have no value')}"
        if example.worked_out:
            why = f"with some '{example.name}' there is no outcome, {self._such_as(example.name)}"
            if roster := self._rosters.get(example.name):
                why = f"in the rows of '{roster}' a value may be missing"
        message = f"this can be unknown: {why}; {outcome}"
        return Problem("can-be-unknown", message, document.place(written), hint, Severity.WARNING)

    def _such_as(self, name: str) -> str:
        """Say what can leave an outcome open though a question has a value."""
        planned = self._instrument.by_id.get(name)
        question = planned.question if planned else None
        if isinstance(question, RankingQuestion):
            return "as where an option is not ranked"
        if isinstance(question, DateQuestion) and question.takes_spans:
            return "as where its day is not known"
        return "as in a division by 0"

    def _unreachable(self, planned: Planned, verdict: StepVerdict) -> Iterator[Problem]:
        """Tell of an item that nobody comes to; behind an exit that everybody takes, of the first only."""
        document, written = self._expanded.origin((*planned.path, "id"))
        message, hint = f"no answers lead to '{planned.id}'", ""
        if not (planned.modes and planned.forms):
            hint = f"its section allows no '{'mode' if planned.forms else 'form'}' that it allows itself"
        elif verdict.blocked_by is not None:
            source = _one_line(verdict.blocked_by.condition.source)
            hint = f"this condition lets nobody through: '{source}'"
        elif verdict.closed_by is not None:
            source = verdict.closed_by.when.source
            if source in self._closed:
                return
            self._closed.add(source)
            message += " and to what follows it"
            hint = f"everybody leaves before it: '{_one_line(source)}'"
        yield Problem("unreachable", message, document.place(written), hint)

    def _fill_problems(self, planned: Planned, verdict: StepVerdict) -> Iterator[Problem]:
        """Tell fills that have no fallback although their question may have no value."""
        lacking = {
            name: reasons
            for name, reasons in verdict.no_value.items()
            if reasons and name not in self._doubted | self._doubtful
        }
        if not lacking:
            return
        for path, text in texts_asked(planned):
            for language, fill in placed_fills(text):
                if fill.fallback is None and fill.name in lacking:
                    reason = min(lacking[fill.name], key=list(Missing).index)
                    why = WHY.get(reason, "may have no value")
                    yield without_fallback(self._expanded, (path, language, fill), why)
