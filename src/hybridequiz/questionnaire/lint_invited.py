"""What can be wrong with the numbers of who is invited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hybridequiz.problems import Problem, Severity, did_you_mean
from hybridequiz.questionnaire.core import Member
from hybridequiz.questionnaire.documents import Document
from hybridequiz.questionnaire.invited import TOTAL, Invited
from hybridequiz.questionnaire.study_file import StudyFile


def invited_problems(study: StudyFile, document: Document) -> Iterator[Problem]:
    """Find numbers of locations that the study does not have, and totals that are none.

    Args:
        study: The study.
        document: Its file.
    """
    codes = [str(place.code) for place in study.location]
    for audience, invited in study.invited.items():
        for key in invited.by_location:
            if key not in codes:
                place = document.place(("invited", audience, key), key=True)
                hint = _where_from(key, codes)
                yield Problem("invited-location", f"there is no location '{key}'", place, hint)
        yield from _wrong_total(audience, invited, document)


def invited_audiences(
    study: StudyFile, document: Document, members: Sequence[Member]
) -> list[Problem]:
    """Find numbers for audiences that no questionnaire asks: they would count nowhere.

    Args:
        study: The study.
        document: Its file.
        members: All its questionnaires.
    """
    known = dict.fromkeys(member.instrument.questionnaire.audience for member in members)
    return [
        Problem(
            "invited-audience",
            f"no questionnaire of the study asks the audience '{audience}'",
            document.place(("invited", audience), key=True),
            did_you_mean(audience, list(known), noun="the audiences"),
            Severity.WARNING,
        )
        for audience in study.invited
        if audience not in known
    ]


def _where_from(key: str, codes: Sequence[str]) -> str:
    if not codes:
        return "the study has no locations: give one number, or list them as [[location]]"
    if key.isdecimal() and str(int(key)) in codes:
        return f"write the code as the location does: {int(key)}"
    return did_you_mean(key, [*codes, TOTAL], noun="the keys")


def _wrong_total(audience: str, invited: Invited, document: Document) -> Iterator[Problem]:
    summed = sum(invited.by_location.values())
    if invited.by_location and invited.total != summed:
        yield Problem(
            "invited-total",
            f"'{TOTAL}' is {invited.total}, but the locations add up to {summed}",
            document.place(("invited", audience, TOTAL)),
            f"correct one of the numbers, or leave '{TOTAL}' out",
        )
