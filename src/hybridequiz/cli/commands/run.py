"""`hybridequiz run`: begin an interview."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from hybridequiz.cli.clients import Look, client, look_options, set_up, stand
from hybridequiz.cli.locating import find_questionnaire
from hybridequiz.cli.settings import Settings, data_option, settings_of
from hybridequiz.problems import did_you_mean
from hybridequiz.questionnaire.questions import FORMS, MODES, Form, Mode
from hybridequiz.store.fieldwork import LONGEST_CODE, refuse_unfilled
from hybridequiz.store.setup import Preset
from hybridequiz.values import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hybridequiz.questionnaire.instrument import Instrument
    from hybridequiz.store.fieldwork import Fieldwork
    from hybridequiz.store.setup import Setup


@click.command("run")
@click.argument("questionnaire")
@click.option(
    "--mode",
    type=click.Choice(MODES),
    help="Who fills it in. With it, only location and interviewer are asked, where they are not known.",
)
@click.option("--form", type=click.Choice(FORMS), help="Which form; extended if not said.")
@click.option("--language", metavar="TAG", help="The language at the start, such as nl or en.")
@click.option("--location", type=int, metavar="CODE", help="The location's code in the study file.")
@click.option(
    "--interviewer", metavar="CODE", help="The interviewer's own code; not a name. '': none."
)
@click.option("--case", metavar="CODE", help="The code of the case that it is about.")
@click.option(
    "--yes", is_flag=True, help="With --mode: ask nothing first; what is not said stays unsaid."
)
@click.option(
    "--kiosk",
    is_flag=True,
    help="For respondents one after the other: only a PIN leaves. HYBRIDEQUIZ_PIN, else it is asked.",
)
@click.option("--live", is_flag=True, help="Refuse to start if this would be a rehearsal.")
@look_options
@data_option
@settings_of
def command(  # noqa: PLR0913 - one parameter for each option
    settings: Settings,
    *,
    questionnaire: str,
    mode: str | None,
    form: str | None,
    language: str | None,
    location: int | None,
    interviewer: str | None,
    case: str | None,
    yes: bool,
    kiosk: bool,
    live: bool,
    look: Look,
) -> int:
    """Start an interview, or let someone fill in a questionnaire.

    QUESTIONNAIRE is a file, or the id of a questionnaire in ./questionnaires, in this folder or
    among those that come along. Every answer is saved at once; with its code the interview can go on later.
    """
    path = find_questionnaire(questionnaire)
    preset = Preset(
        mode=cast("Mode | None", mode),
        form=cast("Form | None", form),
        language=language,
        location=location,
        interviewer=interviewer,
        case=case,
        live=live,
    )
    with settings.fieldwork() as fieldwork:
        instrument = fieldwork.checked.load(path)
        _refuse_unknown(instrument, preset)
        refuse_unfilled(instrument, live=live)
        listed = fieldwork.cases.is_loaded
        if preset.mode is not None:
            preset = _of_its_mode(instrument, preset, listed=listed)
        if listed:
            preset = _of_its_case(fieldwork, instrument, preset, kiosk=kiosk)
        if kiosk:
            return stand(fieldwork, instrument, preset, look)
        if preset.mode is None or (not yes and (listed or _asks(instrument, preset))):
            return set_up(fieldwork, path, instrument, preset, look)
        hold = client(fieldwork, look)
        setup = _of_today(fieldwork, instrument, preset.setup(instrument), preset)
        return hold(fieldwork.begin(instrument, setup))


def _of_its_mode(instrument: Instrument, preset: Preset, *, listed: bool) -> Preset:
    """Give what is known where it is said who fills it in: what is not said of the form is as usual."""
    usual = preset.setup(instrument)
    case = preset.case if listed else usual.case
    return replace(preset, form=usual.form, language=usual.language, case=case)


def _asks(instrument: Instrument, preset: Preset) -> bool:
    """Tell whether anything is to be asked before an interview."""
    from hybridequiz.wording.setup import ASKED, must_ask

    setup = preset.setup(instrument)
    return any(must_ask(one, instrument, setup, preset) for one in ASKED)


def _of_today(fieldwork: Fieldwork, instrument: Instrument, setup: Setup, preset: Preset) -> Setup:
    """Give how an interview begins that asks nothing: who interviews is who did so today, if it is not said."""
    if preset.interviewer is not None or setup.mode != "interview":
        return setup
    known = fieldwork.cases.interviewer_today(instrument, live=setup.live)
    return replace(setup, interviewer=known)


def _of_its_case(
    fieldwork: Fieldwork, instrument: Instrument, preset: Preset, *, kiosk: bool
) -> Preset:
    """Give what is known where a case list is loaded: the case says the location.

    Raises:
        CaseRefused: when no interview of the case can begin.
        click.UsageError: when a kiosk is to be for one case.
    """
    if kiosk and preset.case:
        raise click.UsageError("at a kiosk everybody types a code: leave --case out.")
    if not preset.case:
        return preset
    mode = preset.mode or "interview"
    setup = fieldwork.cases.fit(instrument, replace(preset, mode=mode).setup(instrument))
    return replace(preset, case=setup.case, location=setup.location)


def _refuse_unknown(instrument: Instrument, preset: Preset) -> None:
    """Refuse what the questionnaire does not have, or cannot be kept, before anything begins."""
    for option, code in (
        ("--case", preset.case or ""),
        ("--interviewer", preset.interviewer or ""),
    ):
        if len(code) > LONGEST_CODE:
            message = f"a code has at most {LONGEST_CODE} characters, this has {len(code)}."
            raise click.BadParameter(message, param_hint=option)
    languages = instrument.questionnaire.languages
    if preset.language is not None and preset.language not in languages:
        raise _unknown("--language", preset.language, languages, "its languages")
    study = instrument.questionnaire.study
    codes = [place.code for place in study.location] if study else []
    if preset.location is not None and preset.location not in codes:
        raise _unknown("--location", preset.location, codes, "its locations")


def _unknown(option: str, value: object, known: Sequence[object], noun: str) -> click.UsageError:
    hint = did_you_mean(str(value), known, noun=noun) or "it has none"
    return click.BadParameter(
        f"the questionnaire does not have '{value}'. {hint}", param_hint=option
    )
