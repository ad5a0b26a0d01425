"""What can be wrong in the claims of a study: their lines, the figures that they name, and when a word is said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from hybridequiz.problems import Problem, Severity, did_you_mean
from hybridequiz.questionnaire.claim_words import (
    FIRST,
    OWN_WORD,
    by_id,
    claim_fills,
    figure_scope,
    fills_of,
    named_in,
)
from hybridequiz.questionnaire.conditions import ConditionFaults, Fault, compile_condition
from hybridequiz.questionnaire.indicators import Claim, Indicator
from hybridequiz.questionnaire.parts import Key
from hybridequiz.questionnaire.studied import Studied
from hybridequiz.questionnaire.texts import Fill, FillError
from hybridequiz.values import replace


def claim_problems(studied: Studied) -> list[Problem]:
    """Find what is wrong in the claims of a study."""
    checker = _Checker(studied)
    return [
        problem
        for number, claim in enumerate(studied.study.claim)
        for problem in checker.problems(claim, ("claim", number))
    ]


def split_line(line: str) -> tuple[str, str, str]:
    """Split what a figure is of: the audience, the breakdown and the group; both empty for the whole audience."""
    audience, _, rest = line.partition("/")
    breakdown, _, group = rest.partition("/")
    return audience, breakdown, group


class _Checker:
    """Checks claims one by one against what else the study says."""

    def __init__(self, studied: Studied) -> None:
        self._studied = studied
        self._indicators: Mapping[str, Indicator] = by_id(studied.study.indicator)
        self._breakdowns = {one.id: one for one in studied.study.breakdown}
        self._scope = figure_scope(studied.study.indicator)

    def problems(self, claim: Claim, path: Key) -> Iterator[Problem]:
        """Check one claim."""
        for key in ("lines", "also"):
            for number, line in enumerate(getattr(claim, key)):
                yield from self._line_problems(line, (*path, key, number))
        for number, name in enumerate(claim.shows):
            if not self._studied.is_known("indicator", name):
                hint = did_you_mean(name, list(self._indicators), noun="the indicators")
                yield self._at(
                    "unknown-name",
                    (*path, "shows", number),
                    f"there is no indicator '{name}'",
                    hint,
                )
        for tag, wording in claim.text:
            where: Key = (*path, "text", tag) if tag else (*path, "text")
            yield from self._text_problems(claim, where, wording)
        yield from self._word_problems(claim, path)
        yield from self._lacking(claim, path)

    def _line_problems(self, line: str, path: Key) -> Iterator[Problem]:
        """Check that a line names a breakdown and a group that there are."""
        audience, name, group = split_line(line)
        if not name:
            return
        start = len(audience) + 1
        breakdown = self._breakdowns.get(name)
        if breakdown is None:
            if not self._studied.is_known("breakdown", name):
                hint = did_you_mean(name, list(self._breakdowns), noun="the breakdowns")
                message = f"there is no breakdown '{name}'"
                yield self._within("unknown-name", path, (start, start + len(name)), message, hint)
            return
        groups = [one.id for one in breakdown.groups]
        if groups and group not in groups and not self._studied.is_doubtful_id("breakdown", name):
            hint = did_you_mean(group, groups, noun="its groups")
            message = f"there is no group '{group}' in '{name}'"
            start += len(name) + 1
            yield self._within("unknown-name", path, (start, len(line)), message, hint)

    def _text_problems(self, claim: Claim, path: Key, wording: str) -> Iterator[Problem]:
        """Check what is filled into a sentence."""
        try:
            found = claim_fills(wording)
        except FillError as error:
            hint = "{I11} fills a figure in; write {{ for a brace itself"
            span = (error.start, error.start + 1)
            yield self._within("bad-fill", path, span, str(error), hint)
            return
        for fill in found:
            if told := self._fill_problem(claim, fill):
                code, message, hint = told
                yield self._within(code, path, (fill.start, fill.end), message, hint)

    def _fill_problem(self, claim: Claim, fill: Fill) -> tuple[str, str, str] | None:
        """Say what is wrong with one thing that is filled in."""
        if fill.name == OWN_WORD:
            hint = 'give them: word = [{ when = "I11 >= 90", words = … }]'
            return (
                None if claim.word else ("unknown-name", "the claim has no words of its own", hint)
            )
        name, part = named_in(fill.name)
        indicator = self._indicators.get(name)
        if indicator is None:
            if self._studied.is_known("indicator", name):
                return None
            hint = did_you_mean(name, list(self._indicators), noun="the indicators")
            return "unknown-name", f"there is no indicator '{name}'", hint
        known = fills_of(indicator)
        if fill.name in known:
            if part == OWN_WORD and not self._studied.study.share_word:
                hint = "the study says them: [[share_word]] with 'from' and 'words'"
                return "unknown-name", "the study has no words for shares", hint
            return None
        if self._studied.is_doubtful_id("indicator", name):
            return None
        return _unfit(indicator, part, known)

    def _word_problems(self, claim: Claim, path: Key) -> Iterator[Problem]:
        """Check the rules of a claim's words, and that each word can be said."""
        last = len(claim.word) - 1
        for number, one in enumerate(claim.word):
            where: Key = (*path, "word", number)
            if one.when is not None:
                for fault in self._faults(one.when):
                    place = self._studied.document.place_within(
                        (*where, "when"), fault.start, fault.end
                    )
                    yield Problem(fault.code, fault.message, place, fault.hint)
            elif number < last and not self._studied.is_wrong(where):
                message = "these words have no rule: those that follow are never said"
                hint = "put them last, or say when they are said: when = …"
                yield self._at("never-said", where, message, hint)

    def _faults(self, source: str) -> list[Fault]:
        """Compile a rule against the figures; nothing is said about an indicator of which too little is known."""
        if any(self._studied.is_doubtful_id("indicator", name) for name in _names_in(source)):
            return []
        try:
            compile_condition(source, self._scope)
        except ConditionFaults as error:
            return [self._in_words(fault, source) for fault in error.faults]
        return []

    def _in_words(self, fault: Fault, source: str) -> Fault:
        """Say of an unknown name that it is no figure: there are no questions here."""
        name = source[fault.start : fault.end]
        if fault.code == "unusable-name":
            return replace(fault, message=f"'{name}' is no number", hint=self._scope.unusable[name])
        if fault.code != "unknown-name" or not name.replace("_", "").isalnum():
            return fault
        indicator, _ = named_in(name)
        known = list(self._scope.symbols)
        if indicator in self._indicators:
            known = [one for one in known if named_in(one)[0] == indicator]
        hint = did_you_mean(name, known, noun="the figures")
        return replace(fault, message=f"there is no figure '{name}'", hint=hint)

    def _lacking(self, claim: Claim, path: Key) -> Iterator[Problem]:
        """Find figures that a claim needs and that its lines do not have."""
        if any(self._studied.is_wrong((*path, key)) for key in ("lines", "also")):
            return
        for name, then, where, lines in self._needed(claim, path):
            indicator = self._indicators.get(name)
            if indicator is None or self._studied.is_doubtful_id("indicator", name):
                continue
            for line in lines:
                if why := self._why_not(indicator, line):
                    message = f"there is no '{name}' of '{line}': {why}"
                    place = self._studied.document.place(where)
                    yield Problem("no-figure", message, place, then, Severity.WARNING)

    def _needed(self, claim: Claim, path: Key) -> Iterator[tuple[str, str, Key, tuple[str, ...]]]:
        """Give the figures that a claim needs: the indicator, what happens without, where it stands, of which lines."""
        for number, name in enumerate(claim.shows):
            yield (
                name,
                "the line is printed without it",
                (*path, "shows", number),
                (*claim.lines, *claim.also),
            )
        filled = dict.fromkeys(
            named_in(fill.name)[0] for _, wording in claim.text for fill in _fills(wording)
        )
        for name in filled:
            if name not in claim.shows:
                yield name, "the sentence is never said", (*path, "text"), claim.lines[:1]
        for number, one in enumerate(claim.word):
            for name in dict.fromkeys(_names_in(one.when or "")):
                yield (
                    name,
                    "these words are never said",
                    (*path, "word", number, "when"),
                    claim.lines,
                )

    def _why_not(self, indicator: Indicator, line: str) -> str:
        """Say why an indicator has no such line, or nothing."""
        audience, name, _ = split_line(line)
        if audience not in indicator.for_:
            return f"it is not for '{audience}'"
        breakdown = self._breakdowns.get(name)
        if breakdown is None:
            return ""  # the whole audience, or told already
        if name not in indicator.by:
            return f"it is not broken down by '{name}'"
        if not breakdown.concerns(audience):
            return f"the breakdown '{name}' is not for '{audience}'"
        return ""

    def _at(self, code: str, path: Key, message: str, hint: str) -> Problem:
        return Problem(code, message, self._studied.document.place(path), hint)

    def _within(
        self, code: str, path: Key, span: tuple[int, int], message: str, hint: str
    ) -> Problem:
        return Problem(code, message, self._studied.document.place_within(path, *span), hint)


def _unfit(indicator: Indicator, part: str, known: list[str]) -> tuple[str, str, str]:
    """Say why a sentence cannot name this of an indicator."""
    name = indicator.id
    if not part:
        message = f"'{name}' has a share for every option, and no figure of its own"
        return "type-mismatch", message, f"the option that comes first: {{{name}_{FIRST}}}"
    if part == OWN_WORD:
        message = f"'{name}' is no share: only a share is said in words"
        return "type-mismatch", message, f"what can be said of it: {_braced(known)}"
    message = f"there is nothing '{part}' beside '{name}'"
    parts = [named_in(one)[1] for one in known if "_" in one]
    hint = did_you_mean(part, parts, noun="what can be said of it")
    return "unknown-name", message, hint


def _braced(names: Iterable[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names)


def _fills(wording: str) -> list[Fill]:
    try:
        return claim_fills(wording)
    except FillError:
        return []


def _names_in(source: str) -> list[str]:
    """Give what may be the ids of indicators in a rule."""
    return [named_in(name)[0] for name in re.findall(r"[A-Za-z][A-Za-z0-9_]*", source)]
