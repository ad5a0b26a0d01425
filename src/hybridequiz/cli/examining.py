"""Examining files for `check`: what is wrong in each, and between those of one study."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hybridequiz.cli.locating import UnknownName, toml_files
from hybridequiz.garbage import no_collection
from hybridequiz.problems import InvalidFile, Problem, Severity
from hybridequiz.questionnaire.core import Member, core_problems, unused_core
from hybridequiz.questionnaire.documents import Document, is_study, read_document
from hybridequiz.questionnaire.lint_invited import invited_audiences
from hybridequiz.questionnaire.load import examine_document, examine_study
from hybridequiz.values import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hybridequiz.questionnaire.model import StudyFile


@frozen
class Findings:
    """What examining gave.

    Attributes:
        files: The files that were examined.
        problems: Each problem once, file by file.
    """

    files: tuple[Path, ...]
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> int:
        """Count the problems that stop."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def warnings(self) -> int:
        """Count the problems that only tell."""
        return len(self.problems) - self.errors


def files_in(folder: Path) -> list[Path]:
    """Give the questionnaires and studies in a folder.

    Raises:
        UnknownName: There are none.
    """
    files = toml_files(folder)
    if not files:
        raise UnknownName(
            f"There are no questionnaires in the folder '{folder}'.",
            hint="questionnaires end in .toml; to make some to start from: hybridequiz init DIR",
        )
    return files


@no_collection()
def examine_files(files: Sequence[Path]) -> Findings:
    """Examine files one by one, then the questionnaires of each study beside each other."""
    examined = [_examine(path) for path in files]
    problems = [problem for one in examined for problem in one.problems]
    failed = any(problem.severity is Severity.ERROR for problem in problems)
    for study_file in dict.fromkeys(one.study_file for one in examined if one.study_file):
        of_study = [one for one in examined if one.study_file == study_file]
        problems += _problems_between(of_study, complete=not failed)
    return Findings(tuple(files), tuple(dict.fromkeys(problems)))


@frozen
class _Examined:
    """A file that was examined.

    Attributes:
        problems: What is wrong in it.
        study_file: The study that it is, or belongs to.
        study: What that study says.
        document: The file as it was read, for a study.
        member: The questionnaire, where it is one without errors.
    """

    problems: Sequence[Problem]
    study_file: Path | None = None
    study: StudyFile | None = None
    document: Document | None = None
    member: Member | None = None


def _examine(path: Path) -> _Examined:
    """Examine one file as what it is: a study or a questionnaire."""
    try:
        read = read_document(path)
    except InvalidFile as error:
        return _Examined(error.problems)
    if is_study(read.data):
        document, study, problems = examine_study(path)
        return _Examined(problems, path.resolve(), study, document)
    loaded = examine_document(read, path)
    if loaded.study is None or loaded.instrument is None:
        return _Examined(loaded.problems)
    study_file = (path.parent / str(read.data["study"])).resolve()
    member = Member(path, loaded.instrument)
    return _Examined(loaded.problems, study_file, loaded.study, member=member)


def _problems_between(of_study: Sequence[_Examined], *, complete: bool) -> list[Problem]:
    """Compare the questionnaires of one study.

    Args:
        of_study: The study's file, if it is examined too, and its questionnaires.
        complete: Whether every file could be read, so that what no questionnaire has is known.
    """
    members = [one.member for one in of_study if one.member]
    study = next((one.study for one in of_study if one.study), None)
    if study is None or not members:
        return []
    document = next((one.document for one in of_study if one.document), None)
    unused: list[Problem] = []
    if document and complete:
        unused = unused_core(study, document, members)
        unused += invited_audiences(study, document, members)
    return core_problems(study, members) + unused
