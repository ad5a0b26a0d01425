"""What is wrong with the study that a report is of: by itself, and beside the answers that there are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hybridequiz.cli.locating import toml_files
from hybridequiz.cli.talk import problem_words, talk
from hybridequiz.garbage import no_collection
from hybridequiz.problems import InvalidFile, Problem, Severity
from hybridequiz.questionnaire.documents import read_document
from hybridequiz.questionnaire.indicator_members import answered_problems, audiences_named
from hybridequiz.questionnaire.lint_invited import invited_beside
from hybridequiz.questionnaire.load import study_document
from hybridequiz.questionnaire.shared_audiences import shared_audiences
from hybridequiz.questionnaire.studied import Studied
from hybridequiz.values import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hybridequiz.questionnaire.instrument import Instrument


@frozen
class StudyRead:
    """A study file that was read.

    Attributes:
        path: The file.
        studied: What it says, with stand-ins for what is wrong in it.
        errors: What is wrong in it by itself.
    """

    path: Path
    studied: Studied
    errors: tuple[Problem, ...] = ()

    @no_collection()
    def refuse_wrong(self, answered: Sequence[Sequence[Instrument]] = ()) -> None:
        """Refuse a study with errors; what may be one is told.

        Args:
            answered: The questionnaires of the study that were answered, in the versions that were, oldest first.

        Raises:
            InvalidFile: With all errors.
        """
        problems = self._beside(answered) if answered else []
        errors = [*self.errors, *(one for one in problems if one.severity is Severity.ERROR)]
        if errors:
            raise InvalidFile(tuple(dict.fromkeys(errors)))
        for one in problems:
            talk(problem_words(one), styled=True)

    def _beside(self, answered: Sequence[Sequence[Instrument]]) -> list[Problem]:
        """Find what does not fit the answers; files beside the study are read only where it names more audiences."""
        in_order = sorted(answered, key=_audience)
        known = set(map(_audience, answered))
        others, complete = frozenset[str](), True
        if not audiences_named(self.studied.study) | self.studied.study.invited.keys() <= known:
            others, complete = _audiences_beside(self.path)
        left = sorted(others - known)
        return [
            *answered_problems(self.studied, in_order, left, complete=complete),
            *invited_beside(self.studied, in_order, left, complete=complete),
            *shared_audiences(self.studied, in_order),
        ]


def _audience(versions: Sequence[Instrument]) -> str:
    return versions[-1].questionnaire.audience


def read_study(path: Path) -> StudyRead:
    """Read a study file as far as it is valid.

    Raises:
        InvalidFile: Too little of it is; with all errors.
    """
    studied, problems = study_document(read_document(path))
    errors = tuple(one for one in problems if one.severity is Severity.ERROR)
    if studied is None:
        raise InvalidFile(errors)
    return StudyRead(path, studied, errors)


def _audiences_beside(study: Path) -> tuple[frozenset[str], bool]:
    """Give the audiences of the questionnaires beside a study, and whether there are any and all could be read."""
    found: set[str] = set()
    complete = True
    for path in toml_files(study.parent):
        try:
            data = read_document(path).data
        except InvalidFile:
            complete = False  # it may be a questionnaire of the study
            continue
        if data.get("study") == study.name:
            found.add(str(data.get("audience", "")))
    return frozenset(found), complete and bool(found)
