"""Load a questionnaire file: read it, take in what it names, check it, compile it.

All problems of a file are found in one pass: what is wrong in one question does not hide what is wrong in the next.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from hybridequiz.garbage import no_collection
from hybridequiz.problems import InvalidFile, Place, Problem, Severity, did_you_mean
from hybridequiz.questionnaire import lint
from hybridequiz.questionnaire.canonical import Canonical
from hybridequiz.questionnaire.code_list_files import CodeListFiles
from hybridequiz.questionnaire.code_lists import CodeList
from hybridequiz.questionnaire.conditions import Fault
from hybridequiz.questionnaire.documents import Document, is_study, read_document
from hybridequiz.questionnaire.expand import Expanded, expand
from hybridequiz.questionnaire.indicator_checks import study_problems
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.lint_invited import invited_problems
from hybridequiz.questionnaire.lint_texts import texts_beside_wrong_codes
from hybridequiz.questionnaire.mend import STAND_IN, Mended, mend, mend_study
from hybridequiz.questionnaire.mend_report import is_of_report
from hybridequiz.questionnaire.model import Questionnaire
from hybridequiz.questionnaire.parts import Key
from hybridequiz.questionnaire.planning import plan
from hybridequiz.questionnaire.studied import Studied
from hybridequiz.questionnaire.study_file import StudyFile
from hybridequiz.questionnaire.texts import is_language
from hybridequiz.questionnaire.toml_words import MOST, problems_of, relevant, short, written_path
from hybridequiz.questionnaire.validation import ErrorDetails, ValidationError, validated
from hybridequiz.values import frozen

NAMES: Final = frozenset({"unknown-name", "forward-reference", "unusable-name", "shuffled"})


ROUNDS: Final = 4
"""How often a file is mended and validated again: what is wrong may hide what is wrong behind it."""


@frozen
class Loaded:
    """What loading gives.

    Attributes:
        instrument: The questionnaire, ready to be administered; None where it has errors.
        problems: Errors and warnings, in the order of the file.
        study: The study that the questionnaire names.
        documents: The files that were read: the questionnaire's, and that of its study.
        lists: The lists of codes that it names, with the files they were read from.
        sound: The questionnaire; there too where only what its study says of the report has errors.
        studied: The study, as far as it is valid.
    """

    instrument: Instrument | None
    problems: tuple[Problem, ...]
    study: StudyFile | None = None
    documents: tuple[Document, ...] = ()
    lists: tuple[tuple[Path, CodeList], ...] = ()
    sound: Instrument | None = None
    studied: Studied | None = None

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Give the problems that stop."""
        return _errors(self.problems)


def load(path: Path) -> Instrument:
    """Load a questionnaire that is to be administered; warnings do not stop it.

    Raises:
        InvalidFile: with all errors, when there are any.
    """
    loaded = examine(path)
    if loaded.instrument is None:
        raise InvalidFile(loaded.errors)
    return loaded.instrument


@no_collection()
def examine(path: Path) -> Loaded:
    """Load a questionnaire and tell everything that is wrong with it."""
    try:
        document = read_document(path)
    except InvalidFile as error:
        return Loaded(None, error.problems)
    return examine_document(document, path)


@no_collection()
def examine_document(document: Document, path: Path) -> Loaded:
    """Do as `examine` with a file that was read already."""
    if is_study(document.data):
        return Loaded(None, (_other_kind(document),))
    if "question" in document.data:
        return Loaded(None, (_outside_sections(document),))
    named = _study_of(document, path)
    problems = list(named.problems)
    files = CodeListFiles(path, _tags(document))
    expanded = expand(document, named.document, study_unread=named.unread, lists=files)
    problems += expanded.problems + files.problems
    valid = _validated(expanded, problems)
    if valid is None:
        return Loaded(None, _in_order(problems), named.study)
    told = {_spot(problem.place) for problem in problems}
    instrument, faults = _planned(valid, expanded)
    later = faults + lint.lint(instrument, expanded, valid.broken, valid.doubtful)
    later += lint.choices_beside_wrong_codes(expanded, valid.wrong)
    later += texts_beside_wrong_codes(instrument, expanded, valid.wrong)
    problems += [problem for problem in later if _spot(problem.place) not in told]
    errors = _errors(problems)
    documents = (document, named.document) if named.document else (document,)
    return Loaded(
        instrument=None if errors else instrument,
        problems=_in_order(problems),
        study=named.study,
        documents=documents,
        lists=tuple(files.read),
        sound=instrument if all(_is_of_report(one.place, named) for one in errors) else None,
        studied=named.studied,
    )


def _is_of_report(place: Place, named: _Named) -> bool:
    """Tell whether a place is in what the study says of the report: no questionnaire takes anything from there."""
    of_study = named.document is not None and place.file == named.document.file
    return of_study and is_of_report(re.split(r"[.\[]", place.key)[0])


def _tags(document: Document) -> list[str]:
    """Give the languages of a file, as far as they are languages."""
    written = document.data.get("languages")
    return (
        [one for one in written if isinstance(one, str) and is_language(one)]
        if isinstance(written, list)
        else []
    )


def examine_study(path: Path) -> tuple[Document | None, StudyFile | None, list[Problem]]:
    """Load a study file by itself."""
    try:
        document = read_document(path)
    except InvalidFile as error:
        return None, None, list(error.problems)
    studied, problems = study_document(document)
    return document, studied.whole if studied else None, problems


def study_document(document: Document) -> tuple[Studied | None, list[Problem]]:
    """Load a study file that was read already, as far as it is valid; None where too little of it is."""
    data, wrong, problems = document.data, list[Key](), list[Problem]()
    origin = Expanded(data, document, None).origin
    for _ in range(ROUNDS):
        try:
            study = validated(StudyFile, data)
        except ValidationError as error:
            details = _unknown_yet(error, wrong)
            problems += problems_of(details, StudyFile, origin)
            wrong += [written_path(one["loc"]) for one in details]
            data = mend_study(document.data, wrong)
        else:
            told = {_spot(problem.place) for problem in problems}
            studied = Studied(study, document, tuple(wrong))
            later = lint.lint_study(study, document) + study_problems(studied)
            later += invited_problems(studied)
            problems += [problem for problem in later if _spot(problem.place) not in told]
            return studied, list(_in_order(problems))
    return None, list(_in_order(problems))


def _other_kind(document: Document) -> Problem:
    """Say that a study was given where a questionnaire was expected."""
    message = "this is a study file: it asks nothing by itself"
    hint = (
        'name a questionnaire; one belongs to this study with a line such as: study = "study.toml"'
    )
    return Problem("not-a-questionnaire", message, Place(document.file), hint)


def _outside_sections(document: Document) -> Problem:
    """Say that questions stand in no section; all else that is wrong follows from that, or is told without it."""
    found = document.data["question"]
    more = len(found) - 1 if isinstance(found, list) else 0
    message = "this question stands in no section" + (f", as do {more} more" if more else "")
    hint = "write [[section.question]]: below the [[section]] that it belongs to"
    path: Key = ("question", 0) if isinstance(found, list) and found else ("question",)
    return Problem("unknown-key", message, document.place(path), hint)


@frozen
class _Named:
    """The study that a questionnaire names.

    Attributes:
        document: The file, if it could be read.
        study: What it says, if it is valid.
        problems: What is wrong with it, or with its name.
        unread: It is named, and what stands in it is not known.
        studied: What it says as far as it is valid.
    """

    document: Document | None = None
    study: StudyFile | None = None
    problems: Sequence[Problem] = ()
    unread: bool = False
    studied: Studied | None = None


def _study_of(document: Document, path: Path) -> _Named:
    """Load the study that a questionnaire names, if it names one."""
    name = document.data.get("study")
    if name is None:
        return _Named()
    if not isinstance(name, str):
        message = "'study' must be the name of a study file"
        return _no_study(document, "wrong-type", message, 'study = "study.toml"')
    target = path.parent / name
    if target.parent != path.parent or not target.is_file():
        near = did_you_mean(
            name, [one.name for one in path.parent.glob("*.toml")], noun="the files"
        )
        message = f"there is no study file '{short(name)}' beside the questionnaire"
        return _no_study(document, "unknown-study", message, near)
    try:
        found = read_document(target)
    except InvalidFile as error:
        return _Named(problems=error.problems, unread=True)
    if "section" in found.data:
        message = f"'{short(name)}' is a questionnaire, not a study"
        hint = "a study has no sections; it holds what its questionnaires share"
        return _no_study(document, "not-a-study", message, hint)
    studied, problems = study_document(found)
    return _Named(found, studied.whole if studied else None, problems, studied=studied)


def _no_study(document: Document, code: str, message: str, hint: str) -> _Named:
    """Say that what is named as the study is none; only now its place in the file is worked out."""
    problem = Problem(code, message, document.place(("study",)), hint)
    return _Named(problems=[problem], unread=True)


@frozen
class _Valid:
    """A questionnaire as far as it is valid.

    Attributes:
        questionnaire: What is valid of it, with stand-ins for the rest.
        broken: The ids about which nothing can be said.
        doubtful: The ids of questions of which it is not known who is asked them, or what answers they can have.
        wrong: The paths of what is wrong.
    """

    questionnaire: Questionnaire
    broken: frozenset[str]
    doubtful: frozenset[str] = frozenset()
    wrong: tuple[Key, ...] = ()


def _validated(expanded: Expanded, problems: list[Problem]) -> _Valid | None:
    """Validate; where parts are wrong, report them, mend them, and validate again what they hid.

    Returns:
        None where too little is left.
    """
    data = expanded.data
    if expanded.study is None:
        data = {key: data[key] for key in data if key != "study"}
    wrong = list(expanded.wrong)
    mended = Mended(data)
    for _ in range(ROUNDS):
        try:
            questionnaire = validated(Questionnaire, mended.data)
        except ValidationError as error:
            wrong += _report_invalid(error, wrong, expanded, problems)
            if len(wrong) > MOST:
                return None
            mended = mend(data, wrong)
        else:
            broken = mended.broken | _unknowable(expanded, wrong)
            return _Valid(questionnaire, broken, mended.doubtful, tuple(wrong))
    return None


def _report_invalid(
    error: ValidationError, known: list[Key], expanded: Expanded, problems: list[Problem]
) -> list[Key]:
    """Report what pydantic found and was not known yet; give the paths of it."""
    details = _unknown_yet(error, known)
    own = [one for one in details if one["loc"][:1] != ("study",)]  # a study's are told by itself
    problems += problems_of(own, Questionnaire, expanded.origin)
    return [written_path(one["loc"]) for one in details]


def _unknown_yet(error: ValidationError, known: list[Key]) -> list[ErrorDetails]:
    """Give what pydantic found and was not known yet."""
    found = relevant(error.errors(include_url=False))
    return [one for one in found if written_path(one["loc"]) not in known]


def _unknowable(expanded: Expanded, wrong: Sequence[Key] = ()) -> frozenset[str]:
    """Name what stands for something only where the study could be read."""
    lost = expanded.study_unread or any(path[:1] == ("study",) for path in wrong)
    return frozenset({"session_location", "threshold"}) if lost else frozenset()


def _planned(valid: _Valid, expanded: Expanded) -> tuple[Instrument, list[Problem]]:
    """Compile; every fault of a condition becomes a problem at its own place."""
    problems: list[Problem] = []

    def report(path: Key, source: str, fault: Fault) -> None:
        if fault.code in NAMES and source[fault.start : fault.end] in valid.broken:
            return
        hint = "" if STAND_IN in fault.hint else fault.hint
        origin, written = expanded.origin(path)
        place = origin.place_within(written, fault.start, fault.end)
        problems.append(Problem(fault.code, fault.message, place, hint))

    canonical = Canonical(expanded.data)
    return plan(valid.questionnaire, canonical, report=report, lists=expanded.taken), problems


def _spot(place: Place) -> tuple[object, ...]:
    """Give where a problem is shown: a second one at the spot of an invalid value follows from the first."""
    return place.file, place.line, place.column, place.key if place.line is None else ""


def _errors(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    return tuple(one for one in problems if one.severity is Severity.ERROR)


def _in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    """Sort by file and line; each problem once."""
    unique = dict.fromkeys(problems)
    return tuple(
        sorted(unique, key=lambda one: (one.place.file, one.place.line or 0, one.place.column or 0))
    )
