"""What is chosen before an interview begins, or the code of one that goes on: in plain prompts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from hybridequiz.plain.case_step import CaseStep, GoesOn
from hybridequiz.plain.commands import (
    NO,
    YES,
    Command,
    UnknownCommand,
    command_word,
    read_call,
)
from hybridequiz.plain.result import Leave
from hybridequiz.plain.talk import Read, Talk, Write, ask_line, one_line
from hybridequiz.problems import HybridequizError
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.model import Location
from hybridequiz.questionnaire.questions import FORMS, MODES, Form, Mode
from hybridequiz.store.casework import Casework
from hybridequiz.store.fieldwork import LONGEST_CODE, Waiting
from hybridequiz.store.setup import Preset, Setup
from hybridequiz.values import frozen
from hybridequiz.wording.errors import error_words, hint_words
from hybridequiz.wording.interface import interface, language_name
from hybridequiz.wording.rendering import location_words
from hybridequiz.wording.setup import Asked, form_words, mode_words, must_ask

T = TypeVar("T")

NOWHERE: Final = "-"
"""Stands before "none of these locations"."""


@frozen
class NewInterview:
    """A new interview is to begin."""

    instrument: Instrument
    setup: Setup


@frozen
class Resumption:
    """An interview is to go on; audience and location were checked."""

    waiting: Waiting


class _Back(Exception):
    """One step back."""


def choose_setup(
    instruments: Sequence[Instrument],
    *,
    read: Read,
    write: Write,
    language: str,
    look_up: Callable[[str], Waiting] | None = None,
    preset: Preset | None = None,
    cases: Casework | None = None,
) -> NewInterview | Resumption | None:
    """Ask which interview is to begin, or with which code one is to go on.

    Args:
        instruments: The questionnaires that can be chosen; at least one.
        read: Prompts for a line.
        write: Writes a line.
        language: The language of these prompts.
        look_up: Finds an interview by its code, see `Fieldwork.look_up`; None if only a new one can
            begin.
        preset: What is known already; with it a new interview is to begin.
        cases: The case list, if there can be one, and who interviews today.

    Returns:
        What is to be done; None where the person leaves or the input ends. Nothing is saved here.
    """
    known = preset or Preset()
    talk = Talk(read, write)
    step = None if cases is None else CaseStep(talk, language, cases, look_up)
    asks_first = look_up if preset is None else None
    dialogue = _SetupDialogue(instruments, talk, language, known, asks_first, step)
    try:
        return dialogue.run()
    except (Leave, EOFError):
        return None


class _SetupDialogue:
    """Asks what is not known yet, one thing at a time; one can go back."""

    def __init__(
        self,
        instruments: Sequence[Instrument],
        talk: Talk,
        language: str,
        known: Preset,
        look_up: Callable[[str], Waiting] | None,
        case_step: CaseStep | None,
    ) -> None:
        self._case_step = case_step
        self._listed = case_step is not None and case_step.cases.is_loaded
        self._instruments = instruments
        self._talk = talk
        self._ui = interface(language)
        self._tag = language
        self._known = known
        self._look_up = look_up
        self._instrument = instruments[0]
        self._mode: Mode = known.mode or "interview"
        self._form: Form = known.form or "extended"
        self._language = known.language or ""
        self._location = known.location
        self._interviewer = known.interviewer or ""
        self._case = known.case or ""

    def run(self) -> NewInterview | Resumption:
        """Ask whether one begins or goes on, then what that needs."""
        back, leave = (command_word(one, self._tag) for one in (Command.BACK, Command.LEAVE))
        self._say(
            "Type what stands before your choice. {back} goes back, {leave} leaves.",
            back=back,
            leave=leave,
        )
        while True:
            try:
                if self._look_up is not None and self._goes_on():
                    return self._resume(self._look_up)
                return self._new()
            except _Back:
                if self._look_up is None:
                    self._say("This is the beginning.")
            except GoesOn as going_on:
                if self._is_right(going_on.waiting):
                    return Resumption(going_on.waiting)

    def _goes_on(self) -> bool:
        question = self._ui.say("What do you want to do?")
        begin = self._ui.say("Begin a new interview")
        return self._choose(
            question, [("1", begin, False), ("2", self._ui.say("Continue with a code"), True)]
        )

    def _new(self) -> NewInterview:
        """Go through the steps; back goes to the step before that asked something.

        Raises:
            _Back: from the first step.
        """
        steps = (
            self._ask_questionnaire,
            self._ask_language,
            self._ask_mode,
            self._ask_interviewer,
            self._ask_listed_case,
            self._ask_form,
            self._ask_location,
            self._ask_case,
            self._ask_begin,
        )
        asked: list[int] = []
        at = 0
        while at < len(steps):
            try:
                if steps[at]():
                    asked.append(at)
                at += 1
            except _Back:
                if not asked:
                    raise
                at = asked.pop()
        return NewInterview(self._instrument, self._setup())

    def _setup(self) -> Setup:
        return Setup(
            mode=self._mode,
            form=self._form,
            language=self._language,
            location=self._location,
            interviewer=self._interviewer,
            case=self._case,
            live=self._known.live,
        )

    def _ask_questionnaire(self) -> bool:
        if len(self._instruments) == 1:
            return False
        self._instrument = self._choose_instrument(self._ui.say("Which questionnaire?"))
        return True

    def _choose_instrument(self, question: str) -> Instrument:
        numbered = enumerate(self._instruments, start=1)
        options = [(str(number), self._title(one), one) for number, one in numbered]
        return self._choose(question, options)

    def _title(self, instrument: Instrument) -> str:
        questionnaire = instrument.questionnaire
        tag = self._tag if self._tag in questionnaire.languages else questionnaire.languages[0]
        return one_line(questionnaire.title.in_language(tag))

    def _ask_mode(self) -> bool:
        if not self._must("mode"):
            return False
        options = [(str(at), mode_words(one, self._tag), one) for at, one in enumerate(MODES, 1)]
        self._mode = self._choose(self._ui.say("Who fills it in?"), options)
        return True

    def _ask_language(self) -> bool:
        languages = self._instrument.questionnaire.languages
        if not self._must("language"):
            self._language = self._known.language or languages[0]
            return False
        options = [(tag, language_name(tag), tag) for tag in languages]
        self._language = self._choose(self._ui.say("In which language?"), options)
        return True

    def _ask_location(self) -> bool:
        if not self._must("location"):
            return False
        self._location = self._choose_location(self._places(self._instrument))
        return True

    def _places(self, instrument: Instrument) -> Sequence[Location]:
        study = instrument.questionnaire.study
        return study.location if study is not None else ()

    def _choose_location(self, places: Sequence[Location]) -> int | None:
        options: list[tuple[str, str, int | None]] = [
            (str(place.code), self._place_words(place), place.code) for place in places
        ]
        options.append((NOWHERE, self._ui.say("Not one of these"), None))
        return self._choose(self._ui.say("At which location are you?"), options)

    def _place_words(self, place: Location) -> str:
        tags = (self._tag, *self._instrument.questionnaire.languages)
        tag = next((one for one in tags if one in place.text), "")
        return one_line(place.text.in_language(tag))

    def _ask_form(self) -> bool:
        if not self._must("form"):
            return False
        options = [
            (str(at), form_words(one, self._tag), one) for at, one in enumerate(reversed(FORMS), 1)
        ]
        self._form = self._choose(self._ui.say("Which form?"), options)
        return True

    def _ask_interviewer(self) -> bool:
        if not self._must("interviewer"):
            return False
        if known := self._interviewer_today():
            told = self._ui.say("Interviewer: {code}. Enter if that is you, else your own code: ")
            self._interviewer = self._code_line(told.format(code=known)) or known
            return True
        prompt = self._ui.say("Your own code as an interviewer; Enter if you have none: ")
        self._interviewer = self._code_line(prompt)
        return True

    def _interviewer_today(self) -> str:
        """Give the code that was typed today, in interviews only."""
        if self._case_step is None or self._mode != "interview":
            return ""
        cases, live = self._case_step.cases, self._known.live
        return cases.interviewer_today(self._instrument, live=live)

    def _ask_listed_case(self) -> bool:
        """Ask for the case, where a case list is loaded: it says the location."""
        if self._case_step is None or not self._listed or not self._must("case"):
            return False
        self._location = self._known.location
        case = self._case_step.ask(self._instrument, self._setup(), self._line)
        self._case = case.shown
        self._location = self._location if case.location is None else case.location
        return True

    def _ask_case(self) -> bool:
        if self._listed or not self._must("case"):
            return False
        prompt = self._ui.say("Case code of the person on your list; Enter if you have no list: ")
        self._case = self._code_line(prompt)
        return True

    def _code_line(self, prompt: str) -> str:
        """Ask for a code that was made elsewhere."""
        while len(typed := self._line(prompt)) > LONGEST_CODE:
            self._say("That is too long: at most {most} characters.", most=LONGEST_CODE)
        return typed

    def _must(self, asked: Asked) -> bool:
        """Tell whether something is to be asked."""
        return must_ask(asked, self._instrument, self._setup(), self._known, listed=self._listed)

    def _ask_begin(self) -> bool:
        """Say everything in words, and begin when it is right.

        Raises:
            _Back: when it is not.
        """
        self._talk.tell(self._summary())
        if not self._ask_yes(self._ui.say("Begin? (yes or no)")):
            raise _Back
        return True

    def _is_right(self, waiting: Waiting) -> bool:
        """Ask whether an interview that goes on is that of the person who sits here."""
        instrument, session = waiting.instrument(), waiting.session
        place = location_words(instrument, session.location, self._tag)
        told = [self._title(instrument), *([one_line(place)] if place else [])]
        self._talk.tell(". ".join(told) + ".")
        question = self._ui.say("Is this your questionnaire?")
        return self._ask_yes(f"{question} {self._ui.say('(yes or no)')}")

    def _ask_yes(self, question: str) -> bool:
        while (typed := self._line(f"{question} ").casefold()) not in YES | NO:
            self._say("Type yes or no.")
        return typed in YES

    def _summary(self) -> str:
        places = self._places(self._instrument)
        where = [self._place_words(one) for one in places if one.code == self._location]
        if places and not where:
            where = [self._ui.say("No location")]
        chosen = [self._title(self._instrument), mode_words(self._mode, self._tag)]
        if self._instrument.has_forms:
            chosen.append(self._ui.say("Form: {form}", form=form_words(self._form, self._tag)))
        say = self._ui.say
        codes = ((say("Interviewer"), self._interviewer), (say("Case"), self._case))
        known = [f"{name}: {code}" for name, code in codes if code]
        return ". ".join([*chosen, *where, language_name(self._language), *known]) + "."

    def _resume(self, look_up: Callable[[str], Waiting]) -> Resumption:
        """Ask for a code and for what goes with it, until both are right.

        Which of them is wrong is not said, nor what would be right.
        """
        while True:
            waiting = self._ask_code(look_up)
            if self._belongs(waiting):
                return Resumption(waiting)
            self._say("That does not go together with this code. Look at the code again.")

    def _ask_code(self, look_up: Callable[[str], Waiting]) -> Waiting:
        while True:
            typed = self._line(self._ui.say("Code: "))
            try:
                return look_up(typed)
            except HybridequizError as error:
                self._talk.tell(error_words(error, self._tag))
                if hint := hint_words(error, self._tag):
                    self._talk.tell(hint)

    def _belongs(self, waiting: Waiting) -> bool:
        """Ask for audience and location; tell whether they are those of the interview."""
        self._instrument = self._instruments[0]
        if len(self._instruments) > 1:
            self._instrument = self._choose_instrument(self._ui.say("Which questionnaire was it?"))
        places = self._places(self._instrument)
        location = self._choose_location(places) if places else None
        audience = self._instrument.questionnaire.audience
        return audience == waiting.session.audience and location == waiting.session.location

    def _choose(self, question: str, options: Sequence[tuple[str, str, T]]) -> T:
        """Ask for one of some options: what stands before each, its words, what it stands for."""
        self._talk.tell(question)
        for mark, label, _ in options:
            self._talk.tell(f"{mark}  {label}")
        by_mark = {mark: value for mark, _, value in options}
        while (typed := self._line(self._ui.say("Your choice: ")).casefold()) not in by_mark:
            self._say("Type what stands before one of them.")
        return by_mark[typed]

    def _line(self, prompt: str) -> str:
        """Ask for a line.

        Raises:
            _Back: when the person goes back.
            Leave: when the person leaves.
        """
        while True:
            line = ask_line(self._talk, self._ui, prompt)
            try:
                call = read_call(line)
            except UnknownCommand:
                call = None
            if call is None and not line.lstrip().startswith("/"):
                return line.strip()
            if call is not None and call.command is Command.BACK:
                raise _Back
            if call is not None and call.command is Command.LEAVE:
                raise Leave
            self._say("Here only /back and /leave can be typed.")

    def _say(self, message: str, **parts: object) -> None:
        self._talk.tell(self._ui.say(message, **parts))
