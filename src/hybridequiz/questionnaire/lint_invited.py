"""What can be wrong with the numbers of who is invited."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from hybridequiz.problems import Problem, Severity, did_you_mean
from hybridequiz.questionnaire.indicators import Breakdown
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.invited import TOTAL, Invited
from hybridequiz.questionnaire.lint_texts import LOCATION
from hybridequiz.questionnaire.questions import ChoiceQuestion
from hybridequiz.questionnaire.studied import Studied

OF_SESSION: Final = "session_"


def invited_problems(studied: Studied) -> Iterator[Problem]:
    """Find numbers of locations and groups that the study does not have, and totals that are none.

    Args:
        studied: The study.
    """
    study, document = studied.study, studied.document
    codes = [str(place.code) for place in study.location]
    for audience, invited in study.invited.items():
        for key in invited.by_location:
            if key not in codes:
                place = document.place(("invited", audience, key), key=True)
                hint = _where_from(key, codes)
                yield Problem("invited-location", f"there is no location '{key}'", place, hint)
        for name, groups in invited.by_group.items():
            yield from _wrong_groups(studied, audience, name, groups)
        yield from _wrong_total(studied, audience, invited)


def invited_beside(
    studied: Studied,
    questionnaires: Sequence[Sequence[Instrument]],
    others: Collection[str] = (),
    *,
    complete: bool,
) -> Iterator[Problem]:
    """Find numbers for audiences that no questionnaire asks, and for options that none has: they would count nowhere.

    Args:
        studied: The study.
        questionnaires: Its questionnaires, each in its versions.
        others: Audiences of the study whose questionnaires are not among these.
        complete: Whether there are no more, so that any other audience is known to be none.
    """
    study = studied.study
    asked: dict[str, list[Instrument]] = {}
    for versions in questionnaires:
        asked.setdefault(versions[-1].questionnaire.audience, []).extend(versions)
    known = list(dict.fromkeys([*asked, *others]))
    for audience, invited in study.invited.items():
        if audience not in known:
            yield Problem(
                "invited-audience",
                f"no questionnaire of the study asks the audience '{audience}'",
                studied.document.place(("invited", audience), key=True),
                did_you_mean(audience, known, noun="the audiences"),
                Severity.ERROR if complete else Severity.WARNING,
            )
        for name, groups in invited.by_group.items():
            breakdown = next((one for one in study.breakdown if one.id == name), None)
            if breakdown is not None and breakdown.of is not None:
                versions = asked.get(audience, [])
                if versions and not _is_asked(breakdown.of, versions):
                    yield Problem(
                        "invited-group",
                        f"the questionnaire for '{audience}' has no question '{breakdown.of}'",
                        studied.document.place(("invited", audience, name), key=True),
                        "groups of an audience are those of a question that it is asked: leave these numbers out",
                    )
                codes = _options(breakdown.of, versions)
                yield from _unknown_groups(studied, audience, name, groups, codes)


def _is_asked(question: str, versions: Sequence[Instrument]) -> bool:
    """Tell whether some version asks a question; facts of the session are known of everybody."""
    return question.startswith(OF_SESSION) or any(question in one.by_id for one in versions)


def _options(question: str, versions: Sequence[Instrument]) -> list[str]:
    """Give the codes of a question in all versions; none where it is no choice."""
    found = (one.by_id.get(question) for one in versions)
    asked = (planned.question for planned in found if planned is not None)
    return [str(o.code) for one in asked if isinstance(one, ChoiceQuestion) for o in one.options]


def _where_from(key: str, codes: Sequence[str]) -> str:
    if not codes:
        return "the study has no locations: give one number, or list them as [[location]]"
    if key.isdecimal() and str(int(key)) in codes:
        return f"write the code as the location does: {int(key)}"
    return did_you_mean(key, [*codes, TOTAL], noun="the keys")


def _wrong_groups(
    studied: Studied, audience: str, name: str, groups: Mapping[str, int]
) -> Iterator[Problem]:
    """Find a breakdown that is none, or of which numbers before the interview mean nothing."""
    place = studied.document.place(("invited", audience, name), key=True)
    breakdowns = studied.study.breakdown
    found = next((one for one in breakdowns if one.id == name), None)
    if found is None:
        if not studied.is_known("breakdown", name):
            usable = [one.id for one in breakdowns if _is_usable(one, audience)]
            hint = did_you_mean(name, usable, noun="the breakdowns") if usable else ""
            hint = hint or "the groups are those of a breakdown: list it as [[breakdown]]"
            yield Problem("invited-group", f"there is no breakdown '{name}'", place, hint)
        return
    if studied.is_doubtful_id("breakdown", name):
        return
    if message := _not_usable(found, audience):
        told, hint = message
        yield Problem("invited-group", told, place, hint)
    elif found.groups:
        known = [group.id for group in found.groups]
        yield from _unknown_groups(studied, audience, name, groups, known)


def _unknown_groups(
    studied: Studied, audience: str, name: str, groups: Mapping[str, int], known: Sequence[str]
) -> Iterator[Problem]:
    for group in groups if known else ():
        if group not in known:
            yield Problem(
                "invited-group",
                f"the breakdown '{name}' has no group '{group}'",
                studied.document.place(("invited", audience, name, group), key=True),
                did_you_mean(group, list(dict.fromkeys(known)), noun="its groups"),
            )


def _is_usable(one: Breakdown, audience: str) -> bool:
    return not _not_usable(one, audience)


def _not_usable(one: Breakdown, audience: str) -> tuple[str, str] | None:
    """Say why nobody can be invited by the groups of a breakdown, and what to do; None where they can."""
    if one.of == LOCATION:
        hint = "write the codes of the locations beside the audience: { 1 = 21, 2 = 14 }"
        return f"'{one.id}' is by location, and that has no table of its own here", hint
    if one.of is not None and one.of.startswith(OF_SESSION):
        hint = "give numbers by what is known of people before they are interviewed"
        return f"'{one.id}' is known of an interview only: nobody is invited by it", hint
    if not one.concerns(audience):
        hint = f"leave it out, or put the audience into 'for' of the breakdown '{one.id}'"
        return f"the breakdown '{one.id}' is not for the audience '{audience}'", hint
    return None


def _wrong_total(studied: Studied, audience: str, invited: Invited) -> Iterator[Problem]:
    """Find what does not add up: locations and the total beside them, or a breakdown and either."""
    document, summed = studied.document, sum(invited.by_location.values())
    if invited.by_location and invited.total != summed:
        yield Problem(
            "invited-total",
            f"'{TOTAL}' is {invited.total}, but the locations add up to {summed}",
            document.place(("invited", audience, TOTAL)),
            f"correct one of the numbers, or leave '{TOTAL}' out",
        )
        return
    for name, groups in invited.by_group.items():
        together = sum(groups.values())
        if together != invited.total:
            yield Problem(
                "invited-total",
                f"the groups of '{name}' add up to {together}, but {invited.total} are invited",
                document.place(("invited", audience, name), key=True),
                "correct one of the numbers: everybody who is invited is in one of the groups",
            )
