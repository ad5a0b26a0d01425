"""The record of a finished response: every question told, and nothing that does not count (design, sections 4 to 6)."""

from __future__ import annotations

import json
from pathlib import Path

from hybridequiz.interview.events import EventKind
from hybridequiz.interview.interview import fold
from hybridequiz.interview.record import (
    blanked_events,
    forgotten,
    forgotten_record,
    kept_notes,
    response_record,
)
from hybridequiz.questionnaire.states import Missing
from scenario import Scenario, questionnaire

YES_NO = 'options = [{ code = 1, nl = "Ja" }, { code = 2, nl = "Nee" }]'
CANARY = "kanarie"

TEXT = f"""
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "car"
type = "single"
{YES_NO}
missing = ["dont_know"]
text = "Hebt u een auto?"
[[section.question]]
id = "colour"
type = "text"
show_if = "car == 1"
on_unknown = "hide"
text = "Welke kleur?"
[[section.question]]
id = "price"
type = "integer"
min = 0
max = 99
show_if = "car == 1"
on_unknown = "hide"
text = "Hoe duur?"
  [[section.question.check]]
  that = "this < 50"
  level = "soft"
  text = "Zo duur?"
[[section.question]]
id = "spoken"
type = "text"
mode = ["interview"]
text = "?"
[[section.question]]
id = "last"
type = "text"
text = "Verder nog iets?"
"""


def finished(person: Scenario) -> dict[str, object]:
    """Finish, and give the record as it is written."""
    result = person.finish()
    record = response_record(person.interview, person.journal.events, result)
    written: dict[str, object] = json.loads(json.dumps(record))
    return written


def begun(tmp_path: Path) -> Scenario:
    return Scenario.of(questionnaire(TEXT, tmp_path))


def test_every_question_has_a_value_or_says_why_not(tmp_path: Path) -> None:
    person = begun(tmp_path).answer(Missing.DONT_KNOW, next="last").answer(Missing.LEFT_EMPTY)
    record = finished(person)
    assert record["answers"] == {
        "car": {"missing": "dont_know"},
        "colour": {"missing": "off_route"},
        "price": {"missing": "off_route"},
        "spoken": {"missing": "not_in_mode"},
        "last": {"missing": "left_empty"},
    }
    assert record["disposition"] == person.interview.finished


def test_what_was_passed_over_was_left_empty(tmp_path: Path) -> None:
    person = begun(tmp_path).answer(1).answer("rood").jump("last").answer("nee")
    answers = finished(person)["answers"]
    assert isinstance(answers, dict)
    assert answers["price"] == {"missing": "left_empty"}


def test_after_a_break_off_what_was_not_asked_was_not_reached(tmp_path: Path) -> None:
    person = begun(tmp_path).answer(1)
    person.conductor.end("")
    answers = finished(person)["answers"]
    assert isinstance(answers, dict)
    assert answers["last"] == {"missing": "not_reached"}


def test_what_was_set_aside_appears_nowhere_while_its_events_stay(tmp_path: Path) -> None:
    person = begun(tmp_path).answer(1).answer(CANARY).answer("77", why=f"{CANARY} was duur")
    person.jump("car").answer(2, next="last").answer("nee")
    record = finished(person)
    assert CANARY not in json.dumps(record)
    assert "77" not in json.dumps(record["events"])
    events = record["events"]
    assert isinstance(events, list)
    kinds = [event["kind"] for event in events if event.get("question") in ("colour", "price")]
    assert kinds == ["answered", "answered", "confirmed", "set_aside", "set_aside"]
    blanked = next(event["body"] for event in events if event.get("question") == "colour")
    assert blanked == {"answer": {"missing": "withheld"}, "language": "nl"}


def test_what_was_taken_back_appears_nowhere(tmp_path: Path) -> None:
    person = begun(tmp_path).answer(1).answer(CANARY).back(expect="colour")
    person.conductor.clear()
    person.back(expect="car").answer(2).answer("nee")
    assert CANARY not in json.dumps(finished(person))


def test_a_text_whose_question_was_asked_again_and_not_answered_appears_nowhere(
    tmp_path: Path,
) -> None:
    text = TEXT.replace('id = "colour"\n', 'id = "colour"\nabout = "car"\n')
    text = text.replace('show_if = "car == 1"\non_unknown = "hide"\ntext = "Welke', 'text = "Welke')
    person = Scenario.of(questionnaire(text, tmp_path)).answer(1).answer(CANARY)
    person.jump("car").answer(2, next="colour").jump("last").answer("nee")
    assert CANARY not in json.dumps(finished(person))


def test_an_answer_that_came_back_is_kept_whole(tmp_path: Path) -> None:
    person = begun(tmp_path).answer(1).answer("rood").jump("car").answer(2).back(expect="car")
    person.answer(1, next="colour").go_on(next="price").answer("5").answer("nee")
    record = finished(person)
    answers = record["answers"]
    assert isinstance(answers, dict)
    assert answers["colour"] == {"value": "rood"}
    assert "withheld" not in json.dumps(record)


def test_only_confirmations_that_still_hold_are_told(tmp_path: Path) -> None:
    person = begun(tmp_path).answer(1).answer("rood").answer("77", why="een oldtimer")
    instrument, events = person.interview.instrument, list(person.journal.events)
    person.answer("nee")
    assert finished(person)["confirmed"] == [
        {"question": "price", "check": 1, "reason": "een oldtimer"}
    ]
    again = Scenario.of(instrument)
    again.journal.events, again.conductor.interview = events, fold(instrument, events)
    again.back(expect="price").answer("7").answer("nee")
    assert finished(again)["confirmed"] == []


def test_remarks_language_and_sittings_are_told(tmp_path: Path) -> None:
    person = begun(tmp_path).answer(2)
    person.conductor.remark("keek weg")
    person.conductor.pause("key")
    person.conductor.come_back()
    record = finished(person.answer("nee"))
    assert record["remarks"] == {"last": "keek weg"}
    assert (record["language"], record["sittings"], record["format"]) == ("nl", 2, 1)


def test_the_blanked_events_take_the_places_of_the_others(tmp_path: Path) -> None:
    person = begun(tmp_path).answer(1).answer(CANARY).jump("car").answer(2)
    events = person.journal.events
    blanked = blanked_events(events, person.interview.route.aside)
    assert {events[seq - 1].question for seq in blanked} == {"colour"}
    for seq, event in blanked.items():
        original = events[seq - 1]
        assert (event.kind, event.at, event.elapsed) == (
            original.kind,
            original.at,
            original.elapsed,
        )
        assert event.kind is EventKind.ANSWERED


def test_blanked_events_add_up_to_the_same_answers(tmp_path: Path) -> None:
    """An option that is no longer offered: what waited does not come back as "withheld"."""
    text = """
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "list"
type = "multiple"
options = [{ code = 1, nl = "A" }, { code = 2, nl = "B" }, { code = 3, nl = "C" }]
text = "?"
[[section.question]]
id = "main"
type = "single"
options = [{ code = 1, nl = "A" }, { code = 2, nl = "B" }, { code = 3, nl = "C" }]
chosen_in = "list"
show_if = "answered(list)"
text = "?"
"""
    person = Scenario.of(questionnaire(text, tmp_path)).answer([1, 2]).answer(1)
    person.jump("list").answer([2, 3], next="main")
    person.finish()
    events = person.journal.events
    blanked = blanked_events(events, person.interview.route.aside)
    kept = [blanked.get(seq, event) for seq, event in enumerate(events, 1)]
    again = fold(person.interview.instrument, kept)
    assert again.answers == person.interview.answers
    assert again.route.aside == person.interview.route.aside


def test_a_refusal_keeps_no_answer(tmp_path: Path) -> None:
    leaves = '[[exit]]\nwhen = "car == 2"\ndisposition = "refused"\nkeep = "disposition"\ntext = "Goed."\n'
    person = Scenario.of(questionnaire(leaves + TEXT, tmp_path)).answer(2, next="")
    assert person.finish() == 20
    assert person.journal.forgotten
    assert [event.kind for event in person.journal.events] == [EventKind.FINISHED]


NOTED = f"""
[[exit]]
when = "car == 2"
disposition = "refused"
keep = "disposition"
text = "Goed."
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "car"
type = "single"
{YES_NO}
text = "?"
[[section]]
id = "seen"
title = "N"
after_exit = true
mode = ["interview"]
[[section.question]]
id = "n"
type = "integer"
min = 0
max = 3
text = "Hoeveel erbij?"
[[section]]
id = "beside"
title = "B"
after_exit = true
mode = ["interview"]
repeat = "n"
[[section.question]]
id = "nm"
type = "text"
text = "Wie?"
"""


def test_the_rows_that_the_interviewer_noted_stay_at_a_refusal(tmp_path: Path) -> None:
    instrument = questionnaire(NOTED, tmp_path)
    person = Scenario.of(instrument, mode="interview").answer(2, next="n")
    person.answer(2, next="nm[1]").answer("buur", next="nm[2]").answer("kind", next="")
    interview = person.interview
    last = person.journal.events[-1]
    event = forgotten(interview.session, last, 20, kept_notes(interview))
    for one in (instrument, interview.instrument):
        assert forgotten_record(one, event)["rosters"] == {
            "beside": [
                {"row": 1, "answers": {"nm": {"value": "buur"}}},
                {"row": 2, "answers": {"nm": {"value": "kind"}}},
            ]
        }
