"""Load a questionnaire file: read it, take in what it names, check it, compile it.

All problems of a file are found in one pass: what is wrong in one question does not hide what is wrong in the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from hybridequiz.problems import InvalidFile, Problem, Severity, did_you_mean
from hybridequiz.questionnaire import lint
from hybridequiz.questionnaire.conditions import Fault
from hybridequiz.questionnaire.documents import Document, read_document
from hybridequiz.questionnaire.expand import Expanded, expand
from hybridequiz.questionnaire.instrument import Instrument, plan
from hybridequiz.questionnaire.mend import mend
from hybridequiz.questionnaire.model import Questionnaire, StudyFile
from hybridequiz.questionnaire.places import Key
from hybridequiz.questionnaire.stored import canonical_document, document_hash
from hybridequiz.questionnaire.toml_words import problems_of, written_path

NAMES: Final = frozenset({"unknown-name", "forward-reference", "unusable-name"})


@dataclass(frozen=True)
class Loaded:
    """What loading gives.

    Attributes:
        instrument: The questionnaire, ready to be administered; None where it has errors.
        problems: Errors and warnings, in the order of the file.
        study: The study that the questionnaire names.
    """

    instrument: Instrument | None
    problems: tuple[Problem, ...]
    study: StudyFile | None = None

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Give the problems that stop."""
        return tuple(one for one in self.problems if one.severity is Severity.ERROR)


def load(path: Path) -> Instrument:
    """Load a questionnaire that is to be administered; warnings do not stop it.

    Raises:
        InvalidFile: with all errors, when there are any.
    """
    loaded = examine(path)
    if loaded.instrument is None:
        raise InvalidFile(loaded.errors)
    return loaded.instrument


def examine(path: Path) -> Loaded:
    """Load a questionnaire and tell everything that is wrong with it."""
    try:
        document = read_document(path)
    except InvalidFile as error:
        return Loaded(None, error.problems)
    study_document, study, problems = _study_of(document, path)
    expanded = expand(document, study_document)
    problems += expanded.problems
    loaded, broken = _validated(expanded, problems)
    if loaded is None:
        return Loaded(None, _in_order(problems), study)
    instrument = _planned(loaded, expanded, broken, problems)
    problems += lint.lint(instrument, expanded, study, broken)
    failed = any(problem.severity is Severity.ERROR for problem in problems)
    return Loaded(None if failed else instrument, _in_order(problems), study)


def examine_study(path: Path) -> tuple[Document | None, StudyFile | None, list[Problem]]:
    """Load a study file by itself."""
    try:
        document = read_document(path)
    except InvalidFile as error:
        return None, None, list(error.problems)
    try:
        study = StudyFile.model_validate(document.data)
    except ValidationError as error:
        details = error.errors(include_url=False)
        return document, None, problems_of(details, StudyFile, lambda path: (document, path))
    return document, study, lint.lint_study(study, document)


def _study_of(
    document: Document, path: Path
) -> tuple[Document | None, StudyFile | None, list[Problem]]:
    """Load the study that a questionnaire names, if it names one."""
    name = document.data.get("study")
    if name is None:
        return None, None, []
    place = document.place(("study",)) if not isinstance(name, str) else None
    if place:
        message = "'study' must be the name of a study file"
        return None, None, [Problem("wrong-type", message, place, 'study = "study.toml"')]
    target = path.parent / name
    if not target.is_file():
        near = did_you_mean(
            name, [one.name for one in path.parent.glob("*.toml")], noun="the files"
        )
        message = f"there is no study file '{name}' beside the questionnaire"
        return None, None, [Problem("unknown-study", message, document.place(("study",)), near)]
    return examine_study(target)


def _validated(
    expanded: Expanded, problems: list[Problem]
) -> tuple[Questionnaire | None, frozenset[str]]:
    """Validate; where parts are wrong, report them and go on without them.

    Returns:
        The questionnaire (None where too little is left), and the ids of the questions that were left out.
    """
    data = expanded.data
    if expanded.study is None:
        data = {key: data[key] for key in data if key != "study"}
    try:
        return Questionnaire.model_validate(data), frozenset()
    except ValidationError as error:
        details = error.errors(include_url=False)
    problems += problems_of(details, Questionnaire, expanded.origin)
    rest, broken = mend(data, [written_path(one["loc"]) for one in details])
    try:
        return Questionnaire.model_validate(rest), broken
    except ValidationError:
        return None, broken


def _planned(
    questionnaire: Questionnaire,
    expanded: Expanded,
    broken: frozenset[str],
    problems: list[Problem],
) -> Instrument:
    """Compile; every fault of a condition becomes a problem at its own place."""

    def report(path: Key, source: str, fault: Fault) -> None:
        if fault.code in NAMES and source[fault.start : fault.end] in broken:
            return
        origin, written = expanded.origin(path)
        place = origin.place_within(written, fault.start, fault.end)
        problems.append(Problem(fault.code, fault.message, place, fault.hint))

    document = canonical_document(expanded.data)
    return plan(questionnaire, hash=document_hash(document), document=document, report=report)


def _in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    """Sort by file and line; each problem once."""
    unique = dict.fromkeys(problems)
    return tuple(
        sorted(unique, key=lambda one: (one.place.file, one.place.line or 0, one.place.column or 0))
    )
