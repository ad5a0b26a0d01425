"""The rules of a kiosk: respondents use one laptop one after the other, and only the operator leaves it, with a PIN."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from hybridequiz.problems import ExitCode, HybridequizError, say
from hybridequiz.values import frozen, replace

if TYPE_CHECKING:
    from hybridequiz.questionnaire.instrument import Instrument
    from hybridequiz.store.field_book import Case
    from hybridequiz.store.fieldwork import Fieldwork, Waiting
    from hybridequiz.store.setup import Setup


class NotForRespondents(HybridequizError):
    """What an interviewer began shows more than is for a respondent who is alone."""

    exit_code = ExitCode.USAGE


@frozen
class Kiosk:
    """What a kiosk is for.

    Attributes:
        instrument: The questionnaire that respondents fill in.
        setup: How it is held; the language is chosen at the start.
        pin: What the operator types to leave.
    """

    instrument: Instrument
    setup: Setup
    pin: str

    @property
    def languages(self) -> tuple[str, ...]:
        """Give the languages in which one can begin."""
        return tuple(self.instrument.questionnaire.languages)

    @property
    def is_rehearsal(self) -> bool:
        """Tell whether nothing that is answered here counts."""
        return not self.setup.live and self.instrument.rehearsal_only

    def opens(self, typed: str) -> bool:
        """Tell whether this is the PIN."""
        return hmac.compare_digest(typed.strip().encode(), self.pin.encode())

    def setup_in(self, language: str, case: Case | None = None) -> Setup:
        """Give how an interview begins here, in a language and of a case where there is a case list."""
        return replace(self.setup, language=language, case="" if case is None else case.shown)

    def location_of(self, case: Case) -> int | None:
        """Give where an interview of a case is held."""
        return self.setup.location if case.location is None else case.location

    def admit(self, fieldwork: Fieldwork, typed: str) -> Case:
        """Give the case with a code.

        Raises:
            HybridequizError: as `Casework.admit`, in words for a respondent who is alone.
        """
        return fieldwork.cases.admit(
            self.instrument,
            typed,
            mode=self.setup.mode,
            location=self.setup.location,
            live=self.setup.live,
        )

    def look_up(self, fieldwork: Fieldwork, typed: str) -> Waiting:
        """Find what a respondent began, by its code.

        Raises:
            NotForRespondents: when an interviewer began it.
            HybridequizError: as `Fieldwork.look_up`.
        """
        waiting = fieldwork.look_up(typed)
        if waiting.session.mode != "self":
            raise NotForRespondents(
                say("This is the code of an interview. Please ask the interviewer.")
            )
        return waiting
