"""The two ways out: finished, or left to go on later."""

from __future__ import annotations

from hybridequiz.interview.half_answers import HalfAnswer
from hybridequiz.plain.desk import Desk
from hybridequiz.plain.result import Departure, Outcome, PlainResult
from hybridequiz.store.errors import NOT_SAVED


def finish_now(desk: Desk) -> None:
    """Finish the interview, save it, and say goodbye. Nothing may stand in the way."""
    disposition = desk.save(desk.conductor.finish)
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


def depart(desk: Desk, departure: Departure) -> PlainResult:
    """Leave the interview, to go on later: what is half typed is kept, and that the person left.

    Where the terminal is gone nothing is said.
    """
    if desk.result is not None:
        return desk.result
    kept = _keep(desk, departure)
    saved = kept and not desk.unsaved
    if departure is not Departure.HUNG_UP:
        _say_farewell(desk, saved=saved)
    return PlainResult(Outcome.LEFT, departure=departure, saved=saved)


def _keep(desk: Desk, departure: Departure) -> bool:
    """Keep what is half typed, and the departure; tell whether that could be saved."""
    current = desk.conductor.current
    lines = desk.half.get(current.id) if current else None
    try:
        if lines:
            desk.conductor.keep_draft(HalfAnswer("\n".join(lines)).to_text())
        desk.conductor.pause(departure.value)
    except NOT_SAVED:
        return False
    return True


def _say_farewell(desk: Desk, *, saved: bool) -> None:
    if saved:
        words = desk.screen_words(desk.interview.instrument.questionnaire.screens.pause)
        desk.talk.tell(words or desk.ui.say("The answers are saved. You can go on later."))
    else:
        desk.say("NOT SAVED: what you did last. What was saved before is still there.")
    desk.say("To go on, use this code: {code}", code=desk.interview.session.code)
