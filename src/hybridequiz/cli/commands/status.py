"""`hybridequiz status`: how far the fieldwork is, in counts only."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

import click

from hybridequiz.cli.kinds import REHEARSED, Kind, kind_options
from hybridequiz.cli.settings import Settings, data_option, json_option, settings_of
from hybridequiz.cli.talk import machine_language, say_here, talk, wrapped_to, write, write_json
from hybridequiz.problems import ExitCode
from hybridequiz.store.casework import Casework
from hybridequiz.store.field_book import Case, Standing
from hybridequiz.store.kept import kept_instrument
from hybridequiz.store.progress import Progress, progress_of_cases, progress_of_responses, unlisted
from hybridequiz.wording.cases import audience_words, place_words, standing_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hybridequiz.store.journal import Store

SCHEMA: Final = 1
"""The version of what `--json` writes."""
SHOWN: Final = (
    Standing.COMPLETE,
    Standing.PARTIAL,
    Standing.BROKE_OFF,
    Standing.REFUSED,
    Standing.NOT_ELIGIBLE,
    Standing.WITHDRAWN,
    Standing.NOT_REACHED,
    Standing.OTHER,
    Standing.IN_PROGRESS,
    Standing.APPOINTMENT,
    Standing.OPEN,
)
"""The order in which counts are told."""

Names = dict[tuple[int | None, str], Case]
"""What knows location and audience in words."""


@click.command("status")
@kind_options("Count the rehearsals instead of what counts.", "Count what was made up instead.")
@json_option
@data_option
@settings_of
def command(settings: Settings, *, kind: Kind, as_json: bool) -> int:
    """Count how far the fieldwork is, by location and audience; never a code, never an answer.

    With a case list every invited case is counted once, where it stands. Without one, interviews
    are counted, and nothing is known of who is invited; what was made up is of no case.
    """
    with settings.data_folder() as data:
        casework = Casework(data)
        store = kind.store(data)
        listed = casework.is_loaded and not kind.synthetic
        stories = casework.stories(rehearsal=kind.rehearsal) if listed else []
        responses = [] if store is None else list(store.responses())
        names: Names = {(one.case.location, one.case.audience): one.case for one in stories}
        if listed:
            counted, beside = progress_of_cases(stories), unlisted(responses, stories)
        else:
            counted, beside = progress_of_responses(responses), 0
            names = _names_of(store)
    if as_json:
        write_json(_document(counted, names, beside, kind, listed=listed))
    else:
        _write_words(counted, names)
    _tell(counted, beside, kind, listed=listed)
    return ExitCode.DONE


def _names_of(store: Store | None) -> Names:
    """Give the words for locations and audiences from the questionnaires that were answered."""
    names: Names = {}
    for row in store.responses() if store is not None else ():
        session = row.session
        location, audience = session.get("location"), str(session.get("audience", ""))
        cell = (location if isinstance(location, int) else None, audience)
        if store is None or cell in names:
            continue
        questionnaire = kept_instrument(store, row.questionnaire_hash).questionnaire
        places = questionnaire.study.location if questionnaire.study is not None else ()
        words = {"audience": dict(questionnaire.title)}
        if (place := next((one for one in places if one.code == cell[0]), None)) is not None:
            words["location"] = dict(place.text)
        names[cell] = Case("", audience, cell[0], words=words)
    return names


def _document(
    counted: Sequence[Progress], names: Names, beside: int, kind: Kind, *, listed: bool
) -> dict[str, Any]:
    """Give the counts for programs."""
    return {
        "schema": SCHEMA,
        "rehearsal": kind.rehearsal,
        "synthetic": kind.synthetic,
        "case_list": listed,
        "cells": [
            {
                "location_code": one.location,
                "location": place_words(names[one.location, one.audience], machine_language()),
                "audience": one.audience,
                "invited": one.invited,
                **_counts(one.counts),
                "organisations": one.organisations,
                "usable_organisations": one.usable_organisations
                if one.organisations is not None
                else None,
            }
            for one in counted
        ],
        "total": {
            "invited": sum(one.invited or 0 for one in counted) if listed else None,
            **_counts(_total(counted)),
        },
        "not_on_the_list": beside,
    }


def _counts(counts: Mapping[Standing, int]) -> dict[str, int]:
    return {standing.value: counts.get(standing, 0) for standing in SHOWN}


def _total(counted: Iterable[Progress]) -> Counter[Standing]:
    total: Counter[Standing] = Counter()
    for one in counted:
        total.update(one.counts)
    return total


def _write_words(counted: Sequence[Progress], names: Names) -> None:
    """Write the counts for people, location by location."""
    language, ui = machine_language(), say_here()
    for _, group in groupby(counted, key=lambda one: one.location):
        cells = list(group)
        case = names[cells[0].location, cells[0].audience]
        write(place_words(case, language) or ui.say("No location"))
        for one in cells:
            write(wrapped_to(audience_words(names[one.location, one.audience], language), "  "))
            write(wrapped_to(_in_words(one.counts, one.invited), "    "))
            if one.organisations is not None:
                write(wrapped_to(_organisations(one), "    "))
    if len(counted) > 1:
        invited = [one.invited for one in counted if one.invited is not None]
        write(ui.say("Together"))
        write(wrapped_to(_in_words(_total(counted), sum(invited) if invited else None), "  "))


def _in_words(counts: Mapping[Standing, int], invited: int | None) -> str:
    """Say the counts that are not nought: 12 invited: 5 complete, 7 open."""
    language, ui = machine_language(), say_here()
    parts = [f"{counts[one]} {standing_words(one, language)}" for one in SHOWN if counts.get(one)]
    told = ", ".join(parts)
    return told if invited is None else f"{ui.say('{number} invited', number=invited)}: {told}"


def _organisations(one: Progress) -> str:
    return say_here().say_number(
        "{number} organisation; of {usable} there is a usable interview",
        "{number} organisations; of {usable} there is a usable interview",
        one.organisations or 0,
        usable=one.usable_organisations,
    )


def _tell(counted: Sequence[Progress], beside: int, kind: Kind, *, listed: bool) -> None:
    """Say what was counted, and what was not."""
    ui = say_here()
    if kind.synthetic:
        talk(ui.say("These were made up by a program: nobody was interviewed, and nobody invited."))
    elif not listed:
        talk(
            ui.say("No case list is loaded: these are counts of interviews, not of who is invited.")
        )
    if not counted:
        talk(ui.say("There are no interviews here yet."))
    if kind == REHEARSED:
        talk(ui.say("These are rehearsals: they do not count."))
    if beside:
        talk(
            ui.say_number(
                "{number} interview is of no case on the list, and is not counted here.",
                "{number} interviews are of no case on the list, and are not counted here.",
                beside,
            )
        )
