"""The case of an interview that begins, where a case list is loaded: in plain prompts."""

from __future__ import annotations

from collections.abc import Callable

from hybridequiz.plain.talk import Talk
from hybridequiz.problems import HybridequizError
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.store.casework import CaseUnderWay, Casework
from hybridequiz.store.field_book import Case
from hybridequiz.store.fieldwork import Waiting
from hybridequiz.store.setup import Setup
from hybridequiz.values import frozen
from hybridequiz.wording.errors import error_words, hint_words
from hybridequiz.wording.interface import interface


class GoesOn(Exception):
    """An interview of the case is under way: it is to go on.

    Attributes:
        waiting: The interview.
    """

    def __init__(self, waiting: Waiting) -> None:
        super().__init__()
        self.waiting = waiting


@frozen
class CaseStep:
    """Asks for the case.

    Attributes:
        talk: The conversation.
        language: Its language.
        cases: The case list.
        look_up: Finds an interview by its code; None where only a new one can begin.
    """

    talk: Talk
    language: str
    cases: Casework
    look_up: Callable[[str], Waiting] | None

    def ask(self, instrument: Instrument, setup: Setup, line: Callable[[str], str]) -> Case:
        """Ask for a code until an interview can begin with it.

        Args:
            instrument: The questionnaire.
            setup: What was chosen so far.
            line: Asks for a line.

        Raises:
            GoesOn: An interview of the case is under way.
        """
        prompt = interface(self.language).say("Case code, as on the list or on the card: ")
        while True:
            typed = line(prompt)
            try:
                return self.cases.admit(
                    instrument, typed, mode=setup.mode, location=setup.location, live=setup.live
                )
            except CaseUnderWay as under_way:
                self._tell(under_way)
                if under_way.code and self.look_up is not None:
                    raise GoesOn(self.look_up(under_way.code)) from None
            except HybridequizError as error:
                self._tell(error)

    def _tell(self, error: HybridequizError) -> None:
        self.talk.tell(error_words(error, self.language))
        if hint := hint_words(error, self.language):
            self.talk.tell(hint)
