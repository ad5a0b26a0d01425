"""Examining files for `check`: what is wrong in each, and between those of one study."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hybridequiz.cli.locating import UnknownName, toml_files
from hybridequiz.garbage import no_collection
from hybridequiz.problems import InvalidFile, Problem, Severity
from hybridequiz.questionnaire.core import Member, core_problems, unused_core
from hybridequiz.questionnaire.documents import is_study, read_document
from hybridequiz.questionnaire.indicator_members import report_problems
from hybridequiz.questionnaire.lint_invited import invited_beside
from hybridequiz.questionnaire.load import examine_document, study_document
from hybridequiz.questionnaire.mend_report import is_of_report
from hybridequiz.questionnaire.shared_audiences import shared_audiences
from hybridequiz.values import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hybridequiz.questionnaire.studied import Studied


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
    failed = any(not one.is_sound for one in examined)
    given = {path.resolve() for path in files}
    for study_file in dict.fromkeys(one.study_file for one in examined if one.study_file):
        of_study = [one for one in examined if one.study_file == study_file]
        beside = {path.resolve() for path in toml_files(study_file.parent)}
        problems += _problems_between(of_study, read=not failed, all_given=beside <= given)
    return Findings(tuple(files), tuple(dict.fromkeys(problems)))


@frozen
class _Examined:
    """A file that was examined.

    Attributes:
        problems: What is wrong in it.
        study_file: The study that it is, or belongs to.
        studied: What that study says.
        is_study: It is the study's own file.
        member: The questionnaire, where it is one that can be compared with others.
    """

    problems: Sequence[Problem]
    study_file: Path | None = None
    studied: Studied | None = None
    is_study: bool = False
    member: Member | None = None

    @property
    def is_sound(self) -> bool:
        """Tell whether all that it asks is known."""
        wrong = any(problem.severity is Severity.ERROR for problem in self.problems)
        return not wrong or self.member is not None or self._only_report

    @property
    def _only_report(self) -> bool:
        """Tell whether only the report part of a study is wrong."""
        wrong = self.studied.wrong if self.studied else ((),)
        return self.is_study and all(path and is_of_report(str(path[0])) for path in wrong)


def _examine(path: Path) -> _Examined:
    """Examine one file as what it is: a study or a questionnaire."""
    try:
        read = read_document(path)
    except InvalidFile as error:
        return _Examined(error.problems)
    if is_study(read.data):
        studied, problems = study_document(read)
        return _Examined(problems, path.resolve(), studied, is_study=True)
    loaded = examine_document(read, path)
    if loaded.studied is None or loaded.sound is None:
        return _Examined(loaded.problems)
    study_file = (path.parent / str(read.data["study"])).resolve()
    member = Member(path, loaded.sound)
    return _Examined(loaded.problems, study_file, loaded.studied, member=member)


def _problems_between(
    of_study: Sequence[_Examined], *, read: bool, all_given: bool
) -> list[Problem]:
    """Compare the questionnaires of one study with each other, and with what the study says of its report.

    Args:
        of_study: The study's file, if it is examined too, and its questionnaires.
        read: Whether every file could be read, so that what no questionnaire has is known.
        all_given: Whether all files beside the study are examined, so that an audience without a questionnaire is none.
    """
    members = [one.member for one in of_study if one.member]
    own = next((one.studied for one in of_study if one.is_study), None)
    studied = own or next((one.studied for one in of_study if one.studied), None)
    if studied is None or not members:
        return []
    asked = [(one.instrument,) for one in members]
    unused: list[Problem] = []
    if own and read:
        unused = unused_core(studied.study, studied.document, members)
        unused += invited_beside(studied, asked, complete=all_given)
    report = report_problems(studied, asked, complete=read and all_given)
    shared = list(shared_audiences(studied, asked))
    return core_problems(studied.study, members) + unused + shared + report
