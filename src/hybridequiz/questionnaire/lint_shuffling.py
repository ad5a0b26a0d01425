"""Shuffling: what it names, and what stands in an order that it takes away."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from hybridequiz.problems import Problem, did_you_mean
from hybridequiz.questionnaire.expand import Expanded
from hybridequiz.questionnaire.instrument import Instrument, Planned
from hybridequiz.questionnaire.lint_texts import placed_fills, texts_asked
from hybridequiz.questionnaire.parts import Key
from hybridequiz.questionnaire.questions import ChoiceQuestion, LookupQuestion
from hybridequiz.questionnaire.shuffling import is_fixed, shuffles, why_apart

TWO: Final = 2
"""Fewer parts have one order only."""


def shuffle_problems(
    instrument: Instrument, expanded: Expanded, broken: frozenset[str]
) -> Iterator[Problem]:
    """Check what is shuffled. That conditions look past what is shuffled together is checked where they are compiled.

    Args:
        instrument: The questionnaire, as far as it could be compiled.
        expanded: Where its parts are written.
        broken: Ids of questions that are reported already.
    """
    if shuffles(instrument.questionnaire):
        yield from _Checker(instrument, expanded, broken).problems()


def unsure_through_exits(instrument: Instrument) -> frozenset[str]:
    """Name the questions of which it is not known whether an exit comes before them: what it looks at is shuffled."""
    by_id, items = instrument.by_id, instrument.items
    names = frozenset[str]().union(*(one.when.references for one in instrument.exits))
    if not names or not shuffles(instrument.questionnaire):
        return frozenset()
    looked_at = [by_id[name] for name in names if name in by_id]
    return frozenset(
        name
        for one in items
        for other in looked_at
        if why_apart(instrument, one, other)
        for name in (one.id, other.id)
    )


class _Checker:
    """Checks one questionnaire."""

    def __init__(self, instrument: Instrument, expanded: Expanded, broken: frozenset[str]) -> None:
        self._instrument = instrument
        self._expanded = expanded
        self._broken = broken

    def problems(self) -> Iterator[Problem]:
        """Give everything that is wrong."""
        yield from self._sections()
        for planned in self._instrument.items:
            yield from self._parts(planned)
            yield from self._references(planned)
            yield from self._fills(planned)

    def _sections(self) -> Iterator[Problem]:
        """The sections that are shuffled exist, are two or more, and stand one after another."""
        ids = [section.id for section in self._instrument.sections]
        names = self._instrument.questionnaire.shuffle
        for number, name in enumerate(names):
            path: Key = ("shuffle", number)
            if name not in ids:
                hint = did_you_mean(name, ids, noun="the sections")
                yield self._problem("unknown-name", path, f"there is no section '{name}'", hint)
            elif name in names[:number]:
                yield self._problem("wrong-value", path, f"'{name}' stands twice in 'shuffle'")
        places = sorted(ids.index(name) for name in set(names) if name in ids)
        if len(names) == 1:
            message = "one section alone cannot be shuffled"
            hint = "name two or more; for its questions write shuffle = true in the section"
            yield self._problem("wrong-value", ("shuffle",), message, hint)
        for before, after in pairwise(places):
            if after > before + 1:
                message = f"the section '{ids[before + 1]}' stands between those that are shuffled"
                hint = "let the sections that are shuffled stand one after another"
                yield self._problem("wrong-value", ("shuffle",), message, hint)

    def _parts(self, planned: Planned) -> Iterator[Problem]:
        """What is shuffled has two parts or more that can change places."""
        section = self._instrument.sections[planned.section]
        first = planned.path[3] == 0 and (planned.grid is None or planned.path[-1] == 0)
        if section.shuffle and first and len(section.question) < TWO:
            yield self._nothing(("section", planned.section, "shuffle"))
        grid, question = planned.grid, planned.question
        if grid is not None and planned.path[-1] == 0 and grid.shuffle and len(grid.items) < TWO:
            yield self._nothing((*planned.path[:-2], "shuffle"))
        if isinstance(question, ChoiceQuestion) and question.shuffle:
            free = [option for option in question.options if not is_fixed(option)]
            if len(free) < TWO:
                yield self._nothing((*planned.path, "shuffle"))

    def _nothing(self, path: Key) -> Problem:
        message = "there is nothing to shuffle: fewer than two parts can change places"
        return self._problem("wrong-value", path, message, "leave the key out")

    def _references(self, planned: Planned) -> Iterator[Problem]:
        """Keys name questions that come earlier in every order."""
        question = planned.question
        named: list[tuple[Key, str | None]] = []
        if question is not None:
            named.append((("about",), question.about))
        if isinstance(question, ChoiceQuestion):
            named.append((("chosen_in",), question.chosen_in))
        if isinstance(question, LookupQuestion):
            named += [(("where", column), name) for column, name in question.where.items()]
        for key, name in named:
            if name is not None and (why := self._why(planned, name)):
                message = f"'{name}' may come after this question: {why}"
                hint = "name a question that stands outside of what is shuffled"
                yield self._problem("shuffled", (*planned.path, *key), message, hint)

    def _fills(self, planned: Planned) -> Iterator[Problem]:
        """What is filled into a text was answered before in every order."""
        for path, text in texts_asked(planned):
            for language, fill in placed_fills(text):
                if why := self._why(planned, fill.name):
                    where = (*path, language) if language else path
                    document, written = self._expanded.origin(where)
                    place = document.place_within(written, fill.start, fill.end)
                    message = f"'{fill.name}' may come after this text: {why}"
                    hint = "fill in an answer that stands outside of what is shuffled"
                    yield Problem("shuffled", message, place, hint)

    def _why(self, planned: Planned, name: str) -> str:
        """Say why a name may come after an item; nothing where it comes later in the file too: that is told."""
        other = self._instrument.by_id.get(name)
        if other is None or name in self._broken or other.index > planned.index:
            return ""
        return why_apart(self._instrument, planned, other)

    def _problem(self, code: str, path: Key, message: str, hint: str = "") -> Problem:
        document, written = self._expanded.origin(path)
        return Problem(code, message, document.place(written), hint)
