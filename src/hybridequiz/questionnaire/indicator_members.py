"""The report part of a study beside its questionnaires: audiences that there are, and conditions that can be read."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

from hybridequiz.problems import Problem, Severity, did_you_mean, near_match
from hybridequiz.questionnaire.claim_checks import split_line
from hybridequiz.questionnaire.conditions import (
    Condition,
    ConditionFaults,
    Fault,
    Kind,
    Scope,
    compile_condition,
)
from hybridequiz.questionnaire.conditions.constants import hopeless
from hybridequiz.questionnaire.group_overlaps import overlap
from hybridequiz.questionnaire.indicator_scope import NO_ROWS, scope_of_versions
from hybridequiz.questionnaire.indicators import Breakdown, Indicator
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.parts import Key
from hybridequiz.questionnaire.questions import MultipleQuestion, Question, SingleQuestion
from hybridequiz.questionnaire.quotation_checks import quotation_problems
from hybridequiz.questionnaire.studied import Studied
from hybridequiz.questionnaire.study_file import StudyFile
from hybridequiz.values import replace

OF_SESSION: Final = "session_"
USE_COMPUTED: Final = "say what is needed of the rows in a computed question behind that section"


Versions = Sequence[Instrument]
"""A questionnaire in its versions, oldest first."""


def report_problems(
    studied: Studied, questionnaires: Sequence[Versions], *, complete: bool = True
) -> list[Problem]:
    """Find what is wrong between the report part of a study and its questionnaires.

    Args:
        studied: The study.
        questionnaires: Its questionnaires.
        complete: Whether these are all of them, so that an audience without one is known to be none.
    """
    unknown = Severity.ERROR if complete else None
    return _Checker(studied, questionnaires, (), unknown).problems()


def answered_problems(
    studied: Studied, answered: Sequence[Versions], others: Collection[str], *, complete: bool
) -> list[Problem]:
    """Find what is wrong between the report part of a study and the answers that it is made of.

    Args:
        studied: The study.
        answered: The questionnaires that were answered, in the versions that were.
        others: The audiences of the study that nobody answered for yet.
        complete: Whether there are no more, so that any other audience is wrong; it is doubtful otherwise.

    Returns:
        Errors; warnings only of doubtful audiences, and of lines of options that nobody could choose yet.
    """
    unknown = Severity.ERROR if complete else Severity.WARNING
    return _Checker(studied, answered, others, unknown, answered=True).problems()


def audiences_named(study: StudyFile) -> frozenset[str]:
    """Give the audiences that the report part of a study names."""
    lines = [line for one in study.claim for line in (*one.lines, *one.also)]
    return frozenset().union(
        *(one.for_ for one in study.indicator),
        *(one.for_ for one in study.breakdown),
        (split_line(line)[0] for line in lines),
    )


class _Spot(NamedTuple):
    """Where something is wrong, and what: the same for several audiences is told once.

    Attributes:
        path: The value that it is in.
        start: Where in a text it begins; None where it is the whole value.
        end: Where it ends.
        code: The problem's code.
        message: What is wrong.
    """

    path: Key
    start: int | None
    end: int
    code: str
    message: str


class _Checker:
    """Compiles every condition of a report for every questionnaire that it is for."""

    def __init__(
        self,
        studied: Studied,
        questionnaires: Sequence[Versions],
        others: Collection[str],
        unknown: Severity | None,
        *,
        answered: bool = False,
    ) -> None:
        self._studied = studied
        self._others = others
        self._unknown = unknown
        self._is_answered = answered
        self._instruments: dict[str, list[tuple[Versions, Scope]]] = {}
        for versions in questionnaires:
            audience = versions[-1].questionnaire.audience
            scope = scope_of_versions(versions, [one.code for one in studied.study.location])
            self._instruments.setdefault(audience, []).append((versions, scope))
        self._questionnaires = questionnaires
        self._found: dict[_Spot, list[str]] = {}
        self._hints: dict[_Spot, str] = {}
        self._warnings: dict[_Spot, list[str]] = {}

    def problems(self) -> list[Problem]:
        """Check all of it."""
        study = self._studied.study
        problems: list[Problem] = []
        for number, one in enumerate(study.indicator):
            problems += self._indicator(one, ("indicator", number))
        for number, breakdown in enumerate(study.breakdown):
            path: Key = ("breakdown", number)
            for at, audience in enumerate(breakdown.for_):
                problems += self._unknown_audience(audience, (*path, "for", at))
            for audience in self._audiences_of(breakdown):
                self._breakdown(breakdown, path, audience)
        problems += self._lines()
        is_whole = self._unknown is Severity.ERROR and not self._is_answered
        problems += quotation_problems(self._studied, self._questionnaires, complete=is_whole)
        problems += [self._told(spot, names) for spot, names in self._found.items()]
        warnings = self._warnings.items()
        problems += [self._told(spot, names, Severity.WARNING) for spot, names in warnings]
        return sorted(problems, key=lambda one: (one.place.line or 0, one.place.column or 0))

    def _indicator(self, one: Indicator, path: Key) -> Iterator[Problem]:
        """Check an indicator for each of its audiences."""
        for audience, own in one.for_.items():
            yield from self._unknown_audience(audience, (*path, "for", audience), key=True)
            listed = isinstance(one.of, tuple)
            for number, name in enumerate(one.questions):
                self._name(audience, name, (*path, "of", number) if listed else (*path, "of"))
            if one.shares is not None:
                self._shares(audience, one.shares, (*path, "shares"))
            for key in ("base", "count", "minus"):
                self._condition(audience, getattr(one, key), (*path, key))
            self._condition(audience, one.mean, (*path, "mean"), Kind.NUMBER)
            self._condition(audience, own.where, (*path, "for", audience, "where"))
            for number, beside in enumerate(one.beside):
                self._condition(audience, beside.count, (*path, "beside", number, "count"))

    def _unknown_audience(
        self, audience: str, path: Key, *, key: bool = False
    ) -> Iterator[Problem]:
        """Say that no questionnaire has an audience."""
        known = (*self._instruments, *self._others)
        if audience in known or self._unknown is None:
            return
        message = f"no questionnaire of the study has the audience '{audience}'"
        if self._unknown is Severity.WARNING:
            message = f"nobody answered as '{audience}' yet, and no questionnaire for them is beside the study"
        hint = did_you_mean(audience, known, noun="the audiences")
        place = self._studied.document.place(path, key=key)
        yield Problem("unknown-name", message, place, hint, self._unknown)

    def _audiences_of(self, breakdown: Breakdown) -> list[str]:
        """Name the audiences that are broken down by it."""
        using = (one for one in self._studied.study.indicator if breakdown.id in one.by)
        audiences = dict.fromkeys(audience for one in using for audience in one.for_)
        return [one for one in audiences if one in self._instruments and breakdown.concerns(one)]

    def _breakdown(self, breakdown: Breakdown, path: Key, audience: str) -> None:
        """Check where the groups of a breakdown come from, for one audience."""
        if breakdown.of is not None:
            self._groups_of(audience, breakdown.of, (*path, "of"))
        before: list[tuple[str, list[Condition | None]]] = []
        for number, group in enumerate(breakdown.groups):
            where: Key = (*path, "groups", number, "where")
            compiled = self._condition(audience, group.where, where)
            for other, conditions in before if not self._is_answered else ():
                self._overlap(conditions, compiled, (other, group.id, audience), where)
            before.append((group.id, compiled))

    def _overlap(
        self,
        before: Sequence[Condition | None],
        here: Sequence[Condition | None],
        names: tuple[str, str, str],
        path: Key,
    ) -> None:
        """Note where somebody falls into two groups."""
        first, second, audience = names
        for one, another in zip(before, here, strict=True):
            answers = overlap(one, another) if one and another else ""
            if answers:
                message = f"with {answers} somebody is in '{first}' and in '{second}'"
                spot = _Spot(path, None, 0, "overlapping-groups", message)
                self._hints[spot] = "nobody is in two groups of a breakdown: make two of it"
                self._warnings.setdefault(spot, []).append(audience)

    def _name(self, audience: str, name: str, path: Key) -> bool:
        """Check that a name stands for something with an answer."""
        known = True
        for _, scope in self._instruments.get(audience, ()):
            if name in scope.symbols:
                continue  # whatever it holds, it can be asked whether that was given
            for fault in _faults(f"given({name})", scope):
                known = False
                self._note(audience, path, _of_name(fault, name, scope))
        return known

    def _shares(self, audience: str, name: str, path: Key) -> None:
        """Check that there are options of which shares can be given."""
        if not self._name(audience, name, path):
            return
        for versions, _ in self._instruments.get(audience, ()):
            question = _question(versions, name)
            if not isinstance(question, SingleQuestion | MultipleQuestion):
                hint = "shares are of the options of a question of type single or multiple"
                message = f"'{name}' has no options to give the shares of"
                self._note(audience, path, Fault("type-mismatch", message, 0, 0, hint))

    def _groups_of(self, audience: str, name: str, path: Key) -> None:
        """Check that everybody is in one group at most: one option is chosen."""
        if not self._name(audience, name, path) or name.startswith(OF_SESSION):
            return
        for versions, _ in self._instruments.get(audience, ()):
            question = _question(versions, name)
            if not isinstance(question, SingleQuestion):
                hint = "name a question of type single, or write the groups: groups = [{ id = …, where = … }]"
                message = f"the options of '{name}' are no groups of which everybody is in one"
                self._note(audience, path, Fault("type-mismatch", message, 0, 0, hint))

    def _condition(
        self, audience: str, source: str | None, path: Key, wanted: Kind = Kind.BOOLEAN
    ) -> list[Condition | None]:
        """Compile a condition for each questionnaire of an audience; faults are noted, and give None."""
        compiled: list[Condition | None] = []
        if source is None:
            return compiled
        for _, scope in self._instruments.get(audience, ()):
            try:
                compiled.append(compile_condition(source, scope, wanted=wanted))
            except ConditionFaults as error:
                compiled.append(None)
                for fault in error.faults:
                    self._note(audience, path, fault, within=True)
            else:
                for fault in hopeless(source):
                    self._note(audience, path, fault, within=True)
        return compiled

    def _note(
        self,
        audience: str,
        path: Key,
        fault: Fault,
        *,
        within: bool = False,
        doubtful: bool = False,
    ) -> None:
        """Note what is wrong for an audience, or may be; for several it is told once."""
        start = fault.start if within else None
        spot = _Spot(path, start, fault.end if within else 0, fault.code, fault.message)
        names = (self._warnings if doubtful else self._found).setdefault(spot, [])
        if audience not in names:
            names.append(audience)
        self._hints.setdefault(spot, USE_COMPUTED if NO_ROWS in fault.message else fault.hint)

    def _told(
        self, spot: _Spot, audiences: Sequence[str], severity: Severity = Severity.ERROR
    ) -> Problem:
        """Say what is wrong, for whom, and where."""
        document = self._studied.document
        place = (
            document.place(spot.path)
            if spot.start is None
            else document.place_within(spot.path, spot.start, spot.end)
        )
        message = f"for {', '.join(audiences)}: {spot.message}"
        return Problem(spot.code, message, place, self._hint(spot, audiences), severity)

    def _hint(self, spot: _Spot, audiences: Sequence[str]) -> str:
        """Give the hint; where a breakdown suits other audiences, that it can say so."""
        if spot.path[0] == "breakdown" and spot.code == "unknown-name":
            breakdown = self._studied.study.breakdown[int(spot.path[1])]
            others = [one for one in self._audiences_of(breakdown) if one not in audiences]
            if others:
                listed = ", ".join(f'"{one}"' for one in others)
                return f"say which audiences the breakdown is for: for = [{listed}]"
        return self._hints.get(spot, "")

    def _lines(self) -> Iterator[Problem]:
        """Check that the lines of claims are of audiences, and of groups, that there are."""
        breakdowns = {one.id: one for one in self._studied.study.breakdown}
        for number, claim in enumerate(self._studied.study.claim):
            for key in ("lines", "also"):
                for place, line in enumerate(getattr(claim, key)):
                    path: Key = ("claim", number, key, place)
                    audience, name, group = split_line(line)
                    if self._studied.is_wrong(("claim", number, key)):
                        continue
                    yield from self._unknown_audience(audience, path)
                    breakdown = breakdowns.get(name)
                    if breakdown is not None and breakdown.of is not None:
                        self._option(audience, breakdown.of, group, path, len(line))

    def _option(self, audience: str, name: str, group: str, path: Key, end: int) -> None:
        """Check that a line names an option of the question that the groups are of."""
        for _, scope in self._instruments.get(audience, ()):
            symbol = scope.symbols.get(name)
            codes = [str(code) for code in symbol.codes] if symbol else []
            if codes and group not in codes:
                hint = did_you_mean(group, codes, noun="the options")
                message = f"'{group}' is not an option of '{name}'"
                fault = Fault("unknown-option", message, end - len(group), end, hint)
                self._note(audience, path, fault, within=True, doubtful=self._is_answered)


def _question(versions: Versions, name: str) -> Question | None:
    """Give a question as the newest version has it that has it at all."""
    found = (one.by_id.get(name) for one in reversed(versions))
    planned = next((one for one in found if one is not None), None)
    return planned.question if planned else None


def _of_name(fault: Fault, name: str, scope: Scope) -> Fault:
    """Say what is wrong with a name that stands alone, not in a condition."""
    message = fault.message.replace("used in a condition", "used here")
    if fault.code != "unknown-name":
        return replace(fault, message=message)
    near = near_match(name, scope.symbols)
    questions = [one for one in scope.symbols if not one.startswith(OF_SESSION)]
    hint = (
        f'did you mean "{near}"?' if near else did_you_mean(name, questions, noun="the questions")
    )
    return replace(fault, message=message, hint=hint)


def _faults(source: str, scope: Scope) -> list[Fault]:
    try:
        compile_condition(source, scope)
    except ConditionFaults as error:
        return list(error.faults)
    return []
