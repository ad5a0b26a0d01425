"""What keeps a study from being live, though it says that it is."""

from __future__ import annotations

from collections.abc import Iterator

from hybridequiz.problems import Problem, Severity
from hybridequiz.questionnaire.documents import Document
from hybridequiz.questionnaire.study_file import StudyFile


def live_problems(study: StudyFile, document: Document) -> Iterator[Problem]:
    """Find the values that are not filled in, where the study says that it is live.

    Args:
        study: The study.
        document: Its file.
    """
    for name in study.unfilled if study.live else ():
        yield Problem(
            "not-live",
            f"'{name}' is not filled in: interviews are rehearsals until it is, though live is true",
            document.place(("values", name)),
            f"fill it in, in every language; or set live = false as long as {name} is not known",
            Severity.WARNING,
        )
