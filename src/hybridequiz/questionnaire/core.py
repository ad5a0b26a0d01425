"""The core of a study: questions that are the same in every questionnaire that has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from hybridequiz.problems import Problem, Severity, did_you_mean
from hybridequiz.questionnaire.documents import Document, read_document
from hybridequiz.questionnaire.instrument import Instrument, Planned
from hybridequiz.questionnaire.questions import (
    ChoiceQuestion,
    DateQuestion,
    LookupQuestion,
    Question,
    ScaleQuestion,
)
from hybridequiz.questionnaire.states import Code
from hybridequiz.questionnaire.study_file import StudyFile
from hybridequiz.values import frozen


@frozen
class Member:
    """A questionnaire of a study, and the file it was read from."""

    path: Path
    instrument: Instrument


def core_problems(study: StudyFile, members: Sequence[Member]) -> list[Problem]:
    """Find the core questions that differ between the questionnaires of a study.

    Args:
        study: Names the core.
        members: Its questionnaires; each is compared with the first that has the question.

    Returns:
        A problem at each question that differs.
    """
    return [problem for name in study.core for problem in _differences(name, members)]


def unused_core(study: StudyFile, document: Document, members: Sequence[Member]) -> list[Problem]:
    """Find ids in the core that no questionnaire has, which would make the comparison say nothing.

    Args:
        study: Names the core.
        document: The study's own file.
        members: All its questionnaires.
    """
    known = {name: None for member in members for name in member.instrument.by_id}
    return [
        Problem(
            "core-unused",
            f"no questionnaire of the study has the core question '{name}'",
            document.place(("core", number)),
            did_you_mean(name, list(known)),
            Severity.WARNING,
        )
        for number, name in enumerate(study.core)
        if name not in known
    ]


def _differences(name: str, members: Sequence[Member]) -> Iterator[Problem]:
    """Compare one question in all questionnaires that have it."""
    having = [member for member in members if name in member.instrument.by_id]
    if not having:
        return
    first = having[0]
    reference = first.instrument.by_id[name]
    for member in having[1:]:
        planned = member.instrument.by_id[name]
        if difference := _difference(planned, reference):
            key, here, there = difference
            message = f"the core question '{name}' has {here}, and {there} in {first.path}"
            hint = "a core question has the same type and codes everywhere: change it, or its id"
            place = read_document(member.path).place((*planned.path, key))
            yield Problem("core-differs", message, place, hint)


def _difference(planned: Planned, reference: Planned) -> tuple[str, str, str] | None:
    """Give the key that differs and what both say; nothing where they can be compared."""
    here, there = planned.question, reference.question
    if _type(here) != _type(there):
        return "type", f"the type '{_type(here)}'", f"'{_type(there)}'"
    if isinstance(here, ScaleQuestion) and isinstance(there, ScaleQuestion):
        if (here.min, here.max) != (there.min, there.max):
            end = "min" if here.min != there.min else "max"
            return end, f"the scale {here.min}-{here.max}", f"{there.min}-{there.max}"
    elif isinstance(here, DateQuestion) and isinstance(there, DateQuestion):
        if here.precisions != there.precisions:
            key = "precision" if here.precision != there.precision else "partial"
            return key, _exactness(here), _exactness(there)
    elif isinstance(here, LookupQuestion) and isinstance(there, LookupQuestion):
        if here.list.hash != there.list.hash:
            return "list", _named_list(here), _named_list(there)
    elif frozenset(_codes(here)) != frozenset(_codes(there)):
        return "options", f"the codes {_listed(here)}", _listed(there)
    return None


def _exactness(question: DateQuestion) -> str:
    """Say how exact a date is asked."""
    return f"a date to the {question.precision}" + (" or less" if question.partial else "")


def _named_list(question: LookupQuestion) -> str:
    """Name the list of a lookup so that two contents under one name are told apart."""
    return f"the list '{question.list.file}' ({question.list.hash[:8]})"


def _type(question: Question | None) -> str:
    """Name the type as the file does."""
    return "note" if question is None else str(getattr(question, "type", ""))


def _codes(question: Question | None) -> tuple[Code, ...]:
    return question.codes if isinstance(question, ChoiceQuestion) else ()


def _listed(question: Question | None) -> str:
    return ", ".join(str(code) for code in _codes(question))
