"""The two ways out: finished, or left to go on later."""

from __future__ import annotations

from typing import Final

from hybridequiz.plain.desk import Desk
from hybridequiz.plain.result import Departure, Outcome, PlainResult

UNSEEN: Final = (Departure.NEXT_PERSON, Departure.IDLE)
"""Who is there then may be somebody else: the code is not theirs."""


def finish_now(desk: Desk) -> None:
    """Finish the interview, save it, clear what was answered, and say goodbye. Nothing may stand in the way."""
    disposition = desk.save(desk.conductor.finish)
    desk.clear()
    ended = desk.interview.ended is not None
    desk.result = PlainResult(Outcome.ENDED if ended else Outcome.FINISHED, disposition)
    _say_goodbye(desk)


def _say_goodbye(desk: Desk) -> None:
    """Thank the respondent, who gets the code; tell an interviewer where the answers are."""
    interview = desk.interview
    if interview.forgotten:
        desk.say("Finished. The answers are deleted.")
    else:
        desk.say("Finished. The answers are saved.")
    if interview.route.exit is None and not interview.forgotten:
        words = desk.screen_words(interview.instrument.questionnaire.screens.end)
        desk.talk.tell(words or desk.ui.say("Thank you for taking part."))
    if interview.forgotten:
        return
    if interview.session.mode != "self":
        folder = desk.sitting.journal.folder
        desk.say("They are in the folder {folder}.", folder=folder)
    else:
        desk.say("Your code: {code}", code=interview.session.code)


def depart(desk: Desk, departure: Departure, waited: int = 0) -> PlainResult:
    """Leave the interview, to go on later: what is half typed is kept, and that the person left.

    What was answered is cleared. Where the terminal is gone nothing is said.
    """
    if desk.result is not None:
        return desk.result
    saved = desk.note_pause(departure.value, waited) and not desk.unsaved
    if departure is not Departure.HUNG_UP:
        desk.clear()
        _say_farewell(desk, departure, saved=saved)
    return PlainResult(Outcome.LEFT, departure=departure, saved=saved)


def _say_farewell(desk: Desk, departure: Departure, *, saved: bool) -> None:
    if saved:
        words = desk.screen_words(desk.interview.instrument.questionnaire.screens.pause)
        desk.talk.tell(words or desk.ui.say("The answers are saved. You can go on later."))
    else:
        desk.say("NOT SAVED: what you did last. What was saved before is still there.")
    if departure not in UNSEEN:
        desk.say("To go on, use this code: {code}", code=desk.interview.session.code)
