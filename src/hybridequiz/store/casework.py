"""Who may begin an interview where a case list is loaded, and where each case stands.

The list is kept with what counts. Rehearsals ask for the codes of the same list, so that they can be practised; what
came of a case is kept apart, in the store of rehearsals and in that of what counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hybridequiz.interview.dispositions import Disposition
from hybridequiz.problems import ExitCode, HybridequizError, say
from hybridequiz.store.clock import SystemClock
from hybridequiz.store.codes import LENGTH, read_code
from hybridequiz.store.field_book import Attempt, Case, Standing, fold_case
from hybridequiz.store.rows import ResponseState
from hybridequiz.values import frozen, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hybridequiz.questionnaire.instrument import Instrument
    from hybridequiz.questionnaire.questions import Mode
    from hybridequiz.store.data import DataFolder
    from hybridequiz.store.field_book import FieldBook
    from hybridequiz.store.journal import Store
    from hybridequiz.store.rows import ResponseRow
    from hybridequiz.store.setup import Setup


class CaseRefused(HybridequizError):
    """A case code with which no interview can begin. The error never names another code."""

    exit_code = ExitCode.USAGE


class CaseUnderWay(CaseRefused):
    """An interview of the case is under way.

    Attributes:
        code: The code with which it goes on, where that is the code of the case itself; else nothing.
    """

    def __init__(self, code: str) -> None:
        hint = say("Go on with it instead: continue with its code.")
        super().__init__(say("An interview of this case is under way already."), hint=hint)
        self.code = code


@frozen
class Story:
    """What came of a case.

    Attributes:
        case: The case.
        standing: Where it stands now.
        attempts: The log, the oldest first.
        responses: Its interviews that are still known as its own, in the order in which they began.
    """

    case: Case
    standing: Standing
    attempts: Sequence[Attempt]
    responses: Sequence[ResponseRow]

    @property
    def appointment(self) -> str:
        """Give for when somebody is expected, or nothing."""
        return self.attempts[-1].appointment if self.standing is Standing.APPOINTMENT else ""


_BEST_FIRST: Final = (
    Standing.COMPLETE,
    Standing.PARTIAL,
    Standing.NOT_ELIGIBLE,
    Standing.REFUSED,
    Standing.BROKE_OFF,
)
"""Of several interviews of one case that were finished, the one that counts."""
_CLOSED: Final = {
    Standing.COMPLETE: say("The interview of this case is finished: complete."),
    Standing.PARTIAL: say("The interview of this case is finished: partial, usable."),
    Standing.BROKE_OFF: say("The interview of this case was broken off and closed."),
    Standing.REFUSED: say("This case has refused: nobody asks again."),
    Standing.NOT_ELIGIBLE: say("This case is not eligible."),
    Standing.WITHDRAWN: say("This person has withdrawn: nobody asks again."),
}


def standing_of(responses: Iterable[ResponseRow], attempts: Sequence[Attempt]) -> Standing:
    """Say where a case stands: by its interview where there is one, else by what was tried last."""
    known = list(responses)
    ended = {
        Standing.of(row.disposition)
        for row in known
        if row.disposition not in (None, Disposition.TEST)
    }
    if found := next((one for one in _BEST_FIRST if one in ended), None):
        return found
    if any(row.state is ResponseState.OPEN for row in known):
        return Standing.IN_PROGRESS
    return attempts[-1].result if attempts else Standing.OPEN


class Casework:
    """The case list of a data folder, and what came of each case.

    Args:
        data: The data folder.
    """

    def __init__(self, data: DataFolder) -> None:
        self._data: Final = data

    @property
    def is_loaded(self) -> bool:
        """Tell whether a case list was loaded."""
        book = self._list()
        return book is not None and book.has_cases()

    def cases(self) -> list[Case]:
        """Give the case list, in the order in which the cases were added."""
        book = self._list()
        return [] if book is None else book.cases()

    def find(self, typed: str) -> Case | None:
        """Give the case with the code that was typed."""
        book = self._list()
        return None if book is None or not fold_case(typed) else book.case(fold_case(typed))

    def named(self, typed: str) -> Case:
        """Give the case with the code that was typed.

        Raises:
            CodeError: when it is mistyped, and cannot be another list's.
            CaseRefused: when no case has it.
        """
        case = self.find(typed)
        if case is None:
            self._refuse_mistyped(typed)
            message = say("This code is not on the case list of this computer.")
            raise CaseRefused(message, hint=say("Look at the code again."))
        return case

    def admit(
        self,
        instrument: Instrument,
        typed: str,
        *,
        mode: Mode,
        location: int | None = None,
        live: bool = False,
    ) -> Case:
        """Give the case of which an interview can begin.

        A respondent who is alone is not told whether there is another such code: what is unknown and what belongs
        elsewhere is refused with the same words.

        Args:
            instrument: The questionnaire.
            typed: The code, as it was typed.
            mode: Who fills it in.
            location: Where this laptop is said to be, if that was said.
            live: Whether the answers must count, see `Setup`.

        Raises:
            CodeError: when it is mistyped, and cannot be another list's.
            CaseRefused: when there is no such case, or it belongs elsewhere, or it is closed.
            CaseUnderWay: when its interview has begun.
        """
        alone = mode == "self"
        if not fold_case(typed):
            raise _wanted()
        try:
            case = self.named(typed)
        except CaseRefused:
            if alone:
                raise _elsewhere() from None
            raise
        self._refuse_elsewhere(case, instrument, location, alone=alone)
        standing = self.story(case, rehearsal=not live and instrument.rehearsal_only).standing
        if standing is Standing.IN_PROGRESS:
            raise CaseUnderWay(case.shown if case.is_own else "")
        if not standing.may_begin:
            raise _closed(standing, alone=alone)
        return case

    def fit(self, instrument: Instrument, setup: Setup) -> Setup:
        """Give how an interview begins: where a case list is loaded, as its case says.

        Raises:
            CodeError: as `admit`.
            CaseRefused: as `admit`.
        """
        if not self.is_loaded:
            return setup
        case = self.admit(
            instrument, setup.case, mode=setup.mode, location=setup.location, live=setup.live
        )
        location = setup.location if case.location is None else case.location
        return replace(setup, case=case.shown, location=location)

    def story(self, case: Case, *, rehearsal: bool) -> Story:
        """Tell what came of a case, in rehearsals or in what counts."""
        store = self.store(rehearsal=rehearsal)
        if store is None:
            return Story(case, Standing.OPEN, (), ())
        responses, attempts = store.field.responses_of(case), store.field.attempts(case.key)
        return Story(case, standing_of(responses, attempts), attempts, responses)

    def stories(self, *, rehearsal: bool) -> list[Story]:
        """Tell what came of every case."""
        store = self.store(rehearsal=rehearsal)
        attempts: dict[str, list[Attempt]] = {}
        responses: dict[str, list[ResponseRow]] = {}
        if store is not None:
            for attempt in store.field.attempts():
                attempts.setdefault(attempt.key, []).append(attempt)
            for row in store.responses():
                responses.setdefault(str(row.session.get("case", "")), []).append(row)
        return [
            Story(case, standing_of(rows, tried), tried, rows)
            for case in self.cases()
            for rows in [responses.get(case.shown, [])]
            for tried in [attempts.get(case.key, [])]
        ]

    def store(self, *, rehearsal: bool) -> Store | None:
        """Give the store of rehearsals, or of what counts, if it is there."""
        found = (one for one in self._data.existing() if one.rehearsal == rehearsal)
        return next(found, None)

    def interviewer_today(self, instrument: Instrument, *, live: bool) -> str:
        """Give the code that the interviewer on this machine typed today, or nothing.

        Args:
            instrument: The questionnaire: rehearsals remember for themselves.
            live: Whether the answers must count, see `Setup`.
        """
        store = self.store(rehearsal=not live and instrument.rehearsal_only)
        return "" if store is None else store.field.interviewer_on(SystemClock().today())

    def note_withdrawal(self, store: Store, case: Case, day: str) -> None:
        """Let a case be withdrawn in a store, and nothing else stay of it; with its answers the traces go."""
        store.field.close_withdrawn(Attempt(case.key, Standing.WITHDRAWN, day))
        if not store.rehearsal:
            store.field.drop_prefilled(case.key)

    def _list(self) -> FieldBook | None:
        store = self.store(rehearsal=False)
        return None if store is None else store.field

    def _refuse_mistyped(self, typed: str) -> None:
        """Say why a code is none, where it can only be meant as one with a check symbol.

        Raises:
            CodeError: saying so.
        """
        foreign = {len(case.key) for case in self.cases() if not case.is_own}
        if not foreign or (len(fold_case(typed)) == LENGTH and LENGTH not in foreign):
            read_code(typed)

    def _refuse_elsewhere(
        self, case: Case, instrument: Instrument, location: int | None, *, alone: bool
    ) -> None:
        """Refuse a case of another questionnaire, or of another location than this laptop's.

        Which questionnaire it is, is told to an interviewer, where the code cannot be somebody else's by mistake.

        Raises:
            CaseRefused: saying so.
        """
        if case.audience != instrument.questionnaire.audience:
            if alone:
                raise _elsewhere()
            title = _wording(case, "audience", instrument)
            if case.is_own and title:
                message = say("This code belongs to another questionnaire: {title}.")
                raise CaseRefused(message, title=title)
            raise CaseRefused(say("This code belongs to another questionnaire."))
        if location is not None and case.location not in (None, location):
            if alone:
                raise _elsewhere()
            raise CaseRefused(
                say("This case is of another location than the one that was named: {place}."),
                hint=say("Look at the code again, or begin without naming a location."),
                place=_wording(case, "location", instrument) or case.location,
            )


def _wording(case: Case, what: str, instrument: Instrument) -> str:
    """Give audience or location of a case in words, in a language of the questionnaire."""
    words = case.words.get(what, {})
    tags = (*instrument.questionnaire.languages, *words)
    return next((words[tag] for tag in tags if tag in words), "")


def _wanted() -> CaseRefused:
    return CaseRefused(
        say("A case list is loaded: an interview begins with the code of its case."),
        hint=say("Type the code as it is on the list or on the card."),
    )


def _elsewhere() -> CaseRefused:
    """Refuse a code in words that do not tell whether it exists."""
    return CaseRefused(
        say("With this code nothing can be filled in here."),
        hint=say("Look at the code again, or ask the person who gave it to you."),
    )


def _closed(standing: Standing, *, alone: bool) -> CaseRefused:
    if alone:
        return CaseRefused(
            say("This code has been used: nothing can be filled in with it any more."),
            hint=say("Is that not right? Ask the person who gave it to you."),
        )
    hint = say("Is that not right? Who keeps the list can correct it.")
    return CaseRefused(_CLOSED[standing], hint=hint)
