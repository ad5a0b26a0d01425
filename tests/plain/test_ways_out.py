"""Leaving, going on with the code, ending early, exits, and what an interviewer may not see."""

from __future__ import annotations

from pathlib import Path

import pytest

from hybridequiz.interview.events import EventKind
from hybridequiz.interview.half_answers import HalfAnswer
from hybridequiz.plain import Departure, Outcome, Terminated
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.store.fieldwork import NotResumable
from plain.person import Person, begin, fieldwork_in, resume
from scenario import questionnaire

ROUTED = """
id        = "routed"
version   = "1"
audience  = "people"
languages = ["en"]
title     = "Routed"

[[exit]]
when        = "consent == 2"
disposition = "refused"
keep        = "disposition"
text        = "Then we stop here."

[[section]]
id    = "main"
title = "Main"

[[section.question]]
id       = "consent"
type     = "single"
required = true
text     = "Do you take part?"
options  = [{ code = 1, en = "Yes" }, { code = 2, en = "No" }]

[[section.question]]
id      = "works"
type    = "single"
text    = "Do you work?"
options = [{ code = 1, en = "Yes" }, { code = 2, en = "No" }]

[[section.question]]
id         = "hours"
type       = "integer"
min        = 0
max        = 80
show_if    = "works == 1"
on_unknown = "hide"
text       = "How many hours?"

[[section.question]]
id         = "alone"
type       = "text"
self_block = true
text       = "What do you think of your employer?"

[[section.question]]
id   = "story"
type = "long_text"
text = "Tell us."

[[section]]
id         = "notes"
title      = "For the interviewer"
mode       = ["interview"]
after_exit = true

[[section.question]]
id      = "disturbed"
type    = "single"
text    = "Were you disturbed?"
options = [{ code = 1, en = "Yes" }, { code = 2, en = "No" }]
"""


@pytest.fixture
def routed(tmp_path: Path) -> Instrument:
    return questionnaire(ROUTED, tmp_path)


def test_what_is_left_goes_on_with_the_code_at_the_question_where_it_stopped(
    routed: Instrument, tmp_path: Path
) -> None:
    first = Person("1", "2", "fine", "Half a", "/leave")
    with fieldwork_in(tmp_path) as fieldwork:
        sitting = begin(fieldwork, routed, language="en")
        left = first.sit(sitting)
        code = sitting.interview.session.code
        second = Person("story", ".", "/finish")
        again = resume(fieldwork, code.lower())
        done = second.sit(again)

    assert (left.outcome, left.departure, left.exit_code) == (
        Outcome.LEFT,
        Departure.COMMAND,
        0,
    )
    assert f"To go on, use this code: {code}" in first.transcript
    assert "Do you take part?" not in second.transcript
    assert "> Half a" in second.transcript
    assert done.outcome is Outcome.FINISHED
    assert again.interview.answers["story"].value == "Half a\nstory"
    assert second.heard.count("Your code:") == 1
    assert f"Your code: {code}" in second.transcript


@pytest.mark.parametrize(
    ("stop", "departure", "exit_code"),
    [
        (EOFError(), Departure.END_OF_INPUT, 0),
        (KeyboardInterrupt(), Departure.INTERRUPTED, 130),
        (Terminated(15), Departure.TERMINATED, 143),
        (Terminated(1), Departure.HUNG_UP, 129),
        (BrokenPipeError(), Departure.HUNG_UP, 129),
    ],
)
def test_whatever_stops_it_the_answers_and_the_half_typed_text_are_kept(
    stop: BaseException, departure: Departure, exit_code: int, routed: Instrument, tmp_path: Path
) -> None:
    person = Person("1", "2", "fine", "Half a", stop)
    with fieldwork_in(tmp_path) as fieldwork:
        sitting = begin(fieldwork, routed, language="en")
        result = person.sit(sitting)
        code = sitting.interview.session.code
        store = sitting.journal.store
        draft = store.draft(sitting.journal.response)
        last = store.events(sitting.journal.response)[-1]

    assert (result.outcome, result.departure, result.saved) == (Outcome.LEFT, departure, True)
    assert result.exit_code == exit_code
    assert draft is not None
    assert draft.text == HalfAnswer("Half a").to_text()
    assert (last.kind, last.body) == (EventKind.PAUSED, {"by": departure.value})
    told = f"To go on, use this code: {code}" in person.transcript
    assert told is (departure is not Departure.HUNG_UP)


def test_an_answer_that_is_set_aside_is_told_and_comes_back(
    routed: Instrument, tmp_path: Path
) -> None:
    person = Person("1", "1", "40", "/back", "/back", "2", "no", "2", "yes", "/back", "1")
    with fieldwork_in(tmp_path) as fieldwork:
        sitting = begin(fieldwork, routed, language="en")
        person.sit(sitting)

    aside = "1 answer is set aside: it counts again if its question is asked again."
    assert aside in person.transcript
    asked = "1 answer will be set aside. Is that right? (yes or no) "
    assert [f"{asked}«no»" in person.transcript, f"{asked}«yes»" in person.transcript] == [True] * 2
    assert person.heard.index("«no»") < person.heard.index("Not saved.") < person.heard.index(aside)
    assert "1 answer that was set aside counts again." in person.transcript
    assert sitting.interview.answers["hours"].value == 40


def test_a_refusal_is_followed_by_the_interviewers_notes_and_deletes_the_rest(
    routed: Instrument, tmp_path: Path
) -> None:
    person = Person("2", "2", "/finish")
    with fieldwork_in(tmp_path) as fieldwork:
        sitting = begin(fieldwork, routed, mode="interview", language="en")
        result = person.sit(sitting)
        events = sitting.journal.store.events(sitting.journal.response)

    assert result.disposition == 20
    order = [
        person.transcript.index(line) for line in ("Then we stop here.", "Were you disturbed?")
    ]
    assert order == sorted(order)
    assert "Do you work?" not in person.transcript
    assert [event.kind for event in events] == [EventKind.FORGOTTEN]
    assert "Finished. The answers are deleted." in person.transcript
    assert "They are in the folder" not in person.heard
    assert "Your code is" not in person.heard


def test_answers_are_not_deleted_before_the_person_says_yes(
    routed: Instrument, tmp_path: Path
) -> None:
    person = Person("1", "1", "/jump 1", "2", "yes", "/finish", "no", "/back", "1", "/leave")
    with fieldwork_in(tmp_path) as fieldwork:
        sitting = begin(fieldwork, routed, language="en")
        person.sit(sitting)

    assert "All answers are deleted now. Is that right? (yes or no) «no»" in person.transcript
    assert sitting.interview.answers["works"].value == 1


def test_ending_early_keeps_the_answers_and_still_asks_the_interviewers_notes(
    routed: Instrument, tmp_path: Path
) -> None:
    ending = ("/end", "no", "2", "later", "/end", "yes", "had to leave")
    person = Person("1", *ending, "now what?", "", "1", "/finish")
    with fieldwork_in(tmp_path) as fieldwork:
        sitting = begin(fieldwork, routed, mode="interview", language="en")
        result = person.sit(sitting)

    assert result.outcome is Outcome.ENDED
    assert sitting.interview.ended == "had to leave"
    assert sitting.interview.answers["disturbed"].value == 1
    assert f"They are in the folder {sitting.journal.store.path.parent}." in person.transcript


def test_ending_early_alone_finishes_at_once(routed: Instrument, tmp_path: Path) -> None:
    person = Person("1", "/end", "yes", "")
    with fieldwork_in(tmp_path) as fieldwork:
        sitting = begin(fieldwork, routed, language="en")
        result = person.sit(sitting)
        with pytest.raises(NotResumable):
            fieldwork.look_up(sitting.interview.session.code)

    assert result.outcome is Outcome.ENDED


def test_an_interviewer_sees_nothing_of_what_was_answered_alone(
    routed: Instrument, tmp_path: Path
) -> None:
    typed = ("1", "2", "", "he shouts", "", "/contents", "/review", "/jump 4", "/back")
    person = Person(*typed, "/contents")
    with fieldwork_in(tmp_path) as fieldwork:
        sitting = begin(fieldwork, routed, mode="interview", language="en")
        person.sit(sitting)

    given_alone = person.transcript.index("Answer: «he shouts»")
    afterwards = person.transcript[given_alone + 1 :]
    assert not any("he shouts" in line for line in afterwards)
    assert "4  What do you think of your employer?: answered, not shown" in afterwards
    assert "That question cannot be shown here." in afterwards
    assert "Please give the laptop back to the interviewer." in afterwards
    assert sitting.interview.current == routed.by_id["works"]


@pytest.mark.parametrize("lines", [("2",), ("1", "/end", "yes", "tired")])
def test_what_is_asked_after_the_end_is_not_said_to_be_ended_once_more(
    lines: tuple[str, ...], routed: Instrument, tmp_path: Path
) -> None:
    person = Person(*lines, "/finish", "2")
    with fieldwork_in(tmp_path) as fieldwork:
        person.sit(begin(fieldwork, routed, mode="interview", language="en"))
    assert "1 question is still to come. Enter goes on." in person.transcript
