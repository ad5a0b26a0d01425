"""What is asked: guards, modes, forms, exits and an early end (design, sections 3 and 4)."""

from __future__ import annotations

from pathlib import Path

import pytest

from hybridequiz.interview.answers import Answer
from hybridequiz.interview.complaints import ComplaintKind, InvalidAnswer
from hybridequiz.interview.validation import validate
from hybridequiz.questionnaire.questions import Form, Mode
from hybridequiz.questionnaire.states import Missing
from scenario import Scenario, questionnaire

YES_NO = 'options = [{ code = 1, nl = "Ja" }, { code = 2, nl = "Nee" }]'

GUARDS = f"""
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "drives"
type = "single"
{YES_NO}
missing = ["dont_know", "refused"]
text = "Rijdt u?"
[[section.question]]
id = "plain"
type = "integer"
min = 0
max = 9
show_if = "drives == 1"
text = "Hoe vaak?"
[[section.question]]
id = "hidden"
type = "integer"
min = 0
max = 9
show_if = "drives == 1"
on_unknown = "hide"
text = "Hoe ver?"
[[section.question]]
id = "shown"
type = "integer"
min = 0
max = 9
show_if = "drives == 1"
on_unknown = "show"
text = "Hoe lang?"
[[section.question]]
id = "negated"
type = "integer"
min = 0
max = 9
show_if = "not (drives == 1)"
on_unknown = "hide"
text = "Hoe dan?"
"""


@pytest.mark.parametrize(
    ("said", "route"),
    [
        (1, ["drives", "plain", "hidden", "shown"]),
        (2, ["drives", "negated"]),
        (Missing.DONT_KNOW, ["drives", "shown"]),
        (Missing.REFUSED, ["drives", "shown"]),
        (Missing.LEFT_EMPTY, ["drives", "shown"]),
    ],
)
def test_a_guard_lets_through_what_is_true_and_hides_what_is_unknown_unless_the_file_says_show(
    tmp_path: Path, said: object, route: list[str]
) -> None:
    person = Scenario.of(questionnaire(GUARDS, tmp_path)).answer(said)
    assert person.route() == route


def test_before_anything_is_answered_no_negation_flashes_open(tmp_path: Path) -> None:
    assert Scenario.of(questionnaire(GUARDS, tmp_path)).route() == ["drives", "shown"]


SECTIONS = f"""
[[section]]
id = "first"
title = "Eerst"
[[section.question]]
id = "works"
type = "single"
{YES_NO}
missing = ["dont_know"]
text = "Werkt u?"
[[section.question]]
id = "years"
type = "integer"
min = 0
max = 40
missing = ["dont_know"]
text = "Hoe lang?"

[[section]]
id = "work"
title = "Werk"
show_if = "works == 1"
on_unknown = "show"
[[section.question]]
id = "boss"
type = "single"
{YES_NO}
text = "Hebt u een baas?"
[[section.question]]
id = "senior"
type = "single"
{YES_NO}
show_if = "years >= 5"
on_unknown = "hide"
text = "Bent u senior?"
"""


@pytest.mark.parametrize(
    ("works", "years", "asked"),
    [
        (1, "7", ["boss", "senior"]),
        (1, "3", ["boss"]),
        (2, "7", []),
        (Missing.DONT_KNOW, "7", ["boss", "senior"]),
        (Missing.DONT_KNOW, Missing.DONT_KNOW, ["boss"]),
        (2, Missing.DONT_KNOW, []),
    ],
)
def test_the_section_and_the_question_must_both_let_an_item_through(
    tmp_path: Path, works: object, years: object, asked: list[str]
) -> None:
    person = Scenario.of(questionnaire(SECTIONS, tmp_path)).answer(works).answer(years)
    assert person.route() == ["works", "years", *asked]


MODES_AND_FORMS = f"""
[[section]]
id = "all"
title = "Voor iedereen"
[[section.question]]
id = "everyone"
type = "single"
{YES_NO}
text = "Ja?"
[[section.question]]
id = "spoken"
type = "single"
{YES_NO}
mode = ["interview"]
text = "Ja?"
[[section.question]]
id = "elaborate"
type = "single"
{YES_NO}
form = "extended"
text = "Ja?"
[[section.question]]
id = "brief"
type = "single"
{YES_NO}
form = "short"
text = "Ja?"

[[section]]
id = "interviewer"
title = "Voor de interviewer"
mode = ["interview", "paper"]
form = "extended"
[[section.question]]
id = "both"
type = "single"
{YES_NO}
text = "Ja?"
[[section.question]]
id = "narrower"
type = "single"
{YES_NO}
mode = ["self", "paper"]
text = "Ja?"
"""


@pytest.mark.parametrize(
    ("mode", "form", "route"),
    [
        ("self", "short", ["everyone", "brief"]),
        ("self", "extended", ["everyone", "elaborate"]),
        ("interview", "short", ["everyone", "spoken", "brief"]),
        ("interview", "extended", ["everyone", "spoken", "elaborate", "both"]),
        ("paper", "extended", ["everyone", "elaborate", "both", "narrower"]),
    ],
)
def test_mode_and_form_narrow_the_route_by_section_and_by_question(
    tmp_path: Path, mode: Mode, form: Form, route: list[str]
) -> None:
    person = Scenario.of(questionnaire(MODES_AND_FORMS, tmp_path), mode=mode, form=form)
    assert person.route() == route
    gone = {one.id for one in person.interview.instrument.items} - set(route)
    assert {person.interview.values[name] for name in gone} == {Missing.NOT_IN_MODE}


EXITS = f"""
[[exit]]
when = "consent == 2"
disposition = "refused"
keep = "disposition"
text = "Goed, dan stoppen wij."

[[exit]]
when = "age < 18"
disposition = "not_eligible"
text = "Te jong."

[[section]]
id = "start"
title = "Begin"
[[section.question]]
id = "hello"
type = "note"
text = "Welkom"
[[section.question]]
id = "consent"
type = "single"
{YES_NO}
missing = ["dont_know"]
text = "Doet u mee?"
[[section.question]]
id = "name"
type = "text"
text = "Uw naam?"
[[section.question]]
id = "age"
type = "integer"
min = 0
max = 120
missing = ["dont_know"]
text = "Hoe oud?"
[[section.question]]
id = "sport"
type = "single"
{YES_NO}
text = "Sport u?"

[[section]]
id = "after"
title = "Na afloop"
after_exit = true
[[section.question]]
id = "noise"
type = "single"
{YES_NO}
text = "Lawaai?"
[[section.question]]
id = "sporty"
type = "single"
{YES_NO}
show_if = "answered(sport)"
text = "Sportief?"
"""


def walked(tmp_path: Path, consent: object = 1, name: str = "An", age: object = "30") -> Scenario:
    person = Scenario.of(questionnaire(EXITS, tmp_path)).read(next="consent")
    return person.answer(consent, next="name").answer(name, next="age").answer(age)


def test_an_exit_leads_past_everything_but_what_is_asked_after_it(tmp_path: Path) -> None:
    person = Scenario.of(questionnaire(EXITS, tmp_path)).read().answer(2, next="noise")
    assert person.route() == ["hello", "consent", "noise"]
    assert person.interview.values["age"] is Missing.OFF_ROUTE
    assert person.answer(1).at == ""
    assert person.finish() == 20
    assert person.journal.forgotten


def test_an_exit_that_is_unknown_is_no_exit(tmp_path: Path) -> None:
    person = walked(tmp_path, consent=Missing.DONT_KNOW, age=Missing.DONT_KNOW)
    assert person.interview.route.exit is None
    assert person.at == "sport"


def test_an_exit_is_undone_by_going_back_and_answering_otherwise(tmp_path: Path) -> None:
    person = walked(tmp_path, age="12").expect("noise")
    assert "sport" not in person.route()
    person.back(expect="age").answer("21", next="sport")
    assert person.interview.route.exit is None
    assert "sport" in person.route()


def test_the_first_true_exit_in_file_order_wins(tmp_path: Path) -> None:
    person = walked(tmp_path, age="12").back(expect="age").back(expect="name")
    person.back(expect="consent").answer(2)
    taken = person.interview.route.exit
    assert taken is not None
    assert taken.exit.disposition == "refused"
    assert person.at == "noise"


TWO_EXITS = f"""
[[exit]]
when = "age < 18"
disposition = "not_eligible"
text = "U bent te jong."
[[exit]]
when = "consent == 2"
disposition = "refused"
keep = "disposition"
text = "Goed."
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "consent"
type = "single"
{YES_NO}
text = "Doet u mee?"
[[section.question]]
id = "age"
type = "integer"
min = 0
max = 120
text = "Hoe oud?"
[[section.question]]
id = "last"
type = "text"
text = "Nog iets?"
"""


def test_who_goes_back_and_refuses_has_refused(tmp_path: Path) -> None:
    person = Scenario.of(questionnaire(TWO_EXITS, tmp_path))
    person.conductor.answer(Answer(1))
    person.conductor.answer(Answer(12))
    assert person.interview.route.exit is not None
    assert person.interview.route.exit.exit.disposition == "not_eligible"
    person.conductor.back()
    person.conductor.back()
    person.conductor.answer(Answer(2))
    taken = person.interview.route.exit
    assert taken is not None
    assert taken.exit.disposition == "refused"
    assert [one.id for one in person.interview.route.items] == ["consent"]
    assert person.conductor.finish() == 20
    assert person.journal.forgotten


def test_what_lies_past_an_exit_is_set_aside_and_comes_back_with_its_undoing(
    tmp_path: Path,
) -> None:
    person = walked(tmp_path).answer(1, next="noise").answer(1, next="sporty").answer(1)
    person.jump("age").answer("12", next="noise")
    assert person.last.set_aside == ("sport", "sporty")
    person.back(expect="age").answer("40", next="sport")
    assert person.last.restored == ("sport", "sporty")


def test_after_an_exit_nothing_is_asked_about_answers_that_no_longer_count(tmp_path: Path) -> None:
    person = walked(tmp_path).answer(1, next="noise")
    person.jump("age").answer("12", next="noise")
    assert person.route() == ["hello", "consent", "name", "age", "noise"]


TWO_REASONS = f"""
[[exit]]
when = "consent == 2 or age < 18"
disposition = "not_eligible"
text = "Dank u."
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "consent"
type = "single"
{YES_NO}
text = "Doet u mee?"
[[section.question]]
id = "name"
type = "text"
text = "Uw naam?"
[[section.question]]
id = "age"
type = "integer"
min = 0
max = 120
text = "Hoe oud?"
[[section.question]]
id = "more"
type = "text"
text = "Meer?"
"""


def test_an_exit_leads_out_as_soon_as_it_is_true_whatever_else_it_looks_at(tmp_path: Path) -> None:
    """It is looked at after every event: who refuses is not asked for an age first."""
    instrument = questionnaire(TWO_REASONS, tmp_path)
    assert Scenario.of(instrument).answer(2).route() == ["consent"]
    person = Scenario.of(instrument).answer(1).answer("An").answer("12")
    assert person.route() == ["consent", "name", "age"]


def test_an_exit_on_facts_of_the_session_is_true_from_the_start(tmp_path: Path) -> None:
    text = EXITS.replace('"age < 18"', "'session_mode == \"paper\" and consent == 1'")
    person = Scenario.of(questionnaire(text, tmp_path), mode="paper").read().answer(1)
    assert person.at == "noise"


def test_after_an_early_end_only_what_is_asked_after_it_is_still_to_come(tmp_path: Path) -> None:
    person = Scenario.of(questionnaire(EXITS, tmp_path)).read().answer(1, next="name")
    person.conductor.end("moest weg")
    assert person.route() == ["consent", "noise"]
    assert person.expect("noise").answer(2).at == ""
    assert person.interview.values["age"] is Missing.NOT_REACHED
    assert person.interview.ended == "moest weg"


def test_who_ends_early_after_going_back_does_not_walk_through_old_answers(tmp_path: Path) -> None:
    person = walked(tmp_path).expect("sport").back(expect="age").back(expect="name")
    person.conductor.end("")
    person.expect("noise").reload().expect("noise")


def test_who_ends_at_once_can_finish_and_remark(tmp_path: Path) -> None:
    text = EXITS.split('[[section]]\nid = "after"', maxsplit=1)[0]
    person = Scenario.of(questionnaire(text, tmp_path))
    person.conductor.end("geen tijd")
    assert person.route() == []
    person.conductor.remark("liep weg")
    assert person.reload().finish() == 21


def test_a_question_off_the_route_cannot_be_answered(tmp_path: Path) -> None:
    person = Scenario.of(questionnaire(GUARDS, tmp_path)).answer(2)
    with pytest.raises(InvalidAnswer) as refused:
        validate(person.interview, person.interview.instrument.by_id["plain"], Answer(3))
    assert refused.value.complaint.kind is ComplaintKind.OFF_ROUTE


WORDS = """
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "word"
type = "text"
text = "Welk woord?"
[[section.question]]
id = "why"
type = "text"
show_if = "answered(word)"
text = "Waarom?"
[[section.question]]
id = "last"
type = "text"
text = "Nog iets?"
"""


@pytest.mark.parametrize("word", list(Missing))
def test_a_text_that_reads_like_a_reason_is_an_answer(tmp_path: Path, word: str) -> None:
    walk = Scenario.of(questionnaire(WORDS, tmp_path))
    assert walk.interview.route.items[0].id == "word", "the route is known before the answer"
    walk.conductor.answer(Answer(str(word)))
    assert [one.id for one in walk.interview.route.items] == ["word", "why", "last"]
    assert walk.interview.values["word"] == str(word)
    walk.conductor.back()
    walk.conductor.answer(Answer(Missing.LEFT_EMPTY))
    assert [one.id for one in walk.interview.route.items] == ["word", "last"]
