"""Answers that wait while their question is off the route, and what follows from earlier answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from hybridequiz.interview.answers import Answer
from hybridequiz.interview.complaints import ComplaintKind, InvalidAnswer
from hybridequiz.interview.events import EventKind
from hybridequiz.interview.waiting import asked_again
from hybridequiz.plain.showing import consequence_lines, state_words
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.states import Missing
from hybridequiz.tui.interview_texts import saved
from scenario import Scenario, questionnaire

YES_NO = 'options = [{ code = 1, nl = "Ja" }, { code = 2, nl = "Nee" }]'

CAR = f"""
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "car"
type = "single"
{YES_NO}
text = "Hebt u een auto?"
[[section.question]]
id = "colour"
type = "text"
show_if = "car == 1"
on_unknown = "hide"
text = "Welke kleur?"
[[section.question]]
id = "why_red"
type = "text"
show_if = "answered(colour)"
text = "Waarom die kleur?"
[[section.question]]
id = "last"
type = "integer"
min = 0
max = 9
text = "Hoe vaak?"
"""


def test_answers_off_the_route_wait_and_come_back_and_each_step_is_an_event(
    tmp_path: Path,
) -> None:
    person = Scenario.of(questionnaire(CAR, tmp_path))
    person.answer(1).answer("rood").answer("mooi").jump("car").answer(2, next="last")
    assert person.last.set_aside == ("colour", "why_red")
    assert asked_again(person.interview, person.last.set_aside) == frozenset()
    assert person.interview.values["colour"] is Missing.OFF_ROUTE
    assert person.interview.route.aside == {"colour", "why_red"}
    person.back(expect="car").answer(1, next="colour")
    assert person.last.restored == ("colour", "why_red")
    assert person.interview.answers["why_red"] == Answer("mooi")
    steps = [
        (event.kind.value, event.question)
        for event in person.journal.events
        if event.kind in (EventKind.SET_ASIDE, EventKind.RESTORED)
    ]
    assert steps == [
        ("set_aside", "colour"),
        ("set_aside", "why_red"),
        ("restored", "colour"),
        ("restored", "why_red"),
    ]
    person.reload()


def test_what_waits_does_not_count_for_others(tmp_path: Path) -> None:
    person = Scenario.of(questionnaire(CAR, tmp_path)).answer(1).answer("rood", next="why_red")
    person.jump("car").answer(2, next="last")
    assert "why_red" not in person.route()


def test_a_cleared_answer_does_not_come_back(tmp_path: Path) -> None:
    person = (
        Scenario.of(questionnaire(CAR, tmp_path)).answer(1).answer("rood").back(expect="colour")
    )
    assert person.conductor.clear().set_aside == ()
    person.expect("colour").back(expect="car").answer(2).back(expect="car").answer(1)
    assert person.last.restored == ()
    assert person.interview.is_open(person.interview.instrument.by_id["colour"])


def test_to_clear_what_has_no_answer_changes_nothing(tmp_path: Path) -> None:
    person = Scenario.of(questionnaire(CAR, tmp_path))
    before = list(person.journal.events)
    person.conductor.clear()
    assert person.journal.events == before


VALUES = """
[options]
values = [
  { code = 1, nl = "Vakkennis" },
  { code = 2, nl = "Netwerk" },
  { code = 3, nl = "Nieuwe ideeën" },
  { code = 97, nl = "Anders, namelijk…", other = true },
  { code = 96, nl = "Geen van deze", exclusive = true },
]
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "value_list"
type = "multiple"
options = "values"
missing = ["dont_know"]
text = "Wat levert het op?"
[[section.question]]
id = "value_main"
type = "single"
options = "values"
chosen_in = "value_list"
derive = "only_choice"
show_if = "answered(value_list)"
text = "Wat is het belangrijkst?"
[[section.question]]
id = "last"
type = "integer"
min = 0
max = 9
text = "Hoe vaak?"
"""


@pytest.fixture
def values(tmp_path: Path) -> Instrument:
    return questionnaire(VALUES, tmp_path)


def offered(person: Scenario, name: str) -> list[object]:
    planned = person.interview.instrument.by_id[name]
    return [option.code for option in person.interview.options(planned)]


def test_only_what_was_chosen_is_offered(values: Instrument) -> None:
    person = Scenario.of(values).answer([1, 97], other={97: "rust"}, next="value_main")
    assert offered(person, "value_main") == [1, 97]
    with pytest.raises(InvalidAnswer) as refused:
        person.answer(2)
    assert refused.value.complaint.kind is ComplaintKind.NOT_OFFERED


def test_an_only_choice_is_filled_in_marked_and_not_asked(values: Instrument) -> None:
    person = Scenario.of(values).answer([2], next="last")
    assert person.interview.answers["value_main"] == Answer(2, derived=True)
    person.answer("3").back(expect="last").back(expect="value_list")


def test_a_derived_answer_changes_and_disappears_with_its_list(values: Instrument) -> None:
    person = Scenario.of(values).answer([2]).back(expect="value_list").answer([3], next="last")
    assert person.interview.answers["value_main"].value == 3
    person.back(expect="value_list").answer([1, 3], next="value_main")
    assert "value_main" not in person.interview.answers
    person.back(expect="value_list").answer(Missing.DONT_KNOW, next="last")
    assert person.interview.values["value_main"] is Missing.OFF_ROUTE


def test_an_option_that_is_no_longer_offered_sets_the_answer_aside(values: Instrument) -> None:
    person = Scenario.of(values).answer([1, 2]).answer(1, next="last")
    person.jump("value_list").answer([2, 3], next="value_main")
    assert person.last.set_aside == ("value_main",)
    assert asked_again(person.interview, person.last.set_aside) == {"value_main"}
    assert "de vraag wordt opnieuw gesteld" in saved(person.interview, person.last)
    (line,) = consequence_lines(person.interview, person.last)
    assert "De vraag wordt opnieuw gesteld, want de keuzes zijn veranderd." in line
    assert person.interview.values["value_main"] is Missing.NOT_REACHED
    person.back(expect="value_list").answer([1, 3], next="value_main")
    assert person.last.restored == ("value_main",)
    assert person.interview.answers["value_main"] == Answer(1)


def test_a_new_answer_in_the_place_of_one_that_waits_is_not_called_restored(
    values: Instrument,
) -> None:
    person = Scenario.of(values).answer([1, 2]).answer(1).jump("value_list").answer([2, 3])
    person.answer(3)
    assert person.last.restored == ()
    assert [one for one in person.journal.events if one.kind is EventKind.RESTORED] == []


def test_a_given_answer_behind_a_derived_one_waits(values: Instrument) -> None:
    person = (
        Scenario.of(values).answer([1, 2]).answer(1).jump("value_list").answer([2], next="last")
    )
    assert person.last.set_aside == ("value_main",)
    assert person.interview.answers["value_main"] == Answer(2, derived=True)
    person.back(expect="value_list").answer([1, 2], next="value_main")
    assert person.last.restored == ("value_main",)
    assert person.interview.answers["value_main"] == Answer(1)


def test_only_an_option_of_the_question_itself_is_filled_in(tmp_path: Path) -> None:
    narrower = VALUES.replace(
        'options = "values"\nchosen_in',
        'options = [{ code = 1, nl = "Vakkennis" }, { code = 2, nl = "Netwerk" }]\nchosen_in',
    )
    person = Scenario.of(questionnaire(narrower, tmp_path)).answer([3], next="value_main")
    assert offered(person, "value_main") == []
    assert person.interview.options(person.interview.instrument.by_id["value_main"]) == ()


def test_the_text_at_other_stays_with_the_list(values: Instrument) -> None:
    person = Scenario.of(values).answer([97], other={97: "rust"})
    assert person.interview.answers["value_list"].other_text(97) == "rust"
    assert person.interview.answers["value_main"] == Answer(97, derived=True)
    main = person.interview.instrument.by_id["value_main"]
    assert state_words(person.interview, main).endswith(" (ingevuld door het programma)")


QUOTE = f"""
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "quote_text"
type = "long_text"
text = "Wat wilt u zeggen?"
[[section.question]]
id = "quote_perm"
type = "single"
{YES_NO}
about = "quote_text"
show_if = "answered(quote_text)"
text = "Mogen wij dat citeren?"
[[section.question]]
id = "quote_name"
type = "text"
about = "quote_perm"
show_if = "quote_perm == 1"
on_unknown = "hide"
text = "Onder welke naam?"
"""


def test_permission_is_asked_again_when_the_text_changes(tmp_path: Path) -> None:
    person = Scenario.of(questionnaire(QUOTE, tmp_path))
    person.answer("mooi").answer(1).answer("An").jump("quote_text").answer("lelijk")
    assert person.last.renewed == ("quote_perm", "quote_name")
    person.expect("quote_perm")
    assert person.interview.given.keys() == {"quote_text"}
    person.reload()


def test_permission_stays_when_the_same_text_is_given_again(tmp_path: Path) -> None:
    person = Scenario.of(questionnaire(QUOTE, tmp_path)).answer("mooi").answer(1)
    person.jump("quote_text").answer("mooi")
    assert person.last.renewed == ()
    assert person.interview.answers["quote_perm"] == Answer(1)


def test_permission_does_not_outlive_a_text_that_was_taken_back(tmp_path: Path) -> None:
    """Otherwise a yes to one text would be a yes to the next."""
    person = Scenario.of(questionnaire(QUOTE, tmp_path)).answer("mooi").answer(1)
    person.jump("quote_text")
    assert person.conductor.clear().renewed == ("quote_perm",)
    person.expect("quote_text").answer("heel iets anders", next="quote_perm")
    assert "quote_perm" not in person.interview.answers


def test_permission_waits_and_comes_back_with_a_text_that_did_not_change(tmp_path: Path) -> None:
    text = CAR.replace(
        'id = "why_red"\ntype = "text"', 'id = "why_red"\ntype = "text"\nabout = "colour"'
    )
    person = Scenario.of(questionnaire(text, tmp_path)).answer(1).answer("rood").answer("mooi")
    person.jump("car").answer(2).back(expect="car").answer(1)
    assert person.last.restored == ("colour", "why_red")
    assert person.last.renewed == ()


def test_what_is_about_a_derived_answer_is_asked_again_when_that_changes(tmp_path: Path) -> None:
    text = VALUES.replace(
        'id = "last"\ntype = "integer"', 'id = "last"\nabout = "value_main"\ntype = "integer"'
    )
    person = Scenario.of(questionnaire(text, tmp_path)).answer([1], next="last").answer("4")
    person.back(expect="last").back(expect="value_list").answer([2], next="last")
    assert person.last.renewed == ("last",)
    assert "last" not in person.interview.answers


def test_another_text_at_other_is_another_answer(tmp_path: Path) -> None:
    text = VALUES.replace(
        'id = "last"\ntype = "integer"', 'id = "last"\nabout = "value_list"\ntype = "integer"'
    )
    person = Scenario.of(questionnaire(text, tmp_path)).answer([97], other={97: "rust"})
    person.answer("4").jump("value_list").answer([97], other={97: "lawaai"})
    assert person.last.renewed == ("last",)


OPTIONS = """
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "licence"
type = "single"
options = [{ code = 1, nl = "Ja" }, { code = 2, nl = "Nee" }]
missing = ["dont_know"]
text = "Hebt u een rijbewijs?"
[[section.question]]
id = "travel"
type = "single"
options = [
  { code = 1, nl = "Fiets" },
  { code = 2, nl = "Auto", show_if = "licence == 1" },
  { code = 3, nl = "Lopend", show_if = "licence == 2" },
]
text = "Hoe reist u?"
"""


@pytest.mark.parametrize(
    ("licence", "codes"),
    [
        (1, [1, 2]),
        (2, [1, 3]),
        (Missing.DONT_KNOW, [1, 2, 3]),
        (Missing.LEFT_EMPTY, [1, 2, 3]),
    ],
)
def test_an_option_whose_condition_is_unknown_stays(
    tmp_path: Path, licence: object, codes: list[object]
) -> None:
    person = Scenario.of(questionnaire(OPTIONS, tmp_path)).answer(licence, next="travel")
    assert offered(person, "travel") == codes


def test_a_reason_stays_when_the_options_change(tmp_path: Path) -> None:
    person = Scenario.of(questionnaire(OPTIONS, tmp_path)).answer(1).answer(Missing.LEFT_EMPTY)
    person.jump("licence").answer(2)
    assert person.interview.answers["travel"].missing is Missing.LEFT_EMPTY
    assert person.last.set_aside == ()


def test_a_multiple_choice_waits_whole_when_one_of_its_options_goes(tmp_path: Path) -> None:
    text = OPTIONS.replace('id = "travel"\ntype = "single"', 'id = "travel"\ntype = "multiple"')
    person = Scenario.of(questionnaire(text, tmp_path)).answer(1).answer([1, 2])
    person.jump("licence").answer(2, next="travel")
    assert person.last.set_aside == ("travel",)
    person.back(expect="licence").answer(Missing.DONT_KNOW)
    assert person.interview.answers["travel"].value == {1, 2}


REASON = """\
[[section.question]]
id = "reason"
type = "text"
text = "Waarom?"
[[section.question]]
id = "value_main"\
"""


def test_an_answer_that_waits_behind_a_derived_one_can_be_asked_again(tmp_path: Path) -> None:
    text = VALUES.replace('[[section.question]]\nid = "value_main"', REASON).replace(
        'derive = "only_choice"', 'derive = "only_choice"\nabout = "reason"'
    )
    person = Scenario.of(questionnaire(text, tmp_path)).answer([1, 2]).answer("geld").answer(1)
    person.jump("value_list").answer([2], next="reason").answer("tijd", next="last")
    assert (person.last.renewed, person.last.restored) == (("value_main",), ())
    person.reload()


def test_what_a_correction_would_set_aside_is_known_before_and_saves_nothing(
    tmp_path: Path,
) -> None:
    person = Scenario.of(questionnaire(CAR, tmp_path)).answer(1).answer("rood").answer("mooi")
    person.jump("car")
    before = list(person.journal.events)
    assert person.conductor.would_set_aside(Answer(2)) == ("colour", "why_red")
    assert person.conductor.would_set_aside(Answer(1)) == ()
    with pytest.raises(InvalidAnswer):
        person.conductor.would_set_aside(Answer(3))
    assert person.journal.events == before
    assert person.interview.answers["car"] == Answer(1)
