"""In which groups who is invited is, and who responded: from the case list, or from the study file and the answers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, cast

from hybridequiz.interview.answers import answer_from_json
from hybridequiz.interview.dispositions import Disposition
from hybridequiz.problems import say
from hybridequiz.questionnaire.indicator_scope import LOCATION
from hybridequiz.questionnaire.texts import Text
from hybridequiz.report.combinations import DISPOSITION
from hybridequiz.report.compiled import Compiler, CountedBreakdown, CountedGroup, session_labels
from hybridequiz.report.organisations import CASE
from hybridequiz.report.response import Cell, Source
from hybridequiz.report.response_groups import (
    USABLE,
    Cut,
    KnownBreakdowns,
    KnownGroup,
    KnownGroups,
)
from hybridequiz.report.response_source import where_counted
from hybridequiz.store.casework import Casework
from hybridequiz.values import frozen
from hybridequiz.wording.interface import interface

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hybridequiz.interview.events import Json
    from hybridequiz.questionnaire.indicators import Breakdown
    from hybridequiz.questionnaire.invited import Invited
    from hybridequiz.questionnaire.states import Missing, Value
    from hybridequiz.questionnaire.study_file import StudyFile
    from hybridequiz.report.audience_report import Asked
    from hybridequiz.report.response import Known
    from hybridequiz.report.responses import Said
    from hybridequiz.store.data import DataFolder
    from hybridequiz.store.field_book import Case, Standing

NOT_KNOWN: Final = say("Not known")
IN_NONE: Final = say("In none of these groups")
NOT_LISTED: Final = -1
"""Stands for the group of a response that no case on the list is counted by."""


@frozen
class ListedCase:
    """A case as it is counted.

    Attributes:
        case: The case.
        standing: Where it stands.
        location: Where it counts.
    """

    case: Case
    standing: Standing
    location: int | None


@frozen
class _Cutting:
    """A breakdown of the study, and the same ready to be used."""

    breakdown: Breakdown
    counted: CountedBreakdown

    @property
    def groups(self) -> tuple[CountedGroup, ...]:
        return self.counted.groups


def known_groups(
    data: DataFolder,
    study: StudyFile,
    known: Iterable[Known],
    asked: Sequence[Asked],
    *,
    rehearsal: bool = False,
) -> dict[str, KnownBreakdowns]:
    """Read by audience what is known of the response by groups; nothing of it is hidden yet.

    Args:
        data: The data folder: with the case list, and what came of it.
        study: The study: its breakdowns, and numbers of who is invited by them.
        known: What is known of the response of every audience.
        asked: The audiences with responses; of another nothing is known.
        rehearsal: Whether rehearsals are counted instead of what counts.

    Raises:
        ConditionFaults: A group of the study is wrong for a questionnaire; `check` tells all of them.
        StorageError: when it cannot be read.
        StoreDamaged: when it is not what was written.
    """
    casework = Casework(data)
    listed: dict[str, list[ListedCase]] = {}
    for story in casework.stories(rehearsal=rehearsal) if casework.is_loaded else ():
        one = ListedCase(story.case, story.standing, where_counted(story))
        listed.setdefault(story.case.audience, []).append(one)
    not_eligible = {
        one.audience: sum(cell.counts.get(Disposition.NOT_ELIGIBLE, 0) for cell in one.cells)
        for one in known
    }
    return {
        one.id: known_breakdowns(
            study,
            one,
            listed.get(one.id, ()),
            study.invited.get(one.id),
            not_eligible.get(one.id, 0),
        )
        for one in asked
    }


def known_breakdowns(
    study: StudyFile,
    asked: Asked,
    listed: Sequence[ListedCase],
    invited: Invited | None,
    not_eligible: int,
) -> KnownBreakdowns:
    """Give what is known of the response of an audience by its breakdowns, nothing of it hidden yet.

    Args:
        study: The study.
        asked: The audience with its responses.
        listed: Its cases; where the list says of some of them in which group they are, all are counted by that.
        invited: What the study file says; it counts where the list does not know groups, and has no other number.
        not_eligible: How many are not eligible.
    """
    compiler = Compiler(asked.instruments, session_labels(asked.plan, study.location))
    found = [
        _Cutting(one, counted)
        for one in study.breakdown
        if one.concerns(asked.id)
        and (counted := compiler.breakdown(one)) is not None
        and not counted.is_delicate
        and not asked.set_aside.keys() & counted.names
        and not counted.is_delicate  # who is in which group was said in private
    ]
    by_list = _by_list(study, asked, listed, found) if listed else None
    if by_list is not None:
        return by_list
    if invited is None or (listed and invited.total != len(listed)):
        return KnownBreakdowns()
    by_file = [one for one in found if one.breakdown.id in invited.by_group]
    return _by_answers(study, asked, by_file, invited, not_eligible)


def _by_list(
    study: StudyFile, asked: Asked, listed: Sequence[ListedCase], found: Sequence[_Cutting]
) -> KnownBreakdowns | None:
    """Count cases by what the list says; None where it knows no groups."""
    said = [_prefilled(one.case, asked) for one in listed]
    numbers = {one.breakdown.id: [_group_of(one, each) for each in said] for one in found}
    known = [one for one in found if min(numbers[one.breakdown.id]) < len(one.groups)]
    if not known:
        return None
    cuts = Counter(
        (one.location, tuple(numbers[each.breakdown.id][place] for each in known))
        for place, one in enumerate(listed)
    )
    by_code = {one.case.shown: place for place, one in enumerate(listed)}
    moved = _moved(asked, known, by_code, numbers)
    return KnownBreakdowns(
        Source.CASE_LIST,
        tuple(
            KnownGroups(
                one.breakdown.id,
                one.breakdown.name,
                tuple(_cases(study, asked.id, one, listed, numbers[one.breakdown.id])),
                one.breakdown.least,
                moved[one.breakdown.id],
            )
            for one in known
        ),
        _cuts(cuts),
    )


def _cuts(found: Mapping[tuple[int | None, tuple[int, ...]], int]) -> tuple[Cut, ...]:
    def order(cut: Cut) -> tuple[bool, int, tuple[int, ...]]:
        return cut.location is None, cut.location or 0, cut.groups

    cuts = (Cut(place, groups, size) for (place, groups), size in found.items())
    return tuple(sorted(cuts, key=order))


def _group_of(one: _Cutting, said: Said) -> int:
    """Give the number of the group of a case; that behind the last where not all is known that it depends on."""
    if one.counted.names - said.keys():
        return len(one.groups)
    return one.counted.of(said)


def _prefilled(case: Case, asked: Asked) -> dict[str, Value | Missing]:
    """Give what the list says of a case, as conditions read it."""
    said: dict[str, Value | Missing] = {}
    for name, record in case.prefilled.items():
        versions = (one.by_id.get(name) for one in reversed(asked.instruments))
        question = next((one.question for one in versions if one is not None), None)
        if question is not None:
            try:
                said[name] = answer_from_json(question, cast("dict[str, Json]", record)).value
            except ValueError:
                continue  # made for another version: nothing is known
    return said


def _cases(
    study: StudyFile,
    audience: str,
    one: _Cutting,
    listed: Sequence[ListedCase],
    numbers: Sequence[int],
) -> Iterator[KnownGroup]:
    for number, (group, name) in enumerate(_named(study, one, NOT_KNOWN)):
        standings = [
            each.standing for each, at in zip(listed, numbers, strict=True) if at == number
        ]
        ended = Counter(each.disposition for each in standings)
        counts = {each: times for each, times in ended.items() if each is not None}
        yield KnownGroup(group, name, Cell(audience, None, counts, ended[None], len(standings)))


def _named(study: StudyFile, one: _Cutting, none: str) -> Iterator[tuple[str, Text]]:
    """Name the groups of a breakdown, and who is in none."""
    yield from ((group.id, group.name) for group in one.groups)
    yield "", Text({tag: interface(tag).say(none) for tag in study.languages})


def _moved(
    asked: Asked,
    known: Sequence[_Cutting],
    by_code: Mapping[str, int],
    numbers: Mapping[str, Sequence[int]],
) -> dict[str, tuple[int, ...]]:
    """Count by breakdown the respondents who are in another group by their answers than on the list."""
    case = asked.plan.fact(CASE)
    names = sorted({case}.union(*(one.counted.names for one in known)))
    found: dict[str, Counter[tuple[int, int]]] = {one.breakdown.id: Counter() for one in known}
    left = dict(by_code)
    for _, said in asked.responses.each(names):
        place = left.pop(str(said[case]), None)
        for one in known:
            listed = NOT_LISTED if place is None else numbers[one.breakdown.id][place]
            found[one.breakdown.id][listed, one.counted.of(said)] += 1
    return {
        name: tuple(times for (listed, now), times in sorted(pairs.items()) if listed != now)
        for name, pairs in found.items()
    }


def _by_answers(
    study: StudyFile,
    asked: Asked,
    found: Sequence[_Cutting],
    invited: Invited,
    not_eligible: int,
) -> KnownBreakdowns:
    """Count usable interviews by their answers, beside the numbers of the study file."""
    ending = asked.plan.fact(DISPOSITION)
    place = (LOCATION,) if LOCATION in asked.responses else ()
    names = sorted({ending, *place}.union(*(one.counted.names for one in found)))
    cuts: Counter[tuple[int | None, tuple[int, ...]]] = Counter()
    ended: dict[str, Counter[tuple[int, Disposition]]] = {
        one.breakdown.id: Counter() for one in found
    }
    for _, said in asked.responses.each(names) if found else ():
        at = said[LOCATION] if place else None
        groups = tuple(one.counted.of(said) for one in found)
        cuts[at if isinstance(at, int) else None, groups] += 1
        disposition = Disposition(cast("int", said[ending]))
        for one, group in zip(found, groups, strict=True):
            ended[one.breakdown.id][group, disposition] += 1
    return KnownBreakdowns(
        Source.STUDY_FILE,
        tuple(
            KnownGroups(
                one.breakdown.id,
                one.breakdown.name,
                tuple(_answered(study, asked.id, one, ended[one.breakdown.id], invited)),
                one.breakdown.least,
            )
            for one in found
        ),
        _cuts(cuts),
        not_eligible,
    )


def _answered(
    study: StudyFile,
    audience: str,
    one: _Cutting,
    ended: Mapping[tuple[int, Disposition], int],
    invited: Invited,
) -> Iterator[KnownGroup]:
    numbers = invited.by_group[one.breakdown.id]
    for number, (group, name) in enumerate(_named(study, one, IN_NONE)):
        counts = {each: ended.get((number, each), 0) for each in USABLE}
        yield KnownGroup(group, name, Cell(audience, None, counts, 0, numbers.get(group, 0)))
