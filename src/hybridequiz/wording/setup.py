"""The choices before an interview: which are to be made, and their words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from hybridequiz.problems import say
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.questions import Form, Mode
from hybridequiz.store.setup import Preset, Setup
from hybridequiz.wording.interface import interface

_MODES: Final[Mapping[Mode, str]] = {
    "interview": say("An interviewer asks and types"),
    "self": say("The respondent fills it in alone"),
    "paper": say("A form on paper is typed over"),
}
_FORMS: Final[Mapping[Form, str]] = {"extended": say("Extended"), "short": say("Short")}


def mode_words(mode: Mode, language: str) -> str:
    """Say who fills it in."""
    return interface(language).say(_MODES[mode])


def form_words(form: Form, language: str) -> str:
    """Say how long the form is."""
    return interface(language).say(_FORMS[form])


Asked = Literal["language", "mode", "interviewer", "form", "location", "case"]
"""What is asked before an interview begins."""


ASKED: Final[tuple[Asked, ...]] = (
    "language",
    "mode",
    "interviewer",
    "form",
    "location",
    "case",
)
LISTED: Final[tuple[Asked, ...]] = (
    "language",
    "mode",
    "interviewer",
    "case",
    "form",
    "location",
)
"""The order where a case list is loaded: the case says the location."""


def must_ask(
    asked: Asked, instrument: Instrument, setup: Setup, preset: Preset, *, listed: bool = False
) -> bool:
    """Tell whether something is to be asked: it is not known yet, and there is something to choose.

    Args:
        asked: What.
        instrument: The questionnaire.
        setup: What was chosen so far.
        preset: What was known from the beginning.
        listed: Whether the case is one of the case list: then it says the location.
    """
    questionnaire = instrument.questionnaire
    study = questionnaire.study
    return {
        "language": preset.language is None and len(questionnaire.languages) > 1,
        "mode": preset.mode is None,
        "interviewer": preset.interviewer is None and setup.mode != "self",
        "form": preset.form is None and instrument.has_forms,
        "location": preset.location is None
        and study is not None
        and bool(study.location)
        and not (listed and setup.location is not None),
        "case": preset.case is None,
    }[asked]
