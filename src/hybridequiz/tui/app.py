"""The application: which screen shows, and how the program is left."""

from __future__ import annotations

import asyncio
import codecs
import os
import signal
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, Screen
from textual.scrollbar import ScrollBar, ScrollBarRender

from hybridequiz.garbage import collect_again
from hybridequiz.problems import ExitCode
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.store.fieldwork import Fieldwork, Sitting
from hybridequiz.store.idle import LOOK, IdleWatch
from hybridequiz.store.setup import Preset
from hybridequiz.terminal import forget_scrollback
from hybridequiz.tui.interview_screen import InterviewScreen
from hybridequiz.tui.keys import TWINS
from hybridequiz.tui.look import LookingApp
from hybridequiz.tui.pastes import keep_pastes_whole
from hybridequiz.tui.pause import PauseScreen
from hybridequiz.tui.themes import drawable
from hybridequiz.values import frozen, replace

if TYPE_CHECKING:
    from hybridequiz.tui.kiosk import Kiosk

SIGNALS: Final = {"SIGHUP": "hang-up", "SIGTERM": "signal", "SIGINT": "interrupt"}
"""Signals that mean: save and leave. The exit code is 128 and the signal's number."""
WATCH: Final = 5.0
"""Seconds between looks whether the terminal is still there."""


@frozen
class Options:
    """How the screens look and behave.

    Attributes:
        theme: One of `hybridequiz.tui.themes.THEMES`.
        large: Whether to show one thing at a time, with room around it.
        ascii_only: Whether to draw with ASCII signs only.
        advance: Whether an option's key also goes on; None: in interviews only.
        language: The language before a questionnaire is chosen.
        mouse: Whether the mouse works.
        idle: Seconds without a key after which an interview is covered; None as usual, 0 never.
    """

    theme: str = "dark"
    large: bool = False
    ascii_only: bool = False
    advance: bool | None = None
    language: str = "en"
    mouse: bool = True
    idle: float | None = None


@frozen
class Start:
    """Where the program starts.

    Attributes:
        instrument: A questionnaire that is chosen already; how it is held is asked.
        preset: What is not asked any more then.
        sitting: An interview that was begun or resumed.
        kiosk: What respondents fill in here, one after the other; only a PIN leads out of it.
        once: Where the program ends with the one interview that is begun here: is told which.
    """

    instrument: Instrument | None = None
    preset: Preset | None = None
    sitting: Sitting | None = None
    kiosk: Kiosk | None = None
    once: Callable[[Sitting], None] | None = None


class HybridequizApp(LookingApp):
    """Conducts interviews on the screen."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    TITLE = "hybridequiz"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-wide")]  # noqa: RUF012 - declared so by Textual
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-high")]  # noqa: RUF012 - the same
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "interrupt", show=False, priority=True),
        Binding("ctrl+q", "leave", show=False, priority=True),
        Binding(f"f8,{TWINS['f8']}", "pause", show=False, priority=True),
        Binding(f"f12,{TWINS['f12']}", "next_person", show=False, priority=True),
    ]

    def __init__(
        self,
        fieldwork: Fieldwork,
        questionnaires: Sequence[Path],
        *,
        start: Start | None = None,
        options: Options | None = None,
    ) -> None:
        super().__init__()
        self.fieldwork = fieldwork
        self.questionnaires = tuple(questionnaires)
        self.options = options or Options()
        self._start = start or Start()
        self.unsaved = False
        self.idle = IdleWatch(self.options.idle)
        self._direct = self._start.sitting is not None
        look = self.options
        self.begin_look(look.theme, large=look.large, ascii_only=look.ascii_only)

    def get_default_screen(self) -> Screen[None]:
        """Begin with the interview that is asked for, or with the choice of one."""
        sitting = self._start.sitting
        return self._home() if sitting is None else self._interview(sitting)

    def on_mount(self) -> None:
        """Leave in good order when the terminal goes away or the program is told to stop."""
        super().on_mount()
        loop = asyncio.get_running_loop()
        for name, by in SIGNALS.items():
            number = getattr(signal, name, None)
            if number is not None:
                try:
                    loop.add_signal_handler(number, self._stop, by, 128 + number)
                except (NotImplementedError, RuntimeError):
                    continue
        self.set_interval(WATCH, self._watch_terminal)
        self.set_interval(LOOK, self.watch_idle)
        self.call_after_refresh(collect_again)

    def _watch_terminal(self) -> None:
        """A terminal can vanish without a signal; then nothing can be typed any more."""
        if not self.is_headless and not os.isatty(sys.__stdin__.fileno() if sys.__stdin__ else 0):
            self._stop("hang-up", int(ExitCode.HUNG_UP))

    async def on_event(self, event: events.Event) -> None:
        """Note that somebody is there."""
        if isinstance(event, events.InputEvent | events.Paste):
            self.idle.touch()
        await super().on_event(event)

    def watch_idle(self) -> None:
        """Cover an interview that somebody walked away from; put away what is at its end.

        Where nothing was answered yet there is nothing to cover, and nobody has a code to come back with.
        """
        sitting = self._sitting
        if not self.idle.is_over("self" if sitting is None else sitting.interview.session.mode):
            return
        if sitting is None:
            if self._start.kiosk is not None and not self.idle.is_resting:
                self._start_over()
        elif sitting.interview.finished is not None:
            self._put_away(sitting)
        elif self._interview_shown is not None:
            self._cover(self._interview_shown)

    def _cover(self, interview: InterviewScreen) -> None:
        """Cover an interview, or leave it: for the start of a kiosk, or where there is nothing to cover."""
        is_covered = isinstance(self.screen, PauseScreen)
        if interview.is_left:
            self._leave_interview(interview, "idle")
            return
        if not is_covered:
            interview.waited = self.idle.waited
        if self._start.kiosk is None and interview.interview.given:
            if not is_covered:
                interview.pause("idle")
        elif not self._direct:
            self._leave_interview(interview, "idle")
        elif isinstance(self.screen, PauseScreen) and self.screen.stands:
            self.screen.hide_code()

    @property
    def _sitting(self) -> Sitting | None:
        """Give the interview that is shown, or whose summary is."""
        shown = (getattr(screen, "sitting", None) for screen in reversed(self.screen_stack))
        return next((one for one in shown if isinstance(one, Sitting)), None)

    def _start_over(self) -> None:
        """Put away what somebody typed at the start screen of a kiosk."""
        from hybridequiz.tui.kiosk import KioskScreen

        self.idle.rest()
        self._close_dialogs()
        if isinstance(self.screen, KioskScreen):
            self.screen.start_over()

    def action_next_person(self) -> None:
        """Save, close, and show nothing of anybody, whatever stands on the screen: F12.

        Nothing is asked first: who presses it may be the next person, before what somebody else left.
        """
        sitting, interview = self._sitting, self._interview_shown
        if sitting is None:
            self._begin_anew()
        elif sitting.interview.finished is not None or interview is None:
            self._put_away(sitting)
        else:
            self._leave_interview(interview, "next person")

    def _begin_anew(self) -> None:
        """Put away what somebody typed before an interview."""
        self._close_dialogs()
        if self._start.kiosk is None:
            self.go_home()
        else:
            self._start_over()

    def _put_away(self, sitting: Sitting) -> None:
        """Leave the summary or the thanks of an interview for the next person."""
        self._close_dialogs()
        sitting.journal.close()
        self.go_home()

    def _stop(self, by: str, code: int) -> None:
        """Save what is half typed, and leave."""
        for screen in self.screen_stack:
            if isinstance(screen, InterviewScreen) and not screen.save_and_stop(by):
                self.unsaved = True
        self.exit(code, return_code=code)

    def action_interrupt(self) -> None:
        """Save and leave: Ctrl+C; on a kiosk no key leaves the program."""
        if self._start.kiosk is not None:
            self.action_leave()
            return
        self._stop("interrupt", int(ExitCode.INTERRUPTED))

    def action_leave(self) -> None:
        """Save and leave, from wherever one is: Ctrl+Q."""
        interview = self._interview_shown
        if interview is None:
            self._leave_program()
            return
        self._leave_interview(interview, "key")

    def _leave_interview(self, interview: InterviewScreen, by: str) -> None:
        """Leave an interview, also from beneath a dialog: at once, so that it is not drawn once more."""
        self._close_dialogs()
        interview.leave(by)

    def _leave_program(self) -> None:
        """Leave the program; from a kiosk only with its PIN."""
        from hybridequiz.tui.kiosk import KioskScreen, PinDialog

        if self._start.kiosk is None:
            self._stop("key", int(ExitCode.DONE))
        elif isinstance(self.screen, PinDialog):
            self.screen.action_close()
        elif isinstance(self.screen, KioskScreen):
            self.screen.ask_pin()

    def leave_kiosk(self) -> None:
        """Leave a kiosk: the PIN was typed."""
        self._stop("key", int(ExitCode.DONE))

    def action_pause(self) -> None:
        """Blank the screen at once, whatever stands on it: F8."""
        if self._interview_shown is not None and not isinstance(self.screen, PauseScreen):
            self._interview_shown.action_pause()

    @property
    def _interview_shown(self) -> InterviewScreen | None:
        """Give the interview that is going on, also beneath a dialog."""
        screens = [one for one in self.screen_stack if not isinstance(one, ModalScreen)]
        return screens[-1] if screens and isinstance(screens[-1], InterviewScreen) else None

    def _close_dialogs(self) -> None:
        """Close the dialogs that stand over a screen, with nothing chosen."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, ModalScreen):
                screen.dismiss(None)

    def _show(self, screen: Screen[None]) -> None:
        """Show a screen in place of the one before; the very first one stays beneath."""
        if len(self.screen_stack) > 1:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def conduct(self, sitting: Sitting) -> None:
        """Show an interview that was begun or resumed."""
        if self._start.once is not None:
            self._direct = True
            self._start.once(sitting)
        self._show(self._interview(sitting))

    def _interview(self, sitting: Sitting) -> InterviewScreen:
        screen = InterviewScreen(
            sitting,
            self._interview_left,
            advance=self.options.advance,
            ascii_only=self.options.ascii_only,
        )
        screen.may_save_elsewhere = self._start.kiosk is None
        screen.may_tell_code = self._start.kiosk is None and not self._direct
        return screen

    def _home(self) -> Screen[None]:
        if self._start.kiosk is not None:
            from hybridequiz.tui.kiosk import KioskScreen

            return KioskScreen(self._start.kiosk, ascii_only=self.options.ascii_only)
        from hybridequiz.tui.home import HomeScreen

        return HomeScreen(
            self._start.instrument,
            self._start.preset or Preset(),
            ascii_only=self.options.ascii_only,
        )

    def _interview_left(self, sitting: Sitting) -> None:
        """After an interview: the summary for an interviewer, else where one came from."""
        interview_screen = self._interview_shown
        self.unsaved = interview_screen is not None and interview_screen.told_unsaved
        interview = sitting.interview
        if interview.finished is not None and interview.session.mode == "interview":
            from hybridequiz.tui.summary_screen import SummaryScreen

            self._show(SummaryScreen(sitting, self.go_home))
        else:
            sitting.journal.close()
            self.go_home()

    def go_home(self) -> None:
        """Go back to the choice of a questionnaire, or leave if the program began with an interview."""
        if self._direct:
            self.exit(int(ExitCode.DONE), return_code=int(ExitCode.DONE))
        else:
            self._show(self._home())

    def _fatal_error(self) -> None:
        """Show a defect of the program without the values of variables: they can be answers."""
        from rich.traceback import Traceback

        self.bell()
        traceback = Traceback(show_locals=False, width=None)
        self._exit_renderables.append(traceback)
        self._close_messages_no_wait()


def run_app(
    fieldwork: Fieldwork,
    questionnaires: Sequence[Path],
    *,
    start: Start | None = None,
    options: Options | None = None,
) -> int:
    """Run the screens until the person leaves.

    Args:
        fieldwork: The data folder.
        questionnaires: The files that can be chosen.
        start: Where to start; the choice of a questionnaire if it says nothing.
        options: How the screens look and behave.

    Returns:
        The exit code.
    """
    chosen = options or Options()
    chosen = replace(chosen, theme=drawable(chosen.theme))
    app = HybridequizApp(fieldwork, questionnaires, start=start, options=chosen)
    tolerate_bytes()
    keep_pastes_whole()
    if chosen.ascii_only:
        ScrollBar.renderer = AsciiScrollBar
    code = app.run(mouse=chosen.mouse)
    forget_scrollback()
    if app.unsaved:
        return int(ExitCode.STORAGE)
    return int(ExitCode.UNEXPECTED) if code is None else int(app.return_code or code)


class AsciiScrollBar(ScrollBarRender):
    """A scroll bar without the signs for parts of a character."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "] * 8
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "] * 8


def tolerate_bytes() -> None:
    """Let a byte that is no UTF-8 be typed as a replacement character: Textual's reader would end the program."""
    if os.name == "nt":
        return
    from textual.drivers import linux_driver

    def decoder(encoding: str) -> partial[codecs.IncrementalDecoder]:
        return partial(codecs.getincrementaldecoder(encoding), errors="replace")

    linux_driver.getincrementaldecoder = decoder  # type: ignore[attr-defined, assignment]  # what its reader looks up
