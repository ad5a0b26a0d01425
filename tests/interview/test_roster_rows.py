"""Rows that are added and taken away."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hybridequiz.interview.complaints import InvalidAnswer
from hybridequiz.interview.events import EventKind
from hybridequiz.interview.interview import Interview
from hybridequiz.interview.outcomes import NeedsConfirmation
from hybridequiz.interview.paradata import paradata
from hybridequiz.interview.record import response_record
from hybridequiz.questionnaire.repetition import Row
from interview.test_rosters import CHOSEN, COUNTED
from scenario import HEAD, Scenario, questionnaire


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


BILINGUAL = COUNTED.replace('nl = "Ja"', 'text = "Ja"').replace('nl = "Nee"', 'text = "Nee"')
TWO = HEAD.replace('["nl"]', '["nl", "en"]')
READ_OUT = """
[[section.question]]
id = "thanks"
type = "note"
text = "Dat was {name|deze opleider}."
"""
WITH_NOTE = COUNTED.replace('[[section]]\nid = "close"', READ_OUT + '\n[[section]]\nid = "close"')


def spoken(person: Scenario) -> list[str]:
    found = paradata(person.interview.instrument, person.journal.events).items
    by_row = {one.row: one.language for one in found if one.item == "name"}
    return [by_row[number] for number in sorted(by_row)]


def test_an_answer_that_moves_up_keeps_the_language_in_which_it_was_given(tmp_path: Path) -> None:
    person = Scenario.of(questionnaire(BILINGUAL, tmp_path, head=TWO)).answer(4)
    person.answer("An").answer(12)
    person.conductor.switch_language("en")
    person.answer("Bo").answer(12)
    person.conductor.switch_language("nl")
    person.answer("Cy").answer(12)
    person.conductor.switch_language("en")
    person.answer("Di").answer(12)
    assert spoken(person) == ["nl", "en", "nl", "en"]
    person.jump("name[1]")
    for left in (["en", "nl", "en"], ["nl", "en"]):
        person.conductor.remove_row(row_of(person.interview, "name[1]"))
        person.reload()
        assert spoken(person)[: len(left)] == left
    moved = [one for one in person.journal.events if one.body.get("by") == "row"]
    assert {one.body["language"] for one in moved if one.kind is EventKind.ANSWERED} == {"nl", "en"}


def test_that_a_note_was_read_moves_up_with_its_row(tmp_path: Path) -> None:
    """Who was not read to yet is read to, and who was is not read to again."""
    person = Scenario.of(questionnaire(WITH_NOTE, tmp_path)).answer(3)
    person.answer("An").answer(12).read().answer("Bo").answer(12, next="thanks[2]")
    person.jump("name[1]")
    person.conductor.remove_row(row_of(person.interview, "name[1]"))
    person.reload()
    assert not person.interview.seen
    person.expect("name[1]").go_on(next="age[1]").go_on(next="thanks[1]").read(next="name[2]")
    person.answer("Cy").answer(12).read()
    assert person.interview.seen == {"thanks[1]", "thanks[2]"}
    person.jump("name[1]")
    person.conductor.remove_row(row_of(person.interview, "name[1]"))
    person.reload()
    assert person.interview.seen == {"thanks[1]"}, "who is counted now begins unread"
