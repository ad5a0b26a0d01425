"""Questionnaires of a study that ask the same audience: a figure of it would be of one of them only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hybridequiz.problems import Problem
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.studied import Studied


def shared_audiences(
    studied: Studied, questionnaires: Sequence[Sequence[Instrument]]
) -> Iterator[Problem]:
    """Find audiences of indicators that several questionnaires ask.

    Args:
        studied: The study.
        questionnaires: Its questionnaires, each in its versions.
    """
    asking: dict[str, set[str]] = {}
    for versions in questionnaires:
        newest = versions[-1].questionnaire
        asking.setdefault(newest.audience, set()).add(newest.id)
    for audience, ids in asking.items():
        places = [at for at, one in enumerate(studied.study.indicator) if audience in one.for_]
        if len(ids) > 1 and places:
            names = ", ".join(f"'{one}'" for one in sorted(ids))
            yield Problem(
                "shared-audience",
                f"several questionnaires ask the audience '{audience}': {names}",
                studied.document.place(("indicator", places[0], "for", audience), key=True),
                "give each an audience of its own, and name both under 'for': their figures stand side by side then",
            )
