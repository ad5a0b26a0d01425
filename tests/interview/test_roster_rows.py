"""Rows that are added and taken away."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hybridequiz.interview.complaints import InvalidAnswer
from hybridequiz.interview.interview import Interview
from hybridequiz.interview.outcomes import NeedsConfirmation
from hybridequiz.interview.paradata import paradata
from hybridequiz.interview.record import response_record
from hybridequiz.questionnaire.repetition import Row
from interview.test_rosters import CHOSEN, COUNTED
from scenario import Scenario, questionnaire


def row_of(interview: Interview, question: str) -> Row:
    row = interview.instrument.by_id[question].row
    assert row is not None
    return row


@pytest.fixture
def three(tmp_path: Path) -> Scenario:
    """An, 12, Bo, 40 with a licence, Cy, 11; at the end."""
    person = Scenario.of(questionnaire(COUNTED, tmp_path)).answer(3)
    person.answer("An").answer(12).answer("Bo").answer(40).answer(1)
    return person.answer("Cy").answer(11, next="last")


def names(person: Scenario) -> list[object]:
    answers = person.interview.answers
    return [answers[f"name[{n}]"].value for n in range(1, 6) if f"name[{n}]" in answers]


def test_a_row_more_is_counted_and_gone_to(three: Scenario) -> None:
    three.jump("name[1]")
    three.conductor.add_row(row_of(three.interview, "name[1]").repetition)
    three.expect("name[4]").reload()
    assert three.interview.answers["people"].value == 4


def test_no_row_is_added_beyond_what_the_count_allows(three: Scenario) -> None:
    repetition = row_of(three.interview, "name[1]").repetition
    three.jump("name[1]")
    three.conductor.add_row(repetition)
    three.conductor.add_row(repetition)
    with pytest.raises(InvalidAnswer):
        three.conductor.add_row(repetition)
    assert three.interview.answers["people"].value == 5


def test_a_row_taken_away_lets_those_behind_it_move_up(three: Scenario) -> None:
    three.jump("age[2]")
    three.conductor.remark("doof", item=three.interview.instrument.by_id["age[3]"])
    three.conductor.remove_row(row_of(three.interview, "name[2]"))
    three.expect("name[2]").reload()
    assert names(three) == ["An", "Cy"]
    assert three.interview.answers["age[2]"].value == 11
    assert three.interview.remarks == {"age[2]": "doof"}
    assert "licence[2]" not in three.interview.given
    assert three.interview.answers["people"].value == 2


def test_a_row_counted_again_begins_empty(three: Scenario) -> None:
    three.jump("name[3]")
    three.conductor.remove_row(row_of(three.interview, "name[3]"))
    three.conductor.add_row(row_of(three.interview, "name[1]").repetition)
    three.expect("name[3]")
    assert "name[3]" not in three.interview.answers


def test_the_last_row_taken_away_leads_to_where_rows_are_counted(tmp_path: Path) -> None:
    person = Scenario.of(questionnaire(COUNTED, tmp_path)).answer(1).answer("An")
    person.conductor.remove_row(row_of(person.interview, "name[1]"))
    person.expect("people")
    assert person.interview.answers["people"].value == 0


def test_a_row_of_an_option_goes_with_the_option_and_no_other_row_moves(tmp_path: Path) -> None:
    person = Scenario.of(questionnaire(CHOSEN, tmp_path))
    person.answer([1, 2, 97], other={97: "schaaf"}).answer(5).answer(6).answer(7, next="last")
    person.jump("often[1]")
    person.conductor.remove_row(row_of(person.interview, "often[1]"))
    person.reload()
    answers = person.interview.answers
    assert answers["tools"].value == {2, 97}
    assert answers["tools"].other_text(97) == "schaaf"
    assert {name: answers[name].value for name in ("often[2]", "often[3]")} == {
        "often[2]": 6,
        "often[3]": 7,
    }


def test_the_only_option_cannot_be_taken_away(tmp_path: Path) -> None:
    person = Scenario.of(questionnaire(CHOSEN, tmp_path)).answer([1], next="often[1]")
    with pytest.raises(InvalidAnswer):
        person.conductor.remove_row(row_of(person.interview, "often[1]"))
    assert person.interview.answers["tools"].value == {1}


SOFT = COUNTED.replace(
    'text = "Hoeveel opleiders?"\n',
    """text = "Hoeveel opleiders?"
[[section.question.check]]
that = "this <= 1"
level = "soft"
text = "Zoveel?"
""",
)
"""Rows of which more than one has to be confirmed."""


def test_a_row_too_many_is_added_with_a_reason_and_without_one_not(tmp_path: Path) -> None:
    person = Scenario.of(questionnaire(SOFT, tmp_path)).answer(1, next="name[1]")
    with pytest.raises(NeedsConfirmation):
        person.conductor.add_row(row_of(person.interview, "name[1]").repetition)
    assert person.interview.answers["people"].value == 1
    person.expect("name[1]")
    repetition = row_of(person.interview, "name[1]").repetition
    person.conductor.add_row(repetition, reasons={0: "twee, ja", 1: "twee, ja"})
    person.expect("name[2]").reload()
    assert person.interview.answers["people"].value == 2
    assert [one[0] for one in person.interview.confirmed.values()] == ["twee, ja"]
    assert not list(person.interview.broken_checks("soft"))


def test_a_row_is_taken_away_with_a_reason(tmp_path: Path) -> None:
    text = SOFT.replace('"this <= 1"', '"this >= 2"')
    person = Scenario.of(questionnaire(text, tmp_path)).answer(2).answer("An").answer(12)
    row = row_of(person.interview, "name[1]")
    with pytest.raises(NeedsConfirmation) as asked:
        person.conductor.remove_row(row)
    reasons = {one.number: "toch" for one in asked.value.broken}
    person.conductor.remove_row(row, reasons=reasons)
    person.reload()
    assert person.interview.answers["people"].value == 1
    assert not list(person.interview.broken_checks("soft"))


def test_who_was_taken_away_is_in_no_event_of_the_record(three: Scenario) -> None:
    three.jump("name[1]")
    three.conductor.remark("over An", item=three.interview.instrument.by_id["name[1]"])
    three.conductor.remove_row(row_of(three.interview, "name[1]"))
    written = json.dumps(response_record(three.interview, three.journal.events, 10))
    assert '"An"' not in written
    assert "over An" not in written
    assert '"Cy"' in written


def test_a_confirmation_that_holds_no_more_does_not_move_up_with_its_row(tmp_path: Path) -> None:
    check = """
[[section.question.check]]
that = "this <= people * 10"
level = "soft"
text = "Zo oud?"
"""
    text = COUNTED.replace(
        'text = "Hoe oud is {name|deze opleider}?"\n',
        'text = "Hoe oud is {name|deze opleider}?"\n' + check,
    )
    person = Scenario.of(questionnaire(text, tmp_path)).answer(2)
    person.answer("An").answer(3).answer("Bo").answer(30, why="van twee")
    person.jump("people").answer(3)
    person.jump("people").answer(2)
    assert not person.interview.broken_checks("soft")
    person.jump("name[1]")
    person.conductor.remove_row(row_of(person.interview, "name[1]"))
    assert [one.planned.id for one in person.interview.broken_checks("soft")] == ["age[1]"]


def test_moving_up_counts_as_nobodys_visit(three: Scenario) -> None:
    def visits() -> dict[tuple[str, int], int]:
        found = paradata(three.interview.instrument, three.journal.events).items
        return {(one.item, one.row): one.visits for one in found}

    before = visits()
    three.jump("age[1]")
    three.conductor.remove_row(row_of(three.interview, "name[1]"))
    after = visits()
    assert after["name", 3] == before["name", 3]
    assert after["age", 2] == before["age", 2]
