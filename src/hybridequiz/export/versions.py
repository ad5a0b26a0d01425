"""The versions of one questionnaire side by side: what they share, and where they conflict."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final, TypeVar

from hybridequiz.export.exits import first_way_out
from hybridequiz.problems import Place, Problem, Said, say
from hybridequiz.questionnaire.instrument import Instrument, Planned
from hybridequiz.questionnaire.model import Section
from hybridequiz.questionnaire.questions import (
    ChoiceQuestion,
    ComputedQuestion,
    DateQuestion,
    LongTextQuestion,
    Option,
    Question,
    ScaleQuestion,
    TextQuestion,
)
from hybridequiz.questionnaire.repetition import Repetition
from hybridequiz.questionnaire.states import Code
from hybridequiz.values import frozen

Name = TypeVar("Name", bound=Hashable)


@frozen
class Asked:
    """A question as one version asks it.

    Attributes:
        question: The question.
        planned: The question in its place.
        section: Its section.
        instrument: The version.
        after_exit: Whether an exit before it may lead out.
    """

    question: Question
    planned: Planned
    section: Section
    instrument: Instrument
    after_exit: bool = False

    @property
    def roster(self) -> str:
        """Give the id of its section where that is repeated; else nothing."""
        return self.section.id if self.section.repeat is not None else ""

    @property
    def version(self) -> str:
        """Name the version."""
        return version_name(self.instrument)


def version_name(instrument: Instrument) -> str:
    """Name a version so that two contents under one number are told apart."""
    return f"{instrument.questionnaire.version} ({instrument.hash[:8]})"


def histories(newest_first: Sequence[Instrument]) -> Mapping[str, tuple[Asked, ...]]:
    """Give for each question how the versions that have it ask it, newest first; in file order."""
    by_version = [dict(_questions(instrument)) for instrument in newest_first]
    return {
        name: tuple(asked[name] for asked in by_version if name in asked)
        for name in merged(by_version)
    }


def _questions(instrument: Instrument) -> Iterator[tuple[str, Asked]]:
    way_out = first_way_out(instrument)
    for planned in instrument.items:
        if planned.question is not None:
            section = instrument.sections[planned.section]
            is_after = planned.index > way_out and not planned.after_exit
            yield planned.id, Asked(planned.question, planned, section, instrument, is_after)


def merged(lists: Iterable[Iterable[Name]]) -> list[Name]:
    """Give the union in the order of the first list.

    What only a later list has comes after what it follows there.
    """
    order: list[Name] = []
    for names in lists:
        place = 0
        for name in names:
            if name in order:
                place = order.index(name) + 1
            else:
                order.insert(place, name)
                place += 1
    return order


def options_of(history: Sequence[Asked]) -> tuple[Option, ...]:
    """Give the options that any version offers, in the words of the newest that has them."""
    lists = [
        {option.code: option for option in asked.question.options}
        for asked in history
        if isinstance(asked.question, ChoiceQuestion)
    ]
    codes: list[Code] = merged(lists)
    return tuple(next(one[code] for one in lists if code in one) for code in codes)


def conflicts(history: Sequence[Asked]) -> Iterator[Problem]:
    """Find the first reason why the answers of all versions do not fit under one name."""
    pairs = combinations(history, 2)
    found = (_conflict(earlier, later) for later, earlier in pairs)
    yield from [problem for problem in found if problem][:1]


def changed(newest_first: Sequence[Instrument]) -> dict[str, Problem]:
    """Give the questions whose answers of all versions do not fit under one name, each with the reason.

    With a roster of which the rows do not fit, or the choice that these belong to, go the questions in it.

    Args:
        newest_first: The versions.
    """
    found = histories(newest_first)
    gone = {name: problem for name, one in found.items() for problem in conflicts(one)}
    rows = {problem.place.key: problem for problem in roster_conflicts(newest_first)}
    for name, history in found.items():
        repetitions = [one.planned.repetition for one in history if one.planned.repetition]
        reasons = [gone.get(one.source) or rows.get(one.id) for one in repetitions]
        if name not in gone and (problem := next(filter(None, reasons), None)):
            gone[name] = problem
    return gone


def roster_conflicts(newest_first: Sequence[Instrument]) -> Iterator[Problem]:
    """Find the rosters of which the rows of all versions do not fit in one table: they are not of one sort.

    Rows that are counted fit whatever counts them; rows of options fit where they belong to the same question.
    """
    newest: dict[str, tuple[Instrument, str]] = {}
    told: set[str] = set()
    for instrument in newest_first:
        for repetition in dict.fromkeys(one.repetition for one in instrument.items):
            if repetition is None or repetition.id in told:
                continue
            later, sort = newest.setdefault(repetition.id, (instrument, _sort_of_row(repetition)))
            if _sort_of_row(repetition) != sort:
                told.add(repetition.id)
                yield _changed_rows(repetition, instrument, later, sort)


def _sort_of_row(repetition: Repetition) -> str:
    """Say what sort of row a roster has."""
    if not repetition.codes:
        return Said(say("are counted"))
    return Said(say("belong to the options of '{question}'"), question=repetition.source)


def _changed_rows(before: Repetition, earlier: Instrument, later: Instrument, now: str) -> Problem:
    message = Said(
        say("the rows of '{roster}' {before} in version {earlier}, and {now} in version {later}"),
        roster=before.id,
        before=_sort_of_row(before),
        earlier=version_name(earlier),
        now=now,
        later=version_name(later),
    )
    hint = say(
        "a section that is repeated otherwise needs a new id, and so do its questions;"
        " export --format jsonl writes the rows as they are"
    )
    place = Place(later.questionnaire.id, key=before.id)
    return Problem("changed-type", message, place, Said(hint))


def _conflict(earlier: Asked, later: Asked) -> Problem | None:
    before, after = map(_sort, (earlier, later))
    parts = {"question": later.question.id, "earlier": earlier.version, "later": later.version}
    if before != after:
        message = say(
            "'{question}' is {before} in version {earlier} and {after} in version {later}"
        )
        said = Said(message, before=before, after=after, **parts)
        return _problem("changed-type", later, said)
    gone, new = _codes(earlier.question), _codes(later.question)
    if gone <= new or new <= gone:
        return None
    message = say(
        "the codes of '{question}' changed: version {earlier} has {gone}, version {later} has {new} instead"
    )
    said = Said(message, gone=_listed(gone - new), new=_listed(new - gone), **parts)
    return _problem("changed-codes", later, said)


def _sort(asked: Asked) -> str:
    sort = _sort_of_answer(asked.question)
    if not asked.roster:
        return sort
    return Said(say("{sort} in each row of '{roster}'"), sort=sort, roster=asked.roster)


_SORTS: Final = {
    "integer": say("integer"),
    "decimal": say("decimal"),
    "text": say("text"),
    "date": say("date"),
    "time": say("time"),
    "yes_no": say("yes_no"),
    "lookup": say("lookup"),
}
_CHOICES: Final = {
    ("single", True): say("single choice with numbers as codes"),
    ("single", False): say("single choice with names as codes"),
    ("multiple", True): say("multiple choice with numbers as codes"),
    ("multiple", False): say("multiple choice with names as codes"),
    ("ranking", True): say("ranking choice with numbers as codes"),
    ("ranking", False): say("ranking choice with names as codes"),
}


def _sort_of_answer(question: Question) -> str:
    """Say what sort of answer a question has; only answers of one sort fit under one name."""
    name = str(getattr(question, "type", ""))
    if isinstance(question, TextQuestion | LongTextQuestion):
        return Said(_SORTS["text"])
    if isinstance(question, DateQuestion) and question.takes_spans:
        return Said(say("partial date"))
    if isinstance(question, ComputedQuestion):
        return Said(say("computed {sort}"), sort=Said(_SORTS[question.gives]))
    if isinstance(question, ScaleQuestion):
        return Said(say("scale {least}-{most}"), least=question.min, most=question.max)
    if isinstance(question, ChoiceQuestion):
        return Said(_CHOICES[name, isinstance(question.codes[0], int)])
    return Said(_SORTS[name])


def _codes(question: Question) -> frozenset[Code]:
    return frozenset(question.codes) if isinstance(question, ChoiceQuestion) else frozenset()


def _listed(codes: Iterable[Code]) -> str:
    return ", ".join(sorted(map(str, codes)))


def _problem(code: str, asked: Asked, message: str) -> Problem:
    hint = say(
        "a question that changed needs a new id, or its answers would stand in one column;"
        " export --format jsonl writes them as they are"
    )
    place = Place(asked.instrument.questionnaire.id, key=asked.question.id)
    return Problem(code, message, place, Said(hint))
