"""Which client holds the interview: the screens, or plain prompts."""

from __future__ import annotations

import os
import sys
from functools import partial, wraps
from typing import TYPE_CHECKING, Any, Final

import click

from hybridequiz.cli.settings import Settings, seeing_options
from hybridequiz.problems import ExitCode, InvalidFile, say
from hybridequiz.values import frozen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hybridequiz.questionnaire.instrument import Instrument
    from hybridequiz.store.fieldwork import Fieldwork, Sitting
    from hybridequiz.store.setup import Preset
    from hybridequiz.tui.app import Options

SHORTEST_PIN: Final = 4


@frozen
class Look:
    """How an interview is shown.

    Attributes:
        plain: Whether plain prompts are asked for.
        ascii_only: Whether to draw with ASCII signs only.
        mouse: Whether the mouse works.
        theme: One of `THEMES`.
        large: Whether to show one thing at a time, with room around it.
        idle: Minutes without a key after which an interview is covered; None as usual, 0 never.
    """

    plain: bool = False
    ascii_only: bool = False
    mouse: bool = True
    theme: str = "dark"
    large: bool = False
    idle: float | None = None

    @property
    def is_plain(self) -> bool:
        """Tell whether to use plain prompts: if asked for, and without a real terminal."""
        asked = self.plain or os.environ.get("HYBRIDEQUIZ_PLAIN", "0") not in ("", "0")
        streams = (sys.stdin, sys.stdout, sys.stderr)
        real = os.environ.get("TERM") != "dumb" and all(one and one.isatty() for one in streams)
        return asked or not real

    @property
    def idle_seconds(self) -> float | None:
        """Give the limit in seconds."""
        return None if self.idle is None else self.idle * 60

    def options(self) -> Options:
        """Give the options of the screens."""
        from hybridequiz.cli.talk import machine_language
        from hybridequiz.tui.app import Options

        return Options(
            theme=self.theme,
            large=self.large,
            ascii_only=self.ascii_only,
            mouse=self.mouse,
            language=machine_language(),
            idle=self.idle_seconds,
        )


def look_options(command: Callable[..., int]) -> Callable[..., int]:
    """Add the options on how an interview is shown; the command gets them as `look`."""

    @wraps(command)
    def looking(*args: Any, **options: Any) -> int:
        settings = click.get_current_context().ensure_object(Settings)
        look = Look(
            plain=options.pop("plain"),
            ascii_only=options.pop("ascii_only"),
            mouse=not options.pop("no_mouse"),
            idle=options.pop("idle"),
            theme=settings.theme,
            large=settings.large,
        )
        return command(*args, look=look, **options)

    for option in (
        seeing_options,
        click.option(
            "--idle",
            type=click.FloatRange(min=0),
            metavar="MINUTES",
            envvar="HYBRIDEQUIZ_IDLE",
            help="Cover the screen after so long without a key; else 3 alone, 10 in an interview; 0: never.",
        ),
        click.option("--no-mouse", is_flag=True, help="Leave the mouse to the terminal."),
        click.option("--ascii", "ascii_only", is_flag=True, help="Draw with ASCII signs only."),
        click.option(
            "--plain",
            is_flag=True,
            help="Ask in plain lines: for screen readers and simple terminals.",
        ),
    ):
        looking = option(looking)
    return looking


def home(settings: Settings) -> int:
    """Open the home screen; give the exit code."""
    from hybridequiz.cli.locating import at_hand

    look, files = _look_of_environment(settings), at_hand()
    with settings.fieldwork() as fieldwork:
        if look.is_plain:
            return _ask_plainly(fieldwork, loadable(fieldwork, files), None, look)
        from hybridequiz.tui.app import run_app

        return run_app(fieldwork, list(files.values()), options=look.options())


def _look_of_environment(settings: Settings) -> Look:
    """Give the look that is asked for: the home screen has few options, the rest comes from the environment.

    Raises:
        click.BadParameter: when `HYBRIDEQUIZ_IDLE` is no number of minutes.
    """
    idle = os.environ.get("HYBRIDEQUIZ_IDLE")
    try:
        minutes = None if not idle else max(0.0, float(idle))
    except ValueError:
        raise click.BadParameter(f"{idle!r} is no number", param_hint="HYBRIDEQUIZ_IDLE") from None
    return Look(theme=settings.theme, large=settings.large, idle=minutes)


def set_up(
    fieldwork: Fieldwork, path: Path, instrument: Instrument, preset: Preset, look: Look
) -> int:
    """Ask how a questionnaire is to be held, then hold it; give the exit code."""
    if look.is_plain:
        return _ask_plainly(fieldwork, [instrument], preset, look)
    from hybridequiz.tui.app import Start, run_app

    held: list[Sitting] = []
    once = preset.mode is not None and not fieldwork.cases.is_loaded
    start = Start(instrument=instrument, preset=preset, once=held.append if once else None)
    code = run_app(fieldwork, [path], start=start, options=look.options())
    return _tell_how_to_go_on(fieldwork, held[-1], code) if held else code


def stand(fieldwork: Fieldwork, instrument: Instrument, preset: Preset, look: Look) -> int:
    """Let respondents fill in a questionnaire one after the other, until the operator leaves; give the exit code.

    Raises:
        click.UsageError: when that cannot be: in another mode, or without a PIN.
    """
    if preset.mode not in (None, "self"):
        raise click.UsageError("--kiosk is for respondents who are alone: --mode self, or none.")
    from hybridequiz.store.kiosk import Kiosk
    from hybridequiz.values import replace

    kiosk = Kiosk(instrument, replace(preset, mode="self").setup(instrument), _pin())
    if look.is_plain:
        from hybridequiz.cli.plainly import stand_plainly

        return stand_plainly(fieldwork, kiosk, idle=look.idle_seconds)
    from hybridequiz.tui.app import Start, run_app

    return run_app(fieldwork, [], start=Start(kiosk=kiosk), options=look.options())


def _pin() -> str:
    """Give the PIN of a kiosk: from the environment, or asked twice without showing it.

    It is no option: whoever looks at the running programs would read it.
    """
    pin = os.environ.get("HYBRIDEQUIZ_PIN", "").strip()
    if not pin and not sys.stdin.isatty():
        raise click.UsageError("--kiosk needs a PIN: set HYBRIDEQUIZ_PIN where no terminal asks.")
    if not pin:
        pin = click.prompt("PIN", hide_input=True, confirmation_prompt=True, err=True).strip()
    if len(pin) < SHORTEST_PIN:
        raise click.UsageError(f"a PIN has at least {SHORTEST_PIN} characters.")
    return pin


def client(fieldwork: Fieldwork, look: Look) -> Callable[[Sitting], int]:
    """Give what holds an interview and gives the exit code: chosen before one begins."""
    if look.is_plain:
        from hybridequiz.cli.plainly import conduct_plainly

        return partial(conduct_plainly, idle=look.idle_seconds)
    return partial(_conduct_on_screens, fieldwork, look.options())


def _conduct_on_screens(fieldwork: Fieldwork, options: Options, sitting: Sitting) -> int:
    """Hold an interview on the screens; give the exit code."""
    from hybridequiz.tui.app import Start, run_app

    code = run_app(fieldwork, [], start=Start(sitting=sitting), options=options)
    return _tell_how_to_go_on(fieldwork, sitting, code)


def _tell_how_to_go_on(fieldwork: Fieldwork, sitting: Sitting, code: int) -> int:
    """Say on stderr how an interview that was left goes on; give the exit code."""
    if code == ExitCode.STORAGE:
        talk_of_trouble(sitting)
    elif sitting.interview.finished is None and code in (ExitCode.DONE, ExitCode.INTERRUPTED):
        from hybridequiz.cli.talk import talk
        from hybridequiz.wording.interface import interface

        say = interface(sitting.interview.language).say
        command = "hybridequiz resume"
        if sitting.journal.data_folder != fieldwork.data.path:
            command += f" --data {sitting.journal.data_folder}"
        talk(say("Your answers are saved. Go on later with: {command}", command=command))
    return code


def talk_of_trouble(sitting: Sitting) -> None:
    """Say on stderr that what was done last could not be saved."""
    from hybridequiz.cli.talk import talk
    from hybridequiz.wording.interface import interface

    say = interface(sitting.interview.language).say
    talk(say("NOT SAVED: what you did last. What was saved before is still there."))


def _language_of(preset: Preset | None) -> str:
    """Give the language that was asked for, where the program speaks it; else nothing."""
    from hybridequiz.wording.interface import INTERFACE_LANGUAGES

    wanted = (preset.language if preset else None) or ""
    return wanted if wanted in INTERFACE_LANGUAGES else ""


def _ask_plainly(
    fieldwork: Fieldwork, instruments: list[Instrument], preset: Preset | None, look: Look
) -> int:
    """Ask in plain prompts what is to be done, and do it; a preset is for a new interview."""
    from hybridequiz.cli.plainly import conduct_plainly
    from hybridequiz.cli.prompting import prompts, read_line, write_line
    from hybridequiz.cli.talk import machine_language
    from hybridequiz.plain import NewInterview, Terminated, choose_setup

    try:
        with prompts():
            chosen = choose_setup(
                instruments,
                read=read_line,
                write=write_line,
                language=_language_of(preset) or machine_language(),
                look_up=fieldwork.look_up,
                preset=preset,
                cases=fieldwork.cases,
            )
    except Terminated as ended:
        return 128 + ended.signal
    if chosen is None:
        return ExitCode.DONE
    if isinstance(chosen, NewInterview):
        sitting = fieldwork.begin(chosen.instrument, chosen.setup)
    else:
        sitting = fieldwork.resume(chosen.waiting, by=chosen.waiting.session.mode)
    return conduct_plainly(sitting, idle=look.idle_seconds)


def loadable(fieldwork: Fieldwork, files: dict[str, Path]) -> list[Instrument]:
    """Load the questionnaires that can be; one with errors does not stand in the way of the others."""
    from hybridequiz.cli.locating import UnknownName
    from hybridequiz.cli.talk import talk

    instruments = []
    for path in files.values():
        try:
            instruments.append(fieldwork.checked.load(path))
        except InvalidFile:
            talk(f"{path} has errors and is left out: hybridequiz check {path}")
    if not instruments:
        raise UnknownName(
            say("There are no questionnaires here."),
            hint=say("To make some to start from: hybridequiz init DIR"),
        )
    return instruments
