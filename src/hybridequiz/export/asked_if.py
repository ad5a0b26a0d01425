"""When a question is asked, as each version of its questionnaire has it: the conditions and the exits before it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Final, TypeVar

from hybridequiz.export.versions import Asked
from hybridequiz.questionnaire.questions import FORMS, MODES, ChoiceQuestion
from hybridequiz.questionnaire.states import Code
from hybridequiz.values import frozen

ALWAYS: Final = "True"
"""A condition that always holds, as a file would write it."""
Shared = TypeVar("Shared", bound=Hashable)
Limited = tuple[tuple[str, tuple[str, ...]], ...]
"""In which modes or forms there is a question, by version; one without a version is of all, none is no limit."""


@frozen
class Clause:
    """A condition that something stands behind.

    Attributes:
        source: The condition, as the file writes it.
        on_unknown: Whether it is asked, or offered, while that is not known too.
    """

    source: str
    on_unknown: bool = False


@frozen
class Base:
    """Whom a question is asked, or an option offered.

    Attributes:
        clauses: What must hold.
        after_exit: Whether an exit before it may lead out.
    """

    clauses: tuple[Clause, ...] = ()
    after_exit: bool = False

    @property
    def source(self) -> str:
        """Give the conditions as one in the file's words; nothing where there are none."""
        sources = [one.source for one in self.clauses]
        return sources[0] if len(sources) == 1 else " and ".join(f"({one})" for one in sources)


def asked_if(asked: Asked) -> Base:
    """Say whom a version asks a question."""
    parts = (asked.section, asked.planned.grid, asked.question)
    clauses = [
        Clause(part.show_if, part.on_unknown == "show")
        for part in parts
        if part is not None and part.show_if
    ]
    return Base(tuple(clauses), asked.after_exit)


def offered_if(asked: Asked, code: Code) -> Base:
    """Say whom of those who are asked a version offers an option; one whose condition is unknown is offered."""
    question = asked.question
    option = question.option(code) if isinstance(question, ChoiceQuestion) else None
    if option is None or not isinstance(question, ChoiceQuestion):
        return Base()
    written = str(code) if isinstance(code, int) else f'"{code}"'
    chosen = [Clause(f"{written} in {question.chosen_in}")] if question.chosen_in else []
    shown = [Clause(option.show_if, on_unknown=True)] if option.show_if else []
    return Base((*chosen, *shown))


def modes_of(history: Sequence[Asked]) -> Limited:
    """Say in which modes a question is asked."""
    return _limited(history, MODES, lambda one: one.planned.modes)


def forms_of(history: Sequence[Asked]) -> Limited:
    """Say in which forms a question is asked."""
    return _limited(history, FORMS, lambda one: one.planned.forms)


def _limited(
    history: Sequence[Asked], every: Sequence[str], of: Callable[[Asked], frozenset[str]]
) -> Limited:
    groups = by_version(history, lambda one: tuple(name for name in every if name in of(one)))
    limited = tuple((versions if len(groups) > 1 else "", names) for names, versions, _ in groups)
    return () if limited == (("", tuple(every)),) else limited


def limited_words(limited: Limited, between: str) -> str:
    """Write in which modes or forms there is a question; nothing where it is in all."""
    return "; ".join(
        f"{versions}: {between.join(names)}" if versions else between.join(names)
        for versions, names in limited
    )


def by_version(
    history: Sequence[Asked], of: Callable[[Asked], Shared]
) -> list[tuple[Shared, str, tuple[Asked, ...]]]:
    """Part the versions by what they share; give that, the versions in words, and them; oldest first.

    Args:
        history: How each version asks a question, newest first.
        of: Gives what is compared.
    """
    groups: dict[Shared, list[Asked]] = {}
    for asked in reversed(history):
        groups.setdefault(of(asked), []).append(asked)
    numbers = [one.instrument.questionnaire.version for one in history]
    is_told_apart = len(set(numbers)) == len(numbers)

    def name(asked: Asked) -> str:
        return asked.instrument.questionnaire.version if is_told_apart else asked.version

    return [
        (shared, ", ".join(map(name, some)), tuple(reversed(some)))
        for shared, some in groups.items()
    ]
