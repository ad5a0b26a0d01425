"""One made-up respondent: walks the route as anybody would, and answers what it asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, cast

from hybridequiz.interview.answers import Answer
from hybridequiz.interview.complaints import InvalidAnswer
from hybridequiz.interview.conductor import Conductor
from hybridequiz.interview.outcomes import NeedsConfirmation
from hybridequiz.questionnaire.instrument import Planned
from hybridequiz.questionnaire.questions import FORMS, Form, Mode
from hybridequiz.questionnaire.states import Code, Missing
from hybridequiz.store.setup import Setup
from hybridequiz.synthetic.chance import Chance
from hybridequiz.synthetic.drawing import Drawer
from hybridequiz.synthetic.weights import Weights

TRIES: Final = 50
"""How often an answer is drawn that the question's checks refuse."""
REASON: Final = "made up"
"""What is said where a check doubts an answer, and where an interview ends early."""
OPENS: Final = time(9, 0)
OPEN_FOR: Final = 8 * 60 * 60
"""Interviews begin from nine, within so many seconds."""
FASTEST: Final = 2_000
SLOWEST: Final = 16_000
"""Milliseconds that a question takes."""
INTERVIEWERS: Final = ("S1", "S2", "S3")
SITTINGS: Final[tuple[Mode, ...]] = ("self", "interview")
"""How interviews are held, if nothing else is said."""


@dataclass
class MadeUpClock:
    """The time of a made-up interview: it goes on by itself, and is that of no clock.

    Attributes:
        began: When it began.
        milliseconds: How long it goes on.
    """

    began: datetime
    milliseconds: int = 0

    def now(self) -> str:
        """Give the wall clock."""
        moment = self.began + timedelta(milliseconds=self.milliseconds)
        return moment.isoformat(timespec="seconds")

    def elapsed(self) -> int:
        """Give milliseconds since it began."""
        return self.milliseconds


def drawn_moment(chance: Chance, first_day: date, days: int) -> datetime:
    """Draw when an interview begins: on one of so many days from the first."""
    day = first_day + timedelta(days=chance.below(days))
    opens = datetime.combine(day, OPENS, tzinfo=UTC)
    return opens + timedelta(seconds=chance.below(OPEN_FOR))


def drawn_setup(
    chance: Chance, languages: tuple[str, ...], places: tuple[int, ...], weights: Weights
) -> Setup:
    """Draw how an interview is held.

    Args:
        chance: What is drawn from.
        languages: The languages of the questionnaire.
        places: The locations of the study.
        weights: How likely modes, forms, languages and locations are.
    """
    facts = weights.facts
    mode = _fact(chance, facts.get("mode"), SITTINGS)
    return Setup(
        mode=cast("Mode", mode),
        form=cast("Form", _fact(chance, facts.get("form"), FORMS[-1:])),
        language=str(_fact(chance, facts.get("language"), languages)),
        location=cast("int", _fact(chance, facts.get("location"), places)) if places else None,
        interviewer=chance.one_of(INTERVIEWERS) if mode == "interview" else "",
    )


def _fact(chance: Chance, shares: Mapping[Code, float] | None, usual: tuple[Code, ...]) -> Code:
    if not shares:
        return chance.one_of(usual)
    return chance.weighed(list(shares), list(shares.values()))


class Person:
    """Somebody who is made up, in one interview.

    Args:
        conductor: Conducts the interview.
        clock: Its time.
        chance: What is drawn from.
        drawer: Draws the answers.
        weights: How likely it is that the interview ends early.

    Attributes:
        stuck: The questions to which no answer came that their rules allow.
    """

    def __init__(
        self,
        conductor: Conductor,
        clock: MadeUpClock,
        chance: Chance,
        drawer: Drawer,
        weights: Weights,
    ) -> None:
        self._conductor = conductor
        self._clock = clock
        self._chance = chance
        self._drawer = drawer
        self._leaving = weights.leaving
        self._ends_at = self._drawn_end(weights.break_off)
        exits = conductor.interview.instrument.exits
        self._deciding = {name for one in exits for name in one.when.references}
        self.stuck: list[str] = []

    def answer_all(self) -> int:
        """Answer up to the end of the route, and finish; give the disposition."""
        conductor = self._conductor
        while (planned := conductor.current) is not None:
            if self._breaks_off(planned):
                conductor.end(REASON)
            elif planned.question is None:
                self._take_time()
                conductor.read_note()
            elif not self._answered(planned):
                self.stuck.append(planned.id)
                if conductor.interview.ended is not None or conductor.interview.route.exit:
                    break
                conductor.end(REASON)
        if conductor.finish_blocked() or self._may_end_now():
            conductor.end(REASON)  # before anything is sent
        return conductor.finish()

    def _drawn_end(self, likely: float) -> int | None:
        """Draw whether the interview ends early, and before which item."""
        number = len(self._conductor.interview.instrument.items)
        if not self._chance.happens(likely) or number == 1:
            return None
        return 1 + self._chance.below(number - 1)

    def _breaks_off(self, planned: Planned) -> bool:
        return self._may_end_now() and planned.index >= (self._ends_at or 0)

    def _may_end_now(self) -> bool:
        """Tell whether it is an interview that ends early, and did not end yet."""
        interview = self._conductor.interview
        is_over = interview.ended is not None or interview.route.exit is not None
        return self._ends_at is not None and not is_over

    def _take_time(self) -> None:
        if self._conductor.interview.session.mode != "paper":
            self._clock.milliseconds += FASTEST + self._chance.below(SLOWEST - FASTEST)

    def _answered(self, planned: Planned) -> bool:
        """Answer a question; tell whether an answer came that its rules allow."""
        self._take_time()
        for _ in range(TRIES):
            answer = self._drawer.draw(self._chance, self._conductor.interview, planned)
            if answer is not None and self._is_taken(planned, answer):
                return True
        question = planned.question
        reasons = [Missing(one) for one in question.missing] if question else []
        return any(self._is_taken(planned, Answer(one)) for one in (*reasons, Missing.LEFT_EMPTY))

    def _is_taken(self, planned: Planned, answer: Answer) -> bool:
        """Give an answer; what a check doubts is confirmed. Tell whether it was taken."""
        conductor = self._conductor
        if self._leads_out(planned, answer):
            return False
        try:
            conductor.answer(answer)
        except InvalidAnswer:
            return False
        except NeedsConfirmation:
            conductor.answer(answer, reasons=dict.fromkeys(range(len(planned.checks)), REASON))
        return True

    def _leads_out(self, planned: Planned, answer: Answer) -> bool:
        """Tell whether an answer is drawn anew because it would lead out, and nobody said how likely it is."""
        interview = self._conductor.interview
        if planned.id not in self._deciding or self._drawer.is_weighed(planned):
            return False
        values = {**interview.values, planned.id: answer.value}
        leads = any(one.when.holds(values) is True for one in interview.instrument.exits)
        return leads and interview.route.exit is None and not self._chance.happens(self._leaving)
