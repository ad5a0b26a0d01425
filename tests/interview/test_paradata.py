"""How an interview went, question by question: time at work, changes, ways back. A reading of the events alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from hybridequiz.interview.events import Event, EventKind
from hybridequiz.interview.paradata import (
    ItemParadata,
    Paradata,
    active_time,
    active_time_of_json,
    paradata,
)
from hybridequiz.interview.record import response_record
from hybridequiz.questionnaire.questions import Mode
from hybridequiz.questionnaire.states import Missing
from scenario import Scenario, StillClock, questionnaire
from strategies import Case, Person, cases

seldom = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
YES_NO = 'options = [{ code = 1, text = "Ja" }, { code = 2, text = "Nee" }]'
TEXT = f"""
languages = ["nl", "en"]
id = "test"
version = "1"
audience = "people"
title = "Test"

[[section]]
id = "s"
title = "S"
[[section.question]]
id = "hello"
type = "note"
text = "Welkom"
[[section.question]]
id = "car"
type = "single"
{YES_NO}
text = "Hebt u een auto?"
help = "Een auto op naam."
[[section.question]]
id = "why"
type = "long_text"
show_if = "car == 1"
on_unknown = "hide"
text = "Waarom?"
[[section.question]]
id = "alone"
type = "single"
self_block = true
{YES_NO}
text = "Tevreden?"
[[section.question]]
id = "last"
type = "text"
text = "Verder nog iets?"
"""


class SetClock(StillClock):
    """A clock that stands where the test puts it."""

    def __init__(self) -> None:
        super().__init__()
        self.at = 0

    def elapsed(self) -> int:
        return self.at


def begun(tmp_path: Path, *, mode: Mode = "self") -> tuple[Scenario, SetClock]:
    person = Scenario.of(questionnaire(TEXT, tmp_path), mode=mode)
    clock = SetClock()
    person.conductor._clock = clock
    person.journal.events = [
        Event(EventKind.STARTED, one.at, 0, body=one.body) for one in person.journal.events
    ]
    return person, clock


def told(person: Scenario) -> Paradata:
    return paradata(person.interview.instrument, person.journal.events)


def of(person: Scenario, item: str) -> ItemParadata:
    return next(one for one in told(person).items if one.item == item)


def test_time_counts_for_the_item_where_the_person_is(tmp_path: Path) -> None:
    person, clock = begun(tmp_path)
    clock.at = 4_000
    person.read()
    clock.at = 6_500
    person.answer(2, next="alone")
    clock.at = 7_500
    person.answer(1, next="last")
    assert {one.item: one.active for one in told(person).items} == {
        "hello": 4_000,
        "car": 2_500,
        "alone": 1_000,
    }
    assert told(person).active == 7_500


def test_a_question_that_is_visited_again_adds_up(tmp_path: Path) -> None:
    person, clock = begun(tmp_path)
    person.read()
    clock.at = 1_000
    person.answer(1, next="why")
    clock.at = 3_000
    person.back(expect="car")
    clock.at = 7_000
    person.answer(1, next="why")
    clock.at = 10_000
    person.answer("zo maar", next="alone")
    car, why = of(person, "car"), of(person, "why")
    assert (car.active, car.visits, car.returns) == (5_000, 2, 1)
    assert (why.active, why.visits, why.returns) == (5_000, 2, 0)


def test_a_pause_and_the_wait_before_a_screen_was_covered_do_not_count(tmp_path: Path) -> None:
    person, clock = begun(tmp_path)
    person.read()
    clock.at = 200_000
    person.conductor.pause("idle", idle=180_000)
    clock.at = 900_000
    person.conductor.come_back()
    clock.at = 905_000
    person.answer(2)
    car = of(person, "car")
    assert (car.active, car.pauses, car.resumes) == (25_000, 1, 1)
    assert told(person).active == active_time(person.journal.events) == 25_000


def test_after_a_crash_the_next_sitting_has_a_clock_of_its_own(tmp_path: Path) -> None:
    person, clock = begun(tmp_path)
    person.read()
    clock.at = 60_000
    person.answer(2)
    clock.at = 10
    person.conductor.come_back()
    clock.at = 2_010
    person.answer(1, next="last")
    assert of(person, "alone").active == 2_000
    assert told(person).active == 62_000


def test_a_change_is_another_answer_or_one_that_is_taken_back(tmp_path: Path) -> None:
    person, _ = begun(tmp_path)
    person.read().answer(1).back(expect="car").answer(1).back(expect="car").answer(2)
    assert (of(person, "car").answers, of(person, "car").changes) == (3, 1)
    person.back(expect="car")
    person.conductor.clear()
    person.answer(1)
    assert (of(person, "car").answers, of(person, "car").changes) == (4, 2)


def test_help_probes_and_the_language_of_the_answer_are_told(tmp_path: Path) -> None:
    person, _ = begun(tmp_path)
    person.read()
    person.conductor.help_opened()
    person.answer(1, next="why")
    person.conductor.switch_language("en")
    person.answer("Free. [+] Cheap. [+] No.", next="alone")
    car, why = of(person, "car"), of(person, "why")
    assert (car.helped, car.language, why.language, why.probes) == (1, "nl", "en", 2)


@pytest.mark.parametrize(
    ("mode", "car", "alone"),
    [
        ("interview", "interviewer", "respondent"),
        ("self", "respondent", "respondent"),
        ("paper", "keyed", "keyed"),
    ],
)
def test_who_had_the_keyboard_follows_from_the_mode(
    mode: Mode, car: str, alone: str, tmp_path: Path
) -> None:
    person, _ = begun(tmp_path, mode=mode)
    person.read().answer(2).answer(1)
    assert (of(person, "car").typist, of(person, "alone").typist) == (car, alone)


def test_a_response_whose_answers_were_deleted_has_no_paradata(tmp_path: Path) -> None:
    last = Event(EventKind.FORGOTTEN, "2026-02-03T10:00:00+01:00", 5, body={"disposition": 20})
    assert paradata(questionnaire(TEXT, tmp_path), [last]) == Paradata((), 0, "")


def test_what_was_said_is_not_in_it(tmp_path: Path) -> None:
    person, _ = begun(tmp_path)
    person.read().answer(1).answer("KANARIE").answer(1).answer("KANARIE")
    assert "KANARIE" not in repr(told(person))


def test_the_record_gives_the_same_times_as_the_journal(tmp_path: Path) -> None:
    person, clock = begun(tmp_path)
    person.read().answer(1, next="why")
    clock.at = 3_000
    person.answer("weg", next="alone").jump("car")
    clock.at = 4_000
    person.answer(2, next="alone")
    clock.at = 6_000
    person.answer(1, next="last").answer(Missing.LEFT_EMPTY)
    disposition = person.finish()
    record = response_record(person.interview, person.journal.events, disposition)
    blanked = [Event.from_json(one) for one in json.loads(json.dumps(record["events"]))]
    again = paradata(person.interview.instrument, blanked)
    assert [(one.item, one.active) for one in again.items] == [
        (one.item, one.active) for one in told(person).items
    ]


@seldom
@given(cases())
def test_no_time_is_counted_twice(case: Case) -> None:
    person = Person(case.begin(), case.choices)
    while person.step():
        pass
    found = told(person.scenario)
    assert sum(one.active for one in found.items) <= found.active
    assert all(one.active >= 0 and one.visits > 0 for one in found.items)
    events = person.scenario.journal.events
    assert found.active == active_time(events)
    assert found.active == active_time_of_json([event.to_json() for event in events])
