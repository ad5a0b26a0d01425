"""Laws of the core, over random questionnaires and random walks (design, section 1)."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hybridequiz.interview.answers import answer_from_json
from hybridequiz.interview.interview import Interview, fold
from hybridequiz.interview.progress import progress
from hybridequiz.interview.record import response_record
from hybridequiz.interview.route import Route, codes_of
from hybridequiz.questionnaire.instrument import Planned, PlannedExit
from hybridequiz.questionnaire.states import Missing
from hybridequiz.questionnaire.stored import load_stored
from scenario import Scenario
from strategies import LISTS, Case, Person, canary, cases

walks = given(cases())
often = settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
seldom = settings(often, max_examples=40)


def after(case: Case) -> Scenario:
    """Walk until the choices run out."""
    person = Person(case.begin(), case.choices)
    while person.step():
        pass
    return person.scenario


@often
@walks
def test_the_events_add_up_to_the_interview_at_every_point(case: Case) -> None:
    person = Person(case.begin(), case.choices)
    going = True
    while going:
        going = person.step()
        person.scenario.reload()


@often
@walks
def test_a_route_that_follows_from_the_one_before_is_the_route(case: Case) -> None:
    person = Person(case.begin(), case.choices)
    while person.step():
        interview = person.scenario.interview
        anew = replace(interview)
        assert "route" not in vars(anew)
        assert interview.route == anew.route
        assert [one.id for one in interview.route.items] == [one.id for one in anew.route.items]
        assert {name: type(value) for name, value in interview.values.items()} == {
            name: type(value) for name, value in anew.values.items()
        }


@often
@walks
def test_an_outlook_that_follows_from_the_one_before_is_the_outlook(case: Case) -> None:
    person = Person(case.begin(), case.choices)
    assert progress(person.scenario.interview) is not None
    while person.step():
        interview = person.scenario.interview
        anew = replace(interview)
        assert "outlook" not in vars(anew)
        assert interview.outlook == anew.outlook
        assert progress(interview) == progress(anew)


@often
@walks
def test_rows_that_are_kept_for_all_conditions_change_no_outcome(case: Case) -> None:
    interview = after(case).interview
    plain = dict(interview.values)
    for planned in interview.instrument.items:
        computed = [planned.computed] if planned.computed else []
        for one in [*(guard.condition for guard in planned.guards), *computed]:
            kept, anew = one.evaluate(interview.values), one.evaluate(plain)
            assert (kept, type(kept)) == (anew, type(anew))


@seldom
@walks
def test_events_are_kept_in_the_order_in_which_they_happened(case: Case) -> None:
    moments = [event.elapsed for event in after(case).journal.events]
    assert moments == sorted(moments)


@seldom
@walks
def test_the_route_is_a_function_of_the_answers(case: Case) -> None:
    interview = after(case).interview
    again = replace(interview, given=dict(reversed(list(interview.given.items()))))
    assert again.route == interview.route


@often
@walks
def test_an_item_is_on_the_route_exactly_if_nothing_keeps_it_off(case: Case) -> None:
    interview = after(case).interview
    places = [planned.index for planned in interview.route.items]
    assert places == sorted(set(places)), "in file order, and each once"
    for planned in interview.instrument.items:
        assert (planned.id in interview.route) == is_let_through(interview, planned)


def is_let_through(interview: Interview, planned: Planned) -> bool:
    """Say from the finished route alone whether an item belongs on it."""
    session, route = interview.session, interview.route
    if session.mode not in planned.modes or session.form not in planned.forms:
        return False
    if route.cut is not None and planned.index > route.cut and not planned.after_exit:
        return False
    outcomes = [(one.condition.holds(route.values), one) for one in planned.guards]
    return all(holds or (holds is None and one.shows_on_unknown) for holds, one in outcomes)


@often
@walks
def test_the_exit_that_is_decided_first_is_taken(case: Case) -> None:
    interview = after(case).interview
    exits = interview.instrument.exits
    open_end = replace(interview, instrument=replace(interview.instrument, exits=()))
    true = [one for one in exits if one.when.holds(open_end.values)]
    taken, cut = interview.route.exit, interview.route.cut
    assert (taken is None) == (not true)
    if taken is not None:
        assert cut is not None
        assert is_decided(open_end, taken, cut)
        before = true[: true.index(taken)]
        assert not any(is_decided(open_end, one, cut) for one in before), "the first of the file"
        assert not any(is_decided(open_end, one, cut - 1) for one in true), "and none sooner"


def is_decided(interview: Interview, one: PlannedExit, place: int) -> bool:
    """Tell whether an exit is true of what was answered up to a place, and looks at something of that."""
    by_id = interview.instrument.by_id
    known = {
        name: value if name not in by_id or by_id[name].index <= place else Missing.NOT_REACHED
        for name, value in interview.values.items()
    }
    places = [by_id[name].index for name in one.when.references if name in by_id]
    return min(places, default=0) <= place and one.when.holds(known) is True


@often
@walks
def test_what_counts_is_on_the_route_and_keeps_its_rules(case: Case) -> None:
    interview = after(case).interview
    on_route = {planned.id for planned in interview.route.items}
    assert interview.answers.keys() <= on_route
    assert interview.route.aside <= interview.given.keys()
    for name, answer in interview.answers.items():
        planned = interview.instrument.by_id[name]
        assert interview.values[name] == answer.value
        if answer.missing is None and planned.options:
            assert codes_of(answer.value) <= {option.code for option in interview.options(planned)}


@often
@walks
def test_where_the_person_is_can_be_shown(case: Case) -> None:
    person = Person(case.begin(), case.choices)
    going = True
    while going:
        going = person.step()
        current = person.scenario.conductor.current
        if current is not None:
            assert current in person.scenario.interview.route.items
            assert not person.scenario.interview.is_derived(current)


@often
@walks
def test_back_and_on_again_leads_to_the_same_place(case: Case) -> None:
    scenario = after(case)
    here, target = scenario.conductor.current, scenario.conductor.back_target()
    if target is None or scenario.interview.is_open(target):
        return
    corrects = scenario.interview.is_closed(target) and (here is None or not here.item.self_block)
    if corrects:
        return  # a broken hard check opens one question of the block, and the respondent goes on inside it
    scenario.conductor.back()
    assert scenario.conductor.current is target
    if target.question is None:
        scenario.conductor.read_note()
    else:
        scenario.conductor.go_on()
    assert scenario.conductor.current is here


@often
@walks
def test_an_interviewer_who_pages_never_sees_what_was_answered_alone(case: Case) -> None:
    scenario = after(case)
    interview = scenario.interview
    if interview.session.mode != "interview" or interview.broken_checks("hard"):
        return
    current = scenario.conductor.current
    if current is not None and current.item.self_block:
        return
    for planned in interview.route.items:
        if interview.is_closed(planned):
            scenario.conductor.jump(planned)
            assert scenario.conductor.current is current
    while scenario.conductor.back():
        at = scenario.conductor.current
        assert at is not None
        if at.item.self_block:
            return  # it is still open: the laptop is handed over
    while (at := scenario.conductor.current) is not None and not scenario.interview.is_open(at):
        assert not scenario.interview.is_closed(at)
        if at.question is None:
            scenario.conductor.read_note()
        else:
            scenario.conductor.go_on()


@seldom
@walks
def test_a_stored_questionnaire_gives_the_same_interview(case: Case) -> None:
    scenario = after(case)
    stored = load_stored(case.document, texts=LISTS.__getitem__)
    assert (stored.hash, stored.document) == (case.instrument.hash, case.document)
    again = fold(stored, scenario.journal.events)
    assert shape(again.route) == shape(scenario.interview.route)
    assert (again.given, again.answers) == (scenario.interview.given, scenario.interview.answers)
    assert again.position == scenario.interview.position


def shape(route: Route) -> object:
    """Give what a route says, free of the instrument that it was computed with."""
    names = [planned.id for planned in route.items]
    taken = route.exit.exit if route.exit else None
    return names, route.values, route.answers, route.aside, taken, route.cut


@often
@walks
def test_progress_is_a_range_that_holds_whatever_is_answered(case: Case) -> None:
    if "session_language" in case.document:
        return
    middle = len(case.choices) // 2
    scenario = after(replace(case, choices=case.choices[:middle]))
    person = Person(scenario, case.choices[middle:])
    told = progress(scenario.interview)
    assert 0 <= told.fewest <= told.most
    assert 0 <= told.section <= told.sections
    assert (told.section == 0) == (scenario.conductor.current is None)
    before = scenario.interview.route.exit
    put = questions_put(person)
    if put is not None and person.scenario.interview.route.exit is before:
        assert told.fewest <= put <= told.most


def questions_put(person: Person) -> int | None:
    """Answer on until nothing is open, and count; None where the choices ran out."""
    put = 0
    while (planned := person.scenario.interview.next_open()) is not None:
        try:
            person.forward()
        except StopIteration:
            return None
        after_it = person.scenario.interview
        answered = planned.id not in after_it.route or not after_it.is_open(planned)
        put += planned.question is not None and answered
    return put


@often
@given(cases(), st.booleans())
def test_a_record_tells_every_question_and_nothing_that_does_not_count(
    case: Case, ends: bool
) -> None:
    scenario = after(case)
    if ends or scenario.conductor.finish_blocked():
        scenario.conductor.end("had to go")
    result = scenario.finish()
    interview = scenario.interview
    record = response_record(interview, scenario.journal.events, result)
    answers = record["answers"]
    assert isinstance(answers, dict)
    instrument = interview.instrument
    questions = {planned.id for planned in instrument.items if planned.question is not None}
    assert answers.keys() == {name for name in questions if "[" not in name}
    answers |= answers_in_rows(record)
    assert interview.answers.keys() <= answers.keys()
    written = json.dumps(record, ensure_ascii=False)
    # the words of a row go along when it moves up to the place of one that was removed
    moved = json.dumps([one.to_json() for one in interview.answers.values()], ensure_ascii=False)
    for name in questions:
        told = answers.get(name)
        gone = canary(name) not in written or ("[" in name and canary(name) in moved)
        if told is None:
            assert gone
            continue
        assert isinstance(told, dict)
        known = interview.answers.get(name)
        if known is not None:
            assert answer_from_json(instrument.question(name), told) == known
        else:
            assert gone
            assert told["missing"] in NO_ANSWER


def answers_in_rows(record: dict[str, Any]) -> dict[str, Any]:
    """Give the answers in the rows of rosters by address."""
    return {
        f"{name}[{row['row']}]": answer
        for rows in record.get("rosters", {}).values()
        for row in rows
        for name, answer in row["answers"].items()
    }


NO_ANSWER = (Missing.OFF_ROUTE, Missing.NOT_IN_MODE, Missing.LEFT_EMPTY, Missing.NOT_REACHED)
