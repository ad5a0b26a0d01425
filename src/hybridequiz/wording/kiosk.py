"""The words of a kiosk's start, which stand there in every language of the questionnaire."""

from __future__ import annotations

from collections.abc import Sequence

from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.wording.interface import interface, language_name


def titles(instrument: Instrument) -> tuple[str, ...]:
    """Give the title in every language, each wording once."""
    questionnaire = instrument.questionnaire
    found = (questionnaire.title.in_language(tag) for tag in questionnaire.languages)
    return tuple(dict.fromkeys(found))


def beginning(language: str, *, alone: bool) -> str:
    """Say how one begins in a language; `alone`: where there is no other."""
    begin = interface(language).say("Begin")
    return begin if alone else f"{begin} – {language_name(language)}"


def going_on(languages: Sequence[str]) -> str:
    """Say in every language how one goes on with a code."""
    words = dict.fromkeys(interface(tag).say("Continue with a code") for tag in languages)
    return " · ".join(words)
