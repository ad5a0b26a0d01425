"""What the loop and the commands share: the interview, the talk, saving that is never silent."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeVar

from hybridequiz.characters import is_blank
from hybridequiz.interview.complaints import Complaint, ComplaintKind
from hybridequiz.interview.conductor import Conductor
from hybridequiz.interview.half_answers import HalfAnswer
from hybridequiz.interview.interview import Interview
from hybridequiz.plain.commands import (
    NO,
    YES,
    Call,
    Command,
    UnknownCommand,
    answer_text,
    command_word,
    departure_asked,
    read_call,
)
from hybridequiz.plain.result import Departure, Leave, PlainResult
from hybridequiz.plain.talk import (
    Clear,
    CoverWanted,
    Talk,
    ask_line,
    ask_typed,
    cannot_clear,
    clean_line,
)
from hybridequiz.problems import HybridequizError
from hybridequiz.questionnaire.instrument import Planned
from hybridequiz.questionnaire.texts import Text
from hybridequiz.store.codes import is_same_code
from hybridequiz.store.errors import NOT_SAVED
from hybridequiz.store.fieldwork import Sitting
from hybridequiz.wording.complaints import complaint_words
from hybridequiz.wording.errors import error_words, hint_words
from hybridequiz.wording.interface import Interface, interface
from hybridequiz.wording.looking_up import PresentedRow
from hybridequiz.wording.pausing import pause_words
from hybridequiz.wording.rendering import text_words

T = TypeVar("T")

Rescue = Callable[[str], None]
"""Lets the interview go on in the folder named; raises `HybridequizError` or `OSError` if not."""


class CommandTyped(Exception):
    """A command was typed at a follow-up question.

    Attributes:
        call: The command.
    """

    def __init__(self, call: Call) -> None:
        super().__init__(call.command.name)
        self.call = call


@dataclass
class Desk:
    """The interview on the desk.

    Attributes:
        sitting: The interview.
        talk: The conversation.
        rescue: What to do when the folder cannot be written.
        clear: Makes the terminal forget what was written.
        kiosk: Whether the next person waits: an interview that somebody walked away from is left, not covered.
        again: Whether the item is to be shown anew before the next prompt.
        asked_empty: The question at which Enter on nothing was asked about.
        code_told: Whether the person knows the code of the interview.
        half: Lines of long texts that were begun, by question.
        found: Rows of a list that were read out under a number, by question.
        unsaved: Whether something that was answered is not saved.
        covered: Whether it is paused, and that is saved.
        result: How it went, once it is over.
    """

    sitting: Sitting
    talk: Talk
    rescue: Rescue | None = None
    clear: Clear = cannot_clear
    kiosk: bool = False
    again: bool = True
    asked_empty: str = ""
    code_told: bool = False
    half: dict[str, list[str]] = field(default_factory=dict)
    found: dict[str, tuple[PresentedRow, ...]] = field(default_factory=dict)
    unsaved: bool = False
    covered: bool = False
    result: PlainResult | None = None

    @property
    def conductor(self) -> Conductor:
        """Give who conducts the interview."""
        return self.sitting.conductor

    @property
    def interview(self) -> Interview:
        """Give the interview's state."""
        return self.sitting.conductor.interview

    @property
    def language(self) -> str:
        """Give the language now."""
        return self.interview.language

    @property
    def ui(self) -> Interface:
        """Give the program's own words in the language now."""
        return interface(self.language)

    def say(self, message: str, **parts: object) -> None:
        """Say a message of the program."""
        self.talk.tell(self.ui.say(message, **parts))

    def say_number(self, one: str, many: str, number: int) -> None:
        """Say a message about a number of things."""
        self.talk.tell(self.ui.say_number(one, many, number))

    def screen_words(self, text: Text | None) -> str:
        """Give the questionnaire's own wording for a screen; nothing where it has none."""
        return text_words(self.interview, text) if text is not None else ""

    def complain(self, complaint: Complaint) -> None:
        """Say what is wrong with an answer."""
        self.talk.tell(complaint_words(complaint, self.language, interview=self.interview))

    def complain_unknown(self, unknown: UnknownCommand) -> None:
        """Say that there is no such command; of what was typed without a slash, that nothing is asked."""
        if unknown.bare:
            self.say("There is nothing to answer here.")
            if unknown.near:
                self.say("Did you mean {word}?", word=f"/{unknown.near}")
            return
        self.say("There is no command “{word}”. /commands names them all.", word=f"/{unknown.word}")
        if unknown.near:
            self.say("Did you mean {word}?", word=f"/{unknown.near}")
        self.say("An answer that begins with a slash is typed with two: //")

    def ask_typed(self, prompt: str) -> str:
        """Ask for a line and give it as it was typed; a letter that did not come through is told, not dropped."""
        return ask_typed(self.talk, self.ui, prompt)

    def ask(self, prompt: str) -> str:
        """Ask a follow-up question.

        Raises:
            CommandTyped: when a command was typed instead.
        """
        while True:
            line = clean_line(self.ask_typed(prompt))
            try:
                call = read_call(line)
            except UnknownCommand as unknown:
                self.complain_unknown(unknown)
                continue
            if call is not None:
                raise CommandTyped(call)
            return answer_text(line).strip()

    def ask_yes(self, question: str) -> bool:
        """Ask a question that is answered with yes or no.

        Raises:
            CommandTyped: when a command was typed instead.
        """
        while True:
            typed = self.ask(question + " " + self.ui.say("(yes or no)") + " ").casefold()
            if typed in YES | NO:
                return typed in YES
            self.say("Type yes or no.")

    def ask_text(self, prompt: str, *, most: int, needed: Complaint | None = None) -> str:
        """Ask for a text of at most so many characters; `needed` is said where nothing is typed.

        Raises:
            CommandTyped: when a command was typed instead.
        """
        while True:
            typed = self.ask(prompt)
            if len(typed) > most:
                about = {"length": len(typed), "most": most}
                self.complain(Complaint(ComplaintKind.TOO_LONG, about))
            elif needed is not None and is_blank(typed):
                self.complain(needed)
            else:
                return typed

    def save(self, action: Callable[[], T]) -> T:
        """Do what saves something. Where it fails that is said, and it can be tried again.

        Raises:
            Leave: when the person leaves without it.
        """
        while True:
            try:
                done = action()
            except NOT_SAVED as error:
                self.unsaved = True
                self._settle(error)
            else:
                self.unsaved = False
                return done

    def tell_error(self, error: Exception) -> None:
        """Say an error and what to do about it."""
        self.talk.tell(error_words(error, self.language))
        if hint := hint_words(error, self.language):
            self.talk.tell(hint)

    def cover(self, wanted: CoverWanted) -> None:
        """Clear the terminal at once, until the code is typed; the interview is paused meanwhile.

        Raises:
            Leave: when the person leaves instead, or nobody comes back at a kiosk.
        """
        self.covered = self.note_pause(wanted.by, wanted.waited)
        self._hide(saved=self.covered and not self.unsaved)
        self.covered = False
        self.save(self.conductor.come_back)
        self.asked_empty = ""
        self.again = True

    def note_pause(self, by: str, waited: int = 0) -> bool:
        """Keep what is half typed and that the person left, unless that is kept; tell whether it is saved."""
        if self.covered:
            return True
        try:
            if current := self.conductor.current:
                self._keep_lines(current)
            self.conductor.pause(by, idle=waited)
        except NOT_SAVED:
            return False
        return True

    def keep_half(self, planned: Planned) -> None:
        """Keep the lines of a long text as they come: what ends the program then takes none of them.

        Where that fails nothing is said: no line was called saved, and the answer itself tells.
        """
        with suppress(*NOT_SAVED):
            self._keep_lines(planned)

    def _keep_lines(self, planned: Planned) -> None:
        """Keep what is half typed at a question, if anything is.

        Raises:
            StorageError: when it is not saved.
            StoreDamaged: the same.
        """
        if lines := self.half.get(planned.id):
            self.conductor.keep_draft(HalfAnswer("\n".join(lines)).to_text())

    def _hide(self, *, saved: bool) -> None:
        """Show nothing of the interview until its code is typed.

        Raises:
            Leave: when the person leaves instead, or nobody comes back at a kiosk.
        """
        self._tell_hidden(saved=saved)
        while True:
            try:
                typed = ask_line(self.talk, self.ui, self.ui.say("Code: "))
            except CoverWanted as wanted:
                if self.kiosk:
                    raise Leave(Departure.IDLE, wanted.waited) from None
                self._tell_hidden(saved=saved)  # what is half typed goes too
                continue
            if departure := departure_asked(typed):
                raise Leave(departure)
            if is_same_code(typed, self.interview.session.code):
                return
            if not is_blank(typed):
                self.say("That is not the code of this interview.")

    def _tell_hidden(self, *, saved: bool) -> None:
        if not self.clear():
            self.warn_of_readable()
        self.talk.tell(pause_words(self.interview, saved=saved))
        leave = command_word(Command.LEAVE, self.language)
        self.say("Type the code to go on, or {leave}.", leave=leave)

    def warn_of_readable(self) -> None:
        """Say that the terminal does not forget."""
        self.say(
            "In plain prompts what is typed stays readable above, until this window is closed."
        )

    def _settle(self, error: Exception) -> None:
        """Say that something was not saved, until it may be tried again.

        Raises:
            Leave: when the person leaves without it.
        """
        while True:
            try:
                self.say("NOT SAVED. What you typed is kept here until you choose what to do.")
                self.tell_error(error)
                self._choose_way_out()
            except CoverWanted:  # nothing is noted: that would be saved before what is waiting
                self._hide(saved=False)
            else:
                return

    def _choose_way_out(self) -> None:
        """Ask what to do about what was not saved, until it may be tried again.

        Raises:
            Leave: when the person leaves without it.
        """
        while True:
            self._offer()
            chosen = self.talk.ask(self.ui.say("Your choice: ")).strip()
            if chosen == "1" or (chosen == "2" and self._rescued()):
                return
            if departure := departure_asked(chosen):
                raise Leave(departure)
            if chosen == "3":
                raise Leave

    def _offer(self) -> None:
        self.say("1  Try again")
        if self.rescue is not None:
            self.say("2  Go on in another folder")
        self.say("3  Leave; what is not saved is lost")

    def _rescued(self) -> bool:
        """Ask for another folder; tell whether the interview goes on there."""
        if self.rescue is None:
            return False
        folder = self.talk.ask_path(self.ui.say("Which folder? ")).strip()
        if departure := departure_asked(folder):
            raise Leave(departure)
        if not folder:
            return False
        try:
            self.rescue(folder)
        except (HybridequizError, OSError) as error:
            self.tell_error(error)
            return False
        return True
