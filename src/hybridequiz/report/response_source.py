"""The response of a study from what is stored: the case list, the interviews, and the numbers of the study file."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from hybridequiz.interview.dispositions import Disposition
from hybridequiz.questionnaire.texts import Text
from hybridequiz.report.figures import Level
from hybridequiz.report.response import (
    Cell,
    Known,
    ResponseTable,
    Source,
    audience_response,
    in_order,
)
from hybridequiz.store.casework import Casework
from hybridequiz.store.field_book import Standing
from hybridequiz.store.kept import kept_instrument
from hybridequiz.store.rows import ResponseState
from hybridequiz.values import frozen, replace
from hybridequiz.wording.interface import interface

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hybridequiz.questionnaire.invited import Invited
    from hybridequiz.questionnaire.study_file import StudyFile
    from hybridequiz.store.casework import Story
    from hybridequiz.store.data import DataFolder
    from hybridequiz.store.journal import Store

_NO_TITLES: Final[Mapping[str, Text]] = {}
_NOWHERE: Final[Mapping[str, frozenset[int]]] = {}


def known_response(
    data: DataFolder,
    study: StudyFile,
    *,
    rehearsal: bool = False,
    titles: Mapping[str, Text] = _NO_TITLES,
) -> tuple[Known, ...]:
    """Read what is known of the response of a study, audience by audience; nothing of it is hidden yet.

    Of an audience that has cases on the case list, every case counts once, where it stands. Of another, interviews are
    counted, and the study file says how many were invited; where it does not, there are counts only.

    Args:
        data: The data folder: with the case list, and what came of it.
        study: The study: its locations, and numbers of who is invited.
        rehearsal: Whether rehearsals are counted instead of what counts.
        titles: What audiences are called, in the order of the report; where it is not said, as their questionnaires.

    Raises:
        StorageError: when it cannot be read.
        StoreDamaged: when it is not what was written.
    """
    casework = Casework(data)
    store = casework.store(rehearsal=rehearsal)
    kept = _kept(store, study.id)
    stories: dict[str, list[Story]] = {}
    for story in casework.stories(rehearsal=rehearsal) if casework.is_loaded else ():
        stories.setdefault(story.case.audience, []).append(story)
    interviews, beside = _interviews(store, kept), _beside(store, kept, stories)
    audiences = in_order(
        [*stories, *interviews, *study.invited],
        [*titles, *study.invited, *(one.audience for one in kept.values())],
    )
    return tuple(
        _known(
            one,
            _title(one, titles, kept, stories.get(one, [])),
            study,
            stories.get(one, []),
            interviews.get(one, []),
            beside[one],
        )
        for one in audiences
    )


def response_table(
    known: Iterable[Known],
    study: StudyFile,
    level: Level,
    *,
    rehearsal: bool = False,
    hidden: Mapping[str, frozenset[int]] = _NOWHERE,
) -> ResponseTable:
    """Give the response of a study by audience and location, with what is too small hidden.

    Args:
        known: What is known of every audience, see `known_response`.
        study: The study: its locations, thresholds and languages.
        level: For whom it is; it decides which threshold counts.
        rehearsal: Whether rehearsals were counted.
        hidden: By audience the locations that are hidden in the report's other tables.
    """
    places = {place.code: place.text for place in study.location}
    threshold = study.threshold.public if level is Level.PUBLIC else study.threshold.internal
    told = (
        audience_response(
            one,
            lambda code: _place(code, places, study.languages),
            level,
            threshold,
            hidden.get(one.audience, frozenset()),
        )
        for one in known
    )
    return ResponseTable(level, threshold, rehearsal, study.languages, tuple(told))


@frozen
class _Asked:
    """A questionnaire that was answered.

    Attributes:
        audience: Whom it asks.
        title: Its title.
    """

    audience: str
    title: Text


def _kept(store: Store | None, study: str) -> dict[str, _Asked]:
    """Give the questionnaires of the study that were answered, by their hashes."""
    kept: dict[str, _Asked] = {}
    for content in [] if store is None else store.field.answered_questionnaires():
        questionnaire = kept_instrument(store, content).questionnaire if store else None
        if questionnaire and questionnaire.study and questionnaire.study.id == study:
            kept[content] = _Asked(questionnaire.audience, questionnaire.title)
    return kept


def _interviews(store: Store | None, kept: Mapping[str, _Asked]) -> dict[str, list[Cell]]:
    """Count the interviews by audience and location: who began and has not ended has no result yet.

    Of a case that was answered twice one is counted; the other is a duplicate, which never is.
    """
    counts: dict[tuple[str, int | None], Counter[Disposition]] = {}
    under_way: Counter[tuple[str, int | None]] = Counter()
    for tally in [] if store is None else store.field.tallies():
        if tally.questionnaire_hash not in kept or tally.disposition == Disposition.TEST:
            continue
        place = (kept[tally.questionnaire_hash].audience, tally.location)
        counts.setdefault(place, Counter())
        if tally.disposition is None or tally.state is ResponseState.OPEN:
            under_way[place] += tally.responses
        else:
            counts[place][Disposition(tally.disposition)] += tally.responses
    for double in [] if store is None else store.field.doubles():
        if double.questionnaire_hash in kept:
            place = (kept[double.questionnaire_hash].audience, double.location)
            counts[place][Disposition(double.disposition)] -= 1
    cells: dict[str, list[Cell]] = {}
    for (audience, location), ended in counts.items():
        cell = Cell(audience, location, ended, under_way[audience, location])
        cells.setdefault(audience, []).append(cell)
    return cells


def _known(
    audience: str,
    title: Text,
    study: StudyFile,
    listed: list[Story],
    interviews: list[Cell],
    beside: int,
) -> Known:
    """Give what is known of an audience, and how it is known who was invited."""
    places, invited = [place.code for place in study.location], study.invited.get(audience)
    source, total = Source.UNKNOWN, None
    cells = interviews
    if listed:
        source, cells, total = Source.CASE_LIST, _cases(audience, listed), len(listed)
    elif invited is not None:
        source, total = Source.STUDY_FILE, invited.total
        cells = _with_invited(audience, interviews, invited, places)
    return Known(
        audience,
        title,
        source,
        _sorted(cells, places),
        total,
        beside,
        _other_number(listed, invited),
    )


def _with_invited(
    audience: str, interviews: list[Cell], invited: Invited, places: list[int]
) -> list[Cell]:
    """Put the numbers of who was invited beside what came of them."""
    by_place = {cell.location: cell for cell in interviews}
    found = (
        by_place.get(code, Cell(audience, code, {}))
        for code in dict.fromkeys([*(places if invited.by_location else ()), *by_place])
    )
    return [replace(cell, invited=invited.at(cell.location)) for cell in found]


def _cases(audience: str, listed: list[Story]) -> list[Cell]:
    """Count cases: each stands somewhere."""
    cells: dict[int | None, list[Standing]] = {}
    for story in listed:
        cells.setdefault(where_counted(story), []).append(story.standing)
    return [_of_standings(audience, location, standings) for location, standings in cells.items()]


def _of_standings(audience: str, location: int | None, standings: list[Standing]) -> Cell:
    ended = Counter(one.disposition for one in standings)
    counts = {one: number for one, number in ended.items() if one is not None}
    return Cell(audience, location, counts, ended[None], invited=len(standings))


def where_counted(story: Story) -> int | None:
    """Give where a case counts: where its interview was, as far as that is known, else where it is listed.

    Args:
        story: What came of the case.
    """
    for row in story.responses:
        ended = row.state is not ResponseState.OPEN and row.disposition not in (
            None,
            Disposition.TEST,
        )
        stands = Standing.of(row.disposition) if ended else Standing.IN_PROGRESS
        location = row.session.get("location")
        if stands is story.standing and isinstance(location, int):
            return location
    return story.case.location


def _beside(
    store: Store | None, kept: Mapping[str, _Asked], stories: Mapping[str, list[Story]]
) -> Counter[str]:
    """Count by audience the interviews that are of no case on the list, begun before it was loaded.

    What is left of somebody who refused or withdrew leads to no case; the log of the list counts it.
    """
    beside: Counter[str] = Counter()
    if not stories or store is None:
        return beside
    codes = {story.case.shown for listed in stories.values() for story in listed}
    for row in store.responses():
        asked = kept.get(row.questionnaire_hash)
        if (
            asked is not None
            and asked.audience in stories
            and row.state is not ResponseState.FORGOTTEN
            and row.disposition != Disposition.TEST
            and row.session.get("case") not in codes
        ):
            beside[asked.audience] += 1
    return beside


def _other_number(listed: list[Story], invited: Invited | None) -> int | None:
    differs = bool(listed) and invited is not None and invited.total != len(listed)
    return invited.total if invited is not None and differs else None


def _sorted(cells: Iterable[Cell], places: list[int]) -> list[Cell]:
    """Put cells in the order of the study's locations, then those that it does not know, then that of none."""
    order = {code: number for number, code in enumerate(places)}

    def key(cell: Cell) -> tuple[bool, int, int]:
        code = cell.location
        return code is None, order.get(code, len(order)) if code is not None else 0, code or 0

    return sorted(cells, key=key)


def _title(
    audience: str, titles: Mapping[str, Text], kept: Mapping[str, _Asked], listed: list[Story]
) -> Text:
    """Say what an audience is called: as is said, as its questionnaire, as its cases, or by its name."""
    asked = next((one.title for one in kept.values() if one.audience == audience), None)
    words = next((story.case.words.get("audience") for story in listed), None)
    return titles.get(audience) or asked or Text(words or {"": audience})


def _place(code: int | None, places: Mapping[int, Text], languages: Iterable[str]) -> Text:
    """Say what a location is called; one that the study does not know any more by its code."""
    if code is None:
        return Text({tag: interface(tag).say("No location") for tag in languages})
    if code in places:
        return places[code]
    return Text({tag: interface(tag).say("Location {code}", code=code) for tag in languages})
