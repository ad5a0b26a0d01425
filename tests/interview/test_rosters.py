"""Rosters: a section that is asked once a row."""

from __future__ import annotations

from pathlib import Path

import pytest

from hybridequiz.interview.record import response_record
from hybridequiz.questionnaire.states import Missing
from hybridequiz.wording.rendering import text_words
from scenario import Scenario, questionnaire

COUNTED = """
[[section]]
id = "start"
title = "Begin"
[[section.question]]
id = "people"
type = "integer"
min = 0
max = 5
missing = ["dont_know"]
text = "Hoeveel opleiders?"

[[section]]
id = "trainers"
title = "Opleiders"
repeat = "people"
row_title = "Opleider {row}: {name|…}"
[[section.question]]
id = "name"
type = "text"
text = "Hoe heet opleider {row}?"
[[section.question]]
id = "age"
type = "integer"
min = 0
max = 120
text = "Hoe oud is {name|deze opleider}?"
[[section.question]]
id = "licence"
type = "single"
options = [{ code = 1, nl = "Ja" }, { code = 2, nl = "Nee" }]
show_if = "answered(age) and age >= 18"
text = "Heeft {name|deze opleider} een rijbewijs?"

[[section]]
id = "close"
title = "Slot"
[[section.question]]
id = "adults"
type = "computed"
gives = "integer"
value = "count(one.age >= 18 for one in trainers)"
text = "Volwassenen"
[[section.question]]
id = "why_none"
type = "text"
on_unknown = "hide"
show_if = "count(trainers) > 0 and all(answered(one.age) and one.age < 18 for one in trainers)"
text = "Waarom geen volwassenen?"
[[section.question]]
id = "last"
type = "text"
text = "Nog iets?"
"""

CHOSEN = """
[[section]]
id = "start"
title = "Begin"
[[section.question]]
id = "tools"
type = "multiple"
options = [
  { code = 1, nl = "Boor" }, { code = 2, nl = "Zaag" },
  { code = 97, nl = "Anders, namelijk", other = true }, { code = 96, nl = "Geen", exclusive = true },
]
text = "Welke?"
[[section]]
id = "uses"
title = "Gebruik"
repeat = "tools"
[[section.question]]
id = "often"
type = "integer"
min = 0
max = 99
text = "Hoe vaak: {row}?"
[[section]]
id = "close"
title = "Slot"
[[section.question]]
id = "last"
type = "text"
text = "Nog iets?"
"""


@pytest.fixture
def counted(tmp_path: Path) -> Scenario:
    return Scenario.of(questionnaire(COUNTED, tmp_path))


def test_every_row_is_asked_whole_before_the_next(counted: Scenario) -> None:
    counted.expect("people").answer(2, next="name[1]")
    counted.answer("An", next="age[1]").answer(30, next="licence[1]").answer(1, next="name[2]")
    counted.answer("Bo", next="age[2]").answer(12, next="last").reload()
    assert counted.interview.answers["adults"].value == 1


def test_no_rows_pass_the_section_by(counted: Scenario) -> None:
    counted.answer(0, next="last")
    assert counted.interview.answers["adults"].value == 0


def test_an_unknown_number_of_rows_asks_none_and_leaves_what_is_computed_unknown(
    counted: Scenario,
) -> None:
    counted.answer(Missing.DONT_KNOW, next="last")
    assert counted.interview.answers["adults"].value is Missing.DONT_KNOW


def test_conditions_look_at_the_answers_of_their_own_row(counted: Scenario) -> None:
    counted.answer(2, next="name[1]").answer("An", next="age[1]").answer(12, next="name[2]")
    counted.answer("Bo", next="age[2]").answer(40, next="licence[2]")


def test_conditions_after_the_roster_go_through_its_rows(counted: Scenario) -> None:
    counted.answer(1, next="name[1]").answer("An", next="age[1]").answer(12, next="why_none")


def test_texts_name_the_answers_of_their_own_row(counted: Scenario) -> None:
    counted.answer(2).answer("An").answer(12).answer("Bo", next="age[2]")
    planned = counted.interview.instrument.by_id["age[2]"]
    assert text_words(counted.interview, planned.text) == "Hoe oud is Bo?"
    assert planned.row is not None
    assert text_words(counted.interview, planned.row.title) == "Opleider 2: Bo"


def test_fewer_rows_set_the_others_aside_and_more_bring_them_back(counted: Scenario) -> None:
    counted.answer(2).answer("An").answer(12).answer("Bo").answer(11, next="why_none")
    counted.jump("people").answer(1)
    assert set(counted.last.set_aside) == {"name[2]", "age[2]"}
    counted.jump("people").answer(2)
    assert set(counted.last.restored) == {"name[2]", "age[2]"}
    assert counted.interview.answers["name[2]"].value == "Bo"


def test_the_record_has_the_rows_that_there_are(counted: Scenario) -> None:
    counted.answer(2).answer("An").answer(30).answer(1).answer("Bo").answer(12).answer("")
    record = response_record(counted.interview, counted.journal.events, 10)
    answers = record["answers"]
    assert isinstance(answers, dict)
    assert list(answers) == ["people", "adults", "why_none", "last"]
    assert record["rosters"] == {
        "trainers": [
            {
                "row": 1,
                "answers": {"name": {"value": "An"}, "age": {"value": 30}, "licence": {"value": 1}},
            },
            {
                "row": 2,
                "answers": {
                    "name": {"value": "Bo"},
                    "age": {"value": 12},
                    "licence": {"missing": "off_route"},
                },
            },
        ]
    }


def test_a_multiple_choice_makes_a_row_of_every_chosen_option(tmp_path: Path) -> None:
    person = Scenario.of(questionnaire(CHOSEN, tmp_path))
    person.answer([1, 97], next="often[1]", other={97: "schaaf"})
    often = person.interview.instrument.by_id
    assert text_words(person.interview, often["often[1]"].text) == "Hoe vaak: Boor?"
    assert (
        text_words(person.interview, often["often[3]"].text)
        == "Hoe vaak: Anders, namelijk: schaaf?"
    )
    person.answer(5, next="often[3]").answer(2, next="last")
    record = response_record(person.interview, person.journal.events, 10)
    assert record["rosters"] == {
        "uses": [
            {"row": 1, "option": 1, "answers": {"often": {"value": 5}}},
            {"row": 3, "option": 97, "answers": {"often": {"value": 2}}},
        ]
    }


def test_none_of_these_makes_no_row(tmp_path: Path) -> None:
    Scenario.of(questionnaire(CHOSEN, tmp_path)).answer([96], next="last")


def test_a_roster_behind_another_ones_rows_is_in_the_record(tmp_path: Path) -> None:
    text = (
        COUNTED
        + """
[[section]]
id = "again"
title = "Nog eens"
repeat = "people"
show_if = "any(answered(one.name) for one in trainers)"
on_unknown = "hide"
[[section.question]]
id = "mood"
type = "text"
text = "Hoe gaat het?"
"""
    )
    person = Scenario.of(questionnaire(text, tmp_path)).answer(1).answer("An").answer(30)
    person.answer(1).answer("ja", next="mood[1]").answer("goed", next="").reload()
    rosters = response_record(person.interview, person.journal.events, 10)["rosters"]
    assert isinstance(rosters, dict)
    assert rosters["again"] == [{"row": 1, "answers": {"mood": {"value": "goed"}}}]


EACH_OTHER = (
    COUNTED
    + """
[[section]]
id = "groups"
title = "Groepen"
repeat = "people"
[[section.question]]
id = "limit"
type = "decimal"
min = 0
max = 120
text = "Welke grens?"
[[section.question]]
id = "older"
type = "computed"
gives = "integer"
value = "count(one.age > limit for one in trainers)"
text = "Hoeveel ouder"
[[section.question]]
id = "why"
type = "text"
show_if = "any(one.age > limit for one in trainers)"
text = "Waarom?"
"""
)


def in_groups(tmp_path: Path) -> Scenario:
    """Give an interview with two trainers, of 30 and 12, that is at the first group."""
    person = Scenario.of(questionnaire(EACH_OTHER, tmp_path)).answer(2)
    person.answer("An").answer(30).answer(1).answer("Bo").answer(12)
    return person.answer("dat was het", next="limit[1]")


def test_the_rows_of_another_roster_are_compared_with_each_rows_own_answer(tmp_path: Path) -> None:
    person = in_groups(tmp_path).answer(20, next="why[1]").answer("zo", next="limit[2]")
    person.answer(40, next="").reload()
    values = person.interview.values
    assert (values["older[1]"], values["older[2]"]) == (1, 0)


def test_a_changed_row_reaches_every_row_that_looks_at_it(tmp_path: Path) -> None:
    person = in_groups(tmp_path).answer(20).answer("zo").answer(40)
    person.jump("age[2]").answer(50).reload()
    values = person.interview.values
    assert (values["older[1]"], values["older[2]"]) == (2, 1)
    assert {"why[1]", "why[2]", "licence[2]"} <= set(person.route())
    person.jump("people").answer(1).reload()
    assert person.interview.values["older[1]"] == 1
