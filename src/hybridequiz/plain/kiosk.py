"""A kiosk in plain prompts: every way out leads to a start that shows nothing of anybody; only the PIN leaves it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NoReturn

from hybridequiz.characters import is_blank
from hybridequiz.plain.commands import NO, YES, Command, UnknownCommand, command_word, read_call
from hybridequiz.plain.result import Departure, PlainResult
from hybridequiz.plain.talk import CoverWanted, Talk, Terminal, ask_line, clean_line
from hybridequiz.problems import ExitCode, HybridequizError
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.store.casework import CaseUnderWay
from hybridequiz.store.field_book import Case
from hybridequiz.store.fieldwork import Fieldwork, Sitting, Waiting
from hybridequiz.store.kiosk import Kiosk
from hybridequiz.wording.errors import error_words, hint_words
from hybridequiz.wording.interface import Interface, interface
from hybridequiz.wording.kiosk import beginning, going_on, titles
from hybridequiz.wording.rendering import location_words

Hold = Callable[[Sitting], PlainResult]
"""Holds an interview in plain prompts and closes its journal."""

GONE: Final = (Departure.TERMINATED, Departure.HUNG_UP)
"""How an interview is left when the program has to end."""


def run_kiosk(kiosk: Kiosk, fieldwork: Fieldwork, terminal: Terminal, hold: Hold) -> ExitCode:
    """Let respondents fill in a questionnaire one after the other, until the operator leaves.

    Args:
        kiosk: What it is for.
        fieldwork: The data folder.
        terminal: Where it is read and written.
        hold: Holds an interview.

    Returns:
        What the program tells the shell.

    Raises:
        Terminated: when a signal ends the program between two interviews.
    """
    return _KioskDialogue(kiosk, fieldwork, terminal, hold).run()


class _StartOver(Exception):
    """Back to the start."""


class _OperatorLeaves(Exception):
    """The PIN was typed."""


class _KioskDialogue:
    """Asks at the start what begins or goes on, holds it, and is back at the start."""

    def __init__(self, kiosk: Kiosk, fieldwork: Fieldwork, terminal: Terminal, hold: Hold) -> None:
        self._kiosk = kiosk
        self._fieldwork = fieldwork
        self._terminal = terminal
        self._hold = hold
        self._talk = Talk(terminal.read, terminal.write)
        self._language = kiosk.languages[0]

    @property
    def _ui(self) -> Interface:
        return interface(self._language)

    def run(self) -> ExitCode:
        """Go on until the PIN is typed, or nothing can be typed any more."""
        while True:
            try:
                result = self._hold(self._sit_down())
                if result.departure in GONE:
                    return result.exit_code
                if result.departure in (None, Departure.COMMAND):
                    self._ask_enter()  # thanks, and the code
            except _OperatorLeaves:
                self._terminal.clear()
                return ExitCode.DONE
            except EOFError:
                if not self._terminal.is_open():
                    return ExitCode.DONE
            except (_StartOver, CoverWanted, KeyboardInterrupt):
                continue

    def _sit_down(self) -> Sitting:
        """Show the start, and begin or go on with what is chosen there."""
        languages = self._kiosk.languages
        self._language = languages[0]
        self._terminal.clear()
        if self._kiosk.is_rehearsal:
            self._say("REHEARSAL – does not count")
        for title in titles(self._kiosk.instrument):
            self._talk.tell(title)
        for number, tag in enumerate(languages, 1):
            self._talk.tell(f"{number}  {beginning(tag, alone=len(languages) == 1)}")
        self._talk.tell(f"{len(languages) + 1}  {going_on(languages)}")
        leave = command_word(Command.LEAVE, self._language)
        self._talk.tell(f"{leave}  {self._ui.say('operator')}")
        try:
            return self._chosen()
        except HybridequizError as error:
            self._tell(error)
            self._ask_enter()
            raise _StartOver from None

    def _chosen(self) -> Sitting:
        languages = self._kiosk.languages
        choices = {str(number): tag for number, tag in enumerate(languages, 1)}
        code = str(len(languages) + 1)
        while True:
            typed = self._start_line()
            if typed == code:
                return self._go_on(self._ask_code())
            if typed in choices:
                self._language = choices[typed]
                return self._begin()
            self._say("Type what stands before one of them.")

    def _begin(self) -> Sitting:
        """Begin; where a case list is loaded, with the code of the case."""
        if not self._fieldwork.cases.is_loaded:
            setup = self._kiosk.setup_in(self._language)
            return self._fieldwork.begin(self._kiosk.instrument, setup)
        self._say("The code on your card or in your letter.")
        self._say_way_back()
        while True:
            try:
                case = self._kiosk.admit(self._fieldwork, self._line(self._ui.say("Code: ")))
            except CaseUnderWay as under_way:
                self._tell(under_way)
                if under_way.code:
                    return self._go_on(self._kiosk.look_up(self._fieldwork, under_way.code))
            except HybridequizError as error:
                self._tell(error)
            else:
                return self._begin_case(case)

    def _begin_case(self, case: Case) -> Sitting:
        """Say for whom and where it is before it begins."""
        instrument = self._kiosk.instrument
        self._say_which(instrument, self._kiosk.location_of(case))
        self._agree(self._ui.say("Begin? (yes or no)"))
        return self._fieldwork.begin(instrument, self._kiosk.setup_in(self._language, case))

    def _say_which(self, instrument: Instrument, location: int | None) -> None:
        self._talk.tell(instrument.questionnaire.title.in_language(self._language))
        if place := location_words(instrument, location, self._language):
            self._talk.tell(place)

    def _say_way_back(self) -> None:
        back = command_word(Command.BACK, self._language)
        self._talk.tell(self._ui.say("{back} goes back to the start.", back=back))

    def _ask_code(self) -> Waiting:
        self._say_way_back()
        while True:
            try:
                return self._kiosk.look_up(self._fieldwork, self._line(self._ui.say("Code: ")))
            except HybridequizError as error:
                self._tell(error)

    def _go_on(self, waiting: Waiting) -> Sitting:
        """Check audience and location before anything of the interview shows."""
        instrument, session = waiting.instrument(), waiting.session
        self._language = session.language
        self._say_which(instrument, session.location)
        question = self._ui.say("Is this your questionnaire?")
        self._agree(f"{question} {self._ui.say('(yes or no)')}")
        return self._fieldwork.resume(waiting, by=session.mode)

    # What is typed

    def _start_line(self) -> str:
        """Ask for a line at the start, where leaving asks for the PIN."""
        try:
            typed = clean_line(self._terminal.read(self._ui.say("Your choice: "))).strip()
        except KeyboardInterrupt:
            self._ask_pin()
        call = _command(typed)
        if call is Command.LEAVE:
            self._ask_pin()
        if call is not None:
            raise _StartOver
        return typed

    def _ask_pin(self) -> NoReturn:
        """Let the operator leave; Enter alone goes back.

        Raises:
            _OperatorLeaves: when the PIN was typed.
            _StartOver: when it was not.
        """
        self._say("Type the PIN to leave.")
        self._say("Enter alone goes back.")
        while not is_blank(typed := self._terminal.read_hidden("PIN: ")):
            if self._kiosk.opens(typed):
                raise _OperatorLeaves
            if _command(clean_line(typed)) is not None:
                break
            self._say("That is not the PIN.")
        raise _StartOver

    def _line(self, prompt: str) -> str:
        """Ask for a line; any command leads back to the start."""
        typed = ask_line(self._talk, self._ui, prompt).strip()
        if _command(typed) is not None:
            raise _StartOver
        return typed

    def _agree(self, question: str) -> None:
        """Ask whether it is right; back to the start if it is not."""
        while (typed := self._line(f"{question} ").casefold()) not in YES | NO:
            self._say("Type yes or no.")
        if typed in NO:
            raise _StartOver

    def _ask_enter(self) -> None:
        self._talk.ask(self._ui.say("Press Enter to go on: "))

    def _say(self, message: str) -> None:
        self._talk.tell(self._ui.say(message))

    def _tell(self, error: HybridequizError) -> None:
        self._talk.tell(error_words(error, self._language))
        if hint := hint_words(error, self._language):
            self._talk.tell(hint)


def _command(line: str) -> Command | None:
    """Give the command that was typed, if it is one."""
    try:
        call = read_call(line)
    except UnknownCommand:
        return None
    return None if call is None else call.command
