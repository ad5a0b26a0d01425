"""The response of a study in words: where its numbers come from, why there is no rate, and how rates are defined."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hybridequiz.problems import say
from hybridequiz.report.figures import Level
from hybridequiz.report.response import (
    AudienceResponse,
    BrokenDown,
    NoRate,
    ResponseTable,
    Source,
)
from hybridequiz.store.field_book import Standing
from hybridequiz.wording.cases import standing_words
from hybridequiz.wording.interface import interface
from hybridequiz.wording.notation import number_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hybridequiz.interview.dispositions import Disposition

SOURCES: Final = {
    Source.CASE_LIST: say("Who was invited is known from the case list."),
    Source.STUDY_FILE: say("How many were invited is known from the study file."),
    Source.UNKNOWN: say(
        "How many were invited is not known: these are counts of interviews, and there are no rates."
    ),
}
REASONS: Final = {
    NoRate.MORE_THAN_INVITED: say(
        "No rates for {places}: more cases have a result than were invited."
        " Correct the numbers of who is invited."
    ),
    NoRate.NOBODY_ELIGIBLE: say("No rates for {places}: none of the invited is eligible."),
    NoRate.INVITED_UNKNOWN: say(
        "No rates by location: how many were invited at each is not known."
    ),
}


def percent_words(percent: int, language: str) -> str:
    """Write whole per cents: 71 % in Dutch, 71% in English."""
    space = " " if language == "nl" else ""
    return f"{number_words(percent, language)}{space}%"


def disposition_words(disposition: Disposition, language: str) -> str:
    """Name a disposition."""
    return standing_words(Standing.of(disposition), language)


def source_words(source: Source, language: str) -> str:
    """Say how it is known who was invited."""
    return interface(language).say(SOURCES[source])


def notes_of(one: AudienceResponse, table: ResponseTable, language: str) -> Iterator[str]:
    """Say what must be said with the numbers of an audience.

    Args:
        one: The audience.
        table: The table that it is in.
        language: In which language.
    """
    ui = interface(language)
    if one.total.is_hidden:
        yield ui.say("Not shown: this is about fewer than {number}.", number=table.threshold)
    else:
        yield from _missing_rates(one, language)
        yield from _hidden_places(one, table, language)
    if one.other_number is not None:
        yield ui.say(
            "The study file says that {number} were invited, the case list that {listed} were.",
            number=one.other_number,
            listed=one.total.invited,
        )
    if one.doubtful:
        yield ui.say(
            "At {places}, not shown, more cases have a result than were invited.",
            places=", ".join(place.in_language(language) for place in one.doubtful),
        )
    if one.beside is None:
        yield ui.say("Interviews of no case on the list are not counted here.")
    elif one.beside:
        yield ui.say_number(
            "{number} interview is of no case on the list, and is not counted here.",
            "{number} interviews are of no case on the list, and are not counted here.",
            one.beside,
        )


GROUP_SOURCES: Final = {
    Source.CASE_LIST: say(
        "In which group somebody is, is known from the case list, whatever was answered."
    ),
    Source.STUDY_FILE: say(
        "How many were invited is known from the study file, and in which group somebody is from the answers."
        " Who gave none is in no group: so there is no cooperation rate."
    ),
}
GROUP_REASONS: Final = {
    **REASONS,
    NoRate.NOT_ELIGIBLE_UNKNOWN: say(
        "No rates by group: some who were invited are not eligible, and in which groups is not known."
    ),
    NoRate.GROUP_UNKNOWN: say(
        "No rates by group: of some respondents it is not known in which group they are."
    ),
}


def group_notes(one: BrokenDown, table: ResponseTable, language: str) -> Iterator[str]:
    """Say what must be said with the response by a breakdown.

    Args:
        one: The response by that.
        table: The table that it is in.
        language: In which language.
    """
    ui = interface(language)
    if one.is_hidden:
        yield ui.say(
            "By group nothing is shown: the groups are smaller than {number}, or would give smaller ones away.",
            number=table.threshold,
        )
        return
    yield ui.say(GROUP_SOURCES[one.source])
    for reason, message in GROUP_REASONS.items():
        lines = [line for line in one.lines if line.reason is reason]
        if lines:
            places = ", ".join(line.name.in_language(language) for line in lines)
            yield ui.say(message, places=places)


def _missing_rates(one: AudienceResponse, language: str) -> Iterator[str]:
    """Say why there are no rates, where that is not said of the whole audience."""
    ui = interface(language)
    for reason, message in REASONS.items():
        lines = [line for line in (one.total, *one.locations) if line.reason is reason]
        places = [
            ui.say("the whole") if line.is_total else line.name.in_language(language)
            for line in lines
        ]
        if lines and (reason is not NoRate.INVITED_UNKNOWN or one.source is not Source.UNKNOWN):
            yield ui.say(message, places=", ".join(places))


def _hidden_places(one: AudienceResponse, table: ResponseTable, language: str) -> Iterator[str]:
    """Say that locations are hidden, and not which of them are the small ones."""
    ui = interface(language)
    if one.all_hidden:
        yield ui.say(
            "By location nothing is shown: the groups are smaller than {number}, or would give smaller ones away.",
            number=table.threshold,
        )
    elif hidden := [line for line in one.locations if line.is_hidden]:
        yield ui.say(
            "Not shown, because it is about fewer than {number}, or would give a smaller group away: {places}.",
            number=table.threshold,
            places=", ".join(line.name.in_language(language) for line in hidden),
        )


def method_words(table: ResponseTable, language: str) -> Iterator[str]:
    """Say how the rates are defined, by AAPOR's names, and for whom counts by location are."""
    ui = interface(language)
    if any(line.rates for line in table.lines):
        yield ui.say(
            "Response: complete and partial interviews, of the invited who are not known to be ineligible (AAPOR RR2)."
        )
        yield ui.say("Strict: complete interviews only, of the same (AAPOR RR1).")
        yield ui.say(
            "Cooperation: complete and partial interviews, of these, who refused and who broke off (AAPOR COOP4)."
        )
        yield ui.say(
            "Of whom nothing is known counts as eligible. AAPOR, Standard Definitions, 9th edition, 2016."
        )
    if table.level is Level.INTERNAL:
        yield ui.say("Counts by location are for the research team only.")
    if table.rehearsal:
        yield ui.say("These are rehearsals: they do not count.")
